//! The kinds of database: an `SQLite` file, or a `PostgreSQL` database that several portals may share.
//!
//! Only this file depends on the kind. sqlx's `Any` driver supports both, and the portal's SQL is valid in
//! both (`$1` is a parameter in either). Connecting and the migrations differ.

use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use sqlx::any::{AnyConnectOptions, AnyPoolOptions};
use sqlx::migrate::{Migration, MigrationType, Migrator};
use sqlx::{AnyPool, ConnectOptions, Executor, SqlSafeStr};
use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use url::Url;

/// Connections to an `SQLite` file. Only one writes at a time, whatever their number.
const SQLITE_CONNECTIONS: u32 = 4;
/// Connections of one portal to `PostgreSQL`, which by default accepts 100 from all portals together.
const POSTGRES_CONNECTIONS: u32 = 16;

/// The database of a portal.
#[derive(Clone, PartialEq, Eq)]
pub enum Database {
    /// An `SQLite` file, created if it does not exist.
    Sqlite(PathBuf),
    /// An existing `PostgreSQL` database: `postgres://user:password@host/name`.
    Postgres(Url),
}

impl FromStr for Database {
    type Err = String;

    /// Parses the value of `--database`: a URL with the scheme `postgres`, or the path of a file.
    fn from_str(text: &str) -> Result<Self, String> {
        if !text.starts_with("postgres://") && !text.starts_with("postgresql://") {
            return Ok(Self::Sqlite(text.into()));
        }
        let url = text
            .parse()
            .map_err(|error| format!("{error}; expected a URL such as postgres://user:password@host/name"))?;
        Ok(Self::Postgres(url))
    }
}

impl fmt::Display for Database {
    /// Writes the URL without the user and password.
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
    /// Returns the folder of an `SQLite` file.
    pub(in crate::server) fn folder(&self) -> Option<&Path> {
        match self {
            Self::Sqlite(path) => path.parent(),
            Self::Postgres(_) => None,
        }
    }

    /// Connects, and applies pending migrations.
    pub(super) async fn open(&self) -> Result<AnyPool, sqlx::Error> {
        sqlx::any::install_default_drivers();
        let pool = match self {
            Self::Sqlite(path) => open_sqlite(path).await,
            Self::Postgres(url) => {
                let options = quiet(AnyConnectOptions::from_url(url)?);
                AnyPoolOptions::new().max_connections(POSTGRES_CONNECTIONS).connect_with(options).await
            }
        }?;
        self.migrations().run(&pool).await?;
        Ok(pool)
    }

    /// Returns the migrations. A released migration must not be edited: sqlx compares its checksum.
    fn migrations(&self) -> Migrator {
        let all: &[(i64, &'static str, &'static str)] = match self {
            Self::Sqlite(_) => &[
                (1, "submissions", include_str!("migrations/sqlite/0001_submissions.sql")),
                (2, "expected by", include_str!("migrations/sqlite/0002_expected_by.sql")),
                (3, "attachments", include_str!("migrations/sqlite/0003_attachments.sql")),
                (4, "sessions", include_str!("migrations/sqlite/0004_sessions.sql")),
                (5, "from staff", include_str!("migrations/sqlite/0005_from_staff.sql")),
            ],
            Self::Postgres(_) => &[
                (1, "submissions", include_str!("migrations/postgres/0001_submissions.sql")),
                (2, "attachments", include_str!("migrations/postgres/0002_attachments.sql")),
                (3, "sessions", include_str!("migrations/postgres/0003_sessions.sql")),
                (4, "from staff", include_str!("migrations/postgres/0004_from_staff.sql")),
            ],
        };
        let migration = |&(version, name, sql): &(i64, &'static str, &'static str)| {
            Migration::new(version, name.into(), MigrationType::Simple, sql.into_sql_str(), false)
        };
        Migrator::with_migrations(all.iter().map(migration).collect())
    }
}

async fn open_sqlite(path: &Path) -> Result<AnyPool, sqlx::Error> {
    create_private(path)?;
    let name = path.to_str().ok_or_else(|| sqlx::Error::Configuration("the path is not UTF-8".into()))?;
    let url = format!("sqlite:{}", utf8_percent_encode(name, NON_ALPHANUMERIC));
    AnyPoolOptions::new()
        .max_connections(SQLITE_CONNECTIONS)
        .after_connect(|connection, _| {
            Box::pin(async move {
                // A writer waits up to ten seconds for another. In WAL mode, only FULL keeps a committed row
                // after a loss of power. Deleted rows are overwritten, since they hold personal data.
                let pragmas = "PRAGMA busy_timeout = 10000; PRAGMA journal_mode = WAL; \
                               PRAGMA synchronous = FULL; PRAGMA secure_delete = ON;";
                connection.execute(pragmas).await.map(drop)
            })
        })
        .connect_with(quiet(url.parse()?))
        .await
}

/// Disables the logging of statements.
fn quiet(options: AnyConnectOptions) -> AnyConnectOptions {
    options.disable_statement_logging()
}

/// Creates the file before `SQLite` does, readable by its owner only, since it holds personal data.
fn create_private(path: &Path) -> std::io::Result<()> {
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
    fn display_omits_the_password() {
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

    /// Each connection to a file writes durably, waits for other writers, and overwrites deleted rows.
    #[tokio::test]
    async fn sqlite_connections_have_the_required_pragmas() {
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
