//! Texts of a definition as paragraphs and lists. They are text, never HTML.

use yew::prelude::*;

/// One paragraph a line; lines that begin with `- ` make a list.
pub fn prose(text: &str) -> Html {
    let mut blocks: Vec<Html> = Vec::new();
    let mut entries: Vec<Html> = Vec::new();
    for line in text.split('\n').filter(|line| !line.trim().is_empty()) {
        if let Some(entry) = line.strip_prefix("- ") {
            entries.push(html! { <li>{ entry }</li> });
        } else {
            close(&mut entries, &mut blocks);
            blocks.push(html! { <p>{ line }</p> });
        }
    }
    close(&mut entries, &mut blocks);
    blocks.into_iter().collect()
}

fn close(entries: &mut Vec<Html>, blocks: &mut Vec<Html>) {
    if !entries.is_empty() {
        let entries = std::mem::take(entries);
        blocks.push(html! { <ul>{ for entries }</ul> });
    }
}
