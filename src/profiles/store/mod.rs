//! The SQL of this room: one person's profile, its edits, the people there are, and who may know of whom.

mod edit;
mod known;
mod listing;

pub use edit::{Outcome, catch_up, edition, profile, update};
pub use known::KNOWN;
pub use listing::{Found, Wish, people};
