//! `guitai serve`: the reference portal.

mod limits;

use super::{input, print};
use anyhow::{Context, Result, anyhow};
use chrono::{DateTime, FixedOffset, TimeDelta};
use clap::{Args, ValueEnum};
use guitai::server::{AttachmentLocation, Clock, Database, Portal, PublicUrl, Settings, Token};
use std::io::{self, IsTerminal};
use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};
use tokio::signal;

/// Start the reference portal: demonstration pages, an intake endpoint with a database, and an inbox
#[derive(Args, Debug)]
// `--help` prints these words as they are.
#[allow(clippy::doc_markdown)]
pub struct Serve {
    /// The port; 0 takes a free one
    #[arg(long, default_value_t = 8080)]
    port: u16,

    /// The address to listen on; any other than a loopback one opens the portal to the network
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,

    /// The URL under which the public reaches the portal, such as https://forms.county.example; with https, the staff's
    /// cookies are sent over TLS alone
    #[arg(long, value_name = "URL", env = "GUITAI_PUBLIC_URL")]
    public_url: Option<PublicUrl>,

    /// The number of proxies that each request passes, each of which appends an address to X-Forwarded-For. Without it,
    /// one on this computer is trusted, if there is one; with 1 or more, the portal must be reachable through them alone
    #[arg(long, value_name = "N")]
    trusted_proxies: Option<u8>,

    /// The database for what arrives: an SQLite file, made if it is not there, or postgres://user:password@host/name
    #[arg(
        long,
        value_name = "PATH|URL",
        env = "GUITAI_DATABASE",
        hide_env_values = true,
        default_value = "guitai.sqlite"
    )]
    database: Database,

    /// Where attachments are kept: a folder, or s3://bucket/prefix (AWS_ENDPOINT, AWS_REGION, AWS_ACCESS_KEY_ID and
    /// AWS_SECRET_ACCESS_KEY say where it is and who asks); without it, a folder beside the database
    #[arg(long, value_name = "DIR|URL")]
    attachments: Option<AttachmentLocation>,

    /// The folder of the bundle, as `cargo xtask dist` makes it
    #[arg(long, value_name = "DIR", default_value = "dist")]
    dist: PathBuf,

    /// A form definition of the portal's own, in place of the built-in one of that name; can be given several times
    #[arg(long, value_name = "FILE")]
    form: Vec<String>,

    /// The portal's own texts and lists
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// What lets the staff into the inbox, from any computer; without it, the inbox opens only on this one, by a secret
    /// that is printed at start. Other users of this computer see the command line, so a file or the environment is a
    /// better place for it
    #[arg(long, value_name = "TOKEN", env = "GUITAI_STAFF_TOKEN", hide_env_values = true)]
    staff_token: Option<Token>,

    /// The file that holds the staff's token
    #[arg(long, value_name = "FILE", env = "GUITAI_STAFF_TOKEN_FILE", conflicts_with = "staff_token")]
    staff_token_file: Option<PathBuf>,

    /// Open the inbox to everybody on this computer, without a token or a secret: for development alone, never behind a
    /// proxy
    #[arg(long, conflicts_with_all = ["staff_token", "staff_token_file", "public_url"])]
    open_inbox: bool,

    /// How the log is written to stderr
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    log: Log,

    /// Delete submissions, with their attachments, after so many days; without it, they are kept
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..))]
    retention_days: Option<u16>,

    /// The moment that counts as now, such as 2026-11-21T10:00:00+08:00
    #[arg(long, value_name = "DATE-TIME", hide = true, value_parser = moment)]
    clock: Option<DateTime<FixedOffset>>,

    // Last: what follows would have its heading.
    #[command(flatten, next_help_heading = "Limits")]
    limits: limits::Options,
}

/// A format of the log.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Log {
    /// For people.
    Text,
    /// A JSON object a line.
    Json,
}

impl Serve {
    /// Serves until the process is told to stop.
    ///
    /// # Errors
    /// A file can't be read, the port is taken, or the database can't be opened.
    pub fn run(self) -> Result<()> {
        start_log(self.log);
        if !self.dist.join("guitai.js").is_file() {
            tracing::warn!(dist = %self.dist.display(), "no guitai.js there, so pages show no form: run `cargo xtask dist`");
        }
        let settings = Settings {
            host: self.host,
            port: self.port,
            public_url: self.public_url,
            trusted_proxies: self.trusted_proxies,
            database: self.database,
            attachments: self.attachments,
            dist: self.dist,
            forms: self.form.iter().map(|name| input::form(name)).collect::<Result<_>>()?,
            config: self.config.as_deref().map(input::config).transpose()?,
            clock: self.clock.map_or(Clock::System, Clock::Fixed),
            rate_limit: self.limits.rate_limit(),
            limits: self.limits.limits(),
            staff_token: match &self.staff_token_file {
                Some(file) => Some(token(file)?),
                None => self.staff_token,
            },
            open_inbox: self.open_inbox,
            retention: self.retention_days.map(|days| TimeDelta::days(days.into())),
        };
        tokio::runtime::Runtime::new().context("can't start the runtime")?.block_on(serve(settings))
    }
}

async fn serve(settings: Settings) -> Result<()> {
    let (portal, listener) = Portal::start(settings).await?;
    print(&format!("http://{}", listener.local_addr()?))?;
    if let Some(inbox) = portal.inbox() {
        // A script that wanted the address alone may have stopped reading.
        let _ = print(&inbox);
    }
    portal.run(listener, told_to_stop()).await;
    tracing::info!("stopped");
    Ok(())
}

/// The token in that file, on a line of its own.
fn token(file: &Path) -> Result<Token> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("can't read the staff's token from {}", file.display()))?;
    text.trim().parse().map_err(|error: String| anyhow!("{}: {error}", file.display()))
}

/// Resolves at Ctrl-C, or when the system asks the process to end.
async fn told_to_stop() {
    let interrupted = async {
        if signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let terminated = async {
        match signal::unix::signal(signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => signal.recv().await,
            Err(_) => std::future::pending().await,
        }
    };
    #[cfg(not(unix))]
    let terminated = std::future::pending::<()>();
    tokio::select! {
        () = interrupted => {}
        _ = terminated => {}
    }
}

/// Logs to stderr, and keeps panics' messages out of it: they may quote what somebody typed.
fn start_log(format: Log) {
    let log = tracing_subscriber::fmt().with_writer(io::stderr);
    match format {
        Log::Text => log.with_ansi(io::stderr().is_terminal()).init(),
        Log::Json => log.json().flatten_event(true).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        tracing::error!(place, "a request's work panicked");
    }));
}

fn moment(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text)
        .map_err(|_| "a moment is written as 2026-11-21T10:00:00+08:00".to_owned())
}
