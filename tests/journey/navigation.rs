//! Pages: links of the summary, Back, and the events that report a page.

use crate::setup::{Subject, response};
use guitai::journey::{Action, Effect, Focus, HostEvent, Options, Stored, UserInput};
use guitai::validate::Mode;

/// The page that the last event reported: its id, index, and the number of pages.
fn reported(subject: &Subject) -> Option<(String, usize, usize)> {
    subject.emitted().into_iter().find_map(|event| match event {
        HostEvent::Step { step, index, count } => Some((step.clone(), *index, *count)),
        _ => None,
    })
}

fn names_problems(subject: &Subject) -> bool {
    subject.emitted().iter().any(|event| matches!(event, HostEvent::Invalid { .. }))
}

#[test]
fn each_page_is_reported_with_its_index() {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    for (page, index) in [("two", 1), ("review", 2)] {
        subject.press(Action::Next);
        assert_eq!(reported(&subject), Some((page.to_owned(), index, 3)));
        assert!(!names_problems(&subject));
    }
    subject.accept();
    subject.submit();
    subject.answer(response(201, r#"{"reference": "R-1"}"#));
    assert_eq!(reported(&subject), Some(("receipt".to_owned(), 3, 3)));
}

#[test]
fn back_leaves_the_page_that_is_read_to_the_person() {
    let options = || Options { mode: Mode::Assisted, ..Options::default() };
    let mut subject = Subject::new(options());
    subject.typed("staff_id", "T01");
    subject.typed("name", "Ann");
    for page in ["one", "two", "review"] {
        assert_eq!(subject.page(), page);
        subject.press(Action::Show);
        assert_eq!(subject.page(), page, "the page keeps its id");
        subject.press(Action::Back);
        assert_eq!(subject.page(), page);
        // It is the page itself again.
        subject.press(Action::Next);
    }
}

#[test]
fn a_link_of_the_summary_leads_to_its_control() {
    let mut subject = Subject::sent(Options::default());
    let refusal = r##"{"errors": [{"pointer": "#/answers/name", "detail": "unknown"},
        {"pointer": "#/answers/place", "detail": "far"}]}"##;
    subject.answer(response(422, refusal));
    assert_eq!(subject.page(), "one");
    // On this page, only the focus moves.
    subject.input(UserInput::LinkFollowed("name".to_owned()));
    assert_eq!(reported(&subject), None);
    assert!(subject.effects.contains(&Effect::Focus(Focus::Control("name".to_owned()))));
    // The other page opens, with all problems, and Continue returns to the review.
    subject.input(UserInput::LinkFollowed("place".to_owned()));
    assert_eq!(subject.page(), "two");
    assert!(subject.effects.contains(&Effect::Focus(Focus::Control("place".to_owned()))));
    assert_eq!(subject.journey.problems().len(), 2);
    subject.press(Action::Next);
    assert_eq!(subject.page(), "review");
}

#[test]
fn submit_leads_to_the_first_step_with_a_problem() {
    let draft = r#"{"version": "2.0.0", "page": "review", "entries": {"kind": "a"}}"#;
    let stored = Stored { draft: Some(draft.to_owned()), ..Stored::default() };
    let mut subject = Subject::resume(Options::default(), &stored);
    assert_eq!(subject.page(), "review");
    subject.accept();
    subject.press(Action::Submit);
    assert_eq!(subject.page(), "one");
    assert_eq!(subject.journey.problems().len(), 1);
    assert!(names_problems(&subject));
}

#[test]
fn back_goes_through_the_pages() {
    let mut subject = Subject::at_review(Options::default());
    for page in ["two", "one", "one"] {
        subject.press(Action::Back);
        assert_eq!(subject.page(), page);
    }
}
