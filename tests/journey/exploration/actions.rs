//! What can happen next.

use super::state::State;
use guitai::journey::{Action as Button, Event, Page, Phase, RequestEnd, Sending, Stage, Timer, UserInput};
use std::rc::Rc;

/// One thing that happens, to the tab with this index.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    Submit(usize),
    Restart(usize),
    Close(usize),
    /// A lock is granted.
    Grant(usize),
    Deliver(usize),
    Expire(usize, Timer),
    /// The request does not reach the backend.
    Lose(usize),
    /// It reaches the backend, and the response is lost.
    LoseResponse(usize),
    /// It reaches the backend, which stores it or has it.
    Confirm(usize),
    Refuse(usize),
    Busy(usize),
    /// A copy of it arrives later.
    Repeat(usize),
    /// Such a copy arrives.
    Arrive(usize),
}

impl State {
    /// The actions that are possible now.
    pub fn actions(&self) -> Vec<Action> {
        let mut actions = Vec::new();
        for at in 0..2 {
            if self.tabs[at].is_some() {
                self.add_actions(at, &mut actions);
            }
        }
        actions.extend((0..self.ghosts.len()).map(Action::Arrive));
        actions
    }

    fn add_actions(&self, at: usize, actions: &mut Vec<Action>) {
        let Some(tab) = &self.tabs[at] else { return };
        let journey = tab.journey();
        match journey.page() {
            Page::Review if tab.posts == 0 => actions.push(Action::Submit(at)),
            Page::Receipt(_) | Page::Failure(_) => actions.push(Action::Restart(at)),
            _ => {}
        }
        actions.push(Action::Close(at));
        if tab.granted.is_some() {
            actions.push(Action::Grant(at));
        }
        if !self.letters[at].is_empty() {
            actions.push(Action::Deliver(at));
        }
        if tab.is_agreement_due && self.may_end_agreement(at) {
            actions.push(Action::Expire(at, Timer::Agreement));
        }
        if tab.is_attempt_due && tab.posts < self.attempts {
            actions.push(Action::Expire(at, Timer::Attempt));
        }
        let Some((_, body)) = &tab.request else { return };
        actions.extend([Action::Lose(at), Action::Confirm(at), Action::LoseResponse(at), Action::Busy(at)]);
        if self.rows.is_empty() || self.refused.contains(body) {
            actions.push(Action::Refuse(at));
        }
        if !self.ghosts.iter().any(|(_, ghost)| ghost == body) {
            actions.push(Action::Repeat(at));
        }
    }

    /// Messages arrive before a tab stops listening. A tab that waits for the lock stops later than the one
    /// that holds it.
    fn may_end_agreement(&self, at: usize) -> bool {
        let holds = |index: usize| self.locks.values().any(|wanted| wanted.first() == Some(&index));
        let is_quiet =
            self.letters[at].is_empty() && self.tabs.iter().flatten().all(|tab| tab.granted.is_none());
        if !self.has_locks || holds(at) {
            return is_quiet;
        }
        let other = self.tabs[1 - at].as_ref();
        is_quiet && self.letters[1 - at].is_empty() && other.is_none_or(|other| !other.is_agreement_due)
    }

