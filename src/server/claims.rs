//! Who filed a submission by its own account, and whether that was verified.
//!
//! A sender can write any channel and any clerk into the JSON. Both are verified only if the request came with a session
//! or a token of the staff.

use super::store::Entry;
use super::words::{self, Language};
use crate::json::Json;

/// The clerks' pages are in Chinese.
const LANGUAGE: Language = Language::ZhHant;

/// The channel, in words.
pub(super) fn channel(entry: &Entry, json: &Json) -> String {
    let channel = json.get("channel").and_then(Json::text).unwrap_or_default();
    let said = words::channel(channel, LANGUAGE);
    if channel == "web" { said.to_owned() } else { marked(entry, said) }
}

/// The id of the clerk who filled in the form for somebody, if one is named.
pub(super) fn clerk(entry: &Entry, json: &Json) -> String {
    let clerk = json.get("staff").and_then(|staff| staff.get("id")).and_then(Json::text);
    clerk.map_or_else(String::new, |clerk| marked(entry, clerk))
}

/// The text, marked as a claim if it was not verified.
fn marked(entry: &Entry, said: &str) -> String {
    if entry.is_from_staff || said.is_empty() { said.to_owned() } else { words::claimed(said, LANGUAGE) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn unverified_claims_are_marked() {
        for (is_from_staff, json, expect_channel, expect_clerk) in [
            (false, r#"{"channel": "web"}"#, "網路", ""),
            (
                false,
                r#"{"channel": "counter", "staff": {"id": "c-1"}}"#,
                "臨櫃（送件人自稱）",
                "c-1（送件人自稱）",
            ),
            (false, r#"{"channel": "kiosk"}"#, "自助機（送件人自稱）", ""),
            (false, r#"{"channel": "outreach"}"#, "外展服務（送件人自稱）", ""),
            (false, r#"{"channel": "made up", "staff": {"id": ""}}"#, "made up（送件人自稱）", ""),
            (true, r#"{"channel": "counter", "staff": {"id": "c-1"}}"#, "臨櫃", "c-1"),
            (true, r#"{"channel": "web"}"#, "網路", ""),
            (false, "null", "", ""),
        ] {
            let text = String::new;
            let entry = Entry {
                sequence: 1,
                id: text(),
                workflow: text(),
                reference: text(),
                received_at: text(),
                is_from_staff,
            };
            let json = Json::read(json).unwrap_or(Json::Null);
            assert_eq!(
                (channel(&entry, &json).as_str(), clerk(&entry, &json).as_str()),
                (expect_channel, expect_clerk),
                "{json:?}"
            );
        }
    }
}
