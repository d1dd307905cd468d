//! The sessions of the staff.

use super::Store;

/// A session.
#[derive(Debug)]
pub(in crate::server) struct Session {
    /// The keyed digest of its cookie.
    pub digest: String,
    /// The Unix time at which it ends.
    pub until: i64,
}

impl Store {
    /// Keeps a new session.
    pub async fn begin_session(&self, session: &Session) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO sessions (digest, until) VALUES ($1, $2)")
            .bind(session.digest.as_str())
            .bind(session.until)
            .execute(&self.pool)
            .await
            .map(drop)
    }

    /// Whether there is a session of that digest that ends after that Unix time.
    pub async fn has_session(&self, digest: &str, now: i64) -> Result<bool, sqlx::Error> {
        let row: Option<(i64,)> =
            sqlx::query_as("SELECT until FROM sessions WHERE digest = $1 AND until > $2")
                .bind(digest)
                .bind(now)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.is_some())
    }

    /// Ends a session, if there is one of that digest.
    pub async fn end_session(&self, digest: &str) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM sessions WHERE digest = $1").bind(digest).execute(&self.pool).await.map(drop)
    }

    /// Forgets the sessions that have ended by that Unix time.
    pub async fn forget_sessions(&self, now: i64) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM sessions WHERE until <= $1").bind(now).execute(&self.pool).await.map(drop)
    }
}
