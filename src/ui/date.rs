//! Dates and date-times: year, month, day and time typed apart, 民國 year first, echoed in both calendars.

use super::question::fieldset;
use super::view::{View, element_id};
use crate::answer::Answer;
use crate::draft::part_name;
use crate::form::Question;
use crate::text::Word;
use yew::prelude::*;

/// The fieldset of a date.
pub fn date(view: &View, question: &Question, name: &str) -> Html {
    let parts = question.kind.parts().iter().map(|part| input(view, name, part));
    let echo = match Answer::read(question, view.draft, name) {
        Ok(Some(Answer::Day(day))) => view.day(day),
        Ok(Some(Answer::Moment(moment))) => [&view.day(moment.date()), " ", &moment.time().to_string()].concat(),
        _ => String::new(),
    };
    let controls = html! {
        <>
            <div class="parts">{ for parts }</div>
            <p class="echo" aria-live="polite">{ echo }</p>
        </>
    };
    fieldset(view, question, name, controls)
}

fn input(view: &View, name: &str, part: &str) -> Html {
    let control = part_name(name, part);
    let id = element_id(&control);
    let (word, class) = match part {
        "year" => (Word::Year, "year"),
        "month" => (Word::Month, "two"),
        "day" => (Word::Day, "two"),
        _ => (Word::Time, "time"),
    };
    let invalid = view.is_wrong(name, None).then_some("true");
    let numeric = (part != "time").then_some("numeric");
    html! {
        <div class="part">
            <label for={id.clone()}>{ view.words.say(word) }</label>
            <input id={id} name={control.clone()} part="input" class={class} type="text" inputmode={numeric}
                autocomplete="off" aria-invalid={invalid} value={view.draft.text(&control).to_owned()} />
        </div>
    }
}
