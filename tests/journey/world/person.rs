//! The person at a tab: fills pages, presses buttons, and sometimes does something unusual.

use super::tab::{Chosen, Reading};
use super::{Checked, World};
use crate::random::Random;
use guitai::control::{ACCEPTED, notice_name};
use guitai::form::{Kind, Question};
use guitai::journey::{Action, Control, ControlKind, Event, Page, UserInput};
use guitai::problem::Problem;

/// Texts that are valid in few questions.
const ODD_TEXTS: [&str; 8] = ["", " ", "x", "\u{202E}x", "115", "99999999", "__proto__", "一\n二"];

impl World {
    /// The person does something at one of the tabs.
    pub(super) fn act(&mut self, random: &mut Random) -> Checked {
        let at = random.below(self.tabs.len());
        match self.tabs[at].journey().page().clone() {
            Page::Step(step) => self.act_on_step(at, &step, random),
            Page::Review => self.act_on_review(at, random),
            Page::Stop(_) | Page::ReadBack(_) => self.press(at, Action::Back),
            Page::Sending if random.below(2) == 0 => self.press(at, Action::Back),
            Page::Sending => self.press_any(at, random),
            Page::Failure(_) => match random.below(20) {
                0 => self.press(at, Action::Restart),
                1..=3 => self.press(at, Action::Back),
                4 => self.press_any(at, random),
                _ => self.press(at, Action::Retry),
            },
            Page::Receipt(_) => match random.below(8) {
                0 | 1 => self.press(at, Action::Restart),
                2 => self.press(at, Action::Print),
                3 => self.press_any(at, random),
                _ => Ok(()),
            },
        }
    }

    fn act_on_step(&mut self, at: usize, step: &str, random: &mut Random) -> Checked {
        match random.below(40) {
            // The browser fills the page, and the next event brings the values.
            0..=15 => {
                let controls = self.controls(step);
                let (name, session) = (self.tabs[at].name, self.tabs[at].journey().session());
                self.feed(name, &Event::Drawn)?;
                self.counts.add("pages filled by the browser");
                self.choose_missing_files(at, step)?;
                self.feed_with(name, &Event::Input { session, input: UserInput::Entered }, &controls)
            }
            16..=23 => {
                self.fill(at, step)?;
                self.input(at, UserInput::Entered)
            }
            24 | 25 => self.fill(at, step),
            26 => self.input(at, UserInput::Entered),
            27 => self.press(at, Action::Back),
            _ => self.act_unusually(at, random),
        }
    }

    fn act_on_review(&mut self, at: usize, random: &mut Random) -> Checked {
        match random.below(40) {
            0..=29 => {
                let form = self.fixture.form();
                for notice in &form.notices {
                    let (name, value) = (notice_name(&notice.id), ACCEPTED.to_owned());
                    if self.tabs[at].journey().draft().list(&name).is_empty() {
                        self.input(at, UserInput::Ticked { name, value, on: true })?;
                    }
                }
                self.input(at, UserInput::Entered)
            }
            30 => self.press(at, Action::Submit),
            31 => self.press(at, Action::Back),
            _ => self.act_unusually(at, random),
        }
    }

    fn act_unusually(&mut self, at: usize, random: &mut Random) -> Checked {
        let form = self.fixture.form();
        let questions: Vec<&Question> = form.questions().collect();
        let question = *random.pick(&questions);
        let name = question.id.clone();
        match random.below(14) {
            0 => self.type_odd(at, question, random),
            1 if !question.options.is_empty() && question.kind != Kind::Choices => {
                let value = random.pick(&question.options).value.clone();
                self.input(at, UserInput::Chosen { name, value })
            }
            1 if !question.options.is_empty() => {
                let (value, on) = (random.pick(&question.options).value.clone(), random.below(2) == 0);
                self.input(at, UserInput::Ticked { name, value, on })
            }
            2 => self.choose_files(at, random),
            3 => self.remove(at, random),
            4 | 5 => self.press(at, Action::Undo),
            6 => self.press(at, Action::Save),
            7 => self.input(at, UserInput::DraftFileChosen),
            8 => self.press(at, Action::Restart),
            9 => self.press(at, Action::Change(name)),
            10 => self.follow_or_remedy(at, random),
            11 => self.set_silently(at, question, random),
            12 => self.use_old_control(at, random),
            _ => self.press_any(at, random),
        }
    }

    /// Chooses a file that may not be taken, for any question that takes files.
    fn choose_files(&mut self, at: usize, random: &mut Random) -> Checked {
        let form = self.fixture.form();
        let questions: Vec<&Question> = form.questions().filter(|own| own.kind == Kind::Files).collect();
        if questions.is_empty() {
            return Ok(());
        }
        let question = random.pick(&questions).id.clone();
        self.input(
            at,
            UserInput::FilesChosen { question: question.clone(), names: vec!["a.exe".to_owned()] },
        )?;
        let tab = &mut self.tabs[at];
        let file = Err(("a.exe".to_owned(), Problem::FileType));
        let what = Chosen::File { question, file };
        tab.reading.push(Reading { session: tab.journey().session(), wipes: tab.wipes, what });
        Ok(())
    }

