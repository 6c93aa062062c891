//! When an event is, as it was agreed: wall times in a named zone, from which its instants are derived.
//!
//! A time that the clocks skip (spring) is a fault at its field, with the time that was probably meant. A time that comes
//! twice (autumn) means the first; its page says so. Without an end, an event lasts three hours, and a call is open for
//! sixty days, which is the longest it may be.

use super::model::{Until, When};
use crate::instant::Instant;
use crate::time_zone::{named, or_utc};
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, ToSpan};

/// How long an event lasts whose end nobody said.
const USUAL: SignedDuration = SignedDuration::from_hours(3);
/// The longest an event may last, in days: a festival, a course, not a season.
pub const LONGEST_DAYS: i64 = 14;
/// The longest a call may be open, in days from when it was posted.
pub const CALL_DAYS: i64 = 60;
/// How many years ahead an event may be.
pub const YEARS_AHEAD: i64 = 2;
/// A wall time as forms send and the database keeps it.
const WALL: &str = "%Y-%m-%dT%H:%M";

/// What is wrong with a time, and with it the field that it stands at.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    StartMissing,
    StartUnreadable,
    /// The clocks skip this time; the one that an unchanged clock would show instead.
    StartSkipped(DateTime),
    StartPast,
    StartTooFar,
    EndUnreadable,
    EndSkipped(DateTime),
    EndBeforeStart,
    EndTooLate,
    /// A call has no start.
    StartOfCall,
    ClosePast,
    CloseTooLate,
    ZoneUnknown,
}

impl Fault {
    /// The field that can mend it.
    pub fn field(&self) -> &'static str {
        match self {
            Self::StartMissing
            | Self::StartUnreadable
            | Self::StartSkipped(_)
            | Self::StartPast
            | Self::StartTooFar
            | Self::StartOfCall => "starts_at",
            Self::EndUnreadable
            | Self::EndSkipped(_)
            | Self::EndBeforeStart
            | Self::EndTooLate
            | Self::ClosePast
            | Self::CloseTooLate => "ends_at",
            Self::ZoneUnknown => "time_zone",
        }
    }
}

/// Reads the times of a new event as they were typed. Finds every fault that can be told apart from the others:
/// without a zone no time can be called past, but one that ends before it starts does so anywhere.
pub fn parse(starts: &str, ends: &str, zone: &str, now: Instant) -> Result<When, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut keep = |fault| faults.push(fault);

    let starts = match starts.trim() {
        "" => Err(Fault::StartMissing),
        typed => wall(typed).ok_or(Fault::StartUnreadable),
    };
    let starts = starts.map_err(&mut keep).ok();
    let ends = match ends.trim() {
        "" => Ok(None),
        typed => wall(typed).map(Some).ok_or(Fault::EndUnreadable),
    };
    let ends = ends.map_err(&mut keep).ok();
    let zone = named(zone.trim()).ok_or(Fault::ZoneUnknown).map_err(&mut keep).ok();

    let (Some(starts), Some(ends)) = (starts, ends) else {
        return Err(faults);
    };
    let Some((time_zone, zone)) = zone else {
        if ends.is_some_and(|ends| ends <= starts) {
            keep(Fault::EndBeforeStart);
        }
        return Err(faults);
    };

    let starts_at = if too_far(starts, &zone, now) {
        Err(Fault::StartTooFar)
    } else {
        first(starts, &zone).map_err(Fault::StartSkipped)
    };
    let starts_at = starts_at.map_err(&mut keep).ok();
    if starts_at.is_some_and(|starts_at| starts_at <= now) {
        keep(Fault::StartPast);
    }
    // An end that far off has perhaps no instant at all.
    let too_late = |ends: DateTime| ends > starts.saturating_add((LONGEST_DAYS + 1).days());
    let ends_at = match (ends, starts_at) {
        (Some(ends), _) if too_late(ends) => {
            keep(Fault::EndTooLate);
            None
        }
        (Some(ends), _) => first(ends, &zone).map_err(|meant| keep(Fault::EndSkipped(meant))).ok(),
        (None, starts_at) => starts_at.map(|starts_at| starts_at.plus(USUAL)),
    };
    if let (Some(starts_at), Some(ends_at)) = (starts_at, ends_at) {
        if ends_at <= starts_at {
            keep(Fault::EndBeforeStart);
        } else if ends_at > starts_at.plus(SignedDuration::from_hours(24 * LONGEST_DAYS)) {
            keep(Fault::EndTooLate);
        }
    } else if starts_at.is_none() && ends.is_some_and(|ends| ends <= starts) {
        keep(Fault::EndBeforeStart);
    }

    match (starts_at, ends_at) {
        (Some(starts_at), Some(ends_at)) if faults.is_empty() => Ok(When {
            starts_local: starts.strftime(WALL).to_string(),
            ends_local: zone.to_datetime(ends_at.timestamp()).strftime(WALL).to_string(),
            time_zone,
            starts_at,
            ends_at,
        }),
        _ => Err(faults),
    }
}

