//! Seeded mistakes: each one alters the events or the effects of a journey, and the checks must find it.

use guitai::journey::{
    Control, Effect, Event, Journey, Message, Moment, Phase, RequestEnd, Sending, Stage, Timer,
};
use std::rc::Rc;

/// A mistake that an implementation could make.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mistake {
    /// A page of a proxy is taken for a receipt.
    FalseReceipt,
    /// A retry has another key.
    NewKey,
    /// A retry has another body.
    NewBody,
    /// The draft is deleted when the request leaves.
    DraftClearedEarly,
    /// A filing is released after a 503.
    ReleasedWhenBusy,
    /// A filing is kept after a refusal.
    KeptAfterRefusal,
    /// The body of another filing is adopted.
    WrongBodyAdopted,
    /// The body of another tab is ignored.
    BodyNotAdopted,
    /// A 404 is treated like a 500.
    RetriedWithoutEndpoint,
    /// `Retry-After` is ignored.
    RetryAfterIgnored,
    /// A reset does not begin a new session.
    SessionNotRaised,
    /// A request without a network counts as an attempt.
    SentOffline,
    /// The body is sent before the lock is held.
    LockNotWaitedFor,
    /// The headers are not renewed after a 401.
    HeadersNotRenewed,
    /// A repeated upload has another key.
    UploadKeyChanged,
    /// The receipt is not stored.
    ReceiptNotStored,
    /// The frozen body is not stored.
    BodyNotStored,
    /// Deleted answers stay in the storage.
    WipeForgotten,
    /// The timer for the next attempt is not set.
    TimerForgotten,
    /// A kiosk stops counting.
    KioskStopped,
    /// The focus stays where it was.
    FocusForgotten,
}

impl Mistake {
    pub const ALL: [Self; 21] = [
        Self::FalseReceipt,
        Self::NewKey,
        Self::NewBody,
        Self::DraftClearedEarly,
        Self::ReleasedWhenBusy,
        Self::KeptAfterRefusal,
        Self::WrongBodyAdopted,
        Self::BodyNotAdopted,
        Self::RetriedWithoutEndpoint,
        Self::RetryAfterIgnored,
        Self::SessionNotRaised,
        Self::SentOffline,
        Self::LockNotWaitedFor,
        Self::HeadersNotRenewed,
        Self::UploadKeyChanged,
        Self::ReceiptNotStored,
        Self::BodyNotStored,
        Self::WipeForgotten,
        Self::TimerForgotten,
        Self::KioskStopped,
        Self::FocusForgotten,
    ];
}

/// A journey, with or without a mistake.
#[derive(Clone, Debug)]
pub struct Driver {
    journey: Journey,
    mistake: Option<Mistake>,
    /// The keys that were sent, of filings and of files.
    sent: Vec<String>,
}

impl Driver {
    pub fn new(journey: Journey, mistake: Option<Mistake>) -> Self {
        Self { journey, mistake, sent: Vec::new() }
    }

    pub fn journey(&self) -> &Journey {
        &self.journey
    }

    pub fn update(&mut self, moment: Moment, controls: &[Control], event: Event) -> Vec<Effect> {
        let Some(mistake) = self.mistake else { return self.journey.update(moment, controls, event) };
        let moment = Moment { is_online: moment.is_online || mistake == Mistake::SentOffline, ..moment };
        let Some(event) = self.alter_event(mistake, event) else { return Vec::new() };
        let is_sign_in = is_sign_in(&event) && self.is_requesting();
        let mut effects = self.journey.update(moment, controls, event.clone());
        if mistake == Mistake::HeadersNotRenewed && is_sign_in && self.is_requesting() {
            effects = self.journey.update(moment, controls, event);
        }
        if mistake == Mistake::LockNotWaitedFor {
            self.take_lock(moment, &mut effects);
        }
        effects.into_iter().flat_map(|effect| self.alter_effect(mistake, effect)).collect()
    }

    fn is_requesting(&self) -> bool {
        matches!(self.journey.filing().stage, Stage::Sending(Sending { phase: Phase::Requesting, .. }))
    }

