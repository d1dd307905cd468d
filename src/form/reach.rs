//! Whether conditions on choices can ever hold: every combination of the choices involved is tried.
//!
//! Anything that is not a choice (dates, texts) may go either way, so what is called impossible here is so.

use super::{Choice, Condition, Form, Kind, Need, Operand, Question, Step};
use std::collections::BTreeMap;

/// More combinations than this are not tried; the conditions then count as possible.
const MOST_WORLDS: usize = 300_000;

/// One combination: the codes chosen for each question, empty if it is unanswered.
type World<'a> = BTreeMap<&'a str, Vec<&'a str>>;

/// The circumstances that conditions may name like a choice.
const CIRCUMSTANCES: [(&str, &[&str]); 2] =
    [("@mode", &["web", "assisted", "kiosk"]), ("@channel", &["web", "counter", "kiosk", "outreach"])];

/// Tries combinations of choices of a form.
pub struct Reach<'a> {
    form: &'a Form,
}

impl<'a> Reach<'a> {
    pub fn new(form: &'a Form) -> Self {
        Self { form }
    }

    /// Whether all these conditions can hold together. Past `step`, what stops the workflow before it does not.
    pub fn possible(&self, conditions: &[&'a Condition], past: Option<usize>) -> bool {
        let stops: Vec<&Condition> = self
            .form
            .stops
            .iter()
            .filter(|stop| past.is_some_and(|step| self.form.step_of(&stop.at).is_some_and(|at| at < step)))
            .map(|stop| &stop.when)
            .collect();
        let mut names: BTreeMap<&'a str, Vec<&'a str>> = BTreeMap::new();
        for condition in conditions.iter().chain(&stops) {
            self.involve(condition, &mut names);
        }
        let choices: Vec<(&str, Vec<Vec<&str>>)> =
            names.iter().map(|(name, literals)| (*name, self.domain(name, literals, past))).collect();
        let count = choices.iter().try_fold(1_usize, |count, (_, domain)| count.checked_mul(domain.len()));
        if count.is_none_or(|count| count > MOST_WORLDS) {
            return true;
        }
        self.search(&choices, &mut World::new(), &|world| {
            conditions.iter().all(|condition| self.evaluate(condition, world) != Some(false))
                && stops.iter().all(|stop| self.evaluate(stop, world) != Some(true))
        })
    }

    fn search(
        &self,
        choices: &[(&'a str, Vec<Vec<&'a str>>)],
        world: &mut World<'a>,
        found: &dyn Fn(&World<'a>) -> bool,
    ) -> bool {
        let Some(((name, domain), rest)) = choices.split_first() else {
            return self.consistent(world) && found(world);
        };
        domain.iter().any(|values| {
            world.insert(name, values.clone());
            self.search(rest, world, found)
        })
    }

    /// Notes the choices on which a condition depends, with the literals they are compared to; also those
    /// on which the asking of these choices depends.
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
                let step = self.form.step_of(name).and_then(|step| self.form.steps.get(step));
                let options = question.options.iter().filter_map(|choice| choice.when.as_ref());
                let conditions =
                    question.when.iter().chain(options).chain(step.and_then(|step| step.when.as_ref()));
                conditions.for_each(|condition| self.involve(condition, names));
            }
        }
    }

    /// Everything that may be chosen; or nothing, except of circumstances, and of what was required before the step
    /// `past`.
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

    /// Whether a question must have been answered before the step `past`.
    fn was_answered(&self, question: &Question, past: Option<usize>) -> bool {
        let at = self.form.step_of(&question.id);
        let is_always_asked = |at: usize| {
            question.when.is_none() && self.form.steps.get(at).is_some_and(|step| step.when.is_none())
        };
        question.need == Need::Required
            && at.zip(past).is_some_and(|(at, past)| at < past && is_always_asked(at))
    }

    /// Whether everything chosen can have been asked and offered.
    fn consistent(&self, world: &World<'a>) -> bool {
        world.iter().filter(|(_, values)| !values.is_empty()).all(|(name, values)| {
            let Some(question) = self.form.question(name) else { return true };
            let step = self.form.step_of(name).and_then(|step| self.form.steps.get(step));
            let chosen = question.options.iter().filter(|choice| values.contains(&choice.value.as_str()));
            let offers = chosen.filter_map(|choice| choice.when.as_ref());
            let conditions =
                question.when.iter().chain(offers).chain(step.and_then(|step| step.when.as_ref()));
            conditions.into_iter().all(|condition| self.evaluate(condition, world) != Some(false))
        })
    }

    /// The truth value in that world; `None` if it may go either way.
    fn evaluate(&self, condition: &Condition, world: &World<'a>) -> Option<bool> {
        let chosen = |name: &str| world.get(name);
        match condition {
            Condition::All(all) => self.combine(all, world, false),
            Condition::Any(any) => self.combine(any, world, true),
            Condition::Not(not) => self.evaluate(not, world).map(|holds| !holds),
            Condition::Is(operand, literal) => {
                named(operand).and_then(chosen).map(|values| values.contains(&literal.as_str()))
            }
            Condition::In(operand, literals) => named(operand)
                .and_then(chosen)
                .map(|values| literals.iter().any(|literal| values.contains(&literal.as_str()))),
            Condition::Includes(id, literal) => chosen(id).map(|values| values.contains(&literal.as_str())),
            // Of a multiple choice only the options compared somewhere are tried: it may hold others.
            Condition::Answered(id) => chosen(id).and_then(|values| {
                let several = self.form.question(id).is_some_and(|question| question.kind == Kind::Choices);
                if several && values.is_empty() { None } else { Some(!values.is_empty()) }
            }),
            _ => None,
        }
    }

    fn combine(&self, conditions: &[Condition], world: &World<'a>, decisive: bool) -> Option<bool> {
        let values: Vec<Option<bool>> =
            conditions.iter().map(|condition| self.evaluate(condition, world)).collect();
        if values.contains(&Some(decisive)) {
            return Some(decisive);
        }
        if values.contains(&None) { None } else { Some(!decisive) }
    }
}

/// Whether each option of that question, as far as it can be chosen, makes a stop end the workflow.
#[must_use]
pub fn is_dead_end(form: &Form, id: &str) -> bool {
    let step = form.step_of(id).and_then(|step| form.steps.get(step));
    let Some((step, question)) = step.zip(form.question(id)) else { return false };
    let go_on: Vec<Condition> =
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
    question.leaves_choice() && left.peek().is_some() && left.all(|choice| !possible(choice, &go_on))
}

/// Whether a question is a choice among options that are known here.
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

/// The conditions under which a question is asked.
pub fn conditions_of<'a>(step: &'a Step, question: &'a Question) -> Vec<&'a Condition> {
    step.when.iter().chain(&question.when).collect()
}
