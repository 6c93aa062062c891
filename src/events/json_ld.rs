//! An event as machines read it: schema.org's `MusicEvent`, in JSON-LD. A call has no date and is none. It says what a reader may know who is not signed
//! in, and nothing that would have to be guessed.

use super::model::{Event, Person, Slot, Status, When};
use crate::instant::Instant;
use crate::language::in_zone;
use serde_json::{Map, Value, json};

/// What is told beside the event itself. `event` and `hosts` are as somebody sees them who is not signed in.
#[derive(Clone, Copy, Debug)]
pub struct Told<'a> {
    pub event: &'a Event,
    pub when: &'a When,
    pub slots: &'a [Slot],
    pub hosts: &'a [Person],
    pub description: &'a str,
    /// The address of this site, without a slash at its end.
    pub origin: &'a str,
    /// The path of its picture.
    pub picture: &'a str,
}

/// The event, with its times as a wall of its zone shows them and their distance from UTC.
pub fn music_event(told: Told<'_>) -> Value {
    let Told { event, origin, .. } = told;
    let url = format!("{origin}/events/{}", event.slug);
    let status = match event.status {
        Status::Cancelled => "https://schema.org/EventCancelled",
        Status::Scheduled | Status::Draft => "https://schema.org/EventScheduled",
    };
    let mut data = Map::from_iter([
        ("@context".to_owned(), json!("https://schema.org")),
        ("@type".to_owned(), json!("MusicEvent")),
        ("@id".to_owned(), json!(url)),
        ("url".to_owned(), json!(url)),
        ("name".to_owned(), json!(event.title)),
        ("description".to_owned(), json!(told.description)),
        ("image".to_owned(), json!([format!("{origin}{}", told.picture)])),
        ("eventStatus".to_owned(), json!(status)),
        (
            "eventAttendanceMode".to_owned(),
            json!("https://schema.org/OfflineEventAttendanceMode"),
        ),
        ("location".to_owned(), place(event)),
        ("organizer".to_owned(), organizers(told.hosts, origin)),
    ]);
    let When {
        starts_at,
        ends_at,
        time_zone,
        ..
    } = told.when;
    data.insert("startDate".to_owned(), json!(on_the_wall(*starts_at, time_zone)));
    data.insert("endDate".to_owned(), json!(on_the_wall(*ends_at, time_zone)));
    if let Some(capacity) = told.slots.iter().map(|slot| slot.capacity).sum::<Option<i64>>() {
        let free = told.slots.iter().filter_map(Slot::free).sum::<i64>();
        data.insert("maximumAttendeeCapacity".to_owned(), json!(capacity));
        data.insert("remainingAttendeeCapacity".to_owned(), json!(free));
    }
    Value::Object(data)
}

