//! Inputs of conditions besides the answers: mode, channel and day of filing.

use chrono::NaiveDate;

/// How a form is filled in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// By a citizen.
    Web,
    /// By staff, for a person at the counter.
    Assisted,
    /// At a public terminal.
    Kiosk,
}

impl Mode {
    /// The name in attributes and conditions.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Assisted => "assisted",
            Self::Kiosk => "kiosk",
        }
    }

    /// Returns the mode with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        [Self::Web, Self::Assisted, Self::Kiosk].into_iter().find(|mode| mode.as_str() == name)
    }
}

/// The channel through which a submission is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Channel {
    /// A web page.
    Web,
    /// An intake counter.
    Counter,
    /// A public terminal.
    Kiosk,
    /// Hospital desks, home visits.
    Outreach,
}

impl Channel {
    /// The name in attributes, conditions and submissions.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Web => "web",
            Self::Counter => "counter",
            Self::Kiosk => "kiosk",
            Self::Outreach => "outreach",
        }
    }

    /// Returns the channel with this name.
    #[must_use]
    pub fn from_name(name: &str) -> Option<Self> {
        let all = [Self::Web, Self::Counter, Self::Kiosk, Self::Outreach];
        all.into_iter().find(|channel| channel.as_str() == name)
    }
}

/// Inputs of conditions besides the answers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Circumstances {
    /// The day of filing in Asia/Taipei.
    pub today: NaiveDate,
    /// How the form is filled in.
    pub mode: Mode,
    /// The channel through which it is filed.
    pub channel: Channel,
}
