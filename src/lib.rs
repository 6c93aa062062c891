#[cfg(all(feature = "ssr", feature = "hydrate"))]
compile_error!("`ssr` is the server, `hydrate` the browser: choose one");

#[cfg(feature = "ssr")]
pub mod db;
pub mod error;
pub mod instant;
