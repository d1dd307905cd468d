//! The stored draft: what is written, what is restored, and what becomes of an older version.

use crate::setup::{Subject, file, form_with, response};
use guitai::config::Config;
use guitai::journey::{Action, Effect, Options, Page, Stage, Stored};
use guitai::reply::Reply;
use guitai::text::Word;
use serde_json::{Value, json};
use std::rc::Rc;

const ID: &str = "01a1fbd4-f500-7000-8000-000000000001";

/// A stored draft of the current version with changes.
fn draft(changes: &Value) -> Value {
    let mut draft = json!({
        "version": "2.0.0", "id": ID, "page": "two", "reviewing": false, "filing": false,
        "entries": {"name": "Ann", "kind": "a", "detail": "x", "people.0.who": "Bob", "notice.privacy": ["accepted"]},
        "files": [],
    });
    for (name, value) in changes.as_object().unwrap() {
        draft[name] = value.clone();
    }
    draft
}

fn resume(draft: &Value, contents: &[(&str, &str)]) -> Subject {
    let own = |text: &str| text.to_owned();
    let contents = contents.iter().map(|(name, content)| (own(name), own(content))).collect();
    Subject::resume(
        Options::default(),
        &Stored { draft: Some(draft.to_string()), contents, is_recovered: false },
    )
}

/// The remarks and what they are about.
fn remarks(subject: &Subject) -> Vec<(Word, &str)> {
    subject.journey.remarks().iter().map(|remark| (remark.word, remark.about.as_str())).collect()
}

#[test]
fn a_draft_is_restored_as_it_was_stored() {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.chosen("kind", "a");
    subject.typed("detail", "x");
    subject.press(Action::Next);
    subject.attach("a");
    subject.typed("people.0.who", "Bob");
    subject.press(Action::Next);
    subject.press(Action::Change("people".to_owned()));
    let text = subject.saved().unwrap().to_owned();
    let contents = vec![("a".to_owned(), file("a").content.unwrap())];
    let stored = Stored { draft: Some(text.clone()), contents, is_recovered: false };
    let mut again = Subject::resume(Options::default(), &stored);
    assert_eq!(again.journey.draft(), subject.journey.draft());
    assert_eq!((again.id(), again.page()), (subject.id(), "two".to_owned()));
    assert_eq!((remarks(&again), again.emitted()), (vec![], vec![]));
    // Continue leads back to the review, as before.
    again.press(Action::Next);
    assert_eq!(again.page(), "review");
    let written: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(written["entries"], json!({"name": "Ann", "kind": "a", "detail": "x", "people.0.who": "Bob"}));
    assert_eq!(written["files"][0]["content"], Value::Null, "large texts are stored apart");
}

