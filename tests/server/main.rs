//! The reference portal over HTTP: each test starts one on a loopback port with its own database.

#![cfg(feature = "cli")]
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod attachments;
mod attack;
mod bucket;
mod claims;
mod conformance;
mod export;
mod faults;
mod harness;
mod inbox;
mod intake;
mod keys;
mod limit;
mod overload;
mod pages;
mod paper;
mod postgres;
mod process;
mod retention;
mod secret;
mod sign_in;
mod staff;
