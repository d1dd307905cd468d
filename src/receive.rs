//! Receiving a posted submission: the same rules on any server, and nothing but the canonical form.

mod compare;

use crate::config::Config;
use crate::draft::{Draft, escape};
use crate::form::Form;
use crate::json::{self, Json, Writer};
use crate::problem::{Finding, Problem};
use crate::submission::{Acceptance, Filing, Submission};
use crate::text::Words;
use crate::validate::{Assessment, Channel, Circumstances, assess, is_within, validate};
use crate::value::attachment::{self, Attachment};
use crate::value::time::DateTime;
use chrono::NaiveDate;
use serde::Serialize;

/// Longest id of a member of staff.
pub(crate) const MOST_IN_STAFF_ID: usize = 50;

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
    let json = Json::read(body)?;
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
        let report = |finding: Finding| Reported {
            code: finding.problem.code().as_str(),
            detail: words.finding(form, &finding),
            pointer: finding.pointer,
            cite: finding.cite,
        };
        Self { reported: findings.into_iter().map(report).collect(), submission: None }
    }
}

fn finding(pointer: &str, problem: Problem) -> Finding {
    Finding { pointer: pointer.to_owned(), problem, cite: None }
}

fn judge(form: &Form, json: &Json, today: Option<NaiveDate>) -> Result<Submission, Vec<Finding>> {
    let mut findings = Vec::new();
    let filing = read_filing(form, json, &mut findings);
    let readable = read_attachments(json, &mut findings);
    let (Some((filing, filed_on)), Some(answers @ Json::Object(_))) = (filing, json.get("answers")) else {
        return Err(findings);
    };
    let (mut draft, unreadable) = Draft::from_answers(form, answers);
    draft.files = readable.iter().map(|(_, file)| file.clone()).collect();
    let today = today.unwrap_or(filed_on);
    let circumstances = Circumstances { today, mode: filing.mode(), channel: filing.channel };
    let assessment = assess(form, &draft, circumstances);
    let validated = validate(form, &draft, filing, today);
    findings.extend(validated.as_ref().err().into_iter().flatten().cloned());
    findings.retain(|finding| !unreadable.iter().any(|other| is_within(&finding.pointer, &other.pointer)));
    findings.extend(unreadable);
    for (id, value) in answers.members() {
        compare::compare(form, &draft, &assessment, id, value, &mut findings);
    }
    check_attachments(form, &assessment, &readable, &mut findings);
    if findings.is_empty() { validated } else { Err(findings) }
}

/// Reads the envelope; `None` if it is too broken to go on. What is wrong is found at its member.
fn read_filing(form: &Form, json: &Json, findings: &mut Vec<Finding>) -> Option<(Filing, NaiveDate)> {
    let mut bad = |member: &str| findings.push(finding(&["#/", member].concat(), Problem::BadEnvelope));
    for (name, _) in json.members() {
        if !MEMBERS.contains(&name.as_str()) {
            bad(&escape(name));
        }
    }
    if !matches!(json.get("answers"), Some(Json::Object(_))) {
        bad("answers");
    }
    let text = |name: &str| json.get(name).and_then(Json::text).unwrap_or_default();
    if !is_uuid(text("id")) {
        bad("id");
    }
    if text("locale").is_empty() {
        bad("locale");
    }
    if !matches_law(form, json.get("law")) {
        bad("law");
    }
    let config =
        json.get("config").map(|config| config.get("version").and_then(Json::text).unwrap_or_default());
    if config.is_some_and(str::is_empty) || !has_only(json.get("config"), &["version"]) {
        bad("config");
    }
    let staff = json.get("staff").map(|staff| staff.get("id").and_then(Json::text).unwrap_or_default());
    if staff.is_some_and(|id| !is_staff_id(id)) {
        bad("staff/id");
    }
    if !has_only(json.get("staff"), &["id"]) {
        bad("staff");
    }
    let channel = Channel::from_name(text("channel"));
    if channel.is_none() {
        bad("channel");
    }
    let filed_at = read_moment(text("filed_at"));
    if filed_at.is_none() {
        bad("filed_at");
    }
    let notices = read_notices(json.get("notices"));
    if notices.is_none() {
        bad("notices");
    }
    let filing = Filing {
        id: text("id").to_owned(),
        locale: text("locale").to_owned(),
        channel: channel?,
        config: config.map(str::to_owned),
        staff: staff.map(str::to_owned),
        filed_at: text("filed_at").to_owned(),
        notices: notices?,
    };
    Some((filing, filed_at?.date().day()))
}

