//! Sending a filing: freeze it, offer it to the host page, agree with other tabs, make attempts, settle the outcome.

use super::attempts::{Attempts, Next, Pause};
use super::effect::{Effect, HostEvent};
use super::event::{Answer, Message, Timer};
use super::filing::{Phase, Sending, Stage};
use super::problems::ShownProblem;
use super::saved::{FILING, write_received};
use super::session::Remark;
use super::steps::{Places, first_step, first_with_problem, step_of};
use super::{Journey, Page, Storage};
use crate::control::{STAFF, notice_name, notice_time_name};
use crate::draft::Draft;
use crate::receive::is_staff_id;
use crate::reply::{Receipt, Reply, ReportedProblem};
use crate::submission::{Acceptance, Filing as Envelope};
use crate::text::Word;
use crate::validate::{Mode, validate};
use crate::value::text::clean_line;
use std::rc::Rc;

impl Journey {
    /// Freezes the filing and sends it, or shows what is still wrong.
    pub(super) fn submit(&mut self) {
        if !matches!(self.page, Page::Review) || self.waits_for_files() {
            return;
        }
        if self.shows_problems() || (self.options.uploads_files && self.upload_next()) {
            return;
        }
        let form = Rc::clone(&self.form);
        match validate(&form, &self.draft_to_send(), self.envelope(), self.moment.today()) {
            Ok(submission) => {
                let body: Rc<str> = Rc::from(submission.to_json());
                self.effects.push(Effect::Store { name: FILING.to_owned(), content: body.to_string() });
                self.send(body);
            }
            Err(findings) => {
                let assessment = self.assess(&form);
                let places = Places::new(&form, &assessment, &self.draft);
                let problems =
                    findings.into_iter().map(|finding| ShownProblem::found(&places, finding)).collect();
                self.show(problems);
            }
        }
    }

    /// Shows the first step with problems, or the notices that are missing. Returns whether there are any.
    fn shows_problems(&mut self) -> bool {
        let form = Rc::clone(&self.form);
        let assessment = self.assess(&form);
        let staff = self.staff_problem();
        let wrong = first_with_problem(&form, &assessment);
        if let Some(step) = wrong.or_else(|| (!staff.is_empty()).then(|| first_step(&form))) {
            let found = self.problems_in(&form, assessment, &step);
            let problems = staff.into_iter().chain(found).collect();
            self.is_reviewing = true;
            self.go(Page::Step(step), None);
            self.show(problems);
            return true;
        }
        let missing =
            form.notices.iter().filter(|notice| self.draft.list(&notice_name(&notice.id)).is_empty());
        let missing: Vec<_> =
            missing.map(|notice| ShownProblem::notice(&notice.id, notice.cite.as_ref())).collect();
        let is_missing = !missing.is_empty();
        if is_missing {
            self.show(missing);
        }
        is_missing
    }

    /// Sends the same filing again, or submits if none is frozen.
    pub(super) fn retry(&mut self) {
        if let Some(body) = self.filing.body().cloned() {
            self.send(body);
        } else if matches!(self.page, Page::Failure(_)) {
            self.page = Page::Review;
            self.submit();
        }
    }

    /// Offers the frozen filing to the host page first.
    fn send(&mut self, body: Rc<str>) {
        let attempts = Attempts::start(self.moment.seconds());
        self.filing.stage =
            Stage::Sending(Sending { body: Rc::clone(&body), phase: Phase::Offered, attempts });
        self.go(Page::Sending, None);
        self.effects.push(Effect::Offer { id: self.filing.id.clone(), body });
    }

    /// The host page took the filing over, or leaves it to the form.
    pub(super) fn follow_offer(&mut self, id: &str, taken: bool) {
        if self.filing.id != id {
            return;
        }
        let Some(sending) = self.filing.sending().filter(|sending| sending.phase == Phase::Offered) else {
            return;
        };
        if taken {
            sending.phase = Phase::TakenByHost;
        } else if !self.options.has_endpoint {
            self.settle(Reply::NoEndpoint, None);
        } else if self.options.storage == Storage::Memory {
            self.attempt();
        } else {
            sending.phase = Phase::Agreeing;
            let body = Rc::clone(&sending.body);
            let agreed = self.tabs.propose(id, &body, self.options.has_locks, &mut self.effects);
            self.agree(agreed);
        }
    }

