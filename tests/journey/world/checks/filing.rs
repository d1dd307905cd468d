//! One filing has one id, one body and, if the backend gave it, one receipt.

use super::super::effects::asks_to_delete;
use super::super::rules::{Rule, require};
use super::super::tab::Before;
use super::super::{Checked, World};
use guitai::journey::{
    Action, Effect, Event, HostEvent, Message, Page, Pause, Phase, RequestEnd, Sending, Stage, Storage,
    Timer, UserInput,
};
use guitai::value::attachment::Attachment;
use std::rc::Rc;

impl World {
    /// A receipt is shown only if the backend gave it, and stays until it is left.
    pub(super) fn check_receipt(
        &self,
        at: usize,
        before: &Before,
        event: &Event,
        effects: &[Effect],
    ) -> Checked {
        let page = self.tabs[at].journey().page();
        let is_given = |id: &str, reference: &str| {
            self.backend.rows.contains_key(id)
                && self.backend.given.contains(&(id.to_owned(), reference.to_owned()))
        };
        if let Page::Receipt(receipt) = page {
            let holds = is_given(&receipt.id, &receipt.reference);
            require(Rule::Receipt, holds, || format!("{receipt:?} was not given"))?;
        } else if let Page::Receipt(receipt) = &before.page {
            let is_left = asks_to_delete(event) || matches!(event, Event::Woke(Timer::Second));
            require(Rule::Receipt, is_left, || format!("{event:?} takes away {receipt:?}"))?;
        }
        for effect in effects {
            if let Effect::Emit(HostEvent::Submitted { id, reference }) = effect {
                require(Rule::Receipt, is_given(id, reference), || format!("{effect:?} is not true"))?;
            }
        }
        Ok(())
    }

    /// A filing gets another id only if its outcome is certain or the person gives it up.
    pub(super) fn check_filing(&mut self, at: usize, before: &Before, event: &Event) -> Checked {
        let tab = &mut self.tabs[at];
        if is_pressed(event, &Action::Retry) && matches!(before.stage, Stage::Unresolved { .. }) {
            tab.may_be_sent.insert(before.id.clone());
        }
        let filing = tab.driver.journey().filing();
        let may_be_sent = tab.may_be_sent.contains(&before.id);
        let (is_refused, is_cancelled) = (is_refused(before, event), is_pressed(event, &Action::Back));
        if filing.id == before.id {
            require(Rule::OneFiling, !is_refused, || format!("{} is kept after {event:?}", filing.id))?;
            let is_unsent = is_cancelled && is_waiting_for_network(&before.stage) && !may_be_sent;
            require(Rule::OneFiling, !is_unsent, || {
                format!("{} was not sent and can't be changed", filing.id)
            })?;
        } else {
            let is_received =
                matches!(tab.driver.journey().page(), Page::Receipt(receipt) if receipt.id == before.id);
            let is_deleted = tab.wipes > before.wipes;
            let is_undone = is_pressed(event, &Action::Undo);
            let is_frozen = matches!(before.stage, Stage::Sending(_) | Stage::Unresolved { .. });
            let is_given_up = !is_frozen && *event_released(event) == before.id;
            let is_certain = is_refused || is_received || is_deleted || is_undone || is_given_up;
            let is_unsent = is_cancelled && !may_be_sent;
            require(Rule::OneFiling, is_certain || is_unsent, || {
                format!("{} becomes {} after {event:?}", before.id, filing.id)
            })?;
            // A draft on the device is that of the tab that gave up.
            tab.is_unsaved |= is_given_up && self.options.storage == Storage::Local;
            require(Rule::OneFiling, is_undone || filing.body().is_none(), || {
                format!("{} is new and frozen", filing.id)
            })?;
        }
        let frozen = match &before.stage {
            Stage::Sending(Sending { body, .. }) | Stage::Unresolved { body } => Some(body),
            _ => None,
        };
        if filing.id == before.id && frozen.is_some_and(|body| filing.body().is_some_and(|own| own != body)) {
            self.counts.add("bodies of another tab adopted");
        }
        match event {
            Event::MessageReceived(Message::Body { id, .. }) => {
                tab.may_be_sent.insert(id.clone());
            }
            // That tab files it, too.
            Event::MessageReceived(Message::Ask { id }) if matches!(before.stage, Stage::Sending(_)) => {
                tab.may_be_sent.insert(id.clone());
            }
            _ => {}
        }
        Ok(())
    }

    /// All requests with one key have the same body.
    pub(in super::super) fn check_post(&mut self, at: usize, id: &str, body: &Rc<str>) -> Checked {
        self.counts.add("requests with a filing");
        let (tab, now) = (&mut self.tabs[at], self.now);
        let filing = tab.driver.journey().filing();
        require(Rule::OneBody, filing.id == id && body.contains(id), || {
            format!("{id} is not the id of {filing:?}")
        })?;
        require(Rule::OneBody, filing.body() == Some(body), || format!("{id} is sent with {body}"))?;
        let first = self.bodies.entry(id.to_owned()).or_insert_with(|| Rc::clone(body));
        let is_same = first == body || self.excused.contains(id);
        require(Rule::OneBody, is_same, || format!("{id} is sent with\n{body}\nand\n{first}"))?;
        require(Rule::Attempts, self.is_online, || format!("{id} is sent without a network"))?;
        let attempts = &mut tab.attempts;
        let is_due = attempts.may_post && now >= attempts.not_before && attempts.posts < 5;
        require(Rule::Attempts, is_due, || format!("{id} is sent at {now} in spite of {attempts:?}"))?;
        attempts.posts += 1;
        attempts.may_post = false;
        tab.may_be_sent.insert(id.to_owned());
        Ok(())
    }

    /// A file is sent under its own key, the same for every attempt.
    pub(in super::super) fn check_upload(&mut self, at: usize, file: &Attachment) -> Checked {
        self.counts.add("requests with a file");
        let own = self.tabs[at].journey().draft().files.iter().find(|own| own.id == file.id);
        let is_own = own.is_some_and(|own| own.content == file.content && own.href.is_none());
        require(Rule::OneBody, is_own, || format!("{} is not a file of the draft", file.id))?;
        require(Rule::Attempts, self.is_online, || format!("{} is sent without a network", file.id))
    }
}

fn is_pressed(event: &Event, action: &Action) -> bool {
    matches!(event, Event::Input { input: UserInput::Pressed(own), .. } if own == action)
}

fn is_waiting_for_network(stage: &Stage) -> bool {
    matches!(stage, Stage::Sending(Sending { phase: Phase::Paused(Pause::Offline { .. }), .. }))
}

/// The id of a filing that another tab gave up.
fn event_released(event: &Event) -> &str {
    match event {
        Event::MessageReceived(Message::Released { id }) => id,
        _ => "",
    }
}

/// Whether the backend or the host page definitely refused the filing.
fn is_refused(before: &Before, event: &Event) -> bool {
    let Stage::Sending(Sending { phase, .. }) = &before.stage else { return false };
    match event {
        Event::RequestEnded { id, end: RequestEnd::Response { status, .. } } => {
            *phase == Phase::Requesting && *id == before.id && matches!(status, 400 | 413 | 415 | 422)
        }
        Event::HostReplied { id, reply, .. } => {
            matches!(phase, Phase::Offered | Phase::TakenByHost)
                && *id == before.id
                && reply.is_definite_refusal()
        }
        _ => false,
    }
}
