//! Child processes: headlines with the elapsed time, and errors that name the program.

use std::env;
use std::path::PathBuf;
use std::process::Command;
use std::sync::OnceLock;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

static START: OnceLock<Instant> = OnceLock::new();

/// Starts the clock of the headlines.
pub fn start_clock() {
    START.get_or_init(Instant::now);
}

/// Prints a headline with the elapsed time, such as `[3:07] native tests`.
pub fn headline(what: &str) {
    let seconds = START.get().map_or(Duration::ZERO, Instant::elapsed).as_secs();
    println!("\n[{}:{:02}] {what}", seconds / 60, seconds % 60);
}

/// Runs a program to its end, with its output on the terminal.
///
/// # Errors
/// The program cannot be started, or fails.
pub fn run(command: &mut Command) -> Result<()> {
    let name = command.get_program().to_string_lossy().into_owned();
    let status = command.status().with_context(|| format!("{name} could not be started"))?;
    ensure!(status.success(), "{name} failed: {status}");
    Ok(())
}

/// Runs a program and returns its output, trimmed.
///
/// # Errors
/// The program cannot be started, fails, or prints invalid UTF-8.
pub fn read(command: &mut Command) -> Result<String> {
    let name = command.get_program().to_string_lossy().into_owned();
    let output = command.output().with_context(|| format!("{name} could not be started"))?;
    ensure!(output.status.success(), "{name} failed: {}", String::from_utf8_lossy(&output.stderr));
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

/// Returns the path of a program on the `PATH`.
pub fn find(name: &str) -> Option<PathBuf> {
    let endings: &[&str] = if cfg!(windows) { &[".exe", ".cmd"] } else { &[""] };
    env::split_paths(&env::var_os("PATH")?)
        .flat_map(|dir| endings.iter().map(move |ending| dir.join(format!("{name}{ending}"))))
        .find(|path| path.is_file())
}
