//! What an event is, in a list and on its page, and what a place in it is. Nothing here asks or decides but [`Place`].

mod place;
mod timing;

pub use place::{Answer, Door, Joined, NoSuchStep, Place, Shut, Slot};
pub use timing::{Timing, Until, When};

use crate::identity::model::called;
use crate::instant::Instant;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr, VariantArray};
use uuid::Uuid;

/// What people meet for, in the order in which people are offered them, named as forms and style sheets write it. It
/// chooses the stock an event's poster is printed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Kind {
    Jam,
    Rehearsal,
    Gig,
    Workshop,
    /// A call: somebody looks for players. The only kind without a date of its own.
    Wanted,
}

/// Whether an event stands, named as forms write it. That it is over is not a status: the clock says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Status {
    /// Seen by its hosts alone.
    Draft,
    Scheduled,
    Cancelled,
}

impl Status {
    /// The table of steps: a draft is posted, what is posted may be cancelled. There is no way back.
    pub fn step(self, to: Self) -> Result<Self, NoSuchStep> {
        match (self, to) {
            (Self::Draft, Self::Scheduled) | (Self::Scheduled, Self::Cancelled) => Ok(to),
            _ => Err(NoSuchStep),
        }
    }
}

/// Who may know of an event, named as forms write it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr, VariantArray)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Visibility {
    Public,
    Members,
    /// Whoever has the link.
    Unlisted,
}

/// The answer of events/create.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Created {
    pub slug: String,
}

/// The answer of events/update.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Updated {
    pub version: i64,
}

/// An event as one line of a programme.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Listed {
    pub id: Uuid,
    pub slug: String,
    pub kind: Kind,
    pub status: Status,
    pub title: String,
    pub venue: Option<String>,
    pub town: Option<String>,
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub timing: Timing,
    /// What its list is ordered by.
    pub sort_at: Instant,
    pub taken: i64,
    /// `None`: as many as want to.
    pub capacity: Option<i64>,
    /// Where the reader stands in it.
    pub place: Option<Place>,
    /// Is the reader one of its hosts?
    pub hosting: bool,
}

/// When the first of these events begins, ends or closes.
pub fn changes_at(events: &[Listed], now: Instant) -> Option<Instant> {
    events.iter().filter_map(|event| event.timing.changes_at(now)).min()
}

impl Listed {
    /// How many places are free; `None` when there is no limit.
    pub fn free(&self) -> Option<i64> {
        self.capacity.map(|capacity| (capacity - self.taken).max(0))
    }
}

/// An event as its own page shows it.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Event {
    pub id: Uuid,
    pub slug: String,
    pub kind: Kind,
    pub status: Status,
    pub visibility: Visibility,
    pub title: String,
    pub description: String,
    pub venue: Option<String>,
    pub address: Option<String>,
    pub town: Option<String>,
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub timing: Timing,
    pub closes_at: Option<Instant>,
    pub cancel_reason: Option<String>,
    pub fee: Option<String>,
    pub gear: Option<String>,
    pub access: Option<String>,
    pub age: Option<String>,
    /// Where the reader stands in it, and in which slot.
    pub place: Option<Place>,
    pub slot_id: Option<Uuid>,
    /// What a host who declined the reader said to them.
    pub word: Option<String>,
    /// Is the reader one of its hosts?
    pub hosting: bool,
}

impl Event {
    /// The door of this event.
    pub fn door(&self) -> Door {
        Door {
            id: self.id,
            status: self.status,
            starts_at: self.timing.date().map(|when| when.starts_at),
            closes_at: self.closes_at,
        }
    }
}

/// A host, or, for members' eyes, somebody who takes part.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Person {
    pub username: String,
    pub full_name: Option<String>,
    /// Can they read what is written to them? Not while they are suspended, nor after they have gone.
    pub here: bool,
    /// May the reader open their profile?
    pub shown: bool,
}

impl Person {
    /// What they are called: by full name where there is one.
    pub fn display(&self) -> &str {
        called(self.full_name.as_deref(), &self.username)
    }
}
