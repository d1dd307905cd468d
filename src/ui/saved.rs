//! What is kept between two visits, and what comes of it: also where the form has another version by then.

use super::Frozen;
use super::flow::{Page, first_step, step_of};
use super::step::STAFF;
use crate::draft::Draft;
use crate::form::{Form, Kind, Question};
use crate::json::{Json, Writer};
use crate::value::attachment::Attachment;

/// The name under which the body of a filing is kept. Those of files are ids.
pub const FILING: &str = "filing";

/// What the names of notices' controls begin with.
const NOTICE: &str = "notice.";

/// What is kept between two visits.
pub struct Saved {
    /// The id under which this draft will be filed; empty if nothing was kept.
    pub id: String,
    pub draft: Draft,
    pub page: Page,
    pub reviewing: bool,
    /// A filing that is under way.
    pub filing: Option<Frozen>,
    /// Whether one was, whose body is gone: nobody knows what became of it.
    pub is_interrupted: bool,
    /// The reference of the filing before, if it was received and nothing was entered since.
    pub received: String,
    /// What was typed for questions that the form no longer has.
    pub left_out: Vec<String>,
    /// Files whose content is gone.
    pub lost: Vec<Attachment>,
}

impl Saved {
    /// Reads what was kept, if anything was; what can't be read is left out. `kept` gives what is large by its name.
    pub fn read(form: &Form, text: Option<&str>, kept: &dyn Fn(&str) -> Option<String>) -> Self {
        let json = text.and_then(|text| Json::read(text).ok()).unwrap_or(Json::Null);
        Self::from_json(form, &json, kept)
    }

    /// Reads it from the JSON of `write`.
    pub fn from_json(form: &Form, json: &Json, kept: &dyn Fn(&str) -> Option<String>) -> Self {
        let text = |name: &str| json.get(name).and_then(Json::text).unwrap_or_default().to_owned();
        let mut draft = json.get("entries").map(Draft::from_json).unwrap_or_default();
        let mut left_out = Vec::new();
        if text("version") != form.version {
            draft.retain(|name, value| {
                // Whoever accepted an older notice accepts the new one again.
                if name.starts_with(NOTICE) || fits(form, name, value) {
                    return !name.starts_with(NOTICE);
                }
                left_out.extend(Some(value.to_owned()).filter(|value| !value.is_empty()));
                false
            });
        }
        let mut lost = Vec::new();
        for entry in json.get("files").and_then(Json::entries).unwrap_or_default() {
            let Some(file) = Attachment::from_json(entry) else { continue };
            match kept(&file.id) {
                Some(content) => draft.files.push(Attachment { content: Some(content), ..file }),
                None => lost.push(file),
            }
        }
        let (id, page) = (text("id"), text("page"));
        let is_filing = json.get("filing").and_then(Json::truth).unwrap_or(false);
        // Another tab may have written the draft since it was sent: what is sent under its id is under way.
        let own = ["{\"id\":\"", &id, "\""].concat();
        let filing = kept(FILING).filter(|body| is_filing || body.starts_with(&own));
        let filing = filing.map(|body| Frozen { id: id.clone(), body });
        Self {
            is_interrupted: is_filing && filing.is_none(),
            received: text("received"),
            filing,
            page: match page.as_str() {
                "review" => Page::Review,
                step if form.steps.iter().any(|own| own.id == step) => Page::Step(page),
                _ => Page::Step(first_step(form)),
            },
            reviewing: json.get("reviewing").and_then(Json::truth).unwrap_or(false),
            id,
            draft,
            left_out,
            lost,
        }
    }

    /// What to keep of a filing that was received: its reference, for whoever reloads the page.
    pub fn write_received(reference: &str) -> String {
        Json::Object(vec![("received".to_owned(), Json::from(reference))]).write()
    }

    /// What to keep, without what is large. A stop keeps its step; what is on its way keeps the review.
    pub fn write(
        form: &Form,
        id: &str,
        draft: &Draft,
        page: &Page,
        reviewing: bool,
        is_filing: bool,
    ) -> String {
        let page = match page {
            Page::Step(id) => id.clone(),
            Page::Stop(id) => form.stop(id).and_then(|stop| step_of(form, &stop.at)).unwrap_or_default(),
            _ => "review".to_owned(),
        };
        let mut out = Writer::default();
        out.open('{');
        out.member("version", &form.version);
        out.member("id", id);
        out.member("page", &page);
        out.name("reviewing");
        out.value(&Json::Bool(reviewing));
        out.name("filing");
        out.value(&Json::Bool(is_filing));
        out.name("entries");
        out.value(&draft.to_json());
        out.name("files");
        out.open('[');
        for file in &draft.files {
            Attachment { content: None, ..file.clone() }.write(&mut out);
        }
        out.close(']');
        out.close('}');
        out.into_text()
    }
}

/// Whether a control of that name can still hold that value.
fn fits(form: &Form, name: &str, value: &str) -> bool {
    let question = form.question(name).or_else(|| form.question(name.split('.').next().unwrap_or_default()));
    name == STAFF || question.is_some_and(|question| offers(question, value))
}

/// A choice whose option is gone has to be made again; a list that a config gives is not known to the form.
fn offers(question: &Question, value: &str) -> bool {
    let is_choice = matches!(question.kind, Kind::Choice | Kind::YesNo);
    !is_choice || value.is_empty() || question.options.iter().any(|option| option.value == value)
}
