//! `cargo xtask test`: format, lints, native tests, and browser tests, with their prerequisites.

use std::net::TcpListener;
use std::process::Command;

use anyhow::{Context, Result, bail};
use clap::{Args, ValueEnum};

use crate::playwright::Playwright;
use crate::project::Project;
use crate::run::{find, headline, read, run as execute};
use crate::{dist, engine, engines, faults, javascript, oracles, page_scripts, postgres, size};

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Runs one part only.
    #[arg(long)]
    only: Option<Part>,
    /// Runs every browser test instead of a selection.
    #[arg(long)]
    all: bool,
    /// Arguments for Playwright, such as `-- -g receipt`.
    #[arg(last = true)]
    playwright: Vec<String>,
}

#[derive(Clone, Copy, PartialEq, ValueEnum)]
enum Part {
    /// Format, lints and tests without a browser.
    Native,
    /// Size budget and tests in a browser.
    Browser,
}

/// Runs all checks of a change.
///
/// # Errors
/// A prerequisite is missing, or a check fails.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    if options.only != Some(Part::Browser) {
        native(project)?;
    }
    if options.only != Some(Part::Native) {
        in_browser(project, options)?;
    }
    headline("All checks passed.");
    Ok(())
}

fn native(project: &Project) -> Result<()> {
    headline("format");
    add_components(project)?;
    execute(project.cargo().args(["fmt", "--all", "--check"]))
        .context("run `cargo fmt --all` to format the code")?;
    javascript::check(project)?;

    headline("lints");
    let strict = ["--", "-D", "warnings"];
    execute(project.cargo().args(["clippy", "--workspace", "--all-targets"]).args(strict))?;
    engine::add_target(project)?;
    headline("lints, for the browser");
    let library = ["clippy", "--lib", "--no-default-features", "--target", engine::TARGET];
    execute(project.cargo().args(library).args(strict))?;
    execute(project.cargo().args(library).args(["--features", "password"]).args(strict))?;

    postgres::ready()?;
    oracles::for_pdfs()?;
    headline("native tests");
    // xtask has no tests. If it were included, its dependencies would be built again with the features that the
    // tests of the library enable.
    execute(project.cargo().args(["test", "--workspace", "--exclude", "xtask"]))
}

fn in_browser(project: &Project, options: &Options) -> Result<()> {
    let playwright = Playwright::ready(project)?;
    page_scripts::ready()?;
    oracles::for_pdfs()?;
    let python = oracles::python(project)?;
    // The native tests have built the command already. `cargo build` would build it again, because the
    // dependencies of the tests enable more features.
    let guitai = if options.only.is_some() { project.build_guitai()? } else { project.guitai() };
    dist::refresh(project, &guitai)?;

    // The engine with an additional export for the comparison of verdicts with the native ones, and with
    // fault injection.
    let verdict = project.target.join("verdict");
    engine::bind(project, &["verdict", "faults"], &verdict)?;
    headline("tests in the browser");
    let mut tests = playwright.command("tests/browser")?;
    tests.args(&options.playwright).env("GUITAI_VERDICT", verdict).env("PYTHON", python);
    // Tests that are named run even if they are not in the selection.
    if options.all || !options.playwright.is_empty() {
        tests.env("GUITAI_BROWSER", "all");
    }
    execute(&mut tests)?;

    if options.playwright.is_empty() {
        headline("a selection of the fault tests");
        execute(&mut faults::tests(project, &playwright)?)?;
        headline("a flow in Firefox and in WebKitGTK");
        execute(&mut engines::flows(&playwright)?)?;
    }

    headline("size budget");
    size::of_form(&project.dist())?.check()
}

/// Installs rustfmt and clippy, which a minimal toolchain lacks.
fn add_components(project: &Project) -> Result<()> {
    for (component, probe) in [("rustfmt", "fmt"), ("clippy", "clippy")] {
        if read(project.cargo().args([probe, "--version"])).is_ok() {
            continue;
        }
        let Some(rustup) = find("rustup") else {
            bail!(
                "cargo {probe} is missing. Install rustup from https://rustup.rs/ and run: \
                 rustup component add {component}"
            );
        };
        execute(Command::new(rustup).args(["component", "add", component]).current_dir(&project.root))?;
    }
    Ok(())
}

/// Returns a free port, so that tests can run in parallel with `cargo xtask serve`.
///
/// # Errors
/// No port is free.
pub fn free_port() -> Result<u16> {
    Ok(TcpListener::bind(("127.0.0.1", 0))?.local_addr()?.port())
}
