//! Texts of a form by key, for replacement by a portal's config and for checks.

use super::{Form, Question, Text};
use crate::problem::Code;

impl Form {
    /// Calls `visit` with each text and its key, as listed in `docs/form-definition.md`. A missing optional
    /// text is passed as an empty text, and is added if `visit` fills it.
    pub fn visit_texts(&mut self, visit: &mut dyn FnMut(&str, &mut Text)) {
        let mut keys = Keys { prefix: String::new(), visit };
        keys.visit("title", &mut self.title);
        keys.visit_if("summary", &mut self.summary);
        keys.visit_if("next", &mut self.next);
        for step in &mut self.steps {
            keys.enter(&["steps.", &step.id]);
            keys.visit(".title", &mut step.title);
            keys.visit_if(".intro", &mut step.intro);
            for question in &mut step.questions {
                keys.visit_question(&question.id.clone(), question);
            }
        }
        for rule in &mut self.rules {
            keys.enter(&["rules.", &rule.id]);
            keys.visit(".message", &mut rule.message);
            if let Some(remedy) = &mut rule.remedy {
                keys.visit(".remedy", &mut remedy.label);
            }
        }
        for stop in &mut self.stops {
            keys.enter(&["stops.", &stop.id]);
            keys.visit(".title", &mut stop.title);
            keys.visit(".text", &mut stop.text);
        }
        for note in &mut self.notes {
            keys.enter(&["notes.", &note.id]);
            keys.visit(".text", &mut note.text);
        }
        for notice in &mut self.notices {
            keys.enter(&["notices.", &notice.id]);
            keys.visit(".title", &mut notice.title);
            keys.visit(".text", &mut notice.text);
            keys.visit(".label", &mut notice.label);
        }
    }
}

/// Position in the tree of texts.
struct Keys<'a> {
    /// Prefix of the keys at this position.
    prefix: String,
    visit: &'a mut dyn FnMut(&str, &mut Text),
}

impl Keys<'_> {
    fn enter(&mut self, key: &[&str]) {
        self.prefix = key.concat();
    }

    fn visit(&mut self, name: &str, text: &mut Text) {
        (self.visit)(&[&self.prefix, name].concat(), text);
    }

    fn visit_if(&mut self, name: &str, text: &mut Option<Text>) {
        let mut own = text.take().unwrap_or_default();
        self.visit(name, &mut own);
        *text = Some(own).filter(|own| !own.is_empty());
    }

    /// `path` is the question's id, or `<group>.<id>` in a group.
    fn visit_question(&mut self, path: &str, question: &mut Question) {
        self.enter(&["questions.", path]);
        self.visit(".label", &mut question.label);
        self.visit_if(".short", &mut question.short);
        self.visit_if(".hint", &mut question.hint);
        let mut errors = std::mem::take(&mut question.errors);
        for code in Code::ALL {
            let own = errors.iter().position(|(other, _)| *other == code);
            let mut own = own.map(|index| errors.swap_remove(index).1);
            self.visit_if(&[".errors.", code.as_str()].concat(), &mut own);
            question.errors.extend(own.map(|text| (code, text)));
        }
        for choice in &mut question.options {
            self.enter(&["options.", path, ".", &choice.value]);
            self.visit(".label", &mut choice.label);
            self.visit_if(".hint", &mut choice.hint);
            if let Some(refused) = &mut choice.refused {
                self.visit(".refused", &mut refused.message);
            }
        }
        for inner in &mut question.questions {
            let path = [path, ".", &inner.id].concat();
            self.visit_question(&path, inner);
        }
    }
}
