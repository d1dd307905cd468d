//! Which page comes when, and what a choice does to the draft. No drawing.

use super::shown::Places;
use crate::control::row_name;
use crate::draft::Draft;
use crate::form::{Form, Kind, Question, Step, Stop};
use crate::problem::Finding;
use crate::reply::{Receipt, Reply};
use crate::validate::{Assessment, answer_pointer, is_within};
use crate::value::address::townships;
use crate::value::text::clean_line;

/// What stands on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Page {
    /// The step of that id.
    Step(String),
    /// All answers, before filing.
    Review,
    /// The stop of that id.
    Stop(String),
    /// The filing is on its way.
    Sending,
    /// It did not arrive, or nobody knows.
    Failure(Reply),
    /// The backend has it.
    Receipt(Receipt),
}

/// The steps that are shown, in order.
pub fn visible<'a>(form: &'a Form, assessment: &Assessment) -> Vec<&'a Step> {
    let shows = |step: &&Step| step.questions.iter().any(|question| assessment.is_asked(&question.id));
    form.steps.iter().filter(shows).collect()
}

/// The id of the first step.
pub fn first_step(form: &Form) -> String {
    form.steps.first().map(|step| step.id.clone()).unwrap_or_default()
}

/// The last of these steps.
pub fn last(steps: &[&Step]) -> Page {
    Page::Step(steps.last().map(|step| step.id.clone()).unwrap_or_default())
}

/// The id of the step in which a control stands.
pub fn step_of(form: &Form, name: &str) -> Option<String> {
    let question = form.question(name).map_or_else(|| name.split('.').next().unwrap_or_default(), |_| name);
    form.step_of(question).and_then(|step| form.steps.get(step)).map(|step| step.id.clone())
}

/// The page on which a question stands.
pub fn page_of(form: &Form, question: &str) -> Page {
    step_of(form, question).map_or(Page::Review, Page::Step)
}

/// The findings of one step.
pub fn findings_in<'a>(
    form: &'a Form,
    assessment: &'a Assessment,
    step: &'a str,
) -> impl Iterator<Item = &'a Finding> {
    assessment
        .findings
        .iter()
        .filter(move |finding| step_of_finding(form, assessment, finding).as_deref() == Some(step))
}

fn step_of_finding(form: &Form, assessment: &Assessment, finding: &Finding) -> Option<String> {
    let own = form.questions().find(|question| is_within(&finding.pointer, &answer_pointer(&question.id)));
    // What concerns all files together stands where files are asked for last.
    let question = own.or_else(|| file_questions(form, assessment).last())?;
    step_of(form, &question.id)
}

/// The questions that take files and are asked.
fn file_questions<'a>(form: &'a Form, assessment: &'a Assessment) -> impl Iterator<Item = &'a Question> {
    form.questions().filter(|question| question.takes_files() && assessment.is_asked(&question.id))
}

/// Where problems stand on the screen.
pub fn places<'a>(form: &Form, assessment: &'a Assessment, draft: &Draft) -> Places<'a> {
    let sent = draft.files.iter().filter(|file| assessment.is_asked(&file.answer));
    let last = file_questions(form, assessment).last();
    Places {
        assessment,
        each: sent.map(|file| file.answer.clone()).collect(),
        together: last.map(|question| question.id.clone()).unwrap_or_default(),
    }
}

/// The first step with a problem.
pub fn first_with_problem(form: &Form, assessment: &Assessment) -> Option<String> {
    let steps = visible(form, assessment).into_iter();
    steps.map(|step| step.id.clone()).find(|step| findings_in(form, assessment, step).next().is_some())
}

/// The stop that ends the workflow in that step.
pub fn stop_in(form: &Form, assessment: &Assessment, step: &str) -> Option<String> {
    let ends = |stop: &&Stop| {
        step_of(form, &stop.at).as_deref() == Some(step)
            && assessment.is_asked(&stop.at)
            && assessment.holds(Some(&stop.when))
    };
    form.stops.iter().find(ends).map(|stop| stop.id.clone())
}

/// How many questions stand on the page.
pub fn asked(assessment: &Assessment, form: &Form, page: &Page) -> usize {
    let Page::Step(id) = page else { return 0 };
    let questions = form.steps.iter().filter(|step| step.id == *id).flat_map(|step| &step.questions);
    questions.filter(|question| assessment.is_asked(&question.id)).count()
}

/// Ticks or clears a box; the codes keep the order of the options.
pub fn tick(form: &Form, draft: &mut Draft, name: &str, value: &str, on: bool) {
    let is_ticked =
        |code: &str| if code == value { on } else { draft.list(name).iter().any(|other| other == code) };
    let list = match form.question(name) {
        Some(question) => {
            let codes = question.options.iter().map(|choice| choice.value.clone());
            codes.filter(|code| is_ticked(code)).collect()
        }
        None if on => vec![value.to_owned()],
        None => Vec::new(),
    };
    draft.set_list(name, list);
}

/// What follows from a choice: a township of another county goes.
pub fn follow(draft: &mut Draft, name: &str) {
    if let Some(address) = name.strip_suffix(".county") {
        let township = [address, ".township"].concat();
        let fits = townships(draft.text(name)).any(|(town, _)| town == draft.text(&township));
        if !fits {
            draft.set_text(&township, "");
        }
    }
}

/// Adds a row to a group; the name of its first control.
pub fn add_row(form: &Form, draft: &mut Draft, group: &str, row: usize) -> Option<String> {
    let first = form.question(group)?.questions.first()?;
    let name = row_name(group, row, &first.id);
    draft.set_text(&name, "");
    Some(name)
}

/// Removes rows in which nothing was typed.
pub fn drop_empty_rows(form: &Form, draft: &mut Draft) {
    for group in form.questions().filter(|question| question.kind == Kind::Group) {
        for row in (0..draft.rows(&group.id)).rev() {
            let empty = group
                .questions
                .iter()
                .all(|question| clean_line(draft.text(&row_name(&group.id, row, &question.id))).is_empty());
            if empty {
                draft.remove_row(&group.id, row);
            }
        }
    }
}
