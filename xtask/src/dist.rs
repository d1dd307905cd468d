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
use crate::{engine, seal, size};

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
        println!("Neither minified nor put through wasm-opt, so larger than need be: {reason}");
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

/// One module in place of those that it imports at once; what it imports only when needed stays apart.
const ENTRY: &str = "guitai.js";
const ENGINE: &str = "engine.js";
const LAZY: [&str; 6] = [ENGINE, "photo.js", "siblings.js", "signature.js", "upload.js", "vault.js"];

/// The loader hands over a compiled module: what wasm-bindgen's glue would do with an address or a response is left
/// out, since where these names stand for nothing esbuild sees that the code is dead.
const COMPILED: [&str; 3] = ["--define:Request=0", "--define:Response=0", "--define:URL=0"];

fn minify(node: &Node, dist: &Path) -> Result<()> {
    headline("minification");
    let apart = LAZY.map(|name| format!("--external:./{name}"));
    let apart: Vec<&str> = ["--bundle"].into_iter().chain(apart.iter().map(String::as_str)).collect();
    let files: Vec<&str> =
        [ENTRY, "guitai.css"].into_iter().chain(LAZY).filter(|name| *name != ENGINE).collect();
    esbuild(node, dist, &files, &apart)?;
    esbuild(node, dist, &[ENGINE], &COMPILED)?;
    for name in modules(dist)?.iter().filter(|name| *name != ENTRY && !LAZY.contains(&name.as_str())) {
        fs::remove_file(dist.join(name))?;
    }
    Ok(())
}

fn esbuild(node: &Node, dist: &Path, files: &[&str], options: &[&str]) -> Result<()> {
    let mut esbuild = node.tool("esbuild");
    esbuild.args(files.iter().map(|name| dist.join(name))).args(options);
    esbuild.arg(format!("--outdir={}", dist.display())).arg("--allow-overwrite");
    execute(esbuild.args(["--minify", "--format=esm", "--target=es2022", "--charset=utf8"]))
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
