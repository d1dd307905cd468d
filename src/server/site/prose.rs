//! Texts with marks for code, emphasis and links, as the site's words use them.

/// A part of a text.
#[derive(Debug, PartialEq, Eq)]
pub enum Span<'a> {
    /// Plain text.
    Text(&'a str),
    /// Text between backticks.
    Code(&'a str),
    /// Text between pairs of asterisks.
    Strong(&'a str),
    /// `[text](path)`
    Link {
        /// The link's text.
        text: &'a str,
        /// The path on this site.
        path: &'a str,
    },
}

/// Splits a text at its marks. An unpaired mark is plain text.
pub fn spans(text: &str) -> Vec<Span<'_>> {
    let mut spans = Vec::new();
    let mut rest = text;
    while let Some((before, span, after)) = next_mark(rest) {
        if !before.is_empty() {
            spans.push(Span::Text(before));
        }
        spans.push(span);
        rest = after;
    }
    if !rest.is_empty() {
        spans.push(Span::Text(rest));
    }
    spans
}

/// Returns the first mark, with the text before and after it.
fn next_mark(text: &str) -> Option<(&str, Span<'_>, &str)> {
    [between(text, "`", "`", Span::Code), between(text, "**", "**", Span::Strong), link(text)]
        .into_iter()
        .flatten()
        .min_by_key(|(before, _, _)| before.len())
}

fn between<'a>(
    text: &'a str,
    start: &str,
    end: &str,
    span: impl Fn(&'a str) -> Span<'a>,
) -> Option<(&'a str, Span<'a>, &'a str)> {
    let (before, rest) = text.split_once(start)?;
    let (inside, after) = rest.split_once(end)?;
    Some((before, span(inside), after))
}

fn link(text: &str) -> Option<(&str, Span<'_>, &str)> {
    let (before, rest) = text.split_once('[')?;
    let (text, rest) = rest.split_once("](")?;
    let (path, after) = rest.split_once(')')?;
    Some((before, Span::Link { text, path }, after))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_become_spans() {
        for (text, expect) in [
            ("", vec![]),
            ("plain", vec![Span::Text("plain")]),
            ("a `b` c", vec![Span::Text("a "), Span::Code("b"), Span::Text(" c")]),
            ("**a**`b`", vec![Span::Strong("a"), Span::Code("b")]),
            (
                "[a](/)（[b](/en)）",
                vec![
                    Span::Link { text: "a", path: "/" },
                    Span::Text("（"),
                    Span::Link { text: "b", path: "/en" },
                    Span::Text("）"),
                ],
            ),
            ("a ` b", vec![Span::Text("a ` b")]),
            ("[a] (b)", vec![Span::Text("[a] (b)")]),
        ] {
            assert_eq!(spans(text), expect, "{text}");
        }
    }
}
