//! A profile as others read it, and as its own person edits it.

use crate::identity::model::called;
use crate::instant::Instant;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

/// Who may know of a person, named as forms write it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Visibility {
    #[default]
    Everyone,
    /// Whoever is signed in.
    Members,
    /// The people they host, play or write with, and nobody else.
    Hidden,
}

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
    pub visibility: Visibility,
}

impl Profile {
    /// What they are called: by full name where there is one.
    pub fn display(&self) -> &str {
        called(self.texts.full_name.as_deref(), &self.username)
    }
}

/// A person as one line of a list. Of their words, the beginning.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Listed {
    pub id: Uuid,
    pub username: String,
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub texts: Texts,
    pub created_at: Instant,
}

impl Listed {
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

/// What Tutti is to do for a person.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Settings {
    pub visibility: Visibility,
    /// The tag of a language Tutti speaks. `None`: as the browser says.
    pub locale: Option<String>,
    /// The IANA name of a zone. `None`: the site's.
    pub time_zone: Option<String>,
}

/// All of a profile that its person edits.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Content {
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub texts: Texts,
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub settings: Settings,
}

/// The content with the version that an edit of it builds on.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Edition {
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub content: Content,
    pub version: i64,
}

/// The answer of profiles/update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Updated {
    /// What the next edit builds on.
    pub version: i64,
}
