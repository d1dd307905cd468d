//! One step: Back, one heading, its questions, Continue.

use super::error_summary::error_summary;
use super::notes::notes;
use super::prose::prose;
use super::question::{errors, question};
use super::view::{View, button, element_id};
use crate::form::Step;
use crate::text::Word;
use crate::validate::Mode;
use yew::prelude::*;

/// The name of the control for the id of the member of staff.
pub const STAFF: &str = "staff_id";

/// A step of the form. The first one also says what the form is for, and at a counter asks who fills it in.
pub fn step(view: &View, step: &Step, index: usize, count: usize) -> Html {
    let first = index == 0;
    let number = (index + 1).to_string();
    let progress = view.words.fill(Word::StepOf, &[("number", &number), ("count", &count.to_string())]);
    let asked = step.questions.iter().filter(|own| view.assessment.is_asked(&own.id));
    html! {
        <>
            if !first { { button("back", view.words.say(Word::Back), "back") } }
            { error_summary(view) }
            <p class="progress" part="progress">{ progress }</p>
            { view.heading(0, view.text(&step.title)) }
            if first {
                if let Some(summary) = &view.form.summary {
                    <div class="intro">{ prose(view.text(summary)) }</div>
                }
            }
            if let Some(intro) = &step.intro { <div class="intro">{ prose(view.text(intro)) }</div> }
            { notes(view, &step.id) }
            if first && view.mode == Mode::Assisted { { staff(view) } }
            { for asked.map(|own| question(view, own, &own.id)) }
            <div class="actions">
                <button type="submit" class="primary" part="button" data-action="next">
                    { view.words.say(Word::Continue) }
                </button>
            </div>
        </>
    }
}

fn staff(view: &View) -> Html {
    let invalid = view.is_wrong(STAFF, None).then_some("true");
    let described = invalid.map(|_| [&element_id(STAFF), "-error"].concat());
    html! {
        <div class="question" data-question={STAFF}>
            <label for={element_id(STAFF)} part="label">{ view.words.say(Word::StaffId) }</label>
            { errors(view, STAFF) }
            <input id={element_id(STAFF)} name={STAFF} part="input" class="medium" type="text" autocomplete="off"
                aria-invalid={invalid} aria-describedby={described} value={view.draft.text(STAFF).to_owned()} />
        </div>
    }
}
