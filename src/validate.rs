//! Form × draft × today → submission, or problems. The only way to make a `Submission`.

mod circumstances;
mod known;

pub use circumstances::{Channel, Circumstances, Mode};

use crate::answer::Answer;
use crate::draft::{Draft, escape, row_name};
use crate::form::{Condition, Form, Kind, Known, Need, Question, Range, Rule, Step};
use crate::problem::{Finding, Part, Problem};
use crate::submission::{Filing, Submission};
use crate::value::attachment::Attachment;
use crate::value::national_id::NationalId;
use chrono::NaiveDate;
use known::Row;

/// A draft seen through its form: what was asked, what was answered, what is wrong.
#[derive(Clone, Debug)]
pub struct Assessment<'a> {
    asked: Vec<Asked<'a>>,
    circumstances: Circumstances,
    /// What is wrong, in the form's order.
    pub findings: Vec<Finding>,
}

/// A question that was asked.
#[derive(Clone, Debug)]
struct Asked<'a> {
    question: &'a Question,
    /// Its answer, if it was given and is valid.
    answer: Option<Answer>,
    /// Whether anything was given, valid or not.
    is_answered: bool,
}

/// Judges a draft.
#[must_use]
pub fn assess<'a>(form: &'a Form, draft: &Draft, circumstances: Circumstances) -> Assessment<'a> {
    let mut assessment = Assessment { asked: Vec::new(), circumstances, findings: Vec::new() };
    for step in form.steps.iter().filter(|step| !step.questions.is_empty()) {
        if assessment.shows(step) {
            step.questions.iter().for_each(|question| assessment.ask(question, draft));
        }
    }
    assessment.require_answers();
    assessment.apply_stops(form);
    assessment.apply_rules(form);
    assessment.limit_files(form, draft);
    assessment.sort(form);
    assessment
}

/// Makes the submission of a draft.
///
/// # Errors
/// Everything that is wrong with it, in the form's order.
pub fn validate(
    form: &Form,
    draft: &Draft,
    filing: Filing,
    today: NaiveDate,
) -> Result<Submission, Vec<Finding>> {
    let circumstances = Circumstances { today, mode: filing.mode(), channel: filing.channel };
    let mut assessment = assess(form, draft, circumstances);
    assessment.require_notices(form, &filing);
    if assessment.findings.is_empty() {
        return Ok(assessment.into_submission(form, draft.files.clone(), filing));
    }
    Err(assessment.findings)
}

/// The pointer of an answer.
#[must_use]
pub fn answer_pointer(id: &str) -> String {
    ["#/answers/", &escape(id)].concat()
}

impl Assessment<'_> {
    /// Whether that question was asked.
    #[must_use]
    pub fn is_asked(&self, id: &str) -> bool {
        self.find_asked(id).is_some()
    }

    /// The answer to that question, if it was asked, given and valid.
    #[must_use]
    pub fn answer(&self, id: &str) -> Option<&Answer> {
        self.find_asked(id)?.answer.as_ref()
    }

    fn find_asked(&self, id: &str) -> Option<&Asked<'_>> {
        self.asked.iter().find(|asked| asked.question.id == id)
    }

    /// Whether that step is shown.
    #[must_use]
    pub fn shows(&self, step: &Step) -> bool {
        step.when.as_ref().is_none_or(|when| when.holds(self))
    }

    /// Whether that condition holds; without one, it does.
    #[must_use]
    pub fn holds(&self, condition: Option<&Condition>) -> bool {
        condition.is_none_or(|condition| condition.holds(self))
    }

    /// Finds a notice that was not accepted.
    pub(crate) fn require_notices(&mut self, form: &Form, filing: &Filing) {
        let is_accepted = |id: &str| filing.notices.iter().any(|accepted| accepted.id == id);
        if let Some(notice) = form.notices.iter().find(|notice| !is_accepted(&notice.id)) {
            self.find("#/notices".to_owned(), Problem::NoticeMissing, notice.cite.as_ref());
        }
    }

    /// The submission, if nothing is wrong: who calls this has looked.
    pub(crate) fn into_submission(
        self,
        form: &Form,
        mut files: Vec<Attachment>,
        filing: Filing,
    ) -> Submission {
        files.retain(|file| self.is_asked(&file.answer));
        let wants_reply = self.holds(form.replies.as_ref());
        Submission::new(form, filing, wants_reply, &self.into_answers(), files)
    }

    /// The valid answers in the form's order.
    #[must_use]
    pub fn into_answers(self) -> Vec<(String, Answer)> {
        let mut answers = Vec::new();
        for asked in self.asked {
            if let Some(answer) = asked.answer {
                answers.push((asked.question.id.clone(), answer));
            }
        }
        answers
    }
}

