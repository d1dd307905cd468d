//! Places in a submission, and their JSON pointers (RFC 6901, as URI fragments: `#/answers/mobile`).

use crate::control::{STAFF, row_name};

const ANSWERS: &str = "#/answers/";
const ATTACHMENTS: &str = "#/attachments";
const NOTICES: &str = "#/notices";
const STAFF_ID: &str = "#/staff/id";

/// A place in a submission to which a problem can belong.
///
/// `part` is a member of a composite answer, as in a pointer: `street`.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names of the fields are enough")]
pub enum Place {
    /// The answer to a question, or a missing answer.
    Question(String),
    /// A part of a composite answer, such as the street of an address.
    Part { question: String, part: String },
    /// The answer to a question in a row of a group, or a part of it.
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
    /// The place of an answer.
    #[must_use]
    pub fn answer(question: &str) -> Self {
        Self::Question(question.to_owned())
    }

    /// The place of an answer in a row of a group.
    #[must_use]
    pub fn in_row(group: &str, row: usize, question: &str) -> Self {
        Self::Row { group: group.to_owned(), row, question: question.to_owned(), part: None }
    }

    /// The place of a member of the value at this place. A file, the notices and the staff id have no members
    /// with places of their own; the result is then the same place.
    #[must_use]
    pub fn member(&self, name: &str) -> Self {
        let mut place = self.clone();
        match &mut place {
            Self::Question(question) => return Self::Part { question: question.clone(), part: escape(name) },
            Self::Row { part: part @ None, .. } => *part = Some(escape(name)),
            Self::Part { part: path, .. } | Self::Row { part: Some(path), .. } | Self::Envelope(path) => {
                path.push('/');
                path.push_str(&escape(name));
            }
            Self::File(_) | Self::Files | Self::Notices | Self::Staff => {}
        }
        place
    }

    /// Reads a pointer. Every text is a place: an unknown one belongs to the envelope.
    #[must_use]
    pub fn parse(pointer: &str) -> Self {
        if let Some(path) = pointer.strip_prefix(ANSWERS) {
            return Self::parse_answer(path);
        }
        let file = || index(pointer.strip_prefix(ATTACHMENTS)?.strip_prefix('/')?);
        match pointer {
            ATTACHMENTS => Self::Files,
            NOTICES => Self::Notices,
            STAFF_ID => Self::Staff,
            _ => file().map_or_else(|| Self::Envelope(pointer.to_owned()), Self::File),
        }
    }

    fn parse_answer(path: &str) -> Self {
        let Some((question, part)) = path.split_once('/') else { return Self::Question(unescape(path)) };
        let question = unescape(question);
        let row = || part.split_once('/').and_then(|(row, inner)| Some((index(row)?, inner)));
        let Some((row, inner)) = row() else { return Self::Part { question, part: part.to_owned() } };
        let (inner, part) = match inner.split_once('/') {
            Some((inner, part)) => (inner, Some(part.to_owned())),
            None => (inner, None),
        };
        Self::Row { group: question, row, question: unescape(inner), part }
    }

    /// Returns the pointer: the inverse of [`Place::parse`].
    #[must_use]
    pub fn pointer(&self) -> String {
        match self {
            Self::Question(question) => [ANSWERS, &escape(question)].concat(),
            Self::Part { question, part } => [ANSWERS, &escape(question), "/", part].concat(),
            Self::Row { group, row, question, part } => {
                let mut pointer =
                    [ANSWERS, &escape(group), "/", &row.to_string(), "/", &escape(question)].concat();
                if let Some(part) = part {
                    pointer.push('/');
                    pointer.push_str(part);
                }
                pointer
            }
            Self::File(index) => [ATTACHMENTS, "/", &index.to_string()].concat(),
            Self::Files => ATTACHMENTS.to_owned(),
            Self::Notices => NOTICES.to_owned(),
            Self::Staff => STAFF_ID.to_owned(),
            Self::Envelope(pointer) => pointer.clone(),
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

    /// Returns whether the place is a member of the attachments, or all of them.
    #[must_use]
    pub fn is_in_files(&self) -> bool {
        match self {
            Self::File(_) | Self::Files => true,
            Self::Envelope(pointer) => pointer.starts_with(ATTACHMENTS),
            _ => false,
        }
    }

    /// The last name in the pointer, for a place that has no other name.
    #[must_use]
    pub fn name(&self) -> &str {
        match self {
            Self::Part { part: path, .. } | Self::Row { part: Some(path), .. } | Self::Envelope(path) => {
                path.rsplit('/').next().unwrap_or_default()
            }
            Self::Question(id) | Self::Row { question: id, .. } => id,
            Self::File(_) | Self::Files => "attachments",
            Self::Notices => "notices",
            Self::Staff => STAFF,
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

/// Reads an array index: digits without a leading zero (RFC 6901, section 4).
fn index(token: &str) -> Option<usize> {
    token.parse().ok().filter(|index: &usize| index.to_string() == token)
}

/// Returns a name as a token of a JSON pointer.
fn escape(name: &str) -> String {
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
