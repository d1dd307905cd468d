//! Every interleaving of two tabs with one draft, one backend, a network that loses or repeats each request,
//! and a tab that may be closed at any point, with up to four attempts in each tab.
//!
//! The clock does not advance, so that only the number of attempts ends a sending. Timers expire in any order
//! that the assumptions of `world` allow.

mod actions;
mod state;

use crate::mistakes::Mistake;
use actions::Action;
use state::State;
use std::collections::HashSet;
use std::env;
use std::io::Write;
use std::time::Instant;

/// Requests in each tab, in the gate; `GUITAI_ATTEMPTS` overrides it.
const ATTEMPTS: u32 = 4;

/// What an exploration found.
pub struct Found {
    pub states: usize,
    pub transitions: usize,
    pub receipts: usize,
    pub adoptions: usize,
}

/// Visits every state that can be reached.
///
/// # Errors
/// The actions that lead to a state in which a rule does not hold, and the rule.
pub fn explore(has_locks: bool, attempts: u32, mistake: Option<Mistake>) -> Result<Found, String> {
    let start = State::new(has_locks, attempts, mistake);
    let mut seen = HashSet::from([start.key()]);
    // The state before and the action of each state, to tell how it was reached.
    let mut log: Vec<(usize, Action)> = vec![(0, Action::Close(0))];
    let mut open = vec![(start, 0)];
    let mut found = Found { states: 1, transitions: 0, receipts: 0, adoptions: 0 };
    while let Some((state, number)) = open.pop() {
        found.receipts += usize::from(state.has_receipt());
        found.adoptions += usize::from(state.has_adopted());
        for action in state.actions() {
            found.transitions += 1;
            let mut next = state.clone();
            next.take(action).map_err(|reason| format!("{:?}\n{reason}", path(&log, number, action)))?;
            if seen.insert(next.key()) {
                log.push((number, action));
                open.push((next, log.len() - 1));
            }
        }
    }
    found.states = seen.len();
    Ok(found)
}

/// The actions that lead to a state, and one more.
fn path(log: &[(usize, Action)], mut number: usize, last: Action) -> Vec<Action> {
    let mut path = vec![last];
    while number > 0 {
        let (before, action) = log[number];
        path.push(action);
        number = before;
    }
    path.reverse();
    path
}

fn report(has_locks: bool) {
    let attempts = env::var("GUITAI_ATTEMPTS").ok().map_or(ATTEMPTS, |attempts| attempts.parse().unwrap());
    let started = Instant::now();
    let found = explore(has_locks, attempts, None).unwrap_or_else(|story| panic!("{story}"));
    let Found { states, transitions, receipts, adoptions } = found;
    let line = format!(
        "exploration with {attempts} attempts, locks: {has_locks}: {states} states, {transitions} transitions, \
         {receipts} with a receipt, {adoptions} with an adopted body, {:.1?}\n",
        started.elapsed()
    );
    // Also shown when the test passes.
    std::io::stdout().write_all(line.as_bytes()).unwrap();
    assert!(receipts > 0 && adoptions > 0);
}

#[test]
fn no_interleaving_of_two_tabs_breaks_a_rule() {
    report(true);
}

#[test]
fn no_interleaving_without_locks_breaks_a_rule() {
    report(false);
}