impl<'a> Assessment<'a> {
    fn find(&mut self, pointer: String, problem: Problem, cite: Option<&String>) {
        self.findings.push(Finding { pointer, problem, cite: cite.cloned() });
    }

    /// Asks a question, unless its condition rules it out.
    fn ask(&mut self, question: &'a Question, draft: &Draft) {
        if !self.holds(question.when.as_ref()) {
            return;
        }
        let before = self.findings.len();
        let answer = if question.kind == Kind::Group {
            self.read_rows(question, draft)
        } else {
            self.read(question, draft, &question.id, &answer_pointer(&question.id))
        };
        let is_answered = answer.is_some() || self.findings.len() > before;
        self.asked.push(Asked { question, answer, is_answered });
    }

    /// Reads one answer and checks that its options are offered; what is wrong is found at `pointer`.
    fn read(&mut self, question: &Question, draft: &Draft, name: &str, pointer: &str) -> Option<Answer> {
        match Answer::read(question, draft, name) {
            Ok(answer) => answer.filter(|answer| {
                self.is_offered(question, answer, pointer) && self.is_in_force(question, answer, pointer)
            }),
            Err(faults) => {
                for (part, problem) in faults {
                    let pointer = part.map_or_else(|| pointer.to_owned(), |part| part_pointer(pointer, part));
                    self.find(pointer, problem, question.cite.as_ref());
                }
                None
            }
        }
    }

    fn is_offered(&mut self, question: &Question, answer: &Answer, pointer: &str) -> bool {
        let values = match (question.kind, answer) {
            (Kind::Choice | Kind::YesNo, Answer::Text(value)) => std::slice::from_ref(value),
            (Kind::Choices, Answer::List(values)) => values.as_slice(),
            _ => return true,
        };
        for value in values {
            let choice = question.options.iter().find(|choice| choice.value == *value);
            if choice.is_some_and(|choice| self.holds(choice.when.as_ref())) {
                continue;
            }
            let (problem, cite) = match choice.and_then(|choice| choice.refused.as_ref()) {
                Some(refused) => {
                    let rule = ["options.", &question.id, ".", value, ".refused"].concat();
                    (Problem::Rule { rule, code: refused.code }, refused.cite.as_ref())
                }
                None => (Problem::NotOffered, question.cite.as_ref()),
            };
            self.find(pointer.to_owned(), problem, cite);
            return false;
        }
        true
    }

    /// An old 統一證號 is void since 2031-01-01.
    fn is_in_force(&mut self, question: &Question, answer: &Answer, pointer: &str) -> bool {
        let id = match (question.kind, answer) {
            (Kind::NationalId, Answer::Text(id)) => NationalId::parse(id),
            _ => return true,
        };
        let checked = id.and_then(|id| id.check_on(self.circumstances.today));
        checked.map_err(|problem| self.find(pointer.to_owned(), problem, question.cite.as_ref())).is_ok()
    }

    fn read_rows(&mut self, group: &'a Question, draft: &Draft) -> Option<Answer> {
        let pointer = answer_pointer(&group.id);
        let before = self.findings.len();
        let mut rows = Vec::new();
        for row in 0..draft.rows(&group.id) {
            let mut answers = Vec::new();
            for question in &group.questions {
                let name = row_name(&group.id, row, &question.id);
                let pointer = [&pointer, "/", &row.to_string(), "/", &escape(&question.id)].concat();
                let found = self.findings.len();
                match self.read(question, draft, &name, &pointer) {
                    Some(answer) => answers.push((question.id.clone(), answer)),
                    None if found == self.findings.len() && question.need == Need::Required => {
                        self.find(pointer, question.unanswered(), question.cite.as_ref());
                    }
                    None => {}
                }
            }
            rows.push(answers);
        }
        self.check_count(group, &group.range, rows.len(), pointer);
        (!rows.is_empty() && before == self.findings.len()).then_some(Answer::Rows(rows))
    }

