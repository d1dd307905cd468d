//! Validation of drafts: canonical answers, and no panic on any input.

use crate::{EVERY_KIND, FORM, draft};
use chrono::NaiveDate;
use guitai::control::{part_name, row_name};
use guitai::draft::Draft;
use guitai::form::{Form, Kind, Question};
use guitai::json::Json;
use guitai::place::Place;
use guitai::problem::{Code, LocatedProblem};
use guitai::submission::{Acceptance, Envelope};
use guitai::validate::{Channel, Circumstances, Mode, assess, validate};
use guitai::value::attachment::Attachment;
use proptest::prelude::*;
use serde_json::{Value, json};
use std::sync::LazyLock;

/// Returns the answers of a valid submission.
fn valid_answers() -> Value {
    let submission: Value = serde_json::from_str(include_str!("../forms/exemption/base.json")).unwrap();
    submission["answers"].clone()
}

fn envelope() -> Envelope {
    let accepted = |id: &str| Acceptance {
        id: id.to_owned(),
        version: "1".to_owned(),
        accepted_at: "2026-11-21T09:59:00+08:00".to_owned(),
    };
    Envelope {
        id: "01a1fbd4-f500-7000-8000-000000000001".to_owned(),
        locale: "zh-Hant".to_owned(),
        channel: Channel::Web,
        config: None,
        staff: None,
        filed_at: "2026-11-21T10:00:00+08:00".to_owned(),
        notices: vec![accepted("declaration"), accepted("privacy")],
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 21).unwrap()
}

/// Minimum numbers apply only to non-empty answers; an empty answer is a different problem.
#[test]
fn checks_numbers_of_rows_and_choices() {
    for (typed, at, expected) in [
        (json!({}), "two_rows", None),
        (json!({"two_rows.0.n": "甲"}), "two_rows", Some(Code::TooFew)),
        (json!({"two_rows.0.n": "甲", "two_rows.1.n": "乙"}), "two_rows", None),
        (json!({"two_or_three": ["p"]}), "two_or_three", Some(Code::TooFew)),
        (json!({"two_or_three": ["p", "q"]}), "two_or_three", None),
        (json!({"two_or_three": ["p", "q", "r", "s"]}), "two_or_three", Some(Code::TooMany)),
    ] {
        let circumstances = Circumstances { today: today(), mode: Mode::Web, channel: Channel::Web };
        let assessment = assess(&EVERY_KIND, &draft(&typed), circumstances);
        let found = assessment.problems.iter().find(|problem| problem.place == Place::answer(at));
        assert_eq!(found.map(|located| located.problem.code()), expected, "{typed}");
    }
}

/// A 統一證號 in the old format is valid until the end of 2030.
#[test]
fn old_resident_ids_are_void_from_2031() {
    let mut typed = valid_answers();
    typed["national_id"] = json!("AB12345677");
    let (typed, _) = Draft::from_answers(&FORM, &Json::read(&typed.to_string()).unwrap());
    for (year, month, day, expected) in [(2030, 12, 31, false), (2031, 1, 1, true)] {
        let today = NaiveDate::from_ymd_opt(year, month, day).unwrap();
        let circumstances = Circumstances { today, mode: Mode::Web, channel: Channel::Web };
        let assessment = assess(&FORM, &typed, circumstances);
        let is_void = assessment.problems.iter().any(|problem| problem.place == Place::answer("national_id"));
        assert_eq!(is_void, expected, "{today}");
    }
}

/// Common spellings are converted to the canonical answers of the base case.
#[test]
fn typed_text_becomes_canonical() {
    let typed = json!({
        "notice_kind": "civil_defence", "urgency": "none", "unit_kind": "regiment", "unit_name": " 玉里鎮民防團\u{200B} ",
        "notice_received_on.year": "１１５", "notice_received_on.month": "11 月", "notice_received_on.day": "18日",
        "post": "隊員", "call_up_kind": "training", "report_at.year": "115年12月5日上午8時", "release_at.year": "2026",
        "release_at.month": "12", "release_at.day": "5", "release_at.time": "下午5時", "filed_by": "self", "name": "王小明",
        "national_id": "ａ１２３ 456-789", "decision_by": "email", "email": "ming＠example.com ", "mobile": "",
        "grounds": ["illness", "illness"], "needs_rest": "yes", "affected_from.year": "1151204", "affected_until.year": "115.12.6",
        "evidence_route": "to_follow", "evidence_note": "  \n ",
        "wedding_of": "self", "brigade": "cd", "address.county": "花蓮縣",
    });
    let submission = validate(&FORM, &draft(&typed), envelope(), today()).unwrap();
    let answers: Value = serde_json::from_str(&submission.answers().write()).unwrap();
    assert_eq!(answers, valid_answers());
    assert_eq!(
        (submission.id(), submission.workflow(), submission.locale()),
        (envelope().id.as_str(), "exemption", "zh-Hant")
    );
}

#[test]
fn requires_all_notices() {
    let answers = Json::read(&valid_answers().to_string()).unwrap();
    let (own, _) = Draft::from_answers(&FORM, &answers);
    for kept in [0, 1] {
        let problems = validate(
            &FORM,
            &own,
            Envelope { notices: vec![envelope().notices[kept].clone()], ..envelope() },
            today(),
        );
        let pointers: Vec<String> =
            problems.unwrap_err().into_iter().map(|problem| problem.place.pointer()).collect();
        assert_eq!(pointers, ["#/notices"]);
    }
    assert!(validate(&FORM, &own, envelope(), today()).is_ok());
}

