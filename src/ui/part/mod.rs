//! Parts that several pages or questions share.

pub mod agency;
pub mod calendar;
pub mod draft_panel;
pub mod error_summary;
pub mod idle_warning;
pub mod languages;
pub mod law;
pub mod notes;
pub mod notice;
pub mod prose;
pub mod remarks;
pub mod title;
pub mod undo_offer;
