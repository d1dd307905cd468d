//! Files of an answer: how many are kept, and where a problem of all files together is shown.

use crate::setup::{Subject, file, form, form_with};
use guitai::config::Config;
use guitai::form::Form;
use guitai::journey::{Action, Effect, Event, Options, Stored};
use std::rc::Rc;

#[test]
fn a_question_for_one_file_keeps_the_last_one() {
    let other = r#"{"id": "photo", "kind": "files", "optional": true, "label": {"en": "Photo", "zh-Hant": "相片"}},
        {"id": "evidence","#;
    let mut form = Form::clone(&form_with(r#"{"id": "evidence","#, other));
    for question in form.steps.iter_mut().flat_map(|step| &mut step.questions) {
        if question.id == "evidence" {
            question.range.max = Some(1);
        }
    }
    let mut subject =
        Subject::start(Rc::new(form), Config::default(), Options::default(), &Stored::default());
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    let add = |subject: &mut Subject, question: &str, id: &str| {
        let session = subject.journey.session();
        let mut file = file(id);
        question.clone_into(&mut file.answer);
        subject.send(Event::FileRead { session, question: question.to_owned(), file: Ok(file) });
    };
    add(&mut subject, "photo", "a");
    add(&mut subject, "evidence", "b");
    add(&mut subject, "evidence", "c");
    assert!(subject.effects.contains(&Effect::Delete { name: "b".to_owned() }));
    let files: Vec<&str> = subject.journey.draft().files.iter().map(|file| file.id.as_str()).collect();
    assert_eq!(files, ["a", "c"]);
}

/// The problem belongs to the last question that takes files, here in the first step.
#[test]
fn too_many_bytes_of_all_files_together_are_shown_at_the_last_question_for_files() {
    let mut form = Form::clone(&form());
    let evidence = form.steps[1].questions.remove(0);
    assert_eq!(evidence.id, "evidence");
    form.steps[0].questions.insert(0, evidence);
    form.limits.total_bytes = 1;
    let mut subject =
        Subject::start(Rc::new(form), Config::default(), Options::default(), &Stored::default());
    subject.typed("name", "Ann");
    let session = subject.journey.session();
    let (question, file) = ("evidence".to_owned(), Ok(file("ab")));
    subject.send(Event::FileRead { session, question, file });
    subject.press(Action::Next);
    assert_eq!(subject.page(), "one");
    let problems = subject.journey.problems();
    assert_eq!(problems.len(), 1);
    assert_eq!(problems[0].control, "evidence");
}
