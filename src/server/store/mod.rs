//! The database of what arrived.

mod attachments;
mod database;
mod sessions;
mod writer;

use axum::body::Bytes;
use chrono::{DateTime, FixedOffset, NaiveDate};
use sqlx::any::AnyRow;
use sqlx::{AnyPool, FromRow, Row};

pub(super) use attachments::File;
pub use database::Database;
pub(super) use sessions::Session;
use writer::{Writer, digest};

const FIND: &str = "SELECT reference, expected_by, body_sha256 FROM submissions WHERE id = $1";

/// The database.
#[derive(Clone, Debug)]
pub(super) struct Store {
    pool: AnyPool,
    writer: Writer,
}

/// A valid submission that is to be stored.
pub(super) struct Arrival {
    pub id: String,
    pub workflow: String,
    pub version: String,
    pub received_at: DateTime<FixedOffset>,
    /// The day by which a reply is promised.
    pub expected_by: Option<NaiveDate>,
    pub body: Bytes,
    /// The ids of the files that were sent before.
    pub files: Vec<String>,
    /// Whether a clerk who was signed in sent it.
    pub is_from_staff: bool,
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
    /// Whether a clerk who was signed in sent it.
    pub is_from_staff: bool,
}

impl FromRow<'_, AnyRow> for Entry {
    fn from_row(row: &AnyRow) -> Result<Self, sqlx::Error> {
        Ok(Self {
            sequence: row.try_get("sequence")?,
            id: row.try_get("id")?,
            workflow: row.try_get("workflow")?,
            reference: row.try_get("reference")?,
            received_at: row.try_get("received_at")?,
            is_from_staff: row.try_get::<i64, _>("is_from_staff")? != 0,
        })
    }
}

impl Store {
    /// Connects to the database and brings it up to date.
    pub async fn open(database: &Database) -> Result<Self, sqlx::Error> {
        let pool = database.open().await?;
        Ok(Self { writer: Writer::start(pool.clone()), pool })
    }

    /// What is stored under that id, compared with this body.
    pub async fn find(&self, id: &str, body: &[u8]) -> Result<Option<Kept>, sqlx::Error> {
        let row: Option<Stored> = sqlx::query_as(FIND).bind(id).fetch_optional(&self.pool).await?;
        Ok(row.map(|row| compare(row, &digest(body))))
    }

    /// Stores the arrival, once: whoever comes second under the same id gets the first one's reference.
    pub async fn keep(&self, arrival: Arrival) -> Result<Kept, sqlx::Error> {
        self.writer.keep(arrival).await
    }

    /// Up to `limit` entries that arrived before the one of that sequence number, newest first.
    pub async fn list(&self, before: i64, limit: i64) -> Result<Vec<Entry>, sqlx::Error> {
        sqlx::query_as(
            "SELECT sequence, id, workflow, reference, received_at, is_from_staff FROM submissions
             WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2",
        )
        .bind(before)
        .bind(limit)
        .fetch_all(&self.pool)
        .await
    }

    /// Likewise, of one workflow.
    pub async fn list_of(&self, workflow: &str, before: i64, limit: i64) -> Result<Vec<Entry>, sqlx::Error> {
        sqlx::query_as(
            "SELECT sequence, id, workflow, reference, received_at, is_from_staff FROM submissions
             WHERE workflow = $1 AND sequence < $2 ORDER BY sequence DESC LIMIT $3",
        )
        .bind(workflow)
        .bind(before)
        .bind(limit)
        .fetch_all(&self.pool)
        .await
    }

    /// The entry of that id and its body, byte for byte.
    pub async fn get(&self, id: &str) -> Result<Option<(Entry, Vec<u8>)>, sqlx::Error> {
        let row = sqlx::query(
            "SELECT sequence, id, workflow, reference, received_at, is_from_staff, body FROM submissions
             WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| Ok((Entry::from_row(&row)?, row.try_get("body")?))).transpose()
    }

    /// Deletes some of the submissions that were received before that moment, and says how many; 0 if there are none
    /// left. A few at a time, so that arrivals come in between.
    pub async fn delete_before(&self, moment: DateTime<FixedOffset>) -> Result<u64, sqlx::Error> {
        let deleted = sqlx::query(
            "DELETE FROM submissions WHERE id IN (SELECT id FROM submissions WHERE received_at < $1 LIMIT 100)",
        )
        .bind(format!("{moment:?}"))
        .execute(&self.pool)
        .await?;
        Ok(deleted.rows_affected())
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

/// A stored row: its reference, the day that was promised, and its digest.
type Stored = (String, Option<String>, Vec<u8>);

/// A stored row against the digest of what arrived.
fn compare((reference, expected_by, stored): Stored, arrived: &[u8]) -> Kept {
    if stored == arrived { Kept::Before(Receipt { reference, expected_by }) } else { Kept::Other }
}
