//! A printed question: its number, label, hint and notes, and the space for its answer.

use super::condition::Conditions;
use super::field::{self, Field, MOST_ROWS};
use super::filled::Filled;
use crate::form::{Condition, Form, Kind, Need, Note, Question, Stop};
use crate::text::paper::PaperWord;
use crate::text::{Word, Words};

/// A printed question.
pub struct Entry<'a> {
    pub number: String,
    pub label: &'a str,
    /// Whether it must be answered, and how many options may be chosen.
    pub remarks: Vec<String>,
    pub cite: Option<&'a str>,
    pub hint: Option<&'a str>,
    pub field: Field<'a>,
    /// A remark below the answer.
    pub below: Option<&'static str>,
    pub notes: Vec<PrintedNote<'a>>,
}

/// Consecutive questions with the same condition.
pub struct Block<'a> {
    /// Text of the condition under which the question is answered.
    pub condition: Option<String>,
    pub entries: Vec<Entry<'a>>,
    when: Option<&'a Condition>,
}

/// A note or a stop.
pub struct PrintedNote<'a> {
    /// The condition in words, or nothing.
    pub condition: String,
    pub text: &'a str,
    pub cite: Option<&'a str>,
}

/// Draws questions, with their numbers.
pub struct Drawing<'a, 'b> {
    pub conditions: &'b Conditions<'a>,
    pub filled: Option<&'b Filled<'a>>,
}

impl<'a> Drawing<'a, '_> {
    /// Draws the questions of a step.
    pub fn blocks(&self, step: usize, questions: &[&'a Question]) -> Vec<Block<'a>> {
        let mut blocks: Vec<Block> = Vec::new();
        for (question, number) in questions.iter().zip(1..) {
            if self.filled.is_some_and(|filled| !filled.has(question)) {
                continue;
            }
            let entry = self.entry(question, format!("{step}.{number}"));
            let when = question.when.as_ref();
            match blocks.last_mut() {
                Some(block) if block.when == when => block.entries.push(entry),
                _ => {
                    let condition = when.and_then(|when| self.only_if(when));
                    blocks.push(Block { condition, entries: vec![entry], when });
                }
            }
        }
        blocks
    }

    /// Returns the condition of a question or a step in words, or `None` on a filled form.
    pub fn only_if(&self, when: &Condition) -> Option<String> {
        if self.filled.is_some() {
            return None;
        }
        let lang = self.words().lang();
        Some(match self.conditions.say(when) {
            Some(condition) => PaperWord::OnlyIf.fill(lang, &[("condition", &condition)]),
            None => PaperWord::OnlyIfCalledFor.say(lang).to_owned(),
        })
    }

    fn entry(&self, question: &'a Question, number: String) -> Entry<'a> {
        let words = self.words();
        let is_empty = self.filled.is_none();
        let field = match self.filled {
            Some(filled) => field::filled(question, words, filled),
            None => field::empty(question, words),
        };
        let has_more_rows =
            question.kind == Kind::Group && question.range.max.is_none_or(|max| max > MOST_ROWS);
        Entry {
            number,
            label: words.text(&question.label),
            remarks: if is_empty { self.remarks(question) } else { Vec::new() },
            cite: question.cite.as_deref(),
            hint: question.hint.as_ref().filter(|_| is_empty).map(|hint| words.text(hint)),
            field,
            below: (is_empty && has_more_rows).then(|| PaperWord::MoreRows.say(words.lang())),
            notes: if is_empty { self.notes(&question.id) } else { Vec::new() },
        }
    }

    fn remarks(&self, question: &Question) -> Vec<String> {
        let lang = self.words().lang();
        let mut remarks = Vec::new();
        match question.kind {
            Kind::Choice | Kind::YesNo => remarks.push(PaperWord::ChooseOne.say(lang).to_owned()),
            Kind::Choices => remarks.push(PaperWord::ChooseSome.say(lang).to_owned()),
            _ => {}
        }
        match &question.need {
            Need::Required => {}
            Need::Optional => remarks.push(self.words().say(Word::Optional).trim().to_owned()),
            Need::When(when) => remarks.push(match self.conditions.say(when) {
                Some(condition) => PaperWord::RequiredIf.fill(lang, &[("condition", &condition)]),
                None => PaperWord::RequiredIfCalledFor.say(lang).to_owned(),
            }),
        }
        remarks
    }

    /// Returns the stops and notes of a question or step of an empty form, except those whose condition cannot
    /// be described in words.
    pub fn notes(&self, place: &str) -> Vec<PrintedNote<'a>> {
        let form = self.form();
        let stops = form.stops.iter().filter(|stop| stop.at == place).filter_map(|stop| self.stop(stop));
        let is_here = |note: &&Note| note.at.first().is_some_and(|at| at == place);
        stops.chain(form.notes.iter().filter(is_here).filter_map(|note| self.note(note))).collect()
    }

    fn stop(&self, stop: &'a Stop) -> Option<PrintedNote<'a>> {
        let condition = self.conditions.say(&stop.when)?;
        Some(PrintedNote {
            condition: PaperWord::StopIf.fill(self.words().lang(), &[("condition", &condition)]),
            text: self.words().text(&stop.text),
            cite: stop.cite.as_deref(),
        })
    }

    /// Returns a note of an empty form, or `None` if its condition cannot be described in words.
    pub fn note(&self, note: &'a Note) -> Option<PrintedNote<'a>> {
        let condition = match &note.when {
            Some(when) => {
                let condition = self.conditions.say(when)?;
                PaperWord::NoteIf.fill(self.words().lang(), &[("condition", &condition)])
            }
            None => String::new(),
        };
        Some(self.printed(note, condition))
    }

    /// Returns a note with its condition in words.
    pub fn printed(&self, note: &'a Note, condition: String) -> PrintedNote<'a> {
        PrintedNote { condition, text: self.words().text(&note.text), cite: note.cite.as_deref() }
    }

    /// Returns the words of the page.
    pub fn words(&self) -> &'a Words {
        self.conditions.words
    }

    /// Returns the form.
    pub fn form(&self) -> &'a Form {
        self.conditions.form
    }
}
