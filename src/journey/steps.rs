//! Steps of a form, and the steps of questions and problems.

use crate::control::first_part;
use crate::draft::Draft;
use crate::form::{Form, Question, Step, Stop};
use crate::place::Place;
use crate::problem::LocatedProblem;
use crate::validate::Assessment;

/// Returns the steps that are shown, in order.
#[must_use]
pub fn visible_steps<'a>(form: &'a Form, assessment: &Assessment) -> Vec<&'a Step> {
    let shows = |step: &&Step| step.questions.iter().any(|question| assessment.is_asked(&question.id));
    form.steps.iter().filter(shows).collect()
}

/// Returns the id of the first step.
pub fn first_step(form: &Form) -> String {
    form.steps.first().map(|step| step.id.clone()).unwrap_or_default()
}

/// Returns the id of the step with the control of this name.
pub fn step_of(form: &Form, control: &str) -> Option<String> {
    let question = if form.question(control).is_some() { control } else { first_part(control) };
    form.step_of(question).map(|step| step.id.clone())
}

/// Returns the id of the step to which a problem belongs.
pub fn step_of_problem(form: &Form, assessment: &Assessment, located: &LocatedProblem) -> Option<String> {
    // Problems of all files together belong to the last question that takes files.
    let question = match located.place.question() {
        Some(question) => question,
        None => &file_questions(form, assessment).last()?.id,
    };
    step_of(form, question)
}

/// Returns the first step with a problem.
pub fn first_with_problem(form: &Form, assessment: &Assessment) -> Option<String> {
    let steps = visible_steps(form, assessment).into_iter();
    let is_wrong = |id: &String| {
        let mut problems = assessment.problems.iter();
        problems.any(|located| step_of_problem(form, assessment, located).as_deref() == Some(id))
    };
    steps.map(|step| step.id.clone()).find(is_wrong)
}

/// Returns the stop that ends the workflow in that step.
pub fn stop_in(form: &Form, assessment: &Assessment, step: &str) -> Option<String> {
    let ends = |stop: &&Stop| {
        step_of(form, &stop.at).as_deref() == Some(step)
            && assessment.is_asked(&stop.at)
            && assessment.holds(Some(&stop.when))
    };
    form.stops.iter().find(ends).map(|stop| stop.id.clone())
}

/// Returns the questions that take files and are asked.
fn file_questions<'a>(form: &'a Form, assessment: &'a Assessment) -> impl Iterator<Item = &'a Question> {
    form.questions().filter(|question| question.takes_files() && assessment.is_asked(&question.id))
}

/// The places of problems on the screen.
pub struct Places<'a> {
    /// A question that is not asked has no place.
    assessment: &'a Assessment,
    form: &'a Form,
    /// The question of each file, in the order of the attachments.
    each: Vec<&'a str>,
}

impl<'a> Places<'a> {
    /// The places for this draft.
    pub fn new(form: &'a Form, assessment: &'a Assessment, draft: &'a Draft) -> Self {
        let sent = draft.files.iter().filter(|file| assessment.is_asked(&file.answer));
        Self { assessment, form, each: sent.map(|file| file.answer.as_str()).collect() }
    }

    /// Returns the name of the control for a place, and the part of its answer. The name is empty if the
    /// place belongs to no question that is asked.
    pub fn control(&self, place: &Place) -> (String, Option<String>) {
        match place {
            Place::File(index) => match self.each.get(*index) {
                Some(question) => ((*question).to_owned(), None),
                None => (self.last_file_question(), None),
            },
            place if place.is_in_files() => (self.last_file_question(), None),
            place => match place.question() {
                Some(id) if self.form.question(id).is_none() || !self.assessment.is_asked(id) => {
                    (String::new(), None)
                }
                _ => (place.control().unwrap_or_default(), part(place)),
            },
        }
    }

    fn last_file_question(&self) -> String {
        file_questions(self.form, self.assessment)
            .last()
            .map(|question| question.id.clone())
            .unwrap_or_default()
    }
}

fn part(place: &Place) -> Option<String> {
    match place {
        Place::Part { part, .. } => Some(part.clone()),
        _ => None,
    }
}
