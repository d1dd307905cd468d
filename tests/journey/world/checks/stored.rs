//! The draft, the files and the frozen body are stored, are restored, and are deleted with the session.

use super::super::rules::{Rule, require};
use super::super::store::Store;
use super::super::tab::{Before, Tab};
use super::super::{Checked, World};
use guitai::draft::Draft;
use guitai::journey::{FILING, Page, Storage};
use guitai::json::Json;
use guitai::text::Word;

impl World {
    /// After a wipe by a kiosk or the host page, nothing is stored.
    pub(super) fn check_wipe(&mut self, at: usize, before: &Before) -> Checked {
        if self.tabs[at].wipes == before.wipes || !std::mem::take(&mut self.tabs[at].is_wiped) {
            return Ok(());
        }
        let is_empty = self.store_of(&self.tabs[at]).is_none_or(Store::is_empty);
        require(Rule::Forgotten, is_empty && self.tabs[at].memory.is_empty(), || {
            format!("stored after a wipe: {:?}", self.store_of(&self.tabs[at]))
        })?;
        let files = before.draft.files.iter().map(|file| file.id.clone());
        let dead: Vec<String> = files.chain([before.id.clone()]).collect();
        self.tabs[at].dead.extend(dead);
        Ok(())
    }

    fn store_of<'a>(&'a self, tab: &'a Tab) -> Option<&'a Store> {
        match self.options.storage {
            Storage::Memory => None,
            Storage::Session => Some(&tab.disk),
            Storage::Local => Some(&self.device),
        }
    }

    /// The stored texts are those of the journey, unless the disk is full or another tab writes to it as
    /// well.
    pub(super) fn check_stored(&self, at: usize) -> Checked {
        let tab = &self.tabs[at];
        if tab.is_unsaved {
            return Ok(());
        }
        check_texts(tab, &tab.memory)?;
        let is_shared = self.device_writers.iter().any(|writer| *writer != tab.name);
        if self.options.storage == Storage::Local && is_shared {
            return Ok(());
        }
        self.store_of(tab).filter(|store| store.has_draft()).map_or(Ok(()), |store| check_texts(tab, store))
    }

    /// A journey starts with what was stored.
    pub(in super::super) fn check_start(&mut self, at: usize, is_recovered: bool) -> Checked {
        let tab = &self.tabs[at];
        let (journey, store) = (tab.journey(), &tab.memory);
        let has = |word: Word| journey.remarks().iter().any(|remark| remark.word == word);
        require(Rule::Stored, has(Word::Recovered) == is_recovered, || "a recovery is announced".to_owned())?;
        let Some(id) = store.id().filter(|id| !id.is_empty()) else {
            let received = store.draft.as_ref().is_some_and(|text| text.contains("received"));
            return require(Rule::Receipt, has(Word::ReceivedBefore) == received, || {
                "a receipt is lost".to_owned()
            });
        };
        require(Rule::Stored, journey.filing().id == id, || format!("{id} is not restored"))?;
        let json = store.draft.as_deref().and_then(|text| Json::read(text).ok()).unwrap_or(Json::Null);
        let mut expected = json.get("entries").map(Draft::from_json).unwrap_or_default();
        expected.fill_from(journey.draft().without_files());
        let is_same = expected == journey.draft().without_files();
        require(Rule::Stored, is_same, || {
            format!("answers are not restored: {}", expected.to_json().write())
        })?;
        let mut files = journey.draft().files.iter();
        let are_whole = files.all(|file| file.content.as_ref() == store.contents.get(&file.id));
        require(Rule::Stored, are_whole, || "a file is not restored".to_owned())?;
        if let Some(body) = store.body() {
            let is_kept = journey.filing().body().is_some_and(|own| **own == **body);
            return require(Rule::Stored, is_kept, || format!("the body of {id} is not restored"));
        }
        if self.bodies.contains_key(&id) {
            // Its body was lost, or filed from another copy of this draft.
            self.counts.add("drafts opened whose filing was sent before and whose body is not here");
            self.excused.insert(id);
        }
        Ok(())
    }
}

fn check_texts(tab: &Tab, store: &Store) -> Checked {
    let journey = tab.journey();
    let text = store.draft.as_deref().unwrap_or_default();
    if let Page::Receipt(receipt) = journey.page() {
        let is_kept =
            text.contains("received") && text.contains(&receipt.reference) && store.contents.is_empty();
        return require(Rule::Stored, is_kept, || format!("after a receipt {store:?} is stored"));
    }
    if tab.wipes > 0 && store.draft.is_none() && journey.draft().is_empty() {
        return Ok(());
    }
    let entries = journey.draft().to_json().write();
    let is_stored = text.contains(&entries) && text.contains(&journey.filing().id);
    require(Rule::Stored, is_stored, || format!("{entries} is not stored, but {text}"))?;
    for file in &journey.draft().files {
        let is_stored =
            store.lost.contains(&file.id) || store.contents.get(&file.id) == file.content.as_ref();
        require(Rule::Stored, is_stored, || format!("{} is not stored", file.id))?;
    }
    // The device may also have texts of another tab's draft.
    let is_shared = journey.options().storage == Storage::Local;
    for name in store.contents.keys().filter(|name| *name != FILING) {
        let is_used = is_shared || journey.draft().files.iter().any(|file| file.id == *name);
        require(Rule::Stored, is_used, || format!("{name} is stored, but not in the draft"))?;
    }
    let is_own = |body: &&str| !is_shared || body.contains(&journey.filing().id);
    let stored = store.contents.get(FILING).map(String::as_str).filter(is_own);
    let is_same = store.lost.contains(FILING) || stored == journey.filing().body().map(|body| &**body);
    require(Rule::Stored, is_same, || format!("{:?} and not {stored:?}", journey.filing()))
}
