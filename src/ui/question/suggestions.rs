//! Entries that are suggested while a text is typed.

use crate::form::Question;
use crate::journey::VILLAGES;
use crate::json::Json;
use crate::ui::view::View;

impl View<'_> {
    /// A list, once it has arrived.
    pub fn list(&self, name: &str) -> Option<&Json> {
        self.lists.iter().find(|(known, _)| known == name).map(|(_, json)| json)
    }

    /// The entries that are suggested for a question; any other text can be typed.
    pub fn suggestions(&self, question: &Question) -> Option<Vec<&str>> {
        let name = question.suggest_from.as_deref()?;
        if name == "units" {
            return Some(self.config.units.iter().map(String::as_str).collect());
        }
        Some(self.list(name).map(|list| self.posts(list)).unwrap_or_default())
    }

    /// The villages of a township.
    pub fn villages(&self, county: &str, township: &str) -> Vec<&str> {
        let names =
            self.list(VILLAGES).and_then(|list| list.get(&[county, township].concat())).and_then(Json::text);
        names.map(|names| names.split(' ').collect()).unwrap_or_default()
    }

    /// The posts of the unit that was chosen. The list names the answers that lead to the unit, one after the
    /// other.
    fn posts<'a>(&self, list: &'a Json) -> Vec<&'a str> {
        let mut unit = list;
        while let Some(by) = unit.get("by").and_then(Json::text) {
            let Some(chosen) = unit.get("of").and_then(|of| of.get(self.draft.text(by))) else { break };
            unit = chosen;
        }
        let mut posts = Vec::new();
        let entries = |json: &'a Json, name| json.get(name).and_then(Json::entries).unwrap_or_default();
        for post in entries(unit, "sub_units").iter().flat_map(|sub| entries(sub, "posts")) {
            let name = post.entries().and_then(|names| names.first()).and_then(Json::text);
            posts.extend(name.filter(|name| !posts.contains(name)));
        }
        posts
    }
}
