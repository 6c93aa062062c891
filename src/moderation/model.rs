//! Why something is reported, and the answer to whoever reports it.

use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};

/// What is wrong with it, in the order in which people are offered it, named as forms write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
pub enum Reason {
    Spam,
    Harassment,
    /// Somebody wants money for nothing, or is not who they say.
    Scam,
    Illegal,
    Other,
}

/// The answer of moderation/report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reported {
    /// The same person had reported the same thing, and that report is still open.
    pub before: bool,
}
