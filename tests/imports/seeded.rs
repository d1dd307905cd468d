//! The checker finds violations in sources that are written for it.

use crate::graph::Graph;
use crate::violations;

/// Modules that break no rule, one of which is `value::name` with that source.
fn with(source: &str) -> Graph {
    let sources = [
        ("src/lib.rs", "pub mod form; pub mod value;"),
        ("src/form/mod.rs", "mod kind; pub use kind::Kind; pub struct Form;"),
        ("src/form/kind.rs", "use crate::value::name::Name; pub enum Kind { A } pub fn read(_: Name) {}"),
        ("src/value/mod.rs", "pub mod name;"),
        ("src/value/name.rs", source),
    ];
    Graph::parse(&sources.map(|(path, source)| (path.to_owned(), source.to_owned())))
}

#[test]
fn every_way_to_import_is_found() {
    for source in [
        "use crate::form::Form;",
        "use crate::form;",
        "use crate::form::*;",
        "pub use crate::form::Form;",
        "use crate::form::{self, Kind};",
        "use crate::{value::name, form::{Kind as K}};",
        "use super::super::form::Form;",
        "use crate as root; fn f() { root::form::read() }",
        "use super::super as root; fn f(_: root::form::Form) {}",
        "fn f() -> crate::form::Form { todo() }",
        "fn f(_: Option<&[crate::form::Form]>) {}",
        "fn f() { let _ = super::super::form::Kind::A; }",
        "fn f(k: u8) { match k { crate::form::kind::A => {} _ => {} } }",
        "fn f() { use crate::form::Form; }",
        "impl crate::form::Trait for u8 {}",
        "struct S<T: crate::form::Trait>(T);",
        "fn f() { println!(\"{:?}\", crate::form::Kind::A) }",
        "fn f() { vec![vec![(1, crate::form::Form)]]; }",
        "mod inner { use crate::form::Form; }",
        "#[cfg(feature = \"server\")] use crate::form::Form;",
    ] {
        let found = violations(&with(source));
        assert!(found.iter().any(|line| line.starts_with("value::name imports form")), "{source}: {found:?}");
    }
}

#[test]
fn other_crates_are_found() {
    for (source, target) in [
        ("use std::time::Instant;", "std::time::Instant"),
        ("use std::{fmt, time::{self, Duration}};", "std::time"),
        ("fn f() { std::time::SystemTime::now(); }", "std::time::SystemTime"),
        ("use std::time; fn f() { time::Instant::now(); }", "std::time::Instant"),
        ("use web_sys::Window as W;", "web_sys::Window"),
        ("fn f() { tokio::spawn(g()); }", "tokio::spawn"),
        ("use std::collections::HashMap;", "std::collections::HashMap"),
    ] {
        let found = violations(&with(source));
        let line = format!("value::name imports {target}");
        assert!(found.iter().any(|found| found.starts_with(&line)), "{source}: {found:?}");
    }
}

#[test]
fn harmless_sources_are_accepted() {
    for source in [
        "",
        "use super::name; use crate::value;",
        "// use crate::form::Form;",
        "/// See [`crate::form::Form`].\npub struct S;",
        "const S: &str = \"crate::form::Form\";",
        "#[cfg(test)] mod tests { use crate::form::Form; }",
        "#[cfg(test)] use crate::form::Form;",
        "pub(in crate::value) struct S;",
        "use std::fmt; fn form() {} fn f() { form() }",
    ] {
        assert_eq!(violations(&with(source)), Vec::<String>::new(), "{source}");
    }
}

#[test]
fn files_with_tests_do_not_count() {
    let graph = |declaration: &str| {
        let sources = [
            ("src/form/mod.rs", "pub struct Form;"),
            ("src/value/mod.rs", declaration),
            ("src/value/tests.rs", "use crate::form::Form;"),
        ];
        violations(&Graph::parse(&sources.map(|(path, source)| (path.to_owned(), source.to_owned()))))
    };
    assert_eq!(graph("#[cfg(test)] mod tests;"), Vec::<String>::new());
    assert_eq!(graph("mod tests;").len(), 1);
}

#[test]
fn cycles_are_found() {
    let graph = |source: &str| {
        let sources = [
            ("src/server/mod.rs", "mod a; mod b; mod portal;"),
            ("src/server/a/mod.rs", "mod inner;"),
            ("src/server/a/inner.rs", source),
            ("src/server/b.rs", "use super::a;"),
            ("src/server/portal.rs", "use super::b;"),
        ];
        Graph::parse(&sources.map(|(path, source)| (path.to_owned(), source.to_owned())))
    };
    let cyclic = graph("use crate::server::b::B;");
    assert_eq!(
        cyclic.folder_cycle("server", &["a", "b"]).unwrap(),
        "server::a::inner imports server::b\nserver::b imports server::a"
    );
    assert!(graph("use super::b::B;").folder_cycle("server", &["a", "b"]).is_none());
    assert_eq!(
        graph("use crate::server::portal;").path("server::a::inner", "server::b").unwrap(),
        ["server::a::inner", "server::portal", "server::b"]
    );
}
