//! A point in time, in microseconds since the Unix epoch: what both engines store and sort alike.
//!
//! jiff does the calendar's arithmetic; an instant is cut to the microsecond when it is made, so that what was written
//! equals what is read. Never text in a column: `…00.5Z` sorts before `…00Z`.

use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

/// A point in time with the precision of the database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Instant(Timestamp);

impl Instant {
    /// The instant that many microseconds after 1970-01-01T00:00Z; `None` outside jiff's years -9999 to 9999.
    pub fn from_micros(micros: i64) -> Option<Self> {
        Timestamp::from_microsecond(micros).ok().map(Self)
    }

    /// Microseconds since 1970-01-01T00:00Z.
    pub fn micros(self) -> i64 {
        self.0.as_microsecond()
    }

    /// This instant moved by a duration, which may be negative. Stays at the end of the calendar where it would leave it.
    #[must_use]
    pub fn plus(self, duration: SignedDuration) -> Self {
        Self::from(self.0.saturating_add(duration).unwrap_or(if duration.is_negative() {
            Timestamp::MIN
        } else {
            Timestamp::MAX
        }))
    }

    /// How long ago `earlier` was, seen from here. Negative if it is yet to come.
    pub fn since(self, earlier: Self) -> SignedDuration {
        self.0.duration_since(earlier.0)
    }

    /// For the calendar: zones, wall times, formatting.
    pub fn timestamp(self) -> Timestamp {
        self.0
    }

    /// RFC 3339 in UTC, as `<time datetime>` and JSON want it.
    pub fn iso(self) -> String {
        self.0.to_string()
    }
}

impl From<Timestamp> for Instant {
    fn from(timestamp: Timestamp) -> Self {
        // jiff makes no microseconds of the calendar's last second: there it is cut to the second.
        let cut = Timestamp::from_microsecond(timestamp.as_microsecond())
            .or_else(|_| Timestamp::from_second(timestamp.as_second()));
        Self(cut.unwrap_or(timestamp))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn is_cut_to_the_microsecond() {
        let fine: Timestamp = "2026-12-24T20:30:00.123456789Z".parse().unwrap();
        let instant = Instant::from(fine);
        assert_eq!(instant.iso(), "2026-12-24T20:30:00.123456Z");
        assert_eq!(Instant::from_micros(instant.micros()), Some(instant));
    }

    #[test]
    fn moves_and_stays_within_the_calendar() {
        let day = SignedDuration::from_hours(24);
        let instant = Instant::from_micros(0).unwrap();
        assert_eq!(instant.plus(day).since(instant), day);
        assert_eq!(Instant::from(Timestamp::MAX).plus(day), Instant::from(Timestamp::MAX));
    }
}
