//! The wizard: what it remembers, what it does on each message, which page it draws.

use super::flow::{Page, Saved};
use super::shown::Shown;
use super::step::STAFF;
use super::view::{View, element_id};
use super::{Chosen, Event, Frozen, Options, Port, Progress, events, failure, flow, notice, receipt, review, step, stop};
use crate::config::Config;
use crate::draft::Draft;
use crate::form::Form;
use crate::json::Json;
use crate::problem::{Finding, Problem};
use crate::receive::is_staff_id;
use crate::reply::Reply;
use crate::submission::{Acceptance, Filing};
use crate::text::{Word, Words};
use crate::validate::{Assessment, Circumstances, Mode, assess, validate};
use crate::value::text::clean_line;
use crate::value::time::DateTime;
use std::rc::Rc;
use yew::prelude::*;

/// What a wizard is made from.
#[derive(Clone, Properties)]
pub struct Setup {
    /// The form, with the portal's config applied.
    pub form: Rc<Form>,
    /// The portal's config.
    pub config: Rc<Config>,
    /// What the host page set at first.
    pub options: Options,
    /// The browser and the host page.
    pub port: Rc<dyn Port>,
}

impl PartialEq for Setup {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.form, &other.form) && self.options == other.options
    }
}

/// What happens to a wizard.
pub enum Msg {
    /// Something was typed into a control.
    Typed { name: String, value: String },
    /// Typing into a control ended, or an option was chosen.
    Chosen { name: String, value: String },
    /// A box was ticked or cleared.
    Ticked { name: String, value: String, on: bool },
    /// Files were chosen in an input.
    Files { name: String, input: web_sys::Element },
    /// A file was read.
    Read { name: String, chosen: Chosen },
    /// A button was pressed: its action, what it is for, which item of that.
    Pressed { action: String, target: String, item: String },
    /// An entry of the error summary was followed.
    Followed(String),
    /// Enter was pressed in a control, or the main button.
    Entered,
    /// The filing of that id went on.
    Progressed { id: String, progress: Progress },
    /// Suggestions arrived.
    Suggested { list: String, json: String },
    /// The host page set something else.
    Set(Options),
    /// Everything is to be forgotten.
    Reset(&'static str),
}

/// The wizard.
pub struct Wizard {
    draft: Draft,
    page: Page,
    shown: Vec<Shown>,
    words: Words,
    options: Options,
    filing: Option<Rc<Frozen>>,
    waiting: Option<u32>,
    /// Whether Continue leads back to the review.
    reviewing: bool,
    /// What takes the focus after the next drawing, as a selector.
    focus: Option<String>,
    /// What a screen reader is told.
    announcement: String,
    lists: Vec<(String, Json)>,
    root: NodeRef,
}

impl Component for Wizard {
    type Message = Msg;
    type Properties = Setup;

