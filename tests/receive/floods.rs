//! Submissions with an excessive number of one kind of value.

use crate::{base, problems, verdict, with_answers};
use guitai::receive::{MAX_ENTRIES, MAX_PROBLEMS, MAX_VALUES};
use serde_json::{Map, Value, json};

/// Name, function that creates a submission with a number of values, and the pointer of the `too_many`
/// problem.
pub type Flood = (&'static str, fn(usize) -> String, &'static str);

pub const FLOODS: [Flood; 15] = [
    ("attachments", attachments, "#/attachments"),
    ("attachments that can't be read", unreadable_attachments, "#/attachments"),
    ("attachments of one id", attachments_of_one_id, "#/attachments"),
    ("members", members, "#"),
    ("answers", answers, "#/answers"),
    ("answers of one name", answers_of_one_name, "#/answers"),
    ("answers of one long name", answers_with_a_long_one, "#/answers"),
    ("notices", notices, "#/notices"),
    ("rows", rows, "#/answers/co_petitioners"),
    ("empty rows", empty_rows, "#/answers/co_petitioners"),
    ("members of a row", row_members, "#/answers/co_petitioners/0"),
    ("parts of an address", address_parts, "#/answers/address"),
    ("options", options, "#/answers/grounds"),
    ("options of one kind", options_of_one_kind, "#/answers/grounds"),
    ("values in a wrong answer", values, "#/answers/subject"),
];

fn attachments(count: usize) -> String {
    with_attachments((0..count).map(|at| {
        let id = format!("file {at}");
        json!({"id": id, "answer": "x", "name": "a", "media_type": "a", "size": 1, "sha256": "a"})
    }))
}

fn unreadable_attachments(count: usize) -> String {
    with_attachments((0..count).map(|_| json!({"id": ""})))
}

fn attachments_of_one_id(count: usize) -> String {
    with_attachments(
        (0..count).map(
            |_| json!({"id": "1", "answer": "x", "name": "a", "media_type": "a", "size": 1, "sha256": "a"}),
        ),
    )
}

fn with_attachments(entries: impl Iterator<Item = Value>) -> String {
    let mut submission = base("survey");
    submission["attachments"] = entries.collect();
    submission.to_string()
}

fn members(count: usize) -> String {
    let mut submission = base("survey");
    for at in 0..count {
        submission[format!("member {at}")] = json!(1);
    }
    submission.to_string()
}

fn answers(count: usize) -> String {
    with_answers("survey", &numbered(count)).to_string()
}

fn numbered(count: usize) -> Value {
    (0..count).map(|at| (format!("x{at}"), json!("1"))).collect::<Map<_, _>>().into()
}

fn answers_of_one_name(count: usize) -> String {
    repeated("\"comment\":\"x\",", count)
}

fn answers_with_a_long_one(count: usize) -> String {
    repeated(&format!("\"comment\":\"{}\",", "長".repeat(500)), count)
}

/// Returns the valid survey with members repeated in its answers.
fn repeated(members: &str, count: usize) -> String {
    let before = "\"answers\":{";
    base("survey").to_string().replacen(before, &[before, &members.repeat(count)].concat(), 1)
}

fn notices(count: usize) -> String {
    let mut submission = base("petition");
    let notice = submission["notices"][0].clone();
    submission["notices"] = (0..count).map(|_| notice.clone()).collect();
    submission.to_string()
}

fn rows(count: usize) -> String {
    with_rows((0..count).map(|_| json!({"name": "王", "contact": "x", "strange": 1})))
}

fn empty_rows(count: usize) -> String {
    with_rows((0..count).map(|_| json!({})))
}

fn row_members(count: usize) -> String {
    with_rows([numbered(count)].into_iter())
}

fn with_rows(rows: impl Iterator<Item = Value>) -> String {
    with_answers("petition", &json!({"co_petitioners": rows.collect::<Value>()})).to_string()
}

fn address_parts(count: usize) -> String {
    with_answers("petition", &json!({"address": numbered(count), "reply_by": "post"})).to_string()
}

fn options(count: usize) -> String {
    let list: Value = (0..count).map(|at| json!(format!("option {at}"))).collect();
    with_answers("exemption", &json!({"grounds": list})).to_string()
}

fn options_of_one_kind(count: usize) -> String {
    with_answers("exemption", &json!({"grounds": vec!["illness"; count]})).to_string()
}

fn values(count: usize) -> String {
    with_answers("petition", &json!({"subject": vec![json!([]); count]})).to_string()
}

