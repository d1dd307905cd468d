//! A small form and one journey, for the tables.

use guitai::config::Config;
use guitai::content::Content;
use guitai::control::ACCEPTED;
use guitai::form::Form;
use guitai::journey::{
    Action, Control, Effect, Event, HostEvent, Journey, Moment, Options, RequestEnd, Stored, Timer, UserInput,
};
use guitai::value::attachment::{Attachment, encode, sha256_hex};
use std::rc::Rc;

/// Two steps, a stop, a group, files and a notice.
const FORM: &str = r#"{
  "id": "small", "version": "2.0.0", "languages": ["en", "zh-Hant"],
  "title": {"en": "Small", "zh-Hant": "小"},
  "notices": [{"id": "privacy", "version": "1", "title": {"en": "Privacy", "zh-Hant": "個資"},
    "text": {"en": "Privacy.", "zh-Hant": "個資"}, "label": {"en": "I agree", "zh-Hant": "同意"}}],
  "steps": [
    {"id": "one", "title": {"en": "One", "zh-Hant": "一"}, "questions": [
      {"id": "name", "kind": "text", "label": {"en": "Name", "zh-Hant": "姓名"}},
      {"id": "kind", "kind": "choice", "optional": true, "label": {"en": "Kind", "zh-Hant": "種類"}, "options": [
        {"value": "a", "label": {"en": "A", "zh-Hant": "甲"}}, {"value": "b", "label": {"en": "B", "zh-Hant": "乙"}}]},
      {"id": "detail", "kind": "text", "optional": true, "when": {"is": ["kind", "a"]},
        "label": {"en": "Detail", "zh-Hant": "說明"}}]},
    {"id": "two", "title": {"en": "Two", "zh-Hant": "二"}, "questions": [
      {"id": "evidence", "kind": "files", "optional": true, "max": 2, "label": {"en": "Files", "zh-Hant": "檔案"}},
      {"id": "people", "kind": "group", "optional": true, "label": {"en": "People", "zh-Hant": "人"}, "questions": [
        {"id": "who", "kind": "text", "label": {"en": "Who", "zh-Hant": "誰"}}]},
      {"id": "place", "kind": "address", "optional": true, "label": {"en": "Place", "zh-Hant": "地址"}}]}],
  "stops": [{"id": "elsewhere", "at": "kind", "when": {"is": ["kind", "b"]},
    "title": {"en": "Elsewhere", "zh-Hant": "他處"}, "text": {"en": "Not here.", "zh-Hant": "不在這裡"}}]
}"#;

/// 2026-11-21T10:00:00+08:00, in milliseconds since 1970.
pub const START: u64 = 1_795_226_400_000;

/// A journey, its clock and the effects of the last event.
pub struct Subject {
    pub journey: Journey,
    pub effects: Vec<Effect>,
    /// Milliseconds since 1970.
    pub now: u64,
    pub is_online: bool,
    random: u8,
}

pub fn form() -> Rc<Form> {
    form_with("", "")
}

/// The form after a change of its JSON.
pub fn form_with(from: &str, to: &str) -> Rc<Form> {
    assert!(FORM.contains(from));
    Rc::new(Form::read(&FORM.replacen(from, to, 1)).unwrap())
}

impl Subject {
    pub fn new(options: Options) -> Self {
        Self::resume(options, &Stored::default())
    }

    /// Starts with stored texts.
    pub fn resume(options: Options, stored: &Stored) -> Self {
        Self::start(form(), Config::default(), options, stored)
    }

    /// Starts with another form and a config.
    pub fn start(form: Rc<Form>, config: Config, options: Options, stored: &Stored) -> Self {
        let moment = Moment { milliseconds: START, random: [1; 16], is_online: true };
        let content = Content::new(form, Rc::new(config), &options.lang);
        let (journey, effects) = Journey::start(content, options, stored, moment);
        Self { journey, effects, now: START, is_online: true, random: 1 }
    }

    /// A journey at the review, with all answers and the notice accepted.
    pub fn at_review(options: Options) -> Self {
        let mut subject = Self::new(options);
        subject.typed("name", "Ann");
        subject.press(Action::Next);
        subject.press(Action::Next);
        subject.accept();
        subject
    }

    /// A journey whose filing was sent once.
    pub fn sent(options: Options) -> Self {
        let mut subject = Self::at_review(options);
        subject.submit();
        subject
    }

