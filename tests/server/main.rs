//! The reference portal, spoken to over HTTP: a real router on a loopback port with a database of its own.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod attachments;
mod bucket;
mod cluster;
mod conformance;
mod export;
mod faults;
mod inbox;
mod intake;
mod judging;
mod pages;
mod process;
mod retention;
mod staff;
mod stand;
