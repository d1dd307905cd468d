//! What the database knows of the files that were sent before their submissions. Their bytes lie in the storage.
//!
//! A file's row is there before its first byte is written and until after its last is erased, so nothing lies in the
//! storage that no row knows of, whenever the process dies.

use super::Store;
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row};

/// A file that arrived whole.
#[derive(Debug, PartialEq, Eq)]
pub(in crate::server) struct File {
    /// Its name in the storage.
    pub number: i64,
    /// The key under which it was sent.
    pub id: String,
    pub media_type: String,
    /// As `clean_name` leaves it, if the sender told it.
    pub name: Option<String>,
    /// In bytes.
    pub size: i64,
    /// 64 lower-case hexadecimal digits.
    pub sha256: String,
}

impl FromRow<'_, AnyRow> for File {
    fn from_row(row: &AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            number: row.try_get("number")?,
            id: row.try_get("id")?,
            media_type: row.try_get("media_type")?,
            name: row.try_get("name")?,
            size: row.try_get("size")?,
            sha256: row.try_get("sha256")?,
        })
    }
}

impl Store {
    /// The file of that id, if it arrived whole.
    pub async fn file(&self, id: &str) -> Result<Option<File>, sqlx::Error> {
        sqlx::query_as("SELECT number, id, media_type, name, size, sha256 FROM attachments WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.pool)
            .await
    }

    /// A new number for a file that begins to arrive at that Unix time.
    pub async fn announce_file(&self, now: i64) -> Result<i64, sqlx::Error> {
        let (number,) = sqlx::query_as("INSERT INTO attachments (since) VALUES ($1) RETURNING number")
            .bind(now)
            .fetch_one(&self.pool)
            .await?;
        Ok(number)
    }

    /// Gives an announced file its id; false if another one has it already.
    pub async fn keep_file(&self, file: &File) -> Result<bool, sqlx::Error> {
        let kept = sqlx::query(
            "UPDATE attachments SET id = $1, media_type = $2, name = $3, size = $4, sha256 = $5 WHERE number = $6",
        )
        .bind(file.id.as_str())
        .bind(file.media_type.as_str())
        .bind(file.name.as_deref())
        .bind(file.size)
        .bind(file.sha256.as_str())
        .bind(file.number)
        .execute(&self.pool)
        .await;
        match kept {
            Ok(_) => Ok(true),
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Bytes of the files that arrived after that Unix time and that no submission names.
    pub async fn unnamed_bytes(&self, after: i64) -> Result<u64, sqlx::Error> {
        let (bytes,): (i64,) = sqlx::query_as(
            "SELECT CAST(COALESCE(SUM(size), 0) AS BIGINT) FROM attachments WHERE since > $1 AND id IS NOT NULL
             AND id NOT IN (SELECT attachment FROM attachment_uses)",
        )
        .bind(after)
        .fetch_one(&self.pool)
        .await?;
        Ok(u64::try_from(bytes).unwrap_or(u64::MAX))
    }

    /// Releases the files that arrived before that Unix time and that no submission names: they are to be erased.
    pub async fn release_files(&self, before: i64) -> Result<(), sqlx::Error> {
        sqlx::query(
            "UPDATE attachments SET id = NULL, since = 0, name = NULL WHERE id IS NOT NULL AND since < $1
             AND id NOT IN (SELECT attachment FROM attachment_uses)",
        )
        .bind(before)
        .execute(&self.pool)
        .await
        .map(drop)
    }

    /// The numbers of the files that are to be erased: the released ones, and those that began to arrive before that
    /// Unix time and never did.
    pub async fn strays(&self, before: i64) -> Result<Vec<i64>, sqlx::Error> {
        let rows: Vec<(i64,)> =
            sqlx::query_as("SELECT number FROM attachments WHERE id IS NULL AND since < $1 ORDER BY number")
                .bind(before)
                .fetch_all(&self.pool)
                .await?;
        Ok(rows.into_iter().map(|(number,)| number).collect())
    }

    /// Forgets a file that was erased.
    pub async fn forget_file(&self, number: i64) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM attachments WHERE number = $1 AND id IS NULL")
            .bind(number)
            .execute(&self.pool)
            .await
            .map(drop)
    }
}
