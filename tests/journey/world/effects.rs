//! Executes the effects of a journey, as the browser does.

use super::network::{Parcel, Request};
use super::rules::{Rule, require};
use super::tab::{Attempts, Chosen, Name, Reading};
use super::{Checked, Host, World};
use crate::random::Random;
use guitai::content::Content;
use guitai::journey::{Action, UserInput};
use guitai::journey::{Effect, Event, FILING, HostEvent, Message, RequestEnd, Storage};
use std::rc::Rc;

impl World {
    /// Executes effects in order.
    pub(super) fn perform(&mut self, at: usize, effects: &[Effect]) -> Checked {
        let for_host = |effect: &&Effect| matches!(effect, Effect::Emit(_));
        let first = effects.iter().position(|effect| for_host(&effect)).unwrap_or(effects.len());
        require(Rule::Stored, effects.iter().skip(first).all(|effect| for_host(&effect)), || {
            format!("a handler of the host page may prevent effects: {effects:?}")
        })?;
        effects.iter().try_for_each(|effect| self.execute(at, effect))
    }

    fn execute(&mut self, at: usize, effect: &Effect) -> Checked {
        self.check_forgotten(at, effect)?;
        self.store(at, effect);
        let name = self.tabs[at].name;
        match effect {
            Effect::Offer { id, body } => self.offer(at, id, body),
            Effect::Post { id, body } => {
                self.check_post(at, id, body)?;
                let parcel = Parcel::Filing { id: id.clone(), body: Rc::clone(body) };
                self.requests.push(Request::new(name, parcel, self.now));
            }
            Effect::Upload(file) => {
                self.check_upload(at, file)?;
                self.requests.push(Request::new(name, Parcel::File(file.clone()), self.now));
            }
            Effect::Abort => self.abort(name),
            Effect::Lock { id } => self.want_lock(name, id),
            Effect::Unlock { id } => self.leave_lock(name, id),
            Effect::Send(message) => self.send(name, message),
            Effect::Wake { timer, milliseconds } => {
                let due = self.now + u64::from(*milliseconds);
                self.tabs[at].set_timer(*timer, Some(due));
            }
            Effect::Emit(event) => self.dispatch(at, event),
            Effect::ReadDraftFile => self.read_draft_file(at),
            Effect::Download { text, .. } => {
                let answers = self.tabs[at].journey().draft().clone();
                self.exports.push((text.clone(), answers));
            }
            Effect::LoadList { list, .. } => {
                // Half of the lists never arrive.
                if self.next_random.is_multiple_of(2) {
                    let json = "{}".to_owned();
                    self.queue.push_back((name, Event::ListLoaded { list: list.clone(), json }));
                }
            }
            Effect::SetLanguage(tag) => {
                self.options.lang.clone_from(tag);
                let journey = self.tabs[at].journey();
                let content = Content::new(journey.form().clone(), journey.config().clone(), tag);
                let options = self.options.clone();
                self.queue.push_back((name, Event::ContentChanged(content)));
                self.queue.push_back((name, Event::OptionsChanged(options)));
            }
            Effect::Draw
            | Effect::Focus(_)
            | Effect::SaveDraft(_)
            | Effect::Store { .. }
            | Effect::Delete { .. }
            | Effect::DeleteAll
            | Effect::ReadFiles { .. }
            | Effect::Print => {}
        }
        Ok(())
    }

    /// Writes to the memory of the page and to the disk.
    fn store(&mut self, at: usize, effect: &Effect) {
        let is_full = self.is_disk_full;
        let tab = &mut self.tabs[at];
        tab.memory.execute(effect, false);
        if matches!(effect, Effect::SaveDraft(_)) {
            tab.is_unsaved = false;
        }
        let is_lost = match self.options.storage {
            Storage::Memory => false,
            Storage::Session => tab.disk.execute(effect, is_full),
            Storage::Local => {
                let name = tab.name;
                self.write_to_device(name, effect)
            }
        };
        if is_lost {
            self.counts.add("fault: write lost, disk full");
        }
    }

    fn write_to_device(&mut self, name: Name, effect: &Effect) -> bool {
        let is_write = matches!(
            effect,
            Effect::SaveDraft(_) | Effect::Store { .. } | Effect::Delete { .. } | Effect::DeleteAll
        );
        if matches!(effect, Effect::DeleteAll) {
            self.device_writers.clear();
        }
        if is_write {
            self.device_writers.insert(name);
        }
        self.device.execute(effect, self.is_disk_full)
    }

