//! Printed forms: each workflow in each language, empty and filled with golden submissions.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod command;
#[path = "../support/command_line.rs"]
mod command_line;
mod conditions;
mod every_kind;
mod filled;
mod qr;
mod templates;
#[path = "../support/workflows.rs"]
mod workflows;

use base64ct::{Base64, Encoding};
use guitai::config::Config;
use guitai::form::{Form, Question};
use guitai::json::Json;
use guitai::paper::Paper;
use guitai::text::Words;
use scraper::{ElementRef, Html, Selector};
use serde_json::Value;
use workflows::WORKFLOWS;

const CONFIG: &str = include_str!("../../examples/sample-county/config.json");
const LANGUAGES: [&str; 2] = ["zh-Hant", "en"];

fn config() -> Config {
    Config::read(CONFIG).unwrap()
}

/// Prints a form with the config of the sample county.
fn print(form: &Form, lang: &str, reference: Option<&str>, submission: Option<&Value>) -> String {
    let config = config().for_workflow(&form.id);
    let submission = submission.map(|value| Json::read(&value.to_string()).unwrap());
    let submission = submission.as_ref();
    Paper { form, config: &config, lang, reference, submission }.render().unwrap()
}

/// Returns the elements that match a selector.
fn all<'a>(page: &'a Html, selector: &str) -> Vec<ElementRef<'a>> {
    page.select(&Selector::parse(selector).unwrap()).collect()
}

fn text(element: ElementRef) -> String {
    element.text().collect::<Vec<_>>().join("").trim().to_owned()
}

/// Returns the texts of the elements that match a selector.
fn texts(page: &Html, selector: &str) -> Vec<String> {
    all(page, selector).into_iter().map(text).collect()
}

/// Asserts that a page shows the label of a question, and those of its options and of its columns.
fn assert_labels(page: &str, words: &Words, question: &Question, name: &str) {
    let options = question.options.iter().map(|choice| words.choice_label(choice));
    let columns = question.questions.iter().map(|inner| words.text(inner.name()));
    for label in [words.text(&question.label)].into_iter().chain(options).chain(columns) {
        assert!(!label.is_empty() && page.contains(label), "{name}: {}: {label}", question.id);
    }
}

#[test]
fn an_empty_form_shows_every_question_and_option() {
    for workflow in WORKFLOWS.iter() {
        let form = &workflow.form;
        for lang in LANGUAGES {
            let html = print(form, lang, None, None);
            let page = Html::parse_document(&html);
            let shown = text(page.root_element());
            let words = Words::of(lang);
            for question in form.questions() {
                assert_labels(&shown, &words, question, &form.id);
            }
            for step in &form.steps {
                assert!(shown.contains(words.text(&step.title)), "{}: {}", form.id, step.id);
            }
            for notice in &form.notices {
                assert!(shown.contains(words.text(&notice.label)), "{}: {}", form.id, notice.id);
            }
            assert!(!html.contains('☑'), "{}", form.id);
            assert_eq!(all(&page, "html")[0].value().attr("lang"), Some(lang));
        }
    }
}

#[test]
fn questions_are_numbered_in_the_order_of_the_screen() {
    for workflow in WORKFLOWS.iter() {
        let page = Html::parse_document(&print(&workflow.form, "zh-Hant", None, None));
        let mut expected = Vec::new();
        for (step, number) in workflow.form.steps.iter().zip(1..) {
            expected.push(number.to_string());
            expected.extend((1..=step.questions.len()).map(|question| format!("{number}.{question}")));
        }
        assert_eq!(texts(&page, "h2 .number, h3 .number"), expected, "{}", workflow.form.id);
    }
}

#[test]
fn every_page_is_marked_as_a_reference_format() {
    for workflow in WORKFLOWS.iter() {
        for lang in LANGUAGES {
            for submission in [None, Some(&workflow.cases[0].submission)] {
                let page = Html::parse_document(&print(&workflow.form, lang, None, submission));
                // Browsers repeat the head of a table on every page.
                let head = texts(&page, ".pages > thead strong");
                assert!(head[0].contains("參考格式"), "{}: {head:?}", workflow.form.id);
                let title = Words::of(lang).text(&workflow.form.title).to_owned();
                assert_eq!(texts(&page, "h1, title"), [title.clone(), title], "{}", workflow.form.id);
            }
        }
    }
}

#[test]
fn the_head_names_the_law_and_the_end_names_the_agency() {
    let [exemption, petition, survey] = ["exemption", "petition", "survey"]
        .map(|id| &WORKFLOWS.iter().find(|workflow| workflow.form.id == id).unwrap().form);
    for (form, law, agency, is_signed) in [
        (
            exemption,
            "依據：民防團隊編組訓練演習服勤及支援軍事勤務辦法（民國114年2月14日（2025-02-14）修正）",
            "範例縣警察局民防管制中心",
            true,
        ),
        (petition, "依據：行政程序法（民國110年1月20日（2021-01-20）修正）", "範例縣政府為民服務中心", true),
        (survey, "這是參考格式", "範例縣警察局民防管制中心", false),
    ] {
        let page = Html::parse_document(&print(form, "zh-Hant", None, None));
        assert!(texts(&page, ".law")[0].contains(law), "{:?}", texts(&page, ".law"));
        let address = texts(&page, "address").join("");
        for expect in [agency, "示範路1號", "電話 (00) 0000-0000", "週一至週五"] {
            assert!(address.contains(expect), "{address}");
        }
        assert_eq!(all(&page, ".signature").len(), usize::from(is_signed), "{}", form.id);
    }
    let none = Config::default();
    let paper = Paper { form: exemption, config: &none, lang: "en", reference: None, submission: None };
    assert!(all(&Html::parse_document(&paper.render().unwrap()), "address").is_empty());
}

/// A page that is opened from a file runs no script and loads no other file.
#[test]
fn the_page_is_self_contained_and_its_policy_allows_its_own_style_only() {
    for workflow in WORKFLOWS.iter() {
        let html = print(&workflow.form, "en", Some("R-1"), Some(&workflow.cases[0].submission));
        for unwanted in ["<script", "stylesheet", " style=", " onclick", "http:", "https:", "url("] {
            assert!(!html.contains(unwanted), "{}: {unwanted}", workflow.form.id);
        }
        let page = Html::parse_document(&html);
        let meta = all(&page, "meta[http-equiv]")[0].value().attr("content").unwrap().to_owned();
        let style: String = all(&page, "style")[0].text().collect();
        assert!(style.contains("@page { size: A4 portrait;"), "{style}");
        let digest = guitai::value::attachment::sha256_hex(style.as_bytes());
        let bytes: Vec<u8> =
            (0..64).step_by(2).map(|at| u8::from_str_radix(&digest[at..at + 2], 16).unwrap()).collect();
        let hash = Base64::encode_string(&bytes);
        assert!(meta.starts_with(&format!("default-src 'none'; style-src 'sha256-{hash}';")), "{meta}");
        assert!(guitai::paper::content_security_policy().starts_with(&meta));
    }
}
