//! The pages that show the notes of the golden submissions. The page of each step, and the review, are drawn from a
//! stored draft.

use crate::notes::ids;
use crate::support::workflows::{WORKFLOWS, changes};
use chrono::DateTime;
use guitai::config::Config;
use guitai::content::Content;
use guitai::draft::Draft;
use guitai::form::{Form, Note};
use guitai::journey::{Journey, Moment, Options, Storage, Stored};
use guitai::json::Json;
use guitai::ui::page;
use guitai::ui::write::html::write;
use guitai::validate::{Channel, Mode};
use scraper::{Html, Selector};
use serde_json::{Value, json};
use std::collections::BTreeSet;
use std::rc::Rc;

/// Returns the ids of the notes on a page, a step or `review`, unless the answers hide it.
fn notes_on(form: &Rc<Form>, submission: &Value, page_id: &str) -> Option<BTreeSet<String>> {
    let answers = Json::read(&submission["answers"].to_string()).unwrap();
    let entries: Value =
        serde_json::from_str(&Draft::from_answers(form, &answers).0.to_json().write()).unwrap();
    let stored = json!({
        "version": form.version, "id": submission["id"], "page": page_id, "entries": entries,
        "files": submission["attachments"],
    });
    let files = submission["attachments"].as_array().into_iter().flatten();
    let content = |file: &Value| {
        let text = |name: &str| file[name].as_str().unwrap_or_default().to_owned();
        (text("id"), text("content"))
    };
    let stored = Stored {
        draft: Some(stored.to_string()),
        contents: files.map(content).collect(),
        is_recovered: false,
    };
    let filed_at = DateTime::parse_from_rfc3339(submission["filed_at"].as_str().unwrap()).unwrap();
    let milliseconds = u64::try_from(filed_at.timestamp_millis()).unwrap();
    let moment = Moment { milliseconds, random: [7; 16], is_online: true };
    let channel = Channel::from_name(submission["channel"].as_str().unwrap()).unwrap();
    let mode = if submission.get("staff").is_some() { Mode::Assisted } else { Mode::Web };
    let options = Options { mode, channel, storage: Storage::Memory, ..Options::default() };
    let content = Content::new(Rc::clone(form), Rc::new(Config::default()), &options.lang);
    let (journey, _) = Journey::start(content, options, &stored, moment);
    if journey.page_id() != page_id {
        assert_eq!(journey.page_id(), form.steps[0].id);
        return None;
    }
    let html = Html::parse_fragment(&write(page(&journey, &journey.assess())));
    let noted = Selector::parse("[data-note]").unwrap();
    let all: Vec<String> =
        html.select(&noted).map(|note| note.value().attr("data-note").unwrap().to_owned()).collect();
    let once: BTreeSet<&String> = all.iter().collect();
    assert_eq!(once.len(), all.len(), "{page_id} shows a note twice: {all:?}");
    Some(all.into_iter().collect())
}

/// Returns the steps, and `review`, where a note is shown. Pages of stops and receipts are drawn elsewhere.
fn places<'a>(form: &'a Form, note: &'a Note) -> impl Iterator<Item = &'a str> {
    note.at.iter().filter_map(|at| {
        let step =
            form.steps.iter().find(|step| step.id == *at || step.questions.iter().any(|own| own.id == *at));
        step.map(|step| step.id.as_str()).or_else(|| (at == "review").then_some("review"))
    })
}

#[test]
fn a_note_is_on_the_pages_of_its_places_and_on_no_other() {
    for form in WORKFLOWS.iter().map(|workflow| Rc::new(workflow.form.clone())) {
        for (name, case, submission) in changes(&form.id, "notes.json") {
            let (shown, hidden) = (ids(&case, "shown"), ids(&case, "hidden"));
            let pages = form.steps.iter().map(|step| step.id.as_str()).chain(["review"]);
            for page_id in pages {
                let Some(noted) = notes_on(&form, &submission, page_id) else { continue };
                for note in &form.notes {
                    let is_here = places(&form, note).any(|place| place == page_id);
                    let what = format!("{name}, {page_id}: {}", note.id);
                    assert!(is_here || !noted.contains(&note.id), "{what} is in another place");
                    assert!(
                        !is_here || !shown.contains(&note.id) || noted.contains(&note.id),
                        "{what} is missing"
                    );
                    assert!(!hidden.contains(&note.id) || !noted.contains(&note.id), "{what} is shown");
                }
            }
        }
    }
}
