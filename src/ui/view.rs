//! What every part of the screen is drawn from.

use super::shown::Shown;
use crate::config::Config;
use crate::draft::Draft;
use crate::form::{Form, Question};
use crate::text::{Word, Words};
use crate::validate::{Assessment, Mode};
use yew::prelude::*;

/// What every part of the screen is drawn from; nothing in it changes while drawing.
pub struct View<'a> {
    pub form: &'a Form,
    pub config: &'a Config,
    pub draft: &'a Draft,
    pub assessment: &'a Assessment<'a>,
    pub shown: &'a [Shown],
    pub words: &'a Words,
    pub mode: Mode,
    pub heading_level: u8,
    pub suggestions: &'a [(String, Vec<String>)],
}

impl View<'_> {
    /// The problems at a control.
    pub fn shown_at<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Shown> {
        self.shown.iter().filter(move |shown| shown.name == name)
    }

    /// Whether a control, or that part of it, has a problem.
    pub fn is_wrong(&self, name: &str, part: Option<&str>) -> bool {
        self.shown_at(name).any(|shown| part.is_none() || shown.part.is_none() || shown.part.as_deref() == part)
    }

    /// A heading, `below` levels under the step's own.
    pub fn heading(&self, below: u8, text: &str) -> Html {
        let level = (self.heading_level + below).min(6);
        html! { <@{["h", &level.to_string()].concat()} class="heading" part="heading" tabindex="-1">{ text }</@> }
    }

    /// A heading that names the part of the screen that it stands on.
    pub fn heading_with_id(&self, below: u8, text: &str, id: &str) -> Html {
        let level = (self.heading_level + below).min(6);
        html! { <@{["h", &level.to_string()].concat()} class="heading" id={id.to_owned()}>{ text }</@> }
    }

    /// The words behind the name of a question that may be left empty.
    pub fn optional_mark(&self, question: &Question) -> String {
        if self.is_needed(question) { String::new() } else { self.words.say(Word::Optional).to_owned() }
    }

    fn is_needed(&self, question: &Question) -> bool {
        match &question.need {
            crate::form::Need::Required => true,
            crate::form::Need::Optional => false,
            crate::form::Need::When(condition) => self.assessment.holds(Some(condition)),
        }
    }
}

/// The id of a control's element, unique in its shadow root.
pub fn element_id(name: &str) -> String {
    ["g-", name].concat()
}

/// A button that does `action`.
pub fn button(action: &'static str, label: &str, class: &'static str) -> Html {
    html! {
        <button type="button" class={class} part="button" data-action={action}>{ label }</button>
    }
}

/// A button that does `action` to the question or group `target`, or to one item of it.
pub fn button_for(
    action: &'static str,
    target: &str,
    item: Option<String>,
    label: Html,
    class: &'static str,
) -> Html {
    html! {
        <button type="button" class={class} part="button" data-action={action} data-for={target.to_owned()}
            data-item={item}>
            { label }
        </button>
    }
}