/// ISO 8601 with an offset: what a wall shows there, and which instant that is.
fn on_the_wall(instant: Instant, zone: &str) -> String {
    in_zone(instant, zone).strftime("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

fn place(event: &Event) -> Value {
    let mut address = Map::from_iter([("@type".to_owned(), json!("PostalAddress"))]);
    let lines = [("streetAddress", &event.address), ("addressLocality", &event.town)];
    for (name, line) in lines {
        if let Some(line) = line {
            address.insert(name.to_owned(), json!(line));
        }
    }
    let name = event.venue.as_ref().or(event.town.as_ref());
    json!({ "@type": "Place", "name": name, "address": address })
}

/// The hosts by the names they are called by, and where everybody may read who they are.
fn organizers(hosts: &[Person], origin: &str) -> Value {
    let person = |host: &Person| {
        let mut person = Map::from_iter([
            ("@type".to_owned(), json!("Person")),
            ("name".to_owned(), json!(host.display())),
        ]);
        if host.shown {
            let url = format!("{origin}/musicians/{}", host.username);
            person.insert("url".to_owned(), json!(url));
        }
        Value::Object(person)
    };
    hosts.iter().map(person).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::model::{Kind, Timing, Visibility};
    use crate::events::schedule;
    use uuid::Uuid;

    fn event(starts: &str, ends: &str, zone: &str) -> Event {
        let now = Instant::from("2026-11-21T12:00:00Z".parse::<jiff::Timestamp>().unwrap());
        Event {
            id: Uuid::nil(),
            slug: "a-jam-k3j5mq2p".to_owned(),
            kind: Kind::Jam,
            status: Status::Scheduled,
            visibility: Visibility::Public,
            title: "A jam </script>".to_owned(),
            description: String::new(),
            venue: None,
            address: None,
            town: Some("Berlin".to_owned()),
            timing: Timing::Dated(schedule::parse(starts, ends, zone, now).unwrap()),
            closes_at: None,
            cancel_reason: None,
            fee: None,
            gear: None,
            access: None,
            age: None,
            place: None,
            slot_id: None,
            word: None,
            hosting: false,
        }
    }

    fn told(event: &Event, slots: &[Slot], hosts: &[Person]) -> Value {
        music_event(Told {
            event,
            when: event.timing.date().unwrap(),
            slots,
            hosts,
            description: "A jam in Berlin.",
            origin: "https://tutti.example",
            picture: "/events/a-jam-k3j5mq2p/poster.png",
        })
    }

    #[test]
    fn seven_is_seven_on_either_side_of_a_change() {
        for (zone, day, offset) in [
            ("Europe/Berlin", "2027-03-27", "+01:00"),
            ("Europe/Berlin", "2027-03-28", "+02:00"),
            ("Europe/Berlin", "2027-10-30", "+02:00"),
            ("Europe/Berlin", "2027-10-31", "+01:00"),
            ("Europe/Lisbon", "2027-03-27", "+00:00"),
            ("Europe/Lisbon", "2027-03-28", "+01:00"),
            ("America/New_York", "2027-03-13", "-05:00"),
            ("America/New_York", "2027-03-14", "-04:00"),
            ("America/Sao_Paulo", "2027-02-20", "-03:00"),
            ("America/Sao_Paulo", "2027-11-07", "-03:00"),
        ] {
            let event = event(&format!("{day}T19:00"), "", zone);
            let data = told(&event, &[], &[]);
            assert_eq!(data["startDate"], format!("{day}T19:00:00{offset}"), "{zone}");
            assert_eq!(data["endDate"], format!("{day}T22:00:00{offset}"), "{zone}");
        }
    }

    #[test]
    fn a_night_over_a_change_ends_with_the_new_offset() {
        let event = event("2027-03-27T22:00", "2027-03-28T04:00", "Europe/Berlin");
        let data = told(&event, &[], &[]);
        assert_eq!(data["startDate"], "2027-03-27T22:00:00+01:00");
        assert_eq!(data["endDate"], "2027-03-28T04:00:00+02:00");
    }

    #[test]
    fn only_what_is_known_is_told() {
        let mut event = event("2027-03-27T19:00", "", "Europe/Berlin");
        let slot = |capacity, taken| Slot {
            id: Uuid::nil(),
            capacity,
            taken,
        };
        let person = |username: &str, shown| Person {
            username: username.to_owned(),
            full_name: None,
            here: true,
            shown,
        };
        let hosts = [person("ada", true), person("bob", false)];
        let data = told(&event, &[slot(Some(4), 1), slot(Some(2), 2)], &hosts);
        assert_eq!(data["maximumAttendeeCapacity"], 6);
        assert_eq!(data["remainingAttendeeCapacity"], 3);
        assert_eq!(data["organizer"][0]["url"], "https://tutti.example/musicians/ada");
        assert_eq!(data["organizer"][1], json!({ "@type": "Person", "name": "bob" }));
        assert_eq!(data["location"]["name"], "Berlin");
        assert_eq!(
            data["location"]["address"],
            json!({ "@type": "PostalAddress", "addressLocality": "Berlin" })
        );
        assert_eq!(data["eventStatus"], "https://schema.org/EventScheduled");
        event.status = Status::Cancelled;
        event.venue = Some("Demo Room 3".to_owned());
        let data = told(&event, &[slot(Some(4), 1), slot(None, 2)], &hosts);
        assert_eq!(data["eventStatus"], "https://schema.org/EventCancelled");
        assert_eq!(data["location"]["name"], "Demo Room 3");
        for unknown in [
            "maximumAttendeeCapacity",
            "remainingAttendeeCapacity",
            "isAccessibleForFree",
            "offers",
        ] {
            assert!(data.get(unknown).is_none(), "{unknown}");
        }
    }
}