    /// Takes an action.
    ///
    /// # Errors
    /// The rule that does not hold afterwards.
    pub fn take(&mut self, action: Action) -> Result<(), String> {
        match action {
            Action::Submit(at) => self.press(at, Button::Submit),
            Action::Restart(at) => self.press(at, Button::Restart),
            Action::Close(at) => {
                self.close(at);
                Ok(())
            }
            Action::Grant(at) => {
                let granted = self.tabs[at].as_mut().and_then(|tab| tab.granted.take());
                granted.map_or(Ok(()), |id| self.feed(at, Event::Locked { id }))
            }
            Action::Deliver(at) => {
                let message = self.letters[at].pop_front();
                message.map_or(Ok(()), |message| self.feed(at, Event::MessageReceived(message)))
            }
            Action::Expire(at, timer) => {
                if let Some(tab) = &mut self.tabs[at] {
                    let due = if timer == Timer::Attempt {
                        &mut tab.is_attempt_due
                    } else {
                        &mut tab.is_agreement_due
                    };
                    *due = false;
                }
                self.feed(at, Event::Woke(timer))
            }
            Action::Lose(at) => self.answer(at, None),
            Action::LoseResponse(at) => {
                self.reach(at);
                self.answer(at, None)
            }
            Action::Confirm(at) => {
                let status = if self.reach(at) { 201 } else { 422 };
                self.answer(at, Some(status))
            }
            Action::Refuse(at) => {
                if let Some((_, body)) = self.tabs[at].as_ref().and_then(|tab| tab.request.clone())
                    && !self.refused.contains(&body)
                {
                    self.refused.push(body);
                }
                self.answer(at, Some(422))
            }
            Action::Busy(at) => self.answer(at, Some(503)),
            Action::Repeat(at) => {
                let request = self.tabs[at].as_ref().and_then(|tab| tab.request.clone());
                self.haunt(request);
                Ok(())
            }
            Action::Arrive(index) => {
                let (id, body) = self.ghosts.remove(index);
                self.receive(&id, &body);
                Ok(())
            }
        }?;
        self.check()
    }

    fn press(&mut self, at: usize, button: Button) -> Result<(), String> {
        let Some(tab) = &self.tabs[at] else { return Ok(()) };
        let session = tab.journey().session();
        self.feed(at, Event::Input { session, input: UserInput::Pressed(button) })
    }

    fn close(&mut self, at: usize) {
        let Some(tab) = self.tabs[at].take() else { return };
        self.haunt(tab.request);
        self.letters[at].clear();
        for id in self.locks.keys().cloned().collect::<Vec<_>>() {
            self.leave_lock(at, &id);
        }
    }

    /// The request of a tab reaches the backend. Returns whether the backend has that submission.
    fn reach(&mut self, at: usize) -> bool {
        let request = self.tabs[at].as_ref().and_then(|tab| tab.request.clone());
        request.is_some_and(|(id, body)| self.receive(&id, &body))
    }

    /// One row a key; a body that was refused is refused again.
    fn receive(&mut self, id: &str, body: &Rc<str>) -> bool {
        if self.refused.contains(body) {
            return false;
        }
        *self.rows.entry(id.to_owned()).or_insert_with(|| Rc::clone(body)) == *body
    }

    /// The request of a tab ends.
    fn answer(&mut self, at: usize, status: Option<u16>) -> Result<(), String> {
        let request = self.tabs[at].as_mut().and_then(|tab| tab.request.take());
        let Some((id, _)) = request else { return Ok(()) };
        let end = match status {
            None => RequestEnd::Broken { status: None },
            Some(status) => {
                let body = if status == 201 { format!(r#"{{"id": "{id}"}}"#) } else { String::new() };
                RequestEnd::Response { status, retry_after: None, body }
            }
        };
        self.feed(at, Event::RequestEnded { id, end })
    }

    /// A page with a filing under way has an event to come.
    fn check(&self) -> Result<(), String> {
        for tab in self.tabs.iter().flatten() {
            let journey = tab.journey();
            let holds = match (journey.page(), &journey.filing().stage) {
                (Page::Sending, Stage::Sending(Sending { phase, .. })) => match phase {
                    Phase::Agreeing => tab.is_agreement_due,
                    Phase::Requesting => tab.request.is_some(),
                    Phase::Paused(_) => tab.is_attempt_due,
                    Phase::Offered | Phase::TakenByHost => false,
                },
                (Page::Sending, _) => false,
                (Page::Failure(_), stage) => matches!(stage, Stage::Open | Stage::Unresolved { .. }),
                (_, stage) => *stage == Stage::Open,
            };
            if !holds {
                return Err(format!("no way forward: {:?} {:?}", journey.page(), journey.filing().stage));
            }
        }
        Ok(())
    }
}
