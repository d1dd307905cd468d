//! The graph of imports, built from the syntax trees of all files.
//!
//! An import is a `use`, or a path in an expression, a type, a pattern or a macro. Code under `#[cfg(test)]`
//! does not count.

use crate::paths::{Paths, is_test};
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;
use syn::Item;
use syn::visit::Visit;

/// An import of a module, or of another crate's item.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Import {
    pub from: String,
    pub to: String,
}

impl Import {
    /// Returns whether the import is of that module or crate, or of something below it.
    pub fn is_of(&self, target: &str) -> bool {
        is_within(&self.to, target)
    }
}

impl fmt::Display for Import {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} imports {}", self.from, self.to)
    }
}

/// Returns whether a path is that path or lies below it.
pub fn is_within(path: &str, above: &str) -> bool {
    path.strip_prefix(above).is_some_and(|rest| rest.is_empty() || rest.starts_with("::"))
}

/// The modules and their imports.
#[derive(Debug, Default)]
pub struct Graph {
    modules: BTreeSet<String>,
    imports: BTreeSet<Import>,
}

impl Graph {
    /// Parses files, given with their paths, such as `src/value/name.rs`.
    pub fn parse(sources: &[(String, String)]) -> Self {
        let parse = |path: &str, source: &str| {
            (module_of(path), syn::parse_file(source).unwrap_or_else(|error| panic!("{path}: {error}")))
        };
        let mut files: BTreeMap<String, syn::File> =
            sources.iter().map(|(path, source)| parse(path, source)).collect();
        let tests: Vec<String> = files.iter().flat_map(|(module, file)| test_modules(module, file)).collect();
        files.retain(|module, _| !tests.iter().any(|test| is_within(module, test)));
        let mut graph = Self { modules: files.keys().cloned().collect(), imports: BTreeSet::new() };
        for (module, file) in &files {
            let mut paths = Paths::default();
            file.items.iter().for_each(|item| paths.visit_item(item));
            let mut names = Names { graph: &graph, module, bound: BTreeMap::new() };
            names.bound = paths.uses.iter().map(|(name, path)| (name.clone(), names.resolve(path))).collect();
            let used = paths.uses.iter().map(|(_, path)| path).chain(&paths.others);
            let targets: BTreeSet<String> = used.filter_map(|path| names.target(path)).collect();
            let imports = targets.into_iter().filter(|to| to != module);
            let imports: Vec<Import> = imports.map(|to| Import { from: module.clone(), to }).collect();
            graph.imports.extend(imports);
        }
        graph
    }

    /// Returns whether there is a module of that path.
    pub fn has_module(&self, path: &str) -> bool {
        self.modules.contains(path) || self.modules.iter().any(|module| is_within(module, path))
    }

    /// Returns the imports of a module and of the modules below it.
    pub fn imports_of(&self, module: &str) -> impl Iterator<Item = &Import> {
        self.imports.iter().filter(move |import| is_within(&import.from, module))
    }

    /// Returns the imports of that module or crate, or of something below it, by other modules.
    pub fn imports_to(&self, target: &str) -> impl Iterator<Item = &Import> {
        self.imports.iter().filter(move |import| import.is_of(target) && !is_within(&import.from, target))
    }

    /// Returns the imports of modules.
    pub fn internal(&self) -> impl Iterator<Item = &Import> {
        self.imports.iter().filter(|import| self.modules.contains(&import.to))
    }

    /// Returns a shortest chain of imports from one module to another.
    pub fn path(&self, from: &str, to: &str) -> Option<Vec<String>> {
        let mut next: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
        for import in self.internal() {
            next.entry(&import.from).or_default().push(&import.to);
        }
        let mut queue = VecDeque::from([vec![from]]);
        let mut seen = BTreeSet::new();
        while let Some(path) = queue.pop_front() {
            let last = path.last().copied().unwrap_or_default();
            if last == to {
                return Some(path.into_iter().map(str::to_owned).collect());
            }
            if seen.insert(last) {
                let next = next.get(last).into_iter().flatten();
                queue.extend(next.map(|module| [path.as_slice(), &[*module]].concat()));
            }
        }
        None
    }

