//! Answers of all kinds: parsed from a draft, written in canonical form.

#[cfg(feature = "server")]
mod stored;

use crate::control::part_name;
use crate::draft::Draft;
use crate::form::{Kind, Question, Scalar};
use crate::json::Json;
use crate::problem::{Part, Problem};
use crate::value::address::Address;
use crate::value::email::Email;
use crate::value::name::Name;
use crate::value::national_id::NationalId;
use crate::value::phone::{Mobile, Phone};
use crate::value::roc_date::RocDate;
use crate::value::text::{CleanText, is_blank};
use crate::value::time::DateTime;
use crate::value::ubn::Ubn;

/// Default maximum length of a text, in user-perceived characters.
pub const DEFAULT_MAX_TEXT_LENGTH: usize = 200;
/// Default maximum length of a long text, in user-perceived characters.
pub const DEFAULT_MAX_LONG_TEXT_LENGTH: usize = 2000;
/// Default minimum length of a long text, in user-perceived characters.
pub const DEFAULT_MIN_LONG_TEXT_LENGTH: usize = 2;

/// A valid answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// A text, number or option code: one string in JSON.
    Text(String),
    /// A calendar day.
    Day(RocDate),
    /// A date-time.
    Moment(DateTime),
    /// A postal address.
    Address(Address),
    /// The codes of a multiple choice.
    List(Vec<String>),
    /// The number of attachments.
    Files(usize),
    /// The rows of a group.
    Rows(Vec<Vec<(String, Answer)>>),
}

/// Problems of an answer, each with the affected part of a composite answer.
pub type PartProblems = Vec<(Option<Part>, Problem)>;

impl Answer {
    /// Parses the controls with the name `name` of a draft. Returns `None` if they are empty, and for groups,
    /// whose rows are read by `validate`.
    ///
    /// # Errors
    /// All problems of the answer.
    pub fn read(question: &Question, draft: &Draft, name: &str) -> Result<Option<Self>, PartProblems> {
        match question.kind {
            Kind::Choices => read_list(question, draft.list(name)),
            Kind::Files | Kind::Signature => {
                let count = draft.files_of(name).count();
                Ok((count > 0).then_some(Self::Files(count)))
            }
            Kind::Group => Ok(None),
            Kind::Date | Kind::DateTime | Kind::Address => {
                let parts = question.kind.parts();
                let is_empty = parts.iter().all(|part| is_blank(draft.text(&part_name(name, part))));
                if is_empty { Ok(None) } else { read_parts_later(question.kind, draft, name).map(Some) }
            }
            _ => match draft.text(name) {
                typed if is_blank(typed) => Ok(None),
                // The offered options depend on other answers and are checked by `validate`.
                typed if matches!(question.kind, Kind::Choice | Kind::YesNo) => {
                    Ok(Some(Self::Text(typed.to_owned())))
                }
                typed => {
                    let text = read_text(question, typed).map_err(|problem| vec![(None, problem)])?;
                    Ok(Some(Self::Text(text)))
                }
            },
        }
    }

    /// Returns the canonical form in a submission; `None` for files.
    #[must_use]
    pub fn to_json(&self) -> Option<Json> {
        Some(match self {
            Self::Text(text) => Json::String(text.clone()),
            Self::Day(day) => Json::String(day.to_string()),
            Self::Moment(moment) => Json::String(moment.to_string()),
            Self::Address(address) => address_json(address),
            Self::List(list) => Json::strings(list),
            Self::Files(_) => return None,
            Self::Rows(rows) => {
                let json = |row: &Vec<(String, Self)>| {
                    answers_json(&mut row.iter().map(|(id, answer)| (id.as_str(), answer)))
                };
                Json::Array(rows.iter().map(json).collect())
            }
        })
    }

    /// Returns the single value that a condition compares; `None` for answers of several values.
    #[must_use]
    pub fn scalar(&self) -> Option<Scalar> {
        match self {
            Self::Text(text) => Some(Scalar::Text(text.clone())),
            Self::Day(day) => Some(Scalar::Day(day.day())),
            Self::Moment(moment) => Some(Scalar::Moment(moment.moment())),
            Self::Address(_) | Self::List(_) | Self::Files(_) | Self::Rows(_) => None,
        }
    }

