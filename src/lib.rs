//! Tutti: events by musicians, for musicians. One package, two builds: `ssr` is the server, `hydrate` the library that
//! runs in the browser. The browser's half is what stands here without a feature; see `ARCHITECTURE.md`.

#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` is the server, `hydrate` the browser: choose one");

#[cfg(feature = "ssr")]
pub mod db;
pub mod error;
pub mod instant;
