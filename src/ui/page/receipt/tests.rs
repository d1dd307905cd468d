//! The promised reply: by the backend's day or within the portal's period, but never after `reply_before`.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::config::Config;
use crate::form::Form;
use crate::journey::{Action, Event, Journey, Moment, Options, RequestEnd, Storage, Stored, UserInput};
use crate::ui::page::page;
use crate::ui::write::html;
use std::rc::Rc;

const FORM: &str = r#"{
    "id": "visit", "version": "1.0.0", "languages": ["en"], "title": {"en": "Visit"}, "reply_before": "day",
    "notices": [], "steps": [{"id": "when", "title": {"en": "When"}, "questions": [
        {"id": "day", "kind": "date", "label": {"en": "Day"}, "optional": true}]}]}"#;
/// 2026-11-21T10:00:00+08:00.
const NOW: Moment = Moment { milliseconds: 1_795_226_400_000, random: [7; 16], is_online: true };

/// Returns the receipt page after a filing with these answers on 21 November 2026.
fn receipt(answers: &str, config: &str, response: &str) -> String {
    let (form, config) = (Rc::new(Form::read(FORM).unwrap()), Rc::new(Config::read(config).unwrap()));
    let options = Options {
        lang: "en".to_owned(),
        prefill: Some(answers.to_owned()),
        storage: Storage::Memory,
        ..Options::default()
    };
    let (mut journey, _) = Journey::start(form, config, options, &Stored::default(), NOW);
    let session = journey.session();
    for action in [Action::Next, Action::Submit] {
        let input = UserInput::Pressed(action);
        let _ = journey.update(NOW, &[], Event::Input { session, input });
    }
    let id = journey.filing().id.clone();
    let _ = journey.update(NOW, &[], Event::Offered { id: id.clone(), taken: false });
    let end = RequestEnd::Response { status: 201, retry_after: None, body: response.to_owned() };
    let _ = journey.update(NOW, &[], Event::RequestEnded { id, end });
    assert_eq!(journey.page_id(), "receipt", "{:?}", journey.problems());
    html::write(page(&journey, &journey.assess()))
}

#[test]
fn a_reply_after_the_last_useful_day_is_not_promised() {
    let (days, working_days) = (r#"{"days": 10}"#, r#"{"working_days": 10}"#);
    let cases = [
        // The answer, the backend's day, the portal's period, and whether a reply is promised.
        (r#"{"day": "2026-12-01"}"#, Some("2026-12-01"), days, true),
        (r#"{"day": "2026-12-01"}"#, Some("2026-12-02"), days, false),
        ("{}", Some("2026-12-02"), days, true),
        (r#"{"day": "2026-12-01"}"#, None, days, true),
        (r#"{"day": "2026-11-30"}"#, None, days, false),
        (r#"{"day": "2026-12-04"}"#, None, working_days, false),
        (r#"{"day": "2026-12-05"}"#, None, working_days, true),
        ("{}", None, days, true),
    ];
    for (answers, expected_by, period, is_promised) in cases {
        let config =
            format!(r#"{{"version": "1", "reply_within": {{"en": "ten days"}}, "reply_period": {period}}}"#);
        let day = expected_by.map(|day| format!(r#", "expected_by": "{day}""#)).unwrap_or_default();
        let page = receipt(answers, &config, &format!(r#"{{"reference": "R-1"{day}}}"#));
        let promise = if expected_by.is_some() { "2026" } else { "ten days" };
        let promised = page.split("<details").next().unwrap_or_default().contains(promise);
        assert_eq!(promised, is_promised, "{answers} {expected_by:?} {period}");
    }
}
