//! `guitai seal`: compiles the forms of a delivery, draws their first steps, and computes its hashes.

use super::{input, print};
use anyhow::{Context, Result, anyhow};
use clap::Args;
use guitai::config::Config;
use guitai::content::Content;
use guitai::form::Form;
use guitai::render;
use guitai::text::{Lang, Words};
use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

/// Compile the forms of a delivery, draw their first steps and compute its hashes, after an intended change of a
/// file, such as a form definition
#[derive(Args, Debug)]
pub struct Seal {
    /// The config of the portal, applied to the forms. An element with another config loads the definition and
    /// shows its first step only after the engine has loaded
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The folder of the delivery
    #[arg(value_name = "DIST")]
    dist: PathBuf,
}

impl Seal {
    /// Writes the contents, the first steps and the hashes.
    ///
    /// # Errors
    /// A file can't be read or written, a definition or the config can't be read, or the folder is not a
    /// delivery.
    pub fn run(&self) -> Result<()> {
        let config = self.config.as_deref().map(input::config).transpose()?;
        let checksum = render::checksum(config.as_ref().map(|config| config.text.as_str()));
        let config = config.map_or_else(Config::default, |config| config.content);
        let [first, compiled, words] =
            ["first", "compiled", "words"].map(|name| empty_folder(&self.dist.join(name)));
        write_forms(&self.dist.join("forms"), &config, &first?, &compiled?)?;
        write_words(&words?)?;
        guitai::seal::seal(&self.dist, checksum)?;
        print(&format!("{}: sealed", self.dist.display()))
    }
}

/// Creates a folder, without files of an earlier seal.
fn empty_folder(path: &Path) -> Result<PathBuf> {
    if path.exists() {
        fs::remove_dir_all(path).with_context(|| path.display().to_string())?;
    }
    fs::create_dir_all(path).with_context(|| path.display().to_string())?;
    Ok(path.to_owned())
}

fn write(file: &Path, content: &str) -> Result<()> {
    fs::write(file, content).with_context(|| file.display().to_string())
}

/// Writes the first step and the compiled content of each form in each language.
fn write_forms(forms: &Path, config: &Config, first: &Path, compiled: &Path) -> Result<()> {
    for entry in fs::read_dir(forms).with_context(|| forms.display().to_string())? {
        let path = entry?.path();
        if path.extension().is_none_or(|ending| ending != "json") {
            continue; // a compressed file
        }
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let form =
            Form::read(&input::text(&path)?).map_err(|error| anyhow!("{}: {error}", path.display()))?;
        let config = Rc::new(config.clone().for_workflow(&form.id));
        let form = Rc::new(config.apply(form));
        for lang in &form.languages {
            let content = Content::new(Rc::clone(&form), Rc::clone(&config), lang);
            write(&compiled.join(format!("{name}.{lang}.txt")), &content.compile())?;
            write(&first.join(format!("{name}.{lang}.json")), &render::file(&form, &config, lang))?;
        }
    }
    Ok(())
}

/// Writes the texts of the engine in each language, for definitions that are not compiled.
fn write_words(folder: &Path) -> Result<()> {
    [Lang::ZhHant, Lang::En]
        .map(Lang::tag)
        .into_iter()
        .try_for_each(|tag| write(&folder.join(format!("{tag}.txt")), &Words::of(tag).delivered()))
}
