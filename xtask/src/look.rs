//! `cargo xtask look`: everything that people see and use, in one report: accessibility, engines, effort, the
//! height of the steps, and screenshots.

use std::fs;
use std::process::Command;
use std::time::Instant;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use serde_json::{Value, json};

use crate::engines;
use crate::project::Project;
use crate::run::{find, headline, run as execute};
use crate::screenshots::{self, playwright};

/// Where the parts write their results, in the target directory.
const FOLDER: &str = "look";
/// Compares the results with their bounds, and writes the report.
const REPORT: &str = "tests/browser/look/main.js";

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Runs these parts only; the report shows the earlier results of the others.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// The judges of accessibility, in every state.
    Walk,
    /// The main flow of each workflow in several browser engines.
    Engines,
    /// Screens, taps, keys and scrolling of the shortest lawful path.
    Effort,
    /// Height and questions of each step on a phone.
    Heights,
    /// Pictures of every state.
    Screenshots,
}

/// Runs all parts, also after one has failed, then prints all checks and writes the report.
///
/// # Errors
/// A part fails, or a result exceeds its bound.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let folder = project.target.join(FOLDER);
    fs::create_dir_all(&folder)?;
    let mut runs = Vec::new();
    for part in Part::value_variants() {
        if options.only.is_empty() || options.only.contains(part) {
            runs.push(part.measure(project)?);
        }
    }
    fs::write(folder.join("runs.json"), Value::from(runs).to_string())?;
    headline("report");
    let node = find("node").context("Node.js is missing")?;
    execute(Command::new(node).arg(REPORT).current_dir(&project.root)).context("the report shows what failed")
}

impl Part {
    fn name(self) -> &'static str {
        match self {
            Self::Walk => "walk",
            Self::Engines => "engines",
            Self::Effort => "effort",
            Self::Heights => "heights",
            Self::Screenshots => "screenshots",
        }
    }

    /// Runs the part without its earlier result, and returns how it ended.
    fn measure(self, project: &Project) -> Result<Value> {
        let result = project.target.join(FOLDER).join(self.name());
        if result.is_dir() {
            fs::remove_dir_all(&result)?;
        }
        let file = result.with_extension("json");
        if file.exists() {
            fs::remove_file(file)?;
        }
        let started = Instant::now();
        let outcome = self.run(project);
        if let Err(error) = &outcome {
            eprintln!("\n{}: {error:#}", self.name());
        }
        let seconds = started.elapsed().as_secs();
        Ok(json!({"part": self.name(), "ok": outcome.is_ok(), "seconds": seconds}))
    }

    fn run(self, project: &Project) -> Result<()> {
        headline(self.name());
        match self {
            Self::Walk => execute(&mut playwright(project, "walk.config.js")?),
            Self::Effort => execute(&mut playwright(project, "effort.config.js")?),
            Self::Heights => execute(playwright(project, "playwright.config.js")?.arg("heights.spec.js")),
            Self::Engines => engines::run(project, &engines::Options::default()),
            Self::Screenshots => screenshots::run(project, &screenshots::Options::default()),
        }
    }
}
