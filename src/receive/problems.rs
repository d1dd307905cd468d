//! Collected problems of a submission, with fast lookup by place, because a submission may have thousands.

use crate::place::Place;
use crate::problem::{LocatedProblem, Problem};
use std::collections::BTreeSet;

/// Problems in the order in which they were added.
#[derive(Default)]
pub(super) struct Problems {
    found: Vec<LocatedProblem>,
    /// The pointers of all problems. Those of enclosed values follow that of the enclosing value.
    pointers: BTreeSet<String>,
}

impl Problems {
    /// Adds problems.
    pub fn extend(&mut self, problems: impl IntoIterator<Item = LocatedProblem>) {
        for located in problems {
            self.pointers.insert(located.place.pointer());
            self.found.push(located);
        }
    }

    /// Adds a problem without a citation.
    pub fn add(&mut self, place: Place, problem: Problem) {
        self.extend([LocatedProblem::new(place, problem, None)]);
    }

    /// Adds a problem, unless there is one at its place, above it or below it.
    pub fn add_if_first(&mut self, place: Place, problem: Problem) {
        let pointer = place.pointer();
        if !self.is_known_above(&pointer) && !self.is_known_below(&pointer) {
            self.add(place, problem);
        }
    }

    /// Returns whether another problem follows from one of these: one at its place or above it, or, if the
    /// other is `Required`, one below it.
    pub fn explain(&self, other: &LocatedProblem) -> bool {
        let pointer = other.place.pointer();
        self.is_known_above(&pointer) || other.problem == Problem::Required && self.is_known_below(&pointer)
    }

    /// Returns whether there is a problem at a pointer or above it.
    fn is_known_above(&self, pointer: &str) -> bool {
        let ends = pointer.match_indices('/').map(|(at, _)| at).chain([pointer.len()]);
        ends.filter_map(|end| pointer.get(..end)).any(|above| self.pointers.contains(above))
    }

    /// Returns whether there is a problem below a pointer.
    fn is_known_below(&self, pointer: &str) -> bool {
        let below = [pointer, "/"].concat();
        self.pointers.range(below.clone()..).next().is_some_and(|place| place.starts_with(&below))
    }

    /// Iterates over the problems.
    pub fn iter(&self) -> impl Iterator<Item = &LocatedProblem> {
        self.found.iter()
    }

    /// Returns whether there are no problems.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// Returns the problems.
    pub fn into_list(self) -> Vec<LocatedProblem> {
        self.found
    }
}
