//! Shared code of several tests.

pub mod generated;
pub mod random;
pub mod workflows;
