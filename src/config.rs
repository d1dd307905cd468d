//! A portal's own texts and lists (contract §6), applied to a form before anything is asked or judged.

#[cfg(feature = "cli")]
mod check;

use crate::deadline::Period;
use crate::form::reading::{Cursor, question};
use crate::form::{Choice, Condition, Form, Kind, Need, Question, ReadError, Text};
use crate::json::Json;
use crate::value::attachment::Limits;
use std::slice;

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
    /// The same, to be counted.
    pub reply_period: Option<Period>,
    lists: Vec<(String, Vec<Entry>)>,
    limits: Limits,
    texts: Vec<(String, Text)>,
    hidden: Vec<(String, Vec<String>)>,
    extra: Vec<Extra>,
    /// Languages beside those of the engine and the forms.
    pub languages: Vec<Pack>,
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

/// A language that the portal brings: the engine's words by key, and words of forms by workflow and text key. What it
/// leaves out is said in the form's first language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pack {
    /// Its tag (BCP 47).
    pub tag: String,
    /// The engine's words.
    pub words: Vec<(String, String)>,
    texts: Vec<(String, Vec<(String, String)>)>,
}

/// An entry of a list: its code and its words.
type Entry = (String, Text);

/// A question of the portal's own.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Extra {
    workflow: Option<String>,
    step: String,
    /// Free of mistakes, and read again for each form: to copy a question, with its options and conditions, takes
    /// more code than that.
    question: Json,
}

/// The tag of words that stand for all languages.
const ANY_LANGUAGE: &str = "";

/// What the ids of a portal's own questions begin with.
pub const EXTRA: &str = "extra.";

/// The lists that options may come from.
pub const LISTS: [&str; 4] = ["receivers", "topics", "services", "identities"];

/// The items of a privacy notice, in the law's order.
pub const PRIVACY_ITEMS: [&str; 6] = ["holder", "purpose", "categories", "use", "rights", "refusal"];

impl Config {
    /// Reads a config.
    ///
    /// # Errors
    /// The first place that contract §6 does not allow.
    pub fn read(text: &str) -> Result<Self, ReadError> {
        Cursor::read(text, config)
    }

    /// How many files, and how large.
    #[must_use]
    pub fn limits(&self) -> &Limits {
        &self.limits
    }

    /// The form with this portal's lists, limits, texts, hidden options and extra questions.
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
            for (_, values) in self.hidden.iter().filter(|(key, _)| is_of(key, &form.id, &question.id)) {
                question.options.retain(|choice| !values.contains(&choice.value));
            }
            if question.options_from.is_some() || question.options.len() < before {
                settle(question);
            }
        }
        for pack in &self.languages {
            pack.apply(&mut form);
        }
        let (id, languages) = (form.id.clone(), form.languages.clone());
        form.visit_texts(&mut |key, text| {
            for (_, own) in self.texts.iter().filter(|(own, _)| is_of(own, &id, key)) {
                merge(text, own, &languages);
            }
        });
        form
    }
}

/// A portal's key, and the form that it means: `key` means every form, `workflow:key` one.
fn addressed(own: &str) -> (Option<&str>, &str) {
    own.split_once(':').map_or((None, own), |(workflow, key)| (Some(workflow), key))
}

/// Whether a portal's key means that one of a form.
fn is_of(own: &str, form: &str, key: &str) -> bool {
    let (workflow, own) = addressed(own);
    own == key && workflow.is_none_or(|workflow| workflow == form)
}