#[test]
fn every_page_is_stored_as_one_that_can_be_shown_again() {
    for (stored, shown) in [
        ("one", "one"),
        ("two", "two"),
        ("review", "review"),
        ("", "one"),
        ("gone", "one"),
        ("sending", "one"),
        ("receipt", "one"),
    ] {
        let subject = resume(&draft(&json!({"page": stored})), &[]);
        assert_eq!(subject.page(), shown, "{stored}");
    }
    // A stop is stored as its step.
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.chosen("kind", "b");
    subject.press(Action::Next);
    assert_eq!(*subject.journey.page(), Page::Stop("elsewhere".to_owned()));
    assert!(subject.saved().unwrap().contains(r#""page":"one""#));
}

#[test]
fn a_text_that_is_no_draft_starts_anew() {
    for text in ["", "null", "5", "[]", "{", "\"x\"", "{\"entries\": 5, \"files\": {}}"] {
        let stored = Stored { draft: Some(text.to_owned()), ..Stored::default() };
        let subject = Subject::resume(Options::default(), &stored);
        assert!(subject.journey.draft().is_empty(), "{text}");
        assert_eq!((subject.page().as_str(), remarks(&subject)), ("one", vec![]), "{text}");
        assert_eq!(subject.id().len(), 36, "{text}");
    }
}

#[test]
fn answers_of_an_older_version_are_kept_where_the_form_still_has_them() {
    let older = draft(&json!({
        "version": "1.0.0",
        "entries": {
            "name": "Ann", "kind": "gone", "old_question": "lost answer", "old_empty": "", "people.0.who": "Bob",
            "place.street": "1", "staff_id": "S1", "notice.privacy": ["accepted"], "notice.privacy.at": "then",
        },
    }));
    let subject = resume(&older, &[]);
    let entries: Value = serde_json::from_str(&subject.journey.draft().to_json().write()).unwrap();
    assert_eq!(entries, json!({"name": "Ann", "people.0.who": "Bob", "place.street": "1", "staff_id": "S1"}));
    // In the order of the names' lengths.
    assert_eq!(remarks(&subject), [(Word::DraftOutdated, "gone、lost answer")]);
    assert_eq!(subject.id(), ID);
}

#[test]
fn a_choice_of_an_older_version_is_kept_while_it_is_offered() {
    for (value, kept, left_out) in [("a", "a", 0), ("b", "b", 0), ("", "", 0), ("gone", "", 1)] {
        let older = draft(&json!({"version": "1.0.0", "entries": {"name": "Ann", "kind": value}}));
        let subject = resume(&older, &[]);
        assert_eq!(subject.journey.draft().text("kind"), kept);
        assert_eq!(remarks(&subject).len(), left_out, "{value}");
    }
}

#[test]
fn a_file_whose_content_is_lost_is_named() {
    let listed = |id: &str| {
        let file = file(id);
        json!({"id": id, "answer": "evidence", "name": file.name, "media_type": "image/png", "size": 1, "sha256": "x"})
    };
    let files = json!({"files": [listed("a"), listed("b"), {"id": "broken"}]});
    let subject = resume(&draft(&files), &[("b", "Yg==")]);
    let kept: Vec<_> = subject.journey.draft().files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!(kept, ["b"]);
    assert_eq!(remarks(&subject), [(Word::FileLost, "a.png")]);
}

#[test]
fn a_filing_under_way_is_sent_again_with_the_same_bytes() {
    let body = format!(r#"{{"id": "{ID}", "answers": {{}}}}"#);
    // Another tab may have stored the draft since the body was frozen.
    for flag in [true, false] {
        let mut subject = resume(&draft(&json!({"filing": flag})), &[("filing", &body)]);
        assert_eq!(*subject.journey.page(), Page::Failure(Reply::Unknown), "{flag}");
        assert_eq!(subject.journey.filing().stage, Stage::Unresolved { body: body.as_str().into() });
        subject.typed("name", "Eve");
        assert_eq!(subject.journey.draft().text("name"), "Ann", "a frozen filing can't be changed");
        subject.press(Action::Retry);
        subject.leave_to_form();
        assert!(
            subject.effects.contains(&Effect::Post { id: ID.to_owned(), body: body.as_str().into() }),
            "{flag}"
        );
    }
}

#[test]
fn a_body_that_does_not_belong_to_the_draft_is_ignored() {
    let other = r#"{"id": "another"}"#;
    let truncated = format!(r#"{{"id": "{ID}", "answ"#);
    for body in [other, &truncated, "", "null", "[]", r#"{"id": 5}"#] {
        for flag in [true, false] {
            let subject = resume(&draft(&json!({"filing": flag})), &[("filing", body)]);
            assert!(subject.journey.filing().is_open(), "{body}");
            assert_eq!((subject.id().as_str(), subject.page().as_str()), (ID, "two"), "{body}");
            // The outcome of a filing whose body is lost stays unknown.
            let expected = if flag { vec![(Word::Interrupted, "")] } else { vec![] };
            assert_eq!(remarks(&subject), expected, "{body}");
        }
    }
}

#[test]
fn a_recovery_after_a_panic_is_announced() {
    let stored =
        Stored { draft: Some(draft(&json!({})).to_string()), contents: Vec::new(), is_recovered: true };
    let subject = Subject::resume(Options::default(), &stored);
    assert_eq!(remarks(&subject), [(Word::Recovered, "")]);
    assert_eq!((subject.page().as_str(), subject.journey.draft().text("name")), ("two", "Ann"));
}

#[test]
fn a_receipt_is_shown_after_a_reload() {
    let mut subject = Subject::sent(Options::default());
    subject.answer(response(201, r#"{"reference": "R-1"}"#));
    let place = |wanted: &dyn Fn(&Effect) -> bool| subject.effects.iter().position(wanted);
    let deleted = place(&|effect| *effect == Effect::DeleteAll).unwrap();
    let saved = place(&|effect| matches!(effect, Effect::SaveDraft(_))).unwrap();
    assert!(deleted < saved, "the answers are deleted before the reference is stored");
    let text = subject.saved().unwrap().to_owned();
    assert_eq!(text, r#"{"received":"R-1"}"#);
    // Nothing is stored below a receipt.
    subject.typed("name", "Eve");
    assert_eq!(subject.effects, []);
    let stored = Stored { draft: Some(text), ..Stored::default() };
    let subject = Subject::resume(Options::default(), &stored);
    assert_eq!(remarks(&subject), [(Word::ReceivedBefore, "R-1")]);
    assert!(subject.journey.draft().is_empty() && subject.journey.filing().is_open());
}

/// The body is stored before the host page or the backend can get it, and the flag with the draft after it.
#[test]
fn the_frozen_body_is_stored_before_it_is_sent() {
    let mut subject = Subject::at_review(Options::default());
    subject.press(Action::Submit);
    let body = subject.journey.filing().body().cloned().unwrap();
    let place = |wanted: &dyn Fn(&Effect) -> bool| subject.effects.iter().position(wanted).unwrap();
    let content = body.to_string();
    let stored =
        place(&|effect| *effect == Effect::Store { name: "filing".to_owned(), content: content.clone() });
    let saved =
        place(&|effect| matches!(effect, Effect::SaveDraft(text) if text.contains(r#""filing":true"#)));
    let offered = place(&|effect| matches!(effect, Effect::Offer { body: own, .. } if *own == body));
    assert!(stored < saved && saved < offered);
}

/// The form may be newer than the draft, and the answers may hide its step.
#[test]
fn a_draft_continues_at_the_first_step_if_its_own_is_hidden() {
    let form = form_with(r#"{"id": "two","#, r#"{"id": "two", "when": {"is": ["kind", "a"]},"#);
    for (kind, page) in [("a", "two"), ("", "one")] {
        let entries = json!({"name": "Ann", "kind": kind});
        let stored =
            Stored { draft: Some(draft(&json!({"entries": entries})).to_string()), ..Stored::default() };
        let subject = Subject::start(Rc::clone(&form), Config::default(), Options::default(), &stored);
        assert_eq!(subject.page(), page);
    }
}
