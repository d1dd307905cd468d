//! Build of the engine: the library for the browser, its glue by wasm-bindgen, and optimisation by wasm-opt.

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
use crate::split::{References, split};

/// The target for the browser.
pub const TARGET: &str = "wasm32-unknown-unknown";

/// WebAssembly features that rustc and wasm-bindgen use. wasm-opt needs an option for each.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// Passes of wasm-opt, selected by the size after brotli, which compresses repeated code well.
const PASSES: [&str; 7] = [
    "-Oz",
    "-Oz",
    "--skip-pass=local-cse",
    "--one-caller-inline-max-function-size=1",
    // The linker places the end of the stack below address 1024, so no data are there.
    "--low-memory-unused",
    "--reorder-functions-by-name",
    "--strip-target-features",
];

/// Part of the names of functions that, with what only they use, are in the second module, see
/// `src/host/later.rs`.
const LATER: &str = "_later";

/// Parts of the mangled names of functions that format values, which are in the second module too. The first one
/// needs them only for the messages of panics: before the second module is connected, a panic is a trap without
/// a message.
const FORMATTING: [&str; 6] =
    ["4core3fmt5write", "9Formatter", "7Display3fmt", "5Debug3fmt", "core..fmt..Display", "core..fmt..Debug"];

/// The two modules of the engine.
const MODULES: [&str; 2] = ["guitai.wasm", "later.wasm"];

/// Builds `engine.js` and the modules into a folder.
///
/// # Errors
/// A program is missing (the message says how to install it) or fails.
pub fn build(project: &Project, node: Option<&Node>, dist: &Path) -> Result<()> {
    let bound = project.target.join("engine");
    bind(project, &[], &bound)?;
    fs::copy(bound.join("engine.js"), dist.join("engine.js"))?;
    MODULES.iter().try_for_each(|name| optimise(node, &bound.join(name), &dist.join(name)))
}

/// Optimises a module, or copies it if Node is missing.
///
/// # Errors
/// wasm-opt fails.
pub fn optimise(node: Option<&Node>, wasm: &Path, small: &Path) -> Result<()> {
    let Some(node) = node else {
        fs::copy(wasm, small)?;
        return Ok(());
    };
    headline("wasm-opt");
    run(node.tool("wasm-opt").args(FEATURES).args(PASSES).arg(wasm).arg("-o").arg(small))
}

/// Compiles the library with some of its features, generates its glue, `engine.js`, and splits it into two
/// modules.
///
/// # Errors
/// See `build`.
pub fn bind(project: &Project, features: &[&str], folder: &Path) -> Result<()> {
    add_target(project)?;
    let compiled = compile(project, features, &["-Clink-arg=--emit-relocs"])?;
    headline("wasm-bindgen");
    fs::create_dir_all(folder)?;
    let linked = fs::read(compiled)?;
    let mut references = References::read(&linked)?;
    let mut module = Module::from_buffer(&linked)?;
    references.forget(&snip(&mut module)?);
    remove_relocations(&mut module);
    Bindgen::new()
        .input_module("engine", module)
        .web(true)?
        .typescript(false)
        .omit_default_module_path(true)
        .reset_state_function(true)
        .remove_producers_section(true)
        // The names connect the functions with their relocations.
        .remove_name_section(false)
        .demangle(false)
        .generate(folder)?;
    ensure!(
        !folder.join("snippets").exists(),
        "a dependency contains JavaScript snippets, which the seal does not cover"
    );
    let glue = folder.join("engine.js");
    ignore_stale_closures(&glue)?;
    replace_instanceof(&glue)?;
    adopt_elements(project, &glue)?;
    connect_later(&glue)?;
    let whole = folder.join("engine_bg.wasm");
    shorten(&glue, &whole)?;
    // The exports for tests format values.
    let formatting: &[&str] = if features.is_empty() { &FORMATTING } else { &[] };
    let (mut first, mut later) = split(&fs::read(&whole)?, &references, LATER, formatting)?;
    for (module, name) in [&mut first, &mut later].into_iter().zip(MODULES) {
        module.emit_wasm_file(folder.join(name))?;
    }
    Ok(())
}

/// Removes the sections that only the linker and `References` read.
fn remove_relocations(module: &mut Module) {
    let sections = module.customs.iter().map(|(id, section)| (id, section.name().to_owned()));
    let sections: Vec<_> =
        sections.filter(|(_, name)| name == "linking" || name.starts_with("reloc.")).collect();
    for (id, _) in sections {
        module.customs.delete(id);
    }
}

/// Makes the glue ignore closures of an instance that panicked. Its timers and promises still call them,
/// which must not cause an error in the page.
fn ignore_stale_closures(glue: &Path) -> Result<()> {
    const THROWS: &str = "throw new Error('Cannot invoke closure from previous WASM instance');";
    let text = fs::read_to_string(glue)?;
    ensure!(
        text.contains(THROWS),
        "wasm-bindgen's glue has changed: check how it handles closures of a previous instance"
    );
    Ok(fs::write(glue, text.replace(THROWS, "return;"))?)
}

