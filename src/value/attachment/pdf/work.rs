//! Limit on the work that a file may cause.

use std::cell::Cell;

/// Number of bytes that one phase may read per byte of the file.
const READS_PER_BYTE: usize = 8;
/// Number of bytes that one phase may read in addition, because a compressed cross-reference stream is much
/// shorter than its rows.
const BASE_READS: usize = 1024 * 1024;

/// Counts the bytes read, including repeated reads, and ends a phase that exceeds its limit. The cost of a
/// file is therefore at most a constant multiple of its length, plus a constant.
pub struct Work {
    allowed: usize,
    left: Cell<usize>,
    done: Cell<usize>,
}

impl Work {
    /// Creates the limit for a file of `length` bytes.
    pub fn on(length: usize) -> Self {
        let allowed = length.saturating_mul(READS_PER_BYTE).saturating_add(BASE_READS);
        Self { allowed, left: Cell::new(allowed), done: Cell::new(0) }
    }

    /// Starts the next phase.
    pub fn renew(&self) {
        self.left.set(self.allowed);
    }

    /// Counts bytes that were read. Returns false once the phase exceeds its limit.
    pub fn spend(&self, bytes: usize) -> bool {
        self.done.set(self.done.get().saturating_add(bytes));
        self.left.set(self.left.get().saturating_sub(bytes));
        !self.is_spent()
    }

    /// Returns whether the phase exceeded its limit.
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Number of bytes read in all phases.
    pub fn done(&self) -> usize {
        self.done.get()
    }
}
