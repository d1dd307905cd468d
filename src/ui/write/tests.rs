//! Compares the two writers for every page of every workflow in both languages.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use super::{html, yew as virtual_dom};
use crate::config::Config;
use crate::content::Content;
use crate::form::{BUILTIN, Form, builtin};
use crate::journey::{
    Action, Effect, Event, Journey, Moment, Options, Page, ReadFile, RequestEnd, Stored, UserInput,
};
use crate::json::Json;
use crate::problem::Problem;
use crate::ui::page;
use crate::validate::Mode;
use ::yew::prelude::*;
use ::yew::virtual_dom::VNode;
use scraper::{ElementRef, Html as Document};
use std::collections::BTreeSet;
use std::rc::Rc;

/// A person at a form.
struct Person {
    journey: Journey,
    moment: Moment,
    /// The pages that were compared, by their ids.
    seen: BTreeSet<String>,
}

impl Person {
    fn new(form: &Rc<Form>, config: &Rc<Config>, options: &Options) -> Self {
        let moment = Moment { milliseconds: 1_795_226_400_000, random: [7; 16], is_online: true };
        let content = Content::new(Rc::clone(form), Rc::clone(config), &options.lang);
        let (journey, _) = Journey::start(content, options.clone(), &Stored::default(), moment);
        Self { journey, moment, seen: BTreeSet::new() }
    }

    /// Reports an event, and compares what both writers make of the page.
    fn report(&mut self, event: Event) -> Vec<Effect> {
        let effects = self.journey.update(self.moment, &[], event);
        let _ = self.journey.update(self.moment, &[], Event::Drawn);
        self.seen.insert(self.journey.page_id());
        compare(&self.journey);
        effects
    }

    fn input(&mut self, input: UserInput) -> Vec<Effect> {
        let session = self.journey.session();
        self.report(Event::Input { session, input })
    }

    fn press(&mut self, action: Action) -> Vec<Effect> {
        self.input(UserInput::Pressed(action))
    }

    /// Continues until the page no longer changes.
    fn continue_to_the_end(&mut self) {
        for _ in 0..20 {
            let before = self.journey.page().clone();
            self.input(UserInput::Entered);
            if *self.journey.page() == before || *self.journey.page() == Page::Review {
                return;
            }
        }
    }

    fn submit(&mut self) {
        for notice in self.journey.form().notices.clone() {
            let name = crate::control::notice_name(&notice.id);
            self.input(UserInput::Ticked { name, value: "accepted".to_owned(), on: true });
        }
        self.press(Action::Submit);
        assert_eq!(*self.journey.page(), Page::Sending, "{:?}", self.journey.problems());
    }

    fn answer(&mut self, status: u16, body: &str) {
        let id = self.journey.filing().id.clone();
        self.report(Event::Offered { id: id.clone(), taken: false });
        let response = RequestEnd::Response { status, retry_after: Some(7), body: body.to_owned() };
        self.report(Event::RequestEnded { id, end: response });
    }
}

#[test]
fn both_writers_draw_the_same_pages() {
    for name in BUILTIN {
        let config = Rc::new(config());
        let form = Rc::new(config.apply(Form::read(builtin(name).unwrap()).unwrap()));
        for lang in ["zh-Hant", "en"] {
            let options = |mode, prefill| Options {
                lang: lang.to_owned(),
                mode,
                prefill,
                storage: crate::journey::Storage::Memory,
                ..Options::default()
            };
            let mut seen = empty(&form, &config, &options(Mode::Web, None));
            for mode in [Mode::Web, Mode::Assisted, Mode::Kiosk] {
                seen.append(&mut filled(&form, &config, &options(mode, Some(answers(name)))));
            }
            let steps = form.steps.iter().filter(|step| !step.questions.is_empty());
            let expected =
                steps.map(|step| step.id.as_str()).chain(["review", "sending", "failure", "receipt"]);
            let missing: Vec<_> = expected.filter(|id| !seen.contains(*id)).collect();
            assert!(missing.is_empty(), "{name}, {lang}: {missing:?} not compared");
            stops(&form, &config, &options(Mode::Web, None));
        }
    }
}

/// Compares the first page, empty and with problems, and the review of an empty form.
fn empty(form: &Rc<Form>, config: &Rc<Config>, options: &Options) -> BTreeSet<String> {
    let mut person = Person::new(form, config, options);
    person.report(Event::Touched);
    person.input(UserInput::Entered);
    assert!(!person.journey.problems().is_empty());
    person.input(UserInput::CitationToggled);
    person.seen
}

