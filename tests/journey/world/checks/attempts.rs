//! Attempts are made when the contract says so.

use super::super::rules::{Rule, require};
use super::super::tab::Before;
use super::super::{Checked, World};
use guitai::journey::{Effect, Event, Page, Pause, Phase, RequestEnd, Sending, Stage};
use serde_json::Value;

/// The meaning of an answer, by the contract's table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Meaning {
    Received,
    Refused,
    SignIn,
    /// The same request may be sent again, after the seconds that the backend asks for.
    Again(Option<u32>),
    /// The person decides.
    Failed,
}

/// The maximum number of attempts before the person is asked.
const MOST_ATTEMPTS: u32 = 4;

impl World {
    /// Records an answer before its effects are executed.
    pub(in super::super) fn note_answer(&mut self, at: usize, before: &Before, event: &Event) {
        let Some(meaning) = meaning_of(before, event) else { return };
        let now = self.now;
        let attempts = &mut self.tabs[at].attempts;
        match meaning {
            Meaning::SignIn if !attempts.has_renewed => {
                attempts.has_renewed = true;
                attempts.may_post = true;
            }
            Meaning::Again(asked) => {
                attempts.made += 1;
                attempts.may_post = attempts.made < MOST_ATTEMPTS;
                attempts.not_before = now + u64::from(wait(asked, attempts.made)) * 1000;
            }
            _ => attempts.may_post = false,
        }
    }

    pub(super) fn check_attempts(
        &mut self,
        at: usize,
        before: &Before,
        event: &Event,
        effects: &[Effect],
    ) -> Checked {
        let Some(meaning) = meaning_of(before, event) else { return Ok(()) };
        let seconds = self.clock() / 1000;
        let tab = &self.tabs[at];
        let (journey, attempts) = (tab.journey(), &tab.attempts);
        let stage = &journey.filing().stage;
        let pause = match stage {
            Stage::Sending(Sending { phase: Phase::Paused(pause), .. }) => Some(*pause),
            _ => None,
        };
        let has_failed =
            matches!(journey.page(), Page::Failure(_)) && matches!(stage, Stage::Unresolved { .. });
        let holds = match meaning {
            Meaning::Received => matches!(journey.page(), Page::Receipt(_)),
            Meaning::Refused => journey.filing().is_open(),
            Meaning::SignIn => {
                let posts = effects.iter().any(|effect| matches!(effect, Effect::Post { .. }));
                let renews = posts || matches!(pause, Some(Pause::Offline { .. }));
                if attempts.may_post || posts { renews } else { has_failed }
            }
            Meaning::Again(asked) => {
                let wait = wait(asked, attempts.made);
                let is_late =
                    asked.is_none() && seconds.saturating_sub(attempts.started) + u64::from(wait) > 120;
                if attempts.may_post && !is_late { pause == Some(Pause::Waiting(wait)) } else { has_failed }
            }
            Meaning::Failed => has_failed,
        };
        require(Rule::Attempts, holds, || format!("{meaning:?} after {attempts:?} leads to {stage:?}"))
    }
}

/// The meaning of an answer to the request that is under way.
fn meaning_of(before: &Before, event: &Event) -> Option<Meaning> {
    let Event::RequestEnded { id, end } = event else { return None };
    let Stage::Sending(Sending { phase: Phase::Requesting, .. }) = &before.stage else { return None };
    (*id == before.id).then(|| meaning(end, id))
}

fn meaning(end: &RequestEnd, id: &str) -> Meaning {
    let RequestEnd::Response { status, retry_after, body } = end else {
        return if *end == RequestEnd::NoHeaders { Meaning::SignIn } else { Meaning::Again(None) };
    };
    match status {
        200..=202 if is_receipt(body, id) => Meaning::Received,
        400 | 413 | 415 | 422 => Meaning::Refused,
        401 | 403 => Meaning::SignIn,
        429 | 503 => Meaning::Again(retry_after.map(|seconds| seconds.min(120))),
        408 | 409 | 500.. => Meaning::Again(None),
        _ => Meaning::Failed,
    }
}

fn is_receipt(body: &str, id: &str) -> bool {
    let json: Value = serde_json::from_str(body).unwrap_or_default();
    let has_reference = json["reference"].as_str().is_some_and(|reference| !reference.trim().is_empty());
    has_reference || json["id"] == *id
}

/// Seconds before the next attempt.
fn wait(asked: Option<u32>, made: u32) -> u32 {
    asked.unwrap_or(2_u32.pow(made))
}
