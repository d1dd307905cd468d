//! The submission: the envelope around valid answers, and its JSON (contract §2).

use crate::answer::{Answer, answers_json};
use crate::form::{Form, Law};
use crate::json::{self, Json};
use crate::validate::{Channel, Mode};
use crate::value::attachment::Attachment;
use serde::Serialize;

/// What belongs to a filing beside the answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// The submission's id, a UUID, version 7 of RFC 9562; also the idempotency key.
    pub id: String,
    /// The language in which it was filled in.
    pub locale: String,
    /// Where it came in.
    pub channel: Channel,
    /// Version of the portal's config, if it has one.
    pub config: Option<String>,
    /// Who filled it in for the person at the counter.
    pub staff: Option<String>,
    /// When, as `2026-11-21T10:00:00+08:00`.
    pub filed_at: String,
    /// What was accepted.
    pub notices: Vec<Acceptance>,
}

impl Filing {
    /// How the form was filled in: a staff id means at the counter.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match (&self.staff, self.channel) {
            (Some(_), _) => Mode::Assisted,
            (None, Channel::Kiosk) => Mode::Kiosk,
            (None, _) => Mode::Web,
        }
    }
}

/// A notice that was accepted.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Acceptance {
    /// `declaration` or `privacy`.
    pub id: String,
    /// The version of its text.
    pub version: String,
    /// When, as `2026-11-21T10:00:00+08:00`.
    pub accepted_at: String,
}

/// A valid submission. Only `validate` makes one.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Submission {
    id: String,
    workflow: String,
    version: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    law: Option<Law>,
    locale: String,
    channel: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    config: Option<Version>,
    #[serde(skip_serializing_if = "Option::is_none")]
    staff: Option<Staff>,
    filed_at: String,
    answers: Json,
    attachments: Vec<Attachment>,
    notices: Vec<Acceptance>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Version {
    version: String,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Staff {
    id: String,
}

impl Submission {
    pub(crate) fn new(
        form: &Form,
        filing: Filing,
        answers: &[(String, Answer)],
        attachments: Vec<Attachment>,
    ) -> Self {
        Self {
            id: filing.id,
            workflow: form.id.clone(),
            version: form.version.clone(),
            law: form.law.clone(),
            locale: filing.locale,
            channel: filing.channel.as_str(),
            config: filing.config.map(|version| Version { version }),
            staff: filing.staff.map(|id| Staff { id }),
            filed_at: filing.filed_at,
            answers: answers_json(answers),
            attachments,
            notices: filing.notices,
        }
    }

    /// The id, also the idempotency key.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.id
    }

    /// The workflow's name.
    #[must_use]
    pub fn workflow(&self) -> &str {
        &self.workflow
    }

    /// The language in which it was filled in.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.locale
    }

    /// When it was filed, as `2026-11-21T10:00:00+08:00`.
    #[must_use]
    pub fn filed_at(&self) -> &str {
        &self.filed_at
    }

    /// The answers in the form's order, canonical.
    #[must_use]
    pub fn answers(&self) -> &Json {
        &self.answers
    }

    /// The files.
    #[must_use]
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// The text that is posted.
    #[must_use]
    pub fn to_json(&self) -> String {
        json::write(self)
    }
}
