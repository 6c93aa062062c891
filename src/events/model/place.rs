//! Places: who stands where, what step leads where, and when nobody is let in any more.

use super::Status;
use crate::instant::Instant;
use serde::{Deserialize, Serialize};
use strum::{EnumString, IntoStaticStr};
use uuid::Uuid;

/// Where somebody stands in an event.
#[derive(Clone, Copy, Debug, PartialEq, Eq, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
#[cfg_attr(
    feature = "ssr",
    derive(sqlx::Type),
    sqlx(type_name = "text", rename_all = "snake_case")
)]
pub enum Place {
    /// Asked; a host decides.
    Requested,
    Accepted,
    Waitlisted,
    /// Next in line, with a place kept until an answer comes.
    Offered,
    /// Refused or removed by a host.
    Declined,
    Left,
}

/// What a host says to somebody who asks for a place, or has one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, EnumString, IntoStaticStr)]
#[strum(serialize_all = "snake_case")]
pub enum Answer {
    Accept,
    Decline,
}

/// A change of place or of status that no rule allows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoSuchStep;

impl Place {
    /// The table of steps: from nowhere (`None`) or from a place to the next. Everything else is refused.
    /// Whoever a host declined comes back only by asking, or by a host's invitation, which is another act.
    pub fn step(from: Option<Self>, to: Self) -> Result<Self, NoSuchStep> {
        use Place::{Accepted, Declined, Left, Offered, Requested, Waitlisted};
        let allowed: &[Self] = match from {
            None | Some(Left) => &[Requested, Accepted, Waitlisted],
            Some(Requested) => &[Accepted, Declined, Left],
            Some(Waitlisted) => &[Offered, Left],
            Some(Offered) => &[Accepted, Declined, Left, Waitlisted],
            // A host's removal is a refusal, too.
            Some(Accepted) => &[Left, Declined],
            Some(Declined) => &[Requested],
        };
        if allowed.contains(&to) { Ok(to) } else { Err(NoSuchStep) }
    }

    /// Does it use up one of the slot's places? An offer keeps its place until it is answered.
    pub fn holds_a_place(self) -> bool {
        matches!(self, Self::Accepted | Self::Offered)
    }
}

/// The answer of events/join. To come too late is an outcome, not an error; to join twice is to have joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum Joined {
    Accepted,
    Requested,
    Waitlisted,
    Full,
    /// Past, cancelled, or no longer taking anybody.
    Closed,
}

/// Why an event takes nobody any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shut {
    /// It has not been posted.
    Draft,
    Cancelled,
    /// It is a call: one answers it by writing.
    Call,
    /// It has begun, or is over.
    Begun,
    /// Its hosts stopped taking people at `closes_at`.
    Closed,
}

/// What decides whether an event still takes people. Asked on its page and, under the lock, by the act.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Door {
    pub id: Uuid,
    pub status: Status,
    /// `None`: a call.
    pub starts_at: Option<Instant>,
    pub closes_at: Option<Instant>,
}

impl Door {
    /// Nothing when people may still come in.
    pub fn shut(&self, now: Instant) -> Option<Shut> {
        if self.status == Status::Draft {
            Some(Shut::Draft)
        } else if self.status == Status::Cancelled {
            Some(Shut::Cancelled)
        } else if self.starts_at.is_some_and(|starts_at| starts_at <= now) {
            Some(Shut::Begun)
        } else if self.closes_at.is_some_and(|closes_at| closes_at <= now) {
            Some(Shut::Closed)
        } else if self.starts_at.is_none() {
            Some(Shut::Call)
        } else {
            None
        }
    }
}

/// Places of one sort: now anyone's, later an instrument's.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Slot {
    pub id: Uuid,
    /// `None`: no limit.
    pub capacity: Option<i64>,
    pub taken: i64,
}

impl Slot {
    /// How many places are free; `None` when there is no limit.
    pub fn free(&self) -> Option<i64> {
        self.capacity.map(|capacity| (capacity - self.taken).max(0))
    }

    /// Is nobody else let in?
    pub fn full(&self) -> bool {
        self.free() == Some(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PLACES: [Place; 6] = [
        Place::Requested,
        Place::Accepted,
        Place::Waitlisted,
        Place::Offered,
        Place::Declined,
        Place::Left,
    ];

    #[test]
    fn the_table_of_steps_is_the_whole_table() {
        use Place::*;
        let allowed = [
            (None, Requested),
            (None, Accepted),
            (None, Waitlisted),
            (Some(Requested), Accepted),
            (Some(Requested), Declined),
            (Some(Requested), Left),
            (Some(Waitlisted), Offered),
            (Some(Waitlisted), Left),
            (Some(Offered), Accepted),
            (Some(Offered), Declined),
            (Some(Offered), Left),
            (Some(Offered), Waitlisted),
            (Some(Accepted), Left),
            (Some(Accepted), Declined),
            (Some(Left), Requested),
            (Some(Left), Accepted),
            (Some(Left), Waitlisted),
            (Some(Declined), Requested),
        ];
        for from in std::iter::once(None).chain(PLACES.map(Some)) {
            for to in PLACES {
                let expected = if allowed.contains(&(from, to)) {
                    Ok(to)
                } else {
                    Err(NoSuchStep)
                };
                assert_eq!(Place::step(from, to), expected, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn an_offer_keeps_its_place() {
        let holding: Vec<Place> = PLACES.into_iter().filter(|place| place.holds_a_place()).collect();
        assert_eq!(holding, [Place::Accepted, Place::Offered]);
    }

    #[test]
    fn an_answer_is_one_word_on_the_wire() {
        let json = |joined| serde_json::to_string(&joined).unwrap();
        assert_eq!(json(Joined::Accepted), r#"{"status":"accepted"}"#);
        assert_eq!(json(Joined::Full), r#"{"status":"full"}"#);
        assert_eq!(json(Joined::Closed), r#"{"status":"closed"}"#);
    }

    #[test]
    fn a_door_shuts_for_one_reason() {
        let at = |micros| Instant::from_micros(micros).unwrap();
        let open = Door {
            id: Uuid::nil(),
            status: Status::Scheduled,
            starts_at: Some(at(100)),
            closes_at: None,
        };
        let call = Door {
            starts_at: None,
            closes_at: Some(at(50)),
            ..open
        };
        assert_eq!(call.shut(at(49)), Some(Shut::Call), "one writes to it");
        assert_eq!(call.shut(at(50)), Some(Shut::Closed));
        assert_eq!(open.shut(at(99)), None);
        assert_eq!(
            open.shut(at(100)),
            Some(Shut::Begun),
            "the moment it begins is too late"
        );
        assert_eq!(
            Door {
                closes_at: Some(at(50)),
                ..open
            }
            .shut(at(49)),
            None
        );
        assert_eq!(
            Door {
                closes_at: Some(at(50)),
                ..open
            }
            .shut(at(50)),
            Some(Shut::Closed)
        );
        assert_eq!(
            Door {
                status: Status::Cancelled,
                ..open
            }
            .shut(at(1)),
            Some(Shut::Cancelled)
        );
        assert_eq!(
            Door {
                status: Status::Draft,
                ..open
            }
            .shut(at(1)),
            Some(Shut::Draft)
        );
    }

    #[test]
    fn free_places_never_go_below_none() {
        let slot = |capacity, taken| Slot {
            id: Uuid::nil(),
            capacity,
            taken,
        };
        assert_eq!(slot(Some(3), 1).free(), Some(2));
        assert_eq!(slot(Some(3), 5).free(), Some(0));
        assert!(slot(Some(3), 3).full());
        assert!(!slot(None, 400).full());
    }
}
