//! Two people edit one thing: the version that an edit builds on, and what becomes of it.

use crate::given::Given;
use crate::t;

/// What became of an edit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edited {
    /// What is saved is as the edit wants it, in this version.
    Saved { version: i64 },
    /// It changed since the version that the edit builds on, and not into the same.
    Stale,
}

/// The version that a form says it builds on, where it says one; else what to say of it.
pub fn builds_on(version: &Given) -> Result<Option<i64>, String> {
    match version.typed().map(str::trim) {
        None | Some("") => Ok(None),
        Some(typed) => typed.parse().map(Some).map_err(|_| t!("form-version-unreadable")),
    }
}
