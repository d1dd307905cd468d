//! The wizard: what it remembers, what it does on each message, which page it draws.

use super::draw::draw;
use super::failure::Way;
use super::flow::{self, Page};
use super::saved::Saved;
use super::shown::Shown;
use super::tag::{Tag, tag};
use super::undo::{self, Undo};
use super::view::View;
use super::{
    Chosen, Event, Frozen, Options, Port, Progress, Upload, events, failure, idle, keep, languages, receipt,
    review, step, stop,
};
use crate::config::Config;
use crate::draft::Draft;
use crate::fault;
use crate::form::Form;
use crate::json::Json;
use crate::reply::Reply;
use crate::text::{Word, Words};
use crate::validate::{Assessment, Circumstances, assess};
use chrono::NaiveDateTime;
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

/// An act of the person on the page.
pub enum Act {
    /// Something was typed into a control.
    Typed { name: String, value: String },
    /// Typing into a control ended, or an option was chosen.
    Chosen { name: String, value: String },
    /// A box was ticked or cleared.
    Ticked { name: String, value: String, on: bool },
    /// Files were chosen in an input.
    Files { name: String, input: web_sys::Element },
    /// A button was pressed: its action, its target, and the item of that target.
    Pressed { action: String, target: String, item: String },
    /// An entry of the error summary was followed.
    Followed(String),
    /// Enter was pressed in a control, or the main button.
    Entered,
    /// A citation was opened or closed.
    Opened,
}

/// What happens to a wizard. Messages with a `session` are ignored in a later session.
pub enum Msg {
    /// The person did something on the page that was drawn for that session.
    Act { session: u32, act: Act },
    /// A saved draft was read from a file, or could not be.
    Loaded { session: u32, text: Option<String> },
    /// A file was read.
    Read { session: u32, name: String, chosen: Chosen },
    /// The filing of that id went on.
    Progressed { id: String, progress: Progress },
    /// The file of that id went on its way.
    Uploaded { id: String, upload: Upload },
    /// A list arrived.
    Fetched { list: String, json: String },
    /// A second has passed.
    Second,
    /// The mouse went down on the page, or up.
    Held(bool),
    /// The host page set something else.
    Set(Options),
    /// Everything is to be forgotten.
    Reset(&'static str),
}

impl Act {
    /// Its name in tests that ask for a panic.
    fn name(&self) -> &'static str {
        match self {
            Self::Typed { .. } => "typed",
            Self::Chosen { .. } => "chosen",
            Self::Ticked { .. } => "ticked",
            Self::Files { .. } => "files",
            Self::Pressed { .. } => "pressed",
            Self::Followed(_) => "followed",
            Self::Entered => "entered",
            Self::Opened => "opened",
        }
    }
}

impl Msg {
    /// Its name in tests that ask for a panic.
    fn name(&self) -> &'static str {
        match self {
            Self::Act { act, .. } => act.name(),
            Self::Loaded { .. } => "loaded",
            Self::Read { .. } => "read",
            Self::Progressed { .. } => "progressed",
            Self::Uploaded { .. } => "uploaded",
            Self::Fetched { .. } => "listed",
            Self::Second => "second",
            Self::Held(_) => "held",
            Self::Set(_) => "set",
            Self::Reset(_) => "reset",
        }
    }

    /// The session to which it belongs; none if it belongs to whatever session there is.
    fn session(&self) -> Option<u32> {
        match self {
            Self::Act { session, .. } | Self::Loaded { session, .. } | Self::Read { session, .. } => {
                Some(*session)
            }
            _ => None,
        }
    }
}

