//! The commands `guitai render` and `guitai seal`: first steps for pages, and the files of a delivery.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

#[path = "support/command_line.rs"]
mod command_line;

use command_line::{file, run};
use scraper::{Html, Selector};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;

const CONFIG: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/sample-county/config.json");
const OWN_FORM: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/examples/emergency-relief/form.json");
const SURVEY: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/www/forms/survey.json");

/// The attributes of the only element that a selector finds in a page.
fn attributes(page: &str, selector: &str) -> Vec<(String, String)> {
    let document = Html::parse_fragment(page);
    let found: Vec<_> = document.select(&Selector::parse(selector).unwrap()).collect();
    assert_eq!(found.len(), 1, "{selector} in {page}");
    let mut attributes: Vec<_> =
        found[0].value().attrs().map(|(name, value)| (name.to_owned(), value.to_owned())).collect();
    attributes.sort();
    attributes
}

/// Arguments, the element's attributes, the key of the first step, and a part of it.
type Case<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)], &'a str, &'a str);

#[test]
fn render_prints_the_element_with_its_first_step() {
    let endpoint = ["--attribute", "endpoint=/api/submissions"];
    let own_form = file("own.json", fs::read(OWN_FORM).unwrap());
    let own = ["--attribute", "src=/forms/emergency-relief.json"];
    let cases: [Case; 6] = [
        (&["survey"], &[("lang", "zh-Hant"), ("workflow", "survey")], "zh-Hant,web,false,2", "這次的服務"),
        (
            &["survey", "--lang", "en"],
            &[("lang", "en"), ("workflow", "survey")],
            "en,web,false,2",
            "How we served you",
        ),
        (
            &["petition", "--mode", "assisted", endpoint[0], endpoint[1]],
            &[
                ("endpoint", "/api/submissions"),
                ("lang", "zh-Hant"),
                ("mode", "assisted"),
                ("workflow", "petition"),
            ],
            "zh-Hant,assisted,false,2",
            "staff_id",
        ),
        (
            &["survey", "--attribute", "draft=local", "--attribute", "heading-level=3"],
            &[("draft", "local"), ("heading-level", "3"), ("lang", "zh-Hant"), ("workflow", "survey")],
            "zh-Hant,web,true,3",
            "<h3",
        ),
        // A kiosk stores no draft.
        (
            &["survey", "--mode", "kiosk", "--attribute", "draft=local"],
            &[("draft", "local"), ("lang", "zh-Hant"), ("mode", "kiosk"), ("workflow", "survey")],
            "zh-Hant,kiosk,false,2",
            "這次的服務",
        ),
        (
            &[&own_form, own[0], own[1]],
            &[("lang", "zh-Hant"), ("src", "/forms/emergency-relief.json")],
            "zh-Hant,web,false,2",
            "data-step",
        ),
    ];
    for (arguments, expected, key, part) in cases {
        let (exit, page, stderr) = run(&[&["render"], arguments].concat(), "");
        assert_eq!((exit, stderr.as_str()), (0, ""), "{arguments:?}");
        let expected: Vec<_> =
            expected.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned())).collect();
        assert_eq!(attributes(&page, "guitai-form"), expected);
        // The parser of the tests does not create shadow roots, so the template is read as text.
        assert!(
            page.contains(&format!("data-key=\"{key}\"")) && page.contains(part),
            "{arguments:?}: {page}"
        );
        assert!(page.contains(
            "<template shadowrootmode=\"open\"><link rel=\"stylesheet\" href=\"/guitai/guitai.css\">"
        ));
        assert!(page.contains("data-config=\"0\""), "{page}");
    }
}

#[test]
fn without_scripts_the_page_names_the_agency_and_the_form_to_print() {
    let arguments = ["render", "survey", "--config", CONFIG, "--paper", "/paper/survey?a=1&b=2"];
    let (exit, page, stderr) = run(&arguments, "");
    assert_eq!((exit, stderr.as_str()), (0, ""));
    let document = Html::parse_fragment(&page);
    let text = |selector: &str| {
        let found = document.select(&Selector::parse(selector).unwrap()).next().unwrap();
        found.text().collect::<String>()
    };
    let config: Value = serde_json::from_str(&fs::read_to_string(CONFIG).unwrap()).unwrap();
    assert!(text("guitai-form > address").contains(config["agency"]["phone"].as_str().unwrap()));
    assert!(text("guitai-form > p > a").contains("列印"));
    assert!(
        attributes(&page, "guitai-form > p > a").contains(&("href".into(), "/paper/survey?a=1&b=2".into()))
    );
    assert!(!page.contains("data-config=\"0\""), "the step is drawn with the config");
}

