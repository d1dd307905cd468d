//! Texts in a chosen language, from the engine, a language pack and the form.

use super::{Lang, Word, fill, problem_words};
use crate::config::Config;
use crate::form::{Form, Question, Text};
use crate::place::Place;
use crate::problem::{LocatedProblem, Problem};
use std::borrow::Cow;

/// The texts of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    lang: Lang,
    tag: String,
    /// Texts of the engine, in the order of `Word`. A line feed terminates each text.
    texts: Cow<'static, str>,
    /// Texts of the portal's language pack, by key.
    own: Vec<(String, String)>,
}

impl Words {
    /// Returns the texts for a language tag; Chinese if the engine does not have the language.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        Self::with_texts(Cow::Borrowed(Lang::nearest(tag).words()), tag)
    }

    /// Returns the texts for a language tag, including the language packs of a portal.
    #[must_use]
    pub fn at(config: &Config, tag: &str) -> Self {
        Self::of(tag).with_pack(config, tag)
    }

    /// Returns the texts for a form. A language that neither the engine nor the form has becomes Chinese.
    #[must_use]
    pub fn in_form(config: &Config, form: &Form, tag: &str) -> Self {
        Self::at(config, tag_in(form, tag))
    }

    /// Returns the texts for a form, like [`Words::in_form`], but takes those of the engine from `texts`, a file of
    /// the delivery in the nearest language.
    #[must_use]
    pub fn from_delivery(texts: &str, config: &Config, form: &Form, tag: &str) -> Self {
        let tag = tag_in(form, tag);
        Self::with_texts(Cow::Owned(texts.to_owned()), tag).with_pack(config, tag)
    }

    /// Returns the texts of a compiled content.
    pub(crate) fn compiled(lang: Lang, tag: String, texts: String) -> Self {
        Self { lang, tag, texts: Cow::Owned(texts), own: Vec::new() }
    }

    fn with_texts(texts: Cow<'static, str>, tag: &str) -> Self {
        let lang = Lang::nearest(tag);
        let tag = if Lang::from_tag(tag).is_some() { lang.tag() } else { tag };
        Self { lang, tag: tag.to_owned(), texts, own: Vec::new() }
    }

    /// Adds the language pack of a portal, if it has one for the tag.
    fn with_pack(mut self, config: &Config, tag: &str) -> Self {
        if let Some(pack) = config.languages.iter().find(|pack| pack.tag.eq_ignore_ascii_case(tag)) {
            self.tag.clone_from(&pack.tag);
            self.own.clone_from(&pack.words);
        }
        self
    }

    /// Returns the texts that the browser uses, in the order of `Word`. A line feed terminates each text.
    #[cfg(not(target_arch = "wasm32"))]
    #[must_use]
    pub fn delivered(&self) -> String {
        let words = Word::ALL.iter().filter(|word| word.is_delivered());
        words.map(|word| self.say(*word).replace('\n', " ") + "\n").collect()
    }

    /// The language tag.
    #[must_use]
    pub fn tag(&self) -> &str {
        &self.tag
    }

    /// The language of the engine's texts.
    #[must_use]
    pub fn lang(&self) -> Lang {
        self.lang
    }

    /// Returns a text of the engine.
    #[must_use]
    pub fn say(&self, word: Word) -> &str {
        if !self.own.is_empty()
            && let Some((_, own)) = self.own.iter().find(|(key, _)| key == word.key())
        {
            return own;
        }
        self.texts.split('\n').nth(word as usize).unwrap_or_default()
    }

    /// Returns a text of the engine with its placeholders replaced.
    #[must_use]
    pub fn fill(&self, word: Word, values: &[(&str, &str)]) -> String {
        fill(self.say(word), values)
    }

    /// Returns a text of the form.
    #[must_use]
    pub fn text<'a>(&self, text: &'a Text) -> &'a str {
        text.in_language(&self.tag)
    }

    /// Returns the text of a problem: that of the form definition, or that of the engine.
    #[must_use]
    pub fn describe(&self, form: Option<&Form>, located: &LocatedProblem) -> String {
        let question = form.and_then(|form| question_at(form, &located.place));
        let code = located.problem.code();
        let own = match &located.problem {
            Problem::Rule { rule, .. } => form.and_then(|form| form.rule(rule)).map(|rule| &rule.message),
            Problem::Refused { value, .. } => question.and_then(|question| question.refusal(value)),
            Problem::Stop { stop } => form.and_then(|form| form.stop(stop)).map(|stop| &stop.title),
            _ => question
                .and_then(|question| question.errors.iter().find(|(other, _)| *other == code))
                .map(|(_, text)| text),
        };
        match own {
            Some(text) => self.text(text).to_owned(),
            None => self.problem(&located.problem, &self.name_of(form, question, located)),
        }
    }

    /// Returns the name of a problem's place: a notice, question or attachment.
    fn name_of(&self, form: Option<&Form>, question: Option<&Question>, located: &LocatedProblem) -> String {
        if let Problem::NoticeMissing { notice } = &located.problem {
            let notice = form.and_then(|form| form.notices.iter().find(|own| own.id == *notice));
            return notice.map_or("", |notice| self.text(&notice.title)).to_owned();
        }
        if let Some(question) = question {
            return self.text(question.name()).to_owned();
        }
        match &located.place {
            Place::Staff => self.say(Word::StaffId).to_owned(),
            Place::File(index) => self.fill(Word::AttachmentNumber, &[("number", &(index + 1).to_string())]),
            place => place.name().to_owned(),
        }
    }

    /// Returns the text of a problem of a file.
    #[must_use]
    pub fn file_problem(&self, file: &str, problem: &Problem) -> String {
        let quoted = match self.lang {
            Lang::ZhHant => ["「", file, "」"].concat(),
            Lang::En => ["“", file, "”"].concat(),
        };
        self.problem(problem, &quoted)
    }

    fn problem(&self, problem: &Problem, label: &str) -> String {
        if let Problem::Optional(problem) = problem {
            let problem = self.problem(problem, label);
            let problem = problem.strip_suffix('.').unwrap_or(&problem);
            return self.fill(Word::LeaveEmpty, &[("problem", problem)]);
        }
        let Some((word, values)) = problem_words(problem) else { return String::new() };
        let mut all: Vec<(&str, &str)> = values.iter().map(|(name, value)| (*name, value.as_str())).collect();
        all.push(("label", label));
        self.fill(word, &all)
    }
}

/// Returns the question at a place, also in a group.
fn question_at<'a>(form: &'a Form, place: &Place) -> Option<&'a Question> {
    let top = form.question(place.question()?)?;
    let inner = match place {
        Place::Row { question, .. } => top.questions.iter().find(|inner| inner.id == *question),
        _ => None,
    };
    Some(inner.unwrap_or(top))
}

/// Returns the tag of the form's language with this tag, or of the nearest language of the engine.
fn tag_in<'a>(form: &'a Form, tag: &str) -> &'a str {
    let own = form.languages.iter().find(|own| own.eq_ignore_ascii_case(tag));
    own.map_or(Lang::nearest(tag).tag(), String::as_str)
}
