//! Receiving a posted submission: the same rules on any server, and nothing but the canonical form.
//!
//! Anybody may post, so that the work grows with the length of what is posted, and the answer does not: a submission
//! of more values than any form needs is refused before it is judged, and problems beyond a hundred are not listed.

mod compare;
mod envelope;
mod files;
mod findings;
mod outline;
mod posted;
mod spelling;
mod unique;

#[cfg(feature = "cli")]
pub(crate) use envelope::MOST_IN_STAFF_ID;
pub use envelope::is_staff_id;
pub use outline::{MOST_ENTRIES, MOST_VALUES, Outline};

use crate::config::Config;
use crate::draft::Draft;
use crate::form::Form;
use crate::json::{self, Json, Writer};
use crate::problem::{Code, Finding, Problem};
use crate::submission::Submission;
use crate::text::{Word, Words};
use crate::validate::{Circumstances, assess};
use chrono::NaiveDate;
use findings::Findings;
use serde::Serialize;

/// Most problems that are listed. If there are more, one more entry at `#` says so.
pub const MOST_REPORTED: usize = 100;
/// Most bytes of a pointer. A place with a longer name is told by what it stands in.
const MOST_IN_POINTER: usize = 500;

/// What came of a submission.
#[derive(Clone, Debug)]
pub struct Verdict {
    /// What is wrong; empty if it is valid.
    pub reported: Vec<Reported>,
    /// The submission, if it is valid.
    pub submission: Option<Submission>,
}

/// A problem as clients read it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Reported {
    /// JSON pointer into the submission, as a URI fragment.
    pub pointer: String,
    /// The problem's code.
    pub code: &'static str,
    /// The clause that the rule rests on.
    pub cite: Option<String>,
    /// What is wrong and how to mend it, in the submission's language.
    pub detail: String,
}

/// Reads and judges the body of a POST. `find` gives a workflow's form with the portal's config applied, whose
/// languages it may be filed in; `today` overrides the day of filing.
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
    let words = Words::at(config, outline.locale.as_deref().unwrap_or_default());
    if let Some(excess) = outline.excess {
        return Ok(Verdict::refused(&words, None, vec![excess]));
    }
    let mut json = Json::read(body)?;
    unique::last_of_each(&mut json);
    let locale = json.get("locale").and_then(Json::text).unwrap_or_default();
    let words = Words::at(config, locale);
    let Some(form) = json.get("workflow").and_then(Json::text).and_then(find) else {
        return Ok(Verdict::refused(&words, None, vec![finding("#/workflow", Problem::UnknownWorkflow)]));
    };
    if json.get("version").and_then(Json::text) != Some(&form.version) {
        return Ok(Verdict::refused(&words, Some(form), vec![finding("#/version", Problem::WrongVersion)]));
    }
    Ok(match judge(form, &json, today) {
        Ok(submission) => Verdict { reported: Vec::new(), submission: Some(submission) },
        Err(findings) => Verdict::refused(&words, Some(form), findings),
    })
}

impl Verdict {
    /// The verdict as one line of JSON: `{"file": "…", "valid": false, "problems": […]}`.
    #[must_use]
    pub fn to_json(&self, file: Option<&str>) -> String {
        let mut out = Writer::default();
        out.open('{');
        out.member_if("file", file);
        out.name("valid");
        out.value(&Json::Bool(self.submission.is_some()));
        out.name("problems");
        out.open('[');
        for problem in &self.reported {
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

    fn refused(words: &Words, form: Option<&Form>, findings: Vec<Finding>) -> Self {
        let is_cut = findings.len() > MOST_REPORTED;
        let report = |finding: Finding| Reported {
            code: finding.problem.code().as_str(),
            detail: words.finding(form, &finding),
            pointer: shortened(finding.pointer),
            cite: finding.cite,
        };
        let mut reported: Vec<Reported> = findings.into_iter().take(MOST_REPORTED).map(report).collect();
        if is_cut {
            let most = MOST_REPORTED.to_string();
            reported.push(Reported {
                pointer: "#".to_owned(),
                code: Code::TooMany.as_str(),
                cite: None,
                detail: words.fill(Word::MoreProblems, &[("most", &most)]),
            });
        }
        Self { reported, submission: None }
    }
}

/// The pointer, or that of the nearest place above it whose pointer is short enough.
fn shortened(mut pointer: String) -> String {
    while pointer.len() > MOST_IN_POINTER {
        pointer.truncate(pointer.rfind('/').unwrap_or_default());
    }
    pointer
}

fn finding(pointer: &str, problem: Problem) -> Finding {
    Finding::new(pointer.to_owned(), problem, None)
}

fn judge(form: &Form, json: &Json, today: Option<NaiveDate>) -> Result<Submission, Vec<Finding>> {
    let mut findings = Findings::default();
    let filing = envelope::read(form, json, &mut findings);
    let (files, places) = files::read(json, &mut findings);
    let (Some((filing, filed_on)), Some(answers @ Json::Object(_))) = (filing, json.get("answers")) else {
        return Err(findings.into_list());
    };
    let (mut draft, unreadable) = Draft::from_answers(form, answers);
    let misspelt = spelling::misspelt(form, answers, &mut draft);
    draft.files = files;
    let today = today.unwrap_or(filed_on);
    let mut assessment =
        assess(form, &draft, Circumstances { today, mode: filing.mode(), channel: filing.channel });
    assessment.require_notices(form, &filing);

    // What is no answer, or is misspelt, is told so, and not what it lacks as an answer.
    let mut posted = Findings::default();
    let misspelt = misspelt.into_iter().filter(|misspelt| assessment.is_asked(misspelt.question));
    posted.extend(unreadable.into_iter().chain(misspelt.map(|misspelt| misspelt.finding)));
    let assessed = std::mem::take(&mut assessment.findings);
    findings.extend(assessed.into_iter().filter(|finding| !posted.explain(finding)));
    findings.extend(posted.into_list());
    compare::compare(form, &draft, &assessment, answers, &mut findings);
    files::check(form, &assessment, &draft.files, &places, &mut findings);
    if findings.is_empty() {
        Ok(assessment.into_submission(form, draft.files, filing))
    } else {
        Err(findings.into_list())
    }
}
