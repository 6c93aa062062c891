//! Who a musician is to others: a name, a town, a few words, and what they host; and finding musicians.
//!
//! Everybody reads a public profile; one that the reader may not know of answers like one that does not exist, and stands in
//! no list (`store/known.rs`). A profile says what its person hosts and never what they attend. What a form leaves out stays as it was, what it sends empty is cleared,
//! and an edit of an older version is refused with both texts in sight.
//! This room writes a person's full name, words, town, settings and version. Names, addresses and passwords are `accounts`'.
//!
//! Start with `model.rs`, then `forms.rs` (what may be said) and `store/`.

pub mod api;
pub mod model;

#[cfg(feature = "ssr")]
mod cards;
#[cfg(feature = "ssr")]
pub mod finding;
#[cfg(feature = "ssr")]
pub mod forms;
#[cfg(feature = "ssr")]
pub mod pages;
#[cfg(feature = "ssr")]
pub mod store;
