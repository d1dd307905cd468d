//! Operations: health, metrics, the request log, retention, disk space, and reports of browsers.

pub(super) mod csp_reports;
pub(super) mod disk;
pub(super) mod health;
pub(super) mod log;
pub(super) mod metrics;
pub(super) mod retention;
