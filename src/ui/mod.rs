//! The wizard on the page: Yew only, one component a file. It knows nothing of HTTP or storage: see `Port`.

mod actions;
mod address;
mod choice;
mod date;
mod display;
mod draw;
mod error_summary;
mod events;
mod failure;
mod files;
mod filing;
mod flow;
mod group;
mod idle;
mod keep;
mod languages;
mod law;
mod lists;
mod notes;
mod notice;
mod prose;
mod question;
mod receipt;
mod remedy;
mod review;
mod saved;
mod shown;
mod signature;
mod step;
mod stop;
mod tag;
mod turn;
mod typed;
mod undo;
mod upload;
mod view;
mod wizard;

pub use wizard::{Act, Msg, Setup, Wizard};

use crate::problem::Problem;
use crate::reply::Reply;
use crate::validate::{Channel, Mode};
use crate::value::attachment::{Attachment, Limits};
use chrono::NaiveDateTime;
use std::rc::Rc;
use yew::Callback;

/// What the host page set.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Options {
    /// Language tag, such as `zh-Hant`.
    pub lang: String,
    /// How the form is filled in.
    pub mode: Mode,
    /// Recorded with the submission.
    pub channel: Channel,
    /// 1 to 6, of a step's heading.
    pub heading_level: u8,
    /// Whether the page's title tells of problems.
    pub title_errors: bool,
    /// Seconds without input until a kiosk forgets everything.
    pub idle_timeout: u32,
    /// First answers, canonical, as JSON.
    pub prefill: Option<String>,
    /// Whether the draft outlives the tab.
    pub is_local: bool,
    /// Whether the engine had to be started again.
    pub is_recovered: bool,
}

/// A filing whose id and bytes no longer change.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frozen {
    /// The submission's id and idempotency key.
    pub id: String,
    /// The body, byte for byte.
    pub body: String,
}

/// What happens between attempts at sending.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pause {
    /// So many seconds pass before the next one.
    Waiting(u32),
    /// There is no network; whether an attempt was made before.
    Offline { sent: bool },
}

/// How a file goes on its way.
pub enum Upload {
    /// So many hundredths of it were sent.
    Percent(u32),
    /// The next attempt has to wait.
    Paused(Pause),
    /// The backend has it, at that place.
    Stored(String),
    /// Nothing more happens by itself. With the status of the answer, if there was one.
    Failed { reply: Reply, status: Option<u16> },
}

/// How a filing goes on.
pub enum Progress {
    /// Another tab files this draft, and this is what it sends: it is sent here as well.
    Adopted(String),
    /// The next attempt has to wait.
    Paused(Pause),
    /// Nothing more happens by itself. With the status of the answer, if there was one.
    Done { reply: Reply, status: Option<u16> },
}

/// A file that was chosen, or its name and why it can't be taken.
pub type Chosen = Result<Attachment, (String, Problem)>;

/// What the wizard tells the host page. No answers.
pub enum Event<'a> {
    /// The first step is usable.
    Ready { workflow: &'a str, version: &'a str },
    /// A step was shown.
    Step { step: &'a str, index: usize, count: usize },
    /// Problems were shown.
    Invalid { step: &'a str, fields: Vec<String>, codes: Vec<&'a str> },
    /// The backend has it.
    Submitted { id: &'a str, reference: &'a str },
    /// Something failed, and the person sees it.
    Failed { kind: &'a str, status: Option<u16>, retryable: bool },
    /// Everything was forgotten.
    Reset { reason: &'a str },
}

/// What the wizard needs of the browser and the host page.
pub trait Port {
    /// Now, as civil time in Asia/Taipei.
    fn now(&self) -> NaiveDateTime;
    /// A new UUID, version 7.
    fn new_id(&self) -> String;
    /// Tells the host page.
    fn emit(&self, event: &Event);
    /// Keeps the draft.
    fn save(&self, draft: &str);
    /// The draft that was kept.
    fn load(&self) -> Option<String>;
    /// Keeps something large by a name of its own: a file's content, the body of a filing.
    fn keep(&self, name: &str, content: &str);
    /// What was kept under that name.
    fn kept(&self, name: &str) -> Option<String>;
    /// Drops what was kept under that name.
    fn discard(&self, name: &str);
    /// Forgets the draft and everything kept.
    fn forget(&self);
    /// Hands the person a file.
    fn download(&self, name: &str, text: &str);
    /// Hands the filing to the host page or the endpoint; tells how it goes on.
    fn file(&self, filing: Rc<Frozen>, progress: Callback<Progress>);
    /// Whether files are sent to an address of their own, before the filing.
    fn uploads(&self) -> bool;
    /// Sends a file there; tells how it goes on.
    fn upload(&self, file: &Attachment, progress: Callback<Upload>);
    /// Calls off what waits to be sent.
    fn call_off(&self);
    /// Reads the files chosen in an input, as answers to that question; gives their names.
    fn read_files(
        &self,
        input: &web_sys::Element,
        answer: &str,
        limits: Limits,
        done: Callback<Chosen>,
    ) -> Vec<String>;
    /// Reads the text of the file chosen in an input; `None` if it can't be read.
    fn read_text(&self, input: &web_sys::Element, done: Callback<Option<String>>);
    /// Lets a canvas be drawn on, beginning with a drawing; `done` gets the drawing after each stroke.
    fn sign(
        &self,
        canvas: &web_sys::Element,
        answer: &str,
        image: &str,
        limits: Limits,
        done: Callback<Chosen>,
    );
    /// Shows another drawing on such a canvas: the base64 of a PNG, or an empty text for none.
    fn show_drawing(&self, canvas: &web_sys::Element, image: &str);
    /// Calls back every second, as long as the form is there.
    fn every_second(&self, second: Callback<()>);
    /// Switches the form to a language.
    fn speak(&self, tag: &str);
    /// Prints the form.
    fn print(&self);
    /// Asks for a list of the delivery; it comes as JSON, or never.
    fn load_list(&self, file: &str, done: Callback<String>);
    /// Prefixes the page's title, or takes the prefix away.
    fn mark_title(&self, prefix: Option<&str>);
}