/// The wizard.
pub struct Wizard {
    /// The id under which the draft will be filed.
    pub(super) id: String,
    pub(super) draft: Draft,
    pub(super) page: Page,
    pub(super) shown: Vec<Shown>,
    pub(super) words: Words,
    pub(super) options: Options,
    pub(super) filing: Option<Rc<Frozen>>,
    /// What is being sent, while something is.
    pub(super) way: Way,
    /// Session counter; results from earlier sessions are ignored.
    pub(super) session: u32,
    /// The state before the last destructive act, for as long as it can be undone.
    pub(super) undo: Option<Undo>,
    /// The session and the answers of the last drawing.
    drawn: (u32, Draft),
    /// Files that are being read: the question that they answer, and their name.
    pub(super) preparing: Vec<(String, String)>,
    /// Whether to continue as soon as they have been read.
    pub(super) continue_when_ready: bool,
    /// Whether Continue leads back to the review.
    pub(super) reviewing: bool,
    /// What takes the focus after the next drawing, as a selector.
    pub(super) focus: Option<String>,
    /// What is said above the page until it is left: what became of a draft that was kept.
    pub(super) told: Vec<Remark>,
    /// What a screen reader is told.
    pub(super) announcement: String,
    pub(super) lists: Vec<(String, Json)>,
    /// When the form was last touched.
    pub(super) touched: NaiveDateTime,
    /// Seconds without a touch, at a public terminal.
    pub(super) idle: u32,
    /// While the mouse is down, whether a drawing is due. A page that moved then would take the button away from
    /// under the mouse, and the click would be lost.
    held: Option<bool>,
    pub(super) root: NodeRef,
}

impl Component for Wizard {
    type Message = Msg;
    type Properties = Setup;

    fn create(ctx: &Context<Self>) -> Self {
        fault::at("create");
        let setup = ctx.props();
        let saved = Saved::read(&setup.form, setup.port.load().as_deref(), &|name| setup.port.kept(name));
        let mut wizard = Self {
            id: setup.port.new_id(),
            draft: Draft::default(),
            page: Page::Step(flow::first_step(&setup.form)),
            told: Vec::new(),
            shown: Vec::new(),
            words: Words::in_form(&setup.config, &setup.form, &setup.options.lang),
            options: setup.options.clone(),
            filing: None,
            way: Way::Filing,
            preparing: Vec::new(),
            session: 0,
            undo: None,
            drawn: (0, Draft::default()),
            continue_when_ready: false,
            reviewing: false,
            focus: None,
            announcement: String::new(),
            lists: Vec::new(),
            touched: setup.port.now(),
            idle: 0,
            held: None,
            root: NodeRef::default(),
        };
        wizard.resume(saved);
        wizard.prefill(setup);
        if wizard.filing.is_some() {
            wizard.page = Page::Failure(Reply::Unknown);
        }
        wizard.watch(ctx);
        wizard
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        fault::at(msg.name());
        let setup = ctx.props();
        if matches!(msg, Msg::Second) {
            return self.pass_second(setup);
        }
        if msg.session().is_some_and(|session| session != self.session) {
            return false;
        }
        let warned = self.seconds_left().is_some();
        self.idle = 0;
        self.touched = setup.port.now();
        if let Msg::Held(down) = msg {
            return std::mem::replace(&mut self.held, down.then_some(warned)).unwrap_or(warned);
        }
        self.read_screen(setup);
        let changed = self.update_by(ctx, msg) || warned;
        match &mut self.held {
            Some(due) => {
                *due |= changed;
                false
            }
            None => changed,
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        fault::at("view");
        let setup = ctx.props();
        let assessment = self.assess(setup);
        let view = self.view_of(setup, &assessment);
        let id = self.page_id(&setup.form);
        let session = self.session.to_string();
        let form = tag("form").set("novalidate", "").key(&[&id, "#", &session].concat());
        let form = form.set(events::SESSION, &session);
        let form = draw(
            self.page_tag(&view, languages::offer(&view, idle::warning(&view, self.seconds_left(), form))),
        );
        let link = ctx.link();
        html! {
            <div ref={self.root.clone()} class={["page ", self.options.mode.as_str()].concat()} part="page"
                lang={self.words.tag().to_owned()} data-step={id}
                oninput={link.batch_callback(|event: InputEvent| events::input(&event))}
                onchange={link.batch_callback(|event: yew::events::Event| events::change(&event))}
                onmousedown={link.callback(|_| Msg::Held(true))} onmouseup={link.callback(|_| Msg::Held(false))}
                onmouseleave={link.callback(|_| Msg::Held(false))}
                onclick={link.batch_callback(|event: MouseEvent| events::click(&event))}
                onsubmit={link.batch_callback(|event: SubmitEvent| events::submit(&event))}>
                { form }
                { draw(tag("p").class("hidden").set("role", "status").text(&self.announcement)) }
            </div>
        }
    }

    fn rendered(&mut self, ctx: &Context<Self>, first: bool) {
        fault::at("rendered");
        let Some(root) = self.root.cast::<web_sys::Element>() else { return };
        let setup = ctx.props();
        if first {
            setup.port.emit(&Event::Ready { workflow: &setup.form.id, version: &setup.form.version });
            self.tell_step(setup);
        }
        events::settle_selects(&root, &self.draft);
        self.drawn = (self.session, self.draft.without_files());
        self.draw_signatures(ctx, &root);
        if let Some(selector) = self.focus.take() {
            events::focus(&root, &selector);
        }
        if self.options.title_errors {
            let prefix = (!self.shown.is_empty()).then(|| self.words.say(Word::ErrorMark));
            setup.port.mark_title(prefix);
        }
        self.want_lists(ctx);
    }
}

/// What is said above a page: the words, and what they are about.
pub type Remark = (Word, String);

/// Adds what is said above a page.
fn told(told: &[Remark], words: &Words, page: Tag) -> Tag {
    let said = |(word, about): &Remark| tag("p").text(&words.fill(*word, &[("about", about)]));
    match told {
        [] => page,
        told => page.tag(told.iter().map(said).fold(tag("div").part("note").set("role", "status"), Tag::tag)),
    }
}

impl Wizard {
    /// Takes over what stands in the controls, if they are those of this session.
    fn read_screen(&mut self, setup: &Setup) {
        let (session, drawn) = &self.drawn;
        if let Some(root) = self.root.cast().filter(|_| *session == self.session) {
            events::read_screen(&root, &setup.form, drawn, &mut self.draft);
        }
    }