    /// Leads with the own body instead of waiting.
    fn take_lock(&mut self, moment: Moment, effects: &mut Vec<Effect>) {
        let locks = effects.iter().filter_map(|effect| match effect {
            Effect::Lock { id } => Some(id.clone()),
            _ => None,
        });
        for id in locks.collect::<Vec<_>>() {
            effects.extend(self.journey.update(moment, &[], Event::Locked { id }));
            effects.extend(self.journey.update(moment, &[], Event::Woke(Timer::Agreement)));
        }
    }

    fn alter_event(&self, mistake: Mistake, event: Event) -> Option<Event> {
        Some(match (mistake, event) {
            (
                Mistake::FalseReceipt,
                Event::RequestEnded { id, end: RequestEnd::Response { status: 200 | 204, body, .. } },
            ) if !body.contains("reference") && !body.contains(&id) => {
                let body = r#"{"reference": "OK"}"#.to_owned();
                Event::RequestEnded { id, end: RequestEnd::Response { status: 200, retry_after: None, body } }
            }
            (
                mistake,
                Event::RequestEnded { id, end: RequestEnd::Response { status, retry_after, body } },
            ) => {
                let status = match (mistake, status) {
                    (Mistake::ReleasedWhenBusy, 503) => 413,
                    (Mistake::KeptAfterRefusal, 422) => 404,
                    (Mistake::RetriedWithoutEndpoint, 404) => 500,
                    _ => status,
                };
                let retry_after = retry_after.filter(|_| mistake != Mistake::RetryAfterIgnored);
                Event::RequestEnded { id, end: RequestEnd::Response { status, retry_after, body } }
            }
            (Mistake::WrongBodyAdopted, Event::MessageReceived(Message::Body { body, .. })) => {
                Event::MessageReceived(Message::Body { id: self.journey.filing().id.clone(), body })
            }
            (Mistake::BodyNotAdopted, Event::MessageReceived(Message::Body { .. })) => return None,
            (Mistake::SessionNotRaised, Event::Input { input, .. }) => {
                Event::Input { session: self.journey.session(), input }
            }
            (Mistake::SessionNotRaised, Event::FileRead { question, file, .. }) => {
                Event::FileRead { session: self.journey.session(), question, file }
            }
            (_, event) => event,
        })
    }

    fn alter_effect(&mut self, mistake: Mistake, effect: Effect) -> Vec<Effect> {
        match (mistake, effect) {
            (Mistake::NewKey | Mistake::NewBody, Effect::Post { id, body }) => {
                vec![self.alter_retry(mistake, id, body)]
            }
            (Mistake::DraftClearedEarly, effect @ Effect::Post { .. }) => vec![effect, Effect::DeleteAll],
            (Mistake::UploadKeyChanged, Effect::Upload(mut file)) => {
                if self.sent.contains(&file.id) {
                    file.id.push('2');
                }
                self.sent.push(file.id.clone());
                vec![Effect::Upload(file)]
            }
            (Mistake::ReceiptNotStored, Effect::SaveDraft(text)) if text.contains("received") => Vec::new(),
            (Mistake::BodyNotStored, Effect::Store { name, .. }) if name == guitai::journey::FILING => {
                Vec::new()
            }
            (Mistake::WipeForgotten, Effect::DeleteAll)
            | (Mistake::TimerForgotten, Effect::Wake { timer: Timer::Attempt, .. })
            | (Mistake::FocusForgotten, Effect::Focus(_)) => Vec::new(),
            (Mistake::KioskStopped, Effect::Wake { timer: Timer::Second, .. })
                if !self.journey.draft().is_empty() =>
            {
                Vec::new()
            }
            (_, effect) => vec![effect],
        }
    }

    /// Changes the key or the body of a filing that was sent before.
    fn alter_retry(&mut self, mistake: Mistake, id: String, body: Rc<str>) -> Effect {
        let is_retry = self.sent.contains(&id);
        self.sent.push(id.clone());
        match mistake {
            Mistake::NewKey if is_retry => {
                let other = format!("{id}-{}", self.sent.len());
                Effect::Post { body: Rc::from(body.replace(&id, &other)), id: other }
            }
            Mistake::NewBody if is_retry => {
                Effect::Post { id, body: Rc::from(body.replace("filed_at", "filed_at2")) }
            }
            _ => Effect::Post { id, body },
        }
    }
}

fn is_sign_in(event: &Event) -> bool {
    let Event::RequestEnded { end, .. } = event else { return false };
    matches!(end, RequestEnd::NoHeaders | RequestEnd::Response { status: 401 | 403, .. })
}
