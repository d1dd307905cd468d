//! A memory budget for request bodies from their first byte until they are stored. A large body that does not fit into
//! it is refused before it is read.

use super::problem::Trouble;
use axum::body::Bytes;
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// A body of at most so many bytes takes nothing from the budget, so large bodies never block small filings: a filing
/// without files is smaller. The limit on connections bounds the memory of small bodies.
pub(super) const SMALL: usize = 64 * 1024;
/// The budget is counted in units of so many bytes.
const UNIT: usize = 1024;

/// The memory that is not reserved.
#[derive(Debug)]
pub(super) struct Budget(Arc<Semaphore>);

/// Memory that is reserved until this value is dropped.
#[derive(Debug)]
pub(super) struct Reserved {
    _permit: OwnedSemaphorePermit,
}

impl Budget {
    /// A budget of so many bytes.
    pub fn new(bytes: u64) -> Self {
        let units = usize::try_from(bytes).unwrap_or(usize::MAX) / UNIT;
        Self(Arc::new(Semaphore::new(units.min(Semaphore::MAX_PERMITS))))
    }

    /// Reserves memory for so many bytes.
    ///
    /// # Errors
    /// `Busy` if less is left.
    pub fn reserve(&self, bytes: usize) -> Result<Reserved, Trouble> {
        let units = u32::try_from(bytes.div_ceil(UNIT)).map_err(|_| Trouble::TooLarge)?;
        let permit = Arc::clone(&self.0).try_acquire_many_owned(units).map_err(|_| Trouble::Busy)?;
        Ok(Reserved { _permit: permit })
    }
}

impl Reserved {
    /// The bytes, with their reservation, which ends with the last of their clones.
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
    fn memory_is_released_with_the_last_clone() {
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