    /// Finds the required questions without an answer. After all were asked, since whether one is required
    /// may depend on a later answer.
    fn require_answers(&mut self) {
        let mut missing = Vec::new();
        for Asked { question, is_answered, .. } in &self.asked {
            let is_needed = match &question.need {
                Need::Required => true,
                Need::Optional => false,
                Need::When(condition) => condition.holds(self),
            };
            if is_needed && !is_answered {
                missing.push(*question);
            }
        }
        for question in missing {
            self.find(answer_pointer(&question.id), question.unanswered(), question.cite.as_ref());
        }
    }

    fn apply_stops(&mut self, form: &Form) {
        for stop in &form.stops {
            if self.is_asked(&stop.at) && stop.when.holds(self) {
                let problem = Problem::Stop { stop: stop.id.clone() };
                self.find(answer_pointer(&stop.at), problem, stop.cite.as_ref());
            }
        }
    }

    /// Finds the broken rules. What has a problem of its own is not judged further.
    fn apply_rules(&mut self, form: &Form) {
        for rule in &form.rules {
            for pointer in self.places_broken(rule) {
                let problem =
                    Problem::Rule { rule: ["rules.", &rule.id, ".message"].concat(), code: rule.code };
                self.find(pointer, problem, rule.cite.as_ref());
            }
        }
    }

    /// Where that rule is broken: at its question, or in rows of its group.
    fn places_broken(&self, rule: &Rule) -> Vec<String> {
        let mut places = Vec::new();
        let is_broken = |known: &dyn Known| {
            rule.when.as_ref().is_none_or(|when| when.holds(known)) && rule.require.is_broken(known)
        };
        let Some(group) = &rule.each else {
            let pointer = answer_pointer(&rule.at);
            if self.is_asked(&rule.at) && !self.has_finding_at(&pointer) && is_broken(self) {
                places.push(pointer);
            }
            return places;
        };
        if let Some(Answer::Rows(rows)) = self.answer(group) {
            for (index, row) in rows.iter().enumerate() {
                if is_broken(&Row { row, outer: self }) {
                    places.push(
                        [&answer_pointer(group), "/", &index.to_string(), "/", &escape(&rule.at)].concat(),
                    );
                }
            }
        }
        places
    }

    /// Finds too few or too many rows or files, if there are any.
    fn check_count(&mut self, question: &Question, range: &Range, count: usize, pointer: String) {
        let problem = match *range {
            Range { min: Some(least), .. } if (1..least).contains(&count) => Problem::TooFew { least },
            Range { max: Some(most), .. } if count > most => Problem::TooMany { most },
            _ => return,
        };
        self.find(pointer, problem, question.cite.as_ref());
    }

    /// Finds too many files of a question, and too many bytes in all.
    fn limit_files(&mut self, form: &Form, draft: &Draft) {
        let mut total = 0;
        for question in form.questions().filter(|question| question.takes_files()) {
            if !self.is_asked(&question.id) {
                continue;
            }
            let mut count = 0;
            for (_, file) in draft.files_of(&question.id) {
                count += 1;
                total = file.size.saturating_add(total);
            }
            let most = question.most_files(&form.limits);
            let pointer = answer_pointer(&question.id);
            if count > most {
                self.find(pointer, Problem::FilesTooMany { most }, question.cite.as_ref());
            } else {
                self.check_count(question, &question.range, count, pointer);
            }
        }
        if total > form.limits.total_bytes {
            let problem = Problem::FilesTooLarge { most: form.limits.total_bytes };
            self.find("#/attachments".to_owned(), problem, None);
        }
    }

    fn has_finding_at(&self, pointer: &str) -> bool {
        self.findings.iter().any(|finding| is_within(&finding.pointer, pointer))
    }

    /// Puts the findings into the order of the questions.
    fn sort(&mut self, form: &Form) {
        let mut sorted = Vec::new();
        for question in form.questions() {
            let pointer = answer_pointer(&question.id);
            sorted.extend(self.findings.extract_if(.., |finding| is_within(&finding.pointer, &pointer)));
        }
        sorted.append(&mut self.findings);
        self.findings = sorted;
    }
}

/// Whether a pointer is that one or lies below it.
#[must_use]
pub fn is_within(pointer: &str, above: &str) -> bool {
    pointer.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

fn part_pointer(pointer: &str, part: Part) -> String {
    let name = match part {
        Part::County => "county",
        Part::Township => "township",
        Part::Street => "street",
        Part::PostalCode => "postal_code",
        // A date is one string in JSON.
        Part::Year | Part::Month | Part::Day | Part::Time => return pointer.to_owned(),
    };
    [pointer, "/", name].concat()
}
