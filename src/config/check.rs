//! Checking a config: what is missing of it, and what would change nothing or leave a form that can't be filled in.

use super::{Config, PRIVACY_ITEMS, Pack, addressed};
use crate::form::{Form, Question, Text, check, is_dead_end};
use crate::text::{Lang, Word, placeholders};
use std::collections::BTreeSet;

impl Config {
    /// Everything that is wrong with a config for these forms, before it is applied to them.
    #[must_use]
    pub fn check(&self, forms: &[Form]) -> Vec<String> {
        let mut faults = self.lacking();
        self.check_lists(&mut faults);
        self.check_options(forms, &mut faults);
        self.check_questions(forms, &mut faults);
        self.check_texts(forms, &mut faults);
        faults.extend(self.languages.iter().flat_map(|pack| pack.check(forms)));
        let whole = self.hiding_nothing();
        for form in forms {
            let before = check(form);
            let after = check(&whole.apply(form.clone())).into_iter();
            faults.extend(
                after.filter(|fault| !before.contains(fault)).map(|fault| format!("{}: {fault}", form.id)),
            );
        }
        faults
    }

    /// The same config with every option shown: conditions on a hidden one are meant never to hold.
    #[must_use]
    pub fn hiding_nothing(&self) -> Self {
        Self { hidden: Vec::new(), ..self.clone() }
    }

    fn lacking(&self) -> Vec<String> {
        let lacks = [
            (self.version.trim().is_empty(), "/version: is empty, so no submission could name it"),
            (self.agency.is_none(), "/agency: is missing, and 個人資料保護法第8條 asks for it"),
            (self.privacy.is_none(), "/privacy: is missing, and 個人資料保護法第8條 asks for it"),
            (
                self.privacy.as_ref().is_some_and(|privacy| privacy.version.trim().is_empty()),
                "/privacy/version: is empty, so no submission could name it",
            ),
            (self.limits.files == 0, "/attachments/files: is 0, so no evidence could be attached"),
        ];
        let lacks = lacks.iter().filter(|(lacks, _)| *lacks).map(|(_, fault)| (*fault).to_owned());
        lacks.chain(self.empty_items()).collect()
    }

    /// What the notice leaves blank, in any language.
    fn empty_items(&self) -> impl Iterator<Item = String> {
        let name = self.agency.iter().map(|agency| ("/agency/", "name", &agency.name));
        let items = self.privacy.iter().flat_map(|privacy| PRIVACY_ITEMS.into_iter().zip(&privacy.items));
        let all = name.chain(items.map(|(item, text)| ("/privacy/", item, text)));
        all.filter(|(_, _, text)| is_blank(text))
            .map(|(place, item, _)| format!("{place}{item}: is empty, and 個人資料保護法第8條 asks for it"))
    }

    fn check_lists(&self, faults: &mut Vec<String>) {
        for (name, entries) in &self.lists {
            let mut seen = BTreeSet::new();
            for (index, (value, _)) in entries.iter().enumerate() {
                if value.trim().is_empty() {
                    faults.push(format!("/{name}/{index}/value: is empty"));
                } else if !seen.insert(value) {
                    faults.push(format!("/{name}/{index}/value: \"{value}\" stands twice"));
                }
            }
        }
    }

    fn check_options(&self, forms: &[Form], faults: &mut Vec<String>) {
        for (key, values) in &self.hidden {
            let (forms, id) = meant(forms, key);
            let questions: Vec<_> = forms.iter().filter_map(|form| form.question(id)).collect();
            if questions.is_empty() {
                faults.push(format!("/options/{key}: is not a question"));
                continue;
            }
            let unknown = values.iter().filter(|value| !self.have_option(&questions, value));
            faults.extend(unknown.map(|value| format!("/options/{key}: \"{value}\" is not an option")));
            let applied: Vec<Form> = forms.iter().map(|form| self.apply((*form).clone())).collect();
            let missed =
                values.iter().filter(|value| applied.iter().any(|form| remedies_miss(form, id, value)));
            faults.extend(missed.map(|value| {
                format!(
                    "/options/{key}: \"{value}\" is hidden, but rules offer it in place of another option"
                )
            }));
            if applied.iter().any(|form| is_dead_end(form, id)) {
                faults.push(format!("/options/{key}: whatever is left ends the workflow"));
            }
        }
    }

