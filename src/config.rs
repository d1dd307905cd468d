//! A portal's config: its own texts, lists, limits, languages and questions, which are applied to a form
//! before use.

#[cfg(feature = "cli")]
mod check;
mod reading;

use crate::deadline::Period;
use crate::form::reading::{Cursor, question};
use crate::form::{Choice, Condition, Form, Kind, Need, Question, ReadError, Text};
use crate::json::Json;
use crate::value::attachment::Limits;
use std::slice;

/// A portal's config.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Version, recorded with every submission; empty without a config.
    pub version: String,
    /// The agency to contact, and where to file without this form.
    pub agency: Option<Agency>,
    /// The notice that 個人資料保護法第8條 requires.
    pub privacy: Option<Privacy>,
    /// Suggested names for `unit_name`.
    pub units: Vec<String>,
    /// The time within which the agency replies, as text.
    pub reply_within: Option<Text>,
    /// The time within which the agency replies, as a period.
    pub reply_period: Option<Period>,
    lists: Vec<(String, Vec<Entry>)>,
    limits: Limits,
    texts: Vec<(String, Text)>,
    hidden: Vec<(String, Vec<String>)>,
    extra: Vec<Extra>,
    workflows: Vec<(String, Own)>,
    /// Languages in addition to those of the engine and the forms.
    pub languages: Vec<Pack>,
}

/// The members that a workflow has in place of the portal's own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Own {
    agency: Option<Agency>,
    privacy: Option<Privacy>,
    reply_within: Option<Text>,
    reply_period: Option<Period>,
}

/// The portal's agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agency {
    /// Name.
    pub name: Text,
    /// Telephone number.
    pub phone: String,
    /// Postal address.
    pub address: Text,
    /// Office hours.
    pub hours: Text,
    /// Web page.
    pub url: String,
}

/// The six items of 個人資料保護法第8條第1項.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// Version, recorded with the acceptance.
    pub version: String,
    /// The items of 第1款 to 第6款 in this order: holder, purpose, categories, use, rights, refusal.
    pub items: Vec<Text>,
}

/// A language pack: texts of the engine by key, and texts of forms by workflow and key. Missing texts of a
/// form fall back to its first language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Language tag (BCP 47).
    pub tag: String,
    /// Texts of the engine, by key.
    pub words: Vec<(String, String)>,
    texts: Vec<(String, Vec<(String, String)>)>,
}

/// An entry of a list: value and label.
type Entry = (String, Text);

/// An extra question of the portal.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Extra {
    workflow: Option<String>,
    step: String,
    /// The definition, already checked, which is read again for each form. Cloning a `Question` would add
    /// more code to the bundle.
    question: Json,
}

/// Tag of a text for all languages.
const ANY_LANGUAGE: &str = "";

/// Prefix of the ids of a portal's extra questions.
pub const EXTRA: &str = "extra.";

/// Lists that a question's options may come from.
pub const LISTS: [&str; 4] = ["receivers", "topics", "services", "identities"];

/// Items of a privacy notice, in the order of the law.
pub const PRIVACY_ITEMS: [&str; 6] = ["holder", "purpose", "categories", "use", "rights", "refusal"];

impl Config {
    /// Reads a config.
    ///
    /// # Errors
    /// The first invalid place.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        Cursor::read(text, reading::config)
    }

    /// The limits on attachments.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// Returns the config of one workflow: its own agency, privacy notice and times of reply take the place
    /// of the portal's.
    #[must_use]
    pub fn for_workflow(mut self, id: &str) -> Self {
        for (workflow, own) in std::mem::take(&mut self.workflows) {
            if workflow == id {
                self.agency = own.agency.or(self.agency);
                self.privacy = own.privacy.or(self.privacy);
                self.reply_within = own.reply_within.or(self.reply_within);
                self.reply_period = own.reply_period.or(self.reply_period);
            }
        }
        self
    }

    /// Returns the form with this portal's limits, extra questions, lists, hidden options, language packs and
    /// texts.
    #[must_use]
    pub fn apply(&self, mut form: Form) -> Form {
        form.limits = self.limits;
        for extra in &self.extra {
            let wanted = extra.workflow.as_ref().is_none_or(|workflow| *workflow == form.id);
            let step = form.steps.iter_mut().find(|step| wanted && step.id == extra.step);
            if let Some(step) = step {
                let mut question = Cursor::reread(&extra.question, question);
                question.id = [EXTRA, &question.id].concat();
                step.questions.push(question);
            }
        }
        for question in form.steps.iter_mut().flat_map(|step| &mut step.questions) {
            let before = question.options.len();
            if let Some(name) = &question.options_from {
                let own = self.lists.iter().find(|(list, _)| list == name);
                question.options =
                    own.map(|(_, entries)| entries.iter().map(option).collect()).unwrap_or_default();
            }
            for (_, values) in self.hidden.iter().filter(|(key, _)| applies_to(key, &form.id, &question.id)) {
                question.options.retain(|choice| !values.contains(&choice.value));
            }
            if question.options_from.is_some() || question.options.len() < before {
                adapt_to_options(question);
            }
        }
        for pack in &self.languages {
            pack.apply(&mut form);
        }
        let (id, languages) = (form.id.clone(), form.languages.clone());
        form.visit_texts(&mut |key, text| {
            for (_, own) in self.texts.iter().filter(|(own, _)| applies_to(own, &id, key)) {
                merge(text, own, &languages);
            }
        });
        form
    }
}

/// Splits a key of the config: `key` applies to every form, `workflow:key` to one.
fn split_key(own: &str) -> (Option<&str>, &str) {
    own.split_once(':').map_or((None, own), |(workflow, key)| (Some(workflow), key))
}

/// Returns whether a key of the config applies to a key of a form.
fn applies_to(own: &str, form: &str, key: &str) -> bool {
    let (workflow, own) = split_key(own);
    own == key && workflow.is_none_or(|workflow| workflow == form)
}

/// Adapts a choice to its remaining options. A choice without options, such as one from a list that the
/// config lacks, is never asked. A yes-or-no question with one option becomes optional.
fn adapt_to_options(question: &mut Question) {
    match question.kind {
        Kind::Choice | Kind::Choices | Kind::YesNo if question.options.is_empty() => {
            question.when = Some(Condition::NEVER);
        }
        Kind::YesNo if !question.leaves_choice() => question.need = Need::Optional,
        _ => {}
    }
}

impl Pack {
    fn apply(&self, form: &mut Form) {
        let Some((_, texts)) = self.texts.iter().find(|(id, _)| *id == form.id) else { return };
        if !form.languages.contains(&self.tag) {
            form.languages.push(self.tag.clone());
        }
        form.visit_texts(&mut |key, text| {
            for (_, words) in texts.iter().filter(|(own, _)| own == key) {
                merge(text, &Text(vec![(self.tag.clone(), words.clone())]), &[]);
            }
        });
    }
}

/// Replaces the languages that `own` has, and keeps the others. A text for all languages replaces those in
/// `all`.
fn merge(text: &mut Text, own: &Text, all: &[String]) {
    for (tag, words) in &own.0 {
        let tags = if tag == ANY_LANGUAGE { all } else { slice::from_ref(tag) };
        for tag in tags {
            match text.0.iter_mut().find(|(other, _)| other == tag) {
                Some((_, old)) => old.clone_from(words),
                None => text.0.push((tag.clone(), words.clone())),
            }
        }
    }
}

/// Converts an entry of a list to an option.
fn option((value, label): &Entry) -> Choice {
    Choice { value: value.clone(), label: label.clone(), hint: None, cite: None, when: None, refused: None }
}
