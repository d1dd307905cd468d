//! Whole journeys through a hostile world, made up by proptest.

use crate::mistakes::Mistake;
use crate::world::{Checked, Counts, World};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestCaseError, TestError, TestRng, TestRunner};
use std::cell::RefCell;
use std::env;
use std::sync::atomic::{AtomicU8, Ordering::Relaxed};
use std::thread::{self, available_parallelism};
use std::time::Instant;

/// Walks in the gate; `GUITAI_WALKS` overrides it.
const WALKS: u32 = 20_000;
/// The maximum number of steps of a walk.
const MOST_STEPS: usize = 60;
/// Parts of the walks, each with its own numbers. Each core makes one part after the other.
const PARTS: u8 = 64;
/// Events that the walks have to reach.
const EXPECTED: [&str; 14] = [
    "filings stored",
    "receipts shown",
    "failures shown",
    "problems shown",
    "answers wiped",
    "bodies of another tab adopted",
    "messages between tabs",
    "filings taken by the host page",
    "requests with a file",
    "backend: stored, then failed",
    "backend: repeated, same receipt",
    "backend: in progress",
    "backend: busy",
    "backend: refused",
];
/// No part.
const NONE: u8 = u8::MAX;

/// A seed for the setup, and a number for each step.
pub type Walk = (u64, Vec<u64>);

/// The walks of a part, the same on every run.
pub fn walks_of(part: u8, cases: u32) -> (TestRunner, impl Strategy<Value = Walk>) {
    let config = Config { cases, failure_persistence: None, max_shrink_iters: 800, ..Config::default() };
    let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[part; 32]);
    let walks = (any::<u64>(), proptest::collection::vec(any::<u64>(), 1..=MOST_STEPS));
    (TestRunner::new_with_rng(config, rng), walks)
}

/// Makes one walk. Returns what happened and the first violation.
pub fn walk((seed, steps): &Walk, mistake: Option<Mistake>) -> (Counts, Checked) {
    let mut world = match World::new(*seed, mistake) {
        Ok(world) => world,
        Err(violation) => return (Counts::default(), Err(violation)),
    };
    let checked = steps.iter().try_for_each(|number| world.step(*number));
    (world.counts, checked)
}

/// The story of a walk that breaks a rule.
fn story((seed, steps): &Walk) -> String {
    let Ok(mut world) = World::new(*seed, None) else { return "it breaks a rule at the start".to_owned() };
    world.record();
    let _ = steps.iter().try_for_each(|number| world.step(*number));
    world.story()
}

/// Makes a part of the walks. It ends early when another part has `failed`.
fn part(number: u8, cases: u32, failed: &AtomicU8) -> Result<Counts, String> {
    let (mut runner, walks) = walks_of(number, cases);
    let counts = RefCell::new(Counts::default());
    let result = runner.run(&walks, |walk| {
        if failed.load(Relaxed) != number && failed.load(Relaxed) != NONE {
            return Ok(());
        }
        let (own, checked) = self::walk(&walk, None);
        if checked.is_err() {
            let _ = failed.compare_exchange(NONE, number, Relaxed, Relaxed);
        }
        counts.borrow_mut().merge(own);
        checked.map_err(|violation| TestCaseError::fail(violation.to_string()))
    });
    match result {
        Ok(()) => Ok(counts.into_inner()),
        Err(TestError::Fail(reason, walk)) => Err(format!("{}\n\n{reason}\n{walk:?}", story(&walk))),
        Err(TestError::Abort(reason)) => Err(reason.to_string()),
    }
}

/// Makes all parts. Returns the story of a walk that breaks a rule.
fn parallel(walks: u32) -> Result<Counts, String> {
    let failed = &AtomicU8::new(NONE);
    let cores = available_parallelism().map_or(1, usize::from);
    let work = move |first: usize| -> Result<Counts, String> {
        let mut counts = Counts::default();
        for number in (0..PARTS).skip(first).step_by(cores) {
            let rest = u32::from(u32::from(number) < walks % u32::from(PARTS));
            counts.merge(part(number, walks / u32::from(PARTS) + rest, failed)?);
        }
        Ok(counts)
    };
    thread::scope(|scope| {
        let workers: Vec<_> = (0..cores).map(|first| scope.spawn(move || work(first))).collect();
        workers.into_iter().try_fold(Counts::default(), |mut counts, worker| {
            counts.merge(worker.join().unwrap()?);
            Ok(counts)
        })
    })
}

#[test]
fn all_rules_hold_on_every_walk() {
    let walks = env::var("GUITAI_WALKS").ok().map_or(WALKS, |walks| walks.parse().unwrap());
    let started = Instant::now();
    let counts = parallel(walks).unwrap_or_else(|story| panic!("{story}"));
    println!("{counts}\n{walks} walks in {:.1?}, 0 broken rules", started.elapsed());
    // Fewer walks, such as those for a mutant, do not reach everything.
    if walks >= WALKS {
        let missing = counts.missing(&EXPECTED);
        assert!(missing.is_empty(), "these never happened: {missing:?}");
        assert!(counts.states() > 1000 && counts.sum("fault: ") > 1000);
    }
}