    pub fn accept(&mut self) {
        let (name, value) = ("notice.privacy".to_owned(), ACCEPTED.to_owned());
        self.input(UserInput::Ticked { name, value, on: true });
    }

    /// Submits, and leads with the own body if there are other tabs.
    pub fn submit(&mut self) {
        self.press(Action::Submit);
        self.leave_to_form();
    }

    /// The host page leaves the filing to the form, and no other tab answers.
    pub fn leave_to_form(&mut self) {
        let id = self.id();
        self.send(Event::Offered { id: id.clone(), taken: false });
        if self.has(|effect| {
            matches!(effect, Effect::Lock { .. } | Effect::Wake { timer: Timer::Agreement, .. })
        }) {
            self.send(Event::Locked { id });
            self.send(Event::Woke(Timer::Agreement));
        }
    }

    pub fn send(&mut self, event: Event) -> &[Effect] {
        self.send_with(&[], event)
    }

    /// An event arrives while these controls are visible.
    pub fn send_with(&mut self, controls: &[Control], event: Event) -> &[Effect] {
        self.random = self.random.wrapping_add(1);
        let moment = Moment { milliseconds: self.now, random: [self.random; 16], is_online: self.is_online };
        self.effects = self.journey.update(moment, controls, event);
        &self.effects
    }

    pub fn input(&mut self, input: UserInput) -> &[Effect] {
        self.send(Event::Input { session: self.journey.session(), input })
    }

    pub fn press(&mut self, action: Action) -> &[Effect] {
        self.input(UserInput::Pressed(action))
    }

    pub fn typed(&mut self, name: &str, value: &str) -> &[Effect] {
        self.input(UserInput::Typed { name: name.to_owned(), value: value.to_owned() })
    }

    pub fn chosen(&mut self, name: &str, value: &str) -> &[Effect] {
        self.input(UserInput::Chosen { name: name.to_owned(), value: value.to_owned() })
    }

    pub fn answer(&mut self, end: RequestEnd) -> &[Effect] {
        self.send(Event::RequestEnded { id: self.id(), end })
    }

    /// A file is chosen and read.
    pub fn attach(&mut self, id: &str) -> &[Effect] {
        let question = "evidence".to_owned();
        self.input(UserInput::FilesChosen { question: question.clone(), names: vec![format!("{id}.png")] });
        let session = self.journey.session();
        self.send(Event::FileRead { session, question, file: Ok(file(id)) })
    }

    /// Seconds pass and a timer expires.
    pub fn wake(&mut self, timer: Timer, seconds: u64) -> &[Effect] {
        self.now += seconds * 1000;
        self.send(Event::Woke(timer))
    }

    pub fn id(&self) -> String {
        self.journey.filing().id.clone()
    }

    pub fn page(&self) -> String {
        self.journey.page_id()
    }

    pub fn has(&self, what: impl Fn(&Effect) -> bool) -> bool {
        self.effects.iter().any(what)
    }

    /// How often the filing was sent by the last event.
    pub fn posts(&self) -> usize {
        self.effects.iter().filter(|effect| matches!(effect, Effect::Post { .. })).count()
    }

    /// The wait for the next attempt that the last event set, in milliseconds.
    pub fn wait(&self) -> Option<u32> {
        self.effects.iter().find_map(|effect| match effect {
            Effect::Wake { timer: Timer::Attempt, milliseconds } => Some(*milliseconds),
            _ => None,
        })
    }

    /// The draft that the last event stored.
    pub fn saved(&self) -> Option<&str> {
        self.effects.iter().rev().find_map(|effect| match effect {
            Effect::SaveDraft(text) => Some(text.as_str()),
            _ => None,
        })
    }

    /// The events for the host page.
    pub fn emitted(&self) -> Vec<&HostEvent> {
        let events = self.effects.iter().filter_map(|effect| match effect {
            Effect::Emit(event) => Some(event),
            _ => None,
        });
        events.collect()
    }
}

/// A small file for the question `evidence`.
pub fn file(id: &str) -> Attachment {
    let bytes = id.as_bytes();
    Attachment {
        id: id.to_owned(),
        answer: "evidence".to_owned(),
        name: format!("{id}.png"),
        media_type: "image/png".to_owned(),
        size: bytes.len() as u64,
        sha256: sha256_hex(bytes),
        content: Some(encode(bytes)),
        href: None,
    }
}

/// A complete response.
pub fn response(status: u16, body: &str) -> RequestEnd {
    RequestEnd::Response { status, retry_after: None, body: body.to_owned() }
}
