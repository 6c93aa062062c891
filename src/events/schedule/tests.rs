//! Around the world and twice a year.

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
    assert_eq!(
        when("2026-12-24T20:30", "", "America/Sao_Paulo").starts_at,
        at("2026-12-24T23:30:00Z")
    );
    assert_eq!(
        when("2026-07-24T20:30", "", "Europe/Lisbon").starts_at,
        at("2026-07-24T19:30:00Z")
    );
    // Half an hour of summer time.
    assert_eq!(
        when("2026-12-24T20:30", "", "Australia/Lord_Howe").starts_at,
        at("2026-12-24T09:30:00Z")
    );
    assert_eq!(
        when("2026-07-24T20:30", "", "Australia/Lord_Howe").starts_at,
        at("2026-07-24T10:00:00Z")
    );
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
    assert_eq!(
        faults("2027-03-28T01:00", "", "Europe/Lisbon").len(),
        1,
        "the first minute skipped"
    );
    assert_eq!(
        when("2027-03-28T02:00", "", "Europe/Lisbon").starts_at,
        at("2027-03-28T01:00:00Z")
    );
    assert_eq!(
        when("2027-03-28T00:59", "", "Europe/Lisbon").starts_at,
        at("2027-03-28T00:59:00Z")
    );
    assert_eq!(
        faults("2027-03-27T22:00", "2027-03-28T01:15", "Europe/Lisbon"),
        [Fault::EndSkipped(shown("2027-03-28T02:15"))]
    );
    // Lord Howe, 4 October 2026: 02:00 becomes 02:30.
    assert_eq!(
        faults("2026-10-04T02:15", "", "Australia/Lord_Howe"),
        [Fault::StartSkipped(shown("2026-10-04T02:45"))]
    );
    assert_eq!(
        when("2026-10-04T02:30", "", "Australia/Lord_Howe").starts_at,
        at("2026-10-03T15:30:00Z")
    );
}

#[test]
fn a_time_that_comes_twice_means_the_first() {
    // Lisbon, 25 October 2026: 02:00 summer time becomes 01:00.
    assert_eq!(
        when("2026-10-25T01:30", "", "Europe/Lisbon").starts_at,
        at("2026-10-25T00:30:00Z")
    );
    let start = |local, zone| twice(local, when(local, "", zone).starts_at, zone);
    assert_eq!(start("2026-10-25T01:30", "Europe/Lisbon"), Some(Twice::First));
    assert_eq!(start("2026-10-25T01:00", "Europe/Lisbon"), Some(Twice::First));
    assert_eq!(start("2026-10-25T02:00", "Europe/Lisbon"), None);
    assert_eq!(start("2026-10-25T00:59", "Europe/Lisbon"), None);
    // Lord Howe, 4 April 2027: 02:00 becomes 01:30.
    assert_eq!(
        when("2027-04-04T01:45", "", "Australia/Lord_Howe").starts_at,
        at("2027-04-03T14:45:00Z")
    );
    assert_eq!(start("2027-04-04T01:45", "Australia/Lord_Howe"), Some(Twice::First));
    assert_eq!(start("2027-04-04T01:29", "Australia/Lord_Howe"), None);
}

#[test]
fn an_end_that_nobody_typed_may_be_the_second() {
    let end = |starts, ends| {
        let when = when(starts, ends, "Europe/Lisbon");
        (
            when.ends_local.clone(),
            twice(&when.ends_local, when.ends_at, &when.time_zone),
        )
    };
    let half_past_one = "2026-10-25T01:30";
    assert_eq!(end("2026-10-24T23:30", ""), (half_past_one.into(), Some(Twice::Second)));
    assert_eq!(end("2026-10-24T22:30", ""), (half_past_one.into(), Some(Twice::First)));
    assert_eq!(
        end("2026-10-24T23:30", half_past_one),
        (half_past_one.into(), Some(Twice::First))
    );
}

#[test]
fn a_zone_that_gave_up_summer_time_skips_nothing() {
    // São Paulo changed its clocks on such nights until 2019.
    assert_eq!(
        when("2026-11-01T00:30", "", "America/Sao_Paulo").starts_at,
        at("2026-11-01T03:30:00Z")
    );
    assert_eq!(
        twice("2027-02-20T23:30", at("2027-02-21T02:30:00Z"), "America/Sao_Paulo"),
        None
    );
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
    assert_eq!(faults("9999-12-31T23:59", "", "UTC"), [Fault::StartTooFar]);
    assert_eq!(
        faults("2026-12-31T20:00", "9999-12-31T23:59", "UTC"),
        [Fault::EndTooLate]
    );
}

#[test]
fn it_ends_after_it_starts_and_within_a_fortnight() {
    assert_eq!(
        faults("2026-11-26T20:00", "2026-11-26T02:30", "Europe/Paris"),
        [Fault::EndBeforeStart]
    );
    assert_eq!(
        faults("2026-11-26T20:00", "2026-11-26T20:00", "Europe/Paris"),
        [Fault::EndBeforeStart]
    );
    assert!(parse("2026-11-26T20:00", "2026-12-10T20:00", "Europe/Paris", now()).is_ok());
    assert_eq!(
        faults("2026-11-26T20:00", "2026-12-10T20:01", "Europe/Paris"),
        [Fault::EndTooLate]
    );
}

#[test]
fn every_fault_is_found_at_once() {
    assert_eq!(
        faults("", "soon", "Mars"),
        [Fault::StartMissing, Fault::EndUnreadable, Fault::ZoneUnknown]
    );
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
    assert_eq!(
        when(" 2026-12-24T20:30:00 ", "", "Europe/Lisbon").starts_local,
        "2026-12-24T20:30"
    );
}

#[test]
fn zones_are_known_by_name() {
    assert_eq!(when("2026-12-24T20:30", "", "europe/lisbon").time_zone, "Europe/Lisbon");
    for zone in [
        "",
        "Lisbon",
        "UTC+1",
        "+01:00",
        "../etc/passwd",
        "EST5EDT,M3.2.0,M11.1.0",
        "Etc/Unknown",
    ] {
        assert_eq!(faults("2026-12-24T20:30", "", zone), [Fault::ZoneUnknown], "{zone}");
    }
}
