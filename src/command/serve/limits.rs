//! The options of `guitai serve` for limits on requests, connections, memory and storage.

use clap::{Args, value_parser};
use guitai::server::Limits;
use std::num::NonZeroU32;

/// One mebibyte.
const MIB: u64 = 1024 * 1024;
/// The largest value of an option in mebibytes: 16 tebibytes.
const MAX_MIB: u64 = 16 << 20;
/// Open files of the portal, without those of connections.
const OTHER_FILES: u64 = 128;
/// Open files of one connection: its socket and an attachment.
const FILES_PER_CONNECTION: u64 = 2;

/// The options.
#[derive(Args, Debug)]
pub struct Options {
    /// The maximum number of requests of one client per minute; further requests get 429; 0 means no limit
    #[arg(long, value_name = "N", default_value_t = 1200)]
    rate_limit: u32,

    /// The maximum number of open connections; a further one replaces the one without progress for the
    /// longest time
    #[arg(long, value_name = "N", default_value_t = 1024, value_parser = value_parser!(u32).range(8..))]
    connections: u32,

    /// The maximum number of open connections of one client, replaced in the same way; does not apply to
    /// proxies
    #[arg(long, value_name = "N", default_value_t = 64, value_parser = value_parser!(u32).range(1..))]
    connections_per_client: u32,

    /// The memory in megabytes for files, and for submissions of more than 64 KB, while they are received; a
    /// request beyond it gets 503
    #[arg(long, value_name = "MB", default_value_t = 128, value_parser = value_parser!(u64).range(16..=MAX_MIB))]
    body_memory: u64,

    /// The megabytes of files, and of submissions of more than 64 KB, that one client may store per hour; a
    /// request beyond it gets 429; 0 means no limit
    #[arg(long, value_name = "MB", default_value_t = 100, value_parser = value_parser!(u64).range(..=MAX_MIB))]
    hourly_quota: u64,

    /// The megabytes of all files that no submission names; a file beyond it gets 503
    #[arg(long, value_name = "MB", default_value_t = 2048, value_parser = value_parser!(u64).range(..=MAX_MIB))]
    unnamed_quota: u64,

    /// The maximum share of a disk in use, in percent; beyond it, submissions and files get 503
    #[arg(long, value_name = "PERCENT", default_value_t = 95, value_parser = value_parser!(u8).range(1..=100))]
    disk_share: u8,
}

impl Options {
    /// Returns the maximum number of requests per minute; `None` for no limit.
    pub fn rate_limit(&self) -> Option<NonZeroU32> {
        NonZeroU32::new(self.rate_limit)
    }

    /// Returns the other limits. Raises the process's limit on open files, and reduces the number of
    /// connections if the system does not allow enough.
    pub fn limits(&self) -> Limits {
        let wanted = OTHER_FILES + FILES_PER_CONNECTION * u64::from(self.connections);
        let files = rlimit::increase_nofile_limit(wanted).unwrap_or(wanted);
        let possible = (files.saturating_sub(OTHER_FILES) / FILES_PER_CONNECTION).max(1);
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
