//! The public site: the county's demonstration pages and the files that they need.

pub(super) mod pages;
