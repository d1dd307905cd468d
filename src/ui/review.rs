//! The review: every answer with a link to change it, the notices to accept, and the button that files.

use super::error_summary::error_summary;
use super::files::chosen;
use super::notes::notes;
use super::notice::notice;
use super::view::{View, button, button_for};
use crate::form::{Kind, Question};
use crate::text::Word;
use yew::prelude::*;

/// The review of everything before it is filed.
pub fn review(view: &View) -> Html {
    html! {
        <>
            { button("back", view.words.say(Word::Back), "back") }
            { error_summary(view) }
            { view.heading(0, view.words.say(Word::Review)) }
            { answers(view, true) }
            { notes(view, "review") }
            { for view.form.notices.iter().map(|own| notice(view, own)) }
            <div class="actions">
                <button type="submit" class="primary" part="button" data-action="submit">
                    { view.words.say(Word::Submit) }
                </button>
            </div>
        </>
    }
}

/// All answers by step; `change` adds the links.
pub fn answers(view: &View, change: bool) -> Html {
    let steps = view.form.steps.iter().filter(|step| view.assessment.shows(step)).map(|step| {
        let asked: Vec<&Question> =
            step.questions.iter().filter(|question| view.assessment.is_asked(&question.id)).collect();
        html! {
            <section class="answers" key={step.id.clone()}>
                { view.heading(1, view.text(&step.title)) }
                <dl>{ for asked.iter().map(|question| row(view, question, change)) }</dl>
            </section>
        }
    });
    html! { <div class="review" part="review" data-part="review">{ for steps }</div> }
}

fn row(view: &View, question: &Question, change: bool) -> Html {
    let name = view.text(question.name());
    let value = match view.display(question) {
        Some(lines) if question.sensitive && !change => html! { <p>{ masked(&lines.concat()) }</p> },
        Some(_) if question.kind == Kind::Files && change => chosen(view, question),
        Some(lines) => lines.into_iter().map(|line| html! { <p>{ line }</p> }).collect(),
        None => html! { <p class="empty">{ view.words.say(Word::NotProvided) }</p> },
    };
    let label = html! {
        <>{ view.words.say(Word::Change) }<span class="hidden">{ name.to_owned() }</span></>
    };
    html! {
        <div class="row" key={question.id.clone()} data-answer={question.id.clone()}>
            <dt>{ name.to_owned() }</dt>
            <dd>{ value }</dd>
            if change { <dd class="change">{ button_for("change", &question.id, None, label, "link") }</dd> }
        </div>
    }
}

/// All but the first three and the last two characters are hidden on a printed copy.
fn masked(text: &str) -> String {
    let length = text.chars().count();
    let hide = |at: usize| at >= 3 && at + 2 < length;
    text.chars().enumerate().map(|(at, character)| if hide(at) { '*' } else { character }).collect()
}
