//! The delivered texts of the laws are those of their sources, apart from punctuation.
//!
//! `sources/` has one file per law, named by its code in 全國法規資料庫: the title in the first line, then each
//! article, one line per paragraph (項), item (款) or sub-item (目). The regulation is complete; of other laws
//! only the cited articles are present.

use super::LAWS;
use serde_json::Value;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/workflows/law/sources");
const NUMERALS: [char; 10] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'];

/// A paragraph of an article.
#[derive(Default)]
struct Paragraph {
    text: String,
    items: Vec<Item>,
}

/// An item of a paragraph. `line` is the text with its number.
struct Item {
    line: String,
    text: String,
    /// The sub-items: lines with their numbers, and texts.
    subs: Vec<(String, String)>,
}

/// Returns the text after a Chinese number between two marks, such as `一、` or `（一）`.
fn numbered<'a>(line: &'a str, before: &str, after: &str) -> Option<&'a str> {
    let (number, text) = line.strip_prefix(before)?.split_once(after)?;
    (!number.is_empty() && number.chars().all(|c| NUMERALS.contains(&c))).then_some(text)
}

/// Reads the articles of a source.
fn articles(source: &str) -> BTreeMap<String, Vec<Paragraph>> {
    let mut articles: BTreeMap<String, Vec<Paragraph>> = BTreeMap::new();
    let mut name = String::new();
    for line in source.lines().skip(1).filter(|line| !line.is_empty()) {
        let number = line.strip_prefix('第').and_then(|rest| rest.strip_suffix('條'));
        if number.is_some_and(|number| number.chars().all(|c| c.is_ascii_digit() || c == '-')) {
            line.clone_into(&mut name);
            articles.insert(name.clone(), Vec::new());
            continue;
        }
        let paragraphs = articles.get_mut(&name).unwrap();
        if let Some(text) = numbered(line, "（", "）") {
            let item = paragraphs.last_mut().unwrap().items.last_mut().unwrap();
            item.subs.push((line.to_owned(), text.to_owned()));
        } else if let Some(text) = numbered(line, "", "、") {
            let item = Item { line: line.to_owned(), text: text.to_owned(), subs: Vec::new() };
            paragraphs.last_mut().unwrap().items.push(item);
        } else {
            paragraphs.push(Paragraph { text: line.to_owned(), items: Vec::new() });
        }
    }
    articles
}

/// Returns the number before a unit of a citation, and the rest: `第4項第2款` is 4 and `第2款`.
fn part<'a>(cite: &'a str, unit: &str) -> (Option<usize>, &'a str) {
    let found = cite.strip_prefix('第').and_then(|rest| rest.split_once(unit));
    let number = found.and_then(|(number, rest)| Some((number.parse().ok()?, rest)));
    number.map_or((None, cite), |(number, rest)| (Some(number), rest))
}

/// Returns the text of a clause. An item has the introductory words of its paragraph, a sub-item also those
/// of its item.
fn text(articles: &BTreeMap<String, Vec<Paragraph>>, cite: &str) -> String {
    let end = cite.find('條').unwrap() + '條'.len_utf8();
    let (article, rest) = cite.split_at(end);
    let paragraphs = articles.get(article).unwrap_or_else(|| panic!("{article} is not in the source"));
    let (paragraph, rest) = part(rest, "項");
    let (item, rest) = part(rest, "款");
    let (sub, rest) = part(rest, "目");
    assert_eq!(rest, "", "{cite}");
    if paragraph.is_none() && item.is_none() {
        return paragraphs.iter().map(whole).collect::<Vec<_>>().join("\n");
    }
    let own = &paragraphs[paragraph.unwrap_or(1) - 1];
    let Some(item) = item.map(|item| &own.items[item - 1]) else { return whole(own) };
    let subs = || item.subs.iter().map(|(line, _)| line.as_str());
    let last = match sub {
        Some(sub) => vec![item.subs[sub - 1].1.as_str()],
        None => subs().collect(),
    };
    [vec![own.text.as_str(), &item.text], last].concat().join("\n")
}

/// Returns a paragraph with its items and their numbers.
fn whole(paragraph: &Paragraph) -> String {
    let mut lines = vec![paragraph.text.as_str()];
    for item in &paragraph.items {
        lines.push(&item.line);
        lines.extend(item.subs.iter().map(|(line, _)| line.as_str()));
    }
    lines.join("\n")
}

/// Returns the lines of a text without punctuation.
fn words(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric() || *c == '\n').collect()
}

fn laws() -> &'static [Value] {
    LAWS["laws"].as_array().unwrap()
}

#[test]
fn every_text_is_that_of_its_source() {
    for law in laws() {
        let title = law["title"].as_str().unwrap();
        let (_, code) = law["source"].as_str().unwrap().rsplit_once('=').unwrap();
        let source = fs::read_to_string(Path::new(FOLDER).join(code).with_extension("txt"));
        let source = source.unwrap_or_else(|error| panic!("{title}: {error}"));
        assert!(source.starts_with(&format!("{title}，")), "{code}.txt is not {title}");
        let articles = articles(&source);
        for clause in law["clauses"].as_array().unwrap() {
            let cite = clause["cite"].as_str().unwrap();
            let (own, expected) = (words(clause["text"].as_str().unwrap()), words(&text(&articles, cite)));
            assert_eq!(own, expected, "{title}{cite}");
        }
    }
}

/// The version of a text is the last one in force. A later amendment without a day of effect is marked.
#[test]
fn amendments_that_are_not_in_force_are_marked() {
    let pending: Vec<(&str, &str, &str)> = laws()
        .iter()
        .filter_map(|law| {
            let day = |name: &str| law.get(name).map(|day| day.as_str().unwrap());
            Some((day("title")?, day("amended")?, day("not_in_force")?))
        })
        .collect();
    assert_eq!(pending, [("個人資料保護法", "2023-05-31", "2025-11-11")]);
}
