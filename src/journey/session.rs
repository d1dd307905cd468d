//! The session: its start, the reset of a kiosk, and the deletion of all its data.

use super::assessed::AssessedDraft;
use super::effect::{Effect, HostEvent};
use super::event::Timer;
use super::filing::Filing;
use super::saved::{FILING, Saved};
use super::steps::{first_step, visible_steps};
use super::undo::LossKind;
use super::{Journey, Moment, Page, Stored};
use crate::control::STAFF;
use crate::reply::Reply;
use crate::text::Word;
use crate::validate::Mode;

/// Seconds for which a kiosk warns before it resets.
const WARNING_SECONDS: u32 = 30;

/// A remark above the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remark {
    /// The text.
    pub word: Word,
    /// The value of the placeholder `about`.
    pub about: String,
}

impl Remark {
    /// A remark without a placeholder.
    pub(super) fn new(word: Word) -> Self {
        Self::about(word, String::new())
    }

    fn about(word: Word, about: String) -> Self {
        Self { word, about }
    }
}

/// The time since the form was last used.
#[derive(Clone, Copy, Debug)]
pub(super) struct Idle {
    /// The time of the last use, in seconds since 1970.
    touched: u64,
    /// Seconds since then, when the timer last expired.
    seconds: u32,
}

impl Idle {
    pub fn new(moment: Moment) -> Self {
        Self { touched: moment.seconds(), seconds: 0 }
    }

    /// Counts the seconds until `now`. A clock that was set back does not postpone a reset.
    fn count(&mut self, now: u64) {
        self.touched = self.touched.min(now.saturating_sub(u64::from(self.seconds)));
        self.seconds = u32::try_from(now - self.touched).unwrap_or(u32::MAX);
    }

    /// Seconds until a reset after `timeout` seconds, if the warning must be shown.
    pub fn seconds_left(self, timeout: u32) -> Option<u32> {
        let left = timeout.saturating_sub(self.seconds);
        (self.seconds > 0 && left <= WARNING_SECONDS).then_some(left)
    }
}

impl Journey {
    /// Resumes the stored draft, applies the prefill and starts to count seconds at a kiosk.
    pub(super) fn resume_stored(&mut self, stored: &Stored) {
        let is_new = stored.draft.is_none() && stored.contents.is_empty() && !stored.is_recovered;
        if !is_new || self.options.prefill.is_some() {
            self.resume_later(stored);
        }
        self.count_seconds();
    }

    #[inline(never)]
    fn resume_later(&mut self, stored: &Stored) {
        let content = |name: &str| {
            stored.contents.iter().find(|(own, _)| own == name).map(|(_, content)| content.clone())
        };
        let saved = Saved::read(&self.content.form, stored.draft.as_deref(), &content);
        self.resume(saved);
        if stored.is_recovered {
            self.remarks.push(Remark::new(Word::Recovered));
        }
        if self.filing.is_open() {
            self.prefill();
        } else {
            self.page = Page::Failure(Reply::Unknown);
            self.share();
        }
    }

    /// Continues with a stored or imported draft, and adds remarks about missing parts.
    pub(super) fn resume(&mut self, saved: Saved) {
        match saved.filing {
            Some(filing) => self.filing = filing,
            None if !saved.id.is_empty() => self.filing = Filing::open(saved.id),
            None => {}
        }
        self.draft = saved.draft.into();
        self.page = self.visible_page(saved.page);
        self.is_reviewing = saved.is_reviewing;
        if !saved.left_out.is_empty() {
            self.remarks.push(Remark::about(Word::DraftOutdated, saved.left_out.join("、")));
        }
        self.remarks.extend(saved.lost.into_iter().map(|file| Remark::about(Word::FileLost, file.name)));
        if saved.is_interrupted {
            self.remarks.push(Remark::new(Word::Interrupted));
        }
        if !saved.received.is_empty() {
            self.remarks.push(Remark::about(Word::ReceivedBefore, saved.received));
        }
    }

    /// Returns the page to resume. The answers can hide a stored step if the form is newer than the draft; the
    /// first step replaces it.
    fn visible_page(&self, page: Page) -> Page {
        let assessment = self.assess();
        let steps = visible_steps(&self.content.form, &assessment);
        match (&page, steps.first()) {
            (Page::Step(id), Some(first)) if steps.iter().all(|step| step.id != *id) => {
                Page::Step(first.id.clone())
            }
            _ => page,
        }
    }

    /// Deletes all answers when the person asks for it, and offers to undo this. After a receipt at a counter,
    /// keeps the id of the clerk for the next person.
    pub(super) fn restart(&mut self) {
        let is_served = self.options.mode == Mode::Assisted && matches!(self.page, Page::Receipt(_));
        let staff = is_served.then(|| self.draft.text(STAFF).to_owned());
        let undo = self.undo_loss(LossKind::Cleared);
        self.reset("person");
        self.undo = undo;
        if let Some(staff) = staff {
            self.draft.set_text(STAFF, &staff);
            self.save();
        }
    }

    /// Deletes everything of this session. Later results of it are ignored.
    pub(super) fn reset(&mut self, reason: &'static str) {
        self.effects.push(Effect::Abort);
        self.session += 1;
        self.preparing.clear();
        self.problems.clear();
        self.draft = AssessedDraft::default();
        self.release();
        self.is_reviewing = false;
        self.lists.clear();
        self.go(Page::Step(first_step(&self.content.form)), None);
        self.effects.push(Effect::DeleteAll);
        self.emit(HostEvent::Reset { reason });
    }

    /// Gives up the filing, here and in other tabs. The next filing has another id.
    pub(super) fn release(&mut self) {
        self.filing = Filing::open(self.moment.new_id());
        self.effects.push(Effect::Delete { name: FILING.to_owned() });
        self.tabs.release(&mut self.effects);
    }

    /// Records a use of the form.
    pub(super) fn touch(&mut self) {
        if self.seconds_left().is_some() {
            self.draw();
        }
        self.idle = Idle::new(self.moment);
    }

    /// Counts seconds at a kiosk.
    pub(super) fn count_seconds(&mut self) {
        if self.options.mode == Mode::Kiosk {
            self.effects.push(Effect::Wake { timer: Timer::Second, milliseconds: 1000 });
        }
    }

    /// Handles the timer of a kiosk. The clock gives the number of seconds, because timers stop while the
    /// computer sleeps.
    pub(super) fn pass_second(&mut self) {
        self.count_seconds();
        let is_first = matches!(&self.page, Page::Step(step) if *step == first_step(&self.content.form));
        let is_fresh = self.draft.is_empty() && is_first;
        if self.options.mode != Mode::Kiosk || is_fresh {
            self.idle = Idle::new(self.moment);
            return;
        }
        self.idle.count(self.moment.seconds());
        if self.idle.seconds >= self.options.idle_timeout {
            self.idle = Idle::new(self.moment);
            self.reset("idle");
        } else if self.seconds_left().is_some() {
            self.draw();
        }
    }
}
