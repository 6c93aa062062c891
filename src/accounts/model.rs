//! What the acts of accounts answer.

use serde::{Deserialize, Serialize};

/// Who is signed in now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct SignedInAs {
    /// The user name as it was typed at sign-up, whichever name was used to log in.
    pub username: String,
}
