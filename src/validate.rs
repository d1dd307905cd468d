//! Form × draft × today → submission, or problems. The only way to make a `Submission`.

mod asking;
mod circumstances;
mod known;
mod rules;

pub use circumstances::{Channel, Circumstances, Mode};

use crate::answer::Answer;
use crate::draft::{Draft, escape};
use crate::form::{Condition, Form, Question, Step};
use crate::problem::{Finding, Problem};
use crate::submission::{Filing, Submission};
use crate::value::attachment::Attachment;
use chrono::NaiveDate;

/// A draft seen through its form: what was asked, what was answered, what is wrong.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    asked: Vec<Asked<'a>>,
    circumstances: Circumstances,
    /// What is wrong, in the form's order.
    pub findings: Vec<Finding>,
}

/// A question that was asked.
#[derive(Clone, Debug)]
struct Asked<'a> {
    question: &'a Question,
    /// Its answer, if it was given and is valid.
    answer: Option<Answer>,
    /// Whether anything was given, valid or not.
    is_answered: bool,
}

/// Judges a draft.
#[must_use]
pub fn assess<'a>(form: &'a Form, draft: &Draft, circumstances: Circumstances) -> Assessment<'a> {
    let mut assessment = Assessment { asked: Vec::new(), circumstances, findings: Vec::new() };
    for step in form.steps.iter().filter(|step| !step.questions.is_empty()) {
        if assessment.shows(step) {
            step.questions.iter().for_each(|question| assessment.ask(question, draft));
        }
    }
    assessment.require_answers();
    assessment.apply_stops(form);
    assessment.apply_rules(form);
    assessment.limit_files(form, draft);
    assessment.mark_optional(form);
    assessment.sort(form);
    assessment
}

/// Makes the submission of a draft.
///
/// # Errors
/// Everything that is wrong with it, in the form's order.
pub fn validate(
    form: &Form,
    draft: &Draft,
    filing: Filing,
    today: NaiveDate,
) -> Result<Submission, Vec<Finding>> {
    let circumstances = Circumstances { today, mode: filing.mode(), channel: filing.channel };
    let mut assessment = assess(form, draft, circumstances);
    assessment.require_notices(form, &filing);
    if assessment.findings.is_empty() {
        return Ok(assessment.into_submission(form, draft.files.clone(), filing));
    }
    Err(assessment.findings)
}

/// The pointer of an answer.
#[must_use]
pub fn answer_pointer(id: &str) -> String {
    ["#/answers/", &escape(id)].concat()
}

impl Assessment<'_> {
    /// Whether that question was asked.
    #[must_use]
    pub fn is_asked(&self, id: &str) -> bool {
        self.find_asked(id).is_some()
    }

    /// The answer to that question, if it was asked, given and valid.
    #[must_use]
    pub fn answer(&self, id: &str) -> Option<&Answer> {
        self.find_asked(id)?.answer.as_ref()
    }

    fn find_asked(&self, id: &str) -> Option<&Asked<'_>> {
        self.asked.iter().find(|asked| asked.question.id == id)
    }

    /// Whether that step is shown.
    #[must_use]
    pub fn shows(&self, step: &Step) -> bool {
        step.when.as_ref().is_none_or(|when| when.holds(self))
    }

    /// Whether that condition holds; without one, it does.
    #[must_use]
    pub fn holds(&self, condition: Option<&Condition>) -> bool {
        condition.is_none_or(|condition| condition.holds(self))
    }

    /// Finds a notice that was not accepted.
    pub(crate) fn require_notices(&mut self, form: &Form, filing: &Filing) {
        let is_accepted = |id: &str| filing.notices.iter().any(|accepted| accepted.id == id);
        if let Some(notice) = form.notices.iter().find(|notice| !is_accepted(&notice.id)) {
            let problem = Problem::NoticeMissing { notice: notice.id.clone() };
            self.find("#/notices".to_owned(), problem, notice.cite.as_ref());
        }
    }

    /// The submission, if nothing is wrong: who calls this has looked.
    pub(crate) fn into_submission(
        self,
        form: &Form,
        mut files: Vec<Attachment>,
        filing: Filing,
    ) -> Submission {
        files.retain(|file| self.is_asked(&file.answer));
        let wants_reply = self.holds(form.replies.as_ref());
        Submission::new(form, filing, wants_reply, &self.into_answers(), files)
    }

    /// The valid answers in the form's order.
    #[must_use]
    pub fn into_answers(self) -> Vec<(String, Answer)> {
        let mut answers = Vec::new();
        for asked in self.asked {
            if let Some(answer) = asked.answer {
                answers.push((asked.question.id.clone(), answer));
            }
        }
        answers
    }
}

impl Assessment<'_> {
    fn find(&mut self, pointer: String, problem: Problem, cite: Option<&String>) {
        self.findings.push(Finding::new(pointer, problem, cite.cloned()));
    }
}

/// Whether a pointer is that one or lies below it.
#[must_use]
pub fn is_within(pointer: &str, above: &str) -> bool {
    pointer.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}