    fn create(ctx: &Context<Self>) -> Self {
        let setup = ctx.props();
        let saved = Saved::read(&setup.form, setup.port.load().as_deref());
        let mut wizard = Self {
            draft: saved.draft,
            page: saved.page,
            shown: Vec::new(),
            words: Words::of(&setup.options.lang),
            options: setup.options.clone(),
            filing: saved.filing.map(Rc::new),
            waiting: None,
            reviewing: saved.reviewing,
            focus: None,
            announcement: String::new(),
            lists: Vec::new(),
            root: NodeRef::default(),
        };
        wizard.prefill(setup);
        if wizard.filing.is_some() {
            wizard.page = Page::Failure(Reply::Unknown);
        }
        wizard.tell_step(setup);
        wizard
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let setup = ctx.props();
        match msg {
            Msg::Typed { name, value } => {
                self.draft.set_text(&name, &value);
                self.save(setup);
                false
            }
            Msg::Chosen { name, value } => self.choose(setup, &name, |draft| draft.set_text(&name, &value)),
            Msg::Ticked { name, value, on } => {
                let form = Rc::clone(&setup.form);
                if on && name.starts_with("notice.") {
                    let at = moment(setup);
                    self.draft.set_text(&[&name, ".at"].concat(), &at);
                }
                self.choose(setup, &name, |draft| flow::tick(&form, draft, &name, &value, on))
            }
            Msg::Files { name, input } => {
                let done = ctx.link().callback({
                    let name = name.clone();
                    move |chosen| Msg::Read { name: name.clone(), chosen }
                });
                self.shown.retain(|shown| shown.name != name);
                setup.port.read_files(&input, &name, setup.form.limits, done);
                true
            }
            Msg::Read { name, chosen } => {
                self.take_file(setup, &name, chosen);
                true
            }
            Msg::Pressed { action, target, item } => self.press(ctx, &action, &target, &item),
            Msg::Followed(name) => {
                self.focus = Some(control_selector(&name));
                true
            }
            Msg::Entered => self.press(ctx, if self.page == Page::Review { "submit" } else { "next" }, "", ""),
            Msg::Progressed { id, progress } => {
                self.progress(setup, &id, progress);
                true
            }
            Msg::Suggested { list, json } => {
                let json = Json::read(&json).unwrap_or(Json::Null);
                self.lists.push((list, json));
                true
            }
            Msg::Set(options) => {
                self.words = Words::of(&options.lang);
                self.options = options;
                true
            }
            Msg::Reset(reason) => {
                self.forget(setup, reason);
                true
            }
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        let setup = ctx.props();
        let assessment = self.assess(setup);
        let suggestions = flow::suggestions(setup, &assessment, &self.lists);
        let view = View {
            form: &setup.form,
            config: &setup.config,
            draft: &self.draft,
            assessment: &assessment,
            shown: &self.shown,
            words: &self.words,
            mode: self.options.mode,
            heading_level: self.options.heading_level,
            suggestions: &suggestions,
        };
        let page = self.draw(&view);
        let link = ctx.link();
        html! {
            <div ref={self.root.clone()} class={["page ", self.options.mode.as_str()].concat()} part="page"
                lang={self.words.tag().to_owned()} data-step={self.page_id(&setup.form)}
                oninput={link.batch_callback(|event: InputEvent| events::input(&event))}
                onchange={link.batch_callback(|event: yew::events::Event| events::change(&event))}
                onclick={link.batch_callback(|event: MouseEvent| events::click(&event))}
                onsubmit={link.callback(|event: SubmitEvent| events::submit(&event))}>
                <form novalidate=true key={self.page_id(&setup.form)}>{ page }</form>
                <p class="hidden" role="status">{ self.announcement.clone() }</p>
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, _first: bool) {
        let Some(root) = self.root.cast::<web_sys::Element>() else { return };
        let setup = ctx.props();
        events::settle_selects(&root, &self.draft);
        for (canvas, name) in events::new_canvases(&root) {
            let done = ctx.link().callback({
                let name = name.clone();
                move |chosen| Msg::Read { name: name.clone(), chosen }
            });
            setup.port.sign(&canvas, &name, setup.form.limits, done);
        }
        if let Some(selector) = self.focus.take() {
            events::focus(&root, &selector);
        }
        if self.options.title_errors {
            let prefix = (!self.shown.is_empty()).then(|| self.words.say(Word::TitlePrefix));
            setup.port.mark_title(prefix);
        }
        self.want_lists(ctx);
    }
}

impl Wizard {
    fn assess<'a>(&self, setup: &'a Setup) -> Assessment<'a> {
        let circumstances = Circumstances {
            today: setup.port.now().date(),
            mode: self.options.mode,
            channel: self.options.channel,
        };
        assess(&setup.form, &self.draft, circumstances)
    }

    fn draw(&self, view: &View) -> Html {
        match &self.page {
            Page::Step(id) => {
                let steps = flow::visible(view.form, view.assessment);
                let index = steps.iter().position(|step| step.id == *id).unwrap_or(0);
                steps.get(index).map(|step| step::step(view, step, index, steps.len() + 1)).unwrap_or_default()
            }
            Page::Review => review::review(view),
            Page::Stop(id) => view.form.stop(id).map(|stop| stop::stop(view, stop)).unwrap_or_default(),
            Page::Sending => failure::sending(view, self.waiting),
            Page::Failure(reply) => failure::failure(view, reply),
            Page::Receipt(receipt) => receipt::receipt(view, receipt),
        }
    }

    fn page_id(&self, form: &Form) -> String {
        match &self.page {
            Page::Step(id) => id.clone(),
            Page::Stop(id) => {
                let step = form.stop(id).and_then(|stop| form.step_of(&stop.at));
                step.and_then(|step| form.steps.get(step)).map(|step| step.id.clone()).unwrap_or_default()
            }
            Page::Review => "review".to_owned(),
            Page::Sending => "sending".to_owned(),
            Page::Failure(_) => "failure".to_owned(),
            Page::Receipt(_) => "receipt".to_owned(),
        }
    }

