//! Everything HTTP that is not a feature. Imports all rooms; imported by `main.rs` and tests alone.
pub mod front;
