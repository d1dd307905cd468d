//! The host page, and files that the browser reads.

use super::tab::{Chosen, Reading};
use super::{Checked, World};
use crate::random::Random;
use guitai::journey::Event;
use guitai::reply::{Reply, receipt, rejection};

impl World {
    /// The host page, which sends a filing itself, reports an outcome. It may also never do so.
    pub(super) fn answer_as_host(&mut self, random: &mut Random) -> Checked {
        let Some(at) = self.tabs.iter().position(|tab| tab.with_host.is_some()) else { return Ok(()) };
        let Some((id, body)) = self.tabs[at].with_host.take() else { return Ok(()) };
        let name = self.tabs[at].name;
        let (reply, status) = match random.below(6) {
            0 => {
                self.counts.add("fault: host page rejected without an outcome");
                rejection(r#"{"status": 503, "title": "later"}"#, &id)
            }
            1 => {
                self.counts.add("fault: host page lost the response");
                self.backend.receive(&id, &body, random, &mut self.counts);
                (Reply::Unknown, Some(502))
            }
            _ => {
                let response = self.backend.receive(&id, &body, random, &mut self.counts);
                let receipt = receipt(&response.body, &id).filter(|_| response.status < 300);
                if let Some(receipt) = receipt {
                    self.counts.add("host page accepted");
                    (Reply::Received(receipt), None)
                } else {
                    self.counts.add("host page rejected");
                    (Reply::read(response.status, &response.body, None, &id), Some(response.status))
                }
            }
        };
        self.feed(name, &Event::HostReplied { id, reply, status })
    }

    /// A file was read, perhaps after the session for which it was chosen.
    pub(super) fn finish_reading(&mut self, random: &mut Random) -> Checked {
        let tabs = self.tabs.iter().enumerate().filter(|(_, tab)| !tab.reading.is_empty());
        let Some(at) = tabs.map(|(at, _)| at).next() else { return self.act(random) };
        let tab = &mut self.tabs[at];
        let index = random.below(tab.reading.len());
        let Reading { session, wipes, what } = tab.reading.remove(index);
        let name = tab.name;
        if wipes != tab.wipes {
            self.counts.add("fault: file read after a reset");
        }
        let (event, expected) = match what {
            Chosen::File { question, file } => (Event::FileRead { session, question, file }, None),
            Chosen::Draft { text, answers } => (Event::DraftFileRead { session, text }, answers),
        };
        if let Some(answers) = &expected {
            // Its files are stored again.
            self.tabs[at].dead.retain(|id| answers.files.iter().all(|file| file.id != *id));
        }
        self.expect_import(expected.filter(|_| wipes == self.tabs[at].wipes));
        self.expect_ignored(wipes != self.tabs[at].wipes);
        self.feed(name, &event)
    }
}
