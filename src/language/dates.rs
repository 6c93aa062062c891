//! Dates as people write them, in the zone of the event: "Thu 26 Nov, 20:00", "jeu. 26 nov., 20:00", "qui., 26 nov., 20:00".
//! The clock has 24 hours everywhere.

use super::{Language, current};
use crate::instant::Instant;
use crate::t;
use crate::time_zone::or_utc;
use jiff::Zoned;
use jiff::civil::{DateTime, Weekday};

/// How much of a date is said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateStyle {
    /// "Thu 26 Nov"
    Day,
    /// "Thu 26 Nov 2026"
    DayWithYear,
    /// "Thu 26 Nov, 20:00"
    DayAndTime,
    /// "Thu 26 Nov 2026, 20:00"
    DayWithYearAndTime,
    /// "20:00"
    Time,
    /// "November 2026"
    Month,
}

/// An instant as the wall clock of a zone shows it.
pub fn in_zone(instant: Instant, zone: &str) -> Zoned {
    instant.timestamp().to_zoned(or_utc(zone))
}

/// A wall time in words.
pub fn wall(time: DateTime, style: DateStyle) -> String {
    let clock = || format!("{:02}:{:02}", time.hour(), time.minute());
    match style {
        DateStyle::Day => day(time),
        DateStyle::DayWithYear => format!("{} {}", day(time), time.year()),
        DateStyle::DayAndTime => format!("{}, {}", day(time), clock()),
        DateStyle::DayWithYearAndTime => format!("{} {}, {}", day(time), time.year(), clock()),
        DateStyle::Time => clock(),
        DateStyle::Month => match current() {
            Language::English | Language::French => format!("{} {}", month(time.month()), time.year()),
            Language::Portuguese => format!("{} de {}", month(time.month()), time.year()),
        },
    }
}

/// A wall time in words, with the year where that is another one than of `now`.
pub fn wall_as_of(time: DateTime, style: DateStyle, now: DateTime) -> String {
    let style = match style {
        DateStyle::Day if time.year() != now.year() => DateStyle::DayWithYear,
        DateStyle::DayAndTime if time.year() != now.year() => DateStyle::DayWithYearAndTime,
        style => style,
    };
    wall(time, style)
}

/// The short month, with the year where that is another one than of `now`: "Nov", "Nov 2027".
pub fn short_month_as_of(time: DateTime, now: DateTime) -> String {
    let month = short_month(time.month());
    if time.year() == now.year() {
        month
    } else {
        format!("{month} {}", time.year())
    }
}

/// The day of the month and the short month, for a poster: ("26", "Nov").
pub fn day_and_month(time: DateTime) -> (String, String) {
    (format!("{:02}", time.day()), short_month(time.month()))
}

/// The short name of a weekday: "Thu".
pub fn weekday(time: DateTime) -> String {
    match time.weekday() {
        Weekday::Monday => t!("weekday-short-monday"),
        Weekday::Tuesday => t!("weekday-short-tuesday"),
        Weekday::Wednesday => t!("weekday-short-wednesday"),
        Weekday::Thursday => t!("weekday-short-thursday"),
        Weekday::Friday => t!("weekday-short-friday"),
        Weekday::Saturday => t!("weekday-short-saturday"),
        Weekday::Sunday => t!("weekday-short-sunday"),
    }
}

/// The name of a weekday: "Thursday".
pub fn weekday_in_full(time: DateTime) -> String {
    match time.weekday() {
        Weekday::Monday => t!("weekday-monday"),
        Weekday::Tuesday => t!("weekday-tuesday"),
        Weekday::Wednesday => t!("weekday-wednesday"),
        Weekday::Thursday => t!("weekday-thursday"),
        Weekday::Friday => t!("weekday-friday"),
        Weekday::Saturday => t!("weekday-saturday"),
        Weekday::Sunday => t!("weekday-sunday"),
    }
}

fn day(time: DateTime) -> String {
    let (weekday, month) = (weekday(time), short_month(time.month()));
    match current() {
        // "1er" is how French says the first of a month, and no other day.
        Language::French if time.day() == 1 => format!("{weekday} 1er {month}"),
        Language::English | Language::French => format!("{weekday} {} {month}", time.day()),
        Language::Portuguese => format!("{weekday}, {} {month}", time.day()),
    }
}