/// When a call closes whose last day nobody said, and at the latest: its days count from `since`, when it was posted.
pub fn call_closes(since: Instant) -> Instant {
    since.plus(SignedDuration::from_hours(24 * CALL_DAYS))
}

/// Reads until when a call is open: as usual, where nobody says, and until `latest` at most. What no call has is a fault,
/// too: nothing typed is dropped.
pub fn parse_call(
    starts: &str,
    closes: &str,
    zone: &str,
    usual: Instant,
    latest: Instant,
    now: Instant,
) -> Result<Until, Vec<Fault>> {
    let mut faults = Vec::new();
    if !starts.trim().is_empty() {
        faults.push(Fault::StartOfCall);
    }
    let named = named(zone.trim());
    // A day that far off has perhaps no instant at all.
    let too_late = |local: DateTime, zone: &TimeZone| {
        let latest = zone.to_datetime(latest.timestamp());
        local > latest.saturating_add(1.day())
    };
    let closes_at = match (closes.trim(), &named) {
        // What was posted with a date, long ago, has no days left as a call.
        ("", _) if latest <= now => Err(Fault::CloseTooLate),
        ("", _) => Ok(usual),
        (typed, Some((_, zone))) => wall(typed)
            .ok_or(Fault::EndUnreadable)
            .and_then(|local| match local {
                late if too_late(late, zone) => Err(Fault::CloseTooLate),
                local => first(local, zone).map_err(Fault::EndSkipped),
            })
            .and_then(|closes_at| match closes_at {
                past if past <= now => Err(Fault::ClosePast),
                late if late > latest => Err(Fault::CloseTooLate),
                closes_at => Ok(closes_at),
            }),
        // Without a zone a time can only be told to be none at all.
        (typed, None) => wall(typed).map(|_| usual).ok_or(Fault::EndUnreadable),
    };
    let closes_at = closes_at.map_err(|fault| faults.push(fault)).ok();
    match (named, closes_at) {
        (Some((time_zone, _)), Some(closes_at)) if faults.is_empty() => Ok(Until { time_zone, closes_at }),
        (None, _) => {
            faults.push(Fault::ZoneUnknown);
            Err(faults)
        }
        (Some(_), _) => Err(faults),
    }
}

impl Until {
    /// Is it as long as a call is open whose last day nobody said?
    pub fn is_usual(&self, since: Instant) -> bool {
        self.closes_at == call_closes(since)
    }
}

/// An instant on the wall of a zone, as forms send it and the database keeps it.
pub fn local(instant: Instant, zone: &str) -> String {
    or_utc(zone).to_datetime(instant.timestamp()).strftime(WALL).to_string()
}

/// Which of two moments is meant by a wall time that comes twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Twice {
    /// What everybody means who types such a time.
    First,
    /// Only an end that nobody typed: some hours after the start.
    Second,
}

/// Which of the two this instant is, where its wall time comes twice in its zone.
pub fn twice(local: &str, instant: Instant, zone: &str) -> Option<Twice> {
    let (local, zone) = (wall(local)?, or_utc(zone));
    match zone.to_ambiguous_timestamp(local).offset() {
        AmbiguousOffset::Fold { .. } if first(local, &zone) == Ok(instant) => Some(Twice::First),
        AmbiguousOffset::Fold { .. } => Some(Twice::Second),
        AmbiguousOffset::Unambiguous { .. } | AmbiguousOffset::Gap { .. } => None,
    }
}

/// Exactly `YYYY-MM-DDTHH:MM`; some browsers add seconds, which nobody agrees on.
fn wall(typed: &str) -> Option<DateTime> {
    let minutes = match typed.len() {
        16 => typed,
        19 => typed
            .get(..16)
            .filter(|_| DateTime::strptime("%Y-%m-%dT%H:%M:%S", typed).is_ok())?,
        _ => return None,
    };
    // jiff reads leniently ("+026"), and what is kept must sort as text.
    DateTime::strptime(WALL, minutes)
        .ok()
        .filter(|read| read.strftime(WALL).to_string() == minutes)
}

/// The first instant at which a wall shows this time, or the time that would have been shown had the clocks not jumped.
fn first(local: DateTime, zone: &TimeZone) -> Result<Instant, DateTime> {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    if let AmbiguousOffset::Gap { before, .. } = ambiguous.offset() {
        return Err(before
            .to_timestamp(local)
            .map_or(local, |instant| zone.to_datetime(instant)));
    }
    let instant = ambiguous
        .earlier()
        .ok()
        .and_then(|instant| Instant::from_micros(instant.as_microsecond()));
    // The calendar's last days have no instant; whoever asks has made sure that it is none of them.
    instant.ok_or(local)
}

fn too_far(starts: DateTime, zone: &TimeZone, now: Instant) -> bool {
    zone.to_datetime(now.timestamp())
        .checked_add(YEARS_AHEAD.years())
        .is_ok_and(|latest| starts > latest)
}

#[cfg(test)]
mod tests;
