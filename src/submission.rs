//! Submissions: valid answers with their envelope, and their JSON.

use crate::form::{Form, Law};
use crate::json::{Json, Writer};
use crate::validate::{Channel, Mode};
use crate::value::attachment::Attachment;

/// Initial capacity for the JSON of a submission without the contents of its files, in bytes.
const JSON_CAPACITY: usize = 64 * 1024;

/// The envelope of a submission: its members besides workflow, version, law, answers and attachments.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Envelope {
    /// Id of the submission, a UUID version 7 (RFC 9562); also the idempotency key.
    pub id: String,
    /// Language tag of the form when it was filled in.
    pub locale: String,
    /// Channel through which the submission was filed.
    pub channel: Channel,
    /// Version of the portal's config, if there is one.
    pub config: Option<String>,
    /// Id of the staff member who filled in the form at the counter.
    pub staff: Option<String>,
    /// Time of filing, as `2026-11-21T10:00:00+08:00`.
    pub filed_at: String,
    /// Accepted notices.
    pub notices: Vec<Acceptance>,
}

impl Envelope {
    /// Derives the mode: a staff id means `assisted`, the channel `kiosk` means `kiosk`.
    #[must_use]
    pub fn mode(&self) -> Mode {
        match (&self.staff, self.channel) {
            (Some(_), _) => Mode::Assisted,
            (None, Channel::Kiosk) => Mode::Kiosk,
            (None, _) => Mode::Web,
        }
    }
}

/// An accepted notice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Acceptance {
    /// `declaration` or `privacy`.
    pub id: String,
    /// Version of its text.
    pub version: String,
    /// Time of acceptance, as `2026-11-21T10:00:00+08:00`.
    pub accepted_at: String,
}

/// A valid submission. Only [`validate`](crate::validate) and [`receive`](crate::receive) create one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Submission {
    envelope: Envelope,
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
        envelope: Envelope,
        wants_reply: bool,
        answers: Json,
        attachments: Vec<Attachment>,
    ) -> Self {
        Self {
            envelope,
            workflow: form.id.clone(),
            version: form.version.clone(),
            law: form.law.clone(),
            wants_reply,
            answers,
            attachments,
        }
    }

    /// The id, also the idempotency key.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.envelope.id
    }

    /// Returns whether the agency replies to this submission.
    #[must_use]
    pub fn wants_reply(&self) -> bool {
        self.wants_reply
    }

    /// The workflow's name.
    #[must_use]
    pub fn workflow(&self) -> &str {
        &self.workflow
    }

    /// The language tag of the form when it was filled in.
    #[must_use]
    pub fn locale(&self) -> &str {
        &self.envelope.locale
    }

    /// The time of filing, as `2026-11-21T10:00:00+08:00`.
    #[must_use]
    pub fn filed_at(&self) -> &str {
        &self.envelope.filed_at
    }

    /// The canonical answers in the order of the form.
    #[must_use]
    pub fn answers(&self) -> &Json {
        &self.answers
    }

    /// The attachments.
    #[must_use]
    pub fn attachments(&self) -> &[Attachment] {
        &self.attachments
    }

    /// Writes the JSON that is posted.
    #[must_use]
    pub fn to_json(&self) -> String {
        let contents = self.attachments.iter().filter_map(|file| file.content.as_ref());
        let mut out = Writer::with_capacity(contents.map(String::len).sum::<usize>() + JSON_CAPACITY);
        out.open('{');
        out.member("id", &self.envelope.id);
        out.member("workflow", &self.workflow);
        out.member("version", &self.version);
        if let Some(law) = &self.law {
            out.name("law");
            out.open('{');
            out.member("title", &law.title);
            out.member("amended", &law.amended);
            out.close('}');
        }
        out.member("locale", &self.envelope.locale);
        out.member("channel", self.envelope.channel.as_str());
        for (name, own, value) in
            [("config", "version", &self.envelope.config), ("staff", "id", &self.envelope.staff)]
        {
            if let Some(value) = value {
                out.name(name);
                out.open('{');
                out.member(own, value);
                out.close('}');
            }
        }
        out.member("filed_at", &self.envelope.filed_at);
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
        for notice in &self.envelope.notices {
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
