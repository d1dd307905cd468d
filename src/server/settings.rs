//! The settings of a portal, and the errors of its start.

use super::forms::Sourced;
use super::http::{Clock, Limits, PublicUrl};
use super::staff::{Access, Token};
use super::store::{AttachmentLocation, Database};
use crate::config::Config;
use crate::form::{Form, ReadError};
use chrono::TimeDelta;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;

/// The settings of a portal.
#[derive(Debug)]
pub struct Settings {
    /// The address to listen on. With `127.0.0.1`, only this computer can connect.
    pub host: IpAddr,
    /// The port; 0 for a free one.
    pub port: u16,
    /// The URL under which the public reaches the portal; `None` for the address that it listens on.
    pub public_url: Option<PublicUrl>,
    /// The number of proxies that each request passes; `None` to trust one proxy on this computer, if there
    /// is one.
    pub trusted_proxies: Option<u8>,
    /// The database of submissions.
    pub database: Database,
    /// The location of files that are sent before their submissions; `None` for a folder beside the database.
    pub attachments: Option<AttachmentLocation>,
    /// The folder of the bundle, served at `/guitai/`.
    pub dist: PathBuf,
    /// The portal's own form definitions, which replace built-in ones with the same id.
    pub forms: Vec<Sourced<Form>>,
    /// The portal's own texts and lists.
    pub config: Option<Sourced<Config>>,
    /// The source of the current time.
    pub clock: Clock,
    /// Requests that one client may send per minute; `None` for no limit.
    pub rate_limit: Option<NonZeroU32>,
    /// Limits on connections, memory and storage.
    pub limits: Limits,
    /// The staff's token. Without it, the inbox opens only on this computer, with a generated secret.
    pub staff_token: Option<Token>,
    /// Whether the inbox opens on this computer without a secret.
    pub open_inbox: bool,
    /// The retention period of submissions; `None` to keep them.
    pub retention: Option<TimeDelta>,
}

impl Default for Settings {
    /// A free port on this computer, the file `guitai.sqlite`, and the folder `dist` of the working
    /// directory.
    fn default() -> Self {
        Self {
            host: Ipv4Addr::LOCALHOST.into(),
            port: 0,
            public_url: None,
            trusted_proxies: None,
            database: Database::Sqlite("guitai.sqlite".into()),
            attachments: None,
            dist: "dist".into(),
            forms: Vec::new(),
            config: None,
            clock: Clock::System,
            rate_limit: None,
            limits: Limits::default(),
            staff_token: None,
            open_inbox: false,
            retention: None,
        }
    }
}

impl Settings {
    /// Returns how the inbox opens with these settings.
    ///
    /// # Errors
    /// The inbox would be open to the network, or there are no random numbers for a secret.
    pub(super) fn access(&self) -> Result<Access, StartError> {
        let is_private = self.host.to_canonical().is_loopback();
        if self.open_inbox {
            let is_safe = is_private && self.public_url.is_none() && self.staff_token.is_none();
            return if is_safe { Ok(Access::Open) } else { Err(StartError::OpenInbox(self.host)) };
        }
        if let Some(token) = &self.staff_token {
            return Ok(Access::Token(token.clone()));
        }
        if is_private {
            return Ok(Access::Secret(Token::random().map_err(StartError::Random)?));
        }
        tracing::warn!(
            "the inbox is closed: --host opens the portal to the network, and there is no staff token"
        );
        Ok(Access::Closed)
    }
}

/// The reason why a portal could not start.
#[derive(Debug)]
pub enum StartError {
    /// The portal can't listen on the address.
    Listen(SocketAddr, std::io::Error),
    /// The database can't be opened or migrated.
    Database(String, sqlx::Error),
    /// The attachment storage can't be opened.
    Attachments(String, Box<object_store::Error>),
    /// A built-in form definition can't be parsed, which its tests should have found.
    Builtin(&'static str, ReadError),
    /// The inbox would be open to everybody who can reach this address.
    OpenInbox(IpAddr),
    /// The operating system has no random numbers.
    Random(getrandom::Error),
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
            Self::Attachments(location, error) => {
                write!(
                    f,
                    "can't store attachments in {location}: {error}; choose another location with --attachments"
                )
            }
            Self::Builtin(name, error) => write!(f, "the built-in form {name} can't be parsed: {error}"),
            Self::OpenInbox(host) => write!(
                f,
                "--open-inbox is for this computer only, but {host} is open to the network; \
                 set a staff token with --staff-token-file instead"
            ),
            Self::Random(error) => write!(f, "can't get random numbers for the inbox's secret: {error}"),
        }
    }
}

impl std::error::Error for StartError {}

#[cfg(test)]
mod tests {
    use super::*;

    fn access(change: impl FnOnce(&mut Settings)) -> &'static str {
        let mut settings = Settings::default();
        change(&mut settings);
        match settings.access() {
            Ok(Access::Token(_)) => "token",
            Ok(Access::Secret(_)) => "secret",
            Ok(Access::Open) => "open",
            Ok(Access::Closed) => "closed",
            Err(error) => {
                assert!(error.to_string().contains("--open-inbox"), "{error}");
                "refused"
            }
        }
    }

    #[test]
    fn the_inbox_of_a_public_portal_is_never_open() {
        for (host, open_inbox, expect) in [
            ("127.0.0.1", false, "secret"),
            ("127.0.0.1", true, "open"),
            ("::1", true, "open"),
            ("::ffff:127.0.0.1", true, "open"),
            ("0.0.0.0", false, "closed"),
            ("0.0.0.0", true, "refused"),
            ("::", true, "refused"),
            ("203.0.113.7", true, "refused"),
        ] {
            let with = |public_url: Option<&str>, token: Option<&str>| {
                access(|settings| {
                    settings.host = host.parse().unwrap_or_else(|_| panic!("{host}"));
                    settings.open_inbox = open_inbox;
                    settings.public_url = public_url.and_then(|url| url.parse().ok());
                    settings.staff_token = token.and_then(|token| token.parse().ok());
                })
            };
            let unless_open = |expect| if open_inbox { "refused" } else { expect };
            let (public_url, token) = (Some("https://portal.example"), Some("0123456789abcdef"));
            assert_eq!(with(None, None), expect, "{host} {open_inbox}");
            assert_eq!(with(public_url, None), unless_open(expect), "{host} {open_inbox}");
            assert_eq!(with(None, token), unless_open("token"), "{host} {open_inbox}");
            assert_eq!(with(public_url, token), unless_open("token"), "{host} {open_inbox}");
        }
    }
}
