//! Parsing of a submission's envelope: all members except answers and attachments.

use super::problems::Problems;
use crate::form::Form;
use crate::json::Json;
use crate::place::Place;
use crate::problem::Problem;
use crate::submission::{Acceptance, Envelope};
use crate::validate::Channel;
use crate::value::text::CleanText;
use crate::value::time::DateTime;
use chrono::NaiveDate;

/// Maximum length of a staff id in user-perceived characters.
pub(crate) const MAX_STAFF_ID_LENGTH: usize = 50;

/// Parses the envelope, and returns it with the day of filing. Adds a problem for each invalid member, and
/// returns `None` if validation cannot continue.
pub(super) fn read(form: &Form, json: &Json, problems: &mut Problems) -> Option<(Envelope, NaiveDate)> {
    for (name, _) in json.members() {
        if !MEMBERS.contains(&name.as_str()) {
            problems.add(Place::Envelope("#".to_owned()).member(name), Problem::BadEnvelope);
        }
    }
    let mut bad = |member: &str| problems.add(Place::parse(&["#/", member].concat()), Problem::BadEnvelope);
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
    let envelope = Envelope {
        id: text("id").to_owned(),
        locale: text("locale").to_owned(),
        channel: channel?,
        config: config.map(str::to_owned),
        staff: staff.map(str::to_owned),
        filed_at: text("filed_at").to_owned(),
        notices: notices?,
    };
    Some((envelope, filed_at?.date().day()))
}

/// Names of all members of a submission.
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

/// Returns whether an object has no members with other names.
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

/// Returns whether a staff id is valid: one line of 1 to 50 user-perceived characters, in canonical form.
#[must_use]
pub fn is_staff_id(id: &str) -> bool {
    let text = CleanText::line(id, 1, MAX_STAFF_ID_LENGTH);
    text.is_ok_and(|text| text.to_string() == id)
}

/// Returns whether this is a UUID in its canonical text form (RFC 9562): lower case, with hyphens.
fn is_uuid(id: &str) -> bool {
    id.len() == 36
        && id.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => matches!(byte, b'0'..=b'9' | b'a'..=b'f'),
        })
}
