//! A memory budget for request bodies from their first byte until they are stored. A large body that does not
//! fit into it is refused before it is read.

use crate::server::http::body::BodyReader;
use crate::server::http::problem::RequestError;
use axum::body::{Body, Bytes};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Bodies of at most this many bytes take nothing from the budget, so large bodies never block small
/// submissions: one without files is smaller. The limit on connections bounds the memory of small bodies.
pub const SMALL_BODY_BYTES: usize = 64 * 1024;
/// The budget is counted in units of this many bytes.
const UNIT_BYTES: usize = 1024;

/// The memory that is not reserved.
#[derive(Debug)]
pub struct Budget(Arc<Semaphore>);

/// Memory that is reserved until this value is dropped.
#[derive(Debug)]
pub struct Reservation {
    _permit: OwnedSemaphorePermit,
}

impl Budget {
    /// A budget of that many bytes.
    pub fn new(bytes: u64) -> Self {
        let units = usize::try_from(bytes).unwrap_or(usize::MAX) / UNIT_BYTES;
        Self(Arc::new(Semaphore::new(units.min(Semaphore::MAX_PERMITS))))
    }

    /// Reserves memory for that many bytes.
    ///
    /// # Errors
    /// `Busy` if less is left.
    pub fn reserve(&self, bytes: usize) -> Result<Reservation, RequestError> {
        let units = u32::try_from(bytes.div_ceil(UNIT_BYTES)).map_err(|_| RequestError::BodyTooLarge)?;
        let permit = Arc::clone(&self.0).try_acquire_many_owned(units).map_err(|_| RequestError::Busy)?;
        Ok(Reservation { _permit: permit })
    }

    /// Reads a body of at most `limit` bytes into memory of this budget.
    ///
    /// # Errors
    /// `Busy` if the budget has no room, or the body is too large, too slow or incomplete.
    pub async fn read(&self, body: Body, limit: usize) -> Result<Bytes, RequestError> {
        let mut reader = BodyReader::new(body, limit);
        let outcome = self.read_all(&mut reader).await;
        if matches!(outcome, Err(RequestError::BodyTooLarge | RequestError::Busy)) {
            reader.discard();
        }
        outcome
    }

    async fn read_all(&self, reader: &mut BodyReader) -> Result<Bytes, RequestError> {
        let announced = reader.announced()?;
        let mut memory = (announced > SMALL_BODY_BYTES).then(|| self.reserve(announced)).transpose()?;
        let mut bytes = Vec::with_capacity(announced);
        while let Some(chunk) = reader.next().await? {
            if memory.is_none() && reader.received() > SMALL_BODY_BYTES {
                // The length was not announced.
                memory = Some(self.reserve(reader.limit())?);
                bytes.reserve_exact(reader.limit() - bytes.len());
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(match memory {
            Some(memory) => memory.attach(bytes),
            None => bytes.into(),
        })
    }
}

impl Reservation {
    /// Attaches the reservation to the bytes. It ends when the last of their clones is dropped.
    pub fn attach(self, bytes: Vec<u8>) -> Bytes {
        Bytes::from_owner(ReservedBytes { bytes, _memory: self })
    }
}

struct ReservedBytes {
    bytes: Vec<u8>,
    _memory: Reservation,
}

impl AsRef<[u8]> for ReservedBytes {
    fn as_ref(&self) -> &[u8] {
        &self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::http::body::tests::slow_body;

    #[test]
    fn memory_is_released_with_the_last_clone() {
        let budget = Budget::new(4096);
        let most = budget.reserve(3 * 1024 + 1);
        assert!(matches!(budget.reserve(1), Err(RequestError::Busy)));
        let bytes = most.map(|memory| memory.attach(b"abc".to_vec())).unwrap_or_default();
        let copy = bytes.slice(1..);
        drop(bytes);
        assert_eq!(copy, "bc");
        assert!(budget.reserve(1).is_err());
        drop(copy);
        assert!(budget.reserve(4096).is_ok());
        assert!(budget.reserve(4097).is_err());
    }

    #[tokio::test]
    async fn large_bodies_take_memory_of_the_budget() {
        const LIMIT: usize = 1024 * 1024;
        const SMALL: usize = SMALL_BODY_BYTES;
        let budget = Budget::new(LIMIT as u64);
        let half = budget.reserve(LIMIT / 2);
        for (name, body, expect) in [
            ("small", Body::from(vec![b' '; SMALL]), Ok(SMALL)),
            ("small, not announced", slow_body(2, SMALL / 2, 0), Ok(SMALL)),
            ("half", Body::from(vec![b' '; LIMIT / 2]), Ok(LIMIT / 2)),
            ("more than half", Body::from(vec![b' '; LIMIT / 2 + 1]), Err("Busy")),
            ("large, not announced", slow_body(3, SMALL / 2, 0), Err("Busy")),
            ("too large", Body::from(vec![b' '; LIMIT + 1]), Err("BodyTooLarge")),
        ] {
            let outcome = budget.read(body, LIMIT).await;
            let outcome = outcome.map(|bytes| bytes.len()).map_err(|error| format!("{error:?}"));
            assert_eq!(outcome.as_ref().map_err(String::as_str).copied(), expect, "{name}");
        }
        drop(half);
        assert!(budget.read(slow_body(3, SMALL / 2, 0), LIMIT).await.is_ok());
        let too_large = budget.read(slow_body(33, SMALL / 2, 0), LIMIT).await;
        assert!(matches!(too_large, Err(RequestError::BodyTooLarge)));
    }
}
