//! Places in a submission, and their JSON pointers (RFC 6901, as URI fragments: `#/answers/mobile`).

use crate::control::{STAFF, row_name};

const ANSWERS: &str = "#/answers/";
const ATTACHMENTS: &str = "#/attachments";
const NOTICES: &str = "#/notices";
const STAFF_ID: &str = "#/staff/id";

/// A place in a submission to which a problem can belong.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum Place {
    /// The answer to a question, or a missing answer.
    Question(String),
    /// A part of a composite answer, such as the street of an address.
    Part { question: String, part: String },
    /// A question in a row of a group, and a part of its answer.
    Row { group: String, row: usize, question: String, part: Option<String> },
    /// The file with this index among the attachments.
    File(usize),
    /// All files together.
    Files,
    /// The notices.
    Notices,
    /// The id of the member of staff.
    Staff,
    /// Another member of the envelope, by its pointer.
    Envelope(String),
}

impl Place {
    /// Reads a pointer. Every text is a place: an unknown one belongs to the envelope.
    #[must_use]
    pub fn parse(pointer: &str) -> Self {
        if let Some(path) = pointer.strip_prefix(ANSWERS) {
            return Self::parse_answer(path);
        }
        match pointer {
            ATTACHMENTS => Self::Files,
            NOTICES => Self::Notices,
            STAFF_ID => Self::Staff,
            _ => match pointer.strip_prefix(ATTACHMENTS).and_then(|index| index.strip_prefix('/')) {
                Some(index) => index.parse().map_or(Self::Files, Self::File),
                None => Self::Envelope(pointer.to_owned()),
            },
        }
    }

    fn parse_answer(path: &str) -> Self {
        let mut tokens = path.split('/').map(unescape);
        let question = tokens.next().unwrap_or_default();
        match (tokens.next(), tokens.next()) {
            (Some(row), Some(inner)) => match row.parse() {
                Ok(row) => Self::Row { group: question, row, question: inner, part: tokens.next() },
                Err(_) => Self::Part { question, part: row },
            },
            (Some(part), None) => Self::Part { question, part },
            _ => Self::Question(question),
        }
    }

    /// The id of the question, or of the group, to which the place belongs.
    #[must_use]
    pub fn question(&self) -> Option<&str> {
        match self {
            Self::Question(id) | Self::Part { question: id, .. } | Self::Row { group: id, .. } => Some(id),
            _ => None,
        }
    }

    /// The name of the control at this place; none if the place has no control of its own.
    #[must_use]
    pub fn control(&self) -> Option<String> {
        match self {
            Self::Question(id) | Self::Part { question: id, .. } => Some(id.clone()),
            Self::Row { group, row, question, .. } => Some(row_name(group, *row, question)),
            Self::Staff => Some(STAFF.to_owned()),
            Self::File(_) | Self::Files | Self::Notices | Self::Envelope(_) => None,
        }
    }
}

/// Returns a name as a token of a JSON pointer.
#[must_use]
pub fn escape(name: &str) -> String {
    let mut token = String::new();
    for character in name.chars() {
        match character {
            '~' => token.push_str("~0"),
            '/' => token.push_str("~1"),
            _ => token.push(character),
        }
    }
    token
}

fn unescape(token: &str) -> String {
    let mut parts = token.split('~');
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        name.push(if part.starts_with('1') { '/' } else { '~' });
        name.extend(part.chars().skip(1));
    }
    name
}
