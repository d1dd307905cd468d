//! Messages and locks between tabs.

use super::tab::Name;
use super::{Checked, World};
use guitai::journey::{Event, Message};

/// The maximum time that a message takes, in milliseconds.
const MESSAGE_MS: u64 = 90;

/// A message on its way.
#[derive(Clone, Debug)]
pub struct Letter {
    pub from: Name,
    pub to: Name,
    pub message: Message,
    pub arrives_at: u64,
}

impl World {
    /// Sends a message to all other tabs. Those of one sender arrive in order.
    pub(super) fn send(&mut self, from: Name, message: &Message) {
        let names: Vec<Name> = self.tabs.iter().map(|tab| tab.name).filter(|name| *name != from).collect();
        for to in names {
            if !self.options.has_locks {
                self.queue.push_back((to, Event::MessageReceived(message.clone())));
                continue;
            }
            let last = self.letters.iter().filter(|letter| letter.from == from && letter.to == to);
            let last = last.map(|letter| letter.arrives_at).max().unwrap_or_default();
            let delay = self.next_random.wrapping_mul(31) % MESSAGE_MS;
            let arrives_at = (self.now + delay).max(last);
            self.counts.add("messages between tabs");
            if delay > 0 {
                self.counts.add("fault: message delayed");
            }
            self.letters.push(Letter { from, to, message: message.clone(), arrives_at });
        }
    }

    pub(super) fn deliver(&mut self, index: usize) -> Checked {
        let letter = self.letters.remove(index);
        if self.letters.iter().take(index).any(|earlier| earlier.to == letter.to) {
            self.counts.add("fault: message arrived before an earlier one");
        }
        self.feed(letter.to, &Event::MessageReceived(letter.message))
    }

    pub(super) fn want_lock(&mut self, name: Name, id: &str) {
        if !self.options.has_locks {
            return;
        }
        let wanted = self.locks.entry(id.to_owned()).or_default();
        wanted.push(name);
        if wanted.len() == 1 {
            self.queue.push_back((name, Event::Locked { id: id.to_owned() }));
        }
    }

    /// Releases a lock, or withdraws the request for it. The next tab gets it.
    pub(super) fn leave_lock(&mut self, name: Name, id: &str) {
        let Some(wanted) = self.locks.get_mut(id) else { return };
        let held = wanted.first() == Some(&name);
        wanted.retain(|own| *own != name);
        if held && let Some(next) = wanted.first() {
            self.queue.push_back((*next, Event::Locked { id: id.to_owned() }));
        }
    }

    /// Releases all locks of a tab that is gone.
    pub(super) fn leave_locks(&mut self, name: Name) {
        let ids: Vec<String> = self.locks.keys().cloned().collect();
        for id in ids {
            self.leave_lock(name, &id);
        }
        self.letters.retain(|letter| letter.to != name);
    }
}
