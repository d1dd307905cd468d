//! The database of what arrived. Nothing outside this module knows that it is `SQLite`.

use super::reference::Reference;
use chrono::{DateTime, Datelike, FixedOffset, NaiveDate};
use sha2::{Digest, Sha256};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteRow, SqliteSynchronous,
};
use sqlx::{FromRow, Row, SqlSafeStr, SqlitePool};
use std::path::Path;
use std::time::Duration;

/// Year 1 of the Republic is 1912.
const YEARS_BEFORE_THE_REPUBLIC: i32 = 1911;
/// Writers wait this long for one another before the submission is answered with 503.
const PATIENCE: Duration = Duration::from_secs(10);

/// The database.
#[derive(Clone, Debug)]
pub(super) struct Store {
    pool: SqlitePool,
}

/// A valid submission that is to be stored.
pub(super) struct Arrival<'a> {
    pub id: &'a str,
    pub workflow: &'a str,
    pub version: &'a str,
    pub received_at: DateTime<FixedOffset>,
    /// The day by which a reply is promised.
    pub expected_by: Option<NaiveDate>,
    pub body: &'a [u8],
}

/// What the sender may know of a stored row.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Receipt {
    pub reference: String,
    /// The day by which a reply is promised, in ISO 8601.
    pub expected_by: Option<String>,
}

/// What became of an arrival.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Kept {
    /// It was stored just now.
    New(Receipt),
    /// The same bytes were stored before.
    Before(Receipt),
    /// Another body was stored under this id before.
    Other,
}

/// A stored submission without its body.
#[derive(Debug)]
pub(super) struct Entry {
    pub sequence: i64,
    pub id: String,
    pub workflow: String,
    pub reference: String,
    pub received_at: String,
}

impl FromRow<'_, SqliteRow> for Entry {
    fn from_row(row: &SqliteRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            sequence: row.try_get("sequence")?,
            id: row.try_get("id")?,
            workflow: row.try_get("workflow")?,
            reference: row.try_get("reference")?,
            received_at: row.try_get("received_at")?,
        })
    }
}

impl Store {
    /// Opens the database file and brings it up to date; makes it if there is none.
    pub async fn open(path: &Path) -> Result<Self, sqlx::Error> {
        make_private(path)?;
        let options = SqliteConnectOptions::new()
            .filename(path)
            .create_if_missing(true)
            .journal_mode(SqliteJournalMode::Wal)
            // With WAL, only FULL keeps an acknowledged row through a loss of power.
            .synchronous(SqliteSynchronous::Full)
            .busy_timeout(PATIENCE);
        let pool = SqlitePoolOptions::new().max_connections(4).connect_with(options).await?;
        migrations().run(&pool).await?;
        Ok(Self { pool })
    }

    /// What is stored under that id, compared with this body.
    pub async fn find(&self, id: &str, body: &[u8]) -> Result<Option<Kept>, sqlx::Error> {
        let row: Option<Stored> =
            sqlx::query_as("SELECT reference, expected_by, body_sha256 FROM submissions WHERE id = ?")
                .bind(id)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.map(|row| compare(row, &digest(body))))
    }

    /// Stores the arrival, once: whoever comes second under the same id gets the first one's reference.
    pub async fn keep(&self, arrival: &Arrival<'_>) -> Result<Kept, sqlx::Error> {
        let digest = digest(arrival.body);
        // IMMEDIATE takes the write lock first, so nobody can slip in between the look and the insert.
        let mut transaction = self.pool.begin_with("BEGIN IMMEDIATE").await?;
        let stored: Option<Stored> =
            sqlx::query_as("SELECT reference, expected_by, body_sha256 FROM submissions WHERE id = ?")
                .bind(arrival.id)
                .fetch_optional(&mut *transaction)
                .await?;
        if let Some(row) = stored {
            return Ok(compare(row, &digest));
        }
        let year = arrival.received_at.year() - YEARS_BEFORE_THE_REPUBLIC;
        let (number,): (i64,) = sqlx::query_as(
            "INSERT INTO reference_numbers (year, last) VALUES (?, 1)
             ON CONFLICT (year) DO UPDATE SET last = last + 1 RETURNING last",
        )
        .bind(year)
        .fetch_one(&mut *transaction)
        .await?;
        let reference = Reference { year, number }.to_string();
        let expected_by = arrival.expected_by.map(|day| day.to_string());
        sqlx::query(
            "INSERT INTO submissions (id, workflow, version, reference, received_at, expected_by, body, body_sha256)
             VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        )
        .bind(arrival.id)
        .bind(arrival.workflow)
        .bind(arrival.version)
        .bind(&reference)
        // Debug is chrono's RFC 3339; its Display puts a space between day and time.
        .bind(format!("{:?}", arrival.received_at))
        .bind(&expected_by)
        .bind(arrival.body)
        .bind(digest)
        .execute(&mut *transaction)
        .await?;
        transaction.commit().await?;
        Ok(Kept::New(Receipt { reference, expected_by }))
    }

    /// Up to `limit` entries that arrived before the one of that sequence number, newest first.
    pub async fn list(&self, before: i64, limit: i64) -> Result<Vec<Entry>, sqlx::Error> {
        sqlx::query_as(
            "SELECT sequence, id, workflow, reference, received_at FROM submissions
             WHERE sequence < ? ORDER BY sequence DESC LIMIT ?",
        )
        .bind(before)
        .bind(limit)
        .fetch_all(&self.pool)
        .await
    }

    /// The entry of that id and its body, byte for byte.
    pub async fn get(&self, id: &str) -> Result<Option<(Entry, Vec<u8>)>, sqlx::Error> {
        let entry: Option<Entry> = sqlx::query_as(
            "SELECT sequence, id, workflow, reference, received_at FROM submissions WHERE id = ?",
        )
        .bind(id)
        .fetch_optional(&self.pool)
        .await?;
        let Some(entry) = entry else { return Ok(None) };
        let (body,) = sqlx::query_as("SELECT body FROM submissions WHERE id = ?")
            .bind(id)
            .fetch_one(&self.pool)
            .await?;
        Ok(Some((entry, body)))
    }

    /// Whether the database answers.
    pub async fn is_well(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.pool).await.is_ok()
    }

    /// Ends every connection, which also folds the write-ahead log into the file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}

/// The schema's history. A migration that was released is never edited, only followed by another.
fn migrations() -> Migrator {
    let migration = |(version, name, sql): (i64, &'static str, &'static str)| {
        Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
    };
    let all = [
        (1, "submissions", include_str!("migrations/0001_submissions.sql")),
        (2, "expected by", include_str!("migrations/0002_expected_by.sql")),
    ];
    Migrator::with_migrations(all.map(migration).into())
}

fn digest(body: &[u8]) -> Vec<u8> {
    Sha256::digest(body).to_vec()
}

/// A stored row: its reference, the day that was promised, and its digest.
type Stored = (String, Option<String>, Vec<u8>);

/// A stored row against the digest of what arrived.
fn compare((reference, expected_by, stored): Stored, arrived: &[u8]) -> Kept {
    if stored == arrived { Kept::Before(Receipt { reference, expected_by }) } else { Kept::Other }
}

/// Makes the file before `SQLite` does, readable by its owner alone: it will hold personal data.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}