    /// Changes the draft by a choice, and tells what that revealed.
    fn choose(&mut self, setup: &Setup, name: &str, change: impl FnOnce(&mut Draft)) -> bool {
        let before = flow::asked(&self.assess(setup), &setup.form, &self.page);
        change(&mut self.draft);
        flow::follow(&mut self.draft, name);
        let after = flow::asked(&self.assess(setup), &setup.form, &self.page);
        let added = after.saturating_sub(before);
        self.announcement = if added > 0 {
            self.words.fill(Word::QuestionsAdded, &[("count", &added.to_string())])
        } else {
            String::new()
        };
        self.save(setup);
        true
    }

    fn take_file(&mut self, setup: &Setup, name: &str, chosen: Chosen) {
        match chosen {
            Ok(file) => {
                let most = setup.form.question(name).map_or(1, |question| question.most_files(&setup.form.limits));
                if most == 1 {
                    self.draft.files.retain(|other| other.answer != name);
                }
                self.announcement = self.words.fill(Word::FileAdded, &[("label", &file.name)]);
                self.draft.files.push(file);
                self.save(setup);
            }
            Err((file, problem)) => {
                self.shown.push(Shown::file(name, file, problem));
                self.focus = Some(SUMMARY.to_owned());
                self.tell_invalid(setup);
            }
        }
    }

    fn press(&mut self, ctx: &Context<Self>, action: &str, target: &str, item: &str) -> bool {
        let setup = ctx.props();
        match action {
            "next" => self.next(setup),
            "back" => self.back(setup),
            "submit" => self.submit(ctx),
            "retry" => self.send(ctx),
            "restart" => self.forget(setup, "person"),
            "print" => setup.port.print(),
            "change" => {
                self.reviewing = true;
                self.go(setup, flow::page_of(&setup.form, target), Some(control_selector(target)));
            }
            "add" => {
                let row = self.draft.rows(target);
                self.focus = flow::add_row(&setup.form, &mut self.draft, target, row).map(|name| control_selector(&name));
                self.save(setup);
            }
            "remove" => {
                match item.parse() {
                    Ok(row) => self.draft.remove_row(target, row),
                    Err(_) => self.draft.files.retain(|file| file.id != item),
                }
                self.shown.retain(|shown| !shown.name.starts_with(target));
                self.focus = Some(control_selector(target));
                self.save(setup);
            }
            "remedy" => {
                let assessment = self.assess(setup);
                if let Some(into) = flow::apply_remedy(&setup.form, &mut self.draft, &assessment, &self.words, target) {
                    self.shown.clear();
                    self.focus = Some(control_selector(&into));
                    self.save(setup);
                }
            }
            _ => return false,
        }
        true
    }

    fn next(&mut self, setup: &Setup) {
        let Page::Step(id) = self.page.clone() else { return };
        let form = &setup.form;
        flow::drop_empty_rows(form, &mut self.draft);
        let assessment = self.assess(setup);
        if let Some(stop) = flow::stop_in(form, &assessment, &id) {
            return self.go(setup, Page::Stop(stop), None);
        }
        let steps = flow::visible(form, &assessment);
        let index = steps.iter().position(|step| step.id == id).unwrap_or(0);
        let mut shown = if index == 0 { self.staff_problem(form) } else { Vec::new() };
        shown.extend(flow::findings_in(form, &assessment, &id).map(|finding| Shown::found(form, finding)));
        if !shown.is_empty() {
            return self.show(setup, shown);
        }
        let page = if self.reviewing {
            flow::first_with_problem(form, &assessment).map_or(Page::Review, Page::Step)
        } else {
            steps.get(index + 1).map_or(Page::Review, |step| Page::Step(step.id.clone()))
        };
        self.go(setup, page, None);
    }

    fn back(&mut self, setup: &Setup) {
        let assessment = self.assess(setup);
        let steps = flow::visible(&setup.form, &assessment);
        let page = match &self.page {
            Page::Stop(_) => Page::Step(self.page_id(&setup.form)),
            Page::Failure(reply) if reply.releases() => Page::Review,
            Page::Review => flow::last(&steps),
            Page::Step(id) => {
                let index = steps.iter().position(|step| step.id == *id).unwrap_or(0);
                let before = index.checked_sub(1).and_then(|before| steps.get(before));
                before.map_or_else(|| self.page.clone(), |step| Page::Step(step.id.clone()))
            }
            _ => return,
        };
        self.go(setup, page, None);
    }

