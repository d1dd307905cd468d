//! `cargo xtask journey`: more walks of the journey through a hostile world, and a deeper exploration of two
//! tabs, than `cargo test` makes.

use anyhow::{Context, Result};
use clap::Args;

use crate::project::Project;
use crate::run::{headline, run as execute};

/// The tests that read the options, in `tests/journey/walks.rs` and `tests/journey/exploration.rs`.
const TESTS: [&str; 3] = [
    "walks::all_rules_hold_on_every_walk",
    "exploration::no_interleaving_of_two_tabs_breaks_a_rule",
    "exploration::no_interleaving_without_locks_breaks_a_rule",
];

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Number of walks.
    #[arg(long, default_value_t = 1_000_000)]
    walks: u32,
    /// The maximum number of requests of each tab in the exploration.
    #[arg(long, default_value_t = 5)]
    attempts: u32,
}

/// Runs the walks and the explorations on all cores, and prints the number of walks, events, faults, statuses
/// and distinct states.
///
/// # Errors
/// A rule is broken; the test prints the seed, the steps and the events that break it.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    headline("walks and explorations of the journey");
    let mut cargo = project.cargo();
    cargo.args(["test", "--release", "--no-default-features", "--test", "journey", "--"]);
    cargo.args(["--nocapture", "--exact"]).args(TESTS);
    cargo.env("GUITAI_WALKS", options.walks.to_string());
    cargo.env("GUITAI_ATTEMPTS", options.attempts.to_string());
    execute(&mut cargo).context("a rule of the journey is broken")?;
    headline("No rule is broken.");
    Ok(())
}