/// A choice of which nothing is left, such as one from a list that the portal does not have, is not asked. A yes
/// or no of which one is left can be left out: there is nothing to choose.
fn settle(question: &mut Question) {
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

/// Replaces the languages that `own` has, and leaves the others. Words of no language replace `all` of them.
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

fn config(at: &Cursor) -> Config {
    at.only(
        "$schema version agency privacy units receivers topics services identities reply_within reply_period \
         attachments texts options questions languages",
    );
    let mut lists = Vec::new();
    for name in LISTS {
        if let Some(list) = at.find(name) {
            lists.push((name.to_owned(), list.each(entry)));
        }
    }
    Config {
        version: at.text("version"),
        agency: at.find("agency").map(|at| agency(&at)),
        privacy: at.find("privacy").map(|at| privacy(&at)),
        units: at.find("units").map(|at| at.to_texts()).unwrap_or_default(),
        reply_within: at.find("reply_within").map(|at| any_words(&at)),
        reply_period: at.find("reply_period").and_then(|at| period(&at)),
        lists,
        limits: at.find("attachments").map(|at| limits(&at)).unwrap_or_default(),
        texts: at.find("texts").map(|at| at.each_member(text)).unwrap_or_default(),
        hidden: at.find("options").map(|at| at.each_member(hidden)).unwrap_or_default(),
        extra: at.list_if("questions", extra),
        languages: at.list_if("languages", pack),
    }
}

fn text(key: &str, at: &Cursor) -> (String, Text) {
    (key.to_owned(), any_words(at))
}

fn pack(at: &Cursor) -> Pack {
    at.only("tag words texts");
    Pack {
        tag: at.text("tag"),
        words: at.find("words").map(|at| at.each_member(plain)).unwrap_or_default(),
        texts: at.find("texts").map(|at| at.each_member(of_form)).unwrap_or_default(),
    }
}

fn of_form(workflow: &str, at: &Cursor) -> (String, Vec<(String, String)>) {
    (workflow.to_owned(), at.each_member(plain))
}

fn plain(key: &str, at: &Cursor) -> (String, String) {
    (key.to_owned(), at.to_text())
}

fn hidden(question: &str, at: &Cursor) -> (String, Vec<String>) {
    (question.to_owned(), at.to_texts())
}

fn entry(at: &Cursor) -> Entry {
    at.only("value label");
    (at.text("value"), at.words("label"))
}

/// The option that an entry stands for.
fn option((value, label): &Entry) -> Choice {
    Choice { value: value.clone(), label: label.clone(), hint: None, cite: None, when: None, refused: None }
}

/// A text in several languages, or one string for all of them.
fn any_words(at: &Cursor) -> Text {
    match at.as_text() {
        Some(text) => Text(vec![(ANY_LANGUAGE.to_owned(), text.to_owned())]),
        None => at.to_words(),
    }
}

fn any_words_if(at: &Cursor, name: &str) -> Text {
    at.find(name).map(|at| any_words(&at)).unwrap_or_default()
}

fn agency(at: &Cursor) -> Agency {
    at.only("name phone address hours url");
    Agency {
        name: any_words(&at.get("name")),
        phone: at.text_if("phone").unwrap_or_default(),
        address: any_words_if(at, "address"),
        hours: any_words_if(at, "hours"),
        url: at.text_if("url").unwrap_or_default(),
    }
}

fn privacy(at: &Cursor) -> Privacy {
    at.only("version holder purpose categories use rights refusal");
    Privacy { version: at.text("version"), items: PRIVACY_ITEMS.map(|item| any_words(&at.get(item))).into() }
}

/// `{"days": 30}` or `{"working_days": 7}`.
fn period(at: &Cursor) -> Option<Period> {
    at.only("days working_days");
    let count = |name| at.whole_if(name).and_then(|number| u32::try_from(number).ok());
    count("working_days").map(Period::WorkingDays).or_else(|| count("days").map(Period::Days))
}

fn limits(at: &Cursor) -> Limits {
    at.only("files each_bytes total_bytes");
    let default = Limits::default();
    let bytes = |name| at.whole_if(name).and_then(|number| u64::try_from(number).ok());
    Limits {
        files: at.whole_if("files").unwrap_or(default.files),
        each_bytes: bytes("each_bytes").unwrap_or(default.each_bytes),
        total_bytes: bytes("total_bytes").unwrap_or(default.total_bytes),
    }
}

fn extra(at: &Cursor) -> Extra {
    at.only("workflow step question");
    let own = at.get("question");
    question(&own);
    Extra { workflow: at.text_if("workflow"), step: at.text("step"), question: own.to_json() }
}
