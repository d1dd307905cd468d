//! The files and the envelope of a submission.

use super::Journey;
use super::problems::ShownProblem;
use crate::control::{STAFF, notice_time_name};
use crate::receive::is_staff_id;
use crate::submission::{Acceptance, Envelope};
use crate::validate::Mode;
use crate::value::attachment::Attachment;
use crate::value::text::clean_line;

impl Journey {
    /// Returns the files for the submission: without the content of those that were uploaded.
    pub(super) fn files_to_send(&self) -> Vec<Attachment> {
        let mut files = self.draft.files.clone();
        for file in files.iter_mut().filter(|file| file.href.is_some()) {
            file.content = None;
        }
        files
    }

    pub(super) fn envelope(&self) -> Envelope {
        let notices = self.content.form.notices.iter().map(|notice| Acceptance {
            id: notice.id.clone(),
            version: match &self.content.config.privacy {
                Some(privacy) if notice.id == "privacy" => privacy.version.clone(),
                _ => notice.version.clone(),
            },
            accepted_at: self.draft.text(&notice_time_name(&notice.id)).to_owned(),
        });
        Envelope {
            id: self.filing.id.clone(),
            locale: self.content.words.tag().to_owned(),
            channel: self.options.channel,
            config: Some(self.content.config.version.clone()).filter(|version| !version.is_empty()),
            staff: (self.options.mode == Mode::Assisted).then(|| clean_line(self.draft.text(STAFF))),
            filed_at: self.moment.written(),
            notices: notices.collect(),
        }
    }

    /// Returns the problem of a missing or malformed staff id, at a counter.
    pub(super) fn staff_problem(&self) -> Vec<ShownProblem> {
        if self.options.mode != Mode::Assisted || is_staff_id(&clean_line(self.draft.text(STAFF))) {
            return Vec::new();
        }
        vec![ShownProblem::staff()]
    }
}
