//! The paths in a file: in `use`, expressions, types, patterns and macros.

use proc_macro2::{TokenStream, TokenTree};
use syn::visit::{Visit, visit_item, visit_path};
use syn::{Attribute, Item, UseTree};

/// Collects the paths of a file.
#[derive(Default)]
pub struct Paths {
    /// The names that `use` binds, and their paths.
    pub uses: Vec<(String, Vec<String>)>,
    /// Other paths.
    pub others: Vec<Vec<String>>,
}

impl Paths {
    fn add_use(&mut self, tree: &UseTree, above: &[String]) {
        let below = |name: &syn::Ident| [above, &[name.to_string()]].concat();
        match tree {
            UseTree::Path(path) => self.add_use(&path.tree, &below(&path.ident)),
            UseTree::Group(group) => group.items.iter().for_each(|tree| self.add_use(tree, above)),
            UseTree::Name(name) if name.ident == "self" => {
                self.uses.push((above.last().cloned().unwrap_or_default(), above.to_vec()));
            }
            UseTree::Name(name) => self.uses.push((name.ident.to_string(), below(&name.ident))),
            UseTree::Rename(rename) => {
                let path = if rename.ident == "self" { above.to_vec() } else { below(&rename.ident) };
                self.uses.push((rename.rename.to_string(), path));
            }
            UseTree::Glob(_) => self.uses.push(("*".to_owned(), above.to_vec())),
        }
    }

    /// Adds the paths of a macro, whose tokens have no syntax tree.
    fn add_tokens(&mut self, tokens: TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match token {
                TokenTree::Ident(name) if colons == 2 && !path.is_empty() => path.push(name.to_string()),
                TokenTree::Ident(name) => self.end_path(std::mem::replace(&mut path, vec![name.to_string()])),
                TokenTree::Punct(mark) if mark.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                TokenTree::Group(group) => {
                    self.add_tokens(group.stream());
                    self.end_path(std::mem::take(&mut path));
                }
                TokenTree::Punct(_) | TokenTree::Literal(_) => self.end_path(std::mem::take(&mut path)),
            }
            colons = 0;
        }
        self.end_path(path);
    }

    fn end_path(&mut self, path: Vec<String>) {
        if path.len() > 1 {
            self.others.push(path);
        }
    }
}

impl<'ast> Visit<'ast> for Paths {
    fn visit_item(&mut self, item: &'ast Item) {
        match item {
            _ if is_test(item) => {}
            Item::Use(item) => self.add_use(&item.tree, &[]),
            _ => visit_item(self, item),
        }
    }

    fn visit_path(&mut self, path: &'ast syn::Path) {
        self.others.push(path.segments.iter().map(|segment| segment.ident.to_string()).collect());
        visit_path(self, path);
    }

    fn visit_macro(&mut self, invocation: &'ast syn::Macro) {
        self.add_tokens(invocation.tokens.clone());
    }

    /// `pub(in crate::server)` is no import.
    fn visit_visibility(&mut self, _: &'ast syn::Visibility) {}

    fn visit_attribute(&mut self, _: &'ast Attribute) {}
}

/// Returns whether an item is compiled only for tests.
pub fn is_test(item: &Item) -> bool {
    let attributes = match item {
        Item::Const(item) => &item.attrs,
        Item::Fn(item) => &item.attrs,
        Item::Impl(item) => &item.attrs,
        Item::Mod(item) => &item.attrs,
        Item::Static(item) => &item.attrs,
        Item::Use(item) => &item.attrs,
        _ => return false,
    };
    attributes.iter().any(|attribute| {
        let is_cfg = attribute.path().is_ident("cfg");
        is_cfg && attribute.parse_args::<syn::Path>().is_ok_and(|argument| argument.is_ident("test"))
    })
}
