//! Checks of a config: missing members, members without effect, and changes that make a form impossible to
//! complete.

use super::{Agency, Config, PRIVACY_ITEMS, Pack, Privacy, split_key};
use crate::form::{Form, Question, Text, check, is_dead_end};
use crate::text::{Lang, Word, placeholders};
use std::collections::BTreeSet;

impl Config {
    /// Returns all faults of a config for these forms, which have no config applied.
    #[must_use]
    pub fn check(&self, forms: &[Form]) -> Vec<String> {
        let mut faults = self.missing_members(forms);
        self.check_workflows(forms, &mut faults);
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

    /// Returns the config without hidden options. Form checks use it, because a condition on a hidden option
    /// never holds by intention.
    #[must_use]
    pub fn hiding_nothing(&self) -> Self {
        Self { hidden: Vec::new(), ..self.clone() }
    }

    fn missing_members(&self, forms: &[Form]) -> Vec<String> {
        let has_notice = |form: &&Form| form.notices.iter().any(|notice| notice.id == "privacy");
        let of_forms: Vec<Self> =
            forms.iter().filter(has_notice).map(|form| self.clone().for_workflow(&form.id)).collect();
        let checks = [
            (self.version.trim().is_empty(), "/version: must not be empty, because submissions record it"),
            (
                of_forms.iter().any(|config| config.agency.is_none()),
                "/agency: is missing, but required by 個人資料保護法第8條",
            ),
            (
                of_forms.iter().any(|config| config.privacy.is_none()),
                "/privacy: is missing, but required by 個人資料保護法第8條",
            ),
            (self.limits.files == 0, "/attachments/files: is 0, so no file can be attached"),
        ];
        let faults = checks.iter().filter(|(applies, _)| *applies).map(|(_, fault)| (*fault).to_owned());
        faults.chain(empty_items("", self.agency.as_ref(), self.privacy.as_ref())).collect()
    }

    /// Checks the members of workflows.
    fn check_workflows(&self, forms: &[Form], faults: &mut Vec<String>) {
        for (id, own) in &self.workflows {
            let place = format!("/workflows/{id}");
            if !forms.iter().any(|form| form.id == *id) {
                faults.push(format!("{place}: there is no such form"));
            }
            faults.extend(empty_items(&place, own.agency.as_ref(), own.privacy.as_ref()));
            if own.reply_within.is_some() && own.reply_period.is_none() && self.reply_period.is_some() {
                faults.push(format!("{place}/reply_period: is missing, so the one of the portal applies"));
            }
            if own.reply_period.is_some() && own.reply_within.is_none() && self.reply_within.is_some() {
                faults.push(format!("{place}/reply_within: is missing, so the one of the portal applies"));
            }
        }
    }

    fn check_lists(&self, faults: &mut Vec<String>) {
        for (name, entries) in &self.lists {
            let mut seen = BTreeSet::new();
            for (index, (value, _)) in entries.iter().enumerate() {
                if value.trim().is_empty() {
                    faults.push(format!("/{name}/{index}/value: is empty"));
                } else if !seen.insert(value) {
                    faults.push(format!("/{name}/{index}/value: \"{value}\" is repeated"));
                }
            }
        }
    }

    fn check_options(&self, forms: &[Form], faults: &mut Vec<String>) {
        for (key, values) in &self.hidden {
            let (forms, id) = forms_of(forms, key);
            let questions: Vec<_> = forms.iter().filter_map(|form| form.question(id)).collect();
            if questions.is_empty() {
                faults.push(format!("/options/{key}: is not a question"));
                continue;
            }
            let unknown = values.iter().filter(|value| !self.is_option_of(&questions, value));
            faults.extend(unknown.map(|value| format!("/options/{key}: \"{value}\" is not an option")));
            let applied: Vec<Form> = forms.iter().map(|form| self.apply((*form).clone())).collect();
            let offered = values
                .iter()
                .filter(|value| applied.iter().any(|form| is_offered_by_remedy(form, id, value)));
            faults.extend(offered.map(|value| {
                format!(
                    "/options/{key}: \"{value}\" is hidden, but a remedy of a rule replaces another option by it"
                )
            }));
            if applied.iter().any(|form| is_dead_end(form, id)) {
                faults.push(format!("/options/{key}: every remaining option ends the workflow"));
            }
        }
    }

    /// Returns whether one of the questions has this option, in the form definition or in the portal's lists.
    fn is_option_of(&self, questions: &[&Question], value: &str) -> bool {
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
            let (forms, form_key) = forms_of(&applied, key);
            if !forms.iter().any(|form| has_text(form, form_key)) {
                faults.push(format!("/texts/{key}: no form has a text with this key"));
            }
        }
    }
}

