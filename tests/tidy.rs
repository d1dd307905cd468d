//! Patterns that must not appear in the source. `ARCHITECTURE.md` gives the reasons.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

use guitai::form::{BUILTIN, Form, builtin};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Reads the files below a folder of the project with this ending. Returns names and texts.
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

/// Checks that none of the words is in the files.
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

/// Returns whether a file belongs to one of the modules.
fn is_in(name: &str, modules: &[&str]) -> bool {
    let stem = name.strip_suffix(".rs").unwrap_or(name);
    modules
        .iter()
        .any(|module| stem == *module || stem.strip_prefix(module).is_some_and(|rest| rest.starts_with('/')))
}

/// Removes comment lines.
fn code(files: Vec<(String, String)>) -> Vec<(String, String)> {
    let without_comments = |text: String| {
        let lines = text.lines().map(|line| if line.trim_start().starts_with("//") { "" } else { line });
        lines.collect::<Vec<_>>().join("\n")
    };
    files.into_iter().map(|(name, text)| (name, without_comments(text))).collect()
}

#[test]
fn files_are_short_and_start_with_a_description() {
    let mut wrong = Vec::new();
    for (name, text) in [files("src", ".rs"), files("xtask", ".rs"), files("tests", ".rs")].concat() {
        let lines = text.lines().count();
        if lines > 400 {
            wrong.push(format!("{name} has {lines} lines"));
        }
        if !text.starts_with("//! ") {
            wrong.push(format!("{name} does not start with `//! `"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The core has no floats, no unsafe code, and no explicit panics. `tests/imports` checks what it imports.
#[test]
fn the_core_does_not_panic() {
    let core = [
        "src/control",
        "src/journey",
        "src/json",
        "src/place",
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
    let core_files: Vec<_> =
        code(files("src", ".rs")).into_iter().filter(|(name, _)| is_in(name, &core)).collect();
    assert!(core_files.len() > 25);
    assert_absent(
        &core_files,
        &["println!", "f32", "f64", "unsafe ", ".unwrap()", ".expect(", "panic!", "unreachable!"],
    );
}

/// `web_sys::Window` has these methods. `tests/imports` checks the types that the user interface imports.
#[test]
fn the_ui_does_not_use_http_or_storage() {
    let drawing = files("src/ui", ".rs").into_iter().filter(|(name, _)| name != "src/ui/write/tests.rs");
    assert_absent(&code(drawing.collect()), &["fetch", "local_storage", "session_storage"]);
}

/// `host` and JavaScript name no form, question or rule.
#[test]
fn the_host_names_no_form() {
    // Words of HTML and the envelope that are also ids in forms.
    let general = ["name", "email", "address", "phone", "signature", "change"];
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

/// Texts are in definitions and in the engine. Only the fallback, which is shown without the engine, has its
/// own.
#[test]
fn javascript_has_no_texts() {
    for (name, text) in code(scripts()) {
        let words = text.chars().filter(|c| ('\u{3000}'..='\u{9FFF}').contains(c) || *c > '\u{FF00}').count();
        assert!(words == 0 || name == "www/fallback.js", "{name} has {words} Chinese characters");
    }
}

/// The portal's words are in `src/text/portal`. Tests may contain Chinese.
#[test]
fn handlers_and_templates_hold_no_words() {
    for (name, text) in
        code([files("src/server", ".rs"), files("src/paper", ".rs"), files("templates", ".html")].concat())
    {
        let text = text.split("#[cfg(test)]").next().unwrap_or_default();
        let words = text.chars().filter(|c| ('\u{4E00}'..='\u{9FFF}').contains(c)).count();
        assert!(words == 0, "{name} holds {words} Chinese characters");
    }
}

/// One word for one thing: 異動, 案件編號, 留下姓名. The titles of laws are those of the Ministry of Justice.
#[test]
fn texts_use_one_word_for_one_thing() {
    let words = ["變動", "收件編號", "具名", "Civil Defence Act", "civil defence act"];
    for (folder, ending) in
        [("src/text", ".rs"), ("www/forms", ".json"), ("templates", ".html"), ("examples", ".json")]
    {
        assert_absent(&files(folder, ending), &words);
    }
}

#[test]
fn nothing_is_unfinished_or_skipped() {
    let this = "tests/tidy.rs";
    let rust = [files("src", ".rs"), files("xtask", ".rs"), files("tests", ".rs")].concat();
    let rust: Vec<_> = rust.into_iter().filter(|(name, _)| name != this).collect();
    assert_absent(&rust, &["todo!", "unimplemented!", "#[ignore", "TODO", "FIXME", "XXX", "dbg!"]);
    let scripts = [files("tests/browser", ".js"), scripts()].concat();
    assert_absent(&scripts, &[".skip(", ".only(", ".fixme(", "TODO", "FIXME", "XXX", "debugger"]);
    assert_absent(&files("www", ".json"), &["TODO", "FIXME", "XXX", "lorem"]);
}

/// Returns all texts between `before` and the next character of `after`.
fn between<'a>(text: &'a str, before: &str, after: &[char]) -> BTreeSet<&'a str> {
    text.split(before).skip(1).filter_map(|rest| rest.split(after).next()).collect()
}

/// The element's manifest lists exactly the parts and custom properties in the source.
#[test]
fn the_manifest_lists_parts_and_custom_properties() {
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

    let style: String = files("www/style", ".css").into_iter().map(|(_, text)| text).collect();
    let properties = between(&style, "var(--guitai-", &[',', ')']);
    assert_eq!(listed("cssProperties"), properties.iter().map(|name| format!("--guitai-{name}")).collect());
}

/// Style sheets of pages, parts and questions have the paths of the modules that draw them.
#[test]
fn style_sheets_mirror_the_drawing_modules() {
    let mut wrong = Vec::new();
    for (name, text) in files("www/style", ".css") {
        let module = name.replace("www/style/", "src/ui/").replace(".css", ".rs");
        let is_general =
            ["www/style/base/", "www/style/media/"].iter().any(|folder| name.starts_with(folder));
        if !is_general && !root().join(&module).exists() {
            wrong.push(format!("{name} has no module {module}"));
        }
        if text.lines().count() > 300 {
            wrong.push(format!("{name} has more than 300 lines"));
        }
        if !text.starts_with("/* ") {
            wrong.push(format!("{name} does not start with its purpose"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Folders of the repository whose paths the documents name.
const NAMED: [&str; 7] = ["src/", "tests/", "www/", "xtask/", "docs/", "examples/", "templates/"];

/// Paths in backticks and targets of links exist. `*` stands for any part of a name, and `<id>` for a name to
/// be chosen.
#[test]
fn documents_name_existing_paths() {
    let main = ["README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md"];
    let main = main.map(|name| (name.to_owned(), fs::read_to_string(root().join(name)).unwrap()));
    let mut missing = Vec::new();
    for (name, text) in main.into_iter().chain(files("docs", ".md")).chain(files("examples", ".md")) {
        let folder = root().join(&name).parent().unwrap().to_owned();
        let code = text.split('`').skip(1).step_by(2);
        let paths = code.filter(|code| NAMED.iter().any(|folder| code.starts_with(folder)));
        let paths = paths.filter(|path| !path.contains(['<', ' '])).map(|path| root().join(path));
        let links = text.split("](").skip(1).filter_map(|rest| rest.split([')', '#']).next());
        let links =
            links.filter(|link| !link.is_empty() && !link.contains("://")).map(|link| folder.join(link));
        missing.extend(
            paths.chain(links).filter(|path| !exists(path)).map(|path| format!("{name}: {}", path.display())),
        );
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

fn exists(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let Some((start, end)) = name.split_once('*') else { return path.exists() };
    let entries = path.parent().and_then(|folder| fs::read_dir(folder).ok());
    let names = entries.into_iter().flatten().flatten().map(|entry| entry.file_name());
    names
        .map(|name| name.to_string_lossy().into_owned())
        .any(|name| name.starts_with(start) && name.ends_with(end))
}
