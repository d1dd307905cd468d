//! What several test files share.

pub mod generated;
pub mod random;
pub mod workflows;
