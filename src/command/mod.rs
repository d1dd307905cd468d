//! The subcommands, one file each.

mod check;
mod conformance;
mod input;
mod openapi;
mod paper;
mod render;
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
    Paper(paper::PaperForm),
    Render(render::Render),
    Conformance(conformance::Conformance),
    Seal(seal::Seal),
}

/// The outcome of a file. The worst outcome of all files is the exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Outcome {
    Fine,
    Problems,
    Unreadable,
}

impl Guitai {
    /// Runs the subcommand. Exit code: 0 for success, 1 for problems, 2 for an error.
    pub fn run(self) -> ExitCode {
        let outcome = match self.command {
            Command::Serve(serve) => serve.run().map(|()| Outcome::Fine),
            Command::Validate(validate) => validate.run(),
            Command::Check(check) => check.run(),
            Command::Schema(schema) => schema.run().map(|()| Outcome::Fine),
            Command::OpenApi(openapi) => openapi.run().map(|()| Outcome::Fine),
            Command::Paper(paper) => paper.run(),
            Command::Render(render) => render.run().map(|()| Outcome::Fine),
            Command::Conformance(conformance) => conformance.run(),
            Command::Seal(seal) => seal.run().map(|()| Outcome::Fine),
        };
        match outcome {
            Ok(outcome) => ExitCode::from(outcome as u8),
            // The program that reads the output, such as `head`, has closed it.
            Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
            Err(error) => {
                print_error(&error);
                ExitCode::from(Outcome::Unreadable as u8)
            }
        }
    }
}

/// Prints a line on stdout.
fn print(line: &str) -> Result<()> {
    Ok(writeln!(io::stdout().lock(), "{line}")?)
}

/// Prints an error with its causes on stderr, in one line.
fn print_error(error: &anyhow::Error) {
    // Fails if stderr is closed. There is no other place for the message.
    let _ = writeln!(io::stderr().lock(), "guitai: {error:#}");
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == ErrorKind::BrokenPipe)
}
