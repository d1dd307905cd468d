//! Sending a filing: freeze it, offer it to the host page, agree with other tabs, make attempts.

use super::attempts::{Attempts, Next, Pause};
use super::effect::Effect;
use super::event::{Message, RequestEnd, Timer};
use super::filing::{Phase, Sending, Stage};
use super::saved::FILING;
use super::session::Remark;
use super::steps::{first_step, first_with_problem};
use super::{Journey, Page, Storage};
use crate::reply::Reply;
use crate::text::Word;
use crate::validate::Assessment;
use std::rc::Rc;

impl Journey {
    /// Freezes the filing and sends it, or shows its problems.
    pub(super) fn submit(&mut self) {
        if !matches!(self.page, Page::Review) || self.waits_for_files() {
            return;
        }
        let assessment = self.assess();
        if self.shows_problems(&assessment) || (self.options.uploads_files && self.upload_next()) {
            return;
        }
        let submission = assessment.to_submission(&self.content.form, self.files_to_send(), self.envelope());
        let own: Rc<str> = Rc::from(submission.to_json());
        // Another tab may have sent its body of this filing. Then this tab never stores a body of its own.
        let agreed = self.tabs.agreed(&self.filing.id);
        let body = agreed.clone().unwrap_or_else(|| Rc::clone(&own));
        self.effects.push(Effect::Store { name: FILING.to_owned(), content: body.to_string() });
        let differs = body != own;
        self.send(body, agreed.is_some());
        if differs {
            self.remarks.push(Remark::new(Word::FiledElsewhere));
        }
    }

    /// Shows the first step with problems, or those of the review. Returns whether there are any.
    fn shows_problems(&mut self, assessment: &Assessment) -> bool {
        let unnamed = || (!self.staff_problem().is_empty()).then(|| first_step(&self.content.form));
        if let Some(step) = first_with_problem(&self.content.form, assessment).or_else(unnamed) {
            self.is_reviewing = true;
            self.go(Page::Step(step), None);
        }
        let problems = self.problems_on_page();
        let is_wrong = !problems.is_empty();
        if is_wrong {
            self.show(problems);
        }
        is_wrong
    }

    /// Sends the same filing again, or submits if none is frozen.
    pub(super) fn retry(&mut self) {
        if let Some(body) = self.filing.body().cloned() {
            self.send(body, true);
        } else if matches!(self.page, Page::Failure(_)) {
            if self.preparing.is_empty() {
                self.page = Page::Review;
            } else {
                // The review stays until the files are read.
                self.go(Page::Review, None);
            }
            self.submit();
        }
    }

    /// Offers the frozen filing to the host page first.
    fn send(&mut self, body: Rc<str>, was_sent: bool) {
        let attempts = Attempts::start(self.moment.seconds());
        let phase = Phase::Offered;
        self.filing.stage = Stage::Sending(Sending { body: Rc::clone(&body), phase, attempts, was_sent });
        self.go(Page::Sending, None);
        self.effects.push(Effect::Offer { id: self.filing.id.clone(), body });
    }

    /// Handles the decision of the host page: it sends the filing itself, or leaves it to the form.
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
            self.agree(agreed, true);
        }
    }

    /// Agrees with the other tabs on one body before sending, because several tabs can have a stored body.
    pub(super) fn share(&mut self) {
        let Stage::Unresolved { body } = &self.filing.stage else { return };
        if self.options.storage != Storage::Memory {
            let agreed = self.tabs.propose(&self.filing.id, body, self.options.has_locks, &mut self.effects);
            self.agree(agreed, true);
        }
    }

    /// Handles a message of another tab.
    pub(super) fn receive_message(&mut self, message: Message) {
        if let Message::Released { id } = &message
            && self.filing.id == *id
            && self.filing.body().is_none()
        {
            self.renew();
        }
        if let Message::Ask { id } | Message::Body { id, .. } = &message
            && self.filing.id == *id
            && let Some(sending) = self.filing.sending()
        {
            // The other tab sends this filing too.
            sending.was_sent = true;
        }
        let agreed = self.tabs.receive(message, &self.filing.id, &mut self.effects);
        self.agree(agreed, true);
    }

    /// Gives this draft another filing, because another tab gave up its filing, which may have been sent.
    /// Uploads of its files continue.
    fn renew(&mut self) {
        self.filing.id = self.moment.new_id();
        // A draft on the device is that of the other tab.
        if self.options.storage == Storage::Session {
            self.save();
        }
    }

    /// Ends the wait for messages of other tabs.
    pub(super) fn end_agreement(&mut self) {
        let id = self.filing.id.clone();
        let agreed = self.tabs.lead(&id, &mut self.effects);
        self.agree(agreed, false);
    }

    /// Sends the body on which the tabs agreed. `was_sent` is true if another tab may have sent it.
    fn agree(&mut self, agreed: Option<Rc<str>>, was_sent: bool) {
        let Some(body) = agreed else { return };
        if let Stage::Unresolved { body: own } = &mut self.filing.stage
            && *own != body
        {
            *own = Rc::clone(&body);
            self.effects.push(Effect::Store { name: FILING.to_owned(), content: body.to_string() });
        }
        let Some(sending) = self.filing.sending().filter(|sending| sending.phase == Phase::Agreeing) else {
            return;
        };
        sending.was_sent |= was_sent;
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
            let sent = sending.was_sent || sending.attempts.any();
            sending.phase = Phase::Paused(Pause::Offline { sent });
        }
        self.draw();
    }

    /// Handles the end of an attempt.
    pub(super) fn follow_request(&mut self, id: &str, end: &RequestEnd) {
        if self.filing.id != id {
            return;
        }
        let seconds = self.moment.seconds();
        let Some(sending) = self.filing.sending().filter(|sending| sending.phase == Phase::Requesting) else {
            return;
        };
        let (reply, status) = end.understand(|status, body, wait| Reply::read(status, body, wait, id));
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

    /// Makes the next attempt after a wait.
    pub(super) fn continue_waiting(&mut self) {
        self.continue_paused(|pause| matches!(pause, Pause::Waiting(_)));
    }

    /// Makes the next attempt when the network is available again.
    pub(super) fn continue_online(&mut self) {
        self.continue_paused(|pause| matches!(pause, Pause::Offline { .. }));
    }

    fn continue_paused(&mut self, ends: fn(Pause) -> bool) {
        match &self.filing.stage {
            Stage::Sending(Sending { phase: Phase::Paused(pause), .. }) if ends(*pause) => self.attempt(),
            Stage::Uploading(uploading) if uploading.pause.is_some_and(ends) => self.attempt_upload(),
            _ => {}
        }
    }

    /// Handles the outcome that the host page reports for a filing that it sent itself.
    pub(super) fn follow_host(&mut self, id: &str, reply: Reply, status: Option<u16>) {
        let is_with_host = match &self.filing.stage {
            Stage::Sending(sending) => matches!(sending.phase, Phase::Offered | Phase::TakenByHost),
            _ => false,
        };
        if self.filing.id == id && is_with_host {
            self.settle(reply, status);
        }
    }

    /// Cancels a filing that waits for the network or for files. A filing that was never sent is released.
    pub(super) fn cancel(&mut self) {
        let was_sent = match &self.filing.stage {
            Stage::Sending(Sending { phase: Phase::Paused(Pause::Offline { sent }), was_sent, .. }) => {
                *sent || *was_sent
            }
            Stage::Uploading(_) => {
                // Nothing is frozen yet, and another tab may have sent the filing of this draft.
                self.effects.push(Effect::Abort);
                self.filing.stage = Stage::Open;
                return self.go(Page::Review, None);
            }
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
}