    /// Handles a message of another tab.
    pub(super) fn receive_message(&mut self, message: Message) {
        let agreed = self.tabs.receive(message, &self.filing.id, &mut self.effects);
        self.agree(agreed);
    }

    /// No other tab answered in time.
    pub(super) fn end_agreement(&mut self) {
        let id = self.filing.id.clone();
        let agreed = self.tabs.lead(&id, &mut self.effects);
        self.agree(agreed);
    }

    /// Sends the body on which the tabs agreed, which another tab may have frozen.
    fn agree(&mut self, agreed: Option<Rc<str>>) {
        let Some(body) = agreed else { return };
        let Some(sending) = self.filing.sending().filter(|sending| sending.phase == Phase::Agreeing) else {
            return;
        };
        if sending.body != body {
            sending.body = Rc::clone(&body);
            self.effects.push(Effect::Store { name: FILING.to_owned(), content: body.to_string() });
            self.remarks.push(Remark::new(Word::FiledElsewhere));
        }
        self.attempt();
        self.draw();
    }

    /// Makes an attempt, or waits for the network.
    pub(super) fn attempt(&mut self) {
        let is_online = self.moment.is_online;
        let Some(sending) = self.filing.sending() else { return };
        if is_online {
            sending.phase = Phase::Requesting;
            let body = Rc::clone(&sending.body);
            self.effects.push(Effect::Post { id: self.filing.id.clone(), body });
        } else {
            sending.phase = Phase::Paused(Pause::Offline { sent: sending.attempts.any() });
        }
        self.draw();
    }

    /// Follows the end of an attempt.
    pub(super) fn follow_answer(&mut self, id: &str, answer: &Answer) {
        if self.filing.id != id {
            return;
        }
        let seconds = self.moment.seconds();
        let Some(sending) = self.filing.sending().filter(|sending| sending.phase == Phase::Requesting) else {
            return;
        };
        let (reply, status) = answer.understand(|status, body, wait| Reply::read(status, body, wait, id));
        if matches!(reply, Reply::Received(_)) {
            return self.settle(reply, None);
        }
        match sending.attempts.record(&reply, seconds) {
            Next::Now => self.attempt(),
            Next::After(wait) => {
                sending.phase = Phase::Paused(Pause::Waiting(wait));
                self.wait(wait);
            }
            Next::Never => self.settle(reply, status),
        }
    }

    /// Sets the timer for the next attempt.
    pub(super) fn wait(&mut self, seconds: u32) {
        let milliseconds = seconds.saturating_mul(1000).saturating_add(self.moment.jitter());
        self.effects.push(Effect::Wake { timer: Timer::Attempt, milliseconds });
        self.draw();
    }

    /// The wait before an attempt is over.
    pub(super) fn continue_waiting(&mut self) {
        self.continue_paused(|pause| matches!(pause, Pause::Waiting(_)));
    }

    /// The network came back.
    pub(super) fn continue_online(&mut self) {
        self.continue_paused(|pause| matches!(pause, Pause::Offline { .. }));
    }

    fn continue_paused(&mut self, ends: impl Fn(Pause) -> bool) {
        match &self.filing.stage {
            Stage::Sending(Sending { phase: Phase::Paused(pause), .. }) if ends(*pause) => self.attempt(),
            Stage::Uploading(uploading) if uploading.pause.is_some_and(ends) => self.attempt_upload(),
            _ => {}
        }
    }

    /// The host page, which sends the filing itself, reports the outcome.
    pub(super) fn follow_host(&mut self, id: &str, reply: Reply, status: Option<u16>) {
        let is_with_host = match &self.filing.stage {
            Stage::Sending(sending) => matches!(sending.phase, Phase::Offered | Phase::TakenByHost),
            _ => false,
        };
        if self.filing.id == id && is_with_host {
            self.settle(reply, status);
        }
    }

