//! The zones of the world, by their IANA names.

use jiff::tz::TimeZone;

/// The zones of the world by the names that people choose from: `Area/Place`, and UTC.
pub fn names() -> impl Iterator<Item = String> {
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
        for unknown in ["", "Lisbon", "Europe/Nowhere", "+01:00"] {
            assert!(named(unknown).is_none(), "{unknown}");
        }
    }
}
