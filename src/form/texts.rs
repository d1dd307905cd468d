//! Every text of a form by its key, so that a portal can replace it and a check can miss it.

use super::{Form, Question, Text};

impl Form {
    /// Calls `visit` with each text and its key, as listed in `docs/form-definition.md`.
    pub fn visit_texts(&mut self, visit: &mut dyn FnMut(&str, &mut Text)) {
        let mut keys = Keys { below: String::new(), visit };
        keys.visit("title", Some(&mut self.title));
        keys.visit("summary", self.summary.as_mut());
        keys.visit("next", self.next.as_mut());
        for step in &mut self.steps {
            keys.go(&["steps.", &step.id]);
            keys.visit(".title", Some(&mut step.title));
            keys.visit(".intro", step.intro.as_mut());
            for question in &mut step.questions {
                keys.visit_question(&question.id.clone(), question);
            }
        }
        for rule in &mut self.rules {
            keys.go(&["rules.", &rule.id]);
            keys.visit(".message", Some(&mut rule.message));
            keys.visit(".remedy", rule.remedy.as_mut().map(|remedy| &mut remedy.label));
        }
        for stop in &mut self.stops {
            keys.go(&["stops.", &stop.id]);
            keys.visit(".title", Some(&mut stop.title));
            keys.visit(".text", Some(&mut stop.text));
        }
        for note in &mut self.notes {
            keys.go(&["notes.", &note.id]);
            keys.visit(".text", Some(&mut note.text));
        }
        for notice in &mut self.notices {
            keys.go(&["notices.", &notice.id]);
            keys.visit(".title", Some(&mut notice.title));
            keys.visit(".text", Some(&mut notice.text));
            keys.visit(".label", Some(&mut notice.label));
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

/// A place among the texts.
struct Keys<'a> {
    /// What the key of each text here begins with.
    below: String,
    visit: &'a mut dyn FnMut(&str, &mut Text),
}

impl Keys<'_> {
    fn go(&mut self, key: &[&str]) {
        self.below = key.concat();
    }

    fn visit(&mut self, name: &str, text: Option<&mut Text>) {
        if let Some(text) = text {
            (self.visit)(&[&self.below, name].concat(), text);
        }
    }

    /// `path` is the question's id, in a group `<group>.<id>`.
    fn visit_question(&mut self, path: &str, question: &mut Question) {
        self.go(&["questions.", path]);
        self.visit(".label", Some(&mut question.label));
        self.visit(".short", question.short.as_mut());
        self.visit(".hint", question.hint.as_mut());
        for (code, text) in &mut question.errors {
            self.visit(&[".errors.", code.as_str()].concat(), Some(text));
        }
        for choice in &mut question.options {
            self.go(&["options.", path, ".", &choice.value]);
            self.visit(".label", Some(&mut choice.label));
            self.visit(".hint", choice.hint.as_mut());
            self.visit(".refused", choice.refused.as_mut().map(|refused| &mut refused.message));
        }
        for inner in &mut question.questions {
            let path = [path, ".", &inner.id].concat();
            self.visit_question(&path, inner);
        }
    }
}
