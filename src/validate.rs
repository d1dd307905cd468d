//! Validation of a draft against its form: a [`Submission`], or problems with their places.
//!
//! ```
//! use chrono::NaiveDate;
//! use guitai::draft::Draft;
//! use guitai::form::{Form, builtin};
//! use guitai::place::Place;
//! use guitai::problem::Problem;
//! use guitai::validate::{Channel, Circumstances, Mode, assess};
//!
//! let form = Form::read(builtin("survey").unwrap())?;
//! let mut draft = Draft::default();
//! draft.set_text("overall", "6");
//!
//! let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
//! let circumstances = Circumstances { today, mode: Mode::Web, channel: Channel::Web };
//! let assessment = assess(&form, &draft, circumstances);
//! let overall = assessment.problems.iter().find(|problem| problem.place == Place::answer("overall"));
//! assert_eq!(overall.map(|problem| &problem.problem), Some(&Problem::NotOffered));
//! # Ok::<(), guitai::form::ReadError>(())
//! ```

mod asking;
mod circumstances;
mod facts;
mod rules;

pub use circumstances::{Channel, Circumstances, Mode};

use crate::answer::{Answer, answers_json};
use crate::draft::Draft;
use crate::form::{Condition, Form, Step};
use crate::place::Place;
use crate::problem::{LocatedProblem, Problem};
use crate::submission::{Envelope, Submission};
use crate::value::attachment::Attachment;
use chrono::NaiveDate;

/// The result of evaluating a draft: the questions asked, their answers, and problems.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assessment {
    /// In the order of the form.
    asked: Vec<AskedQuestion>,
    circumstances: Circumstances,
    /// The problems, in the order of the form.
    pub problems: Vec<LocatedProblem>,
}

/// A question whose conditions hold, with its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
struct AskedQuestion {
    id: String,
    /// The answer, if it was given and is valid.
    answer: Option<Answer>,
    /// Whether an answer was given, valid or not.
    is_answered: bool,
}

/// Evaluates a draft.
#[must_use]
pub fn assess(form: &Form, draft: &Draft, circumstances: Circumstances) -> Assessment {
    let mut assessment = Assessment { asked: Vec::new(), circumstances, problems: Vec::new() };
    for step in form.steps.iter().filter(|step| !step.questions.is_empty()) {
        if assessment.shows(step) {
            step.questions.iter().for_each(|question| assessment.ask(question, draft));
        }
    }
    assessment.require_answers(form);
    assessment.apply_stops(form);
    assessment.apply_rules(form);
    assessment.limit_files(form, draft);
    assessment.mark_optional(form);
    assessment.sort(form);
    assessment
}

/// Converts a draft to a submission.
///
/// # Errors
/// All problems, in the order of the form.
pub fn validate(
    form: &Form,
    draft: &Draft,
    envelope: Envelope,
    today: NaiveDate,
) -> Result<Submission, Vec<LocatedProblem>> {
    let circumstances = Circumstances { today, mode: envelope.mode(), channel: envelope.channel };
    let mut assessment = assess(form, draft, circumstances);
    assessment.require_notices(form, &envelope);
    if assessment.problems.is_empty() {
        return Ok(assessment.to_submission(form, draft.files.clone(), envelope));
    }
    Err(assessment.problems)
}

impl Assessment {
    /// Returns whether a question is asked.
    #[must_use]
    pub fn is_asked(&self, id: &str) -> bool {
        self.find_asked(id).is_some()
    }

    /// Returns the answer to a question, if it is asked, answered and valid.
    #[must_use]
    pub fn answer(&self, id: &str) -> Option<&Answer> {
        self.find_asked(id)?.answer.as_ref()
    }

    fn find_asked(&self, id: &str) -> Option<&AskedQuestion> {
        self.asked.iter().find(|asked| asked.id == id)
    }

    /// Returns whether a step is shown.
    #[must_use]
    pub fn shows(&self, step: &Step) -> bool {
        step.when.as_ref().is_none_or(|when| when.holds(self))
    }

    /// Returns whether a condition holds. A missing condition holds.
    #[must_use]
    pub fn holds(&self, condition: Option<&Condition>) -> bool {
        condition.is_none_or(|condition| condition.holds(self))
    }

    /// Adds a problem for the first notice that was not accepted.
    pub(crate) fn require_notices(&mut self, form: &Form, envelope: &Envelope) {
        let is_accepted = |id: &str| envelope.notices.iter().any(|accepted| accepted.id == id);
        if let Some(notice) = form.notices.iter().find(|notice| !is_accepted(&notice.id)) {
            let problem = Problem::NoticeMissing { notice: notice.id.clone() };
            self.add_problem(Place::Notices, problem, notice.cite.as_ref());
        }
    }

    /// Creates the submission. The caller has checked that there are no problems.
    pub(crate) fn to_submission(
        &self,
        form: &Form,
        mut files: Vec<Attachment>,
        envelope: Envelope,
    ) -> Submission {
        files.retain(|file| self.is_asked(&file.answer));
        let wants_reply = self.holds(form.replies.as_ref());
        Submission::new(form, envelope, wants_reply, answers_json(&mut self.answers()), files)
    }

    /// Iterates over the valid answers in the order of the form.
    pub fn answers(&self) -> impl Iterator<Item = (&str, &Answer)> {
        self.asked.iter().filter_map(|asked| Some((asked.id.as_str(), asked.answer.as_ref()?)))
    }

    fn add_problem(&mut self, place: Place, problem: Problem, cite: Option<&String>) {
        self.problems.push(LocatedProblem::new(place, problem, cite.cloned()));
    }
}