    /// Freezes the filing and sends it, or shows what is still wrong.
    fn submit(&mut self, ctx: &Context<Self>) {
        if self.page != Page::Review {
            return;
        }
        let setup = ctx.props();
        let form = &setup.form;
        let assessment = self.assess(setup);
        let staff = self.staff_problem(form);
        let wrong = flow::first_with_problem(form, &assessment);
        if let Some(step) = wrong.or_else(|| (!staff.is_empty()).then(|| flow::first_step(form))) {
            let findings = flow::findings_in(form, &assessment, &step).map(|finding| Shown::found(form, finding));
            let shown = staff.into_iter().chain(findings).collect();
            self.reviewing = true;
            self.go(setup, Page::Step(step), None);
            return self.show(setup, shown);
        }
        let missing = form.notices.iter().filter(|notice| !self.accepted(&notice.id));
        let missing: Vec<Shown> =
            missing.map(|notice| Shown::notice(&notice.id, notice.cite.as_ref())).collect();
        if !missing.is_empty() {
            return self.show(setup, missing);
        }
        match validate(form, &self.draft, self.filing_of(setup), setup.port.now().date()) {
            Ok(submission) => {
                let frozen = Frozen { id: submission.id().to_owned(), body: submission.to_json() };
                self.filing = Some(Rc::new(frozen));
                self.send(ctx);
            }
            Err(findings) => {
                let shown = findings.iter().map(|finding| Shown::found(form, finding)).collect();
                self.show(setup, shown);
            }
        }
    }

    fn send(&mut self, ctx: &Context<Self>) {
        let setup = ctx.props();
        let Some(filing) = self.filing.clone() else { return };
        self.waiting = None;
        self.go(setup, Page::Sending, None);
        let id = filing.id.clone();
        setup.port.file(filing, ctx.link().callback(move |progress| Msg::Progressed { id: id.clone(), progress }));
    }

    fn progress(&mut self, setup: &Setup, id: &str, progress: Progress) {
        // What comes late, for a filing that was given up, is nothing to this one.
        let Some(filing) = self.filing.clone().filter(|filing| filing.id == id) else { return };
        match progress {
            Progress::Waiting(seconds) => self.waiting = Some(seconds),
            Progress::Done { reply: Reply::Received(receipt), .. } => {
                setup.port.emit(&Event::Submitted { id: &filing.id, reference: &receipt.reference });
                self.filing = None;
                self.go(setup, Page::Receipt(receipt), None);
                setup.port.forget();
            }
            Progress::Done { reply: Reply::Refused(told), .. } => {
                self.filing = None;
                let shown: Vec<Shown> = told.iter().map(|told| Shown::told(&setup.form, told)).collect();
                let step = shown.iter().find_map(|shown| flow::step_of(&setup.form, &shown.name));
                self.reviewing = true;
                self.go(setup, step.map_or(Page::Review, Page::Step), None);
                self.show(setup, shown);
            }
            Progress::Done { reply, status } => {
                if reply.releases() {
                    self.filing = None;
                }
                let retryable = reply.may_retry();
                setup.port.emit(&Event::Failed { kind: kind(&reply), status, retryable });
                self.go(setup, Page::Failure(reply), None);
            }
        }
    }

    fn filing_of(&self, setup: &Setup) -> Filing {
        let notices = setup.form.notices.iter().map(|notice| Acceptance {
            id: notice.id.clone(),
            version: match &setup.config.privacy {
                Some(privacy) if notice.id == "privacy" => privacy.version.clone(),
                _ => notice.version.clone(),
            },
            accepted_at: self.draft.text(&[&notice::control_name(&notice.id), ".at"].concat()).to_owned(),
        });
        Filing {
            id: setup.port.new_id(),
            locale: self.words.tag().to_owned(),
            channel: self.options.channel,
            config: Some(setup.config.version.clone()).filter(|version| !version.is_empty()),
            staff: (self.options.mode == Mode::Assisted).then(|| clean_line(self.draft.text(STAFF))),
            filed_at: moment(setup),
            notices: notices.collect(),
        }
    }

    fn accepted(&self, notice: &str) -> bool {
        !self.draft.list(&notice::control_name(notice)).is_empty()
    }

