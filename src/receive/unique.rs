//! Objects with two members of one name: the last counts, and the others are dropped before anything is judged twice.

use crate::json::Json;
use std::collections::BTreeSet;
use std::mem;

/// The value without the members that a later one of the same name replaces.
pub(super) fn last_of_each(json: &mut Json) {
    match json {
        Json::Array(entries) => entries.iter_mut().for_each(last_of_each),
        Json::Object(members) => {
            let mut names = BTreeSet::new();
            let mut kept = Vec::new();
            for (name, mut value) in mem::take(members).into_iter().rev() {
                if names.insert(name.clone()) {
                    last_of_each(&mut value);
                    kept.push((name, value));
                }
            }
            kept.reverse();
            *members = kept;
        }
        _ => {}
    }
}
