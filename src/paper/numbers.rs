//! The numbers of steps and questions, in their order on the screen.

use crate::form::{Form, Question, Step};

/// The printed steps with their questions, except those that this portal never shows.
pub struct Numbers<'a>(Vec<(&'a Step, Vec<&'a Question>)>);

impl<'a> Numbers<'a> {
    /// Numbers a form.
    pub fn of(form: &'a Form) -> Self {
        let is_printed = |question: &&Question| !question.is_taken_away() && question.leaves_choice();
        let steps = form.steps.iter().map(|step| (step, step.questions.iter().filter(is_printed).collect()));
        Self(steps.filter(|(_, questions): &(_, Vec<_>)| !questions.is_empty()).collect())
    }

    /// Iterates over the steps with their numbers and questions.
    pub fn steps(&self) -> impl Iterator<Item = (usize, &'a Step, &[&'a Question])> {
        self.0.iter().zip(1..).map(|((step, questions), number)| (number, *step, questions.as_slice()))
    }

    /// Returns the number of a question, such as `3.2`, if it is printed.
    pub fn get(&self, id: &str) -> Option<String> {
        self.steps().find_map(|(step, _, questions)| {
            let at = questions.iter().position(|question| question.id == id)?;
            Some(format!("{step}.{}", at + 1))
        })
    }
}
