//! The state of two tabs, the messages and requests between them, and the backend.

use crate::mistakes::{Driver, Mistake};
use guitai::config::Config;
use guitai::content::Content;
use guitai::form::Form;
use guitai::journey::{Effect, Event, Journey, Message, Moment, Options, Page, RequestEnd, Stored, Timer};
use std::collections::{BTreeMap, VecDeque};
use std::fmt::Write;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::rc::Rc;

/// One question: the smaller the form, the faster a state is compared.
const FORM: &str = r#"{"id": "tiny", "version": "1", "languages": ["en"], "title": {"en": "Tiny"}, "notices": [], "steps": [
  {"id": "one", "title": {"en": "One"}, "questions": [{"id": "name", "kind": "text", "label": {"en": "Name"}}]}]}"#;

/// The id of the draft that both tabs have.
const DRAFT: &str = "01a1fbd4-f500-7000-8000-000000000001";

#[derive(Clone)]
pub struct State {
    pub tabs: [Option<Tab>; 2],
    /// Messages to each tab.
    pub letters: [VecDeque<Message>; 2],
    /// The tabs that hold or want each lock; the first one holds it.
    pub locks: BTreeMap<String, Vec<usize>>,
    /// Copies of requests that may still reach the backend.
    pub ghosts: Vec<(String, Rc<str>)>,
    /// The stored submissions.
    pub rows: BTreeMap<String, Rc<str>>,
    /// Bodies that the backend refused.
    pub refused: Vec<Rc<str>>,
    /// The first body that was sent with each key.
    pub bodies: BTreeMap<String, Rc<str>>,
    pub has_locks: bool,
    pub attempts: u32,
}

/// A tab. What it holds is shared between states until it changes.
#[derive(Clone)]
pub struct Tab {
    pub driver: Rc<Driver>,
    /// A hash of the journey.
    journey_key: u64,
    pub is_agreement_due: bool,
    pub is_attempt_due: bool,
    /// Locks that were granted and not yet reported.
    pub granted: Option<String>,
    pub request: Option<(String, Rc<str>)>,
    /// Requests so far.
    pub posts: u32,
    pub has_adopted: bool,
}

impl State {
    pub fn new(has_locks: bool, attempts: u32, mistake: Option<Mistake>) -> Self {
        let form = Rc::new(Form::read(FORM).unwrap());
        let tab = |name: &str| {
            // One of them was edited after it was duplicated.
            let draft = format!(
                r#"{{"version": "1", "id": "{DRAFT}", "page": "review", "entries": {{"name": "{name}"}}}}"#
            );
            let stored = Stored { draft: Some(draft), ..Stored::default() };
            let options = Options { has_locks, ..Options::default() };
            let content = Content::new(Rc::clone(&form), Rc::new(Config::default()), &options.lang);
            let (journey, _) = Journey::start(content, options, &stored, moment(0));
            Tab::new(Driver::new(journey, mistake))
        };
        Self {
            tabs: [Some(tab("Ann")), Some(tab("Bob"))],
            letters: [VecDeque::new(), VecDeque::new()],
            locks: BTreeMap::new(),
            ghosts: Vec::new(),
            rows: BTreeMap::new(),
            refused: Vec::new(),
            bodies: BTreeMap::new(),
            has_locks,
            attempts,
        }
    }

    pub fn has_receipt(&self) -> bool {
        self.tabs.iter().flatten().any(|tab| matches!(tab.journey().page(), Page::Receipt(_)))
    }

    pub fn has_adopted(&self) -> bool {
        self.tabs.iter().flatten().any(|tab| tab.has_adopted)
    }

    /// A hash of everything that decides what can follow.
    pub fn key(&self) -> u64 {
        let mut hasher = DefaultHasher::new();
        for tab in &self.tabs {
            let own = tab.as_ref().map(|tab| {
                let due = (tab.is_agreement_due, tab.is_attempt_due, tab.has_adopted);
                (tab.journey_key, due, &tab.granted, &tab.request, tab.posts)
            });
            own.hash(&mut hasher);
        }
        for letter in self.letters.iter().map(|letters| letters.iter().map(text).collect::<Vec<_>>()) {
            letter.hash(&mut hasher);
        }
        let mut ghosts = self.ghosts.clone();
        ghosts.sort();
        (&self.locks, ghosts, &self.rows, &self.refused, &self.bodies).hash(&mut hasher);
        hasher.finish()
    }