    /// Offers the filing to the host page, which takes it over, leaves it to the form, replies at once, or
    /// throws.
    fn offer(&mut self, at: usize, id: &str, body: &Rc<str>) {
        self.counts.add("filings frozen or sent again");
        let started = self.clock() / 1000;
        let tab = &mut self.tabs[at];
        tab.attempts = Attempts { may_post: true, started, ..Attempts::default() };
        let name = tab.name;
        let taken = match self.host {
            Host::Leaves => false,
            Host::Takes => true,
            Host::Varies => Random::new(self.next_random).below(2) == 0,
        };
        if taken {
            self.counts.add("filings taken by the host page");
            // Other tabs do not learn of it.
            self.excused.insert(id.to_owned());
            self.tabs[at].with_host = Some((id.to_owned(), Rc::clone(body)));
            self.tabs[at].may_be_sent.insert(id.to_owned());
        } else if self.host == Host::Varies {
            self.counts.add("fault: handler of the host page threw");
        }
        self.queue.push_back((name, Event::Offered { id: id.to_owned(), taken }));
    }

    fn dispatch(&mut self, at: usize, event: &HostEvent) {
        let tab = &mut self.tabs[at];
        match event {
            HostEvent::Submitted { .. } => self.counts.add("receipts shown"),
            HostEvent::Reset { reason } => {
                tab.wipes += 1;
                // A reset by the person can be undone.
                tab.is_wiped = *reason != "person";
                if tab.is_wiped {
                    self.counts.add("answers wiped");
                    tab.with_host = None;
                }
            }
            HostEvent::Failed { .. } => self.counts.add("failures shown"),
            HostEvent::Invalid { .. } => self.counts.add("problems shown"),
            HostEvent::Ready { .. } | HostEvent::Step { .. } => {}
        }
    }

    /// Reads a saved draft: one of this walk, a damaged one, or none that can be read.
    fn read_draft_file(&mut self, at: usize) {
        let random = &mut Random::new(self.next_random);
        let (text, answers) = match (random.below(4), self.exports.is_empty()) {
            (0, _) => (None, None),
            (1, false) => {
                let (text, _) = random.pick(&self.exports);
                let middle = (0..=text.len() / 2)
                    .rev()
                    .find(|index| text.is_char_boundary(*index))
                    .unwrap_or_default();
                (Some(text[..middle].to_owned()), None)
            }
            (_, false) => {
                let (text, answers) = random.pick(&self.exports).clone();
                (Some(text), Some(answers))
            }
            _ => (Some("{}".to_owned()), None),
        };
        let tab = &mut self.tabs[at];
        let (session, wipes) = (tab.journey().session(), tab.wipes);
        tab.reading.push(Reading { session, wipes, what: Chosen::Draft { text, answers } });
    }

    /// Aborts the request of a tab. Its copy may still reach the backend, and its response may be on the way.
    fn abort(&mut self, name: Name) {
        let (aborted, others) = self.requests.drain(..).partition(|request: &Request| request.tab == name);
        self.requests = others;
        for request in aborted as Vec<Request> {
            self.counts.add("requests aborted");
            if let Some(end) = request.end.clone() {
                self.late.push((name, request.event(end)));
            } else if self.next_random.is_multiple_of(2) {
                self.late.push((name, request.event(RequestEnd::Broken { status: None })));
            } else if let Parcel::Filing { id, body } = request.parcel {
                self.ghosts.push((id, body));
            }
        }
    }

    /// After a wipe, nothing of the session is stored or sent.
    fn check_forgotten(&self, at: usize, effect: &Effect) -> Checked {
        let tab = &self.tabs[at];
        if tab.dead.is_empty() {
            return Ok(());
        }
        let is_dead = |text: &str| tab.dead.iter().any(|id| text.contains(id.as_str()));
        let sends = match effect {
            Effect::Post { id, .. } | Effect::Offer { id, .. } | Effect::Send(Message::Body { id, .. }) => {
                is_dead(id)
            }
            Effect::Upload(file) => is_dead(&file.id),
            Effect::Store { name, content } => is_dead(name) || (name == FILING && is_dead(content)),
            Effect::SaveDraft(text) => is_dead(text),
            _ => false,
        };
        require(Rule::Forgotten, !sends, || format!("tab {} after a wipe: {effect:?}", tab.name))
    }
}

/// Whether the event asks for all answers to be deleted.
pub fn asks_to_delete(event: &Event) -> bool {
    match event {
        Event::Reset => true,
        Event::Input { input, .. } => matches!(input, UserInput::Pressed(Action::Restart)),
        _ => false,
    }
}
