//! The settings of a portal, and the errors of its start.

use super::attachments::Place;
use super::clock::Clock;
use super::public_url::PublicUrl;
use super::staff::Token;
use super::store::Database;
use crate::config::Config;
use crate::form::{Form, ReadError};
use chrono::TimeDelta;
use std::fmt;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::num::NonZeroU32;
use std::path::PathBuf;

/// One mebibyte.
const MIB: u64 = 1024 * 1024;

/// The settings of a portal.
#[derive(Debug)]
pub struct Settings {
    /// Where it listens; `127.0.0.1` keeps it on this machine.
    pub host: IpAddr,
    /// The port; 0 takes a free one.
    pub port: u16,
    /// The address under which the public reaches it; without one, the address that it listens on.
    pub public_url: Option<PublicUrl>,
    /// The number of proxies that each request passes; without it, one on this machine is trusted, if there is one.
    pub trusted_proxies: Option<u8>,
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
    /// Requests that one client may send in a minute; without it, any number.
    pub rate_limit: Option<NonZeroU32>,
    /// Limits on connections, memory and storage.
    pub limits: Limits,
    /// The token of the staff; without it, the inbox opens only on this machine, by a generated secret.
    pub staff_token: Option<Token>,
    /// Whether the inbox opens on this machine without any secret.
    pub open_inbox: bool,
    /// How long submissions are kept; for ever without it.
    pub retention: Option<TimeDelta>,
}

impl Default for Settings {
    /// On a free port of this machine, with the file `guitai.sqlite` and the folder `dist` of the working directory.
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

/// Limits on connections, memory and storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Connections at one time.
    pub connections: usize,
    /// Connections of one client at one time; those of a proxy are not counted here.
    pub connections_per_client: usize,
    /// Bytes of memory for all bodies of more than 64 KiB that are being received or judged.
    pub body_memory: u64,
    /// Bytes that one client may store in an hour; without it, any number.
    pub bytes_per_hour: Option<u64>,
    /// Bytes of all files that no submission names yet.
    pub unnamed_bytes: u64,
    /// The share of a disk, in percent, that may be in use; beyond it, nothing new is stored there.
    pub disk_percent: u8,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 1024,
            connections_per_client: 64,
            body_memory: 128 * MIB,
            bytes_per_hour: Some(100 * MIB),
            unnamed_bytes: 2048 * MIB,
            disk_percent: 95,
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
    /// The inbox was to be open to everybody who reaches this address.
    OpenInbox(IpAddr),
    /// The operating system gives no random numbers.
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
            Self::Attachments(place, error) => {
                write!(
                    f,
                    "can't keep attachments in {place}: {error}; choose another place with --attachments"
                )
            }
            Self::Builtin(name, error) => write!(f, "the built-in form {name} can't be read: {error}"),
            Self::OpenInbox(host) => write!(
                f,
                "--open-inbox is for this machine alone, but {host} is open to the network; \
                 give the staff a token with --staff-token-file instead"
            ),
            Self::Random(error) => write!(f, "can't get random numbers for the inbox's secret: {error}"),
        }
    }
}

impl std::error::Error for StartError {}
