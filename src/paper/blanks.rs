//! Texts with blanks to write on, such as `民國 _ 年 _ 月 _ 日`.

/// A piece of a text with blanks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Text.
    Text(&'a str),
    /// A blank for a few characters.
    Short,
    /// A blank that takes the rest of the line.
    Long,
}

/// Splits a text at its blanks: `_` is a short one, `~` a long one.
pub fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find(['_', '~']) {
        let (before, after) = rest.split_at(at);
        push_text(&mut pieces, before);
        pieces.push(if after.starts_with('_') { Piece::Short } else { Piece::Long });
        rest = after.get(1..).unwrap_or_default();
    }
    push_text(&mut pieces, rest);
    pieces
}

fn push_text<'a>(pieces: &mut Vec<Piece<'a>>, text: &'a str) {
    let text = text.trim();
    if !text.is_empty() {
        pieces.push(Piece::Text(text));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blanks_split_a_text() {
        for (text, expect) in [
            ("", vec![]),
            ("簽名", vec![Piece::Text("簽名")]),
            ("_ 年", vec![Piece::Short, Piece::Text("年")]),
            ("簽名 ~ 日期 _", vec![Piece::Text("簽名"), Piece::Long, Piece::Text("日期"), Piece::Short]),
            ("_~", vec![Piece::Short, Piece::Long]),
        ] {
            assert_eq!(pieces(text), expect, "{text}");
        }
    }
}
