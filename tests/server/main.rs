//! The reference portal, spoken to over HTTP: a real router on a loopback port with a database of its own.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod attachments;
mod attack;
mod bucket;
mod claims;
mod cluster;
mod conformance;
mod export;
mod faults;
mod inbox;
mod intake;
mod judging;
mod keys;
mod limit;
mod pages;
mod process;
mod retention;
mod secret;
mod sign_in;
mod staff;
mod stand;
