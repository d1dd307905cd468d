//! A portal's own texts and lists (contract §6), applied to a form before anything is asked or judged.

use crate::form::reading::{list, only, optional, question, required, string, strings, whole, words};
use crate::form::{Choice, Form, Question, ReadError, Text};
use crate::json::Json;
use crate::value::attachment::Limits;

/// A portal's config.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Config {
    /// Recorded with every submission; empty without a config.
    pub version: String,
    /// Whom to ask, and where to file otherwise.
    pub agency: Option<Agency>,
    /// What 個人資料保護法第8條 requires to be told.
    pub privacy: Option<Privacy>,
    /// Names offered for `unit_name`.
    pub units: Vec<String>,
    /// How soon the portal replies.
    pub reply_within: Option<Text>,
    lists: Vec<(String, Vec<Choice>)>,
    limits: Limits,
    texts: Vec<(String, Text)>,
    hidden: Vec<(String, Vec<String>)>,
    extra: Vec<Extra>,
}

/// The portal's agency.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Agency {
    /// Its name.
    pub name: Text,
    /// Its telephone number.
    pub phone: String,
    /// Its postal address.
    pub address: Text,
    /// Its office hours.
    pub hours: Text,
    /// Its page.
    pub url: String,
}

/// The six items of 個人資料保護法第8條第1項.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Privacy {
    /// Recorded with the acceptance.
    pub version: String,
    /// 第1款 to 第6款 in the law's order: holder, purpose, categories, use, rights, refusal.
    pub items: Vec<Text>,
}

/// A question of the portal's own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Extra {
    workflow: Option<String>,
    step: String,
    question: Question,
}

/// The lists that options may come from.
const LISTS: [&str; 4] = ["receivers", "topics", "services", "identities"];

/// The items of a privacy notice, in the law's order.
pub const PRIVACY_ITEMS: [&str; 6] = ["holder", "purpose", "categories", "use", "rights", "refusal"];

impl Config {
    /// Reads a config.
    ///
    /// # Errors
    /// The first place that contract §6 does not allow.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        let json = Json::read(text)?;
        only(
            &json,
            &[
                "$schema",
                "version",
                "agency",
                "privacy",
                "units",
                "receivers",
                "topics",
                "services",
                "identities",
                "reply_within",
                "attachments",
                "texts",
                "options",
                "questions",
            ],
        )?;
        let mut lists = Vec::new();
        for name in LISTS {
            if let Some(choices) = optional(&json, name, |json| list(json, entry))? {
                lists.push((name.to_owned(), choices));
            }
        }
        Ok(Self {
            version: required(&json, "version", string)?,
            agency: optional(&json, "agency", agency)?,
            privacy: optional(&json, "privacy", privacy)?,
            units: optional(&json, "units", strings)?.unwrap_or_default(),
            reply_within: optional(&json, "reply_within", words)?,
            lists,
            limits: optional(&json, "attachments", limits)?.unwrap_or_default(),
            texts: optional(&json, "texts", |json| by_name(json, words))?.unwrap_or_default(),
            hidden: optional(&json, "options", |json| by_name(json, strings))?.unwrap_or_default(),
            extra: optional(&json, "questions", |json| list(json, extra))?.unwrap_or_default(),
        })
    }

    /// The form with this portal's lists, limits, texts, hidden options and extra questions.
    #[must_use]
    pub fn apply(&self, mut form: Form) -> Form {
        form.limits = self.limits;
        for extra in &self.extra {
            let wanted = extra.workflow.as_ref().is_none_or(|workflow| *workflow == form.id);
            let step = form.steps.iter_mut().find(|step| wanted && step.id == extra.step);
            if let Some(step) = step {
                step.questions.push(extra.question.clone());
            }
        }
        for question in form.steps.iter_mut().flat_map(|step| &mut step.questions) {
            if let Some(name) = &question.options_from {
                let own = self.lists.iter().find(|(list, _)| list == name);
                question.options = own.map(|(_, choices)| choices.clone()).unwrap_or_default();
            }
            for (_, values) in self.hidden.iter().filter(|(id, _)| *id == question.id) {
                question.options.retain(|choice| !values.contains(&choice.value));
            }
        }
        // A list that the portal does not have leaves nothing to choose from: the question goes.
        for step in &mut form.steps {
            step.questions.retain(|question| question.options_from.is_none() || !question.options.is_empty());
        }
        form.visit_texts(&mut |key, text| {
            for (_, own) in self.texts.iter().filter(|(own, _)| own == key) {
                merge(text, own);
            }
        });
        form
    }
}

/// Replaces the languages that `own` has, and leaves the others.
fn merge(text: &mut Text, own: &Text) {
    for (tag, words) in &own.0 {
        match text.0.iter_mut().find(|(other, _)| other == tag) {
            Some((_, old)) => old.clone_from(words),
            None => text.0.push((tag.clone(), words.clone())),
        }
    }
}

fn by_name<T>(json: &Json, read: fn(&Json) -> Result<T, ReadError>) -> Result<Vec<(String, T)>, ReadError> {
    let names = json.members().iter().map(|(name, _)| name);
    names.map(|name| Ok((name.clone(), required(json, name, read)?))).collect()
}

fn entry(json: &Json) -> Result<Choice, ReadError> {
    only(json, &["value", "label"])?;
    Ok(Choice {
        value: required(json, "value", string)?,
        label: required(json, "label", words)?,
        hint: None,
        cite: None,
        when: None,
        refused: None,
    })
}

/// A text in several languages, or one string for all of them.
fn any_words(json: &Json) -> Result<Text, ReadError> {
    match json.text() {
        Some(text) => Ok(Text(vec![("zh-Hant".to_owned(), text.to_owned())])),
        None => words(json),
    }
}

fn agency(json: &Json) -> Result<Agency, ReadError> {
    only(json, &["name", "phone", "address", "hours", "url"])?;
    Ok(Agency {
        name: required(json, "name", any_words)?,
        phone: optional(json, "phone", string)?.unwrap_or_default(),
        address: optional(json, "address", any_words)?.unwrap_or_default(),
        hours: optional(json, "hours", any_words)?.unwrap_or_default(),
        url: optional(json, "url", string)?.unwrap_or_default(),
    })
}

fn privacy(json: &Json) -> Result<Privacy, ReadError> {
    let items: Result<Vec<Text>, ReadError> =
        PRIVACY_ITEMS.iter().map(|item| required(json, item, any_words)).collect();
    Ok(Privacy { version: required(json, "version", string)?, items: items? })
}

fn limits(json: &Json) -> Result<Limits, ReadError> {
    only(json, &["files", "each_bytes", "total_bytes"])?;
    let default = Limits::default();
    let bytes = |name, otherwise| {
        let number = optional(json, name, whole)?;
        Ok::<u64, ReadError>(number.and_then(|number| u64::try_from(number).ok()).unwrap_or(otherwise))
    };
    Ok(Limits {
        files: optional(json, "files", whole)?.unwrap_or(default.files),
        each_bytes: bytes("each_bytes", default.each_bytes)?,
        total_bytes: bytes("total_bytes", default.total_bytes)?,
    })
}

fn extra(json: &Json) -> Result<Extra, ReadError> {
    only(json, &["workflow", "step", "question"])?;
    let mut question = required(json, "question", |json| question(json, 0))?;
    question.id = ["extra.", &question.id].concat();
    Ok(Extra {
        workflow: optional(json, "workflow", string)?,
        step: required(json, "step", string)?,
        question,
    })
}
