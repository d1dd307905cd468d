//! Problems with their places.

use super::Problem;
use crate::place::Place;
use std::mem;

/// A problem and its place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LocatedProblem {
    /// The place in the submission.
    pub place: Place,
    /// The problem.
    pub problem: Problem,
    /// Citation of the legal clause, such as `第7條第4項第2款`.
    pub cite: Option<String>,
}

impl LocatedProblem {
    /// Creates a problem with its place.
    #[must_use]
    pub fn new(place: Place, problem: Problem, cite: Option<String>) -> Self {
        Self { place, problem, cite }
    }

    /// Wraps the problem in [`Problem::Optional`]. Problems of excess length or number are unchanged, because
    /// omitting the answer is no remedy; rules and refused options are unchanged, because their text is in
    /// the form definition.
    pub fn mark_optional(&mut self) {
        match self.problem {
            Problem::TooLong { .. }
            | Problem::TooMany { .. }
            | Problem::Rule { .. }
            | Problem::Refused { .. } => {}
            _ => {
                let problem = mem::replace(&mut self.problem, Problem::Required);
                self.problem = Problem::Optional(Box::new(problem));
            }
        }
    }
}
