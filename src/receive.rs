//! Validation of a posted submission. Only the canonical form is accepted.
//!
//! The input is untrusted. The work is proportional to its length, and the size of the result is limited: a
//! submission with more values than any form needs is refused before validation, and at most 100 problems are
//! listed.
//!
//! ```
//! use guitai::config::Config;
//! use guitai::form::{Form, builtin};
//! use guitai::receive::receive;
//!
//! let survey = Form::read(builtin("survey").unwrap())?;
//! let body = format!(
//!     r#"{{
//!         "id": "01932b7e-3f00-7000-8000-000000000001",
//!         "workflow": "survey",
//!         "version": "{}",
//!         "locale": "en",
//!         "channel": "web",
//!         "filed_at": "2026-11-21T10:00:00+08:00",
//!         "answers": {{"overall": "6"}}
//!     }}"#,
//!     survey.version,
//! );
//! let find = |workflow: &str| (workflow == survey.id).then_some(&survey);
//! let verdict = receive(&find, &Config::default(), &body, None)?;
//!
//! assert!(verdict.submission.is_none());
//! assert!(verdict.problems.iter().any(|problem| {
//!     problem.pointer == "#/answers/overall" && problem.code == "not_offered"
//! }));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod compare;
mod envelope;
mod files;
mod outline;
mod posted;
mod problems;
mod spelling;
mod unique;

#[cfg(feature = "cli")]
pub(crate) use envelope::MAX_STAFF_ID_LENGTH;
pub use envelope::is_staff_id;
pub use outline::{MAX_ENTRIES, MAX_VALUES, Outline};

use crate::config::Config;
use crate::draft::Draft;
use crate::form::Form;
use crate::json::{self, Json, Writer};
use crate::place::Place;
use crate::problem::{Code, LocatedProblem, Problem};
use crate::submission::Submission;
use crate::text::{Word, Words};
use crate::validate::{Circumstances, assess};
use chrono::NaiveDate;
use problems::Problems;
use serde::Serialize;

/// Maximum number of listed problems. If there are more, one further entry at `#` says so.
pub const MAX_PROBLEMS: usize = 100;
/// Maximum length of a pointer in bytes. A longer pointer is replaced by that of an enclosing value.
const MAX_POINTER_BYTES: usize = 500;

/// The result of receiving a submission.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// The problems; empty if the submission is valid.
    pub problems: Vec<ProblemReport>,
    /// The submission, if it is valid.
    pub submission: Option<Submission>,
}

/// A problem in the form that clients receive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ProblemReport {
    /// JSON pointer into the submission, as a URI fragment.
    pub pointer: String,
    /// Problem code.
    pub code: &'static str,
    /// Citation of the legal clause.
    pub cite: Option<String>,
    /// Description of the problem and how to correct it, in the submission's language.
    pub detail: String,
}

/// Validates the body of a POST. `find` returns the form of a workflow, with the portal's config applied;
/// `config` provides the languages of problem texts; `today` overrides the day of filing.
///
/// # Errors
/// The body is not JSON.
pub fn receive<'a>(
    find: &dyn Fn(&str) -> Option<&'a Form>,
    config: &Config,
    body: &str,
    today: Option<NaiveDate>,
) -> Result<Verdict, json::Error> {
    let outline = Outline::of(body);
    if let Some(excess) = outline.excess {
        let words = Words::at(config, outline.locale.as_deref().unwrap_or_default());
        return Ok(Verdict::refused(&words, None, vec![excess]));
    }
    let mut json = Json::read(body)?;
    unique::remove_duplicates(&mut json);
    let words = || Words::at(config, json.get("locale").and_then(Json::text).unwrap_or_default());
    let Some(form) = json.get("workflow").and_then(Json::text).and_then(find) else {
        let problem = problem_at("#/workflow", Problem::UnknownWorkflow);
        return Ok(Verdict::refused(&words(), None, vec![problem]));
    };
    if json.get("version").and_then(Json::text) != Some(&form.version) {
        let problem = problem_at("#/version", Problem::WrongVersion);
        return Ok(Verdict::refused(&words(), Some(form), vec![problem]));
    }
    Ok(match validate(form, &json, today) {
        Ok(submission) => Verdict { problems: Vec::new(), submission: Some(submission) },
        Err(problems) => Verdict::refused(&words(), Some(form), problems),
    })
}

