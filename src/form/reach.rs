//! Satisfiability of conditions on choices, by trying every combination of the choices involved.
//!
//! Conditions on other kinds (dates, texts) count as true or false as needed. A result of "impossible" is
//! therefore certain.

use super::{Choice, Condition, Form, Kind, Need, Operand, Question, Step};
use std::collections::BTreeMap;

/// Maximum number of combinations to try. Beyond it, conditions count as possible.
const MAX_COMBINATIONS: usize = 300_000;

/// One combination: the codes chosen for each question; empty if it is unanswered.
type Combination<'a> = BTreeMap<&'a str, Vec<&'a str>>;

/// Mode and channel, which conditions may compare like choices.
const CIRCUMSTANCES: [(&str, &[&str]); 2] =
    [("@mode", &["web", "assisted", "kiosk"]), ("@channel", &["web", "counter", "kiosk", "outreach"])];

/// Satisfiability checks for the conditions of a form.
pub struct Reach<'a> {
    form: &'a Form,
}

impl<'a> Reach<'a> {
    pub fn new(form: &'a Form) -> Self {
        Self { form }
    }

    /// Returns whether all conditions can hold together. With `past`, also that no stop before this step ends
    /// the workflow.
    pub fn possible(&self, conditions: &[&'a Condition], past: Option<usize>) -> bool {
        let stops: Vec<&Condition> = self
            .form
            .stops
            .iter()
            .filter(|stop| past.is_some_and(|step| self.index_of(&stop.at).is_some_and(|at| at < step)))
            .map(|stop| &stop.when)
            .collect();
        let mut names: BTreeMap<&'a str, Vec<&'a str>> = BTreeMap::new();
        for condition in conditions.iter().chain(&stops) {
            self.involve(condition, &mut names);
        }
        let choices: Vec<(&str, Vec<Vec<&str>>)> =
            names.iter().map(|(name, literals)| (*name, self.domain(name, literals, past))).collect();
        let count = choices.iter().try_fold(1_usize, |count, (_, domain)| count.checked_mul(domain.len()));
        if count.is_none_or(|count| count > MAX_COMBINATIONS) {
            return true;
        }
        self.search(&choices, &mut Combination::new(), &|combination| {
            conditions.iter().all(|condition| self.evaluate(condition, combination) != Some(false))
                && stops.iter().all(|stop| self.evaluate(stop, combination) != Some(true))
        })
    }

    fn search(
        &self,
        choices: &[(&'a str, Vec<Vec<&'a str>>)],
        combination: &mut Combination<'a>,
        found: &dyn Fn(&Combination<'a>) -> bool,
    ) -> bool {
        let Some(((name, domain), rest)) = choices.split_first() else {
            return self.consistent(combination) && found(combination);
        };
        domain.iter().any(|values| {
            combination.insert(name, values.clone());
            self.search(rest, combination, found)
        })
    }

    /// Collects the choices on which a condition depends, with the literals to which they are compared; also
    /// the choices on which the asking of these choices depends.
    fn involve(&self, condition: &'a Condition, names: &mut BTreeMap<&'a str, Vec<&'a str>>) {
        let mut found: Vec<(&'a str, Vec<&'a str>)> = Vec::new();
        condition.comparisons(&mut |comparison| match comparison {
            Condition::Is(operand, literal) => {
                found.extend(named(operand).map(|name| (name, vec![literal.as_str()])));
            }
            Condition::In(operand, literals) => {
                found
                    .extend(named(operand).map(|name| (name, literals.iter().map(String::as_str).collect())));
            }
            Condition::Includes(id, literal) => found.push((id, vec![literal])),
            Condition::Answered(id) => found.push((id, Vec::new())),
            _ => {}
        });
        for (name, literals) in found {
            let question = self.form.question(name);
            if !name.starts_with('@') && !question.is_some_and(is_choice) {
                continue;
            }
            let new = !names.contains_key(name);
            names.entry(name).or_default().extend(literals);
            if let Some(question) = question.filter(|_| new) {
                let step = self.form.step_of(name);
                let options = question.options.iter().filter_map(|choice| choice.when.as_ref());
                let conditions =
                    question.when.iter().chain(options).chain(step.and_then(|step| step.when.as_ref()));
                conditions.for_each(|condition| self.involve(condition, names));
            }
        }
    }

    /// Returns the possible values of a choice. They include no answer, except for mode and channel, and for
    /// questions that are required before the step `past`.
    fn domain(&self, name: &str, literals: &[&'a str], past: Option<usize>) -> Vec<Vec<&'a str>> {
        if let Some((_, values)) = CIRCUMSTANCES.iter().find(|(circumstance, _)| *circumstance == name) {
            return values.iter().map(|value| vec![*value]).collect();
        }
        let Some(question) = self.form.question(name) else { return vec![Vec::new()] };
        let options = question.options.iter().map(|choice| choice.value.as_str());
        let mut domain: Vec<Vec<&str>> = vec![Vec::new()];
        if question.kind == Kind::Choices {
            for option in options.filter(|option| literals.contains(option)) {
                let with: Vec<Vec<&str>> =
                    domain.iter().map(|set| [set.as_slice(), &[option]].concat()).collect();
                domain.extend(with);
            }
        } else {
            domain.extend(options.map(|option| vec![option]));
            if self.was_answered(question, past) {
                domain.remove(0);
            }
        }
        domain
    }

    /// Returns the index of the step that contains a question.
    fn index_of(&self, question: &str) -> Option<usize> {
        self.form.steps.iter().position(|step| step.questions.iter().any(|other| other.id == question))
    }

    /// Returns whether a question must be answered before the step `past`.
    fn was_answered(&self, question: &Question, past: Option<usize>) -> bool {
        let at = self.index_of(&question.id);
        let is_always_asked = |at: usize| {
            question.when.is_none() && self.form.steps.get(at).is_some_and(|step| step.when.is_none())
        };
        question.need == Need::Required
            && at.zip(past).is_some_and(|(at, past)| at < past && is_always_asked(at))
    }

    /// Returns whether all chosen values can have been asked and offered.
    fn consistent(&self, combination: &Combination<'a>) -> bool {
        combination.iter().filter(|(_, values)| !values.is_empty()).all(|(name, values)| {
            let Some(question) = self.form.question(name) else { return true };
            let step = self.form.step_of(name);
            let chosen = question.options.iter().filter(|choice| values.contains(&choice.value.as_str()));
            let offers = chosen.filter_map(|choice| choice.when.as_ref());
            let conditions =
                question.when.iter().chain(offers).chain(step.and_then(|step| step.when.as_ref()));
            conditions.into_iter().all(|condition| self.evaluate(condition, combination) != Some(false))
        })
    }

    /// Evaluates a condition for a combination. Returns `None` if the result depends on other answers.
    fn evaluate(&self, condition: &Condition, combination: &Combination<'a>) -> Option<bool> {
        let chosen = |name: &str| combination.get(name);
        match condition {
            Condition::All(all) => self.combine(all, combination, false),
            Condition::Any(any) => self.combine(any, combination, true),
            Condition::Not(not) => self.evaluate(not, combination).map(|holds| !holds),
            Condition::Is(operand, literal) => {
                named(operand).and_then(chosen).map(|values| values.contains(&literal.as_str()))
            }
            Condition::In(operand, literals) => named(operand)
                .and_then(chosen)
                .map(|values| literals.iter().any(|literal| values.contains(&literal.as_str()))),
            Condition::Includes(id, literal) => chosen(id).map(|values| values.contains(&literal.as_str())),
            // Only the compared options of a multiple choice are tried, so it may contain others.
            Condition::Answered(id) => chosen(id).and_then(|values| {
                let several = self.form.question(id).is_some_and(|question| question.kind == Kind::Choices);
                if several && values.is_empty() { None } else { Some(!values.is_empty()) }
            }),
            _ => None,
        }
    }

    fn combine(
        &self,
        conditions: &[Condition],
        combination: &Combination<'a>,
        decisive: bool,
    ) -> Option<bool> {
        let values: Vec<Option<bool>> =
            conditions.iter().map(|condition| self.evaluate(condition, combination)).collect();
        if values.contains(&Some(decisive)) {
            return Some(decisive);
        }
        if values.contains(&None) { None } else { Some(!decisive) }
    }
}

/// Returns whether every option of a question that can be chosen triggers a stop.
#[must_use]
pub fn is_dead_end(form: &Form, id: &str) -> bool {
    let step = form.step_of(id);
    let Some((step, question)) = step.zip(form.question(id)) else { return false };
    let no_stop: Vec<Condition> =
        form.stops.iter().map(|stop| Condition::Not(Box::new(stop.when.clone()))).collect();
    let possible = |choice: &Choice, also: &[Condition]| {
        let chosen = match question.kind {
            Kind::Choices => Condition::Includes(question.id.clone(), choice.value.clone()),
            _ => Condition::Is(Operand::Answer(question.id.clone()), choice.value.clone()),
        };
        let asked = conditions_of(step, question).into_iter().chain([&chosen]);
        Reach::new(form).possible(&asked.chain(also).collect::<Vec<_>>(), None)
    };
    let mut left = question.options.iter().filter(|choice| possible(choice, &[])).peekable();
    question.leaves_choice() && left.peek().is_some() && left.all(|choice| !possible(choice, &no_stop))
}

/// Returns whether a question is a choice whose options are in the form.
fn is_choice(question: &Question) -> bool {
    matches!(question.kind, Kind::Choice | Kind::Choices | Kind::YesNo) && !question.options.is_empty()
}

fn named(operand: &Operand) -> Option<&str> {
    match operand {
        Operand::Answer(id) => Some(id),
        Operand::Mode => Some("@mode"),
        Operand::Channel => Some("@channel"),
        _ => None,
    }
}

/// Returns the conditions under which a question is asked.
pub fn conditions_of<'a>(step: &'a Step, question: &'a Question) -> Vec<&'a Condition> {
    step.when.iter().chain(&question.when).collect()
}
