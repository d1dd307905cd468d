//! The subcommands, one file each.

mod check;
mod conformance;
mod input;
mod openapi;
mod schema;
mod seal;
mod serve;
mod validate;

use anyhow::Result;
use clap::{Parser, Subcommand};
use std::io::{self, ErrorKind, Write};
use std::process::ExitCode;

/// Workflow forms of Taiwan's local government: the same rules in the browser and on a server.
#[derive(Debug, Parser)]
#[command(version)]
pub struct Guitai {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Serve(Box<serve::Serve>),
    Validate(validate::Validate),
    Check(check::Check),
    Schema(schema::Schema),
    #[command(name = "openapi")]
    OpenApi(openapi::OpenApi),
    Conformance(conformance::Conformance),
    Seal(seal::Seal),
}

/// What came of a file; of several files, the worst is the command's exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Fine,
    Problems,
    Unreadable,
}

impl Guitai {
    /// Runs the subcommand: 0 fine, 1 problems found, 2 something could not be read or done.
    pub fn run(self) -> ExitCode {
        let outcome = match self.command {
            Command::Serve(serve) => serve.run().map(|()| Outcome::Fine),
            Command::Validate(validate) => validate.run(),
            Command::Check(check) => check.run(),
            Command::Schema(schema) => schema.run().map(|()| Outcome::Fine),
            Command::OpenApi(openapi) => openapi.run().map(|()| Outcome::Fine),
            Command::Conformance(conformance) => conformance.run(),
            Command::Seal(seal) => seal.run().map(|()| Outcome::Fine),
        };
        match outcome {
            Ok(outcome) => ExitCode::from(outcome as u8),
            // Whoever reads the output has enough of it, such as `head`.
            Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
            Err(error) => {
                complain(&error);
                ExitCode::from(Outcome::Unreadable as u8)
            }
        }
    }
}

/// Prints a line of results.
fn print(line: &str) -> Result<()> {
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}

/// Tells on stderr what went wrong, with its causes, on one line.
fn complain(error: &anyhow::Error) {
    // If stderr is closed as well, there is nobody left to tell.
    let _ = writeln!(io::stderr().lock(), "guitai: {error:#}");
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
