//! The `Content-Disposition` header (RFC 6266): parsed from uploads, written for downloads.

use crate::value::attachment::clean_name;
use axum::http::{HeaderMap, header};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The characters to percent-encode in an extended value: all but letters, digits and the marks of
/// `attr-char` (RFC 8187).
const ENCODED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'!')
    .remove(b'#')
    .remove(b'$')
    .remove(b'&')
    .remove(b'+')
    .remove(b'-')
    .remove(b'.')
    .remove(b'^')
    .remove(b'_')
    .remove(b'`')
    .remove(b'|')
    .remove(b'~');

/// Returns the file name in `attachment; filename*=UTF-8''%E8%AD%89.pdf`, without a path, control characters
/// and bidirectional marks.
pub fn file_name(headers: &HeaderMap) -> Option<String> {
    let value = headers.get(header::CONTENT_DISPOSITION)?.to_str().ok()?;
    let encoded = value.split(';').find_map(|part| {
        let (name, value) = part.split_once('=')?;
        let charset = value.trim().get(..7)?;
        let is_file_name =
            name.trim().eq_ignore_ascii_case("filename*") && charset.eq_ignore_ascii_case("UTF-8''");
        is_file_name.then(|| value.trim().get(7..))?
    })?;
    let decoded = percent_decode_str(encoded).decode_utf8().ok()?;
    Some(clean_name(&decoded))
}

/// Returns the header's value for a download with that file name, and an ASCII name for clients without RFC
/// 8187.
pub fn attachment(name: &str) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '_' };
    let fallback: String = name.chars().map(plain).collect();
    format!("attachment; filename=\"{fallback}\"; filename*=UTF-8''{}", utf8_percent_encode(name, ENCODED))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn file_names_are_parsed() {
        for (value, expect) in [
            ("attachment; filename*=UTF-8''%E8%AD%89%20x.pdf", Some("證 x.pdf")),
            ("attachment; filename=\"a.pdf\"; FileName*= utf-8''b.pdf", Some("b.pdf")),
            ("attachment; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd", Some("passwd")),
            ("attachment; filename*=UTF-8''a%0D%0AX-Evil%3A%201.pdf", Some("a X-Evil: 1.pdf")),
            ("attachment; filename*=UTF-8''%E2%80%AEfdp.exe", Some("fdp.exe")),
            ("attachment; filename*=UTF-8''%FF", None),
            ("attachment; filename*=UTF-8'", None),
            ("attachment; filename*=ISO-8859-1''a.pdf", None),
            ("attachment; filename=\"a.pdf\"", None),
            ("attachment", None),
        ] {
            let headers =
                HeaderMap::from_iter([(header::CONTENT_DISPOSITION, HeaderValue::from_static(value))]);
            assert_eq!(file_name(&headers).as_deref(), expect, "{value}");
        }
        assert_eq!(file_name(&HeaderMap::new()), None);
    }

    #[test]
    fn file_names_are_written() {
        for (name, expect) in [
            ("a.pdf", "attachment; filename=\"a.pdf\"; filename*=UTF-8''a.pdf"),
            ("證 x.pdf", "attachment; filename=\"__x.pdf\"; filename*=UTF-8''%E8%AD%89%20x.pdf"),
            ("\"; a=\"\r\n", "attachment; filename=\"___a____\"; filename*=UTF-8''%22%3B%20a%3D%22%0D%0A"),
        ] {
            assert_eq!(attachment(name), expect);
        }
    }
}
