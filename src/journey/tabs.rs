//! Agreement between tabs on the body of a filing.
//!
//! A draft can be open in several tabs: a duplicated tab, or a draft on the device. It is one filing with one
//! body. The tab that holds the lock of the filing sends its body to the others, which keep it and send the
//! same bytes with the same key. A tab that keeps a body waits for the lock, so that it can repeat the body
//! after the first tab is closed.

use super::effect::Effect;
use super::event::{Message, Timer};
use std::rc::Rc;

/// The time in which a tab with the lock waits for a message of a tab that had it before.
const LISTEN_MS: u32 = 100;
/// The time in which a tab waits for messages if the browser has no locks (plain http).
const LISTEN_WITHOUT_LOCKS_MS: u32 = 500;
/// The time in which a tab waits for a tab that holds the lock but does not answer.
const LOCK_TIMEOUT_MS: u32 = 10_000;

/// The filings that this tab shares with others.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tabs {
    shared: Vec<Shared>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Shared {
    id: String,
    /// The body on which the tabs agreed.
    body: Option<Rc<str>>,
    /// The body of this tab, until the tabs agree.
    proposal: Option<Rc<str>>,
    /// Whether this tab files it too, and has no receipt.
    is_own: bool,
    /// Whether this tab has the lock. A tab without it waits longer for messages.
    has_lock: bool,
}

impl Tabs {
    /// Proposes a body. Returns the body on which the tabs agreed, if they did.
    pub fn propose(
        &mut self,
        id: &str,
        body: &Rc<str>,
        has_locks: bool,
        effects: &mut Vec<Effect>,
    ) -> Option<Rc<str>> {
        let mut has_lock = false;
        if let Some(shared) = self.find(id) {
            shared.is_own = true;
            if shared.body.is_some() {
                return shared.body.clone();
            }
            shared.proposal = Some(Rc::clone(body));
            has_lock = shared.has_lock;
        } else {
            let proposal = Some(Rc::clone(body));
            self.shared.push(Shared { id: id.to_owned(), body: None, proposal, is_own: true, has_lock });
            effects.push(Effect::Lock { id: id.to_owned() });
        }
        effects.push(Effect::Send(Message::Ask { id: id.to_owned() }));
        let milliseconds = match (has_locks, has_lock) {
            (true, true) => LISTEN_MS,
            (true, false) => LOCK_TIMEOUT_MS,
            (false, _) => LISTEN_WITHOUT_LOCKS_MS,
        };
        effects.push(Effect::Wake { timer: Timer::Agreement, milliseconds });
        None
    }

    /// Returns the body on which the tabs agreed.
    pub fn agreed(&mut self, id: &str) -> Option<Rc<str>> {
        self.find(id)?.body.clone()
    }

    /// Handles the lock: repeats the agreed body if there is one, else waits for messages before it sends its
    /// own body.
    pub fn locked(&mut self, id: &str, effects: &mut Vec<Effect>) {
        let Some(shared) = self.find(id) else {
            effects.push(Effect::Unlock { id: id.to_owned() });
            return;
        };
        shared.has_lock = true;
        match &shared.body {
            Some(body) => effects.push(say(id, body)),
            None => effects.push(Effect::Wake { timer: Timer::Agreement, milliseconds: LISTEN_MS }),
        }
    }

    /// Makes the body of this tab the agreed one, because no other tab answered.
    pub fn lead(&mut self, id: &str, effects: &mut Vec<Effect>) -> Option<Rc<str>> {
        let shared = self.find(id)?;
        let body = shared.proposal.take()?;
        shared.body = Some(Rc::clone(&body));
        effects.push(say(id, &body));
        Some(body)
    }

    /// Handles a message. `current` is the filing of this tab's draft. Returns the body if this tab waits for
    /// it.
    pub fn receive(&mut self, message: Message, current: &str, effects: &mut Vec<Effect>) -> Option<Rc<str>> {
        match message {
            Message::Ask { id } => {
                let body = self.find(&id)?.body.clone()?;
                effects.push(say(&id, &body));
                None
            }
            Message::Body { id, body } => match self.find(&id) {
                Some(shared) => {
                    let agreed = shared.body.get_or_insert(body).clone();
                    shared.proposal.take().map(|_| agreed)
                }
                None if id == current => {
                    self.shared.push(Shared {
                        id: id.clone(),
                        body: Some(body),
                        proposal: None,
                        is_own: false,
                        has_lock: false,
                    });
                    effects.push(Effect::Lock { id });
                    None
                }
                None => None,
            },
            Message::Released { id } => {
                if self.find(&id).is_some_and(|shared| !shared.is_own) {
                    self.drop(&|shared| shared.id == id, effects);
                }
                None
            }
        }
    }

    /// Keeps the filing that the backend has, so that other tabs with its draft get the same receipt, even
    /// after this tab starts another filing.
    pub fn keep(&mut self, id: &str) {
        if let Some(shared) = self.find(id) {
            shared.is_own = false;
        }
    }

    /// Announces to other tabs that the filings of this tab were refused or given up, and removes all shared
    /// filings, because this tab may no longer have the draft of the others.
    pub fn release(&mut self, effects: &mut Vec<Effect>) {
        for shared in self.shared.iter().filter(|shared| shared.is_own) {
            effects.push(Effect::Send(Message::Released { id: shared.id.clone() }));
        }
        self.drop(&|_| true, effects);
    }

    fn drop(&mut self, goes: &dyn Fn(&Shared) -> bool, effects: &mut Vec<Effect>) {
        for shared in self.shared.extract_if(.., |shared| goes(shared)) {
            effects.push(Effect::Unlock { id: shared.id });
        }
    }

    fn find(&mut self, id: &str) -> Option<&mut Shared> {
        self.shared.iter_mut().find(|shared| shared.id == id)
    }
}

fn say(id: &str, body: &Rc<str>) -> Effect {
    Effect::Send(Message::Body { id: id.to_owned(), body: Rc::clone(body) })
}
