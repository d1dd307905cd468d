//! What the house is not to have, wherever a test can see it: `ARCHITECTURE.md` says why.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use guitai::form::{BUILTIN, Form, builtin};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The files below a folder of the project that end so, with their texts.
fn files(folder: &str, ending: &str) -> Vec<(String, String)> {
    let mut folders = vec![root().join(folder)];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        let entries = fs::read_dir(&folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
        for path in entries.map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else if path.to_string_lossy().ends_with(ending) {
                files.push((name(&path), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    assert!(!files.is_empty(), "no {ending} in {folder}");
    files.sort();
    files
}

fn name(path: &Path) -> String {
    path.strip_prefix(root()).unwrap().to_string_lossy().replace('\\', "/")
}

/// Every place of these words in these files; none is expected.
fn assert_absent(files: &[(String, String)], words: &[&str]) {
    let mut found = Vec::new();
    for (name, text) in files {
        for (number, line) in text.lines().enumerate() {
            let words = words.iter().filter(|word| line.contains(**word));
            found.extend(words.map(|word| format!("{name}:{}: {word}", number + 1)));
        }
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Whether a file is one of these modules, or lies in one.
fn is_in(name: &str, modules: &[&str]) -> bool {
    let stem = name.strip_suffix(".rs").unwrap_or(name);
    modules
        .iter()
        .any(|module| stem == *module || stem.strip_prefix(module).is_some_and(|rest| rest.starts_with('/')))
}

/// Code, without its comments.
fn code(files: Vec<(String, String)>) -> Vec<(String, String)> {
    let without = |text: String| {
        let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
        lines.collect::<Vec<_>>().join("\n")
    };
    files.into_iter().map(|(name, text)| (name, without(text))).collect()
}

#[test]
fn files_are_short_and_say_what_they_are_for() {
    let mut wrong = Vec::new();
    for (name, text) in [files("src", ".rs"), files("xtask", ".rs"), files("tests", ".rs")].concat() {
        let lines = text.lines().count();
        if lines > 400 {
            wrong.push(format!("{name} has {lines} lines"));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("{name} does not say what it is for"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Everything above `ui`: no browser, no clock, no files, no floats, no panic that can be seen.
#[test]
fn what_judges_is_pure() {
    let judges = [
        "src/json",
        "src/problem",
        "src/answer",
        "src/draft",
        "src/validate",
        "src/submission",
        "src/receive",
        "src/reply",
        "src/config",
        "src/deadline",
        "src/value",
        "src/form",
        "src/text",
    ];
    let all = code(files("src", ".rs"));
    let judging: Vec<_> = all.iter().filter(|(name, _)| is_in(name, &judges)).cloned().collect();
    assert!(judging.len() > 25);
    assert_absent(
        &judging,
        &[
            "web_sys",
            "js_sys",
            "wasm_bindgen",
            "gloo",
            "yew",
            "std::time",
            "SystemTime",
            "Instant",
            "Utc::now",
            "Local::now",
            "std::fs",
            "std::net",
            "std::env",
            "std::io",
            "std::process",
            "std::thread",
            "println!",
            "f32",
            "f64",
            "unsafe ",
            ".unwrap()",
            ".expect(",
            "panic!",
            "unreachable!",
            "HashMap",
            "crate::ui",
            "crate::host",
            "crate::server",
        ],
    );
    // Who judges is named above, or is nobody's business but the browser's and the server's.
    let edges = [
        "src/lib",
        "src/main",
        "src/command",
        "src/fault",
        "src/host",
        "src/password",
        "src/schema",
        "src/seal",
        "src/server",
        "src/ui",
    ];
    for (name, _) in &all {
        assert!(is_in(name, &judges) || is_in(name, &edges), "{name} is neither pure nor at an edge");
    }
}

#[test]
fn the_screen_knows_nothing_of_http() {
    let forbidden =
        ["fetch", "Request", "Headers", "XmlHttp", "http", "crate::host", "local_storage", "session_storage"];
    assert_absent(&code(files("src/ui", ".rs")), &forbidden);
}

/// Neither the browser's edge nor any JavaScript names a form, a question of it, or a rule.
#[test]
fn the_edges_know_no_form() {
    // Words of HTML and of the envelope, which forms use as ids as well.
    let general = ["name", "email", "address", "phone", "signature"];
    let mut ids = Vec::new();
    for form in BUILTIN.map(|name| Form::read(builtin(name).unwrap()).unwrap()) {
        ids.extend(form.questions().map(|question| question.id.clone()));
        ids.extend(form.rules.iter().map(|rule| rule.id.clone()));
        ids.push(form.id);
    }
    ids.retain(|id| !general.contains(&id.as_str()));
    let quoted: Vec<String> = ids.iter().flat_map(|id| [format!("\"{id}\""), format!("'{id}'")]).collect();
    let quoted: Vec<&str> = quoted.iter().map(String::as_str).collect();
    assert_absent(&code([files("src/host", ".rs"), scripts()].concat()), &quoted);
}

fn scripts() -> Vec<(String, String)> {
    let scripts = files("www", ".js").into_iter();
    scripts.filter(|(name, _)| name.matches('/').count() == 1).collect()
}

/// Words stand in definitions and in the engine; only what is shown where no engine runs stands elsewhere.
#[test]
fn javascript_holds_no_words() {
    for (name, text) in code(scripts()) {
        let words = text.chars().filter(|c| ('\u{3000}'..='\u{9FFF}').contains(c) || *c > '\u{FF00}').count();
        assert!(words == 0 || name == "www/fallback.js", "{name} holds {words} Chinese characters");
    }
}

/// The portal's words are in `src/text/portal`. Tests may contain Chinese.
#[test]
fn handlers_and_templates_hold_no_words() {
    for (name, text) in code([files("src/server", ".rs"), files("templates", ".html")].concat()) {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let words = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
        assert!(words == 0, "{name} holds {words} Chinese characters");
    }
}

#[test]
fn nothing_is_left_open_or_left_out() {
    let this = "tests/tidy.rs";
    let rust = [files("src", ".rs"), files("xtask", ".rs"), files("tests", ".rs")].concat();
    let rust: Vec<_> = rust.into_iter().filter(|(name, _)| name != this).collect();
    assert_absent(&rust, &["todo!", "unimplemented!", "#[ignore", "TODO", "FIXME", "XXX", "dbg!"]);
    let scripts = [files("tests/browser", ".js"), scripts()].concat();
    assert_absent(&scripts, &[".skip(", ".only(", ".fixme(", "TODO", "FIXME", "XXX", "debugger"]);
    assert_absent(&files("www", ".json"), &["TODO", "FIXME", "XXX", "lorem"]);
}

/// What stands between `before` and the next quotation mark or `after`, wherever it does.
fn between<'a>(text: &'a str, before: &str, after: &[char]) -> BTreeSet<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

/// The manifest of the element lists each part and each custom property, and no other.
#[test]
fn what_a_page_may_style_is_listed() {
    let manifest = fs::read_to_string(root().join("www/custom-elements.json")).unwrap();
    let manifest: serde_json::Value = serde_json::from_str(&manifest).unwrap();
    let element = &manifest["modules"][0]["declarations"][0];
    let listed = |list: &str| -> BTreeSet<String> {
        element[list].as_array().unwrap().iter().map(|one| one["name"].as_str().unwrap().to_owned()).collect()
    };

    let sources: String =
        [files("src/ui", ".rs"), scripts()].concat().into_iter().map(|(_, text)| text).collect();
    let parts =
        [".part(\"", "\"part\", \"", "part=\""].iter().flat_map(|before| between(&sources, before, &['"']));
    let parts: BTreeSet<String> = parts.map(str::to_owned).collect();
    assert_eq!(listed("cssParts"), parts);

    let style = fs::read_to_string(root().join("www/guitai.css")).unwrap();
    let properties = between(&style, "var(--guitai-", &[',', ')']);
    assert_eq!(listed("cssProperties"), properties.iter().map(|name| format!("--guitai-{name}")).collect());
}
