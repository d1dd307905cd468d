//! The engine: the library for the browser, its glue written by wasm-bindgen, and the wasm made small.

use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};
use walrus::Module;
use wasm_bindgen_cli_support::Bindgen;

use crate::names::shorten;
use crate::node::Node;
use crate::project::Project;
use crate::run::{find, headline, read, run};
use crate::snip::snip;

/// The target for the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// What rustc and wasm-bindgen make use of today; wasm-opt takes nothing for granted.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Measured after brotli, which likes repetition better than cleverness.
const PASSES: [&str; 7] = [
    "-Oz",
    "-Oz",
    "--skip-pass=local-cse",
    "--one-caller-inline-max-function-size=1",
    // Nothing lies below 1024: there the linker puts the end of the stack, which nobody reaches without a trap.
    "--low-memory-unused",
    "--reorder-functions-by-name",
    "--strip-target-features",
];

/// Builds `engine.js` and `guitai.wasm` into a folder.
///
/// # Errors
/// A program is missing (the message names the way to get it) or failed.
pub fn build(project: &Project, node: Option<&Node>, dist: &Path) -> Result<()> {
    let bound = project.target.join("engine");
    bind(project, &[], &bound)?;
    let (glue, wasm, small) =
        (bound.join("engine.js"), bound.join("engine_bg.wasm"), dist.join("guitai.wasm"));
    shorten(&glue, &wasm)?;
    fs::copy(glue, dist.join("engine.js"))?;
    optimise(node, &wasm, &small)
}

/// Makes a module small, or copies it where Node is missing.
///
/// # Errors
/// wasm-opt failed.
pub fn optimise(node: Option<&Node>, wasm: &Path, small: &Path) -> Result<()> {
    let Some(node) = node else {
        fs::copy(wasm, small)?;
        return Ok(());
    };
    headline("wasm-opt");
    run(node.tool("wasm-opt").args(FEATURES).args(PASSES).arg(wasm).arg("-o").arg(small))
}

/// Compiles the library with some features of its own and has its glue written: `engine.js`, `engine_bg.wasm`.
///
/// # Errors
/// As `build`.
pub fn bind(project: &Project, features: &[&str], folder: &Path) -> Result<()> {
    add_target(project)?;
    let compiled = compile(project, features)?;
    headline("wasm-bindgen");
    fs::create_dir_all(folder)?;
    let mut module = Module::from_file(compiled)?;
    snip(&mut module)?;
    Bindgen::new()
        .input_module("engine", module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .reset_state_function(true)
        .remove_producers_section(true)
        .remove_name_section(true)
        .generate(folder)?;
    ensure!(
        !folder.join("snippets").exists(),
        "a dependency brings JavaScript of its own: the seal must learn of it"
    );
    let glue = folder.join("engine.js");
    quieten(&glue)?;
    know_by_kind(&glue)
}

/// After a panic, timers and promises of the dead instance call back for nothing: that is no error of the page.
fn quieten(glue: &Path) -> Result<()> {
    const THROWS: &str = "throw new Error('Cannot invoke closure from previous WASM instance');";
    let text = fs::read_to_string(glue)?;
    ensure!(
        text.contains(THROWS),
        "wasm-bindgen's glue has changed: what do closures of a dead instance do now?"
    );
    Ok(fs::write(glue, text.replace(THROWS, "return;"))?)
}

/// Has the glue tell the browser's objects by their own kind. A page may have put something else in place of the class:
/// `MooTools` replaces `Window`, and then no window is an instance of it.
fn know_by_kind(glue: &Path) -> Result<()> {
    const KNOWS: &str = "
function isOf(object, kind) {
    for (let part = object; part != null; part = Object.getPrototypeOf(part)) {
        if (Object.getOwnPropertyDescriptor(part, Symbol.toStringTag)?.value === kind) return true;
    }
    return false;
}
";
    const CLASSES: [&str; 3] = ["Element", "ShadowRoot", "Window"];
    let mut text = fs::read_to_string(glue)?;
    for class in CLASSES {
        let asks = format!("result = arg0 instanceof {class};");
        ensure!(text.contains(&asks), "wasm-bindgen's glue has changed: it no longer asks for {class}");
        text = text.replace(&asks, &format!("result = isOf(arg0, '{class}');"));
    }
    ensure!(
        !text.contains("arg0 instanceof"),
        "the engine asks for a class of the page that is not in the list"
    );
    Ok(fs::write(glue, text + KNOWS)?)
}

/// Adds the target for the browser if the toolchain lacks it.
///
/// # Errors
/// rustup is missing or failed.
pub fn add_target(project: &Project) -> Result<()> {
    let sysroot = read(Command::new("rustc").args(["--print", "sysroot"]).current_dir(&project.root))?;
    if Path::new(&sysroot).join("lib/rustlib").join(TARGET).exists() {
        return Ok(());
    }
    headline("the target wasm32-unknown-unknown");
    let Some(rustup) = find("rustup") else {
        bail!(
            "This toolchain can't build for the browser. Install rustup from https://rustup.rs/ and run: rustup target add {TARGET}"
        );
    };
    run(Command::new(rustup).args(["target", "add", TARGET]).current_dir(&project.root))
}

/// The library as one linked module: `cargo build` would make an `rlib` too, and then there is no link-time
/// optimisation.
///
/// # Errors
/// It does not compile.
pub fn compile(project: &Project, features: &[&str]) -> Result<PathBuf> {
    headline(&format!("the library for the browser, with the features [{}]", features.join(", ")));
    let flags = format!("target.{TARGET}.rustflags={:?}", without_paths());
    let library = ["rustc", "--lib", "--crate-type", "cdylib", "--no-default-features"];
    let build =
        ["--target", TARGET, "--profile", "wasm", "--features", &features.join(","), "--config", &flags];
    run(project.cargo().args(library).args(build)).context("the library does not compile for the browser")?;
    Ok(project.target.join(TARGET).join("wasm/guitai.wasm"))
}

/// No paths of this machine in what is delivered, and no names of registries. Added to the flags of `.cargo/config.toml`.
fn without_paths() -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let registries = registries.into_iter().flatten().flatten().map(|entry| entry.path());
    registries.map(|registry| format!("--remap-path-prefix={}/=", registry.display())).collect()
}