    fn type_odd(&mut self, at: usize, question: &Question, random: &mut Random) -> Checked {
        let parts = question.kind.parts();
        let name = match question.kind {
            Kind::Group => {
                self.press(at, Action::Add(question.id.clone()))?;
                format!("{}.{}.{}", question.id, random.below(3), question.questions[0].id)
            }
            Kind::Files | Kind::Signature | Kind::Choices => return Ok(()),
            _ if parts.is_empty() => question.id.clone(),
            _ => format!("{}.{}", question.id, random.pick(parts)),
        };
        let value = (*random.pick(&ODD_TEXTS)).to_owned();
        self.input(at, UserInput::Typed { name: name.clone(), value: value.clone() })?;
        if random.below(2) == 0 { self.input(at, UserInput::Chosen { name, value }) } else { Ok(()) }
    }

    /// Removes a row or a file.
    fn remove(&mut self, at: usize, random: &mut Random) -> Checked {
        let draft = self.tabs[at].journey().draft();
        if let Some(file) = draft.files.first().filter(|_| random.below(2) == 0) {
            let (question, item) = (file.answer.clone(), file.id.clone());
            return self.press(at, Action::Remove { question, item });
        }
        let form = self.fixture.form();
        let Some(group) = form.questions().find(|own| own.kind == Kind::Group) else { return Ok(()) };
        if draft.rows(&group.id) == 0 {
            self.press(at, Action::Add(group.id.clone()))?;
            let name = format!("{}.0.{}", group.id, group.questions[0].id);
            return self.input(at, UserInput::Typed { name, value: "王".to_owned() });
        }
        let item = random.below(draft.rows(&group.id)).to_string();
        self.press(at, Action::Remove { question: group.id.clone(), item })
    }

    fn follow_or_remedy(&mut self, at: usize, random: &mut Random) -> Checked {
        let problems = self.tabs[at].journey().problems();
        let Some(problem) = problems.first() else {
            let other = if random.below(2) == 0 { UserInput::CitationToggled } else { UserInput::FilledIn };
            return self.input(at, other);
        };
        if let Some(rule) = problem.rule().filter(|_| random.below(2) == 0) {
            let action = Action::Remedy(rule.to_owned());
            return self.press(at, action);
        }
        let control = problem.control.clone();
        self.input(at, UserInput::LinkFollowed(control))
    }

    /// A password manager sets a control without an event; the next event brings its value.
    fn set_silently(&mut self, at: usize, question: &Question, random: &mut Random) -> Checked {
        if !question.kind.parts().is_empty() || !question.options.is_empty() || question.takes_files() {
            return Ok(());
        }
        self.counts.add("controls set without an event");
        let name = self.tabs[at].name;
        self.feed(name, &Event::Drawn)?;
        let value = (*random.pick(&["ming@example.com", "0912345678", "王小明"])).to_owned();
        let control = Control { name: question.id.clone(), value, kind: ControlKind::Text };
        self.feed_with(name, &Event::Touched, &[control])
    }

    /// An event of a control that was drawn for an earlier session.
    fn use_old_control(&mut self, at: usize, random: &mut Random) -> Checked {
        let (name, session) = (self.tabs[at].name, self.tabs[at].journey().session());
        let Some(session) = session.checked_sub(1) else { return Ok(()) };
        self.counts.add("fault: control of an earlier session");
        let input = match random.below(3) {
            0 => UserInput::Typed { name: "name".to_owned(), value: "林".to_owned() },
            1 => UserInput::Pressed(Action::Restart),
            _ => UserInput::FilesChosen { question: "evidence".to_owned(), names: vec!["a.png".to_owned()] },
        };
        self.expect_ignored(true);
        self.feed(name, &Event::Input { session, input })
    }

    /// Presses a button that the page may not have.
    fn press_any(&mut self, at: usize, random: &mut Random) -> Checked {
        let form = self.fixture.form();
        let questions: Vec<&Question> = form.questions().collect();
        let question = random.pick(&questions).id.clone();
        let languages = ["en", "zh-Hant", "xx"];
        let action = match random.below(15) {
            0 => Action::Next,
            1 => Action::Back,
            2 => Action::Change(question),
            3 => Action::Submit,
            4 => Action::Retry,
            5 => Action::Save,
            6 => Action::Undo,
            7 => Action::Print,
            8 | 9 => Action::Language((*random.pick(&languages)).to_owned()),
            10 => Action::Stay,
            11 => Action::Add(question),
            12 => Action::Remove { question, item: "0".to_owned() },
            13 => Action::Show,
            _ => Action::Remedy("unknown".to_owned()),
        };
        self.press(at, action)
    }

    fn press(&mut self, at: usize, action: Action) -> Checked {
        self.input(at, UserInput::Pressed(action))
    }

    /// An input at the tab; the person needs some milliseconds for it.
    pub(super) fn input(&mut self, at: usize, input: UserInput) -> Checked {
        let (name, session) = (self.tabs[at].name, self.tabs[at].journey().session());
        self.feed(name, &Event::Input { session, input })
    }
}