impl Pack {
    /// Returns the faults of a language pack: keys that the engine or the forms do not have, and texts whose
    /// placeholders differ from those of the engine's text.
    fn check(&self, forms: &[Form]) -> Vec<String> {
        let mut faults = Vec::new();
        for (key, words) in &self.words {
            let why = match Word::ALL.iter().find(|word| word.key() == key) {
                None => "the engine has no text with this key",
                Some(word) if placeholders(word.say(Lang::ZhHant)) != placeholders(words) => {
                    "the placeholders differ from those of the engine's text"
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
            // The texts of extra questions exist only in a form with the config applied.
            let unknown = texts.iter().map(|(key, _)| key).filter(|key| {
                !key.starts_with("questions.extra.")
                    && !key.starts_with("options.extra.")
                    && form.is_some_and(|form| !has_text(form, key))
            });
            let place = format!("/languages/{}/texts/{workflow}", self.tag);
            faults.extend(unknown.map(|key| format!("{place}/{key}: the form has no text with this key")));
        }
        faults
    }
}

/// Returns the faults of required items of the privacy notice that are blank in a language.
fn empty_items(place: &str, agency: Option<&Agency>, privacy: Option<&Privacy>) -> Vec<String> {
    let mut faults = Vec::new();
    if privacy.is_some_and(|privacy| privacy.version.trim().is_empty()) {
        faults.push(format!("{place}/privacy/version: must not be empty, because submissions record it"));
    }
    let name = agency.iter().map(|agency| ("agency", "name", &agency.name));
    let items = privacy.iter().flat_map(|privacy| PRIVACY_ITEMS.into_iter().zip(&privacy.items));
    for (member, item, text) in name.chain(items.map(|(item, text)| ("privacy", item, text))) {
        if is_blank(text) {
            faults.push(format!("{place}/{member}/{item}: is empty, but required by 個人資料保護法第8條"));
        }
    }
    faults
}

/// Returns the forms that a key of the config applies to, and the key within them.
fn forms_of<'a, 'k>(forms: &'a [Form], key: &'k str) -> (Vec<&'a Form>, &'k str) {
    let (workflow, key) = split_key(key);
    let applies = |form: &&Form| workflow.is_none_or(|workflow| form.id == workflow);
    (forms.iter().filter(applies).collect(), key)
}

/// Returns whether a removed option is the replacement in a remedy for an option that is still offered.
fn is_offered_by_remedy(form: &Form, id: &str, value: &str) -> bool {
    let remedies = form.rules.iter().filter_map(|rule| rule.remedy.as_ref());
    let question = form.question(id);
    remedies
        .filter(|remedy| remedy.question == id && remedy.with == value)
        .any(|remedy| question.is_some_and(|own| own.offers(&remedy.value) && !own.offers(value)))
}

/// Returns whether a text is blank in one of its languages.
fn is_blank(text: &Text) -> bool {
    text.0.iter().any(|(_, words)| words.trim().is_empty())
}

fn has_text(form: &Form, wanted: &str) -> bool {
    let mut has = false;
    form.clone().visit_texts(&mut |key, _| has |= key == wanted);
    has
}
