//! When an event is: wall times on either side of a change of the clocks, and ends that can't be.

use super::page_of;
use crate::support::on_both_engines;
use crate::support::site::TestSite;
use crate::{event, post_event};
use jiff::SignedDuration;
use serde_json::Value;
use tutti::instant::Instant;

/// A day from which all that is posted here lies ahead, and no further than an event may.
const SUMMER: &str = "2026-06-21T12:00:00Z";

on_both_engines!(seven_in_the_evening_is_seven_on_either_side_of_a_change, async |db| {
    let site = TestSite::over(db);
    site.set_clock(SUMMER);
    let ada = site.member("ada").await;
    let kept = "SELECT starts_at, ends_at FROM events WHERE slug = $1";
    for (zone, day, offset, instant) in [
        ("Europe/Berlin", "2027-03-27", "+01:00", "2027-03-27T18:00:00Z"),
        ("Europe/Berlin", "2027-03-28", "+02:00", "2027-03-28T17:00:00Z"),
        ("Europe/Berlin", "2027-10-30", "+02:00", "2027-10-30T17:00:00Z"),
        ("Europe/Berlin", "2027-10-31", "+01:00", "2027-10-31T18:00:00Z"),
        ("Europe/Lisbon", "2027-03-27", "+00:00", "2027-03-27T19:00:00Z"),
        ("Europe/Lisbon", "2027-03-28", "+01:00", "2027-03-28T18:00:00Z"),
        ("Europe/Lisbon", "2027-10-30", "+01:00", "2027-10-30T18:00:00Z"),
        ("Europe/Lisbon", "2027-10-31", "+00:00", "2027-10-31T19:00:00Z"),
        ("America/New_York", "2027-03-13", "-05:00", "2027-03-14T00:00:00Z"),
        ("America/New_York", "2027-03-14", "-04:00", "2027-03-14T23:00:00Z"),
        ("America/New_York", "2027-11-06", "-04:00", "2027-11-06T23:00:00Z"),
        ("America/New_York", "2027-11-07", "-05:00", "2027-11-08T00:00:00Z"),
        ("America/Sao_Paulo", "2027-02-20", "-03:00", "2027-02-20T22:00:00Z"),
        ("America/Sao_Paulo", "2027-11-07", "-03:00", "2027-11-07T22:00:00Z"),
    ] {
        let starts = format!("{day}T19:00");
        let slug = event(&ada, &site, &[("starts_at", &starts), ("time_zone", zone)]).await;
        let page = page_of(&site.guest(), &slug).await;
        assert!(page.text().contains("19:00 to 22:00"), "{zone} {day}: {}", page.text());
        assert_eq!(
            page.attribute("time", "datetime"),
            Some(format!("{starts}{offset}")),
            "{zone} {day}"
        );
        let [told] = &page.data_blocks()[..] else {
            panic!("one block of data")
        };
        let told: Value = serde_json::from_str(told).expect("JSON");
        assert_eq!(told["startDate"], format!("{starts}:00{offset}"), "{zone} {day}");
        assert_eq!(told["endDate"], format!("{day}T22:00:00{offset}"), "{zone} {day}");
        let (starts_at, ends_at): (Instant, Instant) = site
            .db
            .query(kept)
            .bind(slug.as_str())
            .fetch_one()
            .await
            .expect("the event");
        assert_eq!(starts_at.iso(), instant, "{zone} {day}");
        assert_eq!(ends_at.since(starts_at), SignedDuration::from_hours(3), "{zone} {day}");
    }
});

on_both_engines!(an_end_that_cannot_be_is_told_at_its_field, async |db| {
    let site = TestSite::over(db);
    site.set_clock(SUMMER);
    let ada = site.member("ada").await;
    let longest = [("starts_at", "2027-05-01T20:00"), ("ends_at", "2027-05-15T20:00")];
    let slug = event(&ada, &site, &longest).await;
    for (starts, ends, words) in [
        ("2027-03-27T23:00", "2027-03-28T01:30", "Did you mean 02:30?"),
        ("2027-05-01T20:00", "2027-05-15T20:01", "At most 14 days long, please."),
        ("2027-05-01T20:00", "9999-12-31T23:59", "At most 14 days long, please."),
    ] {
        let fields = [("starts_at", starts), ("ends_at", ends)];
        let answer = post_event(&ada, &site, &fields).await;
        assert_eq!(answer.status, 422, "{ends}");
        let page = answer.page();
        let said = page.error("Ends").unwrap_or_default();
        assert!(said.contains(words), "{ends}: {said}");
        assert_eq!(page.summary().len(), 2, "nothing else is wrong: {:?}", page.summary());
        assert_eq!(page.value("Ends").as_deref(), Some(ends));
        let fields = [&[("slug", slug.as_str())], &fields[..]].concat();
        let answer = ada.call("events/update", &fields).await;
        assert_eq!(answer.status, 422, "{ends}");
        assert!(answer.problem("ends_at").contains(words), "{}", answer.text);
        assert_eq!(answer.json()["errors"].as_object().map(|all| all.len()), Some(1));
    }
});
