//! How somebody becomes the one who is asking: sign-up, log-in, log-out, their passwords, and where they are logged in.
//!
//! A password is hashed (argon2id) and estimated (zxcvbn) off the async threads, few at a time; who finds the queue full
//! is told to come back, at once. Log-in answers a wrong name and a wrong password alike and in the same time; sign-up
//! says which name or address is taken, as the database's indexes tell it: nothing here looks first and inserts then.
//!
//! This room knows `identity`, which keeps the session, and no room above it.

pub mod api;
pub mod model;

#[cfg(feature = "ssr")]
pub mod arrival;
#[cfg(feature = "ssr")]
mod change;
#[cfg(feature = "ssr")]
mod device;
#[cfg(feature = "ssr")]
pub mod email;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod passwords;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
mod strength;
#[cfg(feature = "ssr")]
mod turns;
#[cfg(feature = "ssr")]
pub mod username;
