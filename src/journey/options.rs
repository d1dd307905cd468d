//! Settings of the host page.

use crate::validate::{Channel, Mode};

/// Settings of the host page. They can change at any time.
#[expect(clippy::struct_excessive_bools, reason = "each is a setting")]
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Language tag, such as `zh-Hant`.
    pub lang: String,
    /// The mode in which the form is filled in.
    pub mode: Mode,
    /// Recorded with the submission.
    pub channel: Channel,
    /// Heading level of a step, 1 to 6.
    pub heading_level: u8,
    /// Whether the page's title gets a prefix while problems are shown.
    pub title_errors: bool,
    /// Seconds without input until a kiosk resets.
    pub idle_timeout: u32,
    /// First answers, canonical, as JSON.
    pub prefill: Option<String>,
    /// The storage of the draft.
    pub storage: Storage,
    /// Whether there is an endpoint to send a filing to.
    pub has_endpoint: bool,
    /// Whether each file is uploaded before the filing.
    pub uploads_files: bool,
    /// Whether the browser has locks that tabs share.
    pub has_locks: bool,
}

/// The storage of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Storage {
    /// In memory.
    Memory,
    /// In the tab, across a reload.
    Session,
    /// On the device, across a closed tab.
    Local,
}

impl Default for Options {
    /// The defaults of the element, with an endpoint and locks.
    fn default() -> Self {
        Self {
            lang: "zh-Hant".to_owned(),
            mode: Mode::Web,
            channel: Channel::Web,
            heading_level: 2,
            title_errors: false,
            idle_timeout: 120,
            prefill: None,
            storage: Storage::Session,
            has_endpoint: true,
            uploads_files: false,
            has_locks: true,
        }
    }
}
