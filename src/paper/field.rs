//! The space for an answer: boxes to tick, lines to write on, or the answer of a submission.

use super::blanks::{Piece, pieces};
use super::filled::Filled;
use crate::answer::{Answer, DEFAULT_MAX_LONG_TEXT_LENGTH};
use crate::form::{Kind, Question};
use crate::json::Json;
use crate::text::paper::PaperWord;
use crate::text::{Word, Words, megabytes};
use crate::value::masked;

/// The number of characters of 身分證統一編號 and 統一證號.
const NATIONAL_ID_LENGTH: usize = 10;
/// The number of digits of 統一編號.
const UBN_LENGTH: usize = 8;
/// The maximum number of empty rows of a group.
pub const MOST_ROWS: usize = 5;

/// The space for an answer.
pub enum Field<'a> {
    /// Options to tick.
    Options(Vec<Tick<'a>>),
    /// Empty lines.
    Lines(usize),
    /// A box for each character.
    Cells(usize),
    /// A line with blanks.
    Blanks(Vec<Piece<'a>>),
    /// A table with a column for each question of a group.
    Table {
        /// The names of the questions.
        heads: Vec<&'a str>,
        /// The answers.
        rows: Vec<Vec<String>>,
    },
    /// A box to tick, followed by a line with blanks.
    Enclosed(Vec<Piece<'a>>),
    /// Names and sizes of files.
    Files(Vec<String>),
    /// A space to sign in.
    Sign(&'static str),
    /// A drawn signature.
    Drawing {
        /// A PNG in base64.
        png: String,
        /// Name of the question, as alternative text of the image.
        name: &'a str,
    },
    /// The lines of an answer.
    Answer(Vec<String>),
    /// A question without an answer.
    NotProvided(&'a str),
}

/// An option with its box.
pub struct Tick<'a> {
    pub is_ticked: bool,
    pub label: &'a str,
    pub cite: Option<&'a str>,
    pub hint: Option<&'a str>,
}

/// Returns the space for the answer to a question on an empty form.
pub fn empty<'a>(question: &'a Question, words: &'a Words) -> Field<'a> {
    let blanks = |word: PaperWord| pieces(word.say(words.lang()));
    match question.kind {
        Kind::Choice | Kind::Choices | Kind::YesNo => Field::Options(ticks(question, words, &[])),
        Kind::LongText => Field::Lines(lines(question.range.max.unwrap_or(DEFAULT_MAX_LONG_TEXT_LENGTH))),
        Kind::NationalId => Field::Cells(NATIONAL_ID_LENGTH),
        Kind::Ubn => Field::Cells(UBN_LENGTH),
        Kind::Date => Field::Blanks(blanks(PaperWord::Date)),
        Kind::DateTime => Field::Blanks(blanks(PaperWord::Moment)),
        Kind::Address => Field::Blanks(blanks(PaperWord::Address)),
        Kind::Files => Field::Enclosed(blanks(PaperWord::Enclosed)),
        Kind::Signature => Field::Sign(PaperWord::Sign.say(words.lang())),
        Kind::Group => {
            let rows = question.range.max.unwrap_or(MOST_ROWS).min(MOST_ROWS);
            let row = vec![String::new(); question.questions.len()];
            Field::Table { heads: heads(question, words), rows: vec![row; rows] }
        }
        Kind::Text | Kind::Name | Kind::Mobile | Kind::Phone | Kind::Email => Field::Lines(1),
    }
}

/// Returns the answer to a question.
pub fn filled<'a>(question: &'a Question, words: &'a Words, filled: &Filled<'a>) -> Field<'a> {
    if question.takes_files() {
        return files(question, words, filled);
    }
    let Some(value) = filled.answer(&question.id) else {
        return Field::NotProvided(words.say(Word::NotProvided));
    };
    match (question.kind, value) {
        (Kind::Choice | Kind::YesNo, Json::String(_)) => {
            Field::Options(ticks(question, words, std::slice::from_ref(value)))
        }
        (Kind::Choices, Json::Array(codes)) => Field::Options(ticks(question, words, codes)),
        (Kind::Group, Json::Array(rows)) => {
            let row = |row: &Json| {
                let cell = |question: &Question| {
                    let lines = row.get(&question.id).map(|value| answer_lines(question, words, value));
                    lines.unwrap_or_default().join(" ")
                };
                question.questions.iter().map(cell).collect()
            };
            Field::Table { heads: heads(question, words), rows: rows.iter().map(row).collect() }
        }
        _ => Field::Answer(answer_lines(question, words, value)),
    }
}

/// Returns the options, ticked if their values are among the codes, and then the codes without an option.
fn ticks<'a>(question: &'a Question, words: &'a Words, codes: &'a [Json]) -> Vec<Tick<'a>> {
    let is_ticked = |value: &str| codes.iter().any(|code| code.text() == Some(value));
    let options = question.options.iter().map(|choice| Tick {
        is_ticked: is_ticked(&choice.value),
        label: words.choice_label(choice),
        cite: choice.cite.as_deref(),
        // A filled form has no hints.
        hint: choice.hint.as_ref().filter(|_| codes.is_empty()).map(|hint| words.text(hint)),
    });
    let others = codes.iter().filter_map(Json::text).filter(|code| !question.offers(code));
    options.chain(others.map(|label| Tick { is_ticked: true, label, cite: None, hint: None })).collect()
}

fn heads<'a>(group: &'a Question, words: &Words) -> Vec<&'a str> {
    group.questions.iter().map(|question| words.text(question.name())).collect()
}

fn files<'a>(question: &'a Question, words: &'a Words, filled: &Filled) -> Field<'a> {
    if question.kind == Kind::Signature
        && let Some(png) = filled.files(&question.id).find_map(|file| file.content.clone())
    {
        return Field::Drawing { png, name: words.text(question.name()) };
    }
    let names = filled.files(&question.id).map(|file| format!("{} ({})", file.name, megabytes(file.size)));
    let names: Vec<String> = names.collect();
    if names.is_empty() { Field::NotProvided(words.say(Word::NotProvided)) } else { Field::Files(names) }
}

/// Returns the lines of an answer, masked if it identifies a person or is sensitive. A value that the
/// question no longer allows is returned as it is stored.
fn answer_lines(question: &Question, words: &Words, value: &Json) -> Vec<String> {
    let answer = Answer::from_stored(question.kind, value);
    let lines = answer.map_or_else(|| vec![value.write()], |answer| words.answer_lines(question, &answer));
    let is_masked = question.kind == Kind::NationalId || question.sensitive;
    let shown = |line: String| if is_masked { masked(&line) } else { line };
    lines.into_iter().map(shown).collect()
}

/// Returns the number of lines for a text of up to `max` characters.
fn lines(max: usize) -> usize {
    match max {
        ..=300 => 3,
        301..=2000 => 5,
        _ => 12,
    }
}
