//! Which database: a file of `SQLite`, or a `PostgreSQL` that several portals may share.
//!
//! Beyond this file nothing knows which one it is: sqlx's `Any` speaks to either, and their SQL is the same where it
//! can be (both take `$1`). What differs is how a connection is made, and the schema's history.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, ConnectOptions, Executor, SqlSafeStr};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use url::Url;

/// Connections to a file: one writes at a time, whatever their number.
const CONNECTIONS_TO_A_FILE: u32 = 4;
/// Connections of one portal to a server, which has 100 for all of them by default.
const CONNECTIONS_TO_A_SERVER: u32 = 16;

/// Where a portal keeps what arrives.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// A file, made if it is not there.
    Sqlite(PathBuf),
    /// A server's database, which must be there: `postgres://user:password@host/name`.
    Postgres(Url),
}

impl FromStr for Database {
    type Err = String;

    /// Reads what `--database` takes: an address that begins with `postgres://`, or the path of a file.
    fn from_str(text: &str) -> Result<Self, String> {
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Ok(Self::Sqlite(text.into()));
        }
        let url = text.parse().map_err(|error| {
            format!("{error}; a database is named as in postgres://user:password@host/name")
        })?;
        Ok(Self::Postgres(url))
    }
}

impl fmt::Display for Database {
    /// Without the password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sqlite(path) => path.display().fmt(f),
            Self::Postgres(url) => {
                write!(f, "{}://{}{}", url.scheme(), url.host_str().unwrap_or_default(), url.path())
            }
        }
    }
}

impl fmt::Debug for Database {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Database {
    /// The folder that it lies in, if it is a file.
    pub(in crate::server) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => path.parent(),
            Self::Postgres(_) => None,
        }
    }

    /// Connects, and brings the schema up to date.
    pub(super) async fn open(&self) -> Result<AnyPool, sqlx::Error> {
        sqlx::any::install_default_drivers();
        let pool = match self {
            Self::Sqlite(path) => open_file(path).await,
            Self::Postgres(url) => {
                let options = quiet(AnyConnectOptions::from_url(url)?);
                AnyPoolOptions::new().max_connections(CONNECTIONS_TO_A_SERVER).connect_with(options).await
            }
        }?;
        self.migrations().run(&pool).await?;
        Ok(pool)
    }

    /// The schema's history. A migration that was released is never edited, only followed by another.
    fn migrations(&self) -> Migrator {
        let all: &[(i64, &'static str, &'static str)] = match self {
            Self::Sqlite(_) => &[
                (1, "submissions", include_str!("../migrations/sqlite/0001_submissions.sql")),
                (2, "expected by", include_str!("../migrations/sqlite/0002_expected_by.sql")),
                (3, "attachments", include_str!("../migrations/sqlite/0003_attachments.sql")),
                (4, "sessions", include_str!("../migrations/sqlite/0004_sessions.sql")),
                (5, "from staff", include_str!("../migrations/sqlite/0005_from_staff.sql")),
            ],
            Self::Postgres(_) => &[
                (1, "submissions", include_str!("../migrations/postgres/0001_submissions.sql")),
                (2, "attachments", include_str!("../migrations/postgres/0002_attachments.sql")),
                (3, "sessions", include_str!("../migrations/postgres/0003_sessions.sql")),
                (4, "from staff", include_str!("../migrations/postgres/0004_from_staff.sql")),
            ],
        };
        let migration = |&(version, name, sql): &(i64, &'static str, &'static str)| {
            Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
        };
        Migrator::with_migrations(all.iter().map(migration).collect())
    }
}

async fn open_file(path: &Path) -> Result<AnyPool, sqlx::Error> {
    make_private(path)?;
    let name = path.to_str().ok_or_else(|| sqlx::Error::Configuration("its path is not UTF-8".into()))?;
    let url = format!("sqlite:{}", utf8_percent_encode(name, NON_ALPHANUMERIC));
    AnyPoolOptions::new()
        .max_connections(CONNECTIONS_TO_A_FILE)
        .after_connect(|connection, _| {
            Box::pin(async move {
                // Writers wait ten seconds for one another. With WAL, only FULL keeps an acknowledged row through a
                // loss of power. What is deleted is overwritten, for it was personal data.
                let pragmas = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; \
                               PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";
                connection.execute(pragmas).await.map(drop)
            })
        })
        .connect_with(quiet(url.parse()?))
        .await
}

/// Statements stay out of the log.
fn quiet(options: AnyConnectOptions) -> AnyConnectOptions {
    options.disable_statement_logging()
}

/// Makes the file before `SQLite` does, readable by its owner alone: it will hold personal data.
fn make_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_database_is_named_without_its_password() {
        for (text, expect) in [
            ("guitai.sqlite", "guitai.sqlite"),
            ("/srv/a b?.sqlite", "/srv/a b?.sqlite"),
            ("postgres://clerk:secret@db.example/guitai?sslmode=require", "postgres://db.example/guitai"),
            ("postgresql://db.example/guitai", "postgresql://db.example/guitai"),
        ] {
            let database: Database = text.parse().unwrap_or_else(|error| panic!("{text}: {error}"));
            assert_eq!(
                (database.to_string(), format!("{database:?}")),
                (expect.to_owned(), expect.to_owned())
            );
        }
        assert!("postgres://[".parse::<Database>().is_err());
    }

    /// Each connection to a file writes durably, waits for others, and overwrites what it deletes.
    #[tokio::test]
    async fn a_file_is_opened_as_it_must_be() {
        let folder = std::env::temp_dir().join(format!("guitai database? {}", std::process::id()));
        assert!(std::fs::create_dir(&folder).is_ok());
        let path = folder.join("a b#c%20.sqlite");
        let pool = Database::Sqlite(path.clone()).open().await.unwrap_or_else(|error| panic!("{error}"));
        assert!(path.is_file());
        for (pragma, expect) in [
            ("PRAGMA synchronous", 2_i64),
            ("PRAGMA busy_timeout", 10_000),
            ("PRAGMA secure_delete", 1),
            ("PRAGMA foreign_keys", 1),
        ] {
            let row = sqlx::query_as(pragma).fetch_one(&pool).await;
            let (value,): (i64,) = row.unwrap_or_else(|error| panic!("{pragma}: {error}"));
            assert_eq!(value, expect, "{pragma}");
        }
        let mode: Result<(String,), _> = sqlx::query_as("PRAGMA journal_mode").fetch_one(&pool).await;
        assert!(mode.is_ok_and(|(mode,)| mode == "wal"));
        pool.close().await;
        assert!(std::fs::remove_dir_all(&folder).is_ok());
    }
}
