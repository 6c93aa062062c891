//! A field that a form may leave out.

use serde::{Deserialize, Serialize};

/// A field that a form may leave out: an absent one keeps what there is, an empty one clears it. An `Option` cannot tell
/// the two apart, since `field=` is read as none. An argument of this type needs `#[server(default)]`.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub struct Given(Option<String>);

impl Given {
    /// What was typed; nothing, where the form had no such field.
    pub fn typed(&self) -> Option<&str> {
        self.0.as_deref()
    }
}

impl From<String> for Given {
    fn from(typed: String) -> Self {
        Self(Some(typed))
    }
}

impl From<&str> for Given {
    fn from(typed: &str) -> Self {
        typed.to_owned().into()
    }
}

impl From<Given> for String {
    fn from(given: Given) -> Self {
        given.0.unwrap_or_default()
    }
}
