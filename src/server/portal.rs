//! Starts and stops the portal, and builds what its handlers share.

use super::forms::Forms;
use super::http::client::Proxies;
use super::http::delivery::Delivery;
use super::http::rate_limit::RateLimit;
use super::http::slots::Slots;
use super::http::url::OwnUrl;
use super::http::{Limits, listen};
use super::intake::{Budget, Intake, Quota, Workers};
use super::ops::csp_reports::CspReports;
use super::ops::disk::Disk;
use super::ops::health::Dependencies;
use super::ops::metrics::Metrics;
use super::ops::retention::Retention;
use super::routes;
use super::settings::{Settings, StartError};
use super::staff::{Access, Attempts, Staff};
use super::store::{AttachmentLocation, Database, FileStore, Store};
use chrono::TimeDelta;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::net::TcpListener;
use tokio::time::interval;

/// A portal that is ready to run. Clones share everything.
#[derive(Clone, Debug)]
pub struct Portal {
    pub(super) intake: Arc<Intake>,
    pub(super) staff: Arc<Staff>,
    pub(super) forms: Arc<Forms>,
    pub(super) dependencies: Arc<Dependencies>,
    pub(super) metrics: Arc<Metrics>,
    pub(super) csp_reports: Arc<CspReports>,
    pub(super) rate_limit: Arc<RateLimit>,
    pub(super) url: Arc<OwnUrl>,
    pub(super) dist: PathBuf,
    pub(super) delivery: Arc<Delivery>,
    proxies: Proxies,
    limits: Limits,
    retention: Option<TimeDelta>,
}

impl Portal {
    /// Opens the database and the port. Requests are accepted by `run`.
    ///
    /// # Errors
    /// The port is in use, the database or the attachment storage can't be opened, a built-in form can't be
    /// parsed, or the settings would open the inbox to the network.
    pub async fn start(settings: Settings) -> Result<(Self, TcpListener), StartError> {
        let access = settings.access()?;
        let address = SocketAddr::new(settings.host, settings.port);
        let not_listening = |error| StartError::Listen(address, error);
        let listener = TcpListener::bind(address).await.map_err(not_listening)?;
        let bound = listener.local_addr().map_err(not_listening)?;
        let store = Store::open(&settings.database)
            .await
            .map_err(|error| StartError::Database(settings.database.to_string(), error))?;
        let location = settings.attachments.unwrap_or_else(|| default_location(&settings.database));
        let files = FileStore::open(&location)
            .map_err(|error| StartError::Attachments(location.to_string(), error.into()))?;
        let limits = settings.limits;
        let disk_of = |folder| Disk::of(folder, limits.disk_percent);
        let (database_disk, file_disk) =
            (settings.database.folder().map(disk_of), files.folder().map(disk_of));
        let forms = Forms::new(settings.forms, settings.config)
            .map_err(|(name, error)| StartError::Builtin(name, error))?;
        let proxies = Proxies { trusted: settings.trusted_proxies, is_public: settings.public_url.is_some() };

        let (files, forms, metrics) = (Arc::new(files), Arc::new(forms), Arc::new(Metrics::default()));
        let url = Arc::new(OwnUrl::new(bound, settings.public_url));
        let dependencies = Dependencies {
            store: store.clone(),
            files: Arc::clone(&files),
            disks: [&database_disk, &file_disk].into_iter().flatten().cloned().collect(),
        };
        let staff = Arc::new(Staff {
            store: store.clone(),
            files: Arc::clone(&files),
            forms: Arc::clone(&forms),
            clock: settings.clock,
            url: Arc::clone(&url),
            access,
            attempts: Attempts::default(),
        });
        let intake = Intake {
            store,
            files,
            forms: Arc::clone(&forms),
            clock: settings.clock,
            url: Arc::clone(&url),
            staff: Arc::clone(&staff),
            metrics: Arc::clone(&metrics),
            workers: Workers::default(),
            budget: Budget::new(limits.body_memory),
            quota: Quota::new(limits, database_disk, file_disk),
        };
        let portal = Self {
            intake: Arc::new(intake),
            staff,
            forms,
            dependencies: Arc::new(dependencies),
            metrics,
            csp_reports: Arc::default(),
            rate_limit: Arc::new(RateLimit::new(proxies, settings.rate_limit)),
            url,
            delivery: Arc::new(Delivery::read(&settings.dist)),
            dist: settings.dist,
            proxies,
            limits,
            retention: settings.retention,
        };
        Ok((portal, listener))
    }

    /// Serves requests until `stop` resolves, then finishes the open ones.
    pub async fn run(self, listener: TcpListener, stop: impl Future<Output = ()>) {
        let retention = tokio::spawn(self.retention().run());
        let removal = tokio::spawn(self.clone().remove_inactive_clients());
        let slots = Slots::new(&self.limits, self.proxies);
        listen::serve(listener, routes::router(&self), slots, listen::WRITE_TIMEOUT, stop).await;
        retention.abort();
        removal.abort();
        self.intake.store.close().await;
    }

    /// Returns the URL of the inbox, with the generated secret if there is one; `None` if the inbox is
    /// closed.
    #[must_use]
    pub fn inbox(&self) -> Option<String> {
        let origin = self.url.origin();
        match &self.staff.access {
            Access::Closed => None,
            Access::Token(_) | Access::Open => Some(format!("{origin}/inbox")),
            Access::Secret(secret) => Some(format!("{origin}/inbox?key={}", secret.as_str())),
        }
    }

    fn retention(&self) -> Retention {
        Retention {
            store: self.intake.store.clone(),
            files: Arc::clone(&self.intake.files),
            clock: self.intake.clock,
            metrics: Arc::clone(&self.metrics),
            period: self.retention,
        }
    }

    /// Removes the records of inactive clients every minute.
    async fn remove_inactive_clients(self) {
        let mut minutes = interval(Duration::from_mins(1));
        loop {
            minutes.tick().await;
            self.rate_limit.remove_inactive();
            self.intake.quota.remove_inactive();
            self.staff.attempts.remove_inactive();
        }
    }
}

/// Returns the folder for attachments beside a database file, or in the working directory.
fn default_location(database: &Database) -> AttachmentLocation {
    AttachmentLocation::Folder(match database {
        Database::Sqlite(path) => path.with_extension("attachments"),
        Database::Postgres(_) => "guitai.attachments".into(),
    })
}
