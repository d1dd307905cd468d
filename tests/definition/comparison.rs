//! Faults that the check finds in comparisons.

use crate::check::{check, question};
use serde_json::{Value, json};

#[test]
fn finds_comparisons_that_never_hold() {
    for (when, what) in [
        (
            json!({"is": ["origin", "stolen"]}),
            "\"stolen\" is not an option of \"origin\", so this can never hold",
        ),
        (
            json!({"in": ["origin", ["bought", "stolen"]]}),
            "\"stolen\" is not an option of \"origin\", so this can never hold",
        ),
        (
            json!({"includes": ["habits", "sleeps"]}),
            "\"sleeps\" is not an option of \"habits\", so this can never hold",
        ),
        (
            json!({"is": ["muzzled", "maybe"]}),
            "\"maybe\" is not an option of \"muzzled\", so this can never hold",
        ),
        (json!({"is": ["habits", "barks"]}), "\"habits\" is not a single choice or text"),
        (json!({"is": ["photo", "x"]}), "\"photo\" is not a single choice or text"),
        (json!({"is": ["seen", "2026-11-21"]}), "\"seen\" is not a single choice or text"),
        (json!({"in": ["walkers", ["x"]]}), "\"walkers\" is not a single choice or text"),
        (json!({"includes": ["origin", "bought"]}), "\"origin\" is not a multiple choice"),
        (json!({"count": ["name", {"min": 1}]}), "\"name\" is not a choice, group or files"),
        (json!({"before": ["name", "@today"]}), "\"name\" is not a date"),
        (json!({"after": ["born", "name"]}), "\"name\" is not a date"),
        (json!({"at_least_days": ["born", "origin", 1]}), "\"origin\" is not a date"),
        (json!({"at_least_years": [{"latest": ["born", "name"]}, "@today", 1]}), "\"name\" is not a date"),
        (json!({"at_least_years": [{"latest": ["name", "born"]}, "@today", 1]}), "\"name\" is not a date"),
        (json!({"before": ["born", {"literal": "soon"}]}), "\"soon\" is not a date like 2026-11-21"),
        (json!({"within": ["name", {"from": "born"}]}), "\"name\" is not a date"),
        (json!({"within": ["born", {"from": "seen", "until": "name"}]}), "\"name\" is not a date"),
        (json!({"overlaps": [{"from": "name"}, {"from": "born"}]}), "\"name\" is not a date"),
        (json!({"is": ["born", "soon"]}), "\"soon\" is not a date like 2026-11-21"),
        (json!({"in": ["born", ["2026-11-21", "115/11/31"]]}), "\"115/11/31\" is not a date like 2026-11-21"),
        (json!({"is": ["@today", "tomorrow"]}), "\"tomorrow\" is not a date like 2026-11-21"),
        (json!({"in": ["@today", ["tomorrow"]]}), "\"tomorrow\" is not a date like 2026-11-21"),
        (json!({"is": [{"day_of": "seen"}, "x"]}), "\"x\" is not a date like 2026-11-21"),
        (json!({"is": [{"latest": ["born", "@today"]}, "x"]}), "\"x\" is not a date like 2026-11-21"),
        (json!({"is": [{"latest": ["seen", "seen"]}, "x"]}), "\"x\" is not a date like 2026-11-21"),
        // A literal may be a date, but not a date-time.
        (
            json!({"before": ["seen", {"literal": "2026-11-21T10:00:00+08:00"}]}),
            "\"2026-11-21T10:00:00+08:00\" is not a date like 2026-11-21",
        ),
        (json!({"length": ["born", {"min": 1}]}), "\"born\" is not a text"),
        (json!({"length": ["habits", {"min": 1}]}), "\"habits\" is not a text"),
    ] {
        check(
            &[("/notes/0/when", json!({"not": {"all": [when.clone()]}}))],
            &[&format!("/notes/0/when: {what}")],
        );
    }
}

