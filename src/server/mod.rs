//! Everything HTTP that is not a feature: from the command line to the last byte of an answer.
//!
//! `cli` reads the configuration, `run` starts what it describes, `serve` accepts connections, `router` puts the layers
//! around the rooms, and `front` stands before every act. Each of the other files is one layer or one duty, and knows no
//! other. This room imports all rooms and is imported by `main.rs` and tests alone. It knows no table and no sentence that
//! a visitor reads; what it says to whoever runs the server is English, as logs are.

mod accept_encoding;
pub mod assets;
pub mod cli;
pub mod client;
pub mod compression;
mod config;
pub mod csp;
mod database;
pub mod front;
mod health;
mod listen;
mod logging;
mod request_id;
mod request_size;
pub mod router;
pub mod run;
pub mod security;
pub mod serve;
mod slash;
mod stalled;
mod timeouts;
