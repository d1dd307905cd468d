//! What the portal is made of, how it starts, and how it stops.

use super::attachments::{Place, Storage};
use super::budget::Budget;
use super::client::Proxies;
use super::clock::Clock;
use super::judging::Judging;
use super::limit::Limit;
use super::metrics::Metrics;
use super::public_url::PublicUrl;
use super::quota::Quota;
use super::reports::Reports;
use super::settings::{Document, Limits, Settings, StartError};
use super::slots::Slots;
use super::staff::{Access, Attempts};
use super::store::{Database, Store};
use super::{listen, retention, routes};
use crate::config::Config;
use crate::deadline::Period;
use crate::form::{self, Form};
use chrono::TimeDelta;
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::interval;

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
    /// Scheme, host and port of the portal's own address.
    origin: String,
    public_url: Option<PublicUrl>,
    proxies: Proxies,
    limit: Option<Limit>,
    limits: Limits,
    budget: Budget,
    quota: Quota,
    access: Access,
    attempts: Attempts,
    retention: Option<TimeDelta>,
    reports: Reports,
}

impl Portal {
    /// Opens the database and the port. Nothing is answered before `run`.
    ///
    /// # Errors
    /// The port is taken, the database can't be opened, a built-in form can't be read, or the settings would open the
    /// inbox to the network.
    pub async fn start(settings: Settings) -> Result<(Self, TcpListener), StartError> {
        let access = Access::of(&settings)?;
        let address = SocketAddr::new(settings.host, settings.port);
        let not_listening = |error| StartError::Listen(address, error);
        let listener = TcpListener::bind(address).await.map_err(not_listening)?;
        let bound = listener.local_addr().map_err(not_listening)?;
        let store = Store::open(&settings.database)
            .await
            .map_err(|error| StartError::Database(settings.database.to_string(), error))?;
        let place = settings.attachments.unwrap_or_else(|| beside(&settings.database));
        let storage = Storage::open(&place)
            .map_err(|error| StartError::Attachments(place.to_string(), error.into()))?;
        let quota = Quota::new(settings.limits, settings.database.folder(), storage.folder());
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
            origin: settings
                .public_url
                .as_ref()
                .map_or_else(|| format!("http://{bound}"), |url| url.origin().to_owned()),
            proxies: Proxies { trusted: settings.trusted_proxies, is_public: settings.public_url.is_some() },
            public_url: settings.public_url,
            limit: settings.rate_limit.map(Limit::new),
            limits: settings.limits,
            budget: Budget::new(settings.limits.body_memory),
            quota,
            access,
            attempts: Attempts::default(),
            retention: settings.retention,
            reports: Reports::default(),
        };
        Ok((Self(Arc::new(parts)), listener))
    }

    /// Answers requests until `stop` resolves; requests under way are finished first.
    pub async fn run(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let house = tokio::spawn(retention::keep_house(self.clone()));
        let accounts = tokio::spawn(self.clone().forget_clients());
        let slots = Slots::new(&self.0.limits, self.0.proxies);
        listen::accept(listener, routes::router(&self), slots, listen::PAUSE, stop).await;
        house.abort();
        accounts.abort();
        self.store().close().await;
    }

    /// The URL of the inbox, with the generated secret if there is one; `None` if the inbox is closed.
    #[must_use]
    pub fn inbox(&self) -> Option<String> {
        match &self.0.access {
            Access::Closed => None,
            Access::Token(_) | Access::Open => Some(format!("{}/inbox", self.0.origin)),
            Access::Secret(secret) => Some(format!("{}/inbox?key={}", self.0.origin, secret.text())),
        }
    }

    /// Removes the records of inactive clients every minute.
    async fn forget_clients(self) {
        let mut minutes = interval(Duration::from_mins(1));
        loop {
            minutes.tick().await;
            self.limit().inspect(|limit| limit.tidy_up());
            self.0.quota.tidy_up();
            self.0.attempts.tidy_up();
        }
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

    pub(super) fn proxies(&self) -> Proxies {
        self.0.proxies
    }

    pub(super) fn budget(&self) -> &Budget {
        &self.0.budget
    }

    pub(super) fn quota(&self) -> &Quota {
        &self.0.quota
    }

    pub(super) fn access(&self) -> &Access {
        &self.0.access
    }

    pub(super) fn attempts(&self) -> &Attempts {
        &self.0.attempts
    }

    /// Scheme, host and port of the portal's own address.
    pub(super) fn origin(&self) -> &str {
        &self.0.origin
    }

    pub(super) fn public_url(&self) -> Option<&PublicUrl> {
        self.0.public_url.as_ref()
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