/// Members of a submission.
const MEMBERS: [&str; 12] = [
    "id",
    "workflow",
    "version",
    "law",
    "locale",
    "channel",
    "config",
    "staff",
    "filed_at",
    "answers",
    "attachments",
    "notices",
];

fn read_moment(text: &str) -> Option<DateTime> {
    DateTime::parse(text).ok().filter(|moment| moment.to_string() == text)
}

/// Whether an object has no members but these.
fn has_only(object: Option<&Json>, names: &[&str]) -> bool {
    object.is_none_or(|object| object.members().iter().all(|(name, _)| names.contains(&name.as_str())))
}

fn matches_law(form: &Form, law: Option<&Json>) -> bool {
    let member = |name: &str| law.and_then(|law| law.get(name)).and_then(Json::text);
    match &form.law {
        Some(own) => {
            member("title") == Some(&own.title)
                && member("amended") == Some(&own.amended)
                && has_only(law, &["title", "amended"])
        }
        None => law.is_none(),
    }
}

fn read_notices(json: Option<&Json>) -> Option<Vec<Acceptance>> {
    let Some(json) = json else { return Some(Vec::new()) };
    let read = |notice: &Json| {
        let text = |name: &str| notice.get(name).and_then(Json::text).unwrap_or_default().to_owned();
        let acceptance =
            Acceptance { id: text("id"), version: text("version"), accepted_at: text("accepted_at") };
        let complete = !acceptance.id.is_empty()
            && !acceptance.version.is_empty()
            && has_only(Some(notice), &["id", "version", "accepted_at"]);
        (complete && read_moment(&acceptance.accepted_at).is_some()).then_some(acceptance)
    };
    json.entries()?.iter().map(read).collect()
}

/// The staff id as typed at the counter: one line, 1 to 50 characters, in its canonical form.
#[must_use]
pub fn is_staff_id(id: &str) -> bool {
    let text = crate::value::text::Text::line(id, 1, MOST_IN_STAFF_ID);
    text.is_ok_and(|text| text.to_string() == id)
}

/// A UUID in its canonical text form (RFC 9562): lower case, with hyphens.
fn is_uuid(id: &str) -> bool {
    id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}

/// The attachments that can be read, with their place in the list.
fn read_attachments(json: &Json, findings: &mut Vec<Finding>) -> Vec<(usize, Attachment)> {
    let Some(attachments) = json.get("attachments") else { return Vec::new() };
    let Some(entries) = attachments.entries() else {
        findings.push(finding("#/attachments", Problem::BadEnvelope));
        return Vec::new();
    };
    let mut files = Vec::new();
    for (index, entry) in entries.iter().enumerate() {
        let is_new =
            |file: &Attachment| files.iter().all(|(_, other): &(usize, Attachment)| other.id != file.id);
        match Attachment::from_json(entry).filter(|file| is_new(file) && is_address(file.href.as_deref())) {
            Some(file) => files.push((index, file)),
            None => findings.push(finding(&attachment_pointer(index), Problem::BadEnvelope)),
        }
    }
    files
}

/// Whether a file lies where a browser may fetch it: an address of the web, or a path of the portal. Another scheme,
/// such as `javascript:`, is nothing that a clerk should be led to.
fn is_address(href: Option<&str>) -> bool {
    let scheme = href.and_then(|href| {
        href.split([':', '/', '?', '#']).next().filter(|start| href[start.len()..].starts_with(':'))
    });
    scheme.is_none_or(|scheme| ["https", "http"].iter().any(|known| scheme.eq_ignore_ascii_case(known)))
}

fn attachment_pointer(index: usize) -> String {
    ["#/attachments/", &index.to_string()].concat()
}

/// Finds files that nobody asked for, and files that are not what they say.
fn check_attachments(
    form: &Form,
    assessment: &Assessment,
    files: &[(usize, Attachment)],
    findings: &mut Vec<Finding>,
) {
    for (index, file) in files {
        let question = form.question(&file.answer).filter(|question| question.takes_files());
        let problem = match question {
            None => Some(Problem::UnknownQuestion),
            Some(_) if !assessment.is_asked(&file.answer) => Some(Problem::NotAsked),
            Some(question) => attachment::check(file, question.accepts(), &form.limits).err(),
        };
        if let Some(problem) = problem {
            findings.push(finding(&attachment_pointer(*index), problem));
        }
    }
}
