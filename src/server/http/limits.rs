//! The limits on connections, memory and storage that an operator can set.

/// One mebibyte.
const MIB: u64 = 1024 * 1024;

/// Limits on connections, memory and storage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Open connections.
    pub connections: usize,
    /// Open connections of one client. A proxy's connections are not counted here.
    pub connections_per_client: usize,
    /// Bytes of memory for all bodies of more than 64 KiB that are being received or validated.
    pub body_memory: u64,
    /// Bytes that one client may store per hour; `None` for no limit.
    pub bytes_per_hour: Option<u64>,
    /// Bytes of all files that no submission names yet.
    pub unnamed_bytes: u64,
    /// The share of a disk, in percent, that may be in use. Above it, nothing new is stored there.
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
