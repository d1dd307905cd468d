//! The database of submissions, files and sessions, and the store of the files' bytes.

mod attachments;
mod database;
mod files;
mod reference;
mod sessions;
mod submissions;
mod writer;

use sqlx::AnyPool;
use writer::Writer;

pub use attachments::FileRow;
pub use database::Database;
pub use files::{AttachmentLocation, FileStore};
pub use sessions::Session;
pub use submissions::{NewSubmission, SubmissionRow, WriteOutcome};

/// The database. Clones share the connection pool.
#[derive(Clone, Debug)]
pub struct Store {
    pool: AnyPool,
    writer: Writer,
}

impl Store {
    /// Connects to the database and applies pending migrations.
    pub async fn open(database: &Database) -> Result<Self, sqlx::Error> {
        let pool = database.open().await?;
        Ok(Self { writer: Writer::start(pool.clone()), pool })
    }

    /// Returns whether the database responds.
    pub async fn is_available(&self) -> bool {
        sqlx::query("SELECT 1").execute(&self.pool).await.is_ok()
    }

    /// Closes all connections. With `SQLite`, this also merges the write-ahead log into the database file.
    pub async fn close(&self) {
        self.pool.close().await;
    }
}
