//! What the portal is made of, how it starts, and how it stops.

use super::attachments::{Place, Storage};
use super::clock::Clock;
use super::judging::Judging;
use super::limit::Limit;
use super::metrics::Metrics;
use super::reports::Reports;
use super::staff::Token;
use super::store::{Database, Store};
use super::{limit, listen, retention, routes};
use crate::config::Config;
use crate::deadline::Period;
use crate::form::{self, Form, ReadError};
use chrono::TimeDelta;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use tokio::net::TcpListener;

/// What a portal is started with.
#[derive(Debug)]
pub struct Settings {
    /// Where it listens; `127.0.0.1` keeps it on this machine.
    pub host: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// Where it keeps what arrives.
    pub database: Database,
    /// Where it keeps files that are sent before their submissions; without it, in a folder beside the database.
    pub attachments: Option<Place>,
    /// The folder of the bundle, served at `/guitai/`.
    pub dist: PathBuf,
    /// Form definitions of the portal's own, which go before built-in ones of the same name.
    pub forms: Vec<Document<Form>>,
    /// The portal's own texts and lists.
    pub config: Option<Document<Config>>,
    /// The server's idea of now.
    pub clock: Clock,
    /// Requests that one address may send in a minute; without it, any number.
    pub rate_limit: Option<NonZeroU32>,
    /// What lets the staff in; without it, the inbox opens only on the computer that runs the portal.
    pub staff_token: Option<Token>,
    /// How long submissions are kept; for ever without it.
    pub retention: Option<TimeDelta>,
}

impl Default for Settings {
    /// On a free port of this machine, with the file `guitai.sqlite` and the folder `dist` of the working directory.
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            database: Database::Sqlite("guitai.sqlite".into()),
            attachments: None,
            dist: "dist".into(),
            forms: Vec::new(),
            config: None,
            clock: Clock::System,
            rate_limit: None,
            staff_token: None,
            retention: None,
        }
    }
}

/// A JSON document that was read, with its text as it is served to browsers.
#[derive(Clone, Debug)]
pub struct Document<T> {
    /// What the text says.
    pub content: T,
    /// The text.
    pub text: String,
}

