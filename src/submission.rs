//! The submission: the envelope around valid answers, and its JSON (contract §2).

use crate::answer::{Answer, answers_json};
use crate::form::{Form, Law};
use crate::json::{Json, Writer};
use crate::validate::{Channel, Mode};
use crate::value::attachment::Attachment;

/// Bytes that the text of a submission needs beside the contents of its files, generously.
const ROOM: usize = 64 * 1024;

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// `declaration` or `privacy`.
    pub id: String,
    /// The version of its text.
    pub version: String,
    /// When, as `2026-11-21T10:00:00+08:00`.
    pub accepted_at: String,
}

/// A valid submission. Only `validate` makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    filing: Filing,
    workflow: String,
    version: String,
    law: Option<Law>,
    wants_reply: bool,
    answers: Json,
    attachments: Vec<Attachment>,
}

impl Submission {
    pub(crate) fn new(
        form: &Form,
        filing: Filing,
        wants_reply: bool,
        answers: &[(String, Answer)],
        attachments: Vec<Attachment>,
    ) -> Self {
        Self {
            filing,
            workflow: form.id.clone(),
            version: form.version.clone(),
            law: form.law.clone(),
            wants_reply,
            answers: answers_json(answers),
            attachments,
        }
    }

    /// The id, also the idempotency key.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.filing.id
    }

    /// Whether somebody replies to it.
    #[must_use]
    pub fn wants_reply(&self) -> bool {
        self.wants_reply
    }

    /// The workflow's name.
    #[must_use]
    pub fn workflow(&self) -> &str {
        &self.workflow
    }

    /// The language in which it was filled in.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.filing.locale
    }

    /// When it was filed, as `2026-11-21T10:00:00+08:00`.
    #[must_use]
    pub fn filed_at(&self) -> &str {
        &self.filing.filed_at
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
        let contents = self.attachments.iter().filter_map(|file| file.content.as_ref());
        let mut out = Writer::with_capacity(contents.map(String::len).sum::<usize>() + ROOM);
        out.open('{');
        out.member("id", &self.filing.id);
        out.member("workflow", &self.workflow);
        out.member("version", &self.version);
        if let Some(law) = &self.law {
            out.name("law");
            out.open('{');
            out.member("title", &law.title);
            out.member("amended", &law.amended);
            out.close('}');
        }
        out.member("locale", &self.filing.locale);
        out.member("channel", self.filing.channel.as_str());
        for (name, own, value) in
            [("config", "version", &self.filing.config), ("staff", "id", &self.filing.staff)]
        {
            if let Some(value) = value {
                out.name(name);
                out.open('{');
                out.member(own, value);
                out.close('}');
            }
        }
        out.member("filed_at", &self.filing.filed_at);
        out.name("answers");
        out.value(&self.answers);
        out.name("attachments");
        out.open('[');
        for file in &self.attachments {
            file.write(&mut out);
        }
        out.close(']');
        out.name("notices");
        out.open('[');
        for notice in &self.filing.notices {
            out.open('{');
            out.member("id", &notice.id);
            out.member("version", &notice.version);
            out.member("accepted_at", &notice.accepted_at);
            out.close('}');
        }
        out.close(']');
        out.close('}');
        out.into_text()
    }
}
