//! Tutti: events by musicians, for musicians. One package, two builds: `ssr` is the server, `hydrate` the library that
//! runs in the browser. The browser's half is what stands here without a feature; see `ARCHITECTURE.md`.

#![recursion_limit = "256"]

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` is the server, `hydrate` the browser: choose one");

pub mod accounts;
pub mod error;
pub mod events;
pub mod given;
pub mod identity;
pub mod instant;
pub mod messages;
pub mod moderation;
pub mod profiles;
pub mod ui;

#[cfg(feature = "ssr")]
pub mod app;
#[cfg(feature = "ssr")]
pub mod cursor;
#[cfg(feature = "ssr")]
pub mod db;
#[cfg(feature = "ssr")]
pub mod edit;
#[cfg(feature = "ssr")]
pub mod form_key;
#[cfg(feature = "ssr")]
pub mod language;
#[cfg(feature = "ssr")]
pub mod server;
#[cfg(feature = "ssr")]
pub mod time_zone;

#[cfg(feature = "hydrate")]
mod browser;
