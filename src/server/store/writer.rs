//! One task stores all submissions, as many per transaction as have arrived in the meantime. Under load they
//! share the wait for the disk, and none waits for a lock.

use super::reference::Reference;
use super::submissions::{NewSubmission, Registration, WriteOutcome};
use chrono::Datelike;
use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, AnyPool};
use std::collections::BTreeMap;
use tokio::sync::{mpsc, oneshot};

/// Selects a `StoredDigest`.
pub const FIND: &str = "SELECT reference, expected_by, body_sha256 FROM submissions WHERE id = $1";
/// The maximum number of submissions in one transaction. If a transaction fails, all of them are stored
/// again, one by one.
const BATCH: usize = 64;
/// The maximum number of submissions that wait for the task. Further handlers wait until there is room.
const QUEUE: usize = 256;
/// The year before 民國元年 (1912).
const YEAR_BEFORE_ROC: i32 = 1911;

/// A stored row: its reference, the promised day, and the digest of its body.
pub type StoredDigest = (String, Option<String>, Vec<u8>);

/// Handle to the writer task.
#[derive(Clone, Debug)]
pub struct Writer {
    jobs: mpsc::Sender<Job>,
}

struct Job {
    submission: NewSubmission,
    body_sha256: Vec<u8>,
    done: oneshot::Sender<Result<WriteOutcome, sqlx::Error>>,
}

impl Writer {
    /// Starts the task, which ends when the last handle is dropped.
    pub fn start(pool: AnyPool) -> Self {
        let (jobs, queue) = mpsc::channel(QUEUE);
        tokio::spawn(run(pool, queue));
        Self { jobs }
    }

    /// Stores the submission, and returns when the transaction is durable.
    pub async fn insert(&self, submission: NewSubmission) -> Result<WriteOutcome, sqlx::Error> {
        let (done, outcome) = oneshot::channel();
        let body_sha256 = digest(&submission.body);
        let job = Job { submission, body_sha256, done };
        self.jobs.send(job).await.map_err(|_| sqlx::Error::WorkerCrashed)?;
        outcome.await.map_err(|_| sqlx::Error::WorkerCrashed)?
    }
}

async fn run(pool: AnyPool, mut queue: mpsc::Receiver<Job>) {
    let mut jobs = Vec::with_capacity(BATCH);
    while queue.recv_many(&mut jobs, BATCH).await > 0 {
        // Sending an outcome fails if the client has disconnected. The row is stored all the same.
        if let Ok(outcomes) = insert_batch(&pool, &jobs).await {
            for (job, outcome) in jobs.drain(..).zip(outcomes) {
                let _ = job.done.send(Ok(outcome));
            }
            continue;
        }
        // One of them can't be stored, which must not affect the others.
        for job in jobs.drain(..) {
            let outcome = insert_batch(&pool, std::slice::from_ref(&job)).await;
            let _ = job.done.send(outcome.and_then(|mut all| all.pop().ok_or(sqlx::Error::RowNotFound)));
        }
    }
}

/// Stores all of them in one transaction.
async fn insert_batch(pool: &AnyPool, jobs: &[Job]) -> Result<Vec<WriteOutcome>, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let mut last_numbers = BTreeMap::new();
    let mut outcomes = Vec::with_capacity(jobs.len());
    for job in jobs {
        outcomes.push(insert_one(&mut transaction, job, &mut last_numbers).await?);
    }
    for (year, last) in last_numbers {
        sqlx::query("UPDATE reference_numbers SET last = $1 WHERE year = $2")
            .bind(last)
            .bind(year)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(outcomes)
}

/// Stores one submission, unless its id is stored already. `last_numbers` holds the last reference number of
/// each year in this transaction.
async fn insert_one(
    transaction: &mut AnyConnection,
    job: &Job,
    last_numbers: &mut BTreeMap<i32, i64>,
) -> Result<WriteOutcome, sqlx::Error> {
    let Job { submission, body_sha256, .. } = job;
    let year = submission.received_at.year() - YEAR_BEFORE_ROC;
    let last = match last_numbers.get(&year) {
        Some(last) => *last,
        None => lock_year(transaction, year).await?,
    };
    let number = last + 1;
    let reference = Reference { year, number }.to_string();
    let expected_by = submission.expected_by.map(|day| day.to_string());
    if insert_row(transaction, job, &reference, expected_by.as_deref()).await? {
        last_numbers.insert(year, number);
        return Ok(WriteOutcome::New(Registration { reference, expected_by }));
    }
    let stored: StoredDigest = sqlx::query_as(FIND).bind(&submission.id).fetch_one(transaction).await?;
    Ok(compare(stored, body_sha256))
}

/// Returns the last reference number of that year, and locks it until the end of the transaction. The write
/// takes the lock in both databases, so submissions are numbered one after the other and no number is skipped
/// or repeated.
async fn lock_year(transaction: &mut AnyConnection, year: i32) -> Result<i64, sqlx::Error> {
    let (last,) = sqlx::query_as(
        "INSERT INTO reference_numbers (year, last) VALUES ($1, 0)
         ON CONFLICT (year) DO UPDATE SET last = reference_numbers.last RETURNING last",
    )
    .bind(year)
    .fetch_one(transaction)
    .await?;
    Ok(last)
}

/// Inserts the rows of a submission and its files. Returns false if its id is stored already.
async fn insert_row(
    transaction: &mut AnyConnection,
    Job { submission, body_sha256, .. }: &Job,
    reference: &str,
    expected_by: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query(
        "INSERT INTO submissions
             (id, workflow, version, reference, received_at, expected_by, body, body_sha256, is_from_staff)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
    )
    .bind(&submission.id)
    .bind(&submission.workflow)
    .bind(&submission.version)
    .bind(reference)
    // The Debug format of chrono is RFC 3339. Its Display format has a space between day and time.
    .bind(format!("{:?}", submission.received_at))
    .bind(expected_by)
    .bind(submission.body.as_ref())
    .bind(body_sha256.as_slice())
    .bind(i64::from(submission.is_from_staff))
    .execute(&mut *transaction)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    for file in &submission.files {
        // Fails if the file was erased in the meantime: the receipt must not cover a file that is gone.
        sqlx::query(
            "INSERT INTO attachment_uses (submission, attachment) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        )
        .bind(&submission.id)
        .bind(file)
        .execute(&mut *transaction)
        .await?;
    }
    Ok(true)
}

/// Returns the digest by which bodies are compared.
pub fn digest(body: &[u8]) -> Vec<u8> {
    Sha256::digest(body).to_vec()
}

/// Compares a stored row with the digest of a body that arrived.
pub fn compare((reference, expected_by, stored): StoredDigest, arrived: &[u8]) -> WriteOutcome {
    if stored == arrived {
        WriteOutcome::Existing(Registration { reference, expected_by })
    } else {
        WriteOutcome::Conflict
    }
}