/// Replaces `instanceof` in the glue by a check of `Symbol.toStringTag`. A page may replace a global class:
/// with `MooTools`, no window is an instance of `Window`.
fn replace_instanceof(glue: &Path) -> Result<()> {
    const IS_OF: &str = "
function isOf(object, kind) {
    for (let part = object; part != null; part = Object.getPrototypeOf(part)) {
        if (Object.getOwnPropertyDescriptor(part, Symbol.toStringTag)?.value === kind) return true;
    }
    return false;
}
";
    const CHECK: &str = "result = arg0 instanceof Window;";
    let text = fs::read_to_string(glue)?;
    ensure!(text.contains(CHECK), "wasm-bindgen's glue has changed: it has no check for Window");
    let text = text.replace(CHECK, "result = isOf(arg0, 'Window');");
    ensure!(
        !text.contains("arg0 instanceof"),
        "the glue has an `instanceof` check for another class than Window"
    );
    Ok(fs::write(glue, text + IS_OF)?)
}

/// Adds a function to the glue that connects the second module, also with a fresh instance of the first one
/// after a panic.
fn connect_later(glue: &Path) -> Result<()> {
    const FRESH: &str = "    wasm = wasmInstance.exports;\n";
    const EXTEND: &str = "
let laterModule;
export function extend(module) {
    laterModule = module;
    connectLater();
}
function connectLater() {
    if (!laterModule) return;
    new WebAssembly.Instance(laterModule, { ...__wbg_get_imports(), 0: wasm });
    wasm.connect();
}
";
    let text = fs::read_to_string(glue)?;
    let (before, after) = text.split_once(FRESH).context("wasm-bindgen's glue creates no fresh instance")?;
    let (start, after) = after.split_once('\n').context("wasm-bindgen's glue does not start the instance")?;
    ensure!(start.contains("wasm.__wbindgen_start"), "wasm-bindgen's glue does not start a fresh instance");
    let text = [before, FRESH, start, "\n    connectLater();\n", after, EXTEND].concat();
    Ok(fs::write(glue, text)?)
}

/// Makes the glue create elements by the functions of `www/adopt.js`, which is copied beside it.
fn adopt_elements(project: &Project, glue: &Path) -> Result<()> {
    const CALLS: [(&str, &str); 5] = [
        ("arg0.createElement(", "createElement(arg0, "),
        ("arg0.cloneNode()", "cloneNode(arg0)"),
        ("arg0.createTextNode(", "createTextNode(arg0, "),
        ("arg0.insertBefore(", "insertBefore(arg0, "),
        ("arg0.lastChild", "lastChild(arg0)"),
    ];
    let mut text = fs::read_to_string(glue)?;
    for (call, own) in CALLS {
        ensure!(text.contains(call), "wasm-bindgen's glue has changed: it has no {call}");
        text = text.replace(call, own);
    }
    let import =
        "import { cloneNode, createElement, createTextNode, insertBefore, lastChild } from \"./adopt.js\";\n";
    fs::write(glue, import.to_owned() + &text)?;
    let adopt = "adopt.js";
    fs::copy(project.root.join("www").join(adopt), glue.with_file_name(adopt)).context(adopt)?;
    Ok(())
}

/// Adds the target for the browser if the toolchain lacks it.
///
/// # Errors
/// rustup is missing or fails.
pub fn add_target(project: &Project) -> Result<()> {
    let sysroot = read(Command::new("rustc").args(["--print", "sysroot"]).current_dir(&project.root))?;
    if Path::new(&sysroot).join("lib/rustlib").join(TARGET).exists() {
        return Ok(());
    }
    headline("the target wasm32-unknown-unknown");
    let Some(rustup) = find("rustup") else {
        bail!(
            "This toolchain cannot build for the browser. Install rustup from https://rustup.rs/ and run: \
             rustup target add {TARGET}"
        );
    };
    run(Command::new(rustup).args(["target", "add", TARGET]).current_dir(&project.root))
}

/// Compiles the library to one linked module, with some of its features and additional flags of the compiler. `cargo build` would also build an `rlib`, which disables
/// link-time optimisation.
///
/// # Errors
/// The library does not compile.
pub fn compile(project: &Project, features: &[&str], flags: &[&str]) -> Result<PathBuf> {
    headline(&format!("the library for the browser, with the features [{}]", features.join(", ")));
    let flags = without_paths().into_iter().chain(flags.iter().map(|flag| (*flag).to_owned()));
    let flags = format!("target.{TARGET}.rustflags={:?}", flags.collect::<Vec<_>>());
    let library = ["rustc", "--lib", "--crate-type", "cdylib", "--no-default-features"];
    let build =
        ["--target", TARGET, "--profile", "wasm", "--features", &features.join(","), "--config", &flags];
    run(project.cargo().args(library).args(build)).context("the library does not compile for the browser")?;
    Ok(project.target.join(TARGET).join("wasm/guitai.wasm"))
}

/// Returns flags, in addition to those of `.cargo/config.toml`, that remove local paths from the delivery.
fn without_paths() -> Vec<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from);
    let home = home.or_else(|| env::home_dir().map(|home| home.join(".cargo")));
    let registries = home.and_then(|home| fs::read_dir(home.join("registry/src")).ok());
    let registries = registries.into_iter().flatten().flatten().map(|entry| entry.path());
    registries.map(|registry| format!("--remap-path-prefix={}/=", registry.display())).collect()
}
