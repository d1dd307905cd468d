//! Agreement between tabs on the body of a filing.
//!
//! A draft can be open in several tabs: a duplicated tab, or a draft on the device. It is one filing with one body. The tab
//! that holds the lock of the filing sends its body to the others, which remember it and send the same bytes under the
//! same key. A tab that remembers a body waits for the lock, so that it can repeat the body when the first tab is gone.

use super::effect::Effect;
use super::event::{Message, Timer};
use std::rc::Rc;

/// How long to listen, with the lock, for a message of a tab that held it before.
const LISTEN_MS: u32 = 100;
/// How long to listen where the browser has no locks (plain http).
const LISTEN_WITHOUT_LOCKS_MS: u32 = 500;
/// How long to wait for a tab that holds the lock but does not answer.
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
        if let Some(shared) = self.find(id) {
            shared.is_own = true;
            if shared.body.is_some() {
                return shared.body.clone();
            }
            shared.proposal = Some(Rc::clone(body));
        } else {
            let proposal = Some(Rc::clone(body));
            self.shared.push(Shared { id: id.to_owned(), body: None, proposal, is_own: true });
            effects.push(Effect::Lock { id: id.to_owned() });
        }
        effects.push(Effect::Send(Message::Ask { id: id.to_owned() }));
        let milliseconds = if has_locks { LOCK_TIMEOUT_MS } else { LISTEN_WITHOUT_LOCKS_MS };
        effects.push(Effect::Wake { timer: Timer::Agreement, milliseconds });
        None
    }

    /// This tab holds the lock: it repeats the body if it has one, else listens before it sends its own.
    pub fn locked(&mut self, id: &str, effects: &mut Vec<Effect>) {
        let Some(shared) = self.find(id) else {
            effects.push(Effect::Unlock { id: id.to_owned() });
            return;
        };
        match &shared.body {
            Some(body) => effects.push(say(id, body)),
            None => effects.push(Effect::Wake { timer: Timer::Agreement, milliseconds: LISTEN_MS }),
        }
    }

    /// No other tab answered: the body of this tab is the one.
    pub fn lead(&mut self, id: &str, effects: &mut Vec<Effect>) -> Option<Rc<str>> {
        let shared = self.find(id)?;
        let body = shared.proposal.take()?;
        shared.body = Some(Rc::clone(&body));
        effects.push(say(id, &body));
        Some(body)
    }

    /// Handles a message. `current` is the filing of this tab's draft. Returns the body if this tab waits for it.
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

    /// The backend has the filing. Other tabs with its draft get the same receipt, also when this tab begins another filing.
    pub fn keep(&mut self, id: &str) {
        if let Some(shared) = self.find(id) {
            shared.is_own = false;
        }
    }

    /// The filings of this tab were refused or given up, and it may no longer have the draft of the others.
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