    /// Ends the sending with the outcome of its last attempt.
    fn settle(&mut self, reply: Reply, status: Option<u16>) {
        match reply {
            Reply::Received(receipt) => self.show_receipt(receipt),
            Reply::Refused(reported) => {
                self.release();
                self.show_refusal(&reported);
            }
            reply => {
                if reply.is_definite_refusal() {
                    self.release();
                } else if let Some(body) = self.filing.body().cloned() {
                    self.filing.stage = Stage::Unresolved { body };
                }
                let retryable = reply.may_retry();
                self.emit(HostEvent::Failed { kind: kind(&reply), status, retryable });
                self.go(Page::Failure(reply), None);
            }
        }
    }

    /// Shows the receipt. The filing stays shared, so that another tab with this draft gets the same receipt.
    fn show_receipt(&mut self, receipt: Receipt) {
        let remarks = std::mem::take(&mut self.remarks);
        let (id, reference) = (self.filing.id.clone(), receipt.reference.clone());
        self.emit(HostEvent::Submitted { id, reference });
        self.filing = super::Filing::open(self.moment.new_id());
        let received = write_received(&receipt.reference);
        self.go(Page::Receipt(receipt), None);
        self.remarks = remarks;
        self.effects.push(Effect::DeleteAll);
        self.effects.push(Effect::SaveDraft(received));
    }

    /// Shows the problems that the backend found.
    fn show_refusal(&mut self, reported: &[ReportedProblem]) {
        let form = Rc::clone(&self.form);
        let assessment = self.assess(&form);
        let places = Places::new(&form, &assessment, &self.draft);
        let problems: Vec<_> =
            reported.iter().map(|problem| ShownProblem::reported(&places, problem)).collect();
        let step = problems.iter().find_map(|problem| step_of(&form, &problem.control));
        self.is_reviewing = true;
        self.go(step.map_or(Page::Review, Page::Step), None);
        self.show(problems);
    }

    /// Cancels a filing that waits for the network or for files. A filing that was never sent is released.
    pub(super) fn cancel(&mut self) {
        let was_sent = match &self.filing.stage {
            Stage::Sending(Sending { phase: Phase::Paused(Pause::Offline { sent }), .. }) => *sent,
            Stage::Uploading(_) => false,
            _ => return,
        };
        self.effects.push(Effect::Abort);
        if was_sent && let Some(body) = self.filing.body().cloned() {
            self.filing.stage = Stage::Unresolved { body };
            return self.go(Page::Failure(Reply::Unknown), None);
        }
        self.release();
        self.go(Page::Review, None);
    }

    /// The draft as it is sent: without the content of files that were uploaded.
    fn draft_to_send(&self) -> Draft {
        let mut draft = self.draft.clone();
        for file in draft.files.iter_mut().filter(|file| file.href.is_some()) {
            file.content = None;
        }
        draft
    }

    fn envelope(&self) -> Envelope {
        let notices = self.form.notices.iter().map(|notice| Acceptance {
            id: notice.id.clone(),
            version: match &self.config.privacy {
                Some(privacy) if notice.id == "privacy" => privacy.version.clone(),
                _ => notice.version.clone(),
            },
            accepted_at: self.draft.text(&notice_time_name(&notice.id)).to_owned(),
        });
        Envelope {
            id: self.filing.id.clone(),
            locale: self.words.tag().to_owned(),
            channel: self.options.channel,
            config: Some(self.config.version.clone()).filter(|version| !version.is_empty()),
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

impl Answer {
    /// Returns the reply and the status of a request's end. `read` reads a complete response.
    pub(super) fn understand(&self, read: impl Fn(u16, &str, Option<u32>) -> Reply) -> (Reply, Option<u16>) {
        match self {
            Self::NoHeaders => (Reply::SignIn, None),
            Self::Broken { status } => (Reply::Unknown, *status),
            Self::Response { status, retry_after, body } => {
                (read(*status, body, *retry_after), Some(*status).filter(|status| *status > 0))
            }
        }
    }
}

/// The kind of a failure in `guitai-error`.
pub(super) fn kind(reply: &Reply) -> &'static str {
    match reply {
        Reply::SignIn => "session",
        Reply::Busy(_) => "busy",
        Reply::NoEndpoint => "endpoint",
        Reply::NotReceived => "not_received",
        Reply::FilesRefused => "attachments",
        Reply::Refused(_) | Reply::RefusedEntirely(_) => "refused",
        Reply::InProgress | Reply::Unknown | Reply::Received(_) => "network",
    }
}
