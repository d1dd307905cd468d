//! The public site: the county's demonstration pages and the files that they need. All of them are in the
//! binary.

mod assets;
mod frame;
pub(super) mod kiosk;
pub(super) mod pages;
pub(super) mod paper;
mod prose;

pub(super) use assets::{asset, config, form};
