//! The style sheet of the page, and its Content Security Policy.

use base64ct::{Base64, Encoding};
use sha2::{Digest, Sha256};
use std::sync::LazyLock;

/// The style sheet, which the page contains.
pub const STYLE: &str = include_str!("../../templates/paper/paper.css");

/// The policy of the page. It allows the style sheet and the images of signatures, but no scripts.
pub static POLICY: LazyLock<String> = LazyLock::new(|| {
    let digest = Base64::encode_string(&Sha256::digest(STYLE.as_bytes()));
    format!(
        "default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
});

/// Returns the `Content-Security-Policy` header of a printed form.
#[must_use]
pub fn content_security_policy() -> String {
    format!("{}; frame-ancestors 'none'", *POLICY)
}
