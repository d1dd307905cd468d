//! The database rows of files that are sent before their submission. Their bytes are in the file store.
//!
//! A file's row exists before its first byte is written and until its last byte is erased, so the file store
//! never holds a file without a row, whenever the process is killed.

use super::Store;
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row};

/// A completely stored file.
#[derive(Debug, PartialEq, Eq)]
pub struct FileRow {
    /// Its number in the file store.
    pub number: i64,
    /// The idempotency key under which it was sent.
    pub id: String,
    pub media_type: String,
    /// The sender's file name as `clean_name` returns it, if there was one.
    pub name: Option<String>,
    /// The size in bytes.
    pub size: i64,
    /// The digest in 64 lower-case hexadecimal digits.
    pub sha256: String,
}

impl FromRow<'_, AnyRow> for FileRow {
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
    /// Returns the file with that id, if it is completely stored.
    pub async fn file(&self, id: &str) -> Result<Option<FileRow>, sqlx::Error> {
        sqlx::query_as("SELECT number, id, media_type, name, size, sha256 FROM attachments WHERE id = $1")
            .bind(id)
            .fetch_optional(&self.pool)
            .await
    }

    /// Inserts a row without an id for a file that begins to arrive at that Unix time, and returns its
    /// number.
    pub async fn reserve_file_number(&self, now: i64) -> Result<i64, sqlx::Error> {
        let (number,) = sqlx::query_as("INSERT INTO attachments (since) VALUES ($1) RETURNING number")
            .bind(now)
            .fetch_one(&self.pool)
            .await?;
        Ok(number)
    }

    /// Completes the row of a stored file. Returns false if another file has its id.
    pub async fn register_file(&self, file: &FileRow) -> Result<bool, sqlx::Error> {
        let updated = sqlx::query(
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
        match updated {
            Ok(_) => Ok(true),
            Err(sqlx::Error::Database(error)) if error.is_unique_violation() => Ok(false),
            Err(error) => Err(error),
        }
    }

    /// Returns the bytes of the files that arrived after that Unix time and that no submission names.
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

    /// Removes the ids of files that arrived before that Unix time and that no submission names, so that
    /// `erasable_files` returns them.
    pub async fn release_unnamed_files(&self, before: i64) -> Result<(), sqlx::Error> {
        sqlx::query(
            "UPDATE attachments SET id = NULL, since = 0, name = NULL WHERE id IS NOT NULL AND since < $1
             AND id NOT IN (SELECT attachment FROM attachment_uses)",
        )
        .bind(before)
        .execute(&self.pool)
        .await
        .map(drop)
    }

    /// Returns the numbers of files to erase: released ones, and those that began to arrive before that Unix
    /// time and were never completed.
    pub async fn erasable_files(&self, before: i64) -> Result<Vec<i64>, sqlx::Error> {
        let rows: Vec<(i64,)> =
            sqlx::query_as("SELECT number FROM attachments WHERE id IS NULL AND since < $1 ORDER BY number")
                .bind(before)
                .fetch_all(&self.pool)
                .await?;
        Ok(rows.into_iter().map(|(number,)| number).collect())
    }

    /// Deletes the row of an erased file.
    pub async fn delete_file_row(&self, number: i64) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM attachments WHERE number = $1 AND id IS NULL")
            .bind(number)
            .execute(&self.pool)
            .await
            .map(drop)
    }
}
