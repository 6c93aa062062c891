//! A profile as others read it, and as its own person edits it.

use crate::identity::model::called;
use crate::instant::Instant;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// What others read.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Profile {
    pub id: Uuid,
    pub username: String,
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub texts: Texts,
    /// Since when they are here.
    pub created_at: Instant,
    /// May whoever is not signed in read it, too?
    pub public: bool,
}

impl Profile {
    /// What they are called: by full name where there is one.
    pub fn display(&self) -> &str {
        called(self.texts.full_name.as_deref(), &self.username)
    }
}

/// What a person says about themselves.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Texts {
    pub full_name: Option<String>,
    pub bio: Option<String>,
    pub town: Option<String>,
}

/// The texts with the version that an edit of them builds on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Edition {
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub texts: Texts,
    pub version: i64,
}

/// The answer of profiles/update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Updated {
    /// What the next edit builds on.
    pub version: i64,
}
