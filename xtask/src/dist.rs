//! `cargo xtask dist`: builds the delivery, a folder for web servers that is also an npm package.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result};
use serde_json::json;

use crate::node::Node;
use crate::project::Project;
use crate::run::{headline, read, run as execute};
use crate::style::{self, STYLE_SHEET};
use crate::{engine, password, size};

/// Delivered files and folders of `www/`, in addition to the modules and the style sheet. Demo pages are not
/// delivered.
const FILES: [&str; 2] = ["guitai.d.ts", "custom-elements.json"];
const FOLDERS: [&str; 4] = ["forms", "data", "schema", SCRIPTS];
/// Modules of the on-screen keyboard; they become part of its bundle.
const SCRIPTS: &str = "keyboard";
const LEGAL: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"];

/// Builds the delivery from scratch. `guitai` is the path of the command, which writes the schemas.
///
/// # Errors
/// A prerequisite is missing, or a step of the build fails.
pub fn run(project: &Project, guitai: &Path) -> Result<()> {
    let node = Node::ready(project);
    let dist = project.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;

    engine::build(project, node.as_ref().ok(), &dist)?;
    password::build(project, node.as_ref().ok(), &dist)?;
    copy(project, &dist)?;
    style::build(project, &dist)?;
    if let Ok(node) = &node {
        minify(node, &dist)?;
    }
    describe(guitai, &dist)?;
    fs::write(dist.join("package.json"), package(project)?)?;
    execute(Command::new(guitai).arg("seal").arg(&dist))?;

    headline("transferred bytes");
    let sizes = size::of_form(&dist)?;
    println!("{sizes}");
    fs::write(project.target.join("dist-size.json"), sizes.to_json()?)?;
    if let Err(reason) = node {
        println!("Not bundled and not minified, so `integrity` covers only guitai.js: {reason}");
    }
    println!("dist/ is ready.");
    Ok(())
}

/// Builds the delivery if it is missing or older than a source.
///
/// # Errors
/// See `run`.
pub fn refresh(project: &Project, guitai: &Path) -> Result<()> {
    let sources = ["src", "www", "xtask/src", "Cargo.toml", "Cargo.lock", "package-lock.json"];
    let built = fs::metadata(project.dist().join("integrity.json")).and_then(|file| file.modified());
    let is_fresh = built.is_ok_and(|built| {
        sources.iter().filter_map(|source| newest(&project.root.join(source))).all(|changed| changed <= built)
    });
    if is_fresh { Ok(()) } else { run(project, guitai) }
}

/// Returns the time of the last change to a file, or to any file in a folder.
fn newest(path: &Path) -> Option<SystemTime> {
    let own = fs::metadata(path).and_then(|file| file.modified()).ok();
    let below = fs::read_dir(path).into_iter().flatten().flatten().filter_map(|entry| newest(&entry.path()));
    below.chain(own).max()
}

fn copy(project: &Project, dist: &Path) -> Result<()> {
    let www = project.root.join("www");
    for file in modules(&www)?.iter().map(String::as_str).chain(FILES) {
        fs::copy(www.join(file), dist.join(file)).with_context(|| format!("www/{file}"))?;
    }
    for file in LEGAL {
        fs::copy(project.root.join(file), dist.join(file)).with_context(|| file.to_owned())?;
    }
    for folder in FOLDERS {
        fs::create_dir_all(dist.join(folder))?;
        for entry in fs::read_dir(www.join(folder)).with_context(|| format!("www/{folder}"))? {
            let entry = entry?;
            let (source, target) = (entry.path(), dist.join(folder).join(entry.file_name()));
            if source.extension().is_some_and(|ending| ending == "json") {
                let document: serde_json::Value = serde_json::from_str(&fs::read_to_string(&source)?)
                    .with_context(|| source.display().to_string())?;
                fs::write(target, document.to_string())?;
            } else {
                fs::copy(source, target)?;
            }
        }
    }
    Ok(())
}

/// Writes the JSON Schema of each workflow and the `OpenAPI` description, for backends.
fn describe(guitai: &Path, dist: &Path) -> Result<()> {
    headline("schemas");
    let output = |arguments: &[&str]| -> Result<String> {
        let output = read(Command::new(guitai).args(arguments))?;
        Ok(serde_json::from_str::<serde_json::Value>(&output)?.to_string())
    };
    for entry in fs::read_dir(dist.join("forms"))? {
        let path = entry?.path();
        let workflow = path.file_stem().unwrap_or_default().to_string_lossy();
        fs::write(dist.join(format!("schema/{workflow}.json")), output(&["schema", &workflow])?)?;
    }
    fs::write(dist.join("openapi.json"), output(&["openapi"])?)?;
    Ok(())
}

/// Returns the names of the JavaScript modules in a folder, sorted.
fn modules(dir: &Path) -> Result<Vec<String>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(dir)? {
        let name = entry?.file_name();
        if Path::new(&name).extension().is_some_and(|ending| ending == "js") {
            names.push(name.to_string_lossy().into_owned());
        }
    }
    names.sort();
    Ok(names)
}

/// The bundles: the module of a page, with the hashes of all other files, and the modules that are loaded when
/// they are needed.
const BUNDLES: [&str; 5] = ["guitai.js", "keyboard.js", "later.js", "photo.js", "signature.js"];

fn minify(node: &Node, dist: &Path) -> Result<()> {
    headline("minification");
    let mut esbuild = node.tool("esbuild");
    esbuild.args(BUNDLES.iter().chain([&STYLE_SHEET]).map(|name| dist.join(name))).arg("--bundle");
    esbuild.arg(format!("--outdir={}", dist.display())).arg("--allow-overwrite");
    execute(esbuild.args(["--minify", "--format=esm", "--target=es2022", "--charset=utf8"]))?;
    // Terser reduces the output of esbuild further.
    for bundle in BUNDLES.map(|name| dist.join(name)) {
        let mut terser = node.tool("terser");
        terser.arg(&bundle).args(["--module", "--mangle", "--compress", "ecma=2020,passes=3", "--output"]);
        execute(terser.arg(&bundle))?;
    }
    for name in modules(dist)?.iter().filter(|name| !BUNDLES.contains(&name.as_str())) {
        fs::remove_file(dist.join(name))?;
    }
    fs::remove_dir_all(dist.join(SCRIPTS))?;
    Ok(())
}

/// Returns the `package.json` of the npm package. Importing the package defines the element.
fn package(project: &Project) -> Result<String> {
    let entry = |file: &str| json!({"types": "./guitai.d.ts", "default": file});
    let package = json!({
        "name": "guitai",
        "version": project.version,
        "description": project.description,
        "license": project.license,
        "type": "module",
        "exports": {".": entry("./guitai.js"), "./*": "./*"},
        "types": "./guitai.d.ts",
        "customElements": "custom-elements.json",
        "sideEffects": ["./guitai.js"],
        "files": ["*"],
    });
    Ok(serde_json::to_string_pretty(&package)? + "\n")
}
