//! The command `guitai`: a portal to try the forms in, and the forms' rules for scripts and backends.

mod command;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    command::Guitai::parse().run()
}
