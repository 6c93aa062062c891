//! Everything HTTP that is not a feature: the command line, configuration, the site's layers, the accept loop.
//!
//! `router` puts the site together; `front` stands before every act; the other files are one layer or one duty each and
//! know nothing of rooms. Imports all rooms; imported by `main.rs` and tests alone.

pub mod accept_encoding;
pub mod assets;
pub mod client;
pub mod compression;
pub mod config;
pub mod csp;
pub mod health;
pub mod listen;
pub mod logging;
pub mod request_id;
pub mod request_size;
pub mod security;
pub mod serve;
pub mod slash;
pub mod stalled;
pub mod timeouts;

mod front;
mod router;

pub use router::{Site, site};
