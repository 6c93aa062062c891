//! When an event is, in words: in its own zone, as it was agreed, and in the reader's where that differs.

use super::model::{Timing, Until, When};
use crate::instant::Instant;
use crate::language::{DateStyle, in_zone, wall, wall_as_of};
use crate::t;
use jiff::civil::DateTime;

/// Until when in the morning a night still belongs to the day before: a jam "from 20:00 to 01:30" needs no second date.
/// One that lasts longer than a day does.
const MORNING: i8 = 6;

impl Timing {
    /// What a poster prints: the wall time at which it starts, or a call closes.
    pub fn printed(&self) -> DateTime {
        match self {
            Self::Dated(when) => when.starts(),
            Self::Call(until) => until.closes(),
        }
    }

    /// For machines: that wall time with its distance from UTC, as `<time datetime>` wants it.
    pub fn machine(&self) -> String {
        match self {
            Self::Dated(when) => when.machine(),
            Self::Call(until) => machine(until.closes_at, &until.time_zone),
        }
    }

    /// What the clocks of its zone show now.
    pub fn wall_clock(&self, now: Instant) -> DateTime {
        in_zone(now, self.time_zone()).datetime()
    }

    /// "Sun 22 Nov, 18:00", "until Sun 22 Nov", with the year where that is another one than now.
    pub fn in_short(&self, now: Instant) -> String {
        self.told(DateStyle::DayAndTime, now)
    }

    /// The day alone, with "until" before that of a call.
    pub fn day(&self, now: Instant) -> String {
        self.told(DateStyle::Day, now)
    }

    fn told(&self, style: DateStyle, now: Instant) -> String {
        let now = self.wall_clock(now);
        match self {
            Self::Dated(when) => wall_as_of(when.starts(), style, now),
            Self::Call(until) => t!("event-until", day = wall_as_of(until.closes(), DateStyle::Day, now)),
        }
    }
}

impl Until {
    /// The wall time at which it closes.
    pub fn closes(&self) -> DateTime {
        in_zone(self.closes_at, &self.time_zone).datetime()
    }
}

impl When {
    /// The wall time at which it starts.
    pub fn starts(&self) -> DateTime {
        local(&self.starts_local, self.starts_at, &self.time_zone)
    }

    /// The wall time at which it ends.
    pub fn ends(&self) -> DateTime {
        local(&self.ends_local, self.ends_at, &self.time_zone)
    }

    /// "20:00 to 22:30", with the day of the end where that is another one.
    pub fn hours(&self) -> String {
        t!(
            "event-from-to",
            from = wall(self.starts(), DateStyle::Time),
            to = self.end()
        )
    }

    /// "Thu 26 Nov 2026, 20:00 to 22:30"
    pub fn in_full(&self) -> String {
        t!(
            "event-at",
            day = wall(self.starts(), DateStyle::DayWithYear),
            time = self.hours()
        )
    }

    /// For machines: the wall time with its distance from UTC, as `<time datetime>` wants it.
    pub fn machine(&self) -> String {
        machine(self.starts_at, &self.time_zone)
    }

    /// "Lisbon time (WET)"
    pub fn zone(&self) -> String {
        let place = self.time_zone.rsplit('/').next().unwrap_or_default().replace('_', " ");
        let zone = in_zone(self.starts_at, &self.time_zone).strftime("%Z").to_string();
        // Where a zone has no letters of its own, its distance from UTC stands there.
        let zone = if zone.starts_with(['+', '-']) {
            format!("UTC{zone}")
        } else {
            zone
        };
        t!("event-zone", place = place, zone = zone)
    }

    /// When that is for somebody in another zone; nothing, where their clocks show the same.
    pub fn elsewhere(&self, zone: &str) -> Option<String> {
        let there = in_zone(self.starts_at, zone).datetime();
        (there != in_zone(self.starts_at, &self.time_zone).datetime()).then(|| {
            t!(
                "event-your-time",
                when = wall_as_of(there, DateStyle::DayAndTime, self.starts())
            )
        })
    }

    fn end(&self) -> String {
        let (starts, ends) = (self.starts(), self.ends());
        let night = starts.date().tomorrow().is_ok_and(|next| next == ends.date())
            && ends.hour() < MORNING
            && ends.time() <= starts.time();
        let style = if ends.date() == starts.date() || night {
            DateStyle::Time
        } else {
            DateStyle::DayAndTime
        };
        wall_as_of(ends, style, starts)
    }
}

