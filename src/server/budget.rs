//! The memory for the bodies that are under way. A body that finds no room in it is refused before it is read.

use super::problem::Trouble;
use axum::body::Bytes;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A body of so many bytes needs no leave: filings without files fit in it, so larger ones never keep them out. The
/// number of connections limits how many there are.
pub(super) const FREE: usize = 64 * 1024;
/// The budget is counted in units of so many bytes.
const UNIT: usize = 1024;

/// The memory that is left.
#[derive(Debug)]
pub(super) struct Budget(Arc<Semaphore>);

/// Memory that is taken until this value is dropped.
#[derive(Debug)]
pub(super) struct Reserved {
    _permit: OwnedSemaphorePermit,
}

impl Budget {
    /// So many bytes of memory.
    pub fn new(bytes: u64) -> Self {
        let units = usize::try_from(bytes).unwrap_or(usize::MAX) / UNIT;
        Self(Arc::new(Semaphore::new(units.min(Semaphore::MAX_PERMITS))))
    }

    /// Takes memory for so many bytes.
    ///
    /// # Errors
    /// `Busy` if there is not so much left.
    pub fn reserve(&self, bytes: usize) -> Result<Reserved, Trouble> {
        let units = u32::try_from(bytes.div_ceil(UNIT)).map_err(|_| Trouble::TooLarge)?;
        let permit = Arc::clone(&self.0).try_acquire_many_owned(units).map_err(|_| Trouble::Busy)?;
        Ok(Reserved { _permit: permit })
    }
}

impl Reserved {
    /// The bytes that were read into this memory, which is given back with the last of their clones.
    pub fn holding(self, bytes: Vec<u8>) -> Bytes {
        Bytes::from_owner(Held { bytes, _memory: self })
    }
}

struct Held {
    bytes: Vec<u8>,
    _memory: Reserved,
}

impl AsRef<[u8]> for Held {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn memory_comes_back_with_the_last_of_the_bytes() {
        let budget = Budget::new(4096);
        let most = budget.reserve(3 * 1024 + 1);
        assert!(matches!(budget.reserve(1), Err(Trouble::Busy)));
        let bytes = most.map(|memory| memory.holding(b"abc".to_vec())).unwrap_or_default();
        let copy = bytes.slice(1..);
        drop(bytes);
        assert_eq!(copy, "bc");
        assert!(budget.reserve(1).is_err());
        drop(copy);
        assert!(budget.reserve(4096).is_ok());
        assert!(budget.reserve(4097).is_err());
    }
}
