//! A tab: a journey and everything of it that the browser holds.

use super::store::Store;
use crate::mistakes::Driver;
use guitai::draft::Draft;
use guitai::journey::{Journey, Page, ReadFile, Stage, Timer};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Number of a tab; never reused.
pub type Name = u32;

pub struct Tab {
    pub name: Name,
    pub driver: Driver,
    /// The storage of this tab.
    pub disk: Store,
    /// The texts that the page holds in memory, also if they could not be written.
    pub memory: Store,
    /// When each timer expires.
    pub timers: [Option<u64>; 3],
    /// Files that are being read.
    pub reading: Vec<Reading>,
    /// A filing that the host page sends.
    pub with_host: Option<(String, Rc<str>)>,
    /// When the form was used last, or a request made progress.
    pub active_at: u64,
    /// When the last second at a kiosk passed.
    pub ticked_at: u64,
    /// The first second after the clock was set.
    pub counts_from: u64,
    /// How often all answers were deleted.
    pub wipes: u32,
    /// Whether the last deletion can't be undone.
    pub is_wiped: bool,
    /// Ids of filings and files that a wipe deleted.
    pub dead: BTreeSet<String>,
    /// The answers before the last destructive action.
    pub undo: Option<Draft>,
    /// Filings of which this tab knows that they may have been sent.
    pub may_be_sent: BTreeSet<String>,
    pub attempts: Attempts,
    /// Whether answers may have changed without being stored.
    pub is_unsaved: bool,
    /// Whether something changed since the last check of what is stored.
    pub is_changed: bool,
}

/// A file that is being read.
pub struct Reading {
    pub session: u32,
    /// `Tab::wipes` when the file was chosen.
    pub wipes: u32,
    pub what: Chosen,
}

pub enum Chosen {
    File {
        question: String,
        file: ReadFile,
    },
    /// A saved draft, and the answers in it if it is undamaged.
    Draft {
        text: Option<String>,
        answers: Option<Draft>,
    },
}

/// The requests of one sending.
#[derive(Clone, Debug, Default)]
pub struct Attempts {
    /// Requests with the filing.
    pub posts: u32,
    /// Answers that count as attempts.
    pub made: u32,
    pub has_renewed: bool,
    /// Whether the last answer allows another request, or there was none.
    pub may_post: bool,
    /// When the next request may leave.
    pub not_before: u64,
    /// When the sending started, by the clock of the device, in seconds.
    pub started: u64,
}

impl Tab {
    pub fn new(name: Name, driver: Driver, disk: Store, memory: Store, now: u64) -> Self {
        Self {
            name,
            driver,
            disk,
            memory,
            timers: [None; 3],
            reading: Vec::new(),
            with_host: None,
            active_at: now,
            ticked_at: now,
            counts_from: now,
            wipes: 0,
            is_wiped: false,
            dead: BTreeSet::new(),
            undo: None,
            may_be_sent: BTreeSet::new(),
            attempts: Attempts::default(),
            is_unsaved: false,
            is_changed: true,
        }
    }

    pub fn journey(&self) -> &Journey {
        self.driver.journey()
    }

    pub fn timer(&self, timer: Timer) -> Option<u64> {
        self.timers[timer as usize]
    }

    pub fn set_timer(&mut self, timer: Timer, due: Option<u64>) {
        self.timers[timer as usize] = due;
    }

    /// The timer that expires first.
    pub fn next_timer(&self) -> Option<(u64, Timer)> {
        let all = [Timer::Attempt, Timer::Agreement, Timer::Second];
        all.into_iter().filter_map(|timer| Some((self.timer(timer)?, timer))).min_by_key(|(due, _)| *due)
    }
}

/// The state before an event.
pub struct Before {
    pub page: Page,
    pub id: String,
    pub stage: Stage,
    pub draft: Draft,
    pub session: u32,
    pub can_undo: bool,
    pub wipes: u32,
}

impl Before {
    pub fn of(tab: &Tab) -> Self {
        let journey = tab.journey();
        Self {
            page: journey.page().clone(),
            id: journey.filing().id.clone(),
            stage: journey.filing().stage.clone(),
            draft: journey.draft().clone(),
            session: journey.session(),
            can_undo: journey.undo_offer().is_some(),
            wipes: tab.wipes,
        }
    }

    /// Whether answers can be changed.
    pub fn is_open(&self) -> bool {
        self.stage == Stage::Open && !matches!(self.page, Page::Receipt(_))
    }
}
