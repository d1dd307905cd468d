//! Valid answers of the built-in workflows, as the inputs that a person makes.

use crate::workflows::{Case, WORKFLOWS, Workflow};
use guitai::control::{ACCEPTED, STAFF, notice_name};
use guitai::draft::Draft;
use guitai::form::{Form, Kind, Question};
use guitai::journey::{Options, Storage, UserInput};
use guitai::json::Json;
use guitai::validate::{Channel, Mode};
use guitai::value::attachment::Attachment;
use serde_json::{Value, json};
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::LazyLock;

/// The valid golden submissions of each workflow.
pub static FIXTURES: LazyLock<Vec<Vec<Fixture>>> = LazyLock::new(|| {
    let of = |(workflow, own): (usize, &'static Workflow)| {
        own.valid().map(|case| Fixture::new(workflow, &own.form, case)).collect()
    };
    WORKFLOWS.iter().enumerate().map(of).collect()
});

/// A valid submission and the inputs that lead to it.
pub struct Fixture {
    /// The workflow and the case.
    pub name: String,
    pub mode: Mode,
    pub channel: Channel,
    /// The files of the submission.
    pub files: Vec<Attachment>,
    /// The inputs of each step, without those for files.
    pub inputs: BTreeMap<String, Vec<UserInput>>,
    workflow: usize,
    entries: Draft,
}

impl Fixture {
    fn new(workflow: usize, form: &Form, case: &Case) -> Self {
        let submission = &case.submission;
        let answers = Json::read(&submission["answers"].to_string()).unwrap();
        let (mut entries, _) = Draft::from_answers(form, &answers);
        let channel = Channel::from_name(submission["channel"].as_str().unwrap()).unwrap();
        let staff = submission["staff"]["id"].as_str();
        if let Some(staff) = staff {
            entries.set_text(STAFF, staff);
        }
        let mode = match channel {
            _ if staff.is_some() => Mode::Assisted,
            Channel::Kiosk => Mode::Kiosk,
            _ => Mode::Web,
        };
        let files = Json::read(&submission["attachments"].to_string()).unwrap();
        let files = files.entries().unwrap().iter().filter_map(Attachment::from_json);
        let files = files.map(|file| Attachment {
            content: file.content.or(Some("QQ==".to_owned())),
            href: None,
            ..file
        });
        let inputs = form.steps.iter().enumerate().map(|(index, step)| {
            let staff = staff.filter(|_| index == 0).map(|staff| typed(STAFF, staff));
            let own = step.questions.iter().flat_map(|question| inputs(question, &entries));
            (step.id.clone(), staff.into_iter().chain(own).collect())
        });
        Self {
            name: case.name.clone(),
            mode,
            channel,
            files: files.collect(),
            inputs: inputs.collect(),
            workflow,
            entries,
        }
    }

    /// The form, shared by all journeys of this thread.
    pub fn form(&self) -> Rc<Form> {
        thread_local! {
            static FORMS: RefCell<BTreeMap<usize, Rc<Form>>> = const { RefCell::new(BTreeMap::new()) };
        }
        FORMS.with_borrow_mut(|forms| {
            Rc::clone(
                forms.entry(self.workflow).or_insert_with(|| Rc::new(WORKFLOWS[self.workflow].form.clone())),
            )
        })
    }

    /// The settings under which the submission is valid.
    pub fn options(&self, storage: Storage) -> Options {
        Options { mode: self.mode, channel: self.channel, storage, ..Options::default() }
    }

    /// The text of a stored draft with all answers, at the review. `accepted` adds the notices.
    pub fn stored(&self, id: &str, accepted: bool) -> String {
        let form = self.form();
        let mut entries = self.entries.clone();
        for notice in form.notices.iter().filter(|_| accepted) {
            let name = notice_name(&notice.id);
            entries.set_text(&format!("{name}.at"), "2026-11-21T09:59:00+08:00");
            entries.set_list(&name, vec![ACCEPTED.to_owned()]);
        }
        let entries: Value = serde_json::from_str(&entries.to_json().write()).unwrap();
        let files: Vec<Value> = self.files.iter().map(listed).collect();
        let text = json!({
            "version": form.version, "id": id, "page": "review", "reviewing": false, "filing": false,
            "entries": entries, "files": files,
        });
        text.to_string()
    }
}

/// A file as a stored draft lists it.
fn listed(file: &Attachment) -> Value {
    json!({
        "id": file.id, "answer": file.answer, "name": file.name, "media_type": file.media_type, "size": file.size,
        "sha256": file.sha256,
    })
}

fn typed(name: &str, value: &str) -> UserInput {
    UserInput::Typed { name: name.to_owned(), value: value.to_owned() }
}

/// The inputs for one question, in the order of its controls.
fn inputs(question: &Question, entries: &Draft) -> Vec<UserInput> {
    let id = question.id.as_str();
    let parts = question.kind.parts();
    match question.kind {
        Kind::Files | Kind::Signature => Vec::new(),
        Kind::Choices => {
            let ticked = entries.list(id).iter();
            ticked
                .map(|value| UserInput::Ticked { name: id.to_owned(), value: value.clone(), on: true })
                .collect()
        }
        Kind::Group => {
            let rows = (0..entries.rows(id)).flat_map(|row| {
                let names = question.questions.iter().map(move |own| format!("{id}.{row}.{}", own.id));
                names.map(|name| typed(&name, entries.text(&name)))
            });
            rows.collect()
        }
        kind if parts.is_empty() => {
            let (name, value) = (id.to_owned(), entries.text(id).to_owned());
            if value.is_empty() {
                return Vec::new();
            }
            let chooses = matches!(kind, Kind::Choice | Kind::YesNo);
            vec![if chooses { UserInput::Chosen { name, value } } else { UserInput::Typed { name, value } }]
        }
        _ => {
            let names = parts.iter().map(|part| format!("{id}.{part}"));
            let names = names.filter(|name| !entries.text(name).is_empty());
            names.map(|name| part(&name, entries.text(&name))).collect()
        }
    }
}

/// The input for one control of a composite answer; counties and townships are chosen.
fn part(name: &str, value: &str) -> UserInput {
    if name.ends_with(".county") || name.ends_with(".township") {
        UserInput::Chosen { name: name.to_owned(), value: value.to_owned() }
    } else {
        typed(name, value)
    }
}
