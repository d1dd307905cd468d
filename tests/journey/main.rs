//! The journey, natively: tables, walks through a hostile world, and an exhaustive exploration of two tabs.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::indexing_slicing)]

mod action;
mod answers;
mod assessed;
mod attempts;
mod cancelling;
mod controls;
mod counter;
mod draft_files;
mod drafts;
mod exploration;
mod files;
mod filing;
mod idle;
mod lists;
mod mistaken;
mod mistakes;
mod moment;
mod navigation;
mod options;
mod problems;
#[path = "../support/random.rs"]
mod random;
mod released;
mod remedies;
mod replies;
mod sessions;
mod setup;
mod shown;
mod tabs;
mod undo;
mod uploads;
mod walks;
#[path = "../support/workflows.rs"]
mod workflows;
mod world;
