//! The project's own commands: `cargo xtask serve | test | engines | faults | fuzz | journey | mutants | bench |
//! sheets | speech | look | screenshots | interface | zhuyin | dist`, one file each.

mod bench;
mod browser;
mod debian;
mod dist;
mod engine;
mod engines;
mod faults;
mod fuzz;
mod interface;
mod javascript;
mod journey;
mod load;
mod look;
mod mutants;
mod names;
mod node;
mod oracles;
mod page_scripts;
mod password;
mod playwright;
mod postgres;
mod project;
mod run;
mod screenshots;
mod serve;
mod server;
mod sheets;
mod size;
mod snip;
mod speech;
mod split;
mod style;
mod test;
mod tool;
mod zhuyin;

use std::process::ExitCode;

use anyhow::Result;
use clap::Parser;

use crate::project::Project;

/// Guitai's own commands.
#[derive(Parser)]
#[command(name = "cargo xtask")]
enum Command {
    /// Builds what is missing and starts the reference portal on this machine.
    Serve(serve::Options),
    /// Format, lints, native tests, and tests in a browser.
    Test(test::Options),
    /// Runs the main flow of each workflow in Chromium, Firefox and WebKitGTK.
    Engines(engines::Options),
    /// Tests every fault of a network, a page and a backend in a real browser.
    Faults(faults::Options),
    /// Fuzzes every parser with libFuzzer.
    Fuzz(fuzz::Options),
    /// Tests the journey with many random walks, and explores two tabs exhaustively.
    Journey(journey::Options),
    /// Mutates the code, and lists the mutants that no test detects.
    Mutants(mutants::Options),
    /// Measures stored submissions per second, and the form in Chromium beside other form products.
    Bench(bench::Options),
    /// Opens the portal's tables in LibreOffice, and compares the cells with the typed texts.
    Sheets,
    /// Records what the screen reader Orca says on the shortest path through `exemption`.
    Speech(speech::Options),
    /// Checks accessibility and browser engines, takes screenshots, and writes one report.
    Look(look::Options),
    /// Takes pictures of every state of every workflow, for review.
    Screenshots(screenshots::Options),
    /// Writes the tables and declarations that show `www/custom-elements.json`.
    Interface,
    /// Writes the dictionary of the on-screen keyboard.
    Zhuyin,
    /// Builds `dist/`, the folder that a web server serves.
    Dist,
}

fn main() -> ExitCode {
    let command = Command::parse();
    run::start_clock();
    match execute(command) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("\n{error:#}");
            ExitCode::FAILURE
        }
    }
}

fn execute(command: Command) -> Result<()> {
    let project = Project::find()?;
    match command {
        Command::Serve(options) => serve::run(&project, &options),
        Command::Test(options) => test::run(&project, &options),
        Command::Engines(options) => engines::run(&project, &options),
        Command::Faults(options) => faults::run(&project, &options),
        Command::Fuzz(options) => fuzz::run(&project, &options),
        Command::Journey(options) => journey::run(&project, &options),
        Command::Mutants(options) => mutants::run(&project, &options),
        Command::Bench(options) => bench::run(&project, &options),
        Command::Sheets => sheets::run(&project),
        Command::Speech(options) => speech::run(&project, &options),
        Command::Look(options) => look::run(&project, &options),
        Command::Screenshots(options) => screenshots::run(&project, &options),
        Command::Interface => interface::run(&project),
        Command::Zhuyin => zhuyin::run(&project),
        Command::Dist => dist::run(&project, &project.build_guitai()?),
    }
}