    pub(super) fn assess<'a>(&self, setup: &'a Setup) -> Assessment<'a> {
        let circumstances = Circumstances {
            today: setup.port.now().date(),
            mode: self.options.mode,
            channel: self.options.channel,
        };
        assess(&setup.form, &self.draft, circumstances)
    }

    pub(super) fn view_of<'a>(&'a self, setup: &'a Setup, assessment: &'a Assessment<'a>) -> View<'a> {
        View {
            form: &setup.form,
            config: &setup.config,
            draft: &self.draft,
            assessment,
            shown: &self.shown,
            preparing: &self.preparing,
            undo: self.undo.as_ref(),
            words: &self.words,
            page_language: &self.options.lang,
            mode: self.options.mode,
            heading_level: self.options.heading_level,
            lists: &self.lists,
        }
    }

    pub(super) fn page_tag(&self, view: &View, page: Tag) -> Tag {
        match &self.page {
            Page::Step(id) => {
                let steps = flow::visible(view.form, view.assessment);
                let index = steps.iter().position(|step| step.id == *id).unwrap_or(0);
                match steps.get(index) {
                    Some(step) => {
                        let page = step::step(
                            view,
                            step,
                            index,
                            steps.len() + 1,
                            undo::offer(view, None, told(&self.told, view.words, page)),
                        );
                        keep::keep(view, self.options.is_local, page)
                    }
                    None => page,
                }
            }
            Page::Review => review::review(view, undo::offer(view, None, told(&self.told, view.words, page))),
            Page::Stop(id) => match view.form.stop(id) {
                Some(stop) => stop::stop(view, stop, page),
                None => page,
            },
            Page::Sending => failure::sending(view, self.way, page),
            Page::Failure(reply) => failure::failure(view, reply, page),
            Page::Receipt(receipt) => receipt::receipt(view, receipt, told(&self.told, view.words, page)),
        }
    }

    pub(super) fn page_id(&self, form: &Form) -> String {
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
}
