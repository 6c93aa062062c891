//! The zones of the world, by their IANA names.

use jiff::tz::TimeZone;

/// The first words of the names that people choose from.
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

/// The zones of the world by the names that people choose from: `Area/Place`, and UTC.
pub fn names() -> impl Iterator<Item = String> {
    let all = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    all.filter(|name| offered(name))
}

/// A place's name, also one that it has no more, is one that people choose from; "GB" and "Factory" are not.
fn offered(name: &str) -> bool {
    name == "UTC" || name.split_once('/').is_some_and(|(area, _)| AREAS.contains(&area))
}

/// The zone of this name, if it is one that people choose from, and the name as it is usually written.
pub fn named(name: &str) -> Option<(String, TimeZone)> {
    let zone = TimeZone::get(name).ok()?;
    let name = zone.iana_name().filter(|name| offered(name))?.to_owned();
    Some((name, zone))
}

/// The zone of a name that was checked when it was stored. Should it be none any more, it is read as UTC: a page is better
/// than none.
pub fn or_utc(name: &str) -> TimeZone {
    TimeZone::get(name).unwrap_or(TimeZone::UTC)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn people_choose_from_places() {
        let all: Vec<_> = names().collect();
        assert!(all.len() > 300, "{}", all.len());
        for name in [
            "Europe/Lisbon",
            "America/Argentina/Buenos_Aires",
            "Australia/Lord_Howe",
            "UTC",
        ] {
            assert!(all.iter().any(|known| known == name), "{name}");
        }
        assert!(all.iter().all(|name| named(name).is_some()));
        assert!(!all.iter().any(|name| name.starts_with("Etc/") || name == "GB"));
    }

    #[test]
    fn a_zone_is_known_in_any_case_and_called_as_usual() {
        assert_eq!(
            named("europe/lisbon").map(|(name, _)| name).as_deref(),
            Some("Europe/Lisbon")
        );
        for unknown in [
            "",
            "Lisbon",
            "Europe/Nowhere",
            "+01:00",
            "Factory",
            "GB",
            "EST5EDT",
            "Etc/GMT+3",
        ] {
            assert!(named(unknown).is_none(), "{unknown}");
        }
    }

    #[test]
    fn a_place_is_known_by_its_former_name() {
        for former in ["Asia/Calcutta", "Europe/Kiev", "America/Buenos_Aires"] {
            assert!(named(former).is_some(), "{former}");
        }
        assert_eq!(named("utc").map(|(name, _)| name).as_deref(), Some("UTC"));
    }
}
