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
// `--help` prints these texts without Markdown.
#[allow(clippy::doc_markdown)]
pub struct Serve {
    /// The port to listen on; 0 selects a free port
    #[arg(long, default_value_t = 8080)]
    port: u16,

    /// The address to listen on; with an address other than a loopback one, other computers can connect
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    host: IpAddr,

    /// The public URL of the portal, such as https://forms.county.example; with https, browsers send the
    /// staff's cookies only over TLS
    #[arg(long, value_name = "URL", env = "GUITAI_PUBLIC_URL")]
    public_url: Option<PublicUrl>,

    /// The number of proxies in front of the portal, each of which appends an address to X-Forwarded-For.
    /// Without this option, only a proxy on this computer is trusted. With 1 or more, clients must not reach
    /// the portal directly
    #[arg(long, value_name = "N")]
    trusted_proxies: Option<u8>,

    /// The database: an SQLite file, which is created if it does not exist, or
    /// postgres://user:password@host/name
    #[arg(
        long,
        value_name = "PATH|URL",
        env = "GUITAI_DATABASE",
        hide_env_values = true,
        default_value = "guitai.sqlite"
    )]
    database: Database,

    /// The location of attachments: a folder, or s3://bucket/prefix (with AWS_ENDPOINT, AWS_REGION,
    /// AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY) [default: a folder beside the database]
    #[arg(long, value_name = "DIR|URL")]
    attachments: Option<AttachmentLocation>,

    /// The folder of the bundle that `cargo xtask dist` creates
    #[arg(long, value_name = "DIR", default_value = "dist")]
    dist: PathBuf,

    /// A form definition of the portal; it replaces a built-in one with the same id; can be given several
    /// times
    #[arg(long, value_name = "FILE")]
    form: Vec<String>,

    /// The portal's config
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The token that opens the inbox from any computer. Without a token, the inbox opens only on this
    /// computer, with a secret that is printed at start. Other users of this computer can see the command
    /// line, so prefer a file or the environment variable
    #[arg(long, value_name = "TOKEN", env = "GUITAI_STAFF_TOKEN", hide_env_values = true)]
    staff_token: Option<Token>,

    /// The file with the staff's token
    #[arg(long, value_name = "FILE", env = "GUITAI_STAFF_TOKEN_FILE", conflicts_with = "staff_token")]
    staff_token_file: Option<PathBuf>,

    /// Open the inbox to all users of this computer, without a token or a secret; for development, never
    /// behind a proxy
    #[arg(long, conflicts_with_all = ["staff_token", "staff_token_file", "public_url"])]
    open_inbox: bool,

    /// The format of the log on stderr
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    log: Log,

    /// Delete submissions and their attachments after this many days [default: keep them]
    #[arg(long, value_name = "DAYS", value_parser = clap::value_parser!(u16).range(1..))]
    retention_days: Option<u16>,

    /// A fixed current time, such as 2026-11-21T10:00:00+08:00
    #[arg(long, value_name = "DATE-TIME", hide = true, value_parser = date_time)]
    clock: Option<DateTime<FixedOffset>>,

    // The last field, because its heading would apply to the options after it.
    #[command(flatten, next_help_heading = "Limits")]
    limits: limits::Options,
}

/// A format of the log.
#[derive(Clone, Copy, Debug, ValueEnum)]
enum Log {
    /// Text for people.
    Text,
    /// One JSON object per line.
    Json,
}

impl Serve {
    /// Serves requests until the process receives a signal to stop.
    ///
    /// # Errors
    /// A file can't be read, the port is in use, or the database can't be opened.
    pub fn run(self) -> Result<()> {
        start_log(self.log);
        if !self.dist.join("guitai.js").is_file() {
            tracing::warn!(dist = %self.dist.display(), "the folder has no guitai.js; run `cargo xtask dist`");
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
        // This fails if a script that needs only the first line has closed the output.
        let _ = print(&inbox);
    }
    portal.run(listener, stop_signal()).await;
    tracing::info!("stopped");
    Ok(())
}

/// Reads the token from a file.
fn token(file: &Path) -> Result<Token> {
    let text = std::fs::read_to_string(file)
        .with_context(|| format!("can't read the staff's token from {}", file.display()))?;
    text.trim().parse().map_err(|error: String| anyhow!("{}: {error}", file.display()))
}

/// Resolves at Ctrl-C, or at `SIGTERM`.
async fn stop_signal() {
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

/// Logs to stderr. The messages of panics are not logged, since they may contain answers.
fn start_log(format: Log) {
    let log = tracing_subscriber::fmt().with_writer(io::stderr);
    match format {
        Log::Text => log.with_ansi(io::stderr().is_terminal()).init(),
        Log::Json => log.json().flatten_event(true).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map_or_else(String::new, ToString::to_string);
        tracing::error!(place, "a request panicked");
    }));
}

fn date_time(text: &str) -> Result<DateTime<FixedOffset>, String> {
    DateTime::parse_from_rfc3339(text)
        .map_err(|_| "expected a time such as 2026-11-21T10:00:00+08:00".to_owned())
}
