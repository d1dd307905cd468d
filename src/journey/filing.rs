//! The filing: one id and one body from the first keystroke to the receipt.

use super::attempts::{Attempts, Pause};
use crate::json::Json;
use std::rc::Rc;

/// A filing. Its id is fixed from the first keystroke on; its body from the moment at which it is frozen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// The submission's id, also its idempotency key.
    pub id: String,
    /// Its stage.
    pub stage: Stage,
}

/// The stage of a filing.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum Stage {
    /// Answers can be changed.
    Open,
    /// Files are uploaded, one after the other. Nothing is frozen yet.
    Uploading(Uploading),
    /// The body is frozen and on its way.
    Sending(Sending),
    /// The body is frozen, and it is unknown whether the backend has it. It is sent again only if the person
    /// asks for it.
    Unresolved { body: Rc<str> },
}

/// The upload of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Uploading {
    /// The id of the file.
    pub file: String,
    /// Its number among the files to upload, from 1.
    pub number: usize,
    /// The number of files to upload.
    pub count: usize,
    /// The part of it that was sent, in percent.
    pub percent: u32,
    /// The attempts at this file.
    pub attempts: Attempts,
    /// The reason why no request is under way, if none is.
    pub pause: Option<Pause>,
}

/// A frozen filing on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sending {
    /// The body, byte for byte.
    pub body: Rc<str>,
    /// The phase of sending.
    pub phase: Phase,
    /// The attempts so far.
    pub attempts: Attempts,
    /// Whether it may have been sent before these attempts, or by another tab.
    pub was_sent: bool,
}

/// The phase of sending a frozen filing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// The host page was offered the filing and has not answered.
    Offered,
    /// The host page sends it.
    TakenByHost,
    /// The tabs agree on the body.
    Agreeing,
    /// A request is under way.
    Requesting,
    /// The next attempt has to wait.
    Paused(Pause),
}

impl Filing {
    /// A filing under this id whose answers can be changed.
    #[must_use]
    pub fn open(id: String) -> Self {
        Self { id, stage: Stage::Open }
    }

    /// A filing that was frozen before and whose outcome is unknown.
    #[must_use]
    pub fn unresolved(id: String, body: Rc<str>) -> Self {
        Self { id, stage: Stage::Unresolved { body } }
    }

    /// Reads the filing from its frozen body. None if the body is damaged.
    #[must_use]
    pub fn from_body(body: &str) -> Option<Self> {
        let id = Json::read(body).ok()?.get("id")?.text()?.to_owned();
        Some(Self::unresolved(id, Rc::from(body)))
    }

    /// Returns whether answers can be changed.
    #[must_use]
    pub fn is_open(&self) -> bool {
        matches!(self.stage, Stage::Open)
    }

    /// Returns whether something is being sent.
    #[must_use]
    pub fn is_under_way(&self) -> bool {
        matches!(self.stage, Stage::Uploading(_) | Stage::Sending(_))
    }

    /// The frozen body.
    #[must_use]
    pub fn body(&self) -> Option<&Rc<str>> {
        match &self.stage {
            Stage::Sending(Sending { body, .. }) | Stage::Unresolved { body } => Some(body),
            Stage::Open | Stage::Uploading(_) => None,
        }
    }

    /// The frozen filing that is being sent, if there is one.
    pub(super) fn sending(&mut self) -> Option<&mut Sending> {
        match &mut self.stage {
            Stage::Sending(sending) => Some(sending),
            _ => None,
        }
    }

    /// The file that is being uploaded, if one is.
    pub(super) fn uploading(&mut self) -> Option<&mut Uploading> {
        match &mut self.stage {
            Stage::Uploading(uploading) => Some(uploading),
            _ => None,
        }
    }
}
