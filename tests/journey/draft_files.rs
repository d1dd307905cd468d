//! Saved drafts: a file that the person keeps and opens again.

use crate::setup::{Subject, response};
use guitai::journey::{Action, Effect, Event, Loss, Options, UserInput};
use guitai::json::Json;
use guitai::text::Word;
use guitai::validate::Mode;
use guitai::value::attachment::sha256_hex;

/// A journey with answers and a file, and the text of its saved draft.
fn saved() -> (Subject, String) {
    let mut subject = Subject::at_review(Options::default());
    subject.attach("a");
    subject.typed("people.0.who", "Bob");
    subject.press(Action::Save);
    let text = subject.effects.iter().find_map(|effect| match effect {
        Effect::Download { name, text } => {
            assert_eq!(name, "small-2026-11-21.json");
            Some(text.clone())
        }
        _ => None,
    });
    (subject, text.unwrap())
}

/// The text of a saved draft with this content, and with its digest.
fn written(draft: &str, contents: &str) -> String {
    let [draft, contents] = [draft, contents].map(|text| Json::read(text).unwrap().write());
    let digest = sha256_hex([draft.as_str(), &contents].concat().as_bytes());
    format!(
        r#"{{"format":"guitai-draft-1","workflow":"small","sha256":"{digest}","draft":{draft},"contents":{contents}}}"#
    )
}

fn open(subject: &mut Subject, text: Option<&str>) {
    subject.input(UserInput::DraftFileChosen);
    assert_eq!(subject.effects, [Effect::ReadDraftFile]);
    let session = subject.journey.session();
    subject.send(Event::DraftFileRead { session, text: text.map(str::to_owned) });
}

/// Opens a text that is not taken, and expects this remark.
fn check_refused(text: Option<&str>, expected: Word) {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Eve");
    let id = subject.id();
    open(&mut subject, text);
    let remarks: Vec<_> = subject.journey.remarks().iter().map(|remark| remark.word).collect();
    assert_eq!(remarks, [expected], "{text:?}");
    assert_eq!((subject.journey.draft().text("name"), subject.id()), ("Eve", id), "{text:?}");
    assert_eq!(subject.effects, [Effect::Draw], "{text:?}");
}

#[test]
fn a_saved_draft_is_restored_in_another_browser() {
    let (first, text) = saved();
    let mut subject = Subject::new(Options::default());
    open(&mut subject, Some(&text));
    assert_eq!(subject.journey.draft(), first.journey.draft());
    assert_eq!(subject.page(), "review");
    assert_ne!(subject.id(), first.id(), "it is another filing");
    let content = first.journey.draft().files[0].content.clone().unwrap();
    assert!(
        subject.effects.contains(&Effect::Store { name: "a".to_owned(), content }),
        "its files are stored"
    );
    assert!(subject.saved().is_some_and(|text| text.contains("Bob")));
    assert_eq!(subject.journey.session(), 1, "what was begun before is ignored");
}

#[test]
fn a_damaged_file_is_not_taken() {
    let (_, text) = saved();
    check_refused(None, Word::SavedDamaged);
    for end in (0..text.len()).step_by(17).filter(|end| text.is_char_boundary(*end)) {
        check_refused(Some(&text[..end]), Word::SavedDamaged);
    }
    for (from, to) in
        [("Ann", "Eve"), ("Bob", "Eve"), ("evidence", "evidences"), ("\"sha256\":\"", "\"sha256\":\"0")]
    {
        assert!(text.contains(from));
        check_refused(Some(&text.replacen(from, to, 1)), Word::SavedDamaged);
    }
}

#[test]
fn a_file_of_another_form_or_program_is_not_taken() {
    let (_, text) = saved();
    check_refused(Some(&text.replacen("\"small\"", "\"large\"", 1)), Word::SavedElsewhere);
    check_refused(Some(&text.replacen("guitai-draft-1", "guitai-draft-2", 1)), Word::SavedElsewhere);
    for other in ["{}", "[]", "5", "null", "{\"draft\": {}}"] {
        check_refused(Some(other), Word::SavedElsewhere);
    }
    check_refused(Some("<html>"), Word::SavedDamaged);
}

