//! Counts of what happened in a number of walks.

use guitai::journey::{Event, RequestEnd};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::fmt;

/// What happened, by name, and the distinct states that were reached.
#[derive(Clone, Debug, Default)]
pub struct Counts {
    events: BTreeMap<Cow<'static, str>, u64>,
    states: HashSet<u64>,
}

impl Counts {
    pub fn add(&mut self, name: impl Into<Cow<'static, str>>) {
        *self.events.entry(name.into()).or_default() += 1;
    }

    /// Counts an event, and the status of an answer.
    pub fn add_event(&mut self, event: &Event) {
        self.add("events");
        if let Event::RequestEnded { end, .. } | Event::UploadEnded { end, .. } = event {
            match end {
                RequestEnd::Response { status, .. } => self.add(format!("status {status}")),
                RequestEnd::Broken { status: None } => self.add("status unknown"),
                RequestEnd::Broken { status: Some(status) } => self.add(format!("status {status}, broken")),
                RequestEnd::NoHeaders => self.add("no request, headers failed"),
            }
        }
    }

    pub fn reach(&mut self, state: u64) {
        self.states.insert(state);
    }

    pub fn of(&self, name: &str) -> u64 {
        self.events.get(name).copied().unwrap_or_default()
    }

    pub fn states(&self) -> usize {
        self.states.len()
    }

    /// The sum of the counts whose names start so.
    pub fn sum(&self, prefix: &str) -> u64 {
        self.events.iter().filter(|(name, _)| name.starts_with(prefix)).map(|(_, count)| count).sum()
    }

    pub fn merge(&mut self, other: Self) {
        for (name, count) in other.events {
            *self.events.entry(name).or_default() += count;
        }
        self.states.extend(other.states);
    }

    /// Names that were never counted.
    pub fn missing<'a>(&self, names: &[&'a str]) -> BTreeSet<&'a str> {
        names.iter().copied().filter(|name| self.of(name) == 0).collect()
    }
}

impl fmt::Display for Counts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (name, count) in &self.events {
            writeln!(f, "{count:>12} {name}")?;
        }
        write!(f, "{:>12} states", self.states.len())
    }
}