    /// Returns a description of an import cycle among those children of a module, if there is one.
    pub fn folder_cycle(&self, parent: &str, children: &[&str]) -> Option<String> {
        let paths: Vec<String> = children.iter().map(|child| format!("{parent}::{child}")).collect();
        let imports = |from: &str, to: &str| self.imports_of(from).find(|import| import.is_of(to)).cloned();
        // Without its leaves, again and again, an acyclic graph becomes empty.
        let mut rest: Vec<&String> = paths.iter().collect();
        loop {
            let before = rest.len();
            let others = rest.clone();
            rest.retain(|from| others.iter().any(|to| to != from && imports(from, to).is_some()));
            if rest.len() == before {
                break;
            }
        }
        let edges = rest.iter().flat_map(|from| rest.iter().map(move |to| (from, to)));
        let edges = edges.filter(|(from, to)| from != to).filter_map(|(from, to)| imports(from, to));
        let edges: Vec<String> = edges.map(|import| import.to_string()).collect();
        (!edges.is_empty()).then(|| edges.join("\n"))
    }
}

/// Returns the module of a file: `src/lib.rs` is `lib`, `src/form/mod.rs` is `form`.
fn module_of(path: &str) -> String {
    let stem = path.trim_start_matches("src/").trim_end_matches(".rs");
    stem.strip_suffix("/mod").unwrap_or(stem).replace('/', "::")
}

/// Returns the modules that a file declares for tests only, in files of their own.
fn test_modules(module: &str, file: &syn::File) -> Vec<String> {
    let tests = file.items.iter().filter(|item| is_test(item));
    tests
        .filter_map(|item| match item {
            Item::Mod(item) => Some(format!("{module}::{}", item.ident)),
            _ => None,
        })
        .collect()
}

/// An absolute path.
enum Resolved {
    /// From the root of this package.
    Own(Vec<String>),
    /// In another crate, or a local name.
    Other(Vec<String>),
}

/// Resolves paths in one module.
struct Names<'a> {
    graph: &'a Graph,
    module: &'a str,
    /// The names that `use` binds.
    bound: BTreeMap<String, Resolved>,
}

impl Names<'_> {
    /// Returns the module, or the path in another crate, that a path leads to.
    fn target(&self, path: &[String]) -> Option<String> {
        match self.resolve(path) {
            Resolved::Own(path) => {
                let mut prefixes = (1..=path.len()).rev().map(|length| path[..length].join("::"));
                prefixes.find(|prefix| self.graph.modules.contains(prefix))
            }
            // A single name that no `use` binds is local.
            Resolved::Other(path) => (path.len() > 1).then(|| path.join("::")),
        }
    }

    /// Resolves a path from the root of the package or of another crate.
    fn resolve(&self, path: &[String]) -> Resolved {
        let mut at: Vec<String> = self.module.split("::").map(str::to_owned).collect();
        if self.module == "lib" || self.module == "main" {
            at.clear();
        }
        let Some((first, mut rest)) = path.split_first() else { return Resolved::Other(Vec::new()) };
        match first.as_str() {
            // The command is a crate that imports the library by its name.
            "crate" | "guitai" => at.clear(),
            "self" => {}
            "super" => {
                at.pop();
                while rest.first().is_some_and(|next| next == "super") {
                    at.pop();
                    rest = &rest[1..];
                }
            }
            name => {
                let child = at.iter().map(String::as_str).chain([name]).collect::<Vec<_>>().join("::");
                match self.bound.get(name) {
                    Some(Resolved::Own(bound)) => at.clone_from(bound),
                    Some(Resolved::Other(bound)) => return Resolved::Other([bound, rest].concat()),
                    None if self.graph.modules.contains(&child) => at.push(name.to_owned()),
                    None => return Resolved::Other(path.to_vec()),
                }
            }
        }
        at.extend_from_slice(rest);
        Resolved::Own(at)
    }
}