impl Verdict {
    /// Writes the verdict as one line of JSON: `{"file": "…", "valid": false, "problems": […]}`.
    #[must_use]
    pub fn to_json(&self, file: Option<&str>) -> String {
        let mut out = Writer::default();
        out.open('{');
        out.member_if("file", file);
        out.name("valid");
        out.value(&Json::Bool(self.submission.is_some()));
        out.name("problems");
        out.open('[');
        for problem in &self.problems {
            out.open('{');
            out.member("pointer", &problem.pointer);
            out.member("code", problem.code);
            out.name("cite");
            out.value(&problem.cite.as_deref().map_or(Json::Null, Json::from));
            out.member("detail", &problem.detail);
            out.close('}');
        }
        out.close(']');
        out.close('}');
        out.into_text()
    }

    fn refused(words: &Words, form: Option<&Form>, problems: Vec<LocatedProblem>) -> Self {
        let is_truncated = problems.len() > MAX_PROBLEMS;
        let report = |located: LocatedProblem| ProblemReport {
            code: located.problem.code().as_str(),
            detail: words.describe(form, &located),
            pointer: shortened(located.place.pointer()),
            cite: located.cite,
        };
        let mut problems: Vec<ProblemReport> = problems.into_iter().take(MAX_PROBLEMS).map(report).collect();
        if is_truncated {
            let most = MAX_PROBLEMS.to_string();
            problems.push(ProblemReport {
                pointer: "#".to_owned(),
                code: Code::TooMany.as_str(),
                cite: None,
                detail: words.fill(Word::MoreProblems, &[("most", &most)]),
            });
        }
        Self { problems, submission: None }
    }
}

/// Shortens a pointer to the nearest enclosing value whose pointer is short enough.
fn shortened(mut pointer: String) -> String {
    while pointer.len() > MAX_POINTER_BYTES {
        pointer.truncate(pointer.rfind('/').unwrap_or_default());
    }
    pointer
}

fn problem_at(pointer: &str, problem: Problem) -> LocatedProblem {
    LocatedProblem::new(Place::parse(pointer), problem, None)
}

fn validate(form: &Form, json: &Json, today: Option<NaiveDate>) -> Result<Submission, Vec<LocatedProblem>> {
    let mut problems = Problems::default();
    let envelope = envelope::read(form, json, &mut problems);
    let (files, places) = files::read(json, &mut problems);
    let (Some((envelope, filed_on)), Some(answers @ Json::Object(_))) = (envelope, json.get("answers"))
    else {
        return Err(problems.into_list());
    };
    let (mut draft, unreadable) = Draft::from_answers(form, answers);
    let misspelt = spelling::take_misspelt(form, answers, &mut draft);
    draft.files = files;
    let today = today.unwrap_or(filed_on);
    let mut assessment =
        assess(form, &draft, Circumstances { today, mode: envelope.mode(), channel: envelope.channel });
    assessment.require_notices(form, &envelope);

    // The problem of an unreadable or misspelt answer replaces the problems that follow from it.
    let mut primary = Problems::default();
    let misspelt = misspelt.into_iter().filter(|misspelt| assessment.is_asked(misspelt.question));
    primary.extend(unreadable.into_iter().chain(misspelt.map(|misspelt| misspelt.problem)));
    let assessed = std::mem::take(&mut assessment.problems);
    problems.extend(assessed.into_iter().filter(|problem| !primary.explain(problem)));
    problems.extend(primary.into_list());
    compare::compare(form, &draft, &assessment, answers, &mut problems);
    files::check(form, &assessment, &draft.files, &places, &mut problems);
    if problems.is_empty() {
        Ok(assessment.to_submission(form, draft.files, envelope))
    } else {
        Err(problems.into_list())
    }
}