    /// Whether one of the questions has that option, of its own or from the portal's lists.
    fn have_option(&self, questions: &[&Question], value: &str) -> bool {
        questions.iter().any(|question| {
            let listed = self.lists.iter().filter(|(list, _)| question.options_from.as_ref() == Some(list));
            question.offers(value) || listed.flat_map(|(_, entries)| entries).any(|(entry, _)| entry == value)
        })
    }

    fn check_questions(&self, forms: &[Form], faults: &mut Vec<String>) {
        for (index, extra) in self.extra.iter().enumerate() {
            let wanted = |form: &&Form| extra.workflow.as_ref().is_none_or(|workflow| *workflow == form.id);
            let mut steps = forms.iter().filter(wanted).flat_map(|form| &form.steps);
            if !forms.iter().any(|form| wanted(&form)) {
                faults.push(format!("/questions/{index}/workflow: there is no such form"));
            } else if !steps.any(|step| step.id == extra.step) {
                faults.push(format!("/questions/{index}/step: there is no step \"{}\"", extra.step));
            }
        }
    }

    fn check_texts(&self, forms: &[Form], faults: &mut Vec<String>) {
        let applied: Vec<Form> = forms.iter().map(|form| self.apply(form.clone())).collect();
        for (key, _) in &self.texts {
            let (forms, key_of_form) = meant(&applied, key);
            if !forms.iter().any(|form| has_text(form, key_of_form)) {
                faults.push(format!("/texts/{key}: no form has such a text"));
            }
        }
    }
}

impl Pack {
    /// Words that the engine or the forms do not have, and words whose placeholders are not those of the engine's own.
    fn check(&self, forms: &[Form]) -> Vec<String> {
        let mut faults = Vec::new();
        for (key, words) in &self.words {
            let why = match Word::ALL.iter().find(|word| word.key() == key) {
                None => "the engine has no such word",
                Some(word) if placeholders(word.say(Lang::ZhHant)) != placeholders(words) => {
                    "the placeholders are not those of the engine’s own words"
                }
                Some(_) => continue,
            };
            faults.push(format!("/languages/{}/words/{key}: {why}", self.tag));
        }
        for (workflow, texts) in &self.texts {
            let form = forms.iter().find(|form| form.id == *workflow);
            if form.is_none() {
                faults.push(format!("/languages/{}/texts/{workflow}: there is no such form", self.tag));
            }
            // The portal's own questions have texts as well, which only the applied form knows.
            let unknown = texts.iter().map(|(key, _)| key).filter(|key| {
                !key.starts_with("questions.extra.")
                    && !key.starts_with("options.extra.")
                    && form.is_some_and(|form| !has_text(form, key))
            });
            let place = format!("/languages/{}/texts/{workflow}", self.tag);
            faults.extend(unknown.map(|key| format!("{place}/{key}: the form has no such text")));
        }
        faults
    }
}

/// The forms that a portal's key means, and the key within them.
fn meant<'a, 'k>(forms: &'a [Form], key: &'k str) -> (Vec<&'a Form>, &'k str) {
    let (workflow, key) = addressed(key);
    let meant = |form: &&Form| workflow.is_none_or(|workflow| form.id == workflow);
    (forms.iter().filter(meant).collect(), key)
}

/// Whether an option is gone that rules offer in place of one that is left.
fn remedies_miss(form: &Form, id: &str, value: &str) -> bool {
    let remedies = form.rules.iter().filter_map(|rule| rule.remedy.as_ref());
    let left = form.question(id);
    remedies
        .filter(|remedy| remedy.question == id && remedy.with == value)
        .any(|remedy| left.is_some_and(|left| left.offers(&remedy.value) && !left.offers(value)))
}

/// Whether a text says nothing in one of its languages.
fn is_blank(text: &Text) -> bool {
    text.0.iter().any(|(_, words)| words.trim().is_empty())
}

fn has_text(form: &Form, wanted: &str) -> bool {
    let mut has = false;
    form.clone().visit_texts(&mut |key, _| has |= key == wanted);
    has
}
