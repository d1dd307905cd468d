//! `cargo xtask bench`: submissions stored in a second, by the reference portal and by what many would write instead.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;
use clap::Args;

use crate::load::{Load, Outcome};
use crate::node::Node;
use crate::project::Project;
use crate::run::{headline, read, run as execute};
use crate::server::Server;

/// What is filed: small enough for the wait for the disk to matter, and judged by most of the rules.
const SUBMISSION: &str = "tests/forms/exemption/base.json";
const CONFIG: &str = "www/demo/config.json";
const RIVAL: &str = "tests/bench";

/// What can be chosen.
#[derive(Args)]
pub struct Options {
    /// Seconds of each measurement.
    #[arg(long, default_value_t = 10)]
    seconds: u64,
    /// Connections that file at one time.
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Measurements of each, in turns; the median counts.
    #[arg(long, default_value_t = 3)]
    rounds: usize,
}

/// Measures both in turns, with the load beside them on the same machine, and prints a table.
///
/// # Errors
/// A prerequisite is missing, a server does not start, or a submission is not stored.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    let rival = project.root.join(RIVAL);
    Node::ready(project)?.install(&rival)?;
    headline("the reference portal, as it is delivered");
    execute(project.cargo().args(["build", "--release", "--bin", "guitai"]))?;
    let guitai = project.target.join("release").join(format!("guitai{}", std::env::consts::EXE_SUFFIX));
    let folder = project.target.join("bench");
    fs::create_dir_all(&folder)?;
    let schema = folder.join("exemption.schema.json");
    let written = read(Command::new(&guitai).args(["schema", "exemption"]))?;
    fs::write(&schema, written)?;
    let text = fs::read_to_string(project.root.join(SUBMISSION))?;
    let load = Load::new(&text, options.connections, options.seconds)?;

    let contestants = [Contestant::Guitai(guitai), Contestant::Express(rival.join("express.js"), schema)];
    let mut rates: Vec<Vec<Outcome>> = contestants.iter().map(|_| Vec::new()).collect();
    for round in 1..=options.rounds {
        headline(&format!("round {round} of {}", options.rounds));
        for (contestant, outcomes) in contestants.iter().zip(&mut rates) {
            let outcome = contestant.measure(project, &folder, &load)?;
            println!("{:<10}{outcome}", contestant.name());
            outcomes.push(outcome);
        }
    }
    report(&contestants, &mut rates);
    Ok(())
}

fn report(contestants: &[Contestant], outcomes: &mut [Vec<Outcome>]) {
    headline("medians");
    let mut medians = Vec::new();
    for (contestant, outcomes) in contestants.iter().zip(outcomes) {
        outcomes.sort_by(|one, other| one.per_second().total_cmp(&other.per_second()));
        let Some(median) = outcomes.get(outcomes.len() / 2) else { continue };
        println!("{:<10}{median}", contestant.name());
        medians.push(median.per_second());
    }
    if let [own, other] = medians[..] {
        println!("\n{:.1} times as many", own / other);
    }
}

/// A server that takes submissions.
enum Contestant {
    /// The command.
    Guitai(PathBuf),
    /// The script, and the schema that it validates by.
    Express(PathBuf, PathBuf),
}

impl Contestant {
    fn name(&self) -> &'static str {
        match self {
            Self::Guitai(_) => "guitai",
            Self::Express(..) => "express",
        }
    }

    /// Starts it with an empty database, files, and ends it.
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
