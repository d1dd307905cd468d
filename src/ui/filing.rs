//! How the wizard files: it freezes the submission, sends it, and follows what becomes of it.

use super::failure::Way;
use super::flow::{self, Page};
use super::saved::{FILING, Saved};
use super::shown::Shown;
use super::step::STAFF;
use super::wizard::{Setup, Wizard};
use super::{Event, Frozen, Msg, Pause, Progress, notice};
use crate::draft::Draft;
use crate::receive::is_staff_id;
use crate::reply::Reply;
use crate::submission::{Acceptance, Filing};
use crate::text::Word;
use crate::validate::{Mode, validate};
use crate::value::text::clean_line;
use crate::value::time::DateTime;
use std::rc::Rc;
use yew::prelude::*;

impl Wizard {
    /// Freezes the filing and sends it, or shows what is still wrong.
    pub(super) fn submit(&mut self, ctx: &Context<Self>) {
        if self.page != Page::Review || self.waits_for_files() {
            return;
        }
        let setup = ctx.props();
        let form = &setup.form;
        let assessment = self.assess(setup);
        let staff = self.staff_problem();
        let places = flow::places(form, &assessment, &self.draft);
        let wrong = flow::first_with_problem(form, &assessment);
        if let Some(step) = wrong.or_else(|| (!staff.is_empty()).then(|| flow::first_step(form))) {
            let findings = flow::findings_in(form, &assessment, &step);
            let found = findings.map(|finding| Shown::found(form, &places, finding));
            let shown = staff.into_iter().chain(found).collect();
            self.reviewing = true;
            self.go(setup, Page::Step(step), None);
            return self.show(setup, shown);
        }
        let missing = form.notices.iter().filter(|notice| !self.accepted(&notice.id));
        let missing: Vec<Shown> =
            missing.map(|notice| Shown::notice(&notice.id, notice.cite.as_ref())).collect();
        if !missing.is_empty() {
            return self.show(setup, missing);
        }
        if setup.port.uploads() && self.upload_next(ctx) {
            return;
        }
        match validate(form, &self.sent(), self.filing_of(setup), setup.port.now().date()) {
            Ok(submission) => {
                let frozen = Frozen { id: submission.id().to_owned(), body: submission.to_json() };
                setup.port.keep(FILING, &frozen.body);
                self.filing = Some(Rc::new(frozen));
                self.send(ctx);
            }
            Err(findings) => {
                let shown = findings.iter().map(|finding| Shown::found(form, &places, finding)).collect();
                self.show(setup, shown);
            }
        }
    }

    pub(super) fn send(&mut self, ctx: &Context<Self>) {
        let setup = ctx.props();
        let Some(filing) = self.filing.clone() else { return };
        self.way = Way::Filing;
        self.go(setup, Page::Sending, None);
        let id = filing.id.clone();
        setup
            .port
            .file(filing, ctx.link().callback(move |progress| Msg::Progressed { id: id.clone(), progress }));
    }