/// Why a portal could not start.
#[derive(Debug)]
pub enum StartError {
    /// The address can't be listened on.
    Listen(SocketAddr, std::io::Error),
    /// The database can't be opened or brought up to date.
    Database(String, sqlx::Error),
    /// The storage of attachments can't be opened.
    Attachments(String, Box<object_store::Error>),
    /// A built-in form definition can't be read, which its tests should have told.
    Builtin(&'static str, ReadError),
}

impl fmt::Display for StartError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Listen(address, error) => {
                write!(f, "can't listen on {address}: {error}; choose another address with --host or --port")
            }
            Self::Database(database, error) => {
                write!(f, "can't open the database {database}: {error}; choose another one with --database")
            }
            Self::Attachments(place, error) => {
                write!(
                    f,
                    "can't keep attachments in {place}: {error}; choose another place with --attachments"
                )
            }
            Self::Builtin(name, error) => write!(f, "the built-in form {name} can't be read: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

/// A running portal. Clones share everything.
#[derive(Clone, Debug)]
pub struct Portal(Arc<Parts>);

#[derive(Debug)]
struct Parts {
    store: Store,
    storage: Storage,
    forms: Vec<Document<Form>>,
    config_text: Option<String>,
    config: Config,
    dist: PathBuf,
    clock: Clock,
    judging: Judging,
    metrics: Metrics,
    limit: Option<Limit>,
    staff_token: Option<Token>,
    retention: Option<TimeDelta>,
    reports: Reports,
}

impl Portal {
    /// Opens the database and the port. Nothing is answered before `run`.
    ///
    /// # Errors
    /// The port is taken, the database can't be opened, or a built-in form can't be read.
    pub async fn start(settings: Settings) -> Result<(Self, TcpListener), StartError> {
        let address = SocketAddr::new(settings.host, settings.port);
        let listener =
            TcpListener::bind(address).await.map_err(|error| StartError::Listen(address, error))?;
        let store = Store::open(&settings.database)
            .await
            .map_err(|error| StartError::Database(settings.database.to_string(), error))?;
        let place = settings.attachments.unwrap_or_else(|| beside(&settings.database));
        let storage = Storage::open(&place)
            .map_err(|error| StartError::Attachments(place.to_string(), error.into()))?;
        let (config, config_text) = settings
            .config
            .map_or_else(|| (Config::default(), None), |document| (document.content, Some(document.text)));
        let mut forms = settings.forms;
        forms.extend(builtin_forms()?);
        for form in &mut forms {
            form.content = config.apply(form.content.clone());
        }
        let parts = Parts {
            store,
            storage,
            forms,
            config_text,
            config,
            dist: settings.dist,
            clock: settings.clock,
            judging: Judging::default(),
            metrics: Metrics::default(),
            limit: settings.rate_limit.map(Limit::new),
            staff_token: settings.staff_token,
            retention: settings.retention,
            reports: Reports::default(),
        };
        Ok((Self(Arc::new(parts)), listener))
    }

    /// Answers requests until `stop` resolves; requests under way are finished first.
    pub async fn run(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let house = tokio::spawn(retention::keep_house(self.clone()));
        let limits = tokio::spawn(limit::tidy_up(self.clone()));
        listen::accept(listener, routes::router(&self), listen::PAUSE, stop).await;
        house.abort();
        limits.abort();
        self.store().close().await;
    }

    pub(super) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(super) fn storage(&self) -> &Storage {
        &self.0.storage
    }

    /// The form definition of that name, with the portal's config applied.
    pub(super) fn form(&self, id: &str) -> Option<&Form> {
        self.document(id).map(|document| &document.content)
    }

    /// The form definitions, each name once.
    pub(super) fn forms(&self) -> impl Iterator<Item = &Form> {
        let forms = self.0.forms.iter().map(|document| &document.content);
        forms.filter(|form| self.form(&form.id).is_some_and(|first| std::ptr::eq(first, *form)))
    }

    /// The text of the form definition of that name, as it was written.
    pub(super) fn form_text(&self, id: &str) -> Option<&str> {
        self.document(id).map(|document| document.text.as_str())
    }

    /// The text of the portal's config, if it was given one.
    pub(super) fn config_text(&self) -> Option<&str> {
        self.0.config_text.as_deref()
    }

    /// The portal's own texts and lists.
    pub(super) fn config(&self) -> &Config {
        &self.0.config
    }

    /// How soon the portal replies, if it says so.
    pub(super) fn reply_period(&self) -> Option<Period> {
        self.0.config.reply_period
    }

    pub(super) fn dist(&self) -> &Path {
        &self.0.dist
    }

    pub(super) fn clock(&self) -> Clock {
        self.0.clock
    }

    pub(super) fn judging(&self) -> &Judging {
        &self.0.judging
    }

    pub(super) fn metrics(&self) -> &Metrics {
        &self.0.metrics
    }

    pub(super) fn limit(&self) -> Option<&Limit> {
        self.0.limit.as_ref()
    }

    pub(super) fn staff_token(&self) -> Option<&Token> {
        self.0.staff_token.as_ref()
    }

    /// How long submissions are kept, if not for ever.
    pub(super) fn retention(&self) -> Option<TimeDelta> {
        self.0.retention
    }

    pub(super) fn reports(&self) -> &Reports {
        &self.0.reports
    }

    fn document(&self, id: &str) -> Option<&Document<Form>> {
        self.0.forms.iter().find(|document| document.content.id == id)
    }
}

/// The folder for attachments beside a database file, or in the working directory.
fn beside(database: &Database) -> Place {
    Place::Folder(match database {
        Database::Sqlite(path) => path.with_extension("attachments"),
        Database::Postgres(_) => "guitai.attachments".into(),
    })
}

fn builtin_forms() -> Result<Vec<Document<Form>>, StartError> {
    let texts = form::BUILTIN.into_iter().filter_map(|name| form::builtin(name).map(|text| (name, text)));
    texts
        .map(|(name, text)| {
            let content = Form::read(text).map_err(|error| StartError::Builtin(name, error))?;
            Ok(Document { content, text: text.to_owned() })
        })
        .collect()
}
