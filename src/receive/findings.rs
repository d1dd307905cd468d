//! The problems of a posted submission while it is judged. Whether one is known at, above or below a place is looked
//! up and not searched for: a submission may have thousands.

use crate::problem::{Finding, Problem};
use std::collections::BTreeSet;

/// Problems in the order in which they were found.
#[derive(Default)]
pub(super) struct Findings {
    found: Vec<Finding>,
    /// Their pointers.
    places: BTreeSet<String>,
}

impl Findings {
    /// Adds problems, whatever else is known.
    pub fn extend(&mut self, findings: impl IntoIterator<Item = Finding>) {
        for finding in findings {
            self.places.insert(finding.pointer.clone());
            self.found.push(finding);
        }
    }

    /// Adds a problem that rests on no clause.
    pub fn find(&mut self, pointer: String, problem: Problem) {
        self.extend([Finding::new(pointer, problem, None)]);
    }

    /// Adds a problem where none is known yet, neither above nor below.
    pub fn find_first(&mut self, pointer: String, problem: Problem) {
        if !self.is_known_above(&pointer) && !self.is_known_below(&pointer) {
            self.find(pointer, problem);
        }
    }

    /// Whether another problem follows from these: one at its place or above it does so, and one below from which
    /// nothing was left to be an answer.
    pub fn explain(&self, other: &Finding) -> bool {
        self.is_known_above(&other.pointer)
            || other.problem == Problem::Required && self.is_known_below(&other.pointer)
    }

    /// Whether there is a problem at that place or above it.
    fn is_known_above(&self, pointer: &str) -> bool {
        let ends = pointer.match_indices('/').map(|(at, _)| at).chain([pointer.len()]);
        ends.filter_map(|end| pointer.get(..end)).any(|above| self.places.contains(above))
    }

    /// Whether there is a problem below that place.
    fn is_known_below(&self, pointer: &str) -> bool {
        let below = [pointer, "/"].concat();
        self.places.range(below.clone()..).next().is_some_and(|place| place.starts_with(&below))
    }

    /// The problems.
    pub fn iter(&self) -> impl Iterator<Item = &Finding> {
        self.found.iter()
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.found.is_empty()
    }

    /// The problems.
    pub fn into_list(self) -> Vec<Finding> {
        self.found
    }
}
