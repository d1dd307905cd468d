//! The form definitions and the config that a portal validates by and serves.

use crate::config::Config;
use crate::form::{self, Form, ReadError};
use crate::render;

/// A parsed JSON document with its source text, which is served to browsers.
#[derive(Clone, Debug)]
pub struct Sourced<T> {
    /// The parsed document.
    pub content: T,
    /// The source text.
    pub text: String,
}

/// The form definitions and the config of a portal.
#[derive(Debug)]
pub struct Forms {
    /// The portal's own workflows, then the built-in ones. The first one with an id counts.
    workflows: Vec<Workflow>,
    config: Config,
    config_text: Option<String>,
    /// See [`render::checksum`].
    config_checksum: u32,
}

/// A definition with the config applied, and the config of its workflow.
#[derive(Debug)]
struct Workflow {
    form: Sourced<Form>,
    config: Config,
}

impl Forms {
    /// The portal's own definitions and the built-in ones, with the config applied.
    ///
    /// # Errors
    /// A built-in definition can't be parsed; its workflow and the reason.
    pub fn new(
        own: Vec<Sourced<Form>>,
        config: Option<Sourced<Config>>,
    ) -> Result<Self, (&'static str, ReadError)> {
        let (config, config_text) = config
            .map_or_else(|| (Config::default(), None), |document| (document.content, Some(document.text)));
        let mut definitions = own;
        for name in form::BUILTIN {
            let text = form::builtin(name).unwrap_or_default();
            let content = Form::read(text).map_err(|error| (name, error))?;
            definitions.push(Sourced { content, text: text.to_owned() });
        }
        let workflows = definitions.into_iter().map(|form| {
            let own = config.clone().for_workflow(&form.content.id);
            Workflow { form: Sourced { content: own.apply(form.content), text: form.text }, config: own }
        });
        let config_checksum = render::checksum(config_text.as_deref());
        Ok(Self { workflows: workflows.collect(), config, config_text, config_checksum })
    }

    /// Returns the definition of that workflow, with the config applied.
    pub fn get(&self, id: &str) -> Option<&Form> {
        self.find(id).map(|workflow| &workflow.form.content)
    }

    /// Returns each workflow's definition.
    pub fn iter(&self) -> impl Iterator<Item = &Form> {
        let forms = self.workflows.iter().map(|workflow| &workflow.form.content);
        forms.filter(|form| self.get(&form.id).is_some_and(|first| std::ptr::eq(first, *form)))
    }

    /// Returns the source text of that workflow's definition.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.find(id).map(|workflow| workflow.form.text.as_str())
    }

    /// Returns the config, which is empty if the portal has none.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Returns the config of that workflow.
    pub fn config_of(&self, id: &str) -> Option<&Config> {
        self.find(id).map(|workflow| &workflow.config)
    }

    /// Returns the source text of the config, if the portal has one.
    pub fn config_text(&self) -> Option<&str> {
        self.config_text.as_deref()
    }

    /// Returns the checksum of the config, see [`render::checksum`].
    pub fn config_checksum(&self) -> u32 {
        self.config_checksum
    }

    fn find(&self, id: &str) -> Option<&Workflow> {
        self.workflows.iter().find(|workflow| workflow.form.content.id == id)
    }
}