    pub(super) fn progress(&mut self, setup: &Setup, id: &str, progress: Progress) {
        // What comes late, for a filing that was given up, is nothing to this one.
        let Some(filing) = self.filing.clone().filter(|filing| filing.id == id) else { return };
        match progress {
            Progress::Adopted(body) => {
                setup.port.keep(FILING, &body);
                self.filing = Some(Rc::new(Frozen { id: filing.id.clone(), body }));
                self.told.push((Word::FiledElsewhere, String::new()));
            }
            Progress::Paused(pause) => self.way = Way::Paused(pause),
            Progress::Done { reply: Reply::Received(receipt), .. } => {
                let told = std::mem::take(&mut self.told);
                setup.port.emit(&Event::Submitted { id: &filing.id, reference: &receipt.reference });
                // Not let go: whoever has this draft in another tab is to get the same receipt.
                self.renew(setup);
                let left = Saved::write_received(&receipt.reference);
                self.go(setup, Page::Receipt(receipt), None);
                self.told = told;
                setup.port.forget();
                setup.port.save(&left);
            }
            Progress::Done { reply: Reply::Refused(told), .. } => {
                self.release(setup);
                let assessment = self.assess(setup);
                let places = flow::places(&setup.form, &assessment, &self.draft);
                let shown: Vec<Shown> =
                    told.iter().map(|told| Shown::told(&setup.form, &places, told)).collect();
                let step = shown.iter().find_map(|shown| flow::step_of(&setup.form, &shown.name));
                self.reviewing = true;
                self.go(setup, step.map_or(Page::Review, Page::Step), None);
                self.show(setup, shown);
            }
            Progress::Done { reply, status } => {
                if reply.releases() {
                    self.release(setup);
                }
                let retryable = reply.may_retry();
                setup.port.emit(&Event::Failed { kind: kind(&reply), status, retryable });
                self.go(setup, Page::Failure(reply), None);
            }
        }
    }

    /// Gives up waiting for the network, or for files. What was never sent is no filing; of the rest nobody knows.
    pub(super) fn call_off(&mut self, setup: &Setup) {
        let sent = match self.way {
            Way::Paused(Pause::Offline { sent }) => sent,
            Way::File { .. } => false,
            _ => return,
        };
        setup.port.call_off();
        if sent && self.filing.is_some() {
            return self.go(setup, Page::Failure(Reply::Unknown), None);
        }
        self.release(setup);
        self.go(setup, Page::Review, None);
    }

    /// The draft as it is sent: of a file that lies elsewhere, only where.
    fn sent(&self) -> Draft {
        let mut draft = self.draft.clone();
        for file in draft.files.iter_mut().filter(|file| file.href.is_some()) {
            file.content = None;
        }
        draft
    }

    pub(super) fn filing_of(&self, setup: &Setup) -> Filing {
        let notices = setup.form.notices.iter().map(|notice| Acceptance {
            id: notice.id.clone(),
            version: match &setup.config.privacy {
                Some(privacy) if notice.id == "privacy" => privacy.version.clone(),
                _ => notice.version.clone(),
            },
            accepted_at: self.draft.text(&[&notice::control_name(&notice.id), ".at"].concat()).to_owned(),
        });
        Filing {
            id: self.id.clone(),
            locale: self.words.tag().to_owned(),
            channel: self.options.channel,
            config: Some(setup.config.version.clone()).filter(|version| !version.is_empty()),
            staff: (self.options.mode == Mode::Assisted).then(|| clean_line(self.draft.text(STAFF))),
            filed_at: moment(setup),
            notices: notices.collect(),
        }
    }

    pub(super) fn accepted(&self, notice: &str) -> bool {
        !self.draft.list(&notice::control_name(notice)).is_empty()
    }

    pub(super) fn staff_problem(&self) -> Vec<Shown> {
        if self.options.mode != Mode::Assisted || is_staff_id(&clean_line(self.draft.text(STAFF))) {
            return Vec::new();
        }
        vec![Shown::staff()]
    }
}

/// Now, as it stands in a submission.
pub(super) fn moment(setup: &Setup) -> String {
    // Empty only for a clock outside of 1800 to 2200, which the server then refuses.
    DateTime::new(setup.port.now()).map(|now| now.to_string()).unwrap_or_default()
}

/// The kind of failure, as the host page sees it.
pub(super) fn kind(reply: &Reply) -> &'static str {
    match reply {
        Reply::SignIn => "session",
        Reply::Busy(_) => "busy",
        Reply::NoEndpoint => "endpoint",
        Reply::NotReceived => "not_received",
        Reply::FilesRefused => "attachments",
        Reply::Refused(_) | Reply::RefusedWhole(_) => "refused",
        Reply::InProgress | Reply::Unknown | Reply::Received(_) => "network",
    }
}