    fn staff_problem(&self, form: &Form) -> Vec<Shown> {
        if self.options.mode != Mode::Assisted || is_staff_id(&clean_line(self.draft.text(STAFF))) {
            return Vec::new();
        }
        let finding = Finding { pointer: "#/staff/id".to_owned(), problem: Problem::Required, cite: None };
        vec![Shown::found(form, &finding)]
    }

    fn show(&mut self, setup: &Setup, shown: Vec<Shown>) {
        self.shown = shown;
        self.focus = Some(SUMMARY.to_owned());
        self.tell_invalid(setup);
    }

    /// Shows another page; its heading takes the focus, unless something else shall.
    fn go(&mut self, setup: &Setup, page: Page, focus: Option<String>) {
        self.page = page;
        self.shown.clear();
        self.announcement.clear();
        self.focus = focus.or_else(|| Some(HEADING.to_owned()));
        if self.page == Page::Review {
            self.reviewing = false;
        }
        self.save(setup);
        self.tell_step(setup);
    }

    fn forget(&mut self, setup: &Setup, reason: &'static str) {
        self.draft = Draft::default();
        self.filing = None;
        self.reviewing = false;
        self.lists.clear();
        self.go(setup, Page::Step(flow::first_step(&setup.form)), None);
        setup.port.forget();
        setup.port.emit(&Event::Reset { reason });
    }

    fn save(&self, setup: &Setup) {
        if !matches!(self.page, Page::Receipt(_)) {
            setup.port.save(&Saved::write(&setup.form, &self.draft, &self.page, self.reviewing, self.filing.as_deref()));
        }
    }

    fn prefill(&mut self, setup: &Setup) {
        let Some(json) = setup.options.prefill.as_deref().and_then(|text| Json::read(text).ok()) else { return };
        let (draft, findings) = Draft::from_answers(&setup.form, &json);
        if !findings.is_empty() {
            setup.port.emit(&Event::Failed { kind: "prefill", status: None, retryable: false });
        }
        self.draft.fill_from(draft);
    }

    fn tell_step(&self, setup: &Setup) {
        let steps = flow::visible(&setup.form, &self.assess(setup)).into_iter().map(|step| step.id.clone());
        let ids: Vec<String> = steps.chain(["review".to_owned()]).collect();
        let step = self.page_id(&setup.form);
        let index = ids.iter().position(|id| *id == step).unwrap_or(ids.len());
        setup.port.emit(&Event::Step { step: &step, index, count: ids.len() });
    }

    fn tell_invalid(&self, setup: &Setup) {
        let fields = self.shown.iter().map(|shown| shown.name.clone()).collect();
        let codes = self.shown.iter().map(|shown| shown.code.as_str()).collect();
        setup.port.emit(&Event::Invalid { step: &self.page_id(&setup.form), fields, codes });
    }

    /// Asks once for each list of suggestions that the step offers.
    fn want_lists(&mut self, ctx: &Context<Self>) {
        let Page::Step(id) = &self.page else { return };
        let form = &ctx.props().form;
        let questions = form.steps.iter().filter(|step| step.id == *id).flat_map(|step| &step.questions);
        for list in questions.filter_map(|question| question.suggest_from.clone()) {
            if list == "units" || self.lists.iter().any(|(known, _)| *known == list) {
                continue;
            }
            self.lists.push((list.clone(), Json::Null));
            let done = ctx.link().callback({
                let list = list.clone();
                move |json| Msg::Suggested { list: list.clone(), json }
            });
            ctx.props().port.suggestions(flow::suggestion_file(&list), done);
        }
    }
}

const HEADING: &str = ".heading";
const SUMMARY: &str = ".summary";

/// Selects the first control of a question that can take the focus, wrong ones first.
fn control_selector(name: &str) -> String {
    element_id(name)
}

/// Now, as it stands in a submission.
fn moment(setup: &Setup) -> String {
    // Empty only for a clock outside of 1800 to 2200, which the server then refuses.
    DateTime::new(setup.port.now()).map(|now| now.to_string()).unwrap_or_default()
}

/// The kind of failure, as the host page sees it.
fn kind(reply: &Reply) -> &'static str {
    match reply {
        Reply::SignIn => "session",
        Reply::Busy(_) => "busy",
        Reply::NoEndpoint => "endpoint",
        Reply::NotReceived => "not_received",
        Reply::FilesRefused => "attachments",
        Reply::Refused(_) | Reply::RefusedWhole(_) => "refused",
        Reply::InProgress | Reply::Unknown | Reply::Received(_) => "network",
    }
}
