//! The delivery that the portal serves: the URLs of its files, and which responses can be cached.

use crate::seal::Seal;
use std::fs;
use std::path::Path;

/// The files of the delivery and their hashes.
#[derive(Clone, Debug, Default)]
pub struct Delivery(Seal);

impl Delivery {
    /// Reads the hashes from the folder's `guitai.js`. Without hashes, URLs have no query and every response is
    /// revalidated.
    pub fn read(folder: &Path) -> Self {
        Self(
            fs::read_to_string(folder.join("guitai.js"))
                .map(|script| Seal::read(&script))
                .unwrap_or_default(),
        )
    }

    /// Returns the URL of a file, as the loader requests it: `/guitai/guitai.css?Qn8sX0aT`.
    pub fn url(&self, file: &str) -> String {
        let query = self.0.query(file).map(|query| format!("?{query}"));
        format!("/guitai/{file}{}", query.unwrap_or_default())
    }

    /// Returns whether the query is the hash of the current file, so that the response can be cached forever.
    pub fn is_current(&self, path: &str, query: Option<&str>) -> bool {
        query.is_some() && self.0.query(path.trim_start_matches('/')) == query
    }

    /// Returns the `Link` header (RFC 8288) that preloads the files of a form in a language. `config` is the
    /// checksum of the portal's config. If the delivery was sealed with another one, the browser reads the
    /// definition.
    pub fn hints(&self, workflow: &str, lang: &str, config: u32) -> String {
        let content = if config == self.0.config() {
            vec![format!("compiled/{workflow}.{lang}.txt")]
        } else {
            vec![format!("forms/{workflow}.json"), format!("words/{lang}.txt")]
        };
        let files = ["guitai.wasm", "guitai.css"].map(str::to_owned).into_iter().chain(content);
        let fetched = files.map(|file| format!("<{}>; rel=preload; as=fetch; crossorigin", self.url(&file)));
        let fetched: Vec<_> = fetched.collect();
        format!("</guitai/guitai.js>; rel=modulepreload, {}", fetched.join(", "))
    }
}
