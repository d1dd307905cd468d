//! Encryption dictionary of a PDF (ISO 32000-2, 7.6.2 and 7.6.4.2): the entries needed to verify the empty
//! password.

use super::object::Dictionary;
use super::{legacy, modern};

/// Parameters of the standard security handler.
pub struct Encryption {
    /// Revision of the handler, 2 to 6.
    pub revision: i64,
    /// `/O`: verifier of the owner password, an input of the user key.
    pub owner: Vec<u8>,
    /// `/U`: verifier of the user password.
    pub user: Vec<u8>,
    /// `/P`: permission flags, 32 bits in little-endian order.
    pub permissions: [u8; 4],
    /// First of the two file identifiers.
    pub id: Vec<u8>,
    /// Whether the metadata are encrypted.
    pub metadata: bool,
}

impl Encryption {
    /// Reads the encryption dictionary of a file with this trailer. Returns `None` for another handler, an
    /// unknown revision or a missing entry.
    pub fn read(dictionary: &Dictionary, trailer: &Dictionary) -> Option<Self> {
        dictionary.get(b"Filter").filter(|filter| filter.is_name(b"Standard"))?;
        dictionary.integer(b"V").filter(|algorithm| matches!(algorithm, 1 | 2 | 4 | 5))?;
        // The flags may be written as a positive or as a negative number.
        let permissions = dictionary.integer(b"P")?.to_le_bytes();
        let [first, second, third, fourth, ..] = permissions;
        let first_id = trailer.get(b"ID").and_then(|id| id.items().next()?.string());
        Some(Self {
            revision: dictionary.integer(b"R").filter(|revision| (2..=6).contains(revision))?,
            owner: dictionary.string(b"O")?,
            user: dictionary.string(b"U")?,
            permissions: [first, second, third, fourth],
            id: first_id.unwrap_or_default(),
            metadata: !dictionary.get(b"EncryptMetadata").is_some_and(|value| value.is_false()),
        })
    }

    /// Returns whether the user password is empty. Readers try the empty password before they ask for one.
    pub fn opens_without_password(&self) -> bool {
        match self.revision {
            5 | 6 => modern::opens(self),
            _ => legacy::opens(self),
        }
    }
}
