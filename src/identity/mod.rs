//! Who is asking.
//!
//! A [`model::Member`] is the signed-in person. It is made here, from the session a cookie names, and nowhere else: what
//! takes a `&Member` can't be called for nobody, nor for somebody else. A session is known by a hash of its cookie's id,
//! in both of its tables and inside the library's blob, so that a copy of the database opens nobody's account. Reading a
//! page costs one statement, or none (`cache`); a reader who has not logged in costs none and gets no cookie.
//!
//! This room knows no other. It does not know what a password is: who may sign in is decided by `accounts`.

pub mod model;

#[cfg(feature = "ssr")]
pub mod cache;
#[cfg(feature = "ssr")]
pub mod hashed;
#[cfg(feature = "ssr")]
pub mod sessions;
#[cfg(feature = "ssr")]
pub mod store;
