//! The import rules of `src/`, checked on the graph of imports. `rules.rs` has the rules, one per line.

#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod graph;
mod paths;
mod rules;
mod seeded;

use graph::{Graph, Import};
use rules::{CONFINED, FOLDERS, FORBIDDEN, LAYERS, ROOTS};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// The graph of this package.
static PACKAGE: LazyLock<Graph> = LazyLock::new(|| {
    fn collect(folder: &Path, root: &Path, sources: &mut Vec<(String, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                collect(&path, root, sources);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let name = path.strip_prefix(root).unwrap().to_string_lossy().replace('\\', "/");
                sources.push((name, fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    collect(&root.join("src"), root, &mut sources);
    Graph::parse(&sources)
});

/// Returns the imports that break the rules, one per line.
fn violations(graph: &Graph) -> Vec<String> {
    let mut found = Vec::new();
    for (modules, forbidden, why) in FORBIDDEN {
        let is_forbidden = |import: &&Import| forbidden.split(' ').any(|target| import.is_of(target));
        for module in modules.split(' ') {
            let imports = graph.imports_of(module).filter(is_forbidden);
            found.extend(imports.map(|import| format!("{import}: {why}")));
        }
    }
    for (targets, allowed, why) in CONFINED {
        let is_allowed = |module: &str| allowed.split(' ').any(|above| graph::is_within(module, above));
        for target in targets.split(' ') {
            let imports = graph.imports_to(target).filter(|import| !is_allowed(&import.from));
            found.extend(imports.map(|import| format!("{import}: {why}")));
        }
    }
    found
}

#[test]
fn no_import_breaks_a_rule() {
    let found = violations(&PACKAGE);
    assert!(found.is_empty(), "{}", found.join("\n"));
}

/// Every name in the rules is a module, a dependency, or a part of the standard library, so that no rule
/// loses its effect when a module is renamed.
#[test]
fn every_rule_is_about_something() {
    let graph = &*PACKAGE;
    let manifest = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/Cargo.toml")).unwrap();
    let dependencies: BTreeSet<String> = manifest
        .lines()
        .filter_map(|line| line.split_once(" =").map(|(name, _)| name.replace('-', "_")))
        .chain(["std".to_owned()])
        .collect();
    let exists = |name: &str| {
        graph.has_module(name) || dependencies.contains(name.split("::").next().unwrap_or_default())
    };
    let layers = LAYERS.iter().map(|(module, _)| *module);
    for module in FORBIDDEN.iter().flat_map(|(modules, ..)| modules.split(' ')).chain(layers) {
        assert!(graph.has_module(module), "{module} is not a module");
    }
    let forbidden = FORBIDDEN.iter().flat_map(|(_, targets, _)| targets.split(' '));
    let confined =
        CONFINED.iter().flat_map(|(targets, allowed, _)| targets.split(' ').chain(allowed.split(' ')));
    for name in forbidden.chain(confined) {
        assert!(exists(name), "{name} is neither a module nor a dependency");
    }
}

/// A module imports only from its own layer and the layers below it.
#[test]
fn layers_import_downwards() {
    let graph = &*PACKAGE;
    let layer = |module: &str| {
        let above = LAYERS.iter().filter(|(name, _)| graph::is_within(module, name));
        let nearest = above.max_by_key(|(name, _)| name.len());
        nearest.unwrap_or_else(|| panic!("add {module} to LAYERS, and to PURE if it is pure")).1
    };
    // A module may import the modules below it, in order to export their items.
    let upwards: Vec<String> = graph
        .internal()
        .filter(|import| !graph::is_within(&import.to, &import.from))
        .filter(|import| layer(&import.from) < layer(&import.to))
        .map(ToString::to_string)
        .collect();
    assert!(upwards.is_empty(), "{}", upwards.join("\n"));
}

/// No module that the composition root uses imports the composition root, directly or through others.
#[test]
fn the_composition_root_is_in_no_import_cycle() {
    let graph = &*PACKAGE;
    for root in ROOTS {
        assert!(graph.has_module(root), "{root} is not a module");
        for import in graph.imports_of(root).filter(|import| graph.has_module(&import.to)) {
            let is_root = ROOTS.contains(&import.to.as_str());
            let path = graph.path(&import.to, root).filter(|_| !is_root);
            assert!(path.is_none(), "{import}, which leads back: {}", path.unwrap_or_default().join(" -> "));
        }
    }
}

/// The folders of the portal import each other in one direction.
#[test]
fn folders_of_the_portal_are_in_no_import_cycle() {
    let cycle = PACKAGE.folder_cycle("server", &FOLDERS);
    assert!(cycle.is_none(), "{}", cycle.unwrap_or_default());
}
