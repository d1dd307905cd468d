//! A compiled content is the same form in one language.
#![allow(clippy::unwrap_used)]

use super::Content;
use crate::config::Config;
use crate::form::{BUILTIN, Form, Text, builtin};
use crate::text::{Word, Words};
use proptest::prelude::*;
use std::rc::Rc;

const CONFIG: &str = include_str!("../../examples/sample-county/config.json");
const RELIEF: &str = include_str!("../../examples/emergency-relief/form.json");
const EVERY_KIND: &str = include_str!("../../tests/support/every_kind.json");

/// Returns every built-in form and two others, with and without a portal's config, in each language.
fn contents() -> Vec<Content> {
    let forms: Vec<&str> =
        BUILTIN.iter().filter_map(|name| builtin(name)).chain([RELIEF, EVERY_KIND]).collect();
    let mut contents = Vec::new();
    for config in [Config::default(), Config::read(CONFIG).unwrap()] {
        for form in &forms {
            let form = Form::read(form).unwrap();
            let config = Rc::new(config.clone().for_workflow(&form.id));
            let form = Rc::new(config.apply(form));
            for tag in &form.languages {
                contents.push(Content::new(Rc::clone(&form), Rc::clone(&config), tag));
            }
        }
    }
    contents
}

/// Returns a text with one language and no tag.
fn only(text: &Text, words: &Words) -> Text {
    if text.is_empty() { Text::default() } else { Text(vec![(String::new(), words.text(text).to_owned())]) }
}

fn in_one_language(form: &Form, words: &Words) -> Form {
    let mut form = form.clone();
    form.visit_texts(&mut |_, text| *text = only(text, words));
    form
}

#[test]
fn the_form_is_the_same_in_its_language() {
    for content in contents() {
        let read = Content::read(&content.compile());
        let label = [&content.form.id, " ", content.words.tag()].concat();
        assert_eq!(*read.form, in_one_language(&content.form, &content.words), "{label}");
    }
}

#[test]
fn the_words_are_the_same() {
    for content in contents() {
        let read = Content::read(&content.compile());
        assert_eq!((read.words.tag(), read.words.lang()), (content.words.tag(), content.words.lang()));
        for word in Word::ALL.iter().filter(|word| word.is_delivered()) {
            assert_eq!(read.words.say(*word), content.words.say(*word), "{}", word.key());
        }
        assert_eq!(read.words.say(Word::MoreProblems), "", "a text for posted submissions");
    }
}

#[test]
fn the_config_is_the_same_in_its_language() {
    let mut count = 0;
    for content in contents() {
        let (read, words) = (Content::read(&content.compile()), &content.words);
        let (read, config) = (&*read.config, &*content.config);
        assert_eq!((&read.version, &read.units), (&config.version, &config.units));
        assert_eq!(read.reply_period, config.reply_period);
        assert_eq!(read.reply_within, config.reply_within.as_ref().map(|text| only(text, words)));
        let privacy =
            |config: &Config| config.privacy.clone().map(|privacy| (privacy.version, privacy.items));
        let expected = privacy(config)
            .map(|(version, items)| (version, items.iter().map(|item| only(item, words)).collect()));
        assert_eq!(privacy(read), expected);
        if let (Some(read), Some(agency)) = (&read.agency, &config.agency) {
            count += 1;
            assert_eq!((&read.phone, &read.url), (&agency.phone, &agency.url));
            assert_eq!(read.name, only(&agency.name, words));
            assert_eq!(read.address, only(&agency.address, words));
            assert_eq!(read.hours, only(&agency.hours, words));
        }
        assert_eq!(read.agency.is_some(), config.agency.is_some());
    }
    assert!(count > 10);
}

#[test]
fn a_damaged_content_is_read_without_a_panic() {
    let text = contents().remove(0).compile();
    for end in (0..text.len()).step_by(97).filter(|end| text.is_char_boundary(*end)) {
        let _ = Content::read(&text[..end]);
    }
    for nested in ["!\u{1f}", "&\u{1f}9\u{1f}", "9\u{1f}", "1\u{1f}"] {
        let _ = Content::read(&nested.repeat(100_000));
    }
}

proptest! {
    #[test]
    fn any_text_is_read_without_a_panic(values in proptest::collection::vec("[0-9a-z&!<>=#]{0,3}", 0..2000)) {
        let _ = Content::read(&values.join("\u{1f}"));
    }
}
