//! The one error that every server function returns.

use serde::{Deserialize, Serialize};

/// Why an act failed, as its visitor may know it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AppError {
    /// Nobody is signed in.
    Unauthenticated,
    /// You can see it and may not do it.
    Forbidden,
    /// Not there, or not for you to know of.
    NotFound,
    /// What was typed has faults.
    Invalid(Vec<FieldError>),
    /// Somebody else was first.
    Conflict(String),
    /// Too often.
    RateLimited {
        /// Seconds.
        retry_after: u32,
    },
    /// Too much at once, or the database is away.
    Unavailable {
        /// Seconds.
        retry_after: u32,
    },
    /// A fault of ours.
    Internal,
}

/// One fault of a form.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    /// The field; empty: the form as a whole.
    pub field: String,
    /// A sentence.
    pub message: String,
}

impl AppError {
    /// One fault at one field.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        Self::Invalid(vec![FieldError {
            field: field.to_owned(),
            message: message.into(),
        }])
    }
}
