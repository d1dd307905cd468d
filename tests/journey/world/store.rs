//! Storage: the texts that a page holds in memory and those that reach the disk.

use guitai::journey::{Effect, FILING, Stored};
use guitai::json::Json;
use std::collections::{BTreeMap, BTreeSet};

/// A draft and large texts by name.
#[derive(Clone, Debug, Default)]
pub struct Store {
    pub draft: Option<String>,
    pub contents: BTreeMap<String, String>,
    /// Names of texts that were not written because the disk was full; the draft is `""`.
    pub lost: BTreeSet<String>,
}

/// The name of the draft among lost texts.
const DRAFT: &str = "";

impl Store {
    /// Executes an effect. Deleting works on a full disk, too. Returns whether a write was lost.
    pub fn execute(&mut self, effect: &Effect, is_full: bool) -> bool {
        let name = match effect {
            Effect::SaveDraft(_) => DRAFT,
            Effect::Store { name, .. } | Effect::Delete { name } => name,
            Effect::DeleteAll => {
                *self = Self::default();
                return false;
            }
            _ => return false,
        };
        let is_write = !matches!(effect, Effect::Delete { .. });
        if is_full && is_write {
            // The older text stays.
            self.lost.insert(name.to_owned());
            return true;
        }
        self.lost.remove(name);
        match effect {
            Effect::SaveDraft(text) => self.draft = Some(text.clone()),
            Effect::Store { name, content } => drop(self.contents.insert(name.clone(), content.clone())),
            _ => drop(self.contents.remove(name)),
        }
        false
    }

    /// Whether the draft on the disk is the last one that was written.
    pub fn has_draft(&self) -> bool {
        !self.lost.contains(DRAFT)
    }

    /// Whether nothing is stored.
    pub fn is_empty(&self) -> bool {
        self.draft.is_none() && self.contents.is_empty()
    }

    /// What a journey starts with.
    pub fn stored(&self, is_recovered: bool) -> Stored {
        let contents = self.contents.iter().map(|(name, content)| (name.clone(), content.clone()));
        Stored { draft: self.draft.clone(), contents: contents.collect(), is_recovered }
    }

    /// The id of the filing in the stored draft.
    pub fn id(&self) -> Option<String> {
        let draft = Json::read(self.draft.as_ref()?).ok()?;
        Some(draft.get("id")?.text()?.to_owned())
    }

    /// The frozen body of the filing in the stored draft.
    pub fn body(&self) -> Option<&String> {
        let id = self.id()?;
        self.contents.get(FILING).filter(|body| body.contains(&id))
    }
}
