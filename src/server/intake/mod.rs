//! The intake: takes submissions and the files that are sent before them.

mod budget;
mod keys;
mod named_files;
mod quota;
pub(super) mod submissions;
pub(super) mod uploads;
mod workers;

pub use budget::Budget;
pub use quota::Quota;
pub use workers::Workers;

use super::forms::Forms;
use super::http::Clock;
use super::http::url::OwnUrl;
use super::ops::metrics::Metrics;
use super::staff::Staff;
use super::store::{FileStore, Store};
use std::sync::Arc;

/// The state that the intake's handlers share.
#[derive(Debug)]
pub struct Intake {
    pub store: Store,
    pub files: Arc<FileStore>,
    pub forms: Arc<Forms>,
    pub clock: Clock,
    pub url: Arc<OwnUrl>,
    pub staff: Arc<Staff>,
    pub metrics: Arc<Metrics>,
    pub workers: Workers,
    pub budget: Budget,
    pub quota: Quota,
}
