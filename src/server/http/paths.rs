//! Paths that several handlers use.

/// The endpoint for files that are sent before their submission. Each stored file has a path below it.
pub const ATTACHMENTS: &str = "/api/attachments";

/// Returns the file id in a URL of this portal: a path, or an absolute URL if `origin` is the portal's own
/// origin.
pub fn attachment_id<'a>(href: &'a str, origin: Option<&str>) -> Option<&'a str> {
    let path = if href.starts_with('/') { href } else { href.strip_prefix(origin?)? };
    path.strip_prefix(ATTACHMENTS)?.strip_prefix('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_urls_of_this_portal_have_an_id() {
        let own = Some("https://portal.example:8080");
        for (href, origin, expect) in [
            ("/api/attachments/a-1", own, Some("a-1")),
            ("/api/attachments/a-1", None, Some("a-1")),
            ("https://portal.example:8080/api/attachments/a-1", own, Some("a-1")),
            ("https://portal.example:8080/api/attachments/a-1", None, None),
            ("http://portal.example:8080/api/attachments/a-1", own, None),
            ("https://portal.example:80801/api/attachments/a-1", own, None),
            ("https://portal.example.evil/api/attachments/a-1", Some("https://portal.example"), None),
            ("https://portal.example@evil.example/api/attachments/a-1", Some("https://portal.example"), None),
            ("https://files.example/api/attachments/a-1", own, None),
            ("/api/attachmentsa-1", own, None),
            ("//portal.example:8080/api/attachments/a-1", own, None),
            ("", own, None),
        ] {
            assert_eq!(attachment_id(href, origin), expect, "{href}");
        }
    }
}
