//! AppError: the one error every server function and every page returns, and its HTTP status.
//!
//! It carries what a person may know and nothing else: the cause is logged once, where it becomes
//! `Internal`. What leaves the server is a [`Problem`] (RFC 9457) or a page; both are made by
//! `app::errors`, which knows the reader's language. Expected outcomes (a full event,
//! a place already taken) are no errors but values of the act's answer.

use leptos::server_fn::codec::JsonEncoding;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use serde::{Deserialize, Serialize};

/// Why a page or an act could not be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum AppError {
    /// Nobody is signed in: a browser is sent to log in, a program reads 401.
    Unauthenticated,
    /// Known to the reader, and not theirs to do.
    Forbidden,
    /// Not there, or not for the reader to know of.
    NotFound,
    /// What was typed breaks rules: every broken field, in the order of the form.
    Invalid(Vec<FieldError>),
    /// The state of things speaks against it. The sentence says which and what to do.
    Conflict(String),
    /// Too many tries; seconds until the next may succeed, at least 1.
    RateLimited { retry_after: u32 },
    /// Busy or without a database; seconds after which it makes sense to try again.
    Unavailable { retry_after: u32 },
    /// The request itself can't be taken, whatever it says.
    BadRequest(Fault),
    /// Our fault. The log has the cause under the request's id.
    Internal,
}

/// What is wrong with one field, as a sentence in the reader's language. The field `""` is the form as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldError {
    pub field: String,
    pub message: String,
}

/// What is wrong with a request that is not even read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fault {
    /// Its bytes are not text in UTF-8.
    NotText,
    /// It ended before its body did.
    BrokenOff,
    /// A page of another site sent it.
    CrossSite,
    /// Its address takes other methods.
    Method,
    /// Its body did not arrive in time.
    TooSlow,
    /// Its body is longer than any form of ours.
    TooLarge,
    /// Its body is no form.
    NotAForm,
}

impl Fault {
    fn status(self) -> u16 {
        match self {
            Self::NotText | Self::BrokenOff => 400,
            Self::CrossSite => 403,
            Self::Method => 405,
            Self::TooSlow => 408,
            Self::TooLarge => 413,
            Self::NotAForm => 415,
        }
    }
}

impl AppError {
    /// One broken field.
    pub fn field(field: &str, message: impl Into<String>) -> Self {
        let message = message.into();
        Self::Invalid(vec![FieldError {
            field: field.to_owned(),
            message,
        }])
    }

    /// The HTTP status of this error (RFC 9110 §15).
    pub fn status(&self) -> u16 {
        match self {
            Self::Unauthenticated => 401,
            Self::Forbidden => 403,
            Self::NotFound => 404,
            Self::Conflict(_) => 409,
            Self::Invalid(_) => 422,
            Self::RateLimited { .. } => 429,
            Self::Internal => 500,
            Self::Unavailable { .. } => 503,
            Self::BadRequest(fault) => fault.status(),
        }
    }

    /// Seconds for the `Retry-After` header (RFC 9110 §10.2.3), where waiting helps.
    pub fn retry_after(&self) -> Option<u32> {
        match self {
            Self::RateLimited { retry_after } | Self::Unavailable { retry_after } => Some((*retry_after).max(1)),
            _ => None,
        }
    }

    /// The broken fields, in the order of the form.
    pub fn fields(&self) -> &[FieldError] {
        match self {
            Self::Invalid(fields) => fields,
            _ => &[],
        }
    }
}

/// For logs and tests; what a person reads is made by `language`.
impl std::fmt::Display for AppError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {self:?}", self.status())
    }
}

impl std::error::Error for AppError {}

impl FromServerFnError for AppError {
    type Encoder = JsonEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) | ServerFnErrorErr::Deserialization(_) => {
                Self::BadRequest(Fault::NotText)
            }
            ServerFnErrorErr::Request(_) => Self::Unavailable { retry_after: 1 },
            _ => Self::Internal,
        }
    }
}

/// A problem document (RFC 9457): how an error leaves the server for programs, our own islands among them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Problem {
    /// What kind of problem, in the reader's language.
    pub title: String,
    pub status: u16,
    /// More about this occurrence, where there is more to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Broken fields, in the order of the form.
    #[serde(default, skip_serializing_if = "Errors::is_empty")]
    pub errors: Errors,
    /// Seconds to wait.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub retry_after: Option<u32>,
}

/// Field errors as a JSON object `{field: message}` that keeps the order of the form.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Errors(pub Vec<FieldError>);

impl Errors {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Errors {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|e| (&e.field, &e.message)))
    }
}

impl<'de> Deserialize<'de> for Errors {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> serde::de::Visitor<'de> for InOrder {
            type Value = Errors;

            fn expecting(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
                f.write_str("an object of messages by field")
            }

            fn visit_map<A: serde::de::MapAccess<'de>>(self, mut map: A) -> Result<Errors, A::Error> {
                let mut errors = Vec::new();
                while let Some((field, message)) = map.next_entry()? {
                    errors.push(FieldError { field, message });
                }
                Ok(Errors(errors))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

/// Gathers every fault of a form in one pass, so that a person mends all of them at once.
///
/// ```
/// # use tutti::error::Check;
/// let mut check = Check::default();
/// let title = check.field("title", Err::<String, _>("A title, please.".to_owned()));
/// assert!(check.finish(|| title).is_err());
/// ```
#[derive(Debug, Default)]
pub struct Check {
    errors: Vec<FieldError>,
}

impl Check {
    /// The parsed value of a field, or `None` with its fault noted.
    pub fn field<T>(&mut self, field: &str, parsed: Result<T, String>) -> Option<T> {
        parsed.map_err(|message| self.fault(field, message)).ok()
    }

    /// Notes a fault that no single field's parsing could find.
    pub fn fault(&mut self, field: &str, message: String) {
        self.errors.push(FieldError {
            field: field.to_owned(),
            message,
        });
    }

    /// The whole form, if no fault was noted. `build` sees every field parsed then; it answers `None` only where a
    /// fault was noted.
    pub fn finish<T>(self, build: impl FnOnce() -> Option<T>) -> Result<T, AppError> {
        match build() {
            Some(value) if self.errors.is_empty() => Ok(value),
            _ => Err(AppError::Invalid(self.errors)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_problem_keeps_the_order_of_its_fields() {
        let errors = ["title", "description", "capacity"].map(|f| FieldError {
            field: f.into(),
            message: f.to_uppercase(),
        });
        let problem = Problem {
            title: "Check".into(),
            status: 422,
            detail: None,
            errors: Errors(errors.to_vec()),
            retry_after: None,
        };
        let text = serde_json::to_string(&problem).unwrap();
        assert_eq!(
            text,
            r#"{"title":"Check","status":422,"errors":{"title":"TITLE","description":"DESCRIPTION","capacity":"CAPACITY"}}"#
        );
        assert_eq!(serde_json::from_str::<Problem>(&text).unwrap(), problem);
    }

    #[test]
    fn waiting_is_never_zero_seconds() {
        assert_eq!(AppError::RateLimited { retry_after: 0 }.retry_after(), Some(1));
    }
}
