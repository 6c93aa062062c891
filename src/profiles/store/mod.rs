//! The SQL of this room: one person's profile, its edits, the people there are, and who may know of whom.

mod bulk;
mod edit;
mod known;
mod listing;
mod told;

pub use bulk::{Newcomer, insert_all};
pub use edit::{catch_up, edition, profile, update};
pub use known::KNOWN;
pub use listing::{Found, Wish, people};
pub use told::{told, told_behind};
