//! The submission whose answers are printed.

use crate::draft::Draft;
use crate::form::{Condition, Form, Question};
use crate::json::Json;
use crate::validate::{Assessment, Channel, Circumstances, Mode, assess};
use crate::value::attachment::Attachment;
use crate::value::time::DateTime;

/// A submission, with the conditions of its form evaluated.
pub struct Filled<'a> {
    json: &'a Json,
    files: Vec<Attachment>,
    assessment: Assessment,
}

impl<'a> Filled<'a> {
    /// Evaluates the conditions of a form for a submission.
    pub fn of(form: &Form, json: &'a Json) -> Self {
        let (mut draft, _) = Draft::from_answers(form, json.get("answers").unwrap_or(&Json::Null));
        let files: Vec<Attachment> = entries(json, "attachments").filter_map(Attachment::from_json).collect();
        draft.files = files.iter().map(Attachment::without_content).collect();
        let channel = json.get("channel").and_then(Json::text).and_then(Channel::from_name);
        let channel = channel.unwrap_or(Channel::Web);
        let mode = match json.get("staff") {
            Some(_) => Mode::Assisted,
            None if channel == Channel::Kiosk => Mode::Kiosk,
            None => Mode::Web,
        };
        let filed_at = json.get("filed_at").and_then(Json::text).unwrap_or_default();
        let today = DateTime::parse(filed_at).map(|moment| moment.date().day()).unwrap_or_default();
        let assessment = assess(form, &draft, Circumstances { today, mode, channel });
        Self { json, files, assessment }
    }

    /// Returns a text of the envelope.
    pub fn text(&self, member: &str) -> &'a str {
        self.json.get(member).and_then(Json::text).unwrap_or_default()
    }

    /// Returns an answer.
    pub fn answer(&self, id: &str) -> Option<&'a Json> {
        self.json.get("answers")?.get(id)
    }

    /// Iterates over the files of a question.
    pub fn files<'b>(&'b self, question: &'b str) -> impl Iterator<Item = &'b Attachment> {
        self.files.iter().filter(move |file| file.answer == question)
    }

    /// Returns whether the question was asked, or was answered in another version of the form.
    pub fn has(&self, question: &Question) -> bool {
        let id = &question.id;
        self.assessment.is_asked(id) || self.answer(id).is_some() || self.files(id).next().is_some()
    }

    /// Returns whether a condition holds. A missing condition holds.
    pub fn holds(&self, condition: Option<&Condition>) -> bool {
        self.assessment.holds(condition)
    }

    /// Iterates over the answers to questions that the form does not have.
    pub fn unknown(&self, form: &Form) -> impl Iterator<Item = (&'a str, String)> {
        let answers = self.json.get("answers").map(Json::members).unwrap_or_default().iter();
        let unknown = answers.filter(|(id, _)| form.question(id).is_none());
        unknown.map(|(id, value)| (id.as_str(), value.write()))
    }

    /// Returns the version and the time of the acceptance of a notice.
    pub fn acceptance(&self, notice: &str) -> Option<(&'a str, &'a str)> {
        let member = |json: &'a Json, name: &str| json.get(name).and_then(Json::text).unwrap_or_default();
        let accepted = entries(self.json, "notices").find(|accepted| member(accepted, "id") == notice)?;
        Some((member(accepted, "version"), member(accepted, "accepted_at")))
    }
}

fn entries<'a>(json: &'a Json, name: &str) -> impl Iterator<Item = &'a Json> {
    json.get(name).and_then(Json::entries).unwrap_or_default().iter()
}
