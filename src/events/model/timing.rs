//! When an event is: on a date, or, for a call, until it closes.

use crate::instant::Instant;

/// What an event has for a time. A call is of the kind *wanted*, and nothing else is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Timing {
    Dated(When),
    Call(Until),
}

/// When an event is: what was agreed, and the instants derived from it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct When {
    /// `YYYY-MM-DDTHH:MM` on a wall in `time_zone`.
    pub starts_local: String,
    pub ends_local: String,
    /// An IANA name.
    pub time_zone: String,
    pub starts_at: Instant,
    pub ends_at: Instant,
}

/// How long a call is open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Until {
    /// An IANA name.
    pub time_zone: String,
    pub closes_at: Instant,
}

impl Timing {
    /// The date, where it has one.
    pub fn date(&self) -> Option<&When> {
        match self {
            Self::Dated(when) => Some(when),
            Self::Call(_) => None,
        }
    }

    /// The IANA name of the zone whose clocks are meant.
    pub fn time_zone(&self) -> &str {
        match self {
            Self::Dated(when) => &when.time_zone,
            Self::Call(until) => &until.time_zone,
        }
    }

    /// The moment after which nothing of it is left: its end, or the closing of a call.
    pub fn ends_at(&self) -> Instant {
        match self {
            Self::Dated(when) => when.ends_at,
            Self::Call(until) => until.closes_at,
        }
    }

    /// When what a page says of it is true no more: at its start and its end, or when a call closes. `None`: it is over.
    pub fn changes_at(&self, now: Instant) -> Option<Instant> {
        let moments = [self.sort_at(), self.ends_at()];
        moments.into_iter().filter(|moment| *moment > now).min()
    }

    /// Where the words that it is found by stand in time: those of a date at its start, those of a call at when it was
    /// posted.
    pub fn found_at(&self, posted_at: Instant) -> Instant {
        match self {
            Self::Dated(when) => when.starts_at,
            Self::Call(_) => posted_at,
        }
    }

    /// Where it stands in time among all events: at its start, a call at its closing.
    pub fn sort_at(&self) -> Instant {
        match self {
            Self::Dated(when) => when.starts_at,
            Self::Call(until) => until.closes_at,
        }
    }
}