fn short_month(month: i8) -> String {
    match month {
        1 => t!("month-short-january"),
        2 => t!("month-short-february"),
        3 => t!("month-short-march"),
        4 => t!("month-short-april"),
        5 => t!("month-short-may"),
        6 => t!("month-short-june"),
        7 => t!("month-short-july"),
        8 => t!("month-short-august"),
        9 => t!("month-short-september"),
        10 => t!("month-short-october"),
        11 => t!("month-short-november"),
        _ => t!("month-short-december"),
    }
}

fn month(month: i8) -> String {
    match month {
        1 => t!("month-january"),
        2 => t!("month-february"),
        3 => t!("month-march"),
        4 => t!("month-april"),
        5 => t!("month-may"),
        6 => t!("month-june"),
        7 => t!("month-july"),
        8 => t!("month-august"),
        9 => t!("month-september"),
        10 => t!("month-october"),
        11 => t!("month-november"),
        _ => t!("month-december"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::within;

    #[test]
    fn a_date_reads_as_people_write_it() {
        let time: DateTime = "2026-11-26T20:05".parse().unwrap();
        let said = [
            DateStyle::Day,
            DateStyle::DayWithYear,
            DateStyle::DayAndTime,
            DateStyle::Time,
            DateStyle::Month,
        ];
        assert_eq!(
            said.map(|style| wall(time, style)),
            [
                "Thu 26 Nov",
                "Thu 26 Nov 2026",
                "Thu 26 Nov, 20:05",
                "20:05",
                "November 2026"
            ]
        );
        assert_eq!(day_and_month(time), ("26".into(), "Nov".into()));
        assert_eq!(
            (weekday(time), weekday_in_full(time)),
            ("Thu".into(), "Thursday".into())
        );
    }

    #[tokio::test]
    async fn another_year_is_said() {
        let now: DateTime = "2026-11-22T12:00".parse().unwrap();
        let said = |time: &str, language| {
            let time: DateTime = time.parse().unwrap();
            let styles = [DateStyle::Day, DateStyle::DayAndTime, DateStyle::Time];
            within(language, async move {
                let [day, day_and_time, clock] = styles.map(|style| wall_as_of(time, style, now));
                [day, day_and_time, clock, short_month_as_of(time, now)]
            })
        };
        for (time, language, expected) in [
            (
                "2026-11-26T20:05",
                Language::English,
                ["Thu 26 Nov", "Thu 26 Nov, 20:05", "20:05", "Nov"],
            ),
            (
                "2027-11-26T20:05",
                Language::English,
                ["Fri 26 Nov 2027", "Fri 26 Nov 2027, 20:05", "20:05", "Nov 2027"],
            ),
            (
                "2027-11-26T20:05",
                Language::French,
                ["ven. 26 nov. 2027", "ven. 26 nov. 2027, 20:05", "20:05", "nov. 2027"],
            ),
            (
                "2025-11-26T20:05",
                Language::Portuguese,
                ["qua., 26 nov. 2025", "qua., 26 nov. 2025, 20:05", "20:05", "nov. 2025"],
            ),
        ] {
            assert_eq!(said(time, language).await, expected, "{time}");
        }
    }

    #[tokio::test]
    async fn a_date_reads_so_in_every_language() {
        let time: DateTime = "2026-11-26T20:05".parse().unwrap();
        let said = |language| {
            let styles = [DateStyle::DayAndTime, DateStyle::DayWithYear, DateStyle::Month];
            within(language, async move { styles.map(|style| wall(time, style)) })
        };
        assert_eq!(
            said(Language::French).await,
            ["jeu. 26 nov., 20:05", "jeu. 26 nov. 2026", "novembre 2026"]
        );
        assert_eq!(
            said(Language::Portuguese).await,
            ["qui., 26 nov., 20:05", "qui., 26 nov. 2026", "novembro de 2026"]
        );
        let first: DateTime = "2027-03-01T09:00".parse().unwrap();
        let said = within(Language::French, async { wall(first, DateStyle::Day) });
        assert_eq!(said.await, "lun. 1er mars");
    }

    #[test]
    fn an_instant_is_told_in_its_zone() {
        let instant = Instant::from("2026-07-01T18:00:00Z".parse::<jiff::Timestamp>().unwrap());
        assert_eq!(
            wall(in_zone(instant, "Europe/Lisbon").datetime(), DateStyle::Time),
            "19:00"
        );
        assert_eq!(wall(in_zone(instant, "Not/AZone").datetime(), DateStyle::Time), "18:00");
    }
}
