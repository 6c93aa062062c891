//! What musicians meet for: a jam, a rehearsal, a gig, a workshop, with its places and who has taken them.
//!
//! An event's time is what was agreed: a wall time in a named zone. Its instants are derived, for sorting and comparing.
//! A place is claimed under the lock of its event: nothing here reads a free count and then writes outside that lock,
//! and whoever asks twice has one place. Who may stand where next is said by `model::Place` alone.
//! A visitor who is not signed in sees how many take part and never who; no query of theirs reads a participant's name.
//! Somebody who hides is named to those they host or play with and counted for others; whoever hosts is always named.
//! This room knows who is asking (`identity`) and who may know of whom (`profiles`), and nothing of messages or mail.
//!
//! Start with `model/` (what an event is), then `store/participants.rs` (how a place is taken) and `api.rs`.

pub mod api;
pub mod islands;
pub mod model;

#[cfg(feature = "ssr")]
pub mod cards;
#[cfg(feature = "ssr")]
mod dates;
#[cfg(feature = "ssr")]
pub mod files;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod json_ld;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod schedule;
#[cfg(feature = "ssr")]
pub mod slug;
#[cfg(feature = "ssr")]
pub mod store;
