//! What members tell the moderators of: reports, each with what was reported as it was then.
//!
//! Whoever can read something may report it, but not what is their own; what they cannot read is not there for a report
//! either, and nothing of it is stored or said. A message is reported by whom it was written to. The copy is made when
//! the report is: what is changed or deleted later stays as it was told. While a report is open, the same person's next
//! one of the same thing is the same report.
//! This room asks `events`, `profiles` and `messages` what their readers may read; none of them knows it. The moderators'
//! queue is to come.
//!
//! Start with `subject.rs` (what can be reported), then `store.rs` (what is kept of it).

pub mod api;
pub mod model;

#[cfg(feature = "ssr")]
pub mod cards;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
#[cfg(feature = "ssr")]
pub mod subject;
