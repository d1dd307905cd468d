//! Drawing: the state of a journey in, an element tree out.
//!
//! The tree is neutral. `write` turns it into Yew's virtual DOM in the browser, and into HTML text anywhere.

mod page;
mod part;
mod question;
mod tree;
mod view;
pub mod write;

pub use page::{SESSION, page};
pub use tree::Tag;
pub use view::element_id;
