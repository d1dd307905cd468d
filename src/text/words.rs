//! Texts in a chosen language, from the engine, a language pack and the form.

use super::{Lang, Word, fill, problem_words};
use crate::config::Config;
use crate::form::{Form, Question, Text};
use crate::place::Place;
use crate::problem::{LocatedProblem, Problem};

/// The texts of one language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    lang: Lang,
    tag: String,
    /// Texts of the portal's language pack, by key.
    own: Vec<(String, String)>,
}

impl Words {
    /// Returns the texts for a language tag; Chinese if the engine does not have the language.
    #[must_use]
    pub fn of(tag: &str) -> Self {
        let lang = Lang::from_tag(tag).unwrap_or(Lang::ZhHant);
        let tag = if Lang::from_tag(tag).is_some() { lang.tag() } else { tag };
        Self { lang, tag: tag.to_owned(), own: Vec::new() }
    }

    /// Returns the texts for a language tag, including the language packs of a portal.
    #[must_use]
    pub fn at(config: &Config, tag: &str) -> Self {
        let mut words = Self::of(tag);
        if let Some(pack) = config.languages.iter().find(|pack| pack.tag.eq_ignore_ascii_case(tag)) {
            words.tag.clone_from(&pack.tag);
            words.own.clone_from(&pack.words);
        }
        words
    }

    /// Returns the texts for a form. A language that neither the engine nor the form has becomes Chinese.
    #[must_use]
    pub fn in_form(config: &Config, form: &Form, tag: &str) -> Self {
        let own = form.languages.iter().find(|own| own.eq_ignore_ascii_case(tag));
        let engine = Lang::from_tag(tag).unwrap_or(Lang::ZhHant).tag();
        Self::at(config, own.map_or(engine, String::as_str))
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
        if self.own.is_empty() {
            return word.say(self.lang);
        }
        let own = self.own.iter().find(|(key, _)| key == word.key());
        own.map_or_else(|| word.say(self.lang), |(_, words)| words)
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
