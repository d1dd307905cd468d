//! The state that every part of the screen is drawn from.

use super::tree::{Tag, tag};
use crate::config::Config;
use crate::draft::Draft;
use crate::form::{Form, Need, Question, Step, Text};
use crate::journey::{Action, Journey, Loss, ShownProblem, Storage};
use crate::json::Json;
use crate::text::{Word, Words};
use crate::validate::{Assessment, Mode};

/// The state that every part of the screen is drawn from. Drawing does not change it.
pub struct View<'a> {
    pub form: &'a Form,
    pub config: &'a Config,
    pub draft: &'a Draft,
    pub assessment: &'a Assessment,
    pub problems: &'a [ShownProblem],
    pub preparing: &'a [(String, String)],
    /// The loss that can be undone.
    pub loss: Option<&'a Loss>,
    pub words: &'a Words,
    /// The language tag of the page, which may be none of the form's languages.
    pub page_language: &'a str,
    pub mode: Mode,
    /// Whether the draft is stored on the device.
    pub is_stored_on_device: bool,
    pub heading_level: u8,
    pub lists: &'a [(String, Json)],
}

const HEADINGS: [&str; 6] = ["h1", "h2", "h3", "h4", "h5", "h6"];

impl<'a> View<'a> {
    /// The view of a journey. `assessment` is that of its draft.
    pub fn new(journey: &'a Journey, assessment: &'a Assessment) -> Self {
        let options = journey.options();
        Self {
            form: journey.form(),
            config: journey.config(),
            draft: journey.draft(),
            assessment,
            problems: journey.problems(),
            preparing: journey.preparing(),
            loss: journey.undo_offer().map(|undo| &undo.loss),
            words: journey.words(),
            page_language: &options.lang,
            mode: options.mode,
            is_stored_on_device: options.storage == Storage::Local,
            heading_level: options.heading_level,
            lists: journey.lists(),
        }
    }
}

impl View<'_> {
    /// The questions of a step on the screen: those that are asked and leave something to choose.
    pub fn questions<'a>(&'a self, step: &'a Step) -> impl Iterator<Item = &'a Question> {
        let is_shown =
            |question: &&Question| self.assessment.is_asked(&question.id) && question.leaves_choice();
        step.questions.iter().filter(is_shown)
    }

    /// The problems at a control.
    pub fn problems_at<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a ShownProblem> {
        self.problems.iter().filter(move |problem| problem.control == name)
    }

    /// Returns whether the control, or this part of it, has a problem.
    pub fn is_wrong(&self, name: &str, part: Option<&str>) -> bool {
        self.problems_at(name)
            .any(|problem| part.is_none() || problem.part.is_none() || problem.part.as_deref() == part)
    }

    /// A heading `below` levels under the step's heading. It can take the focus.
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

    /// Returns whether a question may be left empty.
    pub fn is_optional(&self, question: &Question) -> bool {
        match &question.need {
            Need::Required => false,
            Need::Optional => true,
            Need::When(condition) => !self.assessment.holds(Some(condition)),
        }
    }

    /// A button with this action and label.
    pub fn button(&self, action: &Action, label: Word, class: &str) -> Tag {
        button(action, class).text(self.say(label))
    }
}

/// The id of a control's element, unique in its shadow root.
#[must_use]
pub fn element_id(name: &str) -> String {
    ["g-", name].concat()
}

/// A button with this action, without a label.
pub fn button(action: &Action, class: &str) -> Tag {
    tag("button")
        .set("type", "button")
        .class(class)
        .set("part", "button")
        .set("data-action", action.name())
        .set_some("data-for", action.target())
        .set_some("data-item", action.item())
}

/// Text for screen readers.
pub fn hidden(text: &str) -> Tag {
    tag("span").class("hidden").text(text)
}
