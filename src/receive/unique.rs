//! Removal of duplicate members of objects, so that none is validated twice. The last one wins.

use crate::json::Json;
use std::collections::BTreeSet;

/// Removes the members that a later member with the same name replaces.
pub(super) fn remove_duplicates(json: &mut Json) {
    match json {
        Json::Array(entries) => entries.iter_mut().for_each(remove_duplicates),
        Json::Object(members) => {
            if has_duplicates(members) {
                let mut names = BTreeSet::new();
                members.reverse();
                members.retain(|(name, _)| names.insert(name.clone()));
                members.reverse();
            }
            for (_, value) in members {
                remove_duplicates(value);
            }
        }
        _ => {}
    }
}

/// Compares sorted names, because most objects have no duplicates and few members.
fn has_duplicates(members: &[(String, Json)]) -> bool {
    let mut names: Vec<&str> = members.iter().map(|(name, _)| name.as_str()).collect();
    names.sort_unstable();
    !names.is_sorted_by(|name, next| name < next)
}
