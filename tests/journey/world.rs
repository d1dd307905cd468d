//! A hostile world around one to three tabs that run the shipped journey.
//!
//! The network loses, delays, repeats and damages; the backend is busy, down or asks to sign in; tabs are
//! duplicated, reloaded and closed; the disk is full; the clock jumps; the host page sends filings itself,
//! throws and resets. After every event all rules are checked.
//!
//! Assumptions: messages between tabs are reliable, in order from one sender, and arrive within less than the
//! shortest time for which a tab listens (100 ms). Without locks they arrive before the next event. A tab
//! that holds a lock is not frozen by the browser. A host page that sends filings itself handles copies of
//! a draft itself.

mod backend;
mod channel;
mod checks;
mod counts;
mod effects;
mod events;
mod faults;
mod filling;
mod fixtures;
mod network;
mod page;
mod person;
mod rules;
mod store;
mod tab;
mod time;

pub use counts::Counts;
pub use rules::{Checked, Rule, Violation};

use crate::mistakes::{Driver, Mistake};
use crate::random::Random;
use backend::Backend;
use channel::Letter;
use fixtures::{FIXTURES, Fixture};
use guitai::config::Config;
use guitai::content::Content;
use guitai::draft::Draft;
use guitai::journey::{Event, Journey, Moment, Options, Storage};
use guitai::validate::Mode;
use network::Request;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::rc::Rc;
use store::Store;
use tab::{Name, Tab};

/// 2026-11-21T10:00:00+08:00, the day of the golden submissions, in milliseconds since 1970.
const START: u64 = 1_795_226_400_000;

/// The maximum number of characters of a line of a story.
const LINE: usize = 300;

/// What the host page does with `guitai-submit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Host {
    Leaves,
    Takes,
    /// Any of both, or its handler throws.
    Varies,
}

pub struct World {
    fixture: &'static Fixture,
    options: Options,
    host: Host,
    /// Milliseconds since 1970.
    now: u64,
    /// How far the clock of the device is ahead, in milliseconds.
    clock: i64,
    /// When the clock was set last.
    clock_set_at: u64,
    is_online: bool,
    is_disk_full: bool,
    backend: Backend,
    tabs: Vec<Tab>,
    requests: Vec<Request>,
    /// Copies of requests that may still reach the backend.
    ghosts: Vec<(String, Rc<str>)>,
    letters: Vec<Letter>,
    /// The tabs that hold or want each lock; the first one holds it.
    locks: BTreeMap<String, Vec<Name>>,
    /// Storage of the device, for `local`.
    device: Store,
    /// The tabs that wrote to it since everything was deleted.
    device_writers: BTreeSet<Name>,
    /// Events that follow at once.
    queue: VecDeque<(Name, Event)>,
    /// Answers to requests that were aborted.
    late: Vec<(Name, Event)>,
    /// Saved drafts and the answers in them.
    exports: Vec<(String, Draft)>,
    /// The first body that was sent with each key.
    bodies: BTreeMap<String, Rc<str>>,
    /// Keys whose body the host page sends, or whose body is not stored where a copy of the draft was opened.
    excused: BTreeSet<String>,
    expected: checks::Expected,
    /// Ends the tab after so many effects of the next event.
    cut: Option<usize>,
    next_name: Name,
    next_file: u32,
    next_random: u64,
    mistake: Option<Mistake>,
    story: Option<Vec<String>>,
    pub counts: Counts,
}

