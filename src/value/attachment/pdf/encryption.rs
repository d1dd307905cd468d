//! The encryption dictionary of a PDF (ISO 32000-2, 7.6.2 and 7.6.4.2), as far as it tells whether a password is needed.

use super::object::Dictionary;
use super::{legacy, modern};

/// What the standard security handler says of its passwords.
pub struct Encryption {
    /// The revision of the handler, 2 to 6.
    pub revision: i64,
    /// The proof of the owner's password, by which the user's is hashed.
    pub owner: Vec<u8>,
    /// The proof of the user's password.
    pub user: Vec<u8>,
    /// What the user may do, the bits of a number of 32.
    pub permissions: [u8; 4],
    /// The first of the file's two identifiers.
    pub id: Vec<u8>,
    /// Whether the metadata are encrypted, too.
    pub metadata: bool,
}

impl Encryption {
    /// Reads the dictionary, of a file with that trailer. `None` if it is another handler's, or no revision that is
    /// known, or something is missing.
    pub fn read(dictionary: &Dictionary, trailer: &Dictionary) -> Option<Self> {
        dictionary.get(b"Filter").filter(|filter| filter.is_name(b"Standard"))?;
        dictionary.integer(b"V").filter(|algorithm| matches!(algorithm, 1 | 2 | 4 | 5))?;
        // Some programs write the bits as a positive number, some as a negative one.
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

    /// Whether the user's password is empty, which programs try before they ask for one.
    pub fn opens_without_password(&self) -> bool {
        match self.revision {
            5 | 6 => modern::opens(self),
            _ => legacy::opens(self),
        }
    }
}
