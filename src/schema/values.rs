//! Schemas of each kind of answer in its canonical form, with patterns that all regular expression dialects
//! support.

use super::logic::{bounds, merged};
use super::{object, title};
use crate::answer::DEFAULT_MIN_LONG_TEXT_LENGTH;
use crate::form::{Form, Kind, Need, Question};
use crate::receive::MAX_STAFF_ID_LENGTH;
use crate::value::address::{counties, townships};
use serde_json::{Map, Value, json};

/// Pattern of web URLs, and of URLs without a scheme.
pub(super) const HREF: &str = "^(?:[Hh][Tt][Tt][Pp][Ss]?:|[^:/?#]*(?:[/?#]|$))";
/// Characters that a text drops: controls, soft hyphen, invisible marks, bidi controls.
const DROPPED: &str = r"\u0000-\u0009\u000B-\u001F\u007F-\u009F\u00AD\u061C\u200B\u200E\u200F\u202A-\u202E\u2060\u2066-\u2069\uFEFF";
/// Unicode white space, which is trimmed from both ends of a text.
const SPACE: &str = r"\u0009-\u000D \u0085\u00A0\u1680\u2000-\u200A\u2028\u2029\u202F\u205F\u3000";
/// Line break, allowed only in long texts.
const LINE_BREAK: &str = r"\u000A";
/// Characters of the Basic Multilingual Plane that names must not contain.
const REJECTED_IN_NAME: &str = r"<>\u2028\u2029\u203C\u2049\u20E3\u2122\u2139\u231A\u231B\u23E9-\u23FF\u25B6\u25C0\u25FD\u25FE\u2600-\u27BF\u2B00-\u2BFF\u3297\u3299\uFE0F\uFF1C\uFF1E";

const UUID: &str = "^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$";
const NATIONAL_ID: &str = "^[A-Z][1289A-D][0-9]{8}$";
/// Years from 1800 to 2200, and the days of each month.
const DAY: &str = "(?:1[89][0-9]{2}|2[01][0-9]{2}|2200)-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])\
    |(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|02-(?:0[1-9]|[12][0-9]))";
const HOUR_AND_MINUTE: &str = "T(?:[01][0-9]|2[0-3]):[0-5][0-9]";
const TAIWANESE_MOBILE: &str = "09[0-8][0-9]{7}";
const FOREIGN: &str = r"\+[1-9][0-9]{6,14}";
/// 9 or 10 digits, with a hyphen after the longest matching area code.
const LANDLINE: &str = "(?:0(?:80[09]|826|836)-[0-9]{5,6}|0(?:37|49|89)-[0-9]{6,7}|082-[0-57-9][0-9]{5,6}|0[2567]-[0-9]{7,8}\
    |03-[0-689][0-9]{6,7}|04-[0-8][0-9]{6,7}|08-(?:0[1-8]|[14-7][0-9]|3[0-57-9]|8[0-9])[0-9]{5,6})";
const EXTENSION: &str = "(?:#[0-9]{1,6})?";
/// Used without `format`, because some implementations of `email` refuse addresses in use, such as `.a@b.tw`.
const EMAIL: &str = r"^[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?)+$";
/// Has no repeated group, because backtracking validators fail on files of several megabytes.
const BASE64: &str = "^[A-Za-z0-9+/]+={0,2}$";

/// Returns the shared definitions: those of the envelope, and of the kinds that the form uses.
pub(super) fn definitions(form: &Form) -> Value {
    let envelope = json!({
        "uuid": {"type": "string", "pattern": UUID, "format": "uuid"},
        "moment": moment("[0-5][0-9]"),
        "text": text(LINE_BREAK),
    });
    let inner = form.questions().flat_map(|question| &question.questions);
    let kinds = form.questions().chain(inner).map(|question| question.kind);
    let shared = kinds.filter_map(|kind| Some((kind.name().to_owned(), definition(kind)?)));
    merged(envelope, shared.collect::<Map<_, _>>().into())
}

