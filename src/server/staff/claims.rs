//! The channel and the clerk that a submission names. A sender can write anything there, so both are marked
//! as claims unless the request had a session or token of the staff.

use super::LANG;
use crate::json::Json;
use crate::server::store::SubmissionRow;
use crate::text::portal::PortalWord;

/// Returns the channel in words. An unknown code is returned as it is.
pub fn channel(row: &SubmissionRow, json: &Json) -> String {
    let channel = json.get("channel").and_then(Json::text).unwrap_or_default();
    let name = match channel {
        "web" => PortalWord::ChannelWeb.say(LANG),
        "counter" => PortalWord::ChannelCounter.say(LANG),
        "kiosk" => PortalWord::ChannelKiosk.say(LANG),
        "outreach" => PortalWord::ChannelOutreach.say(LANG),
        other => other,
    };
    if channel == "web" { name.to_owned() } else { marked(row, name) }
}

/// Returns the id of the clerk who filled in the form for the sender, empty if none is named.
pub fn clerk(row: &SubmissionRow, json: &Json) -> String {
    let clerk = json.get("staff").and_then(|staff| staff.get("id")).and_then(Json::text);
    clerk.map_or_else(String::new, |clerk| marked(row, clerk))
}

/// Marks the text as a claim if it was not verified.
fn marked(row: &SubmissionRow, text: &str) -> String {
    if row.is_from_staff || text.is_empty() {
        return text.to_owned();
    }
    PortalWord::Claimed.fill(LANG, &[("text", text)])
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
            let row = SubmissionRow {
                sequence: 1,
                id: text(),
                workflow: text(),
                reference: text(),
                received_at: text(),
                is_from_staff,
            };
            let json = Json::read(json).unwrap_or(Json::Null);
            assert_eq!(
                (channel(&row, &json).as_str(), clerk(&row, &json).as_str()),
                (expect_channel, expect_clerk),
                "{json:?}"
            );
        }
    }
}
