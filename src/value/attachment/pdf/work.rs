//! A bound on the work that a file may cause.

use std::cell::Cell;

/// Bytes that may be read in one phase, for each byte of the file.
const FOR_EACH_BYTE: usize = 8;
/// Bytes that may be read in one phase of any file: a cross-reference stream is much shorter than its rows.
const IN_ANY_CASE: usize = 1024 * 1024;

/// Counts the bytes that are read, some of them several times, and ends a phase that reads too many. A file of n bytes
/// then costs no more than a multiple of n, whatever it holds.
pub struct Work {
    allowed: usize,
    left: Cell<usize>,
    done: Cell<usize>,
}

impl Work {
    /// The work allowed for a file of so many bytes.
    pub fn on(length: usize) -> Self {
        let allowed = length.saturating_mul(FOR_EACH_BYTE).saturating_add(IN_ANY_CASE);
        Self { allowed, left: Cell::new(allowed), done: Cell::new(0) }
    }

    /// Begins the next phase.
    pub fn renew(&self) {
        self.left.set(self.allowed);
    }

    /// Counts bytes that were read. False once the phase has read too many.
    pub fn spend(&self, bytes: usize) -> bool {
        self.done.set(self.done.get().saturating_add(bytes));
        self.left.set(self.left.get().saturating_sub(bytes));
        !self.is_spent()
    }

    /// Whether the phase has read too many bytes.
    pub fn is_spent(&self) -> bool {
        self.left.get() == 0
    }

    /// Bytes that were read in all phases.
    pub fn done(&self) -> usize {
        self.done.get()
    }
}
