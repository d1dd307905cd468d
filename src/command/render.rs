//! `guitai render`: prints the first step of a form, for a portal's page.

use super::{input, print};
use anyhow::{Result, bail};
use clap::Args;
use guitai::config::Config;
use guitai::form::BUILTIN;
use guitai::journey::{Options, Storage};
use guitai::render::{Element, Shadow, checksum};
use guitai::validate::Mode;
use std::path::PathBuf;
use std::rc::Rc;

/// Print the first step of a form as HTML, for a portal to put into its page
///
/// The output is a `guitai-form` element with a declarative shadow root. The browser shows the step before any
/// script runs, and `guitai.js` continues with it. Without scripts, the page lists other ways to file.
#[derive(Args, Debug)]
pub struct Render {
    /// The name of a built-in workflow, or the file of a form definition. For a file, also set
    /// `--attribute workflow=NAME` if the delivery contains the form, otherwise `--attribute src=URL`
    #[arg(value_name = "WORKFLOW|FILE")]
    form: String,

    /// The language, such as zh-Hant or en
    #[arg(long, value_name = "TAG", default_value = "zh-Hant")]
    lang: String,

    /// The config of the portal. The element needs the same one: `--attribute config=URL`
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,

    /// The mode: web, assisted or kiosk
    #[arg(long, value_name = "MODE", default_value = "web", value_parser = mode)]
    mode: Mode,

    /// URL of the folder with `guitai.js`
    #[arg(long, value_name = "URL", default_value = "/guitai/")]
    assets: String,

    /// URL of the form to print, for browsers without scripts
    #[arg(long, value_name = "URL")]
    paper: Option<String>,

    /// Another attribute of the element, such as endpoint=/api/submissions
    #[arg(long, value_name = "NAME=VALUE", value_parser = attribute)]
    attribute: Vec<(String, String)>,
}

impl Render {
    /// Prints the element.
    ///
    /// # Errors
    /// The form or the config can't be read, the form is not in the language, or the output can't be written.
    pub fn run(&self) -> Result<()> {
        let document = self.config.as_deref().map(input::config).transpose()?;
        let checksum = checksum(document.as_ref().map(|config| config.text.as_str()));
        let form = input::form(&self.form)?.content;
        let config =
            document.map_or_else(Config::default, |document| document.content).for_workflow(&form.id);
        let form = Rc::new(config.apply(form));
        if !form.languages.contains(&self.lang) {
            bail!("--lang {}: the form is in {}", self.lang, form.languages.join(", "));
        }
        let shadow = Shadow {
            form: &form,
            config: &Rc::new(config),
            checksum,
            options: self.options(),
            style: &format!("{}/guitai.css", self.assets.trim_end_matches('/')),
        };
        let attributes = self.attributes();
        let element = Element { shadow, attributes: &attributes, paper: self.paper.as_deref() };
        print(element.render()?.trim_end())
    }

    fn attributes(&self) -> Vec<(String, String)> {
        let workflow = BUILTIN.contains(&self.form.as_str()).then_some(("workflow", self.form.as_str()));
        let mode = (self.mode != Mode::Web).then_some(("mode", self.mode.as_str()));
        let own = [workflow, Some(("lang", self.lang.as_str())), mode].into_iter().flatten();
        let own = own.map(|(name, value)| (name.to_owned(), value.to_owned()));
        let given = self.attribute.iter().filter(|(name, _)| name != "workflow" || workflow.is_none());
        own.chain(given.cloned()).collect()
    }

    /// Returns the options of the element, from its attributes.
    fn options(&self) -> Options {
        let given = |name: &str| {
            let found = self.attribute.iter().find(|(other, _)| other == name);
            found.map(|(_, value)| value.as_str())
        };
        let storage = match (self.mode, given("draft")) {
            (Mode::Web | Mode::Assisted, Some("local")) => Storage::Local,
            _ => Storage::Session,
        };
        let level = given("heading-level").and_then(|level| level.parse().ok());
        Options {
            lang: self.lang.clone(),
            mode: self.mode,
            storage,
            heading_level: level.filter(|level| (1..=6).contains(level)).unwrap_or(2),
            ..Options::default()
        }
    }
}

fn mode(name: &str) -> Result<Mode, String> {
    Mode::from_name(name).ok_or_else(|| "expected web, assisted or kiosk".to_owned())
}

fn attribute(text: &str) -> Result<(String, String), String> {
    let (name, value) =
        text.split_once('=').ok_or("expected NAME=VALUE, such as endpoint=/api/submissions")?;
    let is_name = name.starts_with(|first: char| first.is_ascii_lowercase())
        && name.chars().all(|own| own.is_ascii_lowercase() || own.is_ascii_digit() || own == '-');
    if !is_name || ["lang", "mode"].contains(&name) {
        return Err(format!(
            "{name}: not the name of another attribute; lang and mode have their own options"
        ));
    }
    Ok((name.to_owned(), value.to_owned()))
}
