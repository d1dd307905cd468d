//! The seal of a delivery: the table in `guitai.js` with the hash of every file that the loader fetches.

#[cfg(feature = "cli")]
mod writing;

#[cfg(feature = "cli")]
pub use writing::seal;

use std::collections::BTreeMap;

/// Prefix of the string in `guitai.js` that contains the table. The loader reads it at run time.
const TABLE_PREFIX: &str = "guitai:sealed";

/// The entry of the table with the checksum of the config with which the delivery was sealed.
const CONFIG: &str = "config";

/// Characters of a hash that the loader appends to a URL.
const QUERY_LENGTH: usize = 8;

/// The hashes of a delivery: SHA-256 in base64, by file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seal(BTreeMap<String, String>);

impl Seal {
    /// Reads the table of a `guitai.js`. It is empty in a delivery that is not sealed.
    #[must_use]
    pub fn read(script: &str) -> Self {
        let table = script.split_once(TABLE_PREFIX).map_or("", |(_, rest)| rest);
        let table = table.split(['"', '\'', '`']).next().unwrap_or_default();
        let entries = table.split(' ').filter_map(|entry| entry.split_once('@'));
        Self(entries.map(|(file, hash)| (file.to_owned(), hash.to_owned())).collect())
    }

    /// Returns the checksum of the config with which the delivery was sealed; 0 without one.
    #[must_use]
    pub fn config(&self) -> u32 {
        self.0.get(CONFIG).and_then(|checksum| checksum.parse().ok()).unwrap_or_default()
    }

    /// Returns the query with which the loader requests a file: a part of its hash.
    #[must_use]
    pub fn query(&self, file: &str) -> Option<&str> {
        self.0.get(file)?.get(..QUERY_LENGTH)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_query_of_a_file_is_the_start_of_its_hash() {
        let seal = Seal::read(r#"trust("guitai:sealed a.css@0123456789 b.js@abcdefghij");"#);
        assert_eq!(seal.query("a.css"), Some("01234567"));
        assert_eq!(seal.query("b.js"), Some("abcdefgh"));
        assert_eq!(seal.query("c.js"), None);
        assert_eq!(seal.config(), 0);
        assert_eq!(Seal::read("trust('guitai:sealed config@4000000000')").config(), 4_000_000_000);
        assert_eq!(Seal::read(r#"trust("guitai:sealed")"#), Seal::default());
        assert_eq!(Seal::read(""), Seal::default());
    }
}
