//! Changes of answers: rows of a group, and the time at which a notice was accepted.

use crate::setup::{START, Subject};
use guitai::control::ACCEPTED;
use guitai::journey::{Action, Effect, Focus, Options, UserInput};

/// At the step with the group `people`.
fn at_group() -> Subject {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    assert_eq!(subject.page(), "two");
    subject
}

#[test]
fn a_row_is_added_and_its_first_control_gets_the_focus() {
    let mut subject = at_group();
    for (row, control) in ["people.0.who", "people.1.who"].into_iter().enumerate() {
        subject.press(Action::Add("people".to_owned()));
        assert_eq!(subject.journey.draft().rows("people"), row + 1);
        assert!(subject.effects.contains(&Effect::Focus(Focus::Control(control.to_owned()))));
        assert!(subject.has(|effect| matches!(effect, Effect::SaveDraft(_))));
    }
    // A question without rows.
    subject.press(Action::Add("name".to_owned()));
    assert_eq!(subject.journey.draft().rows("name"), 0);
}

#[test]
fn rows_without_input_are_removed_on_the_way_to_the_next_page() {
    let mut subject = at_group();
    for _ in 0..3 {
        subject.press(Action::Add("people".to_owned()));
    }
    subject.typed("people.0.who", "\u{3000} ");
    subject.typed("people.1.who", "Bob");
    subject.press(Action::Next);
    assert_eq!(subject.page(), "review");
    let draft = subject.journey.draft();
    assert_eq!((draft.rows("people"), draft.text("people.0.who")), (1, "Bob"));
}

#[test]
fn a_township_of_another_county_is_cleared() {
    let cases = [("花蓮縣", "玉里鎮"), ("臺東縣", ""), ("", "")];
    for (county, township) in cases {
        let mut subject = at_group();
        subject.chosen("place.county", "花蓮縣");
        subject.chosen("place.township", "玉里鎮");
        subject.chosen("place.county", county);
        assert_eq!(subject.journey.draft().text("place.township"), township, "{county}");
        // Another choice does not change it.
        subject.chosen("kind", "a");
        assert_eq!(subject.journey.draft().text("place.township"), township, "{county}");
    }
}

#[test]
fn the_time_of_the_acceptance_of_a_notice_is_recorded() {
    let mut subject = Subject::at_review(Options::default());
    assert_eq!(subject.journey.draft().text("notice.privacy.at"), "2026-11-21T10:00:00+08:00");
    subject.now = START + 65_000;
    let tick = |on| UserInput::Ticked { name: "notice.privacy".to_owned(), value: ACCEPTED.to_owned(), on };
    subject.input(tick(false));
    subject.input(tick(true));
    assert_eq!(subject.journey.draft().text("notice.privacy.at"), "2026-11-21T10:01:05+08:00");
    subject.input(tick(false));
    assert_eq!(subject.journey.draft().list("notice.privacy"), Vec::<String>::new());
    subject.input(tick(true));
    // Not while the submission is sent.
    subject.submit();
    subject.now += 1000;
    subject.input(tick(true));
    assert_eq!(subject.journey.draft().text("notice.privacy.at"), "2026-11-21T10:01:05+08:00");
}
