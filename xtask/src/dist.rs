//! `cargo xtask dist`: the folder that a web server serves, which is an npm package as well.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::SystemTime;

use anyhow::{Context, Result};
use serde_json::json;

use crate::node::Node;
use crate::project::Project;
use crate::run::{headline, read, run as execute};
use crate::{engine, password, seal, size};

/// What is delivered of `www/` besides the modules: demo pages are not.
const FILES: [&str; 3] = ["guitai.css", "guitai.d.ts", "custom-elements.json"];
const FOLDERS: [&str; 3] = ["forms", "data", "schema"];
const LEGAL: [&str; 3] = ["LICENSE-APACHE", "LICENSE-MIT", "NOTICE"];

/// Builds the delivery from nothing.
///
/// # Errors
/// A prerequisite is missing, or something does not compile.
pub fn run(project: &Project) -> Result<()> {
    let node = Node::ready(project);
    let dist = project.dist();
    if dist.exists() {
        fs::remove_dir_all(&dist)?;
    }
    fs::create_dir_all(&dist)?;

    engine::build(project, node.as_ref().ok(), &dist)?;
    password::build(project, node.as_ref().ok(), &dist)?;
    copy(project, &dist)?;
    if let Ok(node) = &node {
        minify(node, &dist)?;
    }
    describe(project, &dist)?;
    fs::write(dist.join("package.json"), package(project)?)?;
    seal::seal(&dist)?;

    headline("what is transferred until the first step can be used");
    let sizes = size::first_step(&dist)?;
    println!("{sizes}");
    fs::write(project.target.join("dist-size.json"), sizes.to_json()?)?;
    if let Err(reason) = node {
        println!("Neither bundled nor made small, so that `integrity` covers guitai.js alone: {reason}");
    }
    println!("dist/ is ready.");
    Ok(())
}

/// Builds the delivery only if it is missing or older than a source.
///
/// # Errors
/// As `run`.
pub fn refresh(project: &Project) -> Result<()> {
    let sources = ["src", "www", "xtask/src", "Cargo.toml", "Cargo.lock", "package-lock.json"];
    let built = fs::metadata(project.dist().join("integrity.json")).and_then(|file| file.modified());
    let is_fresh = built.is_ok_and(|built| {
        sources.iter().filter_map(|source| newest(&project.root.join(source))).all(|changed| changed <= built)
    });
    if is_fresh { Ok(()) } else { run(project) }
}

/// When a file, or anything below a folder, was last changed.
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

/// For backends: the JSON Schema of each workflow and the `OpenAPI` of the endpoint, as the command says them.
fn describe(project: &Project, dist: &Path) -> Result<()> {
    headline("the schemas, by the command");
    execute(project.cargo().args(["build", "--bin", "guitai"]))?;
    let say = |arguments: &[&str]| -> Result<String> {
        let said = read(Command::new(project.guitai()).args(arguments))?;
        Ok(serde_json::from_str::<serde_json::Value>(&said)?.to_string())
    };
    for entry in fs::read_dir(dist.join("forms"))? {
        let path = entry?.path();
        let workflow = path.file_stem().unwrap_or_default().to_string_lossy();
        fs::write(dist.join(format!("schema/{workflow}.json")), say(&["schema", &workflow])?)?;
    }
    fs::write(dist.join("openapi.json"), say(&["openapi"])?)?;
    Ok(())
}

/// The JavaScript modules of a folder, by name.
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

/// One module in place of all: a page pins what it runs by the `integrity` of this file alone.
const ENTRY: &str = "guitai.js";

fn minify(node: &Node, dist: &Path) -> Result<()> {
    headline("minification");
    let mut esbuild = node.tool("esbuild");
    esbuild.args([ENTRY, "guitai.css"].map(|name| dist.join(name))).arg("--bundle");
    esbuild.arg(format!("--outdir={}", dist.display())).arg("--allow-overwrite");
    execute(esbuild.args(["--minify", "--format=esm", "--target=es2022", "--charset=utf8"]))?;
    // Finds what esbuild leaves.
    let entry = dist.join(ENTRY);
    let mut terser = node.tool("terser");
    terser.arg(&entry).args(["--module", "--mangle", "--compress", "ecma=2020,passes=3", "--output"]);
    execute(terser.arg(&entry))?;
    for name in modules(dist)?.iter().filter(|name| *name != ENTRY) {
        fs::remove_file(dist.join(name))?;
    }
    Ok(())
}

/// The npm package: importing it defines the element.
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
