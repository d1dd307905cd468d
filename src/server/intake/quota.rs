//! Storage quotas: bytes per hour for each client, bytes of files that no submission names yet, and the share
//! of a disk that may be in use.

use crate::server::http::Limits;
use crate::server::http::client::Client;
use crate::server::http::problem::RequestError;
use crate::server::ops::disk::Disk;
use governor::clock::{Clock, DefaultClock};
use governor::{DefaultKeyedRateLimiter, RateLimiter};
use std::num::NonZeroU32;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// Bytes are counted in units of this many bytes.
const UNIT_BYTES: u64 = 1024;

/// The quotas and their use.
#[derive(Debug)]
pub struct Quota {
    /// The units that each client has left, and the most it can have. They are replenished one by one over an
    /// hour.
    per_client: Option<(DefaultKeyedRateLimiter<Client>, NonZeroU32)>,
    unnamed_bytes: u64,
    submission_disk: Option<Disk>,
    file_disk: Option<Disk>,
    /// Bytes that are being written.
    writing: Arc<AtomicU64>,
}

/// Bytes that count as being written until this value is dropped.
#[derive(Debug)]
pub struct Room {
    writing: Arc<AtomicU64>,
    bytes: u64,
}

impl Quota {
    /// The quotas for submissions and files on those disks; `None` for a database server or a bucket.
    pub fn new(limits: Limits, submission_disk: Option<Disk>, file_disk: Option<Disk>) -> Self {
        Self {
            per_client: limits.bytes_per_hour.map(|bytes| {
                let units = NonZeroU32::new(units(bytes)).unwrap_or(NonZeroU32::MIN);
                (RateLimiter::keyed(governor::Quota::per_hour(units)), units)
            }),
            unnamed_bytes: limits.unnamed_bytes,
            submission_disk,
            file_disk,
            writing: Arc::default(),
        }
    }

    /// Counts that many bytes for that client, at most its whole quota.
    ///
    /// # Errors
    /// `QuotaExceeded` if the client has less left.
    pub fn charge(&self, client: Client, bytes: u64) -> Result<(), RequestError> {
        let Some((limiter, most)) = &self.per_client else { return Ok(()) };
        let Some(units) = NonZeroU32::new(units(bytes)) else { return Ok(()) };
        match limiter.check_key_n(&client, units.min(*most)) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(until)) => {
                let wait = until.wait_time_from(DefaultClock::default().now());
                Err(RequestError::QuotaExceeded { retry_after: wait.as_secs() + 1 })
            }
            Err(_) => Err(RequestError::StorageFull),
        }
    }

    /// Reserves room for a submission of that many bytes.
    ///
    /// # Errors
    /// `StorageFull` if the disk has reached its share, `Unavailable` if its free space can't be read.
    pub fn room_for_submission(&self, bytes: u64) -> Result<Room, RequestError> {
        self.reserve(self.submission_disk.as_ref(), bytes)
    }

    /// Reserves room for a file of that many bytes, if the files that no submission names have `unnamed`
    /// bytes.
    ///
    /// # Errors
    /// `StorageFull` if the quota or the disk's share is reached, `Unavailable` if the disk's free space
    /// can't be read.
    pub fn room_for_file(&self, bytes: u64, unnamed: u64) -> Result<Room, RequestError> {
        let room = self.reserve(self.file_disk.as_ref(), bytes)?;
        if unnamed.saturating_add(self.writing.load(Ordering::SeqCst)) > self.unnamed_bytes {
            tracing::warn!("the quota of files that no submission names is used up");
            return Err(RequestError::StorageFull);
        }
        Ok(room)
    }

    /// Removes the records of clients that have all of their quota left.
    pub fn remove_inactive(&self) {
        self.per_client.iter().for_each(|(limiter, _)| limiter.retain_recent());
    }

    fn reserve(&self, disk: Option<&Disk>, bytes: u64) -> Result<Room, RequestError> {
        let before = self.writing.fetch_add(bytes, Ordering::SeqCst);
        let room = Room { writing: Arc::clone(&self.writing), bytes };
        let has_room = disk.map_or(Ok(true), |disk| disk.has_room_for(before.saturating_add(bytes)));
        match has_room {
            Ok(true) => Ok(room),
            Ok(false) => {
                tracing::error!("the disk is above its permitted share: nothing new is stored on it");
                Err(RequestError::StorageFull)
            }
            Err(error) => {
                tracing::error!(%error, "the disk's free space can't be read");
                Err(RequestError::Unavailable)
            }
        }
    }
}

impl Drop for Room {
    fn drop(&mut self) {
        self.writing.fetch_sub(self.bytes, Ordering::SeqCst);
    }
}

fn units(bytes: u64) -> u32 {
    u32::try_from(bytes.div_ceil(UNIT_BYTES)).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::Path;

    const MIB: u64 = 1024 * 1024;

    fn quota(change: impl FnOnce(&mut Limits)) -> Quota {
        let mut limits = Limits::default();
        change(&mut limits);
        let disk = |folder| Some(Disk::of(Path::new(folder), limits.disk_percent));
        Quota::new(limits, disk("src"), disk(""))
    }

    #[test]
    fn each_client_has_its_own_quota() {
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
            if let Err(error) = charged {
                let retry_after = match error {
                    RequestError::QuotaExceeded { retry_after } => retry_after,
                    _ => 0,
                };
                assert!((1..=3600).contains(&retry_after), "{error:?}");
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
        assert!(matches!(full.room_for_file(1, 0), Err(RequestError::StorageFull)));
        assert!(matches!(full.room_for_submission(1), Err(RequestError::StorageFull)));
        assert!(quota(|limits| limits.disk_percent = 100).room_for_file(1, 0).is_ok());
        let missing = Quota::new(Limits::default(), Some(Disk::of(Path::new("none"), 95)), None);
        assert!(matches!(missing.room_for_submission(1), Err(RequestError::Unavailable)));
        assert!(missing.room_for_file(1, 0).is_ok());
    }
}
