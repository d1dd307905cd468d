//! An answer changes only if the person changes it.

use super::super::effects::asks_to_delete;
use super::super::rules::{Rule, require};
use super::super::tab::Before;
use super::super::{Checked, World};
use super::Expected;
use guitai::control::{STAFF, notice_of, row_name};
use guitai::draft::Draft;
use guitai::form::{Form, Kind};
use guitai::journey::{Action, Control, ControlKind, Event, Page, Timer, UserInput};
use guitai::validate::Mode;

impl World {
    pub(super) fn check_answers(
        &mut self,
        at: usize,
        before: &Before,
        event: &Event,
        controls: &[Control],
        known: &Expected,
    ) -> Checked {
        let form = self.fixture.form();
        let tab = &mut self.tabs[at];
        let journey = tab.driver.journey();
        let actual = journey.draft();
        if known.is_ignored {
            let is_same =
                *actual == before.draft && journey.filing().id == before.id && *journey.page() == before.page;
            return require(Rule::Forgotten, is_same, || {
                format!("{event:?} of an earlier session is not ignored")
            });
        }
        let mut expected = before.draft.clone();
        if before.is_open() {
            for control in controls {
                read(&mut expected, control, &form);
            }
        }
        let entered = expected.clone();
        let is_wiped = tab.wipes > before.wipes;
        if is_wiped {
            let is_asked = asks_to_delete(event)
                || known.import.is_some()
                || matches!(event, Event::Woke(Timer::Second));
            require(Rule::Answers, is_asked, || format!("{event:?} deletes all answers"))?;
            expected = known.import.clone().unwrap_or_default();
            // At a counter, the id of the clerk is kept after a receipt.
            let is_receipt = matches!(before.page, Page::Receipt(_));
            if is_receipt && is_restart(event) && journey.options().mode == Mode::Assisted {
                expected.set_text(STAFF, before.draft.text(STAFF));
            }
        } else if is_undo(event) && before.can_undo && before.is_open() {
            expected = tab.undo.take().unwrap_or_default();
        } else {
            expect(&mut expected, before, event, actual, &form);
        }
        let is_same = expected == *actual || normal(&expected, &form) == normal(actual, &form);
        require(Rule::Answers, is_same, || {
            format!(
                "{event:?}\nexpected: {}\n  actual: {}",
                expected.to_json().write(),
                actual.to_json().write()
            )
        })?;
        if journey.undo_offer().is_some() && (is_wiped || is_removal(event)) {
            tab.undo = Some(entered);
        }
        if !controls.is_empty() || is_next(event) {
            // These change answers without storing them at once.
            tab.is_unsaved = true;
        }
        Ok(())
    }
}

/// Applies an event to the answers before it.
fn expect(expected: &mut Draft, before: &Before, event: &Event, actual: &Draft, form: &Form) {
    match event {
        // A list may finish its upload while the filing is not open.
        Event::UploadEnded { file, .. } => {
            let href = actual.files.iter().find(|own| own.id == *file).and_then(|own| own.href.clone());
            let own = expected.files.iter_mut().find(|own| own.id == *file);
            if let Some(own) = own {
                own.href.clone_from(&href);
            }
        }
        _ if !before.is_open() => {}
        Event::Input { input, .. } => expect_input(expected, before, input, actual, form),
        Event::FileRead { question, file: Ok(file), .. } => {
            let most = form.question(question).map_or(1, |own| own.max_files(&form.limits));
            expected.files.retain(|own| most > 1 || own.answer != *question);
            expected.files.push(file.clone());
        }
        Event::OptionsChanged(_) if !matches!(before.page, Page::Receipt(_)) => {
            expected.fill_from(actual.without_files());
        }
        _ => {}
    }
}

fn expect_input(expected: &mut Draft, before: &Before, input: &UserInput, actual: &Draft, form: &Form) {
    match input {
        UserInput::Typed { name, value } => expected.set_text(name, value),
        UserInput::Chosen { name, value } => {
            expected.set_text(name, value);
            let township = name.strip_suffix(".county").map(|address| format!("{address}.township"));
            if let Some(township) = township.filter(|township| actual.text(township).is_empty()) {
                // Another county has other townships.
                expected.set_text(&township, "");
            }
        }
        UserInput::Ticked { name, value, on } => {
            tick(expected, name, value, *on, form);
            if let Some(notice) = notice_of(name).filter(|_| *on) {
                let at = format!("notice.{notice}.at");
                expected.set_text(&at, actual.text(&at));
            }
        }
        UserInput::Pressed(action) if !matches!(before.page, Page::Receipt(_)) => match action {
            Action::Add(group) => {
                if let Some(first) = form.question(group).and_then(|group| group.questions.first()) {
                    expected.set_text(&row_name(group, expected.rows(group), &first.id), "");
                }
            }
            Action::Remove { question, item } => match item.parse() {
                Ok(row) => expected.remove_row(question, row),
                Err(_) => expected.files.retain(|file| file.id != *item),
            },
            Action::Remedy(rule) => {
                let Some(remedy) = form.rule(rule).and_then(|rule| rule.remedy.as_ref()) else { return };
                if actual.text(&remedy.into).starts_with(expected.text(&remedy.into)) {
                    expected.set_text(&remedy.into, actual.text(&remedy.into));
                    expected.set_list(&remedy.question, actual.list(&remedy.question).to_vec());
                }
            }
            _ => {}
        },
        _ => {}
    }
}

/// Ticks or clears a box. The codes have the order of the options.
fn tick(expected: &mut Draft, name: &str, value: &String, on: bool, form: &Form) {
    let mut list: Vec<String> = expected.list(name).iter().filter(|own| *own != value).cloned().collect();
    if on {
        list.push(value.clone());
    }
    if let Some(question) = form.question(name) {
        let options = question.options.iter().map(|option| &option.value);
        list = options.filter(|option| list.contains(option)).cloned().collect();
    }
    expected.set_list(name, list);
}

/// Takes over the value of a control. A box that was not changed leaves the order of the codes as it is.
fn read(expected: &mut Draft, control: &Control, form: &Form) {
    let Control { name, value, kind } = control;
    match *kind {
        ControlKind::Checkbox { checked } if checked == expected.list(name).contains(value) => {}
        ControlKind::Checkbox { checked } => tick(expected, name, value, checked, form),
        _ => expected.set_text(name, value),
    }
}

fn is_undo(event: &Event) -> bool {
    matches!(event, Event::Input { input: UserInput::Pressed(Action::Undo), .. })
}

fn is_restart(event: &Event) -> bool {
    matches!(event, Event::Input { input: UserInput::Pressed(Action::Restart), .. })
}

fn is_removal(event: &Event) -> bool {
    matches!(event, Event::Input { input: UserInput::Pressed(Action::Remove { .. }), .. })
}

/// Whether the event may drop empty rows.
fn is_next(event: &Event) -> bool {
    let next = UserInput::Pressed(Action::Next);
    match event {
        Event::Input { input, .. } => *input == UserInput::Entered || *input == next,
        Event::FileRead { .. } => true,
        _ => false,
    }
}

/// The answers without empty rows and empty entries.
fn normal(draft: &Draft, form: &Form) -> Draft {
    let mut draft = draft.clone();
    for group in form.questions().filter(|question| question.kind == Kind::Group) {
        for row in (0..draft.rows(&group.id)).rev() {
            let mut names = group.questions.iter().map(|question| row_name(&group.id, row, &question.id));
            if names.all(|name| draft.text(&name).trim().is_empty()) {
                draft.remove_row(&group.id, row);
            }
        }
    }
    draft.retain(|_, value| !value.is_empty());
    draft
}
