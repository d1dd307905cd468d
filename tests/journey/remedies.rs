//! Remedies: an option is replaced, answers are moved into a text, and the step of the text is opened.

use crate::setup::START;
use guitai::config::Config;
use guitai::content::Content;
use guitai::form::Form;
use guitai::journey::{
    Action, Effect, Event, Focus, HostEvent, Journey, Moment, Options, Page, ShownProblem, Storage, Stored,
    UserInput,
};
use std::rc::Rc;

const MOMENT: Moment = Moment { milliseconds: START, random: [1; 16], is_online: true };

/// A form whose remedy moves the answer `distance` into the text `facts`, which is in the step `at`.
fn form(at: &str) -> Rc<Form> {
    let facts = r#"{"id": "facts", "kind": "long_text", "when": {"includes": ["reasons", "other"]}, "label": {"en": "Facts"}}"#;
    let [here, there] = if at == "one" {
        [format!(", {facts}"), String::new()]
    } else {
        [String::new(), format!("{facts}, ")]
    };
    let text = format!(
        r#"{{"id": "far", "version": "1.0.0", "languages": ["en"], "title": {{"en": "Far"}}, "notices": [],
        "steps": [
          {{"id": "one", "title": {{"en": "One"}}, "questions": [
            {{"id": "reasons", "kind": "choices", "label": {{"en": "Reasons"}}, "options": [
              {{"value": "far", "label": {{"en": "Far"}}}}, {{"value": "other", "label": {{"en": "Other"}}}}]}},
            {{"id": "distance", "kind": "text", "when": {{"includes": ["reasons", "far"]}},
              "label": {{"en": "Distance"}}}}{here}]}},
          {{"id": "two", "title": {{"en": "Two"}}, "questions": [{there}
            {{"id": "remark", "kind": "text", "optional": true, "label": {{"en": "Remark"}}}}]}}],
        "rules": [{{"id": "near", "when": {{"answered": "distance"}},
          "require": {{"not": {{"is": ["distance", "near"]}}}}, "at": "distance", "code": "not_qualifying",
          "message": {{"en": "Too near."}},
          "remedy": {{"label": {{"en": "Move"}}, "replace": {{"question": "reasons", "value": "far", "with": "other"}},
            "carry": {{"into": "facts", "from": ["distance"]}}}}}}]}}"#
    );
    Form::read(&text).map(Rc::new).unwrap()
}

/// Breaks the rule, applies its remedy, and returns the journey and the effects.
fn apply(form: Rc<Form>) -> (Journey, Vec<Effect>) {
    let options = Options {
        lang: "en".to_owned(),
        prefill: Some(r#"{"reasons": ["far"], "distance": "near"}"#.to_owned()),
        storage: Storage::Memory,
        ..Options::default()
    };
    let (mut journey, _) = Journey::start(
        Content::new(form, Rc::new(Config::default()), "en"),
        options,
        &Stored::default(),
        MOMENT,
    );
    let session = journey.session();
    let press = |journey: &mut Journey, action| {
        let input = UserInput::Pressed(action);
        journey.update(MOMENT, &[], Event::Input { session, input })
    };
    press(&mut journey, Action::Next);
    let rules: Vec<_> = journey.problems().iter().map(ShownProblem::rule).collect();
    assert_eq!(rules, [Some("near")]);
    let effects = press(&mut journey, Action::Remedy("near".to_owned()));
    (journey, effects)
}

#[test]
fn a_remedy_opens_the_step_of_its_text() {
    for step in ["one", "two"] {
        let (journey, effects) = apply(form(step));
        assert_eq!(*journey.page(), Page::Step(step.to_owned()));
        let draft = journey.draft();
        assert_eq!(
            (draft.list("reasons"), draft.text("facts")),
            (&["other".to_owned()][..], "Distance：near")
        );
        let focus = Effect::Focus(Focus::Control("facts".to_owned()));
        assert!(effects.contains(&focus), "{effects:?}");
        let steps = effects.iter().filter(|effect| matches!(effect, Effect::Emit(HostEvent::Step { .. })));
        assert_eq!(steps.count(), usize::from(step == "two"), "{effects:?}");
    }
}