/// Returns the shared schema of a kind.
fn definition(kind: Kind) -> Option<Value> {
    let any_mobile = format!("^(?:{TAIWANESE_MOBILE}|{FOREIGN})$");
    let any_phone = format!("^(?:{TAIWANESE_MOBILE}|(?:{LANDLINE}|{FOREIGN}){EXTENSION})$");
    Some(match kind {
        Kind::LongText => text(""),
        Kind::Name => text(&[LINE_BREAK, REJECTED_IN_NAME].concat()),
        Kind::NationalId => json!({"type": "string", "pattern": NATIONAL_ID}),
        Kind::Ubn => json!({"type": "string", "pattern": "^[0-9]{8}$", "not": {"const": "00000000"}}),
        Kind::Mobile => telephone(&any_mobile),
        Kind::Phone => telephone(&any_phone),
        Kind::Email => json!({"type": "string", "pattern": EMAIL, "maxLength": 254}),
        Kind::Date => json!({"type": "string", "pattern": format!("^{DAY}$"), "format": "date"}),
        Kind::DateTime => moment("00"),
        Kind::Address => address(),
        Kind::Text
        | Kind::Choice
        | Kind::Choices
        | Kind::YesNo
        | Kind::Files
        | Kind::Signature
        | Kind::Group => {
            return None;
        }
    })
}

/// Returns the schema of an answer.
pub(super) fn answer(question: &Question) -> Value {
    let min = question.range.min;
    let items = || bounds("minItems", Some(min.unwrap_or(1).max(1)), "maxItems", question.range.max);
    let length = |default: usize| bounds("minLength", Some(min.unwrap_or(default)), "maxLength", None);
    let own = match question.kind {
        Kind::Choice | Kind::YesNo => options(question),
        Kind::Choices => {
            merged(json!({"type": "array", "items": options(question), "uniqueItems": true}), items())
        }
        Kind::Group => merged(json!({"type": "array", "items": row(question)}), items()),
        Kind::Text => merged(json!({"$ref": "#/$defs/text"}), length(1)),
        Kind::LongText => merged(json!({"$ref": "#/$defs/long_text"}), length(DEFAULT_MIN_LONG_TEXT_LENGTH)),
        kind => json!({"$ref": format!("#/$defs/{}", kind.name())}),
    };
    merged(json!({"title": title(question.name())}), own)
}

fn options(question: &Question) -> Value {
    match question.options.as_slice() {
        // The options come from a portal's config.
        [] => json!({"type": "string", "minLength": 1}),
        options => json!({"enum": options.iter().map(|option| &option.value).collect::<Vec<_>>()}),
    }
}

fn row(group: &Question) -> Value {
    let required = group.questions.iter().filter(|question| question.need == Need::Required);
    json!({
        "type": "object",
        "minProperties": 1,
        "properties": group.questions.iter().map(|own| (own.id.clone(), answer(own))).collect::<Map<_, _>>(),
        "required": required.map(|question| &question.id).collect::<Vec<_>>(),
        "additionalProperties": false,
    })
}

/// Returns the schema of a staff id. Only ids of printable ASCII are refused for their length, because other
/// characters may combine.
pub(super) fn staff_id() -> Value {
    let too_long = format!("^[ -~]{{{},}}$", MAX_STAFF_ID_LENGTH + 1);
    json!({"$ref": "#/$defs/text", "not": {"pattern": too_long}})
}

/// Returns the schema of a file name, without a path.
pub(super) fn file_name() -> Value {
    json!({"$ref": "#/$defs/text", "maxLength": 255, "not": {"pattern": r"[/\\]"}})
}

/// Returns the schema of a file's content.
pub(super) fn base64() -> Value {
    json!({"type": "string", "minLength": 4, "pattern": BASE64, "contentEncoding": "base64"})
}

/// Returns the schema of a non-empty, trimmed text without the given characters.
fn text(without: &str) -> Value {
    let ends = format!("^[{SPACE}]|[{SPACE}]$");
    json!({"type": "string", "pattern": format!("^[^{DROPPED}{without}]+$"), "not": {"pattern": ends}})
}

/// Returns the schema of a telephone number. Taiwanese numbers have no country code.
fn telephone(pattern: &str) -> Value {
    json!({"type": "string", "pattern": pattern, "not": {"pattern": r"^\+886"}})
}

fn moment(seconds: &str) -> Value {
    let pattern = format!(r"^{DAY}{HOUR_AND_MINUTE}:{seconds}\+08:00$");
    json!({"type": "string", "pattern": pattern, "format": "date-time"})
}

fn address() -> Value {
    let places = counties().map(|county| {
        let names: Vec<&str> = townships(county).map(|(name, _)| name).collect();
        json!({
            "if": {"properties": {"county": {"const": county}}},
            "then": {"properties": {"township": {"enum": names}}},
        })
    });
    let places: Vec<Value> = places.collect();
    let parts = object(&json!({
        "postal_code": {"type": "string", "pattern": "^[0-9]{3}(?:[0-9]{2,3})?$"},
        "county": {"enum": counties().collect::<Vec<_>>()},
        "township": {"type": "string"},
        "street": {"$ref": "#/$defs/text"},
    }));
    merged(parts, json!({"allOf": places}))
}
