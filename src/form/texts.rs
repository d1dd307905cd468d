//! Every text of a form by its key, so that a portal can replace it and a check can miss it.

use super::{Form, Question, Text};

impl Form {
    /// Calls `visit` with each text and its key, as listed in `docs/form-definition.md`.
    pub fn visit_texts(&mut self, visit: &mut dyn FnMut(&str, &mut Text)) {
        visit("title", &mut self.title);
        visit_optional("summary", self.summary.as_mut(), visit);
        visit_optional("next", self.next.as_mut(), visit);
        for step in &mut self.steps {
            let key = ["steps.", &step.id].concat();
            visit(&[&key, ".title"].concat(), &mut step.title);
            visit_optional(&[&key, ".intro"].concat(), step.intro.as_mut(), visit);
            for question in &mut step.questions {
                let id = question.id.clone();
                visit_question(&id, question, visit);
            }
        }
        for rule in &mut self.rules {
            let key = ["rules.", &rule.id].concat();
            visit(&[&key, ".message"].concat(), &mut rule.message);
            if let Some(remedy) = &mut rule.remedy {
                visit(&[&key, ".remedy"].concat(), &mut remedy.label);
            }
        }
        for stop in &mut self.stops {
            let key = ["stops.", &stop.id].concat();
            visit(&[&key, ".title"].concat(), &mut stop.title);
            visit(&[&key, ".text"].concat(), &mut stop.text);
        }
        for note in &mut self.notes {
            visit(&["notes.", &note.id, ".text"].concat(), &mut note.text);
        }
        for notice in &mut self.notices {
            let key = ["notices.", &notice.id].concat();
            visit(&[&key, ".title"].concat(), &mut notice.title);
            visit(&[&key, ".text"].concat(), &mut notice.text);
            visit(&[&key, ".label"].concat(), &mut notice.label);
        }
    }

    /// The words of a broken rule or a refused option, by the key that the problem carries.
    #[must_use]
    pub fn message(&self, key: &str) -> Option<&Text> {
        if let Some(rule) = key.strip_prefix("rules.").and_then(|rest| rest.strip_suffix(".message")) {
            return self.rule(rule).map(|rule| &rule.message);
        }
        let (question, value) = key.strip_prefix("options.")?.strip_suffix(".refused")?.rsplit_once('.')?;
        let choice = self.question(question)?.options.iter().find(|choice| choice.value == value)?;
        choice.refused.as_ref().map(|refused| &refused.message)
    }
}

fn visit_optional(key: &str, text: Option<&mut Text>, visit: &mut dyn FnMut(&str, &mut Text)) {
    if let Some(text) = text {
        visit(key, text);
    }
}

/// `path` is the question's id, in a group `<group>.<id>`.
fn visit_question(path: &str, question: &mut Question, visit: &mut dyn FnMut(&str, &mut Text)) {
    let key = ["questions.", path].concat();
    visit(&[&key, ".label"].concat(), &mut question.label);
    visit_optional(&[&key, ".short"].concat(), question.short.as_mut(), visit);
    visit_optional(&[&key, ".hint"].concat(), question.hint.as_mut(), visit);
    for (code, text) in &mut question.errors {
        visit(&[&key, ".errors.", code.as_str()].concat(), text);
    }
    for choice in &mut question.options {
        let key = ["options.", path, ".", &choice.value].concat();
        visit(&[&key, ".label"].concat(), &mut choice.label);
        visit_optional(&[&key, ".hint"].concat(), choice.hint.as_mut(), visit);
        if let Some(refused) = &mut choice.refused {
            visit(&[&key, ".refused"].concat(), &mut refused.message);
        }
    }
    for inner in &mut question.questions {
        let path = [path, ".", &inner.id].concat();
        visit_question(&path, inner, visit);
    }
}
