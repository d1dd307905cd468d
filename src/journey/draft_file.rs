//! A draft that is saved to a file and opened again.

use super::Journey;
use super::effect::{Effect, Focus};
use super::saved::Saved;
use super::session::Remark;
use super::undo::LossKind;
use crate::json::{Json, Writer};
use crate::text::Word;
use crate::value::attachment::sha256_hex;

/// The format that a saved file names.
const FORMAT: &str = "guitai-draft-1";

impl Journey {
    /// Offers the draft to the person as a file.
    pub(super) fn export(&mut self) {
        let draft = self.write_draft("", false);
        let files = self.draft.files.iter();
        let contents = files.filter_map(|file| Some((file.id.clone(), Json::String(file.content.clone()?))));
        let contents = Json::Object(contents.collect()).write();
        let mut out = Writer::default();
        out.open('{');
        out.member("format", FORMAT);
        out.member("workflow", &self.content.form.id);
        out.member("sha256", &sha256_hex([draft.as_str(), &contents].concat().as_bytes()));
        out.name("draft");
        out.raw(&draft);
        out.name("contents");
        out.raw(&contents);
        out.close('}');
        let name = [&self.content.form.id, "-", &self.moment.today().to_string(), ".json"].concat();
        self.effects.push(Effect::Download { name, text: out.into_text() });
    }

    /// Restores a draft from a file, or shows why the file is refused.
    pub(super) fn import(&mut self, text: Option<&str>) {
        if !self.can_change() {
            return;
        }
        match text.ok_or(Word::SavedDamaged).and_then(|text| self.read_file(text)) {
            Ok(saved) => {
                let undo = self.undo_loss(LossKind::Replaced);
                self.reset("person");
                self.undo = undo;
                self.resume(saved);
                self.note_questions(&self.assess());
                self.store_files();
                self.save();
                self.focus(Focus::Heading);
            }
            Err(word) => self.remarks = vec![Remark::new(word)],
        }
        self.draw();
    }

    fn read_file(&self, text: &str) -> Result<Saved, Word> {
        let json = Json::read(text).map_err(|_| Word::SavedDamaged)?;
        let has = |name: &str, value: &str| json.get(name).and_then(Json::text) == Some(value);
        if !has("format", FORMAT) || !has("workflow", &self.content.form.id) {
            return Err(Word::SavedElsewhere);
        }
        let (draft, contents) = json.get("draft").zip(json.get("contents")).ok_or(Word::SavedDamaged)?;
        let whole = [draft.write(), contents.write()].concat();
        if !has("sha256", &sha256_hex(whole.as_bytes())) {
            return Err(Word::SavedDamaged);
        }
        let content = |name: &str| contents.get(name).and_then(Json::text).map(str::to_owned);
        let saved = Saved::from_json(&self.content.form, draft, &content);
        // A file contains answers, and never a filing or a receipt.
        Ok(Saved { id: String::new(), filing: None, is_interrupted: false, received: String::new(), ..saved })
    }
}
