//! State that the page shows beside answers and problems: announcements, lists, the config.

use crate::setup::{START, Subject, form};
use guitai::config::Config;
use guitai::content::Content;
use guitai::journey::{Action, Event, Journey, Moment, Options, Stored, VILLAGES};
use guitai::json::Json;
use guitai::text::Word;
use std::rc::Rc;

#[test]
fn added_questions_are_announced() {
    let mut subject = Subject::new(Options::default());
    subject.send(Event::Drawn);
    subject.chosen("kind", "a");
    let expected = subject.journey.words().fill(Word::QuestionsAdded, &[("count", "1")]);
    assert_eq!(subject.journey.announcement(), expected);
    subject.chosen("kind", "b");
    assert_eq!(subject.journey.announcement(), "");
}

#[test]
fn lists_are_empty_until_they_arrive() {
    let mut subject = Subject::new(Options::default());
    subject.typed("name", "Ann");
    subject.press(Action::Next);
    let list = VILLAGES.to_owned();
    assert_eq!(subject.journey.lists(), [(list.clone(), Json::Null)]);
    subject.send(Event::ListLoaded { list: list.clone(), json: r#"{"970": ["a"]}"#.to_owned() });
    let loaded = Json::read(r#"{"970": ["a"]}"#).unwrap();
    assert_eq!(subject.journey.lists(), [(list, loaded)]);
}

#[test]
fn the_config_is_that_of_the_start() {
    let config = Config::read(r#"{"version": "7"}"#).unwrap();
    let moment = Moment { milliseconds: START, random: [1; 16], is_online: true };
    let (journey, _) = Journey::start(
        Content::new(form(), Rc::new(config), "zh-Hant"),
        Options::default(),
        &Stored::default(),
        moment,
    );
    assert_eq!(journey.config().version, "7");
}
