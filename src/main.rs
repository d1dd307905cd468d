//! The command `guitai`: the reference portal, and the forms' rules for scripts and backends.

mod command;

use clap::Parser;
use std::process::ExitCode;

fn main() -> ExitCode {
    command::Guitai::parse().run()
}