/// Compares each page of a filled form, with every control of each question used once.
fn filled(form: &Rc<Form>, config: &Rc<Config>, options: &Options) -> BTreeSet<String> {
    let mut person = Person::new(form, config, options);
    let staff = crate::control::STAFF.to_owned();
    person.input(UserInput::Typed { name: staff, value: "A1".to_owned() });
    person.continue_to_the_end();
    if *person.journey.page() != Page::Review {
        // At a counter, some questions are asked that the fixture does not answer.
        assert!(options.mode != Mode::Web, "{:?}", person.journey.problems());
        person.press(Action::Show);
        assert!(matches!(person.journey.page(), Page::ReadBack(_)));
        person.press(Action::Back);
        return person.seen;
    }
    person.press(Action::Submit);
    for question in form.questions() {
        person.press(Action::Change(question.id.clone()));
        if question.takes_files() {
            let session = person.journey.session();
            let file: ReadFile = Err(("掃描\"<1>.pdf".to_owned(), Problem::FileEncrypted));
            let question = question.id.clone();
            person.input(UserInput::FilesChosen {
                question: question.clone(),
                names: vec!["掃描.pdf".to_owned()],
            });
            person.report(Event::FileRead { session, question, file });
        }
        if !question.questions.is_empty() {
            person.press(Action::Add(question.id.clone()));
            person.press(Action::Remove { question: question.id.clone(), item: "0".to_owned() });
        }
        person.continue_to_the_end();
    }
    person.continue_to_the_end();
    person.submit();
    person.answer(503, "");
    person.report(Event::Woke(crate::journey::Timer::Attempt));
    let id = person.journey.filing().id.clone();
    let end = RequestEnd::Response { status: 404, retry_after: None, body: String::new() };
    person.report(Event::RequestEnded { id, end });
    person.press(Action::Retry);
    person.answer(
        422,
        r##"{"errors": [{"pointer": "#/answers/name", "detail": "<b>wrong</b>"}, {"detail": "other"}]}"##,
    );
    person.continue_to_the_end();
    person.submit();
    person.answer(400, r#"{"title": "no", "detail": "not today\n- later"}"#);
    person.press(Action::Back);
    person.submit();
    let url = "https://a.example/1?b=c&d";
    person.answer(
        201,
        &format!(
            r#"{{"reference": "A-1", "message": "thanks", "status_url": "{url}", "expected_by": "2026-12-21"}}"#
        ),
    );
    person.press(Action::Restart);
    person.seen
}

/// Compares each stop.
fn stops(form: &Rc<Form>, config: &Rc<Config>, options: &Options) {
    for stop in &form.stops {
        let mut person = Person::new(form, config, options);
        let Some(question) = form.question(&stop.at) else { continue };
        for option in &question.options {
            person.input(UserInput::Chosen { name: stop.at.clone(), value: option.value.clone() });
            person.input(UserInput::Entered);
            person.press(Action::Back);
        }
    }
}

fn answers(name: &str) -> String {
    let path = format!("{}/tests/forms/{name}/base.json", env!("CARGO_MANIFEST_DIR"));
    let json = Json::read(&std::fs::read_to_string(path).unwrap()).unwrap();
    json.get("answers").unwrap().write()
}

fn config() -> Config {
    let path = format!("{}/examples/sample-county/config.json", env!("CARGO_MANIFEST_DIR"));
    Config::read(&std::fs::read_to_string(path).unwrap()).unwrap()
}

fn compare(journey: &Journey) {
    let draw = || page(journey, &journey.assess());
    let html = html::write(draw());
    let virtual_dom = render(VNode::from(virtual_dom::element(draw())));
    let [own, other] = [html, virtual_dom].map(|text| outline(&Document::parse_fragment(&text)));
    let different = own.iter().zip(&other).find(|(own, other)| own != other);
    assert_eq!(different, None, "{}: the writers differ", journey.page_id());
    assert_eq!(own.len(), other.len(), "{}: one writer draws more", journey.page_id());
}

/// Each element and text of a document in order, with sorted attributes.
fn outline(document: &Document) -> Vec<String> {
    fn add(element: ElementRef, depth: usize, lines: &mut Vec<String>) {
        let attributes: BTreeSet<_> = element.value().attrs().collect();
        lines.push(format!("{depth} <{} {attributes:?}>", element.value().name()));
        for child in element.children() {
            match ElementRef::wrap(child) {
                Some(child) => add(child, depth + 1, lines),
                None => lines.push(format!("{depth} {:?}", child.value())),
            }
        }
    }
    let mut lines = Vec::new();
    add(document.root_element(), 0, &mut lines);
    lines
}

#[derive(PartialEq, Properties)]
struct Drawn {
    node: VNode,
}

/// A component that draws one node.
#[component(Drawing)]
fn drawing(drawn: &Drawn) -> Html {
    drawn.node.clone()
}

fn render(node: VNode) -> String {
    let renderer = ::yew::LocalServerRenderer::<Drawing>::with_props(Drawn { node }).hydratable(false);
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    tokio::task::LocalSet::new().block_on(&runtime, renderer.render())
}