/// An excess gives one problem, and the submission is not validated further.
#[test]
fn an_excess_gives_one_problem() {
    for (name, flood, pointer) in FLOODS {
        for count in [MAX_ENTRIES + 1, 20_000] {
            assert_eq!(problems(&verdict(&flood(count))), [(pointer, "too_many")], "{name}: {count}");
        }
        let few = verdict(&flood(MAX_ENTRIES - 20));
        assert_ne!(problems(&few), [(pointer, "too_many")], "{name}");
        let last = few.problems.last().map(|last| last.pointer.as_str());
        assert!(few.problems.len() <= MAX_PROBLEMS || last == Some("#"), "{name}");
        assert!(few.to_json(None).len() < 64 * 1024, "{name}: {}", few.to_json(None).len());
    }
}

/// Each list is short enough, but their total is not.
#[test]
fn an_excess_in_total_gives_one_problem() {
    let rows = vec![vec![json!(1); 900]; MAX_VALUES / 900 + 1];
    let submission = with_answers("petition", &json!({"subject": rows}));
    assert_eq!(problems(&verdict(&submission.to_string())), [("#", "too_many")]);
}

#[test]
fn an_excess_is_described_in_the_language_of_the_submission() {
    for (locale, expect) in [
        ("zh-Hant", "attachments最多 1000 項，請刪去多出的"),
        ("en", "Attachments must have 1000 entries or fewer. Remove some."),
    ] {
        let mut submission: Value = serde_json::from_str(&attachments(2000)).unwrap();
        submission["locale"] = json!(locale);
        let detail = verdict(&submission.to_string()).problems[0].detail.clone();
        assert_eq!(detail.to_lowercase(), expect.to_lowercase());
    }
}

/// The first 100 problems are listed, and one further entry says that there are others.
#[test]
fn limits_the_number_of_listed_problems() {
    for (count, listed) in [(MAX_PROBLEMS - 1, 99), (MAX_PROBLEMS, 100), (MAX_PROBLEMS + 1, 101), (900, 101)]
    {
        let mut submission = with_answers("survey", &numbered(count));
        submission["locale"] = json!("en");
        let verdict = verdict(&submission.to_string());
        assert_eq!(verdict.problems.len(), listed, "{count}");
        let (last, others) = verdict.problems.split_last().unwrap();
        assert!(others.iter().all(|problem| problem.code == "unknown_question"), "{count}");
        if count > MAX_PROBLEMS {
            assert_eq!((last.pointer.as_str(), last.code, last.cite.as_deref()), ("#", "too_many", None));
            assert!(last.detail.contains("more than 100 problems"), "{}", last.detail);
        } else {
            assert_eq!(last.code, "unknown_question");
        }
    }
}

/// A pointer with a very long name is replaced by that of the enclosing value.
#[test]
fn limits_the_length_of_pointers() {
    let long = "n".repeat(1_000_000);
    let address =
        json!({"county": "花蓮縣", "township": "花蓮市", "street": "中山路1號", "postal_code": "970"});
    for (name, submission, pointer, code) in [
        ("an answer", with_answers("petition", &json!({&long: "x"})), "#/answers", "unknown_question"),
        (
            "a part",
            with_answers("petition", &json!({"address": {&long: "x"}, "reply_by": "post"})),
            "#/answers/address",
            "bad_format",
        ),
        (
            "an answer in a row",
            with_answers(
                "petition",
                &json!({"co_petitioners": [{"name": "王", "contact": "x", &long: "x"}]}),
            ),
            "#/answers/co_petitioners/0",
            "unknown_question",
        ),
        ("a member", merged(base("petition"), &long), "#", "bad_envelope"),
        (
            "nothing long",
            with_answers("petition", &json!({"address": address, "x": "y"})),
            "#/answers/x",
            "unknown_question",
        ),
    ] {
        let verdict = verdict(&submission.to_string());
        assert!(problems(&verdict).contains(&(pointer, code)), "{name}: {:?}", problems(&verdict));
        assert!(verdict.to_json(None).len() < 10_000, "{name}");
    }
}

fn merged(mut submission: Value, name: &str) -> Value {
    submission[name] = json!(1);
    submission
}

/// The last of several members with one name wins, also for rows. The others have no effect.
#[test]
fn the_last_duplicate_wins() {
    let (three, one) =
        (json!([{"name": "王"}, {"name": "李"}, {"name": "陳"}]), json!([{"name": "林", "contact": "x"}]));
    let text = base("petition").to_string();
    for (first, last, valid) in [(&three, &one, true), (&one, &three, false)] {
        let members = format!("\"answers\":{{\"co_petitioners\":{first},\"co_petitioners\":{last},");
        let verdict = verdict(&text.replacen("\"answers\":{", &members, 1));
        assert_eq!(verdict.submission.is_some(), valid, "{:?}", problems(&verdict));
        if let Some(submission) = verdict.submission {
            assert!(submission.to_json().contains("林") && !submission.to_json().contains("李"));
        }
    }
}
