//! `guitai seal`: draws the first steps of a delivery again, and recomputes its hashes, after an intended change.

use super::{input, print};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use guitai::config::Config;
use guitai::form::Form;
use guitai::render;
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Draw the first steps of a delivery again, and recompute its hashes, after an intended change of a file, such
/// as a form definition
#[derive(Args, Debug)]
pub struct Seal {
    /// The config of the portal, applied to the first steps. An element with another config shows its first
    /// step only after the engine has loaded
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The folder of the delivery
    #[arg(value_name = "DIST")]
    dist: PathBuf,
}

impl Seal {
    /// Writes the first steps and the hashes.
    ///
    /// # Errors
    /// A file can't be read or written, a definition or the config can't be read, or the folder is not a
    /// delivery.
    pub fn run(&self) -> Result<()> {
        let config = self.config.as_deref().map(input::config).transpose()?;
        let checksum = render::checksum(config.as_ref().map(|config| config.text.as_str()));
        let config = config.map_or_else(Config::default, |config| config.content);
        draw(&self.dist, &config, checksum)?;
        guitai::seal::seal(&self.dist)?;
        print(&format!("{}: sealed", self.dist.display()))
    }
}

/// Writes `first/`: a file for each form and language.
fn draw(dist: &Path, config: &Config, checksum: u32) -> Result<()> {
    let folder = dist.join("first");
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| folder.display().to_string())?;
    }
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let forms = dist.join("forms");
    for entry in fs::read_dir(&forms).with_context(|| forms.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue; // a compressed file
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let form =
            Form::read(&input::text(&path)?).map_err(|error| anyhow!("{}: {error}", path.display()))?;
        let config = config.clone().for_workflow(&form.id);
        let form = Rc::new(config.apply(form));
        let config = Rc::new(config);
        for lang in &form.languages {
            let file = folder.join(format!("{name}.{lang}.json"));
            let content = render::file(&form, &config, checksum, lang);
            fs::write(&file, content).with_context(|| file.display().to_string())?;
        }
    }
    Ok(())
}
