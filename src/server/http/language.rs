//! The language of a response.

use crate::text::Lang;
use axum::http::{HeaderMap, header};

/// Returns the language for a tag, such as a submission's `locale`: English for English tags, else Chinese.
pub fn of_tag(tag: &str) -> Lang {
    Lang::from_tag(tag).unwrap_or(Lang::ZhHant)
}

/// Returns the language of the first range in `Accept-Language`.
pub fn accepted(headers: &HeaderMap) -> Lang {
    let ranges = headers.get(header::ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    let first = ranges.unwrap_or_default().split([',', ';']).next().unwrap_or_default();
    of_tag(first.trim())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    #[test]
    fn the_first_accepted_language_counts() {
        for (ranges, expect) in [
            ("en", Lang::En),
            ("en-GB,zh;q=0.9", Lang::En),
            (" EN;q=0.5", Lang::En),
            ("zh-TW,en;q=0.9", Lang::ZhHant),
            ("vi,en", Lang::ZhHant),
            ("", Lang::ZhHant),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, HeaderValue::from_static(ranges))]);
            assert_eq!(accepted(&headers), expect, "{ranges}");
        }
        assert_eq!(accepted(&HeaderMap::new()), Lang::ZhHant);
    }
}
