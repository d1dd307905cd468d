//! What several test files share.

pub mod cases;
pub mod generated;
pub mod random;