    /// Gives an event to a tab and executes the effects.
    pub fn feed(&mut self, at: usize, event: Event) -> Result<(), String> {
        let Some(tab) = &mut self.tabs[at] else { return Ok(()) };
        let id = tab.journey().filing().id.clone();
        let frozen = tab.journey().filing().body().cloned();
        let may_change = may_change_id(&event);
        let effects = Rc::make_mut(&mut tab.driver).update(moment(at), &[], event);
        tab.journey_key = key(tab.journey());
        tab.has_adopted |=
            frozen.is_some_and(|frozen| tab.journey().filing().body().is_some_and(|own| *own != frozen));
        let page = tab.journey().page().clone();
        if let Page::Receipt(receipt) = &page
            && !self.rows.contains_key(&receipt.id)
        {
            return Err(format!("a receipt for {} without a row", receipt.id));
        }
        let next = tab.journey().filing().id.clone();
        for effect in effects {
            self.execute(at, effect)?;
        }
        if id == next || may_change { Ok(()) } else { Err(format!("tab {at}: {id} becomes {next}")) }
    }

    fn execute(&mut self, at: usize, effect: Effect) -> Result<(), String> {
        let Some(tab) = &mut self.tabs[at] else { return Ok(()) };
        match effect {
            Effect::Offer { id, .. } => return self.feed(at, Event::Offered { id, taken: false }),
            Effect::Post { id, body } => {
                let first = self.bodies.entry(id.clone()).or_insert_with(|| Rc::clone(&body));
                if *first != body || tab.journey().filing().id != id {
                    return Err(format!("tab {at}: {id} is sent with\n{body}\nand\n{first}"));
                }
                tab.posts += 1;
                tab.request = Some((id, body));
            }
            Effect::Abort => {
                let aborted = tab.request.take();
                self.haunt(aborted);
            }
            Effect::Wake { timer: Timer::Agreement, .. } => tab.is_agreement_due = true,
            Effect::Wake { timer: Timer::Attempt, .. } => tab.is_attempt_due = true,
            Effect::Send(message) => {
                let is_there = self.tabs[1 - at].is_some();
                self.letters[1 - at].extend(is_there.then_some(message));
            }
            Effect::Lock { id } if self.has_locks => {
                let wanted = self.locks.entry(id.clone()).or_default();
                wanted.push(at);
                if wanted.len() == 1 {
                    tab.granted = Some(id);
                }
            }
            Effect::Unlock { id } => self.leave_lock(at, &id),
            _ => {}
        }
        Ok(())
    }

    pub fn leave_lock(&mut self, at: usize, id: &str) {
        let Some(wanted) = self.locks.get_mut(id) else { return };
        let was_held = wanted.first() == Some(&at);
        wanted.retain(|own| *own != at);
        let next = wanted.first().copied().filter(|_| was_held);
        if let Some(tab) = next.and_then(|next| self.tabs[next].as_mut()) {
            tab.granted = Some(id.to_owned());
        }
    }

    /// A request that was aborted, repeated or left by a closed tab may still arrive.
    pub fn haunt(&mut self, request: Option<(String, Rc<str>)>) {
        if let Some(request) = request.filter(|request| !self.ghosts.contains(request)) {
            self.ghosts.push(request);
        }
    }
}

impl Tab {
    fn new(driver: Driver) -> Self {
        let journey_key = key(driver.journey());
        Self {
            driver: Rc::new(driver),
            journey_key,
            is_agreement_due: false,
            is_attempt_due: false,
            granted: None,
            request: None,
            posts: 0,
            has_adopted: false,
        }
    }

    pub fn journey(&self) -> &Journey {
        self.driver.journey()
    }
}

/// An id is given up only if its outcome is certain or somebody gave it up.
fn may_change_id(event: &Event) -> bool {
    match event {
        Event::RequestEnded { end: RequestEnd::Response { status, .. }, .. } => matches!(status, 201 | 422),
        Event::Input { .. } | Event::MessageReceived(Message::Released { .. }) => true,
        _ => false,
    }
}

/// The clock stands still. Each tab makes ids of its own.
fn moment(tab: usize) -> Moment {
    let random = [u8::try_from(tab).unwrap_or_default() + 2; 16];
    Moment { milliseconds: crate::setup::START, random, is_online: true }
}

/// A hash of the whole journey, with its private parts.
fn key(journey: &Journey) -> u64 {
    let mut hash = Hash64(DefaultHasher::new());
    let _ = write!(hash, "{journey:?}");
    hash.0.finish()
}

/// Hashes what is written.
struct Hash64(DefaultHasher);

impl Write for Hash64 {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        text.hash(&mut self.0);
        Ok(())
    }
}

fn text(message: &Message) -> (u8, &str, &str) {
    match message {
        Message::Ask { id } => (0, id, ""),
        Message::Body { id, body } => (1, id, body),
        Message::Released { id } => (2, id, ""),
    }
}
