//! Names of controls, shared by the draft, the journey, the drawing and the receiving side.
//!
//! The name of a control is based on its question: `mobile`, `birth_on.year`, `co_petitioners.0.name`.
//! Notices, the staff id and the saved draft have controls without a question.

/// The control for the staff id at a counter.
pub const STAFF: &str = "staff_id";
/// The control that opens a saved draft.
pub const SAVED_DRAFT: &str = "saved_draft";
/// The value of the checkbox of an accepted notice.
pub const ACCEPTED: &str = "accepted";

const NOTICE_PREFIX: &str = "notice.";

/// The control of one part of a composite answer, such as `address.street`.
#[must_use]
pub fn part_name(name: &str, part: &str) -> String {
    [name, ".", part].concat()
}

/// The control of a question in a row of a group, such as `co_petitioners.0.name`.
#[must_use]
pub fn row_name(group: &str, row: usize, id: &str) -> String {
    [group, ".", &row.to_string(), ".", id].concat()
}

/// The checkbox that accepts a notice.
#[must_use]
pub fn notice_name(id: &str) -> String {
    [NOTICE_PREFIX, id].concat()
}

/// The draft entry with the moment at which a notice was accepted.
#[must_use]
pub fn notice_time_name(id: &str) -> String {
    [NOTICE_PREFIX, id, ".at"].concat()
}

/// Returns the id of the notice whose checkbox has this name.
#[must_use]
pub fn notice_of(name: &str) -> Option<&str> {
    name.strip_prefix(NOTICE_PREFIX)
}

/// Returns the part of the name before the first point: the id of the question, unless ids contain points.
#[must_use]
pub fn first_part(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}
