//! Quotas of storage: bytes an hour for each client, bytes of files that no submission names yet, and the share of a disk
//! that may be in use.

use super::client::Client;
use super::disk::Disk;
use super::problem::Trouble;
use super::settings::Limits;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, RateLimiter};
use std::num::NonZeroU32;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes are counted in units of so many.
const UNIT: u64 = 1024;

/// The quotas, and what is left of them.
#[derive(Debug)]
pub(super) struct Quota {
    /// The units that each client has left, and the most it can have. They are replenished one by one over an hour.
    per_client: Option<(DefaultKeyedRateLimiter<Client>, NonZeroU32)>,
    unnamed: u64,
    submissions: Option<Disk>,
    files: Option<Disk>,
    /// Bytes that are being written.
    arriving: Arc<AtomicU64>,
}

/// Bytes that are counted as being written until this value is dropped.
#[derive(Debug)]
pub(super) struct Room {
    arriving: Arc<AtomicU64>,
    bytes: u64,
}

impl Quota {
    /// The quotas for a database and an attachment storage in those folders, if they are in folders.
    pub fn new(limits: Limits, submissions: Option<&Path>, files: Option<&Path>) -> Self {
        let disk = |folder: Option<&Path>| folder.map(|folder| Disk::of(folder, limits.disk_percent));
        Self {
            per_client: limits.bytes_per_hour.map(|bytes| {
                let units = NonZeroU32::new(units(bytes)).unwrap_or(NonZeroU32::MIN);
                (RateLimiter::keyed(governor::Quota::per_hour(units)), units)
            }),
            unnamed: limits.unnamed_bytes,
            submissions: disk(submissions),
            files: disk(files),
            arriving: Arc::default(),
        }
    }

    /// Counts so many bytes for that client, at most its whole quota.
    ///
    /// # Errors
    /// `QuotaUsed` if the client has less left.
    pub fn charge(&self, client: Client, bytes: u64) -> Result<(), Trouble> {
        let Some((accounts, most)) = &self.per_client else { return Ok(()) };
        let Some(units) = NonZeroU32::new(units(bytes)) else { return Ok(()) };
        match accounts.check_key_n(&client, units.min(*most)) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(until)) => {
                let wait = until.wait_time_from(DefaultClock::default().now());
                Err(Trouble::QuotaUsed { seconds: wait.as_secs() + 1 })
            }
            Err(_) => Err(Trouble::Full),
        }
    }

    /// Room for a submission of so many bytes.
    ///
    /// # Errors
    /// `Full` if the disk has reached its share, `Unavailable` if its free space can't be read.
    pub fn room_for_submission(&self, bytes: u64) -> Result<Room, Trouble> {
        self.room(self.submissions.as_ref(), bytes)
    }

    /// Room for a file of so many bytes, if the files that no submission names have `unnamed` bytes.
    ///
    /// # Errors
    /// `Full` if the quota or the disk's share is reached, `Unavailable` if the disk's free space can't be read.
    pub fn room_for_file(&self, bytes: u64, unnamed: u64) -> Result<Room, Trouble> {
        let room = self.room(self.files.as_ref(), bytes)?;
        if unnamed.saturating_add(self.arriving.load(Ordering::SeqCst)) > self.unnamed {
            tracing::warn!("the quota of files that no submission names is used up");
            return Err(Trouble::Full);
        }
        Ok(room)
    }

    /// Whether the disks are below their share.
    pub fn is_well(&self) -> bool {
        [&self.submissions, &self.files]
            .into_iter()
            .flatten()
            .all(|disk| matches!(disk.has_room_for(0), Ok(true)))
    }

    /// Forgets the clients that have all of their quota left.
    pub fn tidy_up(&self) {
        self.per_client.iter().for_each(|(accounts, _)| accounts.retain_recent());
    }

    fn room(&self, disk: Option<&Disk>, bytes: u64) -> Result<Room, Trouble> {
        let before = self.arriving.fetch_add(bytes, Ordering::SeqCst);
        let room = Room { arriving: Arc::clone(&self.arriving), bytes };
        let has_room = disk.map_or(Ok(true), |disk| disk.has_room_for(before.saturating_add(bytes)));
        match has_room {
            Ok(true) => Ok(room),
            Ok(false) => {
                tracing::error!(
                    "the disk has reached the share that may be in use: nothing new is stored on it"
                );
                Err(Trouble::Full)
            }
            Err(error) => {
                tracing::error!(%error, "the disk's free space can't be read");
                Err(Trouble::Unavailable)
            }
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.arriving.fetch_sub(self.bytes, Ordering::SeqCst);
    }
}

fn units(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(UNIT)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const MIB: u64 = 1024 * 1024;

    fn quota(change: impl FnOnce(&mut Limits)) -> Quota {
        let mut limits = Limits::default();
        change(&mut limits);
        Quota::new(limits, Some(Path::new("src")), Some(Path::new("")))
    }

    #[test]
    fn each_client_has_a_quota_of_its_own() {
        let quota = quota(|limits| limits.bytes_per_hour = Some(10 * MIB));
        let network = Client::Network([203, 0, 113, 7].into());
        for (client, bytes, expect) in [
            (network, 6 * MIB, true),
            (network, 6 * MIB, false),
            (network, 4 * MIB - 1, true),
            (network, 64 * 1024, false),
            (network, 0, true),
            (Client::Unknown, 100 * MIB, true),
            (Client::Unknown, 64 * 1024, false),
            (Client::Local, u64::MAX, true),
            (Client::Local, 64 * 1024, false),
        ] {
            let charged = quota.charge(client, bytes);
            assert_eq!(charged.is_ok(), expect, "{client:?} {bytes}: {charged:?}");
            if let Err(trouble) = charged {
                let wait = (1..=3600_u64).contains(&match trouble {
                    Trouble::QuotaUsed { seconds } => seconds,
                    _ => 0,
                });
                assert!(wait, "{trouble:?}");
            }
        }
        let unlimited = self::quota(|limits| limits.bytes_per_hour = None);
        assert!((0..100).all(|_| unlimited.charge(network, 100 * MIB).is_ok()));
    }

    #[test]
    fn bytes_that_are_being_written_count() {
        let quota = quota(|limits| limits.unnamed_bytes = 10 * MIB);
        let first = quota.room_for_file(6 * MIB, 0);
        assert!(first.is_ok() && quota.room_for_file(6 * MIB, 0).is_err());
        assert!(quota.room_for_file(4 * MIB, 0).is_ok());
        drop(first);
        for (bytes, unnamed, expect) in
            [(6 * MIB, 4 * MIB, true), (6 * MIB, 5 * MIB, false), (1, u64::MAX, false)]
        {
            assert_eq!(quota.room_for_file(bytes, unnamed).is_ok(), expect, "{bytes} {unnamed}");
        }
        let submission = quota.room_for_submission(8 * MIB);
        assert!(submission.is_ok() && quota.room_for_file(6 * MIB, 0).is_err());
    }

    #[test]
    fn a_full_disk_stores_nothing() {
        let full = quota(|limits| limits.disk_percent = 0);
        assert!(matches!(full.room_for_file(1, 0), Err(Trouble::Full)));
        assert!(matches!(full.room_for_submission(1), Err(Trouble::Full)));
        assert!(!full.is_well());
        assert!(quota(|limits| limits.disk_percent = 100).is_well());
        let gone = Quota::new(Limits::default(), Some(Path::new("none")), None);
        assert!(matches!(gone.room_for_submission(1), Err(Trouble::Unavailable)));
        assert!(gone.room_for_file(1, 0).is_ok() && !gone.is_well());
    }
}
