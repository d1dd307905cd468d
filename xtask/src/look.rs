//! `cargo xtask look`: checks accessibility and browser engines, measures the effort and the height of the
//! steps, takes screenshots, and writes one report.

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

/// The folder in the target directory to which the parts write their results.
const FOLDER: &str = "look";
/// The script that compares the results with their bounds and writes the report.
const REPORT: &str = "tests/browser/look/main.js";

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Runs these parts only. The report shows the earlier results of the others.
    #[arg(long, value_delimiter = ',')]
    only: Vec<Part>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// Accessibility checkers in every state.
    Walk,
    /// The main flow of each workflow in Chromium, Firefox and WebKitGTK.
    Engines,
    /// Screens, taps, keys and scrolling of the shortest valid path.
    Effort,
    /// The height of each step on a phone, and the number of its questions.
    Heights,
    /// Pictures of every state.
    Screenshots,
}

/// Runs all parts, even if one fails, then prints all checks and writes the report.
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
    execute(Command::new(node).arg(REPORT).current_dir(&project.root))
        .context("the report lists the failed checks")
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

    /// Deletes the earlier result of the part, runs the part, and returns the outcome.
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
