//! The promised reply: by the backend's day or within the portal's period, but never after the appointment. And the
//! calendar file of the appointment, which the crate `icalendar` reads.
#![allow(clippy::unwrap_used, clippy::expect_used)]

use crate::config::Config;
use crate::content::Content;
use crate::form::Form;
use crate::journey::{Action, Event, Journey, Moment, Options, RequestEnd, Storage, Stored, UserInput};
use crate::ui::page::page;
use crate::ui::write::html;
use crate::validate::Mode;
use icalendar::{Calendar, CalendarComponent, Component, Event as Entry, EventLike};
use percent_encoding::percent_decode_str;
use scraper::{Html, Selector};
use std::rc::Rc;

const FORM: &str = r#"{
    "id": "visit", "version": "1.0.0", "languages": ["en"], "title": {"en": "Visit"}, "appointment": {"at": "day", "place": "place"},
    "notices": [], "steps": [{"id": "when", "title": {"en": "When"}, "questions": [
        {"id": "day", "kind": "date", "label": {"en": "Day"}, "optional": true},
        {"id": "place", "kind": "text", "label": {"en": "Place"}, "optional": true}]}]}"#;
/// 2026-11-21T10:00:00+08:00.
const NOW: Moment = Moment { milliseconds: 1_795_226_400_000, random: [7; 16], is_online: true };

/// Returns the receipt page after a filing with these answers on 21 November 2026.
fn receipt(answers: &str, config: &str, response: &str) -> String {
    receipt_in(Mode::Web, FORM, answers, config, response)
}

fn receipt_in(mode: Mode, form: &str, answers: &str, config: &str, response: &str) -> String {
    let (form, config) = (Rc::new(Form::read(form).unwrap()), Rc::new(Config::read(config).unwrap()));
    let options = Options {
        lang: "en".to_owned(),
        mode,
        prefill: Some(answers.to_owned()),
        storage: Storage::Memory,
        ..Options::default()
    };
    let (mut journey, _) =
        Journey::start(Content::new(form, config, &options.lang), options, &Stored::default(), NOW);
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
        let above = Html::parse_fragment(page.split("<details").next().unwrap_or_default());
        let promised = above.root_element().text().any(|text| text.contains(promise));
        assert_eq!(promised, is_promised, "{answers} {expected_by:?} {period}");
    }
}

/// Returns the event and the text of the calendar file on the receipt.
fn calendar(kind: &str, answers: &str) -> Option<(Entry, String)> {
    let form = FORM.replace(r#""kind": "date""#, &format!(r#""kind": "{kind}""#));
    let page = receipt_in(Mode::Web, &form, answers, r#"{"version": "1"}"#, r#"{"reference": "R-1"}"#);
    let page = Html::parse_fragment(&page);
    let link = page.select(&Selector::parse("a[download]").unwrap()).next()?;
    let url = link.value().attr("href").unwrap().strip_prefix("data:text/calendar,").unwrap();
    let text = percent_decode_str(url).decode_utf8().unwrap().into_owned();
    let calendar: Calendar = text.parse().unwrap();
    let entries: Vec<&Entry> = calendar.components.iter().filter_map(CalendarComponent::as_event).collect();
    assert_eq!(entries.len(), 1, "{text}");
    entries.first().map(|entry| ((*entry).clone(), text.clone()))
}

#[test]
fn the_calendar_file_has_the_time_and_the_place() {
    let long = "民".repeat(60);
    let cases = [
        // The kind of the question, its answer, the property and its parameter, and the place.
        ("date", "2026-12-01", "20261201", ("VALUE", "DATE"), "Hall"),
        ("date_time", "2026-12-01T08:50:00+08:00", "20261201T085000", ("TZID", "Asia/Taipei"), "Hall"),
        ("date", "2026-12-01", "20261201", ("VALUE", "DATE"), "100% of #5, back\\side; left 😀"),
        ("date", "2026-12-01", "20261201", ("VALUE", "DATE"), &long),
        ("date", "2026-12-01", "20261201", ("VALUE", "DATE"), ""),
    ];
    for (kind, at, start, (name, value), place) in cases {
        let answers = serde_json::json!({"day": at, "place": place}).to_string();
        let (entry, text) = calendar(kind, &answers).unwrap();
        let property = &entry.properties()["DTSTART"];
        assert_eq!(property.value(), start);
        assert_eq!(property.params().get(name).map(icalendar::Parameter::value), Some(value), "{text}");
        assert_eq!(entry.get_summary(), Some("Day — Visit"));
        assert_eq!(entry.get_location().unwrap_or_default(), place, "{text}");
        assert_eq!(text.contains("LOCATION"), !place.is_empty(), "{text}");
        assert_eq!(entry.property_value("DTSTAMP"), Some("20261121T000000Z"));
        assert!(entry.get_uid().is_some_and(|id| !id.is_empty()));
        assert!(text.split("\r\n").all(|line| line.len() <= 75), "{text}");
    }
}

#[test]
fn without_a_day_or_at_a_terminal_there_is_no_calendar_file() {
    assert!(calendar("date", "{}").is_none());
    let answers = r#"{"day": "2026-12-01"}"#;
    let page = receipt_in(Mode::Kiosk, FORM, answers, r#"{"version": "1"}"#, r#"{"reference": "R-1"}"#);
    assert!(!page.contains("text/calendar"));
}
