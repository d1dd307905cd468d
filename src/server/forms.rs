//! The form definitions and the config that a portal validates by and serves.

use crate::config::Config;
use crate::form::{self, Form, ReadError};

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
    /// The portal's own definitions, then the built-in ones. The first one with an id counts.
    definitions: Vec<Sourced<Form>>,
    config: Config,
    config_text: Option<String>,
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
        for form in &mut definitions {
            form.content = config.apply(form.content.clone());
        }
        Ok(Self { definitions, config, config_text })
    }

    /// Returns the definition of that workflow, with the config applied.
    pub fn get(&self, id: &str) -> Option<&Form> {
        self.find(id).map(|form| &form.content)
    }

    /// Returns each workflow's definition.
    pub fn iter(&self) -> impl Iterator<Item = &Form> {
        let forms = self.definitions.iter().map(|form| &form.content);
        forms.filter(|form| self.get(&form.id).is_some_and(|first| std::ptr::eq(first, *form)))
    }

    /// Returns the source text of that workflow's definition.
    pub fn text(&self, id: &str) -> Option<&str> {
        self.find(id).map(|form| form.text.as_str())
    }

    /// Returns the config, which is empty if the portal has none.
    pub fn config(&self) -> &Config {
        &self.config
    }

    /// Returns the config of a workflow.
    pub fn config_of(&self, workflow: &str) -> Config {
        self.config.clone().for_workflow(workflow)
    }

    /// Returns the source text of the config, if the portal has one.
    pub fn config_text(&self) -> Option<&str> {
        self.config_text.as_deref()
    }

    fn find(&self, id: &str) -> Option<&Sourced<Form>> {
        self.definitions.iter().find(|form| form.content.id == id)
    }
}
