//! Facts of an assessment, and of a row of a group, for the evaluation of conditions.

use super::Assessment;
use crate::answer::Answer;
use crate::form::{Facts, Scalar};
use chrono::NaiveDate;

impl Facts for Assessment {
    fn scalar(&self, id: &str) -> Option<Scalar> {
        self.answer(id)?.scalar()
    }

    fn list(&self, id: &str) -> Option<&[String]> {
        match self.answer(id)? {
            Answer::List(list) => Some(list),
            _ => None,
        }
    }

    fn count(&self, id: &str) -> Option<usize> {
        self.answer(id)?.count()
    }

    fn answered(&self, id: &str) -> bool {
        self.find_asked(id).is_some_and(|asked| asked.is_answered)
    }

    fn today(&self) -> NaiveDate {
        self.circumstances.today
    }

    fn channel(&self) -> &'static str {
        self.circumstances.channel.as_str()
    }

    fn mode(&self) -> &'static str {
        self.circumstances.mode.as_str()
    }
}

/// A row of a group. Its own answers take precedence over those of the form.
pub(super) struct Row<'a> {
    pub row: &'a [(String, Answer)],
    pub outer: &'a dyn Facts,
}

impl Row<'_> {
    fn own(&self, id: &str) -> Option<&Answer> {
        self.row.iter().find(|(other, _)| other == id).map(|(_, answer)| answer)
    }
}

impl Facts for Row<'_> {
    fn scalar(&self, id: &str) -> Option<Scalar> {
        self.own(id).map_or_else(|| self.outer.scalar(id), Answer::scalar)
    }

    fn list(&self, id: &str) -> Option<&[String]> {
        match self.own(id) {
            Some(Answer::List(list)) => Some(list),
            Some(_) => None,
            None => self.outer.list(id),
        }
    }

    fn count(&self, id: &str) -> Option<usize> {
        self.own(id).map_or_else(|| self.outer.count(id), Answer::count)
    }

    fn answered(&self, id: &str) -> bool {
        self.own(id).is_some() || self.outer.answered(id)
    }

    fn today(&self) -> NaiveDate {
        self.outer.today()
    }

    fn channel(&self) -> &'static str {
        self.outer.channel()
    }

    fn mode(&self) -> &'static str {
        self.outer.mode()
    }
}
