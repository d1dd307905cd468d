//! Coming back later: a draft saved to a file and opened again, and what the device keeps.

use super::Msg;
use super::saved::Saved;
use super::tag::{Tag, tag};
use super::view::{View, element_id};
use super::wizard::{Setup, Wizard};
use crate::json::{Json, Writer};
use crate::text::Word;
use crate::validate::Mode;
use crate::value::attachment::sha256_hex;
use yew::prelude::*;

/// The name of the control that opens a file.
pub const OPEN: &str = "saved_draft";
/// What a saved file says that it is.
const FORMAT: &str = "guitai-draft-1";

/// Adds the panel, but not at a public terminal.
pub fn keep(view: &View, is_local: bool, page: Tag) -> Tag {
    if view.mode == Mode::Kiosk {
        return page;
    }
    let id = element_id(OPEN);
    let open =
        tag("input").set("type", "file").set("id", &id).set("name", OPEN).set("part", "input").class("file");
    let words = view.say(Word::OpenFile);
    let label = tag("label").class("hidden").set("for", &id).text(words);
    // As where files are attached: the browser's own words may be in another language.
    let area = tag("div").class("drop").tag(label).tag(open.set("accept", ".json,application/json"));
    let area = area.tag(tag("span").set("aria-hidden", "true").text(words));
    let save = view.button("save", Word::SaveToFile, "secondary");
    let mut panel = tag("details")
        .class("keep")
        .set("part", "keep")
        .tag(tag("summary").text(view.say(Word::KeepTitle)))
        .tag(tag("p").text(view.say(Word::KeepHint)))
        .tag(tag("div").class("actions").tag(save).tag(area));
    if is_local {
        let erase = view.button("restart", Word::Erase, "secondary");
        panel = panel.tag(tag("p").text(view.say(Word::KeptHere))).tag(erase);
    }
    page.tag(panel)
}

impl Wizard {
    /// Hands the person the draft as a file.
    pub(super) fn export(&self, setup: &Setup) {
        let state = Saved::write(&setup.form, "", &self.draft, &self.page, self.reviewing, false);
        let files = self.draft.files.iter();
        let contents = files.filter_map(|file| Some((file.id.clone(), Json::String(file.content.clone()?))));
        let contents = Json::Object(contents.collect()).write();
        let mut out = Writer::default();
        out.open('{');
        out.member("format", FORMAT);
        out.member("workflow", &setup.form.id);
        out.member("sha256", &sha256_hex([state.as_str(), &contents].concat().as_bytes()));
        out.name("draft");
        out.word(&state);
        out.name("contents");
        out.word(&contents);
        out.close('}');
        let day = setup.port.now().date().to_string();
        setup.port.download(&[&setup.form.id, "-", &day, ".json"].concat(), &out.into_text());
    }

    /// Takes over a draft from a file, or says why not.
    pub(super) fn import(&mut self, setup: &Setup, text: Option<&str>) {
        let read = text.ok_or(Word::SavedDamaged).and_then(|text| self.read(setup, text));
        match read {
            Ok(()) => self.focus = Some(".heading".to_owned()),
            Err(word) => self.told = vec![(word, String::new())],
        }
    }

    fn read(&mut self, setup: &Setup, text: &str) -> Result<(), Word> {
        let json = Json::read(text).map_err(|_| Word::SavedDamaged)?;
        let says = |name: &str, value: &str| json.get(name).and_then(Json::text) == Some(value);
        if !says("format", FORMAT) || !says("workflow", &setup.form.id) {
            return Err(Word::SavedElsewhere);
        }
        let (draft, contents) = json.get("draft").zip(json.get("contents")).ok_or(Word::SavedDamaged)?;
        let whole = [draft.write(), contents.write()].concat();
        if !says("sha256", &sha256_hex(whole.as_bytes())) {
            return Err(Word::SavedDamaged);
        }
        let kept = |name: &str| contents.get(name).and_then(Json::text).map(str::to_owned);
        let saved = Saved::from_json(&setup.form, draft, &kept);
        let undo = self.undo_loss(setup, Word::Replaced);
        self.forget(setup, "person");
        self.undo = undo;
        self.resume(saved);
        for file in &self.draft.files {
            setup.port.keep(&file.id, file.content.as_deref().unwrap_or_default());
        }
        self.save(setup);
        Ok(())
    }

    /// Goes on with what was kept, and says what became of it.
    pub(super) fn resume(&mut self, saved: Saved) {
        if !saved.id.is_empty() {
            self.id = saved.id;
        }
        self.draft = saved.draft;
        self.page = saved.page;
        self.reviewing = saved.reviewing;
        self.filing = saved.filing.map(std::rc::Rc::new);
        if !saved.left_out.is_empty() {
            self.told.push((Word::DraftOutdated, saved.left_out.join("、")));
        }
        self.told.extend(saved.lost.into_iter().map(|file| (Word::FileLost, file.name)));
        if saved.is_interrupted {
            self.told.push((Word::Interrupted, String::new()));
        }
        if !saved.received.is_empty() {
            self.told.push((Word::ReceivedBefore, saved.received));
        }
        if self.options.is_recovered {
            self.told.push((Word::Recovered, String::new()));
        }
    }

    /// Reads a saved file that was chosen.
    pub(super) fn open(&self, ctx: &Context<Self>, input: &web_sys::Element) {
        let session = self.session;
        ctx.props().port.read_text(input, ctx.link().callback(move |text| Msg::Loaded { session, text }));
    }
}