/// Questions of a newer version are named, and the rest is taken.
#[test]
fn a_draft_of_another_version_is_migrated() {
    let text = written(
        r#"{"version": "9.0.0", "page": "three", "entries": {"name": "Ann", "new": "answer"}}"#,
        "{}",
    );
    let mut subject = Subject::new(Options::default());
    open(&mut subject, Some(&text));
    assert_eq!((subject.page().as_str(), subject.journey.draft().text("name")), ("one", "Ann"));
    let remarks: Vec<_> =
        subject.journey.remarks().iter().map(|own| (own.word, own.about.as_str())).collect();
    assert_eq!(remarks, [(Word::DraftOutdated, "answer")]);
}

/// A file holds answers. Whatever else is in it, it is neither a filing nor a receipt.
#[test]
fn a_saved_draft_brings_no_filing() {
    for id in ["01a1fbd4-f500-7000-8000-0000000000ff", ""] {
        let draft = format!(
            r#"{{"version": "2.0.0", "id": "{id}", "page": "two", "filing": true, "received": "R-9",
            "entries": {{"name": "Ann"}}}}"#
        );
        let body = format!(r#"{{"filing": "{{\"id\": \"{id}\"}}"}}"#);
        let mut subject = Subject::new(Options::default());
        open(&mut subject, Some(&written(&draft, &body)));
        assert_eq!((subject.page().as_str(), subject.journey.draft().text("name")), ("two", "Ann"));
        assert!(subject.journey.filing().is_open(), "{id}");
        assert!(subject.id() != id && subject.id().len() == 36, "{id}");
        assert_eq!(subject.journey.remarks(), []);
    }
}

#[test]
fn answers_that_a_saved_draft_replaced_can_be_restored() {
    let (_, text) = saved();
    for (mode, can_undo) in [(Mode::Web, true), (Mode::Assisted, true), (Mode::Kiosk, false)] {
        let mut subject = Subject::new(Options { mode, ..Options::default() });
        subject.typed("name", "Eve");
        subject.attach("z");
        open(&mut subject, Some(&text));
        assert_eq!(subject.journey.draft().text("name"), "Ann");
        let is_offered = subject
            .journey
            .undo_offer()
            .is_some_and(|undo| matches!(undo.loss, Loss::All { answers: 1, .. }));
        assert_eq!(is_offered, can_undo, "{mode:?}");
        subject.press(Action::Undo);
        assert_eq!(subject.journey.draft().text("name"), if can_undo { "Eve" } else { "Ann" });
        // The files of the saved draft are no longer stored.
        let is_deleted = subject.has(|effect| *effect == Effect::Delete { name: "a".to_owned() });
        assert_eq!(is_deleted, can_undo, "{mode:?}");
    }
}

#[test]
fn a_draft_is_not_opened_while_a_filing_is_sent_or_below_its_receipt() {
    let (_, text) = saved();
    let mut subject = Subject::sent(Options::default());
    let session = subject.journey.session();
    subject.send(Event::DraftFileRead { session, text: Some(text.clone()) });
    assert_eq!((subject.page().as_str(), subject.effects.len()), ("sending", 0));
    subject.answer(response(201, r#"{"reference": "R-1"}"#));
    subject.send(Event::DraftFileRead { session, text: Some(text) });
    assert_eq!((subject.page().as_str(), subject.effects.len()), ("receipt", 0));
}

/// The text of a draft that is being sent says so. A file with such a text holds answers only.
#[test]
fn a_saved_draft_never_continues_an_interrupted_filing() {
    let (first, text) = saved();
    let json = Json::read(&text).unwrap();
    let [draft, contents] = ["draft", "contents"].map(|name| json.get(name).unwrap().write());
    let sending = draft.replace(r#""filing":false"#, r#""filing":true"#);
    assert_ne!(sending, draft);
    let mut subject = Subject::new(Options::default());
    open(&mut subject, Some(&written(&sending, &contents)));
    assert_eq!(subject.journey.draft(), first.journey.draft());
    assert_eq!(subject.journey.remarks().iter().filter(|remark| remark.word == Word::Interrupted).count(), 0);
}
