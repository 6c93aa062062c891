//! The database room: one handle, two engines, and the tables.
#![cfg(feature = "ssr")]

#[path = "../support/mod.rs"]
mod support;

mod acts;
mod catalogue;
mod columns;
mod handle;
mod lock;
mod migrations;
mod refusals;
