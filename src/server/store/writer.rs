//! Arrivals are stored by one task, in one transaction as many as have come in the meantime: under load they share the
//! wait for the disk, and none waits for a lock.

use super::super::reference::Reference;
use super::{Arrival, FIND, Kept, Receipt, Stored, compare};
use chrono::Datelike;
use sha2::{Digest, Sha256};
use sqlx::{AnyConnection, AnyPool};
use std::collections::BTreeMap;
use tokio::sync::{mpsc, oneshot};

/// Arrivals in one transaction: what a loss of power would have to be told to all of them.
const MOST_AT_ONCE: usize = 64;
/// Arrivals that wait; beyond, whoever brings one waits.
const LONGEST_QUEUE: usize = 256;
/// Year 1 of the Republic is 1912.
const YEARS_BEFORE_THE_REPUBLIC: i32 = 1911;

/// The task's desk.
#[derive(Clone, Debug)]
pub(super) struct Writer {
    orders: mpsc::Sender<Order>,
}

struct Order {
    arrival: Arrival,
    body_sha256: Vec<u8>,
    done: oneshot::Sender<Result<Kept, sqlx::Error>>,
}

impl Writer {
    /// Starts the task, which ends with the last of its desks.
    pub fn start(pool: AnyPool) -> Self {
        let (orders, queue) = mpsc::channel(LONGEST_QUEUE);
        tokio::spawn(write(pool, queue));
        Self { orders }
    }

    /// Stores the arrival, and says so once it is there for good.
    pub async fn keep(&self, arrival: Arrival) -> Result<Kept, sqlx::Error> {
        let (done, kept) = oneshot::channel();
        let body_sha256 = digest(&arrival.body);
        let order = Order { arrival, body_sha256, done };
        self.orders.send(order).await.map_err(|_| sqlx::Error::WorkerCrashed)?;
        kept.await.map_err(|_| sqlx::Error::WorkerCrashed)?
    }
}

async fn write(pool: AnyPool, mut queue: mpsc::Receiver<Order>) {
    let mut orders = Vec::with_capacity(MOST_AT_ONCE);
    while queue.recv_many(&mut orders, MOST_AT_ONCE).await > 0 {
        // Nobody listens any more to whoever has hung up; the row is there all the same.
        if let Ok(all) = together(&pool, &orders).await {
            for (order, kept) in orders.drain(..).zip(all) {
                let _ = order.done.send(Ok(kept));
            }
            continue;
        }
        // One of them can't be stored, and must not take the others along.
        for order in orders.drain(..) {
            let kept = together(&pool, std::slice::from_ref(&order)).await;
            let _ = order.done.send(kept.and_then(|mut all| all.pop().ok_or(sqlx::Error::RowNotFound)));
        }
    }
}

/// Stores all of them or none.
async fn together(pool: &AnyPool, orders: &[Order]) -> Result<Vec<Kept>, sqlx::Error> {
    let mut transaction = pool.begin().await?;
    let mut numbers = BTreeMap::new();
    let mut all = Vec::with_capacity(orders.len());
    for order in orders {
        all.push(keep(&mut transaction, order, &mut numbers).await?);
    }
    for (year, last) in numbers {
        sqlx::query("UPDATE reference_numbers SET last = $1 WHERE year = $2")
            .bind(last)
            .bind(year)
            .execute(&mut *transaction)
            .await?;
    }
    transaction.commit().await?;
    Ok(all)
}

/// Stores one, once: whoever comes second under the same id gets the first one's reference. `numbers` are the last
/// references of the years that were touched.
async fn keep(
    transaction: &mut AnyConnection,
    order: &Order,
    numbers: &mut BTreeMap<i32, i64>,
) -> Result<Kept, sqlx::Error> {
    let Order { arrival, body_sha256, .. } = order;
    let year = arrival.received_at.year() - YEARS_BEFORE_THE_REPUBLIC;
    let last = match numbers.get(&year) {
        Some(last) => *last,
        None => lock(transaction, year).await?,
    };
    let number = last + 1;
    let reference = Reference { year, number }.to_string();
    let expected_by = arrival.expected_by.map(|day| day.to_string());
    if insert(transaction, order, &reference, expected_by.as_deref()).await? {
        numbers.insert(year, number);
        return Ok(Kept::New(Receipt { reference, expected_by }));
    }
    let stored: Stored = sqlx::query_as(FIND).bind(&arrival.id).fetch_one(transaction).await?;
    Ok(compare(stored, body_sha256))
}

/// The last number of that year. Writing first locks it, in either database, until the end of the transaction:
/// arrivals come one after the other, each sees what the one before has stored, and no number is skipped or doubled.
async fn lock(transaction: &mut AnyConnection, year: i32) -> Result<i64, sqlx::Error> {
    let (last,) = sqlx::query_as(
        "INSERT INTO reference_numbers (year, last) VALUES ($1, 0)
         ON CONFLICT (year) DO UPDATE SET last = reference_numbers.last RETURNING last",
    )
    .bind(year)
    .fetch_one(transaction)
    .await?;
    Ok(last)
}

/// Whether it was not there before.
async fn insert(
    transaction: &mut AnyConnection,
    Order { arrival, body_sha256, .. }: &Order,
    reference: &str,
    expected_by: Option<&str>,
) -> Result<bool, sqlx::Error> {
    let inserted = sqlx::query(
        "INSERT INTO submissions
             (id, workflow, version, reference, received_at, expected_by, body, body_sha256, is_from_staff)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (id) DO NOTHING",
    )
    .bind(&arrival.id)
    .bind(&arrival.workflow)
    .bind(&arrival.version)
    .bind(reference)
    // Debug is chrono's RFC 3339; its Display puts a space between day and time.
    .bind(format!("{:?}", arrival.received_at))
    .bind(expected_by)
    .bind(arrival.body.as_ref())
    .bind(body_sha256.as_slice())
    .bind(i64::from(arrival.is_from_staff))
    .execute(&mut *transaction)
    .await?;
    if inserted.rows_affected() == 0 {
        return Ok(false);
    }
    for file in &arrival.files {
        // Fails if the file was erased in the meantime: a promise to keep what is gone can't be given.
        sqlx::query(
            "INSERT INTO attachment_uses (submission, attachment) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        )
        .bind(&arrival.id)
        .bind(file)
        .execute(&mut *transaction)
        .await?;
    }
    Ok(true)
}

/// What a body is compared by.
pub(super) fn digest(body: &[u8]) -> Vec<u8> {
    Sha256::digest(body).to_vec()
}