#[test]
fn render_refuses_what_would_not_work() {
    for (arguments, expected) in [
        (&["survey", "--lang", "ja"][..], "--lang ja: the form is in zh-Hant, en"),
        (&["survey", "--mode", "desk"], "expected web, assisted or kiosk"),
        (&["survey", "--attribute", "endpoint"], "NAME=VALUE"),
        (&["survey", "--attribute", "onclick =x"], "not the name of another attribute"),
        (&["survey", "--attribute", "lang=en"], "not the name of another attribute"),
        (&["none"], "neither a built-in workflow"),
        (&["survey", "--config", SURVEY], "is not allowed here"),
    ] {
        let (exit, page, stderr) = run(&[&["render"], arguments].concat(), "");
        assert_eq!((exit, page.as_str()), (2, ""), "{arguments:?}");
        assert!(stderr.contains(expected), "{arguments:?}: {stderr}");
    }
    // Values are escaped.
    let (_, page, _) = run(&["render", "survey", "--attribute", "endpoint=\"><script>"], "");
    assert!(!page.contains("<script>"), "{page}");
}

/// A delivery with one form.
fn delivery(name: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("forms")).unwrap();
    fs::write(folder.join("guitai.js"), "trust(\"guitai:sealed\");").unwrap();
    fs::copy(SURVEY, folder.join("forms/survey.json")).unwrap();
    folder
}

#[test]
fn seal_compiles_the_forms_draws_their_first_steps_and_compresses_all_files() {
    let folder = delivery("sealed");
    let seal = |config: &[&str]| run(&[&["seal", folder.to_str().unwrap()], config].concat(), "");
    let (exit, _, stderr) = seal(&[]);
    assert_eq!((exit, stderr.as_str()), (0, ""));
    let first = |lang: &str| {
        let text = fs::read_to_string(folder.join(format!("first/survey.{lang}.json"))).unwrap();
        serde_json::from_str::<Value>(&text).unwrap()
    };
    assert_eq!(first("en")["version"], first("zh-Hant")["version"]);
    assert_eq!(first("en")["simple"], true);
    assert!(!fs::read_to_string(folder.join("guitai.js")).unwrap().contains("config@"));
    let drawn = first("en");
    let modes: Vec<&String> = drawn["steps"].as_object().unwrap().keys().collect();
    assert_eq!(modes, ["web", "web local", "assisted", "assisted local", "kiosk"]);

    // A changed text is in the first step after the next seal.
    let definition = fs::read_to_string(SURVEY).unwrap().replace("How we served you", "How we did");
    fs::write(folder.join("forms/survey.json"), definition).unwrap();
    let (exit, _, stderr) = seal(&["--config", CONFIG]);
    assert_eq!((exit, stderr.as_str()), (0, ""));
    assert!(first("en")["steps"]["web"].to_string().contains("How we did"));
    let compiled = |lang: &str| {
        let text = fs::read_to_string(folder.join(format!("compiled/survey.{lang}.txt"))).unwrap();
        guitai::content::Content::read(&text)
    };
    assert_eq!(compiled("en").words.text(&compiled("en").form.steps[0].title), "How we did");
    assert_eq!(compiled("zh-Hant").words.tag(), "zh-Hant");
    assert!(compiled("en").config.agency.is_some());

    let script = fs::read_to_string(folder.join("guitai.js")).unwrap();
    for sealed in
        ["config@", "compiled/survey.en.txt@", "first/survey.en.json@", "forms/survey.json@", "words/en.txt@"]
    {
        assert!(script.contains(sealed), "{script}");
    }
    assert!(!script.contains(".br@"), "{script}");
    let definition = fs::read(folder.join("forms/survey.json")).unwrap();
    let mut plain = Vec::new();
    let compressed = fs::read(folder.join("forms/survey.json.br")).unwrap();
    brotli::BrotliDecompress(&mut compressed.as_slice(), &mut plain).unwrap();
    assert_eq!(plain, definition);
    let compressed = fs::read(folder.join("forms/survey.json.gz")).unwrap();
    let mut plain = Vec::new();
    std::io::copy(&mut flate2::read::GzDecoder::new(compressed.as_slice()), &mut plain).unwrap();
    assert_eq!(plain, definition);
    let integrity: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("integrity.json")).unwrap()).unwrap();
    assert!(integrity.as_object().unwrap().keys().all(|file| !file.contains(".br") && !file.contains(".gz")));
}
