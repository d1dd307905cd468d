//! Where drafts are kept: nowhere, or in this tab.

use web_sys::Storage;

/// How long drafts live.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// In memory only.
    Nowhere,
    /// As long as the tab.
    Session,
}

impl Keep {
    /// What the attribute `draft` says.
    pub fn from_name(name: &str) -> Self {
        if name == "none" { Self::Nowhere } else { Self::Session }
    }

    fn storage(self) -> Option<Storage> {
        match self {
            Self::Nowhere => None,
            // Denied or absent storage leaves the draft in memory.
            Self::Session => web_sys::window()?.session_storage().ok()?,
        }
    }

    pub fn save(self, key: &str, text: &str) {
        if let Some(storage) = self.storage() {
            // A full storage leaves the draft in memory.
            let _ = storage.set_item(key, text);
        }
    }

    pub fn load(self, key: &str) -> Option<String> {
        self.storage()?.get_item(key).ok()?
    }

    pub fn forget(self, key: &str) {
        if let Some(storage) = self.storage() {
            let _ = storage.remove_item(key);
        }
    }
}
