//! What every part of the screen is drawn from.

use super::shown::Shown;
use super::tag::{Tag, tag};
use super::undo::Undo;
use crate::config::Config;
use crate::draft::Draft;
use crate::form::{Form, Need, Question, Step, Text};
use crate::json::Json;
use crate::text::{Word, Words};
use crate::validate::{Assessment, Mode};

/// What every part of the screen is drawn from; nothing in it changes while drawing.
pub struct View<'a> {
    pub form: &'a Form,
    pub config: &'a Config,
    pub draft: &'a Draft,
    pub assessment: &'a Assessment<'a>,
    pub shown: &'a [Shown],
    pub preparing: &'a [(String, String)],
    pub undo: Option<&'a Undo>,
    pub words: &'a Words,
    /// The language tag that the page asks for; the form may not speak it.
    pub page_language: &'a str,
    pub mode: Mode,
    pub heading_level: u8,
    pub lists: &'a [(String, Json)],
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

impl View<'_> {
    /// The questions of a step that stand on the screen: those that are asked and leave something to choose.
    pub fn questions<'a>(&'a self, step: &'a Step) -> impl Iterator<Item = &'a Question> {
        let is_shown =
            |question: &&Question| self.assessment.is_asked(&question.id) && question.leaves_choice();
        step.questions.iter().filter(is_shown)
    }

    /// The problems at a control.
    pub fn shown_at<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Shown> {
        self.shown.iter().filter(move |shown| shown.name == name)
    }

    /// Whether a control, or that part of it, has a problem.
    pub fn is_wrong(&self, name: &str, part: Option<&str>) -> bool {
        self.shown_at(name)
            .any(|shown| part.is_none() || shown.part.is_none() || shown.part.as_deref() == part)
    }

    /// The heading of a page, `below` levels under the step's own. It can take the focus.
    pub fn heading(&self, below: u8, text: &str) -> Tag {
        let level = usize::from((self.heading_level + below).clamp(1, 6)) - 1;
        let heading = tag(HEADINGS.get(level).copied().unwrap_or("h2"));
        heading.class("heading").set("part", "heading").set("tabindex", "-1").text(text)
    }

    /// The engine's words.
    pub fn say(&self, word: Word) -> &str {
        self.words.say(word)
    }

    /// The form's words.
    pub fn text<'b>(&self, text: &'b Text) -> &'b str {
        text.in_language(self.words.tag())
    }

    /// Whether a question may be left empty.
    pub fn is_optional(&self, question: &Question) -> bool {
        match &question.need {
            Need::Required => false,
            Need::Optional => true,
            Need::When(condition) => !self.assessment.holds(Some(condition)),
        }
    }

    /// A button that does `action`.
    pub fn button(&self, action: &str, label: Word, class: &str) -> Tag {
        button(action, class).text(self.say(label))
    }
}

/// The id of a control's element, unique in its shadow root.
pub fn element_id(name: &str) -> String {
    ["g-", name].concat()
}

/// A button that does `action`, without words.
pub fn button(action: &str, class: &str) -> Tag {
    tag("button").set("type", "button").class(class).set("part", "button").set("data-action", action)
}

/// Words for those who can't see what a control belongs to.
pub fn hidden(text: &str) -> Tag {
    tag("span").class("hidden").text(text)
}
