//! Every page has a way forward, the focus moves with the page, and a kiosk resets in time.

use super::super::network::Parcel;
use super::super::rules::{Rule, require};
use super::super::tab::{Before, Tab};
use super::super::{Checked, World};
use guitai::journey::{Effect, Event, Page, Pause, Phase, Stage, Timer};
use guitai::validate::Mode;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::mem::discriminant;

impl World {
    /// The page has a button that the filing allows, or an event is to come.
    pub(super) fn check_page(&self, at: usize) -> Checked {
        let tab = &self.tabs[at];
        let journey = tab.journey();
        let stage = &journey.filing().stage;
        let holds = match journey.page() {
            Page::Step(_) | Page::Review | Page::ReadBack(_) | Page::Stop(_) | Page::Receipt(_) => {
                *stage == Stage::Open
            }
            Page::Failure(_) => matches!(stage, Stage::Open | Stage::Unresolved { .. }),
            Page::Sending => self.has_next_event(tab, stage),
        };
        require(Rule::WayForward, holds, || format!("{:?} with {stage:?}", journey.page()))
    }

    fn has_next_event(&self, tab: &Tab, stage: &Stage) -> bool {
        match stage {
            Stage::Open | Stage::Unresolved { .. } => false,
            Stage::Uploading(uploading) => match uploading.pause {
                None => self.requests.iter().any(|request| {
                    request.tab == tab.name && matches!(&request.parcel, Parcel::File(file) if file.id == uploading.file)
                }),
                Some(pause) => has_end(tab, pause),
            },
            Stage::Sending(sending) => match sending.phase {
                Phase::Offered => {
                    let is_offered = |event: &Event| matches!(event, Event::Offered { .. });
                    self.queue.iter().any(|(name, event)| *name == tab.name && is_offered(event))
                }
                // The host page is responsible.
                Phase::TakenByHost => true,
                Phase::Agreeing => tab.timer(Timer::Agreement).is_some(),
                Phase::Requesting => self.requests.iter().any(|request| {
                    request.tab == tab.name
                        && matches!(&request.parcel, Parcel::Filing { id, .. } if *id == tab.journey().filing().id)
                }),
                Phase::Paused(pause) => has_end(tab, pause),
            },
        }
    }

    /// The focus moves with the page, and the page is drawn.
    pub(super) fn check_focus(&self, at: usize, before: &Before, effects: &[Effect]) -> Checked {
        let journey = self.tabs[at].journey();
        if *journey.page() == before.page && journey.session() == before.session {
            return Ok(());
        }
        let moves = effects.iter().any(|effect| matches!(effect, Effect::Focus(_)));
        let is_drawn = effects.contains(&Effect::Draw);
        require(Rule::Focus, moves && is_drawn, || format!("{:?} becomes {:?}", before.page, journey.page()))
    }

    /// A kiosk resets after the timeout, and not before. After the clock was set, it counts from the next
    /// second.
    pub(super) fn check_idle(&mut self, at: usize, before: &Before, event: &Event) -> Checked {
        let (now, clock_set_at) = (self.now, self.clock_set_at);
        let tab = &mut self.tabs[at];
        let journey = tab.driver.journey();
        if journey.options().mode != Mode::Kiosk {
            return Ok(());
        }
        require(Rule::Idle, tab.timer(Timer::Second).is_some(), || "the kiosk does not count".to_owned())?;
        if !matches!(event, Event::Woke(Timer::Second)) {
            return Ok(());
        }
        let timeout = u64::from(journey.options().idle_timeout) * 1000;
        if clock_set_at >= tab.ticked_at {
            // The seconds since the last one can't be counted.
            tab.counts_from = now;
        }
        tab.ticked_at = now;
        let is_wiped = tab.wipes > before.wipes;
        let is_fresh = journey.draft().is_empty() && matches!(journey.page(), Page::Step(_));
        let is_due = now.saturating_sub(tab.active_at.max(tab.counts_from)) >= timeout + 1000;
        require(Rule::Idle, !is_due || is_wiped || is_fresh, || {
            format!("used last at {}, clock set at {clock_set_at}, not reset at {now}", tab.active_at)
        })?;
        let is_early =
            now.saturating_sub(tab.active_at) < timeout.saturating_sub(1000) && clock_set_at < tab.active_at;
        require(Rule::Idle, !(is_wiped && is_early), || {
            format!("used last at {}, reset at {now}", tab.active_at)
        })?;
        if is_wiped {
            tab.active_at = now;
        }
        Ok(())
    }

    /// Counts the state that was reached.
    pub(super) fn note_state(&mut self, at: usize) {
        let journey = self.tabs[at].journey();
        let mut hasher = DefaultHasher::new();
        let stage = &journey.filing().stage;
        (self.fixture.form().id.as_str(), journey.page_id(), discriminant(stage)).hash(&mut hasher);
        match stage {
            Stage::Sending(sending) => {
                let posts = self.tabs[at].attempts.posts;
                (format!("{:?}", sending.phase), posts, self.tabs[at].attempts.has_renewed).hash(&mut hasher);
            }
            Stage::Uploading(uploading) => format!("{:?}", uploading.pause).hash(&mut hasher),
            Stage::Open | Stage::Unresolved { .. } => {}
        }
        if let Page::Failure(reply) = journey.page() {
            discriminant(reply).hash(&mut hasher);
        }
        let flags =
            (journey.problems().len().min(2), journey.undo_offer().is_some(), journey.preparing().is_empty());
        (flags, self.tabs.len(), self.is_online, self.is_disk_full, journey.remarks().len().min(2))
            .hash(&mut hasher);
        (format!("{:?}", journey.options().storage), format!("{:?}", journey.options().mode))
            .hash(&mut hasher);
        self.counts.reach(hasher.finish());
    }
}

/// Whether a pause ends by a timer or by the network.
fn has_end(tab: &Tab, pause: Pause) -> bool {
    match pause {
        Pause::Waiting(_) => tab.timer(Timer::Attempt).is_some(),
        // It can also be cancelled.
        Pause::Offline { .. } => true,
    }
}
