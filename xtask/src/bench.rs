//! `cargo xtask bench`: submissions stored per second by the reference portal and by a typical alternative.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use clap::{Args, ValueEnum};

use crate::load::{Load, Outcome};
use crate::node::Node;
use crate::project::Project;
use crate::run::{headline, read, run as execute};
use crate::server::Server;
use crate::{browser, dist};

/// The submission that is sent: small, so that disk latency is relevant, and subject to most rules.
const SUBMISSION: &str = "tests/forms/exemption/base.json";
const CONFIG: &str = "examples/sample-county/config.json";
const ALTERNATIVE: &str = "tests/bench";
/// The scripts of the benchmark in the browser.
const PAGES: &str = "tests/bench/browser";

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Duration of each measurement, in seconds.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Number of concurrent connections.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Number of alternating measurements of each candidate; the median counts.
    #[arg(long, default_value_t = 5)]
    rounds: usize,
    /// Measures this part only.
    #[arg(long)]
    only: Option<Part>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// Submissions stored per second.
    Server,
    /// The form in Chromium, beside the same form made with products from npm.
    Browser,
}

/// Runs the measurements.
///
/// # Errors
/// A prerequisite is missing, or a part fails.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    if options.only != Some(Part::Browser) {
        measure_servers(project, options)?;
    }
    if options.only != Some(Part::Server) {
        measure_pages(project, options.rounds)?;
    }
    Ok(())
}

/// Measures the same form made with several products, in interleaved rounds with a fresh browser for each product.
/// Prints the medians as Markdown.
fn measure_pages(project: &Project, rounds: usize) -> Result<()> {
    let scripts = project.root.join(PAGES);
    Node::ready(project)?.install(&scripts)?;
    let guitai = project.build_guitai()?;
    dist::refresh(project, &guitai)?;
    let chromium = browser::ready()?;
    let folder = project.target.join("bench/browser");
    let results = project.target.join("bench/browser.json");
    let node = |script: &str| {
        let mut command = Command::new("node");
        command.arg(scripts.join(script)).current_dir(&project.root).env("CHROMIUM", &chromium);
        command
    };
    headline("pages of every candidate");
    execute(node("build.js").arg(&folder).arg(project.dist()).arg(&guitai))?;
    headline("measurements in Chromium");
    execute(node("measure.js").arg(&folder).arg(&results).arg(rounds.to_string()))?;
    execute(node("report.js").arg(&results))
}

/// Measures both servers alternately, with the clients on the same machine, and prints the results.
fn measure_servers(project: &Project, options: &Options) -> Result<()> {
    let alternative = project.root.join(ALTERNATIVE);
    Node::ready(project)?.install(&alternative)?;
    headline("the reference portal, release build");
    execute(project.cargo().args(["build", "--release", "--bin", "guitai"]))?;
    let guitai = project.target.join("release").join(format!("guitai{}", std::env::consts::EXE_SUFFIX));
    let folder = project.target.join("bench");
    fs::create_dir_all(&folder)?;
    let schema = folder.join("exemption.schema.json");
    let written = read(Command::new(&guitai).args(["schema", "exemption"]))?;
    fs::write(&schema, written)?;
    let text = fs::read_to_string(project.root.join(SUBMISSION))?;
    let load = Load::new(&text, options.connections, options.seconds)?;

    let candidates = [Candidate::Guitai(guitai), Candidate::Express(alternative.join("express.js"), schema)];
    let mut rates: Vec<Vec<Outcome>> = candidates.iter().map(|_| Vec::new()).collect();
    for round in 1..=options.rounds {
        headline(&format!("round {round} of {}", options.rounds));
        for (candidate, outcomes) in candidates.iter().zip(&mut rates) {
            let outcome = candidate.measure(project, &folder, &load)?;
            println!("{:<10}{outcome}", candidate.name());
            outcomes.push(outcome);
        }
    }
    report(&candidates, &mut rates);
    Ok(())
}

fn report(candidates: &[Candidate], outcomes: &mut [Vec<Outcome>]) {
    headline("medians");
    let mut medians = Vec::new();
    for (candidate, outcomes) in candidates.iter().zip(outcomes) {
        outcomes.sort_by(|one, other| one.per_second().total_cmp(&other.per_second()));
        let Some(median) = outcomes.get(outcomes.len() / 2) else { continue };
        println!("{:<10}{median}", candidate.name());
        medians.push(median.per_second());
    }
    if let [own, other] = medians[..] {
        println!("\nThe reference portal stores {:.1} times as many submissions.", own / other);
    }
}

/// A measured server.
enum Candidate {
    /// The command.
    Guitai(PathBuf),
    /// The script, and the schema that it validates by.
    Express(PathBuf, PathBuf),
}

impl Candidate {
    fn name(&self) -> &'static str {
        match self {
            Self::Guitai(_) => "guitai",
            Self::Express(..) => "express",
        }
    }

    /// Starts it with an empty database, sends submissions, and stops it.
    fn measure(&self, project: &Project, folder: &Path, load: &Load) -> Result<Outcome> {
        let database = folder.join(format!("{}.sqlite", self.name()));
        for ending in ["", "-wal", "-shm"] {
            let _ = fs::remove_file(format!("{}{ending}", database.display()));
        }
        let mut command = match self {
            Self::Guitai(guitai) => {
                let mut command = Command::new(guitai);
                command.args(["serve", "--port", "0", "--rate-limit", "0", "--config", CONFIG, "--dist"]);
                command.arg(project.dist()).arg("--database").arg(&database);
                command
            }
            Self::Express(script, schema) => {
                let mut command = Command::new("node");
                command.arg(script).arg(schema).arg(&database).env("NODE_ENV", "production");
                command
            }
        };
        let server = Server::start(command.current_dir(&project.root))?;
        load.file_at(&format!("{}/api/submissions", server.address))
    }
}
