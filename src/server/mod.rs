//! Everything HTTP that is not a feature: from the command line to the last byte of an answer.
//!
//! `cli` reads the configuration, `run` starts what it describes, `serve` accepts connections, `router` puts the site
//! together, and `front` stands before every act. Each of the other files is one layer or one duty; of rooms know only
//! those that list or make what is theirs (`crawlers`, `users`, `demo`, `seed`). This room imports all others and is imported by
//! `main.rs` and tests alone. It knows no table; what it says to whoever runs the server is English, as logs are.

mod accept_encoding;
pub mod assets;
mod backup;
mod check;
pub mod cli;
pub mod client;
mod compression;
mod config;
pub mod crawlers;
pub mod csp;
mod database;
mod demo;
mod disk;
mod form_body;
mod front;
mod health;
mod listen;
mod logging;
mod open_files;
mod page_cache;
mod request_id;
mod request_size;
mod revalidation;
mod router;
mod run;
mod security;
mod seed;
pub mod serve;
mod slash;
mod speculation;
mod stalled;
mod timeouts;
mod users;

pub use router::{Site, site};
