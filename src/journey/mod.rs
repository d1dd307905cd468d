//! The journey of one form, from the first keystroke to the receipt.
//!
//! [`Journey::update`] takes an event and returns effects. It has no clock, no randomness and no browser:
//! these arrive with the event, and the browser side executes the effects. The state is drawn by `ui`.

mod action;
mod answers;
mod assessed;
mod attempts;
mod controls;
mod draft_file;
mod effect;
mod envelope;
mod event;
mod files;
mod filing;
mod handle;
mod lists;
mod moment;
mod navigation;
mod options;
mod outcome;
mod problems;
mod saved;
mod sending;
mod session;
mod steps;
mod tabs;
mod undo;
mod uploads;

pub use action::Action;
pub use attempts::{Attempts, Next, Pause};
pub use controls::{Control, ControlKind};
pub use effect::{Effect, Focus, HostEvent};
pub use event::{Event, Message, ReadFile, RequestEnd, Timer, UserInput};
pub use filing::{Filing, Phase, Sending, Stage, Uploading};
pub use lists::{LAW, VILLAGES};
pub use moment::Moment;
pub use navigation::Page;
pub use options::{Options, Storage};
pub use problems::ShownProblem;
pub use saved::FILING;
pub use session::Remark;
pub use steps::visible_steps;
pub use undo::{Loss, LossKind, Undo};

use crate::config::Config;
use crate::content::Content;
use crate::draft::Draft;
use crate::form::Form;
use crate::json::Json;
use crate::text::Words;
use crate::validate::{Assessment, Circumstances};
use assessed::AssessedDraft;
use session::Idle;
use std::rc::Rc;
use tabs::Tabs;

/// The state of one form on a page.
#[derive(Clone, Debug)]
pub struct Journey {
    content: Content,
    options: Options,
    /// Session counter; events of earlier sessions are ignored.
    session: u32,
    filing: Filing,
    draft: AssessedDraft,
    page: Page,
    /// The problems that are shown.
    problems: Vec<ShownProblem>,
    /// Remarks above the page, until it is left.
    remarks: Vec<Remark>,
    /// The text that a screen reader announces.
    announcement: String,
    /// The state before the last destructive action, while it can be undone.
    undo: Option<Undo>,
    /// Files that are being read: their question and their name.
    preparing: Vec<(String, String)>,
    /// Whether to continue once these files are read.
    continue_when_ready: bool,
    /// Whether Continue leads back to the review.
    is_reviewing: bool,
    /// Lists of the delivery; `null` until they arrive.
    lists: Vec<(String, Json)>,
    /// The number of questions that the step asks.
    asked: usize,
    /// The session and the answers that were drawn last.
    drawn: (u32, Draft),
    /// Whether the first drawing was reported to the host page.
    is_ready: bool,
    idle: Idle,
    tabs: Tabs,
    moment: Moment,
    effects: Vec<Effect>,
    /// Effects for the host page. They follow the others, because its handlers may leave the page.
    events: Vec<Effect>,
}

/// The texts that were stored before.
#[derive(Clone, Debug, Default)]
pub struct Stored {
    /// The draft.
    pub draft: Option<String>,
    /// Large texts, by name.
    pub contents: Vec<(String, String)>,
    /// Whether the engine had to be restarted after a panic.
    pub is_recovered: bool,
}

impl Journey {
    /// Starts a journey with the texts that were stored before.
    #[must_use]
    pub fn start(content: Content, options: Options, stored: &Stored, moment: Moment) -> (Self, Vec<Effect>) {
        let page = Page::Step(steps::first_step(&content.form));
        let mut journey = Self {
            content,
            options,
            session: 0,
            filing: Filing::open(moment.new_id()),
            draft: AssessedDraft::default(),
            page,
            problems: Vec::new(),
            remarks: Vec::new(),
            announcement: String::new(),
            undo: None,
            preparing: Vec::new(),
            continue_when_ready: false,
            is_reviewing: false,
            lists: Vec::new(),
            asked: 0,
            drawn: (0, Draft::default()),
            is_ready: false,
            idle: Idle::new(moment),
            tabs: Tabs::default(),
            moment,
            effects: Vec::new(),
            events: Vec::new(),
        };
        journey.resume_stored(stored);
        let effects = journey.take_effects();
        (journey, effects)
    }

    /// Handles an event. `controls` are the visible controls with their values.
    #[must_use]
    pub fn update(&mut self, moment: Moment, controls: &[Control], event: Event) -> Vec<Effect> {
        if event.session().is_some_and(|session| session != self.session) {
            return Vec::new();
        }
        self.moment = moment;
        if event.is_activity() {
            self.touch();
        }
        self.read_controls(controls);
        self.handle(event);
        self.take_effects()
    }

    fn take_effects(&mut self) -> Vec<Effect> {
        self.effects.append(&mut self.events);
        std::mem::take(&mut self.effects)
    }

    /// Returns the assessment of the draft.
    #[must_use]
    pub fn assess(&self) -> Rc<Assessment> {
        let circumstances = Circumstances {
            today: self.moment.today(),
            mode: self.options.mode,
            channel: self.options.channel,
        };
        self.draft.assess(&self.content.form, circumstances)
    }

    /// The form, with the portal's config applied.
    #[must_use]
    pub fn form(&self) -> &Rc<Form> {
        &self.content.form
    }

    /// The portal's config.
    #[must_use]
    pub fn config(&self) -> &Rc<Config> {
        &self.content.config
    }

    /// The settings of the host page.
    #[must_use]
    pub fn options(&self) -> &Options {
        &self.options
    }

    /// The words in the language of the form.
    #[must_use]
    pub fn words(&self) -> &Words {
        &self.content.words
    }

    /// The number of the session, which controls are drawn with.
    #[must_use]
    pub fn session(&self) -> u32 {
        self.session
    }

    /// The answers.
    #[must_use]
    pub fn draft(&self) -> &Draft {
        &self.draft
    }

    /// The filing.
    #[must_use]
    pub fn filing(&self) -> &Filing {
        &self.filing
    }

    /// The page.
    #[must_use]
    pub fn page(&self) -> &Page {
        &self.page
    }

    /// The problems that are shown.
    #[must_use]
    pub fn problems(&self) -> &[ShownProblem] {
        &self.problems
    }

    /// The remarks above the page.
    #[must_use]
    pub fn remarks(&self) -> &[Remark] {
        &self.remarks
    }

    /// The text that a screen reader announces.
    #[must_use]
    pub fn announcement(&self) -> &str {
        &self.announcement
    }

    /// The offer to undo, if there is one.
    #[must_use]
    pub fn undo_offer(&self) -> Option<&Undo> {
        self.undo.as_ref()
    }

    /// The files that are being read: their question and their name.
    #[must_use]
    pub fn preparing(&self) -> &[(String, String)] {
        &self.preparing
    }

    /// The lists of the delivery; `null` until they arrive.
    #[must_use]
    pub fn lists(&self) -> &[(String, Json)] {
        &self.lists
    }

    /// Seconds until a kiosk resets, if the warning must be shown.
    #[must_use]
    pub fn seconds_left(&self) -> Option<u32> {
        self.idle.seconds_left(self.options.idle_timeout)
    }

    fn draw(&mut self) {
        if !self.effects.iter().any(|effect| matches!(effect, Effect::Draw)) {
            self.effects.push(Effect::Draw);
        }
    }

    fn emit(&mut self, event: HostEvent) {
        self.events.push(Effect::Emit(event));
    }

    fn focus(&mut self, focus: Focus) {
        self.effects.push(Effect::Focus(focus));
    }
}
