//! When an event is, as it was agreed: wall times in a named zone, from which its instants are derived.
//!
//! A time that the clocks skip (spring) is a fault at its field, with the time that was probably meant. A time that comes
//! twice (autumn) means the first; its page says so. Without an end, an event lasts three hours.

use super::model::When;
use crate::instant::Instant;
use jiff::civil::DateTime;
use jiff::tz::{AmbiguousOffset, TimeZone};
use jiff::{SignedDuration, ToSpan};

/// How long an event lasts whose end nobody said.
const USUAL: SignedDuration = SignedDuration::from_hours(3);
/// The longest an event may last, in days: a festival, a course, not a season.
pub const LONGEST_DAYS: i64 = 14;
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
            | Self::StartTooFar => "starts_at",
            Self::EndUnreadable | Self::EndSkipped(_) | Self::EndBeforeStart | Self::EndTooLate => "ends_at",
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

    let (Some(starts), Some(ends)) = (starts, ends) else { return Err(faults) };
    let Some((time_zone, zone)) = zone else {
        if ends.is_some_and(|ends| ends <= starts) {
            keep(Fault::EndBeforeStart);
        }
        return Err(faults);
    };

    let starts_at = first(starts, &zone).map_err(|meant| keep(Fault::StartSkipped(meant))).ok();
    if let Some(starts_at) = starts_at {
        if starts_at <= now {
            keep(Fault::StartPast);
        } else if too_far(starts, &zone, now) {
            keep(Fault::StartTooFar);
        }
    }
    let ends_at = match (ends, starts_at) {
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

/// Does this wall time come twice in its zone? The first is meant then.
pub fn comes_twice(local: &str, zone: &str) -> bool {
    match (wall(local), named(zone)) {
        (Some(local), Some((_, zone))) => {
            matches!(zone.to_ambiguous_timestamp(local).offset(), AmbiguousOffset::Fold { .. })
        }
        _ => false,
    }
}

/// The zones of the world by the names that people choose from: `Area/Place`, and UTC.
pub fn zones() -> impl Iterator<Item = String> {
    const AREAS: [&str; 10] = [
        "Africa",
        "America",
        "Antarctica",
        "Arctic",
        "Asia",
        "Atlantic",
        "Australia",
        "Europe",
        "Indian",
        "Pacific",
    ];
    jiff::tz::db()
        .available()
        .map(|name| name.as_str().to_owned())
        .filter(|name| name == "UTC" || name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area)))
}

/// The zone of this name, and the name as it is usually written.
pub fn named(name: &str) -> Option<(String, TimeZone)> {
    let zone = TimeZone::get(name).ok()?;
    Some((zone.iana_name()?.to_owned(), zone))
}

/// Exactly `YYYY-MM-DDTHH:MM`; some browsers add seconds, which nobody agrees on.
fn wall(typed: &str) -> Option<DateTime> {
    let minutes = match typed.len() {
        16 => typed,
        19 => typed.get(..16).filter(|_| DateTime::strptime("%Y-%m-%dT%H:%M:%S", typed).is_ok())?,
        _ => return None,
    };
    // jiff reads leniently ("+026"), and what is kept must sort as text.
    DateTime::strptime(WALL, minutes).ok().filter(|read| read.strftime(WALL).to_string() == minutes)
}

/// The first instant at which a wall shows this time, or the time that would have been shown had the clocks not jumped.
fn first(local: DateTime, zone: &TimeZone) -> Result<Instant, DateTime> {
    let ambiguous = zone.to_ambiguous_timestamp(local);
    if let AmbiguousOffset::Gap { before, .. } = ambiguous.offset() {
        return Err(before.to_timestamp(local).map_or(local, |instant| zone.to_datetime(instant)));
    }
    let instant = ambiguous.earlier().ok().and_then(|instant| Instant::from_micros(instant.as_microsecond()));
    // The calendar's last days have no instant; `too_far` will not let them pass either.
    instant.ok_or(local)
}

