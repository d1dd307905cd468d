//! The public interface of the element, as tables in Markdown and declarations in TypeScript. The source is
//! the manifest `www/custom-elements.json`; a file shows a part of it between two marker lines.

mod manifest;
mod markdown;
mod typescript;

pub use manifest::Element;

/// The manifest: a custom elements manifest with one module and one element.
pub const MANIFEST: &str = "www/custom-elements.json";

/// The files with generated parts.
pub const FILES: [&str; 3] = ["README.md", "docs/contract.md", "www/guitai.d.ts"];

type Render = fn(&Element, &str) -> Option<String>;

/// The markers of each language, before a part with its name and after it, and the function that writes the
/// part.
const LANGUAGES: [(&str, &str, &str, Render); 2] = [
    ("<!-- generated: ", " -->", "<!-- /generated -->", markdown::part),
    ("// generated: ", "", "// /generated", typescript::part),
];

/// Returns a text with all its generated parts written again.
///
/// # Errors
/// A marker has an unknown name, or its end is missing.
pub fn fill(element: &Element, text: &str) -> Result<String, String> {
    let mut filled = String::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        push(&mut filled, line);
        let Some((name, end, render)) = marker(line) else { continue };
        let part = render(element, name).ok_or_else(|| format!("unknown part: {line}"))?;
        part.lines().for_each(|line| push(&mut filled, line));
        let end = lines.find(|line| line.trim() == end).ok_or_else(|| format!("not closed: {line}"))?;
        push(&mut filled, end);
    }
    Ok(filled)
}

fn push(text: &mut String, line: &str) {
    text.push_str(line);
    text.push('\n');
}

/// The name of the part that begins after a line, the line that ends it, and the function that writes it.
fn marker(line: &str) -> Option<(&str, &'static str, Render)> {
    LANGUAGES.into_iter().find_map(|(before, after, end, render)| {
        Some((line.trim().strip_prefix(before)?.strip_suffix(after)?, end, render))
    })
}