#[test]
fn accepts_comparisons_that_may_hold() {
    for when in [
        json!({"is": ["born", "2026-11-21"]}),
        json!({"in": ["@today", ["115/11/21"]]}),
        json!({"is": [{"latest": ["born", "seen"]}, "2026-11-21"]}),
        json!({"is": [{"latest": ["name"]}, "Rex"]}),
        json!({"is": ["name", "soon"]}),
        json!({"before": ["born", {"literal": "2026-11-21"}]}),
        json!({"length": ["story", {"max": 0}]}),
    ] {
        check(&[("/notes/0/when", when)], &[]);
    }
    // A question of the group takes precedence over one of the form with the same id.
    let outer = ("/steps/1/questions/-", question("who", "date"));
    check(&[outer, ("/rules/1/require", json!({"is": ["who", "Rex"]}))], &[]);
}

/// Only values of compatible kinds can be equal: two dates, two date-times, two strings.
#[test]
fn finds_kinds_that_are_never_equal() {
    let kinds = ["long_text", "ubn", "national_id", "mobile", "email", "address", "date"];
    let questions: Vec<(String, Value)> = kinds
        .iter()
        .map(|kind| ("/steps/1/questions/-".to_owned(), question(&format!("my_{kind}"), kind)))
        .collect();
    let literal = |text: &str| json!({"literal": text});
    for (one, two, never) in [
        (json!("name"), json!("born"), Some("text and date")),
        (json!("born"), json!("seen"), Some("date and date_time")),
        (json!("@today"), json!("seen"), Some("date and date_time")),
        (json!("@today"), json!("origin"), Some("date and choice")),
        (json!("@mode"), json!("born"), Some("choice and date")),
        (json!("seen"), literal("2026-11-21"), Some("date_time and date")),
        (json!("born"), literal("soon"), Some("date and text")),
        (json!("name"), literal("115/11/21"), Some("text and date")),
        (json!({"latest": ["born", "@today"]}), json!("name"), Some("date and text")),
        (json!("my_national_id"), json!("my_ubn"), Some("national_id and ubn")),
        (json!("my_email"), json!("my_mobile"), Some("email and mobile")),
        (json!("habits"), json!("habits"), Some("choices and choices")),
        (json!("my_address"), json!("my_address"), Some("address and address")),
        (json!("photo"), json!("name"), Some("files and text")),
        (json!("name"), json!("walkers"), Some("text and group")),
        (json!("born"), json!("my_date"), None),
        (json!("seen"), json!("seen"), None),
        (json!("born"), json!({"day_of": "seen"}), None),
        (json!("@today"), json!("born"), None),
        (json!("born"), literal("2026-11-21"), None),
        (json!({"latest": ["born", "my_date"]}), json!("@today"), None),
        (json!({"latest": ["born", "seen"]}), json!("seen"), None),
        (json!("name"), json!("my_long_text"), None),
        (json!("name"), json!("my_ubn"), None),
        (json!("origin"), json!("muzzled"), None),
        (json!("origin"), literal("found"), None),
        (json!("@mode"), literal("web"), None),
        (json!("@channel"), json!("@mode"), None),
        (json!("my_mobile"), json!("my_mobile"), None),
    ] {
        let when = json!({"not": {"same_as": [one, two]}});
        let edits = questions.iter().map(|(pointer, question)| (pointer.as_str(), question.clone()));
        let edits: Vec<(&str, Value)> = edits.chain([("/notes/0/when", when)]).collect();
        let fault = never.map(|kinds| format!("/notes/0/when: {kinds} can never be equal"));
        check(&edits, &fault.iter().map(String::as_str).collect::<Vec<_>>());
    }
    // In a rule on rows, the questions of the group take precedence, such as `phone` and `who`.
    let rule = |two: &str| json!({"same_as": ["phone", two]});
    check(&[("/rules/1/require", rule("who"))], &[]);
    check(&[("/rules/1/require", rule("born"))], &["/rules/1/require: phone and date can never be equal"]);
    let mobile = ("/steps/1/questions/-", question("mobile", "mobile"));
    check(&[mobile, ("/rules/1/require", rule("mobile"))], &[]);
}
