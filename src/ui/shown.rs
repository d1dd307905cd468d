//! A problem as it stands on the screen: at which control, in whose words.

use super::step::STAFF;
use crate::control::row_name;
use crate::form::Form;
use crate::problem::{Finding, Problem};
use crate::reply::Told;
use crate::text::Words;
use crate::validate::Assessment;

const STAFF_POINTER: &str = "#/staff/id";

/// Where problems stand on the screen.
pub struct Places<'a> {
    /// A question that is not asked has no place.
    pub assessment: &'a Assessment<'a>,
    /// For each file that is sent, in order, the question that it answers.
    pub each: Vec<String>,
    /// For what concerns all files together, the last question that takes any.
    pub together: String,
}

/// A problem on the screen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The answer's id, as in `data-for`; empty if it belongs to no question.
    pub name: String,
    /// The part of a composite answer, such as `street`.
    pub part: Option<String>,
    /// The clause.
    pub cite: Option<String>,
    /// The problem's code.
    pub code: String,
    saying: Saying,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Saying {
    /// Found here: worded in the language of the moment.
    Found(Finding),
    /// In the backend's words.
    Told(String),
    /// About a file that was not taken: its name.
    File(String, Problem),
}

impl Shown {
    /// A problem that was found here.
    #[must_use]
    pub fn found(form: &Form, places: &Places, finding: &Finding) -> Self {
        let (name, part) = place(form, places, &finding.pointer);
        let code = finding.problem.code().as_str().to_owned();
        Self { name, part, cite: finding.cite.clone(), code, saying: Saying::Found(finding.clone()) }
    }

    /// A problem that the backend found.
    #[must_use]
    pub fn told(form: &Form, places: &Places, told: &Told) -> Self {
        let (name, part) = place(form, places, &told.pointer);
        Self { part, ..Self::at(&name, told) }
    }

    /// A problem that the backend found with a file of that question.
    #[must_use]
    pub fn at(name: &str, told: &Told) -> Self {
        let code = told.code.clone().unwrap_or_default();
        let saying = Saying::Told(told.detail.clone());
        Self { name: name.to_owned(), part: None, cite: told.cite.clone(), code, saying }
    }

    /// A file that was not taken.
    #[must_use]
    pub fn file(question: &str, file: String, problem: Problem) -> Self {
        let code = problem.code().as_str().to_owned();
        Self { name: question.to_owned(), part: None, cite: None, code, saying: Saying::File(file, problem) }
    }

    /// A notice that was not accepted.
    #[must_use]
    pub fn notice(id: &str, cite: Option<&String>) -> Self {
        Self::of(
            &["notice.", id].concat(),
            "#/notices",
            Problem::NoticeMissing { notice: id.to_owned() },
            cite,
        )
    }

    /// The id of the member of staff that is missing.
    #[must_use]
    pub fn staff() -> Self {
        Self::of(STAFF, STAFF_POINTER, Problem::Required, None)
    }

    fn of(name: &str, pointer: &str, problem: Problem, cite: Option<&String>) -> Self {
        let code = problem.code().as_str().to_owned();
        let finding = Finding::new(pointer.to_owned(), problem, cite.cloned());
        Self { name: name.to_owned(), part: None, cite: cite.cloned(), code, saying: Saying::Found(finding) }
    }

    /// The words.
    #[must_use]
    pub fn say(&self, form: &Form, words: &Words) -> String {
        match &self.saying {
            Saying::Found(finding) => words.finding(Some(form), finding),
            Saying::Told(detail) => detail.clone(),
            Saying::File(file, problem) => words.file_problem(file, problem),
        }
    }

    /// Whether the backend found it.
    #[must_use]
    pub fn is_told(&self) -> bool {
        matches!(self.saying, Saying::Told(_))
    }

    /// The id of the rule that was broken, if it was one.
    #[must_use]
    pub fn rule(&self) -> Option<&str> {
        match &self.saying {
            Saying::Found(Finding { problem: Problem::Rule { rule, .. }, .. }) => {
                rule.strip_prefix("rules.")?.strip_suffix(".message")
            }
            _ => None,
        }
    }
}

/// The control's name and part for a pointer.
fn place(form: &Form, places: &Places, pointer: &str) -> (String, Option<String>) {
    if pointer == STAFF_POINTER {
        return (STAFF.to_owned(), None);
    }
    if let Some(index) = pointer.strip_prefix("#/attachments") {
        let index = index.strip_prefix('/').and_then(|index| index.parse::<usize>().ok());
        let own = index.and_then(|index| places.each.get(index));
        return (own.unwrap_or(&places.together).clone(), None);
    }
    let mut tokens = pointer.strip_prefix("#/answers/").unwrap_or_default().split('/');
    let id = tokens.next().unwrap_or_default();
    if form.question(id).is_none() || !places.assessment.is_asked(id) {
        return (String::new(), None);
    }
    match (tokens.next(), tokens.next()) {
        (Some(row), Some(inner)) => match row.parse() {
            Ok(row) => (row_name(id, row, inner), None),
            Err(_) => (id.to_owned(), Some(row.to_owned())),
        },
        (Some(part), None) => (id.to_owned(), Some(part.to_owned())),
        _ => (id.to_owned(), None),
    }
}
