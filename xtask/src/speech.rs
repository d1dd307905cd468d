//! `cargo xtask speech`: what the screen reader Orca says on the shortest path through `exemption`.

use std::path::Path;

use anyhow::{Context, Result};
use clap::Args;

use crate::debian;
use crate::playwright::Playwright;
use crate::project::Project;
use crate::run::{find, headline, run as execute};

const CHROMIUM: &str = "chromium";
/// The screen reader, the browser with a window, and the virtual screen, each with its Debian package.
const PROGRAMS: [(&str, &str); 6] = [
    ("orca", "orca"),
    (CHROMIUM, "chromium"),
    ("Xvfb", "xvfb"),
    ("matchbox-window-manager", "matchbox-window-manager"),
    ("xdotool", "xdotool"),
    ("dbus-daemon", "dbus-daemon"),
];
/// The bus through which Orca reads the browser. Its program is not on the path.
const BUS: &str = "/usr/libexec/at-spi-bus-launcher";
const ADVICE: &str = "The recording needs Orca, Chromium, Xvfb, Matchbox, xdotool and D-Bus, as on Debian.";

/// Options of the command.
#[derive(Args)]
pub struct Options {
    /// Also writes the transcript to `docs/speech.md`.
    #[arg(long)]
    write: bool,
}

/// Records the flow, prints the transcript, and writes `target/look/speech.json`.
///
/// # Errors
/// A prerequisite is missing, or a heading, a question, an error or the reference is not spoken.
pub fn run(project: &Project, options: &Options) -> Result<()> {
    debian::install_missing(&PROGRAMS, ADVICE)?;
    if !Path::new(BUS).exists() {
        debian::install("The accessibility bus", &["at-spi2-core"], ADVICE)?;
    }
    let chromium = find(CHROMIUM).context("the Debian package contains no Chromium")?;
    let mut flow = Playwright::with_build(project)?.command("tests/speech")?;
    flow.env("CHROMIUM", chromium);
    if options.write {
        flow.env("GUITAI_SPEECH_DOC", "1");
    }
    headline("speech");
    execute(&mut flow)
}
