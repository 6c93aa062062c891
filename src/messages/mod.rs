//! Being built.
pub mod api;

#[cfg(feature = "ssr")]
pub mod pages;