impl World {
    /// A world with one tab. The seed selects the workflow, the answers, the settings and the start.
    pub fn new(seed: u64, mistake: Option<Mistake>) -> Result<Self, Violation> {
        let random = &mut Random::new(seed);
        let fixture = {
            let workflow = random.pick(&FIXTURES);
            random.pick(workflow)
        };
        let storage = *random.pick(&[
            Storage::Session,
            Storage::Session,
            Storage::Session,
            Storage::Local,
            Storage::Local,
            Storage::Memory,
        ]);
        let mut options = fixture.options(storage);
        if options.mode == Mode::Kiosk || (options.mode == Mode::Web && random.below(8) == 0) {
            options.mode = Mode::Kiosk;
            options.storage = Storage::Memory;
            options.idle_timeout = *random.pick(&[5, 40, 120]);
        }
        options.uploads_files = random.below(4) == 0;
        options.has_locks = random.below(4) > 0;
        options.has_endpoint = random.below(20) > 0;
        options.prefill = (random.below(6) == 0).then(|| r#"{"name": "測試員", "unknown": "x"}"#.to_owned());
        let host = *random.pick(&[Host::Leaves, Host::Leaves, Host::Leaves, Host::Varies, Host::Takes]);
        let mut world = Self::empty(fixture, options, host, mistake);
        let starts_at_review = random.below(3) > 0;
        let mut store = Store::default();
        if starts_at_review {
            let id = world.moment().new_id();
            store.draft = Some(fixture.stored(&id, random.below(2) == 0));
            let files =
                fixture.files.iter().map(|file| (file.id.clone(), file.content.clone().unwrap_or_default()));
            store.contents = files.collect();
        }
        if world.options.storage == Storage::Local {
            world.device = store.clone();
        }
        // A duplicated tab has the same draft.
        let is_duplicated = world.options.storage != Storage::Memory && random.below(4) == 0;
        if is_duplicated {
            world.open(store.clone(), false)?;
        }
        world.open(store, false)?;
        world.settle()?;
        Ok(world)
    }

    fn empty(fixture: &'static Fixture, options: Options, host: Host, mistake: Option<Mistake>) -> Self {
        Self {
            fixture,
            options,
            host,
            now: START,
            clock: 0,
            clock_set_at: START,
            is_online: true,
            is_disk_full: false,
            backend: Backend::default(),
            tabs: Vec::new(),
            requests: Vec::new(),
            ghosts: Vec::new(),
            letters: Vec::new(),
            locks: BTreeMap::new(),
            device: Store::default(),
            device_writers: BTreeSet::new(),
            queue: VecDeque::new(),
            late: Vec::new(),
            exports: Vec::new(),
            bodies: BTreeMap::new(),
            excused: BTreeSet::new(),
            expected: checks::Expected::default(),
            cut: None,
            next_name: 0,
            next_file: 0,
            next_random: 0,
            mistake,
            story: None,
            counts: Counts::default(),
        }
    }

    /// Writes down what happens, to be printed with a violation.
    pub fn record(&mut self) {
        let setup = format!("{} {:?} {:?}", self.fixture.name, self.host, self.options);
        self.story = Some(vec![setup]);
    }

    /// What happened, a line for each event.
    pub fn story(&self) -> String {
        self.story.as_deref().unwrap_or_default().join("\n")
    }

    fn tell(&mut self, line: impl FnOnce() -> String) {
        if let Some(story) = &mut self.story {
            story.push(line().chars().take(LINE).collect());
        }
    }

    /// Does one thing; the number selects it.
    pub fn step(&mut self, number: u64) -> Checked {
        let random = &mut Random::new(number);
        if self.tabs.is_empty() {
            self.reopen()?;
        }
        let has_requests = !self.requests.is_empty();
        match random.below(100) {
            0..=7 => self.inflict(random)?,
            8..=15 => self.pass_long(random)?,
            16..=22 => self.finish_reading(random)?,
            23..=26 => self.stray(random)?,
            27..=64 if has_requests => self.advance_request(random)?,
            65..=70 if self.tabs.iter().any(|tab| tab.with_host.is_some()) => self.answer_as_host(random)?,
            _ => self.act(random)?,
        }
        self.settle()?;
        self.check_step()?;
        self.pass(random.below(300) as u64)?;
        self.settle()?;
        self.check_step()
    }

    fn find(&self, name: Name) -> Option<usize> {
        self.tabs.iter().position(|tab| tab.name == name)
    }

    /// The circumstances of an event. All random bytes are different.
    fn moment(&mut self) -> Moment {
        self.next_random += 1;
        let mut random = [0; 16];
        let low = self.next_random.wrapping_mul(7919) & 0xffff;
        random[8..].copy_from_slice(&((self.next_random << 16) | low).to_be_bytes());
        Moment { milliseconds: self.clock(), random, is_online: self.is_online }
    }

    /// The clock of the device, in milliseconds since 1970.
    fn clock(&self) -> u64 {
        self.now.saturating_add_signed(self.clock)
    }

    /// Opens a tab with a stored draft.
    fn open(&mut self, store: Store, is_recovered: bool) -> Checked {
        self.next_name += 1;
        let name = self.next_name;
        self.tell(|| format!("tab {name} opens, recovered: {is_recovered}, stored: {:?}", store.draft));
        let moment = self.moment();
        let options = self.options.clone();
        let (form, config) = (self.fixture.form(), Rc::new(Config::default()));
        let content = Content::new(form, config, &options.lang);
        let (journey, effects) = Journey::start(content, options, &store.stored(is_recovered), moment);
        let disk = if self.options.storage == Storage::Session { store.clone() } else { Store::default() };
        let driver = Driver::new(journey, self.mistake);
        let mut tab = Tab::new(name, driver, disk, store, self.now);
        tab.is_unsaved = true;
        if !tab.journey().filing().is_open() {
            tab.may_be_sent.insert(tab.journey().filing().id.clone());
        }
        self.tabs.push(tab);
        let at = self.tabs.len() - 1;
        self.check_start(at, is_recovered)?;
        self.perform(at, &effects)?;
        self.queue.push_back((name, Event::Drawn));
        Ok(())
    }
}
