//! The sessions of the staff.

use super::Store;

/// A session.
#[derive(Debug)]
pub struct Session {
    /// The keyed digest of its cookie.
    pub digest: String,
    /// The Unix time at which it expires.
    pub until: i64,
}

impl Store {
    /// Inserts a new session.
    pub async fn insert_session(&self, session: &Session) -> Result<(), sqlx::Error> {
        sqlx::query("INSERT INTO sessions (digest, until) VALUES ($1, $2)")
            .bind(session.digest.as_str())
            .bind(session.until)
            .execute(&self.pool)
            .await
            .map(drop)
    }

    /// Returns whether there is a session with that digest that expires after that Unix time.
    pub async fn has_session(&self, digest: &str, now: i64) -> Result<bool, sqlx::Error> {
        let row: Option<(i64,)> =
            sqlx::query_as("SELECT until FROM sessions WHERE digest = $1 AND until > $2")
                .bind(digest)
                .bind(now)
                .fetch_optional(&self.pool)
                .await?;
        Ok(row.is_some())
    }

    /// Deletes the session with that digest, if there is one.
    pub async fn delete_session(&self, digest: &str) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM sessions WHERE digest = $1").bind(digest).execute(&self.pool).await.map(drop)
    }

    /// Deletes the sessions that have expired by that Unix time.
    pub async fn delete_expired_sessions(&self, now: i64) -> Result<(), sqlx::Error> {
        sqlx::query("DELETE FROM sessions WHERE until <= $1").bind(now).execute(&self.pool).await.map(drop)
    }
}
