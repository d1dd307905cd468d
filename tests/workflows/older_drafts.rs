//! Stored drafts of older versions continue in the current version, with every answer.

use crate::support::workflows::{WORKFLOWS, Workflow, folder};
use guitai::config::Config;
use guitai::content::Content;
use guitai::control::ACCEPTED;
use guitai::journey::{Action, Effect, Event, Journey, Moment, Options, Stored, UserInput};
use serde_json::{Value, json};
use std::fs;
use std::rc::Rc;

/// 2026-11-21T10:00:00+08:00, in milliseconds since 1970.
const MOMENT: Moment = Moment { milliseconds: 1_795_226_400_000, random: [1; 16], is_online: true };

/// Returns the stored drafts of a workflow: the files `draft-<version>.json` in its folder.
fn drafts(workflow: &Workflow) -> Vec<Value> {
    let entries = fs::read_dir(folder().join(&workflow.form.id)).unwrap().map(|entry| entry.unwrap().path());
    let is_draft = |name: &str| name.starts_with("draft-");
    let files = entries.filter(|path| path.file_name().is_some_and(|name| is_draft(&name.to_string_lossy())));
    files.map(|path| serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()).collect()
}

fn resume(workflow: &Workflow, draft: &Value) -> Journey {
    let files = draft["files"].as_array().unwrap().iter();
    let contents = files.map(|file| (file["id"].as_str().unwrap().to_owned(), "AA==".to_owned())).collect();
    let stored = Stored { draft: Some(draft.to_string()), contents, is_recovered: false };
    let form = Rc::new(workflow.form.clone());
    let content = Content::new(form, Rc::new(Config::default()), "zh-Hant");
    Journey::start(content, Options::default(), &stored, MOMENT).0
}

fn input(journey: &mut Journey, input: UserInput) -> Vec<Effect> {
    let session = journey.session();
    journey.update(MOMENT, &[], Event::Input { session, input })
}

fn entries(journey: &Journey) -> Value {
    serde_json::from_str(&journey.draft().to_json().write()).unwrap()
}

#[test]
fn an_older_draft_keeps_every_answer() {
    let mut count = 0;
    for workflow in &*WORKFLOWS {
        for draft in drafts(workflow) {
            count += 1;
            assert_ne!(draft["version"], workflow.form.version);
            let journey = resume(workflow, &draft);
            let mut kept = draft["entries"].clone();
            // A notice has to be accepted again.
            kept.as_object_mut().unwrap().retain(|name, _| !name.starts_with("notice."));
            assert_eq!(entries(&journey), kept, "{}", workflow.form.id);
            assert!(journey.remarks().is_empty(), "{}", workflow.form.id);
            assert_eq!(journey.draft().files.len(), draft["files"].as_array().unwrap().len());
            assert_eq!(journey.page_id(), draft["page"]);
        }
    }
    assert!(count > 0, "there is no draft of an older version");
}

/// From whichever step of the current version, Continue leads to the review, and the draft can be submitted.
#[test]
fn an_older_draft_can_be_submitted() {
    for workflow in &*WORKFLOWS {
        for mut draft in drafts(workflow) {
            for step in &workflow.form.steps {
                draft["page"] = json!(step.id);
                let mut journey = resume(workflow, &draft);
                for _ in &workflow.form.steps {
                    input(&mut journey, UserInput::Pressed(Action::Next));
                }
                assert_eq!(journey.page_id(), "review", "{} from {}", workflow.form.id, step.id);
                for notice in &workflow.form.notices {
                    let (name, value) = (format!("notice.{}", notice.id), ACCEPTED.to_owned());
                    input(&mut journey, UserInput::Ticked { name, value, on: true });
                }
                let effects = input(&mut journey, UserInput::Pressed(Action::Submit));
                let body = effects.iter().find_map(|effect| match effect {
                    Effect::Offer { body, .. } => Some(serde_json::from_str::<Value>(body).unwrap()),
                    _ => None,
                });
                assert_eq!(body.unwrap()["version"], workflow.form.version, "{}", workflow.form.id);
            }
        }
    }
}
