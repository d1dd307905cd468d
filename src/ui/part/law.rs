//! Citations that open the text of their clause. The texts are fetched when the first one is opened.

use crate::journey::LAW;
use crate::json::Json;
use crate::ui::part::prose::fill;
use crate::ui::tree::{Tag, tag};
use crate::ui::view::View;

/// Adds citations under the first of them, each with its text. Citations are Chinese in every language.
pub fn clauses(view: &View, outer: Tag, cites: &[&String]) -> Tag {
    let Some(first) = cites.first() else { return outer };
    let mut text = tag("div").class("text");
    for cite in cites {
        text = clause(view, text, cite);
    }
    let opened = tag("details").class("cite").set("part", "law").set("lang", "zh-Hant");
    outer.tag(opened.tag(tag("summary").text(first)).tag(text))
}

fn clause(view: &View, outer: Tag, cite: &str) -> Tag {
    let own = view.form.law.as_ref().map_or("", |law| law.title.as_str());
    let title = cite.split_once('第').map_or("", |(title, _)| title);
    let title = if title.is_empty() { own } else { title };
    let outer = outer.tag(tag("p").tag(tag("strong").text(&[title, place(cite, title)].concat())));
    match view.list(LAW).and_then(|laws| find_later(laws, title, place(cite, title))) {
        Some(words) => fill(outer, words),
        None => outer,
    }
}

/// Returns the part of a citation after the law's title. Citations of the form's own law have no title.
fn place<'a>(cite: &'a str, title: &str) -> &'a str {
    cite.strip_prefix(title).unwrap_or(cite)
}

/// Returns the text of a clause.
#[inline(never)]
fn find_later<'a>(laws: &'a Json, title: &str, place: &str) -> Option<&'a str> {
    let is = |json: &Json, name: &str, text: &str| json.get(name).and_then(Json::text) == Some(text);
    let law = laws.get("laws")?.entries()?.iter().find(|law| is(law, "title", title))?;
    law.get("clauses")?.entries()?.iter().find(|clause| is(clause, "cite", place))?.get("text")?.text()
}
