//! The signed-in person, and what anybody is called.

use crate::instant::Instant;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantNames};
use uuid::Uuid;

/// What others read of somebody: the full name, or the user name where there is none.
pub fn called<'n>(full_name: Option<&'n str>, username: &'n str) -> &'n str {
    full_name.unwrap_or(username)
}

/// The signed-in person. The fields are private to this room, so that only a session makes one.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Member {
    pub(super) id: Uuid,
    pub(super) username: String,
    pub(super) full_name: Option<String>,
    pub(super) town: Option<String>,
    pub(super) locale: Option<String>,
    pub(super) time_zone: Option<String>,
    pub(super) role: Role,
    pub(super) unread: i64,
}

impl Member {
    /// The key of this person's row. Never shown.
    pub fn id(&self) -> Uuid {
        self.id
    }

    /// The user name as it was typed at sign-up: what addresses are made of.
    pub fn username(&self) -> &str {
        &self.username
    }

    /// What the person is called, if they said so.
    pub fn full_name(&self) -> Option<&str> {
        self.full_name.as_deref()
    }

    /// What others read of this person.
    pub fn display_name(&self) -> &str {
        called(self.full_name(), &self.username)
    }

    /// The town this person is from, as they write it.
    pub fn town(&self) -> Option<&str> {
        self.town.as_deref()
    }

    /// The language this person chose, as a BCP 47 tag.
    pub fn locale(&self) -> Option<&str> {
        self.locale.as_deref()
    }

    /// The zone this person lives in, by its IANA name.
    pub fn time_zone(&self) -> Option<&str> {
        self.time_zone.as_deref()
    }

    /// What this person may do beyond their own things.
    pub fn role(&self) -> Role {
        self.role
    }

    /// How many messages wait to be read, in all threads.
    pub fn unread(&self) -> u64 {
        self.unread.max(0).unsigned_abs()
    }
}

/// What a person may do beyond their own things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, EnumString, IntoStaticStr, VariantNames)]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
#[serde(rename_all = "snake_case")]
#[strum(serialize_all = "snake_case")]
pub enum Role {
    /// Their own things, nothing else.
    Member,
    /// Sees reports and hides what breaks the rules.
    Moderator,
    /// Runs this site.
    Administrator,
}

/// A session that is alive, as its person sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Living {
    /// What it is known by in the database: a hash of what the cookie holds. No cookie can be made of it, it ends nobody
    /// else's session, and it is looked up by the primary key: so forms name a session by it, and by nothing more.
    pub id: String,
    pub created_at: Instant,
    /// True to the hour.
    pub seen_at: Instant,
    /// The browser as it named itself when the session began; empty where it did not.
    pub agent: String,
    /// The network the session began from.
    pub network: String,
    /// Is it the one that asks?
    pub this: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_person_without_a_full_name_goes_by_the_user_name() {
        let mut member = Member {
            id: Uuid::nil(),
            username: "ines".into(),
            full_name: None,
            town: None,
            locale: None,
            time_zone: None,
            role: Role::Member,
            unread: 3,
        };
        assert_eq!((member.display_name(), member.unread()), ("ines", 3));
        member.full_name = Some("Inês Duarte".into());
        assert_eq!(member.display_name(), "Inês Duarte");
    }
}
