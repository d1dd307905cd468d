//! The Yew component: passes events to the journey, executes its effects and draws its page.

use super::browser::Browser;
use super::{canvases, clock, drafts, later, page};
use crate::content::Content;
use crate::fault;
use crate::journey::{Effect, Event, Focus, Journey, Options, Timer, UserInput};
use crate::text::{Word, Words};
use crate::ui;
use std::rc::Rc;
use yew::prelude::*;
use yew::virtual_dom::VNode;

/// The properties of the component.
#[derive(Clone, Properties)]
pub struct Setup {
    /// The form, its config and the words.
    pub content: Content,
    /// The initial settings of the host page.
    pub options: Options,
    /// Whether the engine was restarted after a panic.
    pub is_recovered: bool,
    /// Whether the elements of the first step are already on the page. Their controls may have values.
    pub is_adopted: bool,
    /// The browser around the element.
    pub browser: Rc<Browser>,
}

impl PartialEq for Setup {
    fn eq(&self, other: &Self) -> bool {
        Rc::ptr_eq(&self.content.form, &other.content.form)
    }
}

/// A message to the component.
pub enum Msg {
    /// An event for the journey.
    Event(Event),
    /// The texts of the engine in another language.
    Words { texts: String, tag: String },
    /// The pointer went down on the page, or up.
    Pointer { down: bool },
    /// The second module of the engine was connected.
    Connected,
}

/// The component.
pub struct Wizard {
    journey: Journey,
    /// The focus after the next drawing.
    focus: Option<Focus>,
    /// While the pointer is down: whether the page must be drawn when it goes up. A change before that could
    /// move the button away from the pointer, and the click would be lost.
    held: Option<bool>,
    /// Messages that wait for the second module, in order.
    waiting: Vec<Msg>,
    /// Whether the page must be drawn when the second module is connected.
    waits_to_draw: bool,
    /// Whether the values of the controls must not be set, because the journey has not read them yet.
    is_adopting: bool,
    root: NodeRef,
}

impl Component for Wizard {
    type Message = Msg;
    type Properties = Setup;

    fn create(ctx: &Context<Self>) -> Self {
        fault::at("create");
        let Setup { content, options, is_recovered, is_adopted, browser } = ctx.props();
        let stored = drafts::stored(&browser.host, *is_recovered);
        let moment = clock::moment(&browser.host);
        let limits = content.form.limits;
        let (journey, effects) = Journey::start(content.clone(), options.clone(), &stored, moment);
        drafts::listen(&browser.host, report(ctx));
        canvases::listen(&browser.host, limits, report(ctx));
        browser.host.listen_online(&js_callback(report(ctx)));
        let (is_adopting, root) = (*is_adopted, NodeRef::default());
        let mut wizard = Self {
            journey,
            focus: None,
            held: None,
            waiting: Vec::new(),
            waits_to_draw: false,
            is_adopting,
            root,
        };
        wizard.execute(ctx, effects);
        wizard
    }

    fn update(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let host = &ctx.props().browser.host;
        if !later::is_connected() && self.must_wait(&msg) {
            host.wait();
            // While a button waits, the page shows an earlier state. A second press is ignored.
            let is_waiting = self.waits_to_draw || self.waiting.iter().any(is_press);
            if !(is_waiting && is_press(&msg)) {
                self.waiting.push(msg);
            }
            return false;
        }
        let is_due = self.handle(ctx, msg) || self.waits_to_draw;
        self.waits_to_draw = is_due && !later::is_connected() && !later::can_draw(&self.journey);
        if self.waits_to_draw {
            host.wait();
            return false;
        }
        match &mut self.held {
            Some(due) => {
                *due |= is_due;
                false
            }
            None => is_due,
        }
    }

    fn view(&self, ctx: &Context<Self>) -> Html {
        fault::at("view");
        if self.is_adopting {
            ctx.props().browser.host.adopt();
        }
        let assessment = self.journey.assess();
        let page = ui::page(&self.journey, &assessment);
        let page = if self.is_adopting { page.without_values() } else { page };
        let mut page = ui::write::yew::element(page);
        page.node_ref = self.root.clone();
        VNode::from(page)
    }

    fn rendered(&mut self, ctx: &Context<Self>, _: bool) {
        fault::at("rendered");
        let Some(root) = self.root.cast::<web_sys::Element>() else { return };
        let browser = &ctx.props().browser;
        canvases::update(&browser.host, &root, &self.journey);
        let focus = self.focus.take().map(|focus| match focus {
            Focus::Heading => ".heading".to_owned(),
            Focus::Summary => ".error-summary".to_owned(),
            Focus::Control(name) => ui::element_id(&name),
        });
        if !self.is_adopting {
            browser.host.settle(&root, focus.as_deref());
        }
        if self.journey.options().title_errors {
            let is_wrong = !self.journey.problems().is_empty();
            browser.host.mark_title(if is_wrong { self.journey.words().say(Word::ErrorMark) } else { "" });
        }
        self.report(ctx, Event::Drawn);
    }
}

