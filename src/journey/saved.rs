//! The stored draft: writing it, and reading it, also with a newer version of the form.

use super::effect::Effect;
use super::filing::Filing;
use super::navigation::REVIEW;
use super::steps::{first_step, step_of};
use super::{Journey, Page};
use crate::control::{STAFF, first_part, notice_of};
use crate::draft::Draft;
use crate::form::{Form, Kind, Question};
use crate::json::{Json, Writer};
use crate::value::attachment::Attachment;

/// The name under which a frozen body is stored. Contents of files are stored under their ids.
pub const FILING: &str = "filing";

/// A stored draft that was read.
pub(super) struct Saved {
    /// The id of the filing; empty if nothing was stored.
    pub id: String,
    pub draft: Draft,
    pub page: Page,
    pub is_reviewing: bool,
    /// The frozen filing, if one was under way.
    pub filing: Option<Filing>,
    /// Whether a filing was under way and its body is lost, so its outcome remains unknown.
    pub is_interrupted: bool,
    /// The reference of the receipt, if the filing was received and nothing was entered since.
    pub received: String,
    /// Answers to questions that the form no longer has.
    pub left_out: Vec<String>,
    /// Files whose content is lost.
    pub lost: Vec<Attachment>,
}

impl Saved {
    /// Reads the stored text. Unreadable parts are left out. `content` returns a large text by its name.
    pub fn read(form: &Form, text: Option<&str>, content: &dyn Fn(&str) -> Option<String>) -> Self {
        let json = text.and_then(|text| Json::read(text).ok()).unwrap_or(Json::Null);
        Self::from_json(form, &json, content)
    }

    /// Reads the JSON of a stored or exported draft.
    pub fn from_json(form: &Form, json: &Json, content: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| json.get(name).and_then(Json::text).unwrap_or_default().to_owned();
        let flag = |name: &str| json.get(name).and_then(Json::boolean).unwrap_or(false);
        let mut draft = json.get("entries").map(Draft::from_json).unwrap_or_default();
        let mut left_out = Vec::new();
        if text("version") != form.version {
            draft.retain(|name, value| migrate(form, name, value, &mut left_out));
        }
        let mut lost = Vec::new();
        for entry in json.get("files").and_then(Json::entries).unwrap_or_default() {
            let Some(file) = Attachment::from_json(entry) else { continue };
            match content(&file.id) {
                Some(content) => draft.files.push(Attachment { content: Some(content), ..file }),
                None => lost.push(file),
            }
        }
        let (id, page) = (text("id"), text("page"));
        // Another tab may have stored the draft after this filing was frozen, so the body counts without the
        // flag too.
        let filing =
            content(FILING).and_then(|body| Filing::from_body(&body)).filter(|filing| filing.id == id);
        Self {
            is_interrupted: flag("filing") && filing.is_none(),
            received: text("received"),
            filing,
            page: match page.as_str() {
                REVIEW => Page::Review,
                step if form.steps.iter().any(|own| own.id == step) => Page::Step(page),
                _ => Page::Step(first_step(form)),
            },
            is_reviewing: flag("reviewing"),
            id,
            draft,
            left_out,
            lost,
        }
    }
}

/// Returns whether an entry of an older version is kept. A notice has to be accepted again.
fn migrate(form: &Form, name: &str, value: &str, left_out: &mut Vec<String>) -> bool {
    if notice_of(name).is_some() {
        return false;
    }
    let question = form.question(name).or_else(|| form.question(first_part(name)));
    if name == STAFF || question.is_some_and(|question| offers(question, value)) {
        return true;
    }
    if !value.is_empty() {
        left_out.push(value.to_owned());
    }
    false
}

/// Returns whether the question can still have this value: an option may be gone.
fn offers(question: &Question, value: &str) -> bool {
    let is_choice = matches!(question.kind, Kind::Choice | Kind::YesNo);
    !is_choice || value.is_empty() || question.options.iter().any(|option| option.value == value)
}

/// Returns the text to store after a receipt: its reference, shown after a reload.
pub(super) fn write_received(reference: &str) -> String {
    Json::Object(vec![("received".to_owned(), Json::from(reference))]).write()
}

impl Journey {
    /// Stores the draft. After a receipt there is none.
    pub(super) fn save(&mut self) {
        if !matches!(self.page, Page::Receipt(_)) {
            let text = self.write_draft(&self.filing.id, self.filing.body().is_some());
            self.effects.push(Effect::SaveDraft(text));
        }
    }

    /// Writes the draft without large texts. A stop is stored as its step, later pages as the review.
    pub(super) fn write_draft(&self, id: &str, is_filing: bool) -> String {
        let page = match &self.page {
            Page::Step(id) | Page::ReadBack(id) => id.clone(),
            Page::Stop(id) => self
                .content
                .form
                .stop(id)
                .and_then(|stop| step_of(&self.content.form, &stop.at))
                .unwrap_or_default(),
            _ => REVIEW.to_owned(),
        };
        let mut out = Writer::default();
        out.open('{');
        out.member("version", &self.content.form.version);
        out.member("id", id);
        out.member("page", &page);
        out.name("reviewing");
        out.value(&Json::Bool(self.is_reviewing));
        out.name("filing");
        out.value(&Json::Bool(is_filing));
        out.name("entries");
        out.value(&self.draft.to_json());
        out.name("files");
        out.open('[');
        for file in &self.draft.files {
            file.without_content().write(&mut out);
        }
        out.close(']');
        out.close('}');
        out.into_text()
    }
}
