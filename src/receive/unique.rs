//! Removal of duplicate members of objects, so that none is validated twice. The last one wins.

use crate::json::Json;
use std::collections::BTreeSet;
use std::mem;

/// Removes the members that a later member with the same name replaces.
pub(super) fn remove_duplicates(json: &mut Json) {
    match json {
        Json::Array(entries) => entries.iter_mut().for_each(remove_duplicates),
        Json::Object(members) => {
            let mut names = BTreeSet::new();
            let mut kept = Vec::new();
            for (name, mut value) in mem::take(members).into_iter().rev() {
                if names.insert(name.clone()) {
                    remove_duplicates(&mut value);
                    kept.push((name, value));
                }
            }
            kept.reverse();
            *members = kept;
        }
        _ => {}
    }
}