/// Returns names of a form's controls, with rows and parts, and values of its options.
fn controls(form: &Form) -> (Vec<String>, Vec<String>) {
    let (mut names, mut values) = (vec!["__proto__".to_owned(), String::new()], Vec::new());
    for question in form.questions() {
        names.push(question.id.clone());
        names.extend(question.kind.parts().iter().map(|part| part_name(&question.id, part)));
        values.extend(question.options.iter().map(|option| option.value.clone()));
        for inner in &question.questions {
            names.extend((0..4).map(|row| row_name(&question.id, row, &inner.id)));
            values.extend(inner.options.iter().map(|option| option.value.clone()));
        }
    }
    values.extend(
        ["115", "12", "5", "8:00", "花蓮縣", "花蓮市", "0912345678", "A123456789", "王小明"]
            .map(str::to_owned),
    );
    (names, values)
}

/// A form, the names of its controls, and values.
type Controls = (&'static Form, Vec<String>, Vec<String>);

static CONTROLS: LazyLock<[Controls; 2]> = LazyLock::new(|| {
    [&*FORM, &*EVERY_KIND].map(|form| {
        let (names, values) = controls(form);
        (form, names, values)
    })
});

fn any_file(form: &'static Form) -> impl Strategy<Value = Attachment> {
    let questions: Vec<String> =
        form.questions().map(|question| question.id.clone()).chain(["x".to_owned()]).collect();
    (prop::sample::select(questions), any::<u64>(), any::<String>()).prop_map(|(answer, size, name)| {
        Attachment {
            id: "1".to_owned(),
            answer,
            name,
            media_type: "image/png".to_owned(),
            size,
            sha256: String::new(),
            content: None,
            href: None,
        }
    })
}

/// Generates the index of a form and a draft with option values and arbitrary texts.
fn any_draft() -> impl Strategy<Value = (usize, Draft)> {
    (0..CONTROLS.len()).prop_flat_map(|at| {
        let (form, names, values) = &CONTROLS[at];
        let value = prop_oneof![4 => prop::sample::select(values.clone()), 1 => any::<String>()];
        let entry = prop_oneof![
            4 => value.clone().prop_map(Json::String),
            1 => prop::collection::vec(value.prop_map(Json::String), 0..4).prop_map(Json::Array),
        ];
        let entries = prop::collection::vec((prop::sample::select(names.clone()), entry), 0..60);
        (entries, prop::collection::vec(any_file(form), 0..8)).prop_map(move |(entries, files)| {
            let mut draft = Draft::from_json(&Json::Object(entries));
            draft.files = files;
            (at, draft)
        })
    })
}

/// Declared sizes are untrusted, and their sum must not overflow.
#[test]
fn sums_of_sizes_do_not_overflow() {
    let file = |size: u64| Attachment {
        id: "1".to_owned(),
        answer: "evidence".to_owned(),
        name: "a.png".to_owned(),
        media_type: "image/png".to_owned(),
        size,
        sha256: String::new(),
        content: None,
        href: None,
    };
    let mut own = draft(&json!({"evidence_route": "attached"}));
    own.files = vec![file(u64::MAX), file(u64::MAX), file(2)];
    let circumstances = Circumstances { today: today(), mode: Mode::Web, channel: Channel::Web };
    let problems = assess(&FORM, &own, circumstances).problems;
    let mut codes = problems.iter().map(|located| (&located.place, located.problem.code()));
    assert!(codes.any(|code| code == (&Place::Files, Code::FilesTooLarge)), "{problems:?}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    /// Validation of any draft does not panic, and its problems are sorted.
    #[test]
    fn validates_any_draft((at, draft) in any_draft(), mode in 0..3_usize, channel in 0..4_usize, day in -80_000_i32..80_000) {
        let form = CONTROLS[at].0;
        let mode = [Mode::Web, Mode::Assisted, Mode::Kiosk][mode];
        let channel = [Channel::Web, Channel::Counter, Channel::Kiosk, Channel::Outreach][channel];
        let today = NaiveDate::from_num_days_from_ce_opt(739_941 + day).unwrap();
        let assessment = assess(form, &draft, Circumstances { today, mode, channel });
        for located in &assessment.problems {
            prop_assert!(located.place.question().is_some() || located.place == Place::Files, "{located:?}");
        }
        let place = |located: &LocatedProblem| {
            let is_at = |question: &Question| located.place.question() == Some(&question.id);
            form.questions().position(is_at).unwrap_or(usize::MAX)
        };
        prop_assert!(assessment.problems.iter().is_sorted_by_key(place), "in the order of the questions");
        let staff = (mode == Mode::Assisted).then(|| "測試員01".to_owned());
        let filed = validate(form, &draft, Envelope { channel, staff, ..envelope() }, today);
        if let Ok(submission) = filed {
            prop_assert!(Json::read(&submission.to_json()).is_ok());
        }
    }

    /// A saved draft is read back unchanged.
    #[test]
    fn restores_any_draft((at, draft) in any_draft()) {
        let mut resumed = Draft::from_json(&Json::read(&draft.to_json().write()).unwrap());
        resumed.files.clone_from(&draft.files);
        prop_assert_eq!(&resumed, &draft);
        for question in CONTROLS[at].0.questions().filter(|question| question.kind == Kind::Group) {
            let rows = draft.rows(&question.id);
            if rows > 0 {
                resumed.remove_row(&question.id, 0);
                prop_assert!(resumed.rows(&question.id) < rows);
            }
        }
    }
}
