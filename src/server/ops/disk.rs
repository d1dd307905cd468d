//! Disk space.

use std::io;
use std::path::{Path, PathBuf};

/// A disk and the share of it that may be in use.
#[derive(Clone, Debug)]
pub struct Disk {
    folder: PathBuf,
    percent: u8,
}

/// The bytes of a disk.
#[derive(Clone, Copy, Debug)]
struct Space {
    used: u64,
    /// Free bytes for processes without special rights.
    available: u64,
}

impl Disk {
    /// The disk of that folder, which may be filled to that percentage.
    pub fn of(folder: &Path, percent: u8) -> Self {
        // `Path::parent` of a plain file name is empty.
        let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
        Self { folder: folder.to_owned(), percent }
    }

    /// Returns whether the disk stays within its share if that many bytes are added.
    ///
    /// # Errors
    /// The operating system can't read the disk's size, for example because the folder does not exist.
    pub fn has_room_for(&self, bytes: u64) -> io::Result<bool> {
        let stats = fs4::statvfs(&self.folder)?;
        let used = stats.total_space().saturating_sub(stats.free_space());
        Ok(Space { used, available: stats.available_space() }.has_room_for(bytes, self.percent))
    }
}

impl Space {
    fn has_room_for(self, bytes: u64, percent: u8) -> bool {
        let [used, available, bytes] = [self.used, self.available, bytes].map(u128::from);
        bytes <= available && (used + bytes) * 100 <= (used + available) * u128::from(percent)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_of_the_disk_stays_free() {
        for (used, available, bytes, percent, expect) in [
            (94, 6, 1, 95, true),
            (94, 6, 2, 95, false),
            (95, 5, 0, 95, true),
            (96, 4, 0, 95, false),
            (0, 100, 0, 0, true),
            (0, 100, 1, 0, false),
            (99, 1, 1, 100, true),
            (99, 1, 2, 100, false),
            (u64::MAX, u64::MAX, u64::MAX, 95, false),
        ] {
            let space = Space { used, available };
            assert_eq!(space.has_room_for(bytes, percent), expect, "{space:?} {bytes} {percent}");
        }
    }

    #[test]
    fn the_disk_of_a_folder_is_read() {
        for folder in ["", "src"] {
            assert!(Disk::of(Path::new(folder), 100).has_room_for(0).is_ok_and(|has_room| has_room));
            assert!(Disk::of(Path::new(folder), 100).has_room_for(1 << 60).is_ok_and(|has_room| !has_room));
        }
        assert!(Disk::of(Path::new("none"), 100).has_room_for(0).is_err());
    }
}
