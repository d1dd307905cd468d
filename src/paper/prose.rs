//! Texts of a definition as paragraphs and lists, as on the screen.

/// A paragraph or a list.
#[derive(Debug, PartialEq, Eq)]
pub enum Block<'a> {
    /// A paragraph.
    Paragraph(&'a str),
    /// The entries of a list.
    List(Vec<&'a str>),
}

/// Splits a text: one paragraph per line; lines that begin with `- ` are the entries of a list.
pub fn blocks(text: &str) -> Vec<Block<'_>> {
    let mut blocks = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty()) {
        match (line.strip_prefix("- "), blocks.last_mut()) {
            (Some(entry), Some(Block::List(entries))) => entries.push(entry),
            (Some(entry), _) => blocks.push(Block::List(vec![entry])),
            (None, _) => blocks.push(Block::Paragraph(line)),
        }
    }
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_become_paragraphs_and_lists() {
        for (text, expect) in [
            ("", vec![]),
            ("a\n\nb", vec![Block::Paragraph("a"), Block::Paragraph("b")]),
            (
                "a\n- b\n- c\nd",
                vec![Block::Paragraph("a"), Block::List(vec!["b", "c"]), Block::Paragraph("d")],
            ),
            ("- a", vec![Block::List(vec!["a"])]),
            ("-a", vec![Block::Paragraph("-a")]),
        ] {
            assert_eq!(blocks(text), expect, "{text}");
        }
    }
}
