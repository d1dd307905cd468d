//! The stored submissions.

use super::Store;
use super::writer::{FIND, StoredDigest, compare, digest};
use axum::body::Bytes;
use chrono::{DateTime, FixedOffset, NaiveDate};
use sqlx::any::AnyRow;
use sqlx::{FromRow, Row};

/// A valid submission to be stored.
pub struct NewSubmission {
    pub id: String,
    pub workflow: String,
    pub version: String,
    pub received_at: DateTime<FixedOffset>,
    /// The day by which a reply is promised.
    pub expected_by: Option<NaiveDate>,
    pub body: Bytes,
    /// The ids of the files that were sent before.
    pub files: Vec<String>,
    /// Whether the request had a session or token of the staff.
    pub is_from_staff: bool,
}

/// The data of a receipt.
#[derive(Debug, PartialEq, Eq)]
pub struct Registration {
    pub reference: String,
    /// The day by which a reply is promised, in ISO 8601.
    pub expected_by: Option<String>,
}

/// The outcome of storing a submission.
#[derive(Debug, PartialEq, Eq)]
pub enum WriteOutcome {
    /// A new row was inserted.
    New(Registration),
    /// The same bytes were stored before.
    Existing(Registration),
    /// Another body was stored under this id before.
    Conflict,
}

/// A stored submission without its body.
#[derive(Debug)]
pub struct SubmissionRow {
    pub sequence: i64,
    pub id: String,
    pub workflow: String,
    pub reference: String,
    pub received_at: String,
    /// Whether the request had a session or token of the staff.
    pub is_from_staff: bool,
}

impl FromRow<'_, AnyRow> for SubmissionRow {
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
    /// Compares that body with the one stored under that id; `None` if there is no such row.
    pub async fn find(&self, id: &str, body: &[u8]) -> Result<Option<WriteOutcome>, sqlx::Error> {
        let row: Option<StoredDigest> = sqlx::query_as(FIND).bind(id).fetch_optional(&self.pool).await?;
        Ok(row.map(|row| compare(row, &digest(body))))
    }

    /// Stores the submission once: a second one with the same id and body gets the first one's reference.
    pub async fn insert(&self, submission: NewSubmission) -> Result<WriteOutcome, sqlx::Error> {
        self.writer.insert(submission).await
    }

    /// Returns up to `limit` rows with a sequence number below `before`, newest first.
    pub async fn list(&self, before: i64, limit: i64) -> Result<Vec<SubmissionRow>, sqlx::Error> {
        sqlx::query_as(
            "SELECT sequence, id, workflow, reference, received_at, is_from_staff FROM submissions
             WHERE sequence < $1 ORDER BY sequence DESC LIMIT $2",
        )
        .bind(before)
        .bind(limit)
        .fetch_all(&self.pool)
        .await
    }

    /// Like `list`, for one workflow.
    pub async fn list_workflow(
        &self,
        workflow: &str,
        before: i64,
        limit: i64,
    ) -> Result<Vec<SubmissionRow>, sqlx::Error> {
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

    /// Returns the row with that id and its body, byte for byte.
    pub async fn get(&self, id: &str) -> Result<Option<(SubmissionRow, Vec<u8>)>, sqlx::Error> {
        let row = sqlx::query(
            "SELECT sequence, id, workflow, reference, received_at, is_from_staff, body FROM submissions
             WHERE id = $1",
        )
        .bind(id)
        .fetch_optional(&self.pool)
        .await?;
        row.map(|row| Ok((SubmissionRow::from_row(&row)?, row.try_get("body")?))).transpose()
    }

    /// Deletes up to 100 submissions that were received before that time, and returns their number. The small
    /// batches leave time for new submissions in between.
    pub async fn delete_before(&self, time: DateTime<FixedOffset>) -> Result<u64, sqlx::Error> {
        let deleted = sqlx::query(
            "DELETE FROM submissions WHERE id IN (SELECT id FROM submissions WHERE received_at < $1 LIMIT 100)",
        )
        .bind(format!("{time:?}"))
        .execute(&self.pool)
        .await?;
        Ok(deleted.rows_affected())
    }
}