impl Wizard {
    /// Returns whether a message needs the second module, or follows one that does.
    fn must_wait(&self, msg: &Msg) -> bool {
        match msg {
            Msg::Event(Event::Reset) | Msg::Pointer { .. } | Msg::Connected => false,
            Msg::Event(event) => !self.waiting.is_empty() || !later::can_handle(&self.journey, event),
            Msg::Words { .. } => true,
        }
    }

    /// Handles a message. Returns whether the page must be drawn.
    fn handle(&mut self, ctx: &Context<Self>, msg: Msg) -> bool {
        let event = match msg {
            Msg::Event(event) => event,
            Msg::Words { texts, tag } => self.translated_later(&texts, &tag),
            Msg::Pointer { down: true } => Event::Touched,
            Msg::Pointer { down: false } => return self.held.take().unwrap_or(false),
            Msg::Connected => {
                let mut is_due = false;
                for msg in std::mem::take(&mut self.waiting) {
                    is_due |= self.handle(ctx, msg);
                }
                return is_due;
            }
        };
        fault::at(name(&event));
        if matches!(event, Event::Input { input: UserInput::FilledIn, .. }) {
            self.is_adopting = false;
        }
        if matches!(event, Event::Touched) {
            self.held = Some(false);
        }
        self.report(ctx, event)
    }

    /// The same form with the texts of the engine in another language.
    #[inline(never)]
    fn translated_later(&self, texts: &str, tag: &str) -> Event {
        let (form, config) = (Rc::clone(self.journey.form()), Rc::clone(self.journey.config()));
        let words = Words::from_delivery(texts, &config, &form, tag);
        Event::ContentChanged(Content { form, config, words })
    }

    /// Passes an event to the journey and executes its effects. Returns whether the page must be drawn.
    fn report(&mut self, ctx: &Context<Self>, event: Event) -> bool {
        let moment = clock::moment(&ctx.props().browser.host);
        let controls = match self.root.cast::<web_sys::Element>() {
            Some(root) if !matches!(event, Event::Drawn | Event::Woke(Timer::Second)) => {
                page::controls(&ctx.props().browser.host, &root)
            }
            _ => Vec::new(),
        };
        let effects = self.journey.update(moment, &controls, event);
        self.execute(ctx, effects)
    }

    fn execute(&mut self, ctx: &Context<Self>, effects: Vec<Effect>) -> bool {
        let report = report(ctx);
        let mut is_due = false;
        for effect in effects {
            match effect {
                Effect::Draw => is_due = true,
                Effect::Focus(focus) => self.focus = Some(focus),
                effect => ctx.props().browser.execute(effect, &self.journey, &report),
            }
        }
        is_due
    }
}

/// Returns whether a message is the press of a button or of a link.
fn is_press(msg: &Msg) -> bool {
    let Msg::Event(Event::Input { input, .. }) = msg else { return false };
    matches!(input, UserInput::Entered | UserInput::Pressed(_) | UserInput::LinkFollowed(_))
}

fn report(ctx: &Context<Wizard>) -> Callback<Event> {
    ctx.link().callback(Msg::Event)
}

fn js_callback(report: Callback<Event>) -> wasm_bindgen::JsValue {
    wasm_bindgen::closure::Closure::<dyn Fn()>::new(move || report.emit(Event::Online)).into_js_value()
}

/// The name of an event, for tests that inject panics.
fn name(event: &Event) -> &'static str {
    match event {
        Event::Input { input, .. } => match input {
            UserInput::Typed { .. } => "typed",
            UserInput::Chosen { .. } => "chosen",
            UserInput::Ticked { .. } => "ticked",
            UserInput::FilesChosen { .. } | UserInput::DraftFileChosen => "files",
            UserInput::Pressed(_) => "pressed",
            UserInput::LinkFollowed(_) => "followed",
            UserInput::Entered => "entered",
            UserInput::CitationToggled => "opened",
            UserInput::FilledIn => "filled",
        },
        Event::FileRead { .. } => "read",
        Event::DraftFileRead { .. } => "loaded",
        Event::Offered { .. } => "offered",
        Event::HostReplied { .. } | Event::RequestEnded { .. } => "progressed",
        Event::UploadProgressed { .. } | Event::UploadEnded { .. } => "uploaded",
        Event::MessageReceived(_) => "message",
        Event::Locked { .. } => "locked",
        Event::Woke(Timer::Second) => "second",
        Event::Woke(_) => "woke",
        Event::Online => "online",
        Event::ListLoaded { .. } => "listed",
        Event::Touched => "held",
        Event::OptionsChanged(_) | Event::ContentChanged(_) => "set",
        Event::Reset => "reset",
        Event::Drawn => "drawn",
    }
}
