//! The printed document: its head, the steps, the notices, and the place to sign.

use super::blanks::{Piece, pieces};
use super::entry::{Block, Drawing, PrintedNote};
use super::field::Field;
use super::notice::{PrintedNotice, notices};
use super::numbers::Numbers;
use super::prose;
use super::qr::Qr;
use super::style::{POLICY, STYLE};
use super::{Paper, PaperError};
use crate::form::{Form, Kind, Law, Question, Step};
use crate::text::Words;
use crate::text::paper::PaperWord as P;
use crate::value::roc_date::RocDate;
use crate::value::time::DateTime;
use askama::Template;

/// The HTML document.
#[derive(Template)]
#[template(path = "paper/form.html")]
pub struct Document<'a> {
    words: &'a Words,
    policy: &'static str,
    style: &'static str,
    title: &'a str,
    /// Id and version of the form.
    edition: String,
    law: Option<String>,
    is_filled: bool,
    /// Labels and values of the head of a filled form.
    facts: Vec<(&'static str, String)>,
    qr: Option<Qr>,
    summary: Option<&'a str>,
    steps: Vec<PrintedStep<'a>>,
    /// Answers to questions that the form does not have.
    others: Vec<(&'a str, String)>,
    enclosures: Vec<Enclosure<'a>>,
    notices: Vec<PrintedNotice<'a>>,
    notes: Vec<PrintedNote<'a>>,
    next: Option<&'a str>,
    /// The line to sign on. `None` if the form asks for no name, or always asks for a signature.
    sign: Option<Vec<Piece<'static>>>,
    agency: Vec<String>,
    office: Vec<Piece<'static>>,
}

/// A step with its questions.
struct PrintedStep<'a> {
    number: usize,
    title: &'a str,
    condition: Option<String>,
    intro: Option<&'a str>,
    notes: Vec<PrintedNote<'a>>,
    blocks: Vec<Block<'a>>,
}

/// The documents to enclose for a question.
struct Enclosure<'a> {
    number: String,
    name: &'a str,
    condition: Option<String>,
}

impl<'a> Document<'a> {
    /// Draws a form.
    pub fn new(
        paper: &Paper<'a>,
        drawing: &Drawing<'a, '_>,
        numbers: &Numbers<'a>,
    ) -> Result<Self, PaperError> {
        let (form, words) = (paper.form, drawing.words());
        let is_filled = drawing.filled.is_some();
        let asks_name = form.questions().any(|question| question.kind == Kind::Name);
        let say = |word: P| word.say(words.lang());
        let steps =
            numbers.steps().map(|(number, step, questions)| printed(drawing, number, step, questions));
        Ok(Self {
            words,
            policy: POLICY.as_str(),
            style: STYLE,
            title: words.text(&form.title),
            edition: edition(form, drawing),
            law: form.law.as_ref().map(|law| law_line(law, words)),
            is_filled,
            facts: facts(paper, drawing),
            qr: paper.reference.map(Qr::of).transpose()?,
            summary: form.summary.as_ref().filter(|_| !is_filled).map(|summary| words.text(summary)),
            steps: steps.filter(|step| !step.blocks.is_empty()).collect(),
            others: drawing.filled.map(|filled| filled.unknown(form).collect()).unwrap_or_default(),
            enclosures: if is_filled { Vec::new() } else { enclosures(drawing, numbers) },
            notices: notices(paper, words, drawing.filled),
            notes: notes(drawing),
            next: form.next.as_ref().map(|next| words.text(next)),
            sign: (asks_name && !asks_signature(form)).then(|| pieces(say(P::SignHere))),
            agency: agency(paper, words),
            office: if asks_name { pieces(say(P::OfficeLine)) } else { Vec::new() },
        })
    }

    /// Returns a word in the language of the page.
    fn say(&self, word: P) -> &'static str {
        word.say(self.words.lang())
    }
}