fn machine(instant: Instant, zone: &str) -> String {
    in_zone(instant, zone).strftime("%Y-%m-%dT%H:%M%:z").to_string()
}

/// The wall time that was agreed; what the instant says, should it ever not be readable.
fn local(agreed: &str, instant: Instant, zone: &str) -> DateTime {
    agreed.parse().unwrap_or_else(|_| in_zone(instant, zone).datetime())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::events::schedule;

    fn at(text: &str) -> Instant {
        Instant::from(text.parse::<jiff::Timestamp>().unwrap())
    }

    fn when(starts: &str, ends: &str, zone: &str) -> When {
        schedule::parse(starts, ends, zone, at("2026-06-21T12:00:00Z")).unwrap()
    }

    #[test]
    fn the_year_is_that_of_the_clocks_there() {
        let new_year = Timing::Dated(when("2027-01-01T20:00", "", "Pacific/Auckland"));
        let eve = at("2026-12-31T12:00:00Z");
        assert_eq!(
            new_year.in_short(eve),
            "Fri 1 Jan, 20:00",
            "it is that year there already"
        );
        let call = Timing::Call(Until {
            time_zone: "Europe/Paris".into(),
            closes_at: at("2027-01-20T12:00:00Z"),
        });
        assert_eq!(call.in_short(eve), "until Wed 20 Jan 2027");
    }

    #[test]
    fn an_evening_needs_one_date() {
        let evening = when("2026-11-26T20:00", "2026-11-26T22:30", "Europe/Paris");
        let (summer, spring) = (at("2026-06-21T12:00:00Z"), at("2027-03-01T12:00:00Z"));
        let dated = Timing::Dated(evening.clone());
        assert_eq!(dated.in_short(summer), "Thu 26 Nov, 20:00");
        assert_eq!(dated.in_short(spring), "Thu 26 Nov 2026, 20:00");
        assert_eq!(dated.day(spring), "Thu 26 Nov 2026");
        assert_eq!(evening.in_full(), "Thu 26 Nov 2026, 20:00 to 22:30");
        assert_eq!(evening.machine(), "2026-11-26T20:00+01:00");
        let night = when("2026-11-26T20:00", "2026-11-27T01:30", "Europe/Paris");
        assert_eq!(night.hours(), "20:00 to 01:30");
    }

    #[test]
    fn a_course_needs_two() {
        let course = when("2026-11-26T10:00", "2026-11-28T18:00", "Europe/Paris");
        assert_eq!(course.in_full(), "Thu 26 Nov 2026, 10:00 to Sat 28 Nov, 18:00");
        let turn = when("2026-12-31T20:00", "2027-01-02T12:00", "Europe/Paris");
        assert_eq!(turn.in_full(), "Thu 31 Dec 2026, 20:00 to Sat 2 Jan 2027, 12:00");
        let breakfast = when("2026-11-26T20:00", "2026-11-27T09:00", "Europe/Paris");
        assert_eq!(breakfast.hours(), "20:00 to Fri 27 Nov, 09:00");
        let marathon = when("2026-11-26T01:00", "2026-11-27T05:00", "Europe/Paris");
        assert_eq!(marathon.hours(), "01:00 to Fri 27 Nov, 05:00");
    }

    #[test]
    fn a_zone_has_a_name() {
        assert_eq!(when("2026-11-26T20:00", "", "Europe/Paris").zone(), "Paris time (CET)");
        assert_eq!(
            when("2026-11-26T20:00", "", "America/Sao_Paulo").zone(),
            "Sao Paulo time (UTC-03)"
        );
    }

    #[test]
    fn elsewhere_is_said_only_where_it_differs() {
        let evening = when("2026-11-26T20:00", "", "Europe/Lisbon");
        assert_eq!(evening.elsewhere("Europe/London"), None);
        assert_eq!(
            evening.elsewhere("Europe/Paris").as_deref(),
            Some("For you: Thu 26 Nov, 21:00")
        );
        assert_eq!(
            evening.elsewhere("Asia/Tokyo").as_deref(),
            Some("For you: Fri 27 Nov, 05:00")
        );
    }
}
