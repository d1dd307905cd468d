//! The delivery that the portal serves: URLs of its files, and whether a browser may keep them.

use crate::seal::Seal;
use std::fs;
use std::path::Path;

/// The files of the delivery and their hashes.
#[derive(Clone, Debug, Default)]
pub struct Delivery(Seal);

impl Delivery {
    /// Reads the hashes in the folder's `guitai.js`. Without them, files have no query and are revalidated.
    pub fn read(folder: &Path) -> Self {
        Self(
            fs::read_to_string(folder.join("guitai.js"))
                .map(|script| Seal::read(&script))
                .unwrap_or_default(),
        )
    }

    /// Returns the URL with which the loader requests a file, such as `guitai.css`.
    pub fn url(&self, file: &str) -> String {
        let query = self.0.query(file).map(|query| format!("?{query}"));
        format!("/guitai/{file}{}", query.unwrap_or_default())
    }

    /// Returns whether the query is that of the file's content, so that the response never changes. A query of
    /// another version must be revalidated.
    pub fn is_current(&self, path: &str, query: Option<&str>) -> bool {
        query.is_some() && self.0.query(path.trim_start_matches('/')) == query
    }

    /// Returns the value of the header `Link` (RFC 8288) by which a page requests the files of a form at once.
    pub fn hints(&self, workflow: &str) -> String {
        let files = ["guitai.wasm".to_owned(), format!("forms/{workflow}.json"), "guitai.css".to_owned()];
        let fetched = files.map(|file| format!("<{}>; rel=preload; as=fetch; crossorigin", self.url(&file)));
        format!("</guitai/guitai.js>; rel=modulepreload, {}", fetched.join(", "))
    }
}