fn too_far(starts: DateTime, zone: &TimeZone, now: Instant) -> bool {
    zone.to_datetime(now.timestamp()).checked_add(YEARS_AHEAD.years()).is_ok_and(|latest| starts > latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Midsummer noon of 2026 in UTC: before every change of clocks asked about below.
    fn now() -> Instant {
        at("2026-06-21T12:00:00Z")
    }

    fn at(text: &str) -> Instant {
        let timestamp: jiff::Timestamp = text.parse().unwrap();
        Instant::from_micros(timestamp.as_microsecond()).unwrap()
    }

    fn when(starts: &str, ends: &str, zone: &str) -> When {
        parse(starts, ends, zone, now()).unwrap()
    }

    fn faults(starts: &str, ends: &str, zone: &str) -> Vec<Fault> {
        parse(starts, ends, zone, now()).unwrap_err()
    }

    fn shown(text: &str) -> DateTime {
        text.parse().unwrap()
    }

    #[test]
    fn a_wall_time_and_its_zone_make_an_instant() {
        let when = when("2026-12-24T20:30", "2026-12-24T23:00", "Europe/Lisbon");
        assert_eq!(when.starts_local, "2026-12-24T20:30");
        assert_eq!(when.ends_local, "2026-12-24T23:00");
        assert_eq!(when.time_zone, "Europe/Lisbon");
        assert_eq!(when.starts_at, at("2026-12-24T20:30:00Z"));
        assert_eq!(when.ends_at, at("2026-12-24T23:00:00Z"));
    }

    #[test]
    fn the_same_wall_time_is_another_instant_elsewhere() {
        assert_eq!(when("2026-12-24T20:30", "", "America/Sao_Paulo").starts_at, at("2026-12-24T23:30:00Z"));
        assert_eq!(when("2026-07-24T20:30", "", "Europe/Lisbon").starts_at, at("2026-07-24T19:30:00Z"));
        // Half an hour of summer time.
        assert_eq!(when("2026-12-24T20:30", "", "Australia/Lord_Howe").starts_at, at("2026-12-24T09:30:00Z"));
        assert_eq!(when("2026-07-24T20:30", "", "Australia/Lord_Howe").starts_at, at("2026-07-24T10:00:00Z"));
    }

    #[test]
    fn without_an_end_it_lasts_three_hours() {
        let evening = when("2026-12-24T22:30", "", "Europe/Lisbon");
        assert_eq!(evening.ends_local, "2026-12-25T01:30");
        // Real hours, also through a change of clocks: 00:30 to 02:30, since 01:00 to 02:00 comes twice.
        let autumn = when("2026-10-25T00:30", "", "Europe/Lisbon");
        assert_eq!(autumn.ends_local, "2026-10-25T02:30");
        assert_eq!(autumn.ends_at, at("2026-10-25T02:30:00Z"));
        let spring = when("2027-03-28T00:30", "", "Europe/Lisbon");
        assert_eq!(spring.ends_local, "2027-03-28T04:30");
    }

    #[test]
    fn a_time_that_the_clocks_skip_is_a_fault_that_says_what_was_meant() {
        // Lisbon, 28 March 2027: 01:00 becomes 02:00.
        assert_eq!(
            faults("2027-03-28T01:30", "", "Europe/Lisbon"),
            [Fault::StartSkipped(shown("2027-03-28T02:30"))]
        );
        assert_eq!(faults("2027-03-28T01:00", "", "Europe/Lisbon").len(), 1, "the first minute skipped");
        assert_eq!(when("2027-03-28T02:00", "", "Europe/Lisbon").starts_at, at("2027-03-28T01:00:00Z"));
        assert_eq!(when("2027-03-28T00:59", "", "Europe/Lisbon").starts_at, at("2027-03-28T00:59:00Z"));
        assert_eq!(
            faults("2027-03-27T22:00", "2027-03-28T01:15", "Europe/Lisbon"),
            [Fault::EndSkipped(shown("2027-03-28T02:15"))]
        );
        // Lord Howe, 4 October 2026: 02:00 becomes 02:30.
        assert_eq!(
            faults("2026-10-04T02:15", "", "Australia/Lord_Howe"),
            [Fault::StartSkipped(shown("2026-10-04T02:45"))]
        );
        assert_eq!(when("2026-10-04T02:30", "", "Australia/Lord_Howe").starts_at, at("2026-10-03T15:30:00Z"));
    }

    #[test]
    fn a_time_that_comes_twice_means_the_first() {
        // Lisbon, 25 October 2026: 02:00 summer time becomes 01:00.
        assert_eq!(when("2026-10-25T01:30", "", "Europe/Lisbon").starts_at, at("2026-10-25T00:30:00Z"));
        assert!(comes_twice("2026-10-25T01:30", "Europe/Lisbon"));
        assert!(comes_twice("2026-10-25T01:00", "Europe/Lisbon"));
        assert!(!comes_twice("2026-10-25T02:00", "Europe/Lisbon"));
        assert!(!comes_twice("2026-10-25T00:59", "Europe/Lisbon"));
        // Lord Howe, 4 April 2027: 02:00 becomes 01:30.
        assert_eq!(when("2027-04-04T01:45", "", "Australia/Lord_Howe").starts_at, at("2027-04-03T14:45:00Z"));
        assert!(comes_twice("2027-04-04T01:45", "Australia/Lord_Howe"));
        assert!(!comes_twice("2027-04-04T01:29", "Australia/Lord_Howe"));
    }

    #[test]
    fn a_zone_that_gave_up_summer_time_skips_nothing() {
        // São Paulo changed its clocks on such nights until 2019.
        assert_eq!(when("2026-11-01T00:30", "", "America/Sao_Paulo").starts_at, at("2026-11-01T03:30:00Z"));
        assert!(!comes_twice("2027-02-20T23:30", "America/Sao_Paulo"));
        let before = at("2018-06-01T00:00:00Z");
        assert_eq!(
            parse("2018-11-04T00:30", "", "America/Sao_Paulo", before).unwrap_err(),
            [Fault::StartSkipped(shown("2018-11-04T01:30"))]
        );
    }

    #[test]
    fn what_is_past_cannot_be_posted() {
        assert_eq!(faults("2026-06-20T20:00", "", "Europe/Lisbon"), [Fault::StartPast]);
        // 13:00 in Lisbon is this very moment.
        assert_eq!(faults("2026-06-21T13:00", "", "Europe/Lisbon"), [Fault::StartPast]);
        assert!(parse("2026-06-21T13:01", "", "Europe/Lisbon", now()).is_ok());
        assert_eq!(faults("1969-08-15T17:00", "", "America/New_York"), [Fault::StartPast]);
    }

    #[test]
    fn two_years_ahead_is_far_enough() {
        assert!(parse("2028-06-21T13:00", "", "Europe/Lisbon", now()).is_ok());
        assert_eq!(faults("2028-06-21T13:01", "", "Europe/Lisbon"), [Fault::StartTooFar]);
        assert_eq!(faults("9999-12-31T23:59", "", "UTC").first().map(Fault::field), Some("starts_at"));
    }

    #[test]
    fn it_ends_after_it_starts_and_within_a_fortnight() {
        assert_eq!(faults("2026-11-26T20:00", "2026-11-26T02:30", "Europe/Paris"), [Fault::EndBeforeStart]);
        assert_eq!(faults("2026-11-26T20:00", "2026-11-26T20:00", "Europe/Paris"), [Fault::EndBeforeStart]);
        assert!(parse("2026-11-26T20:00", "2026-12-10T20:00", "Europe/Paris", now()).is_ok());
        assert_eq!(faults("2026-11-26T20:00", "2026-12-10T20:01", "Europe/Paris"), [Fault::EndTooLate]);
    }

    #[test]
    fn every_fault_is_found_at_once() {
        assert_eq!(faults("", "soon", "Mars"), [Fault::StartMissing, Fault::EndUnreadable, Fault::ZoneUnknown]);
        assert_eq!(
            faults("2026-11-26T20:00", "2026-11-26T02:30", "Mars"),
            [Fault::ZoneUnknown, Fault::EndBeforeStart]
        );
        assert_eq!(
            faults("2027-03-28T01:30", "2027-03-28T00:30", "Europe/Lisbon"),
            [Fault::StartSkipped(shown("2027-03-28T02:30")), Fault::EndBeforeStart]
        );
        let fields: Vec<&str> = faults("x", "y", "z").iter().map(Fault::field).collect();
        assert_eq!(fields, ["starts_at", "ends_at", "time_zone"]);
    }

    #[test]
    fn only_one_way_of_writing_a_time_is_read() {
        for typed in [
            "tomorrow",
            "2026-12-24",
            "24.12.2026 20:30",
            "2026-12-24 20:30",
            "2026-12-24T20:30Z",
            "2026-12-24T20:30+01:00",
            "2026-13-24T20:30",
            "2026-02-29T20:30",
            "2026-12-24T24:00",
            "2026-12-24T20:60",
            "+026-12-24T20:30",
            "2026-12-4T020:30",
            "２０２６-12-24T20:30",
        ] {
            assert_eq!(faults(typed, "", "Europe/Lisbon"), [Fault::StartUnreadable], "{typed}");
        }
        assert_eq!(when(" 2026-12-24T20:30:00 ", "", "Europe/Lisbon").starts_local, "2026-12-24T20:30");
    }

    #[test]
    fn zones_are_known_by_name() {
        assert_eq!(when("2026-12-24T20:30", "", "europe/lisbon").time_zone, "Europe/Lisbon");
        for zone in ["", "Lisbon", "UTC+1", "+01:00", "../etc/passwd", "EST5EDT,M3.2.0,M11.1.0", "Etc/Unknown"] {
            assert_eq!(faults("2026-12-24T20:30", "", zone), [Fault::ZoneUnknown], "{zone}");
        }
        let zones: Vec<String> = zones().collect();
        assert!(zones.len() > 300);
        for zone in ["Europe/Lisbon", "America/Argentina/Buenos_Aires", "Australia/Lord_Howe", "UTC"] {
            assert!(zones.iter().any(|name| name == zone), "{zone}");
        }
        assert!(zones.iter().all(|name| named(name).is_some()));
    }
}
