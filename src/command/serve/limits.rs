//! The options of `guitai serve` for limits on requests, connections, memory and storage.

use clap::{Args, value_parser};
use guitai::server::Limits;
use std::num::NonZeroU32;

/// One mebibyte.
const MIB: u64 = 1024 * 1024;
/// The most of each option in mebibytes: 16 tebibytes.
const MOST: u64 = 16 << 20;
/// Open files of the portal other than those of connections.
const OTHER_FILES: u64 = 128;
/// Open files of one connection: its socket and an attachment.
const FILES_OF_CONNECTION: u64 = 2;

/// Limits.
#[derive(Args, Debug)]
pub struct Options {
    /// Requests that one client may send in a minute, before it is answered with 429; 0 sets no limit
    #[arg(long, value_name = "N", default_value_t = 1200)]
    rate_limit: u32,

    /// Connections at one time. For a further one, the connection that has kept the portal waiting longest is closed
    #[arg(long, value_name = "N", default_value_t = 1024, value_parser = value_parser!(u32).range(8..))]
    connections: u32,

    /// Connections of one client at one time, likewise; those of a proxy count only in all
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = value_parser!(u32).range(1..))]
    connections_per_client: u32,

    /// Megabytes of memory for submissions of more than 64 KB and files while they are received; one that does not fit is
    /// answered with 503
    #[arg(long, value_name = "MB", default_value_t = 128, value_parser = value_parser!(u64).range(16..=MOST))]
    body_memory: u64,

    /// Megabytes of files, and of submissions of more than 64 KB, that one client may store in an hour, before it is
    /// answered with 429; 0 sets no limit
    #[arg(long, value_name = "MB", default_value_t = 100, value_parser = value_parser!(u64).range(..=MOST))]
    hourly_quota: u64,

    /// Megabytes of all files that no submission names yet, before further ones are answered with 503
    #[arg(long, value_name = "MB", default_value_t = 2048, value_parser = value_parser!(u64).range(..=MOST))]
    unnamed_quota: u64,

    /// The share of a disk, in percent, that may be in use; beyond it, what would be stored there is answered with 503
    #[arg(long, value_name = "PERCENT", default_value_t = 95, value_parser = value_parser!(u8).range(1..=100))]
    disk_share: u8,
}

impl Options {
    /// Requests a minute, if they are limited.
    pub fn rate_limit(&self) -> Option<NonZeroU32> {
        NonZeroU32::new(self.rate_limit)
    }

    /// The other limits. Raises the process's limit on open files, and lowers the number of connections if that limit
    /// does not suffice.
    pub fn limits(&self) -> Limits {
        let wanted = OTHER_FILES + FILES_OF_CONNECTION * u64::from(self.connections);
        let files = rlimit::increase_nofile_limit(wanted).unwrap_or(wanted);
        let possible = (files.saturating_sub(OTHER_FILES) / FILES_OF_CONNECTION).max(1);
        let connections = possible.min(self.connections.into());
        if connections < self.connections.into() {
            tracing::warn!(connections, "the system's limit on open files allows no more connections");
        }
        let in_memory = |count: u64| usize::try_from(count).unwrap_or(usize::MAX);
        Limits {
            connections: in_memory(connections),
            connections_per_client: in_memory(self.connections_per_client.into()),
            body_memory: self.body_memory * MIB,
            bytes_per_hour: (self.hourly_quota > 0).then_some(self.hourly_quota * MIB),
            unnamed_bytes: self.unnamed_quota * MIB,
            disk_percent: self.disk_share,
        }
    }
}