/// Returns whether the form always asks for a signature. The question then has its own space to sign.
fn asks_signature(form: &Form) -> bool {
    let steps = form.steps.iter().filter(|step| step.when.is_none());
    let mut questions = steps.flat_map(|step| &step.questions);
    questions.any(|question| question.kind == Kind::Signature && question.when.is_none())
}

fn printed<'a>(
    drawing: &Drawing<'a, '_>,
    number: usize,
    step: &'a Step,
    questions: &[&'a Question],
) -> PrintedStep<'a> {
    let is_empty = drawing.filled.is_none();
    PrintedStep {
        number,
        title: drawing.words().text(&step.title),
        condition: step.when.as_ref().and_then(|when| drawing.only_if(when)),
        intro: step.intro.as_ref().filter(|_| is_empty).map(|intro| drawing.words().text(intro)),
        notes: if is_empty { drawing.notes(&step.id) } else { Vec::new() },
        blocks: drawing.blocks(number, questions),
    }
}

/// Returns the id of the form, and its version or that of the submission.
fn edition(form: &Form, drawing: &Drawing) -> String {
    let version = drawing.filled.map_or(form.version.as_str(), |filled| filled.text("version"));
    format!("{} {version}", form.id)
}

fn law_line(law: &Law, words: &Words) -> String {
    let day = RocDate::parse(&law.amended).map_or_else(|_| law.amended.clone(), |day| words.day(day));
    P::Law.fill(words.lang(), &[("law", &law.title), ("day", &day)])
}

fn facts(paper: &Paper, drawing: &Drawing) -> Vec<(&'static str, String)> {
    let words = drawing.words();
    let text = |member: &str| drawing.filled.map(|filled| filled.text(member)).unwrap_or_default();
    let filed_at = text("filed_at");
    let filed_at = DateTime::parse(filed_at).map_or_else(|_| filed_at.to_owned(), |at| words.moment(at));
    let facts = [
        (P::Reference, paper.reference.unwrap_or_default().to_owned()),
        (P::FiledAt, filed_at),
        (P::SubmissionId, text("id").to_owned()),
    ];
    let facts = facts.into_iter().filter(|(_, value)| !value.is_empty());
    facts.map(|(label, value)| (label.say(words.lang()), value)).collect()
}

fn enclosures<'a>(drawing: &Drawing<'a, '_>, numbers: &Numbers<'a>) -> Vec<Enclosure<'a>> {
    let mut enclosures = Vec::new();
    for (step, _, questions) in numbers.steps() {
        for (question, number) in questions.iter().zip(1..).filter(|(one, _)| one.kind == Kind::Files) {
            enclosures.push(Enclosure {
                number: format!("{step}.{number}"),
                name: drawing.words().text(question.name()),
                condition: question.when.as_ref().and_then(|when| drawing.only_if(when)),
            });
        }
    }
    enclosures
}

/// Returns the notes of the review and the receipt. A filled form has those whose condition holds; an empty
/// form has those whose condition can be described in words.
fn notes<'a>(drawing: &Drawing<'a, '_>) -> Vec<PrintedNote<'a>> {
    let Some(filled) = drawing.filled else {
        return ["review", "receipt"].into_iter().flat_map(|place| drawing.notes(place)).collect();
    };
    let is_here = |at: &String| at == "review" || at == "receipt";
    let notes = drawing.form().notes.iter().filter(|note| note.at.iter().any(is_here));
    let notes = notes.filter(|note| filled.holds(note.when.as_ref()));
    notes.map(|note| drawing.printed(note, String::new())).collect()
}

fn agency(paper: &Paper, words: &Words) -> Vec<String> {
    let Some(agency) = &paper.config.agency else { return Vec::new() };
    let phone = match agency.phone.as_str() {
        "" => String::new(),
        phone => P::Telephone.fill(words.lang(), &[("number", phone)]),
    };
    let texts = [&agency.name, &agency.address, &agency.hours].map(|text| words.text(text).to_owned());
    let [name, address, hours] = texts;
    [name, address, phone, hours].into_iter().filter(|line| !line.is_empty()).collect()
}