    /// Returns the number of chosen options, rows or files.
    #[must_use]
    pub fn count(&self) -> Option<usize> {
        match self {
            Self::List(list) => Some(list.len()),
            Self::Files(count) => Some(*count),
            Self::Rows(rows) => Some(rows.len()),
            _ => None,
        }
    }
}

/// Writes answers as an object of id to value.
#[must_use]
pub fn answers_json<'a>(answers: &mut dyn Iterator<Item = (&'a str, &'a Answer)>) -> Json {
    let members = answers.filter_map(|(id, answer)| Some((id.to_owned(), answer.to_json()?)));
    Json::Object(members.collect())
}

fn address_json(address: &Address) -> Json {
    Json::Object(vec![
        ("postal_code".to_owned(), Json::from(address.postal_code())),
        ("county".to_owned(), Json::from(address.county())),
        ("township".to_owned(), Json::from(address.township())),
        ("street".to_owned(), Json::from(address.street())),
    ])
}

fn read_text(question: &Question, typed: &str) -> Result<String, Problem> {
    let (min, max) = (question.range.min, question.range.max);
    Ok(match question.kind {
        Kind::Text => {
            CleanText::line(typed, min.unwrap_or(1), max.unwrap_or(DEFAULT_MAX_TEXT_LENGTH))?.to_string()
        }
        Kind::LongText => {
            let (min, max) =
                (min.unwrap_or(DEFAULT_MIN_LONG_TEXT_LENGTH), max.unwrap_or(DEFAULT_MAX_LONG_TEXT_LENGTH));
            CleanText::long(typed, min, max)?.to_string()
        }
        Kind::Name => Name::parse(typed)?.to_string(),
        Kind::Email => Email::parse(typed)?.to_string(),
        _ => read_number_later(question.kind, typed)?,
    })
}

#[inline(never)]
fn read_number_later(kind: Kind, typed: &str) -> Result<String, Problem> {
    Ok(match kind {
        Kind::NationalId => NationalId::parse(typed)?.to_string(),
        Kind::Ubn => Ubn::parse(typed)?.to_string(),
        Kind::Mobile => Mobile::parse(typed)?.to_string(),
        Kind::Phone => Phone::parse(typed)?.to_string(),
        _ => typed.to_owned(),
    })
}

fn read_list(question: &Question, ticked: &[String]) -> Result<Option<Answer>, PartProblems> {
    let mut list: Vec<String> = Vec::new();
    for value in ticked {
        // A list longer than the options contains an invalid one; later values cannot change the result.
        if list.len() <= question.options.len() && !list.contains(value) {
            list.push(value.clone());
        }
    }
    let problem = match question.range {
        _ if list.is_empty() => return Ok(None),
        range if range.min.is_some_and(|min| list.len() < min) => {
            Problem::TooFew { min: range.min.unwrap_or_default() }
        }
        range if range.max.is_some_and(|max| list.len() > max) => {
            Problem::TooMany { max: range.max.unwrap_or_default() }
        }
        _ => return Ok(Some(Answer::List(list))),
    };
    Err(vec![(None, problem)])
}

#[inline(never)]
fn read_parts_later(kind: Kind, draft: &Draft, name: &str) -> Result<Answer, PartProblems> {
    let typed = |part: &str| draft.text(&part_name(name, part));
    let (year, month, day) = (typed("year"), typed("month"), typed("day"));
    Ok(match kind {
        Kind::Date => Answer::Day(RocDate::from_parts(year, month, day).map_err(whole_answer)?),
        Kind::DateTime => {
            Answer::Moment(DateTime::from_parts(year, month, day, typed("time")).map_err(whole_answer)?)
        }
        _ => {
            let address = Address::from_parts(
                typed("county"),
                typed("township"),
                typed("street"),
                typed("postal_code"),
            );
            Answer::Address(address.map_err(|problems| {
                problems.into_iter().map(|(part, problem)| (Some(part), problem)).collect::<PartProblems>()
            })?)
        }
    })
}

/// Wraps the problem of a date, which names its part itself and applies to the whole answer.
fn whole_answer(problem: Problem) -> PartProblems {
    vec![(None, problem)]
}
