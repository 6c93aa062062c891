//! An event as it was typed, and as it is true.
//!
//! [`EventForm::parse`] finds every fault in one pass, each at its field and in the order of the form. What it returns
//! cannot be wrong any more: lengths are counted after cleaning, in letters, as `maxlength` says on the page.

mod decision;
mod edit;
mod fields;

pub use decision::{Decision, DecisionForm, reason};
pub use edit::EditForm;

use super::model::{Kind, Status, Timing, Visibility};
use super::schedule::{self, Fault};
use crate::error::{AppError, Check};
use crate::instant::Instant;
use crate::language::terms;
use crate::t;
use fields::{capacity, kind, line, sentence, status, text, title, town, visibility};
use std::collections::BTreeSet;
use uuid::Uuid;

/// The shortest title: "Jam" is one.
pub const TITLE_MIN: usize = 3;
/// The longest title.
pub const TITLE_MAX: usize = 120;
/// The longest description.
pub const DESCRIPTION_MAX: usize = 5000;
/// The longest name of a place or a town.
pub const PLACE_MAX: usize = 120;
/// The longest address, and the longest of the lines that are optional.
pub const LINE_MAX: usize = 200;
/// The longest word about why an event is cancelled.
pub const REASON_MAX: usize = 500;
/// The most places of an event that has a limit.
pub const CAPACITY_MAX: i64 = 500;

/// The fields of events/create as they arrive.
#[derive(Clone, Debug, Default)]
pub struct EventForm {
    pub status: String,
    pub kind: String,
    pub visibility: String,
    pub title: String,
    pub description: String,
    pub starts_at: String,
    pub ends_at: String,
    pub time_zone: String,
    pub venue: String,
    pub town: String,
    pub address: String,
    pub capacity: String,
    pub fee: String,
    pub gear: String,
    pub access: String,
    pub age: String,
}

/// An event that can be posted, or was.
#[derive(Clone, Debug, PartialEq, Eq, sqlx::FromRow)]
pub struct NewEvent {
    /// A draft or, from the start, scheduled.
    pub status: Status,
    pub kind: Kind,
    pub visibility: Visibility,
    pub title: String,
    pub description: String,
    #[sqlx(flatten)]
    pub timing: Timing,
    pub venue: Option<String>,
    pub town: String,
    pub address: Option<String>,
    /// `None`: no limit.
    pub capacity: Option<i64>,
    pub fee: Option<String>,
    pub gear: Option<String>,
    pub access: Option<String>,
    pub age: Option<String>,
}

impl EventForm {
    /// An event as its form shows it.
    pub fn of(event: &NewEvent) -> Self {
        let line = |line: &Option<String>| line.clone().unwrap_or_default();
        let [starts_at, ends_at, time_zone] = times(&event.timing);
        Self {
            status: <&str>::from(event.status).to_owned(),
            kind: <&str>::from(event.kind).to_owned(),
            visibility: <&str>::from(event.visibility).to_owned(),
            title: event.title.clone(),
            description: event.description.clone(),
            starts_at,
            ends_at,
            time_zone,
            venue: line(&event.venue),
            town: event.town.clone(),
            address: line(&event.address),
            capacity: event.capacity.map(|capacity| capacity.to_string()).unwrap_or_default(),
            fee: line(&event.fee),
            gear: line(&event.gear),
            access: line(&event.access),
            age: line(&event.age),
        }
    }

    /// Every rule of a new event.
    pub fn parse(&self, now: Instant) -> Result<NewEvent, AppError> {
        // Nothing said means everyone: that is what posting is for.
        let visibility = match self.visibility.trim() {
            "" => Ok(Visibility::Public),
            typed => visibility(typed),
        };
        self.check(visibility, |kind| self.timing(kind, &self.ends_at, now, now))
    }

    /// Every rule of an event that is there already; a call's days count from `since`. A time that stays as it was agreed
    /// may have passed.
    pub fn parse_edit(&self, agreed: &Timing, since: Instant, now: Instant) -> Result<NewEvent, AppError> {
        let typed = [&self.starts_at, &self.ends_at, &self.time_zone].map(|typed| typed.trim());
        let shown = times(agreed);
        let shown = shown.each_ref().map(String::as_str);
        self.check(visibility(&self.visibility), |kind| {
            let stays = kind.is_none_or(|kind| (kind == Kind::Wanted) == agreed.date().is_none());
            if typed == shown && stays {
                return Ok(agreed.clone());
            }
            // A last day that nobody typed is none that another zone would move.
            let ends = match agreed {
                Timing::Call(until) if typed[1] == shown[1] && until.is_usual(since) => "",
                Timing::Call(_) | Timing::Dated(_) => typed[1],
            };
            self.timing(kind, ends, since, now)
        })
    }

    fn timing(&self, kind: Option<Kind>, ends: &str, since: Instant, now: Instant) -> Result<Timing, Vec<Fault>> {
        let (starts, zone) = (&self.starts_at, &self.time_zone);
        if kind != Some(Kind::Wanted) {
            return schedule::parse(starts, ends, zone, now).map(Timing::Dated);
        }
        // The days of a draft begin when it is posted.
        let latest = match status(&self.status) {
            Ok(Status::Draft) => schedule::call_closes(now),
            Ok(Status::Scheduled | Status::Cancelled) | Err(_) => schedule::call_closes(since),
        };
        let usual = schedule::call_closes(since);
        schedule::parse_call(starts, ends, zone, usual, latest, now).map(Timing::Call)
    }

    fn check(
        &self,
        visibility: Result<Visibility, String>,
        timing: impl FnOnce(Option<Kind>) -> Result<Timing, Vec<Fault>>,
    ) -> Result<NewEvent, AppError> {
        let mut check = Check::default();
        let kind = check.field("kind", kind(&self.kind));
        let title = check.field("title", title(&self.title));
        let description = check.field("description", text(&self.description, DESCRIPTION_MAX));
        let timing = timing(kind);
        let timing = match timing {
            Ok(timing) => Some(timing),
            Err(faults) => {
                for fault in faults {
                    check.fault(fault.field(), sentence(&fault));
                }
                None
            }
        };
        let venue = check.field("venue", line(&self.venue, PLACE_MAX));
        let town = check.field("town", town(&self.town));
        let address = check.field("address", line(&self.address, LINE_MAX));
        let capacity = check.field("capacity", capacity(&self.capacity));
        let fee = check.field("fee", line(&self.fee, LINE_MAX));
        let gear = check.field("gear", line(&self.gear, LINE_MAX));
        let access = check.field("access", line(&self.access, LINE_MAX));
        let age = check.field("age", line(&self.age, LINE_MAX));
        let visibility = check.field("visibility", visibility);
        let status = check.field("status", status(&self.status));
        check.finish(|| {
            Some(NewEvent {
                status: status?,
                kind: kind?,
                visibility: visibility?,
                title: title?,
                description: description?,
                timing: timing?,
                venue: venue?,
                town: town?,
                address: address?,
                capacity: capacity?,
                fee: fee?,
                gear: gear?,
                access: access?,
                age: age?,
            })
        })
    }
}

impl NewEvent {
    /// What it is found by. The words of a call are another list's.
    pub fn terms(&self) -> BTreeSet<String> {
        let names = [&self.title, self.venue.as_deref().unwrap_or_default(), &self.town];
        let mut words = terms::of_names_and_text(&names, &self.description);
        words.insert(terms::of_town(&self.town));
        match self.timing {
            Timing::Dated(_) => words,
            Timing::Call(_) => words.iter().map(|term| call_term(term)).collect(),
        }
    }
}

/// The word of a call, where a date's is `term`.
pub fn call_term(term: &str) -> String {
    terms::of_list(Kind::Wanted.into(), term)
}

/// The fields of a time as its form shows them: start, end, zone.
fn times(timing: &Timing) -> [String; 3] {
    match timing {
        Timing::Dated(when) => [&when.starts_local, &when.ends_local, &when.time_zone].map(Clone::clone),
        Timing::Call(until) => {
            let closes = schedule::local(until.closes_at, &until.time_zone);
            [String::new(), closes, until.time_zone.clone()]
        }
    }
}

/// The slot that a form names; nothing, when it leaves the choice to us.
pub fn slot(typed: &str) -> Result<Option<Uuid>, AppError> {
    match typed.trim() {
        "" => Ok(None),
        typed => typed
            .parse()
            .map(Some)
            .map_err(|_| AppError::field("slot", t!("event-slot-gone"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn now() -> Instant {
        let timestamp: jiff::Timestamp = "2026-06-21T12:00:00Z".parse().unwrap();
        Instant::from_micros(timestamp.as_microsecond()).unwrap()
    }

    fn form() -> EventForm {
        EventForm {
            kind: "jam".into(),
            title: "Forró na Baixa".into(),
            starts_at: "2026-12-24T20:30".into(),
            time_zone: "Europe/Lisbon".into(),
            town: "Lisboa".into(),
            ..EventForm::default()
        }
    }

    /// The fields at which a form fails, in order.
    fn faults(form: &EventForm) -> Vec<String> {
        match form.parse(now()) {
            Err(AppError::Invalid(faults)) => faults.into_iter().map(|fault| fault.field).collect(),
            other => panic!("not refused: {other:?}"),
        }
    }

    #[test]
    fn little_is_needed() {
        let event = form().parse(now()).unwrap();
        assert_eq!(event.kind, Kind::Jam);
        assert_eq!(event.visibility, Visibility::Public);
        assert_eq!((event.capacity, event.venue, event.fee), (None, None, None));
        assert_eq!(event.description, "");
    }

    #[test]
    fn every_fault_is_found_in_the_order_of_the_form() {
        assert_eq!(
            faults(&EventForm::default()),
            ["kind", "title", "starts_at", "time_zone", "town"]
        );
        let long = "x".repeat(DESCRIPTION_MAX + 1);
        let all = EventForm {
            kind: "concert".into(),
            visibility: "friends".into(),
            status: "cancelled".into(),
            title: "ab".into(),
            description: long.clone(),
            starts_at: "soon".into(),
            ends_at: "later".into(),
            time_zone: "Mars".into(),
            venue: long.clone(),
            town: long.clone(),
            address: long.clone(),
            capacity: "0".into(),
            fee: long.clone(),
            gear: long.clone(),
            access: long.clone(),
            age: long,
        };
        let fields = [
            "kind",
            "title",
            "description",
            "starts_at",
            "ends_at",
            "time_zone",
            "venue",
            "town",
            "address",
            "capacity",
            "fee",
            "gear",
            "access",
            "age",
            "visibility",
            "status",
        ];
        assert_eq!(faults(&all), fields);
    }

    #[test]
    fn a_call_is_open_for_sixty_days_or_less() {
        let call = |starts: &str, ends: &str| EventForm {
            kind: "wanted".into(),
            starts_at: starts.into(),
            ends_at: ends.into(),
            ..form()
        };
        let open = |form: &EventForm| match form.parse(now()).unwrap().timing {
            Timing::Call(until) => until.closes_at.since(now()).as_hours(),
            Timing::Dated(when) => panic!("a date: {when:?}"),
        };
        assert_eq!(open(&call("", "")), 60 * 24);
        assert_eq!(open(&call("", "2026-06-22T13:00")), 24);
        for (starts, ends, fields) in [
            ("2026-12-24T20:30", "", vec!["starts_at"]),
            ("", "2026-06-21T12:00", vec!["ends_at"]),
            ("", "2026-08-20T14:00", vec!["ends_at"]),
            ("soon", "later", vec!["starts_at", "ends_at"]),
        ] {
            assert_eq!(faults(&call(starts, ends)), fields, "{starts} {ends}");
        }
        let nowhere = EventForm {
            time_zone: "Mars".into(),
            ..call("", "2026-06-22T13:00")
        };
        assert_eq!(faults(&nowhere), ["time_zone"]);
    }

    #[test]
    fn a_call_stays_as_it_was_agreed_and_does_not_grow() {
        let call = EventForm {
            kind: "wanted".into(),
            starts_at: String::new(),
            ..form()
        };
        let stored = call.parse(now()).unwrap();
        let later = now().plus(jiff::SignedDuration::from_hours(24 * 59));
        let as_shown = EventForm::of(&stored);
        assert_eq!(as_shown.parse_edit(&stored.timing, now(), later).unwrap(), stored);
        let longer = EventForm {
            ends_at: "2026-09-30T20:00".into(),
            ..as_shown.clone()
        };
        assert!(
            longer.parse_edit(&stored.timing, now(), later).is_err(),
            "counted from when it was made"
        );
        let dated = EventForm {
            kind: "jam".into(),
            ..as_shown
        };
        assert!(
            dated.parse_edit(&stored.timing, now(), later).is_err(),
            "a jam has a start"
        );
    }

    #[test]
    fn the_words_of_a_call_are_no_words_of_a_date() {
        let call = EventForm {
            kind: "wanted".into(),
            starts_at: String::new(),
            ..form()
        };
        let (call, date) = (call.parse(now()).unwrap().terms(), form().parse(now()).unwrap().terms());
        assert!(date.contains("forro") && date.contains(&terms::of_town("LISBOA")));
        assert!(call.contains(&call_term("forro")) && call.is_disjoint(&date));
    }

    #[test]
    fn letters_are_counted_after_cleaning() {
        let title = |title: &str| EventForm {
            title: title.into(),
            ..form()
        };
        assert!(title(&"é".repeat(TITLE_MAX)).parse(now()).is_ok());
        // An accent of its own is one letter with its letter.
        assert!(title(&"e\u{301}".repeat(TITLE_MAX)).parse(now()).is_ok());
        assert!(title(&format!("  {}  ", "x".repeat(TITLE_MAX))).parse(now()).is_ok());
        assert_eq!(faults(&title(&"x".repeat(TITLE_MAX + 1))), ["title"]);
        assert_eq!(faults(&title("  ab  ")), ["title"]);
        assert_eq!(faults(&title("a\u{7}bc")), ["title"]);
        assert_eq!(faults(&title("two\nlines")), ["title"]);
    }

    #[test]
    fn a_description_keeps_its_lines() {
        let form = EventForm {
            description: "One\r\n\r\nTwo\tthree\r\n".into(),
            ..form()
        };
        assert_eq!(form.parse(now()).unwrap().description, "One\n\nTwo\tthree");
    }

    #[test]
    fn places_are_counted_or_without_limit() {
        let capacity = |capacity: &str| EventForm {
            capacity: capacity.into(),
            ..form()
        };
        assert_eq!(capacity(" 12 ").parse(now()).unwrap().capacity, Some(12));
        assert_eq!(capacity("500").parse(now()).unwrap().capacity, Some(500));
        assert_eq!(capacity("  ").parse(now()).unwrap().capacity, None);
        for wrong in ["0", "-1", "501", "1.5", "many", "99999999999999999999"] {
            assert_eq!(faults(&capacity(wrong)), ["capacity"], "{wrong}");
        }
    }

    #[test]
    fn everyone_may_see_it_where_nobody_says_otherwise() {
        let visibility = |visibility: &str| EventForm {
            visibility: visibility.into(),
            ..form()
        };
        for (typed, meant) in [
            ("", Visibility::Public),
            ("public", Visibility::Public),
            ("members", Visibility::Members),
            ("unlisted", Visibility::Unlisted),
        ] {
            assert_eq!(visibility(typed).parse(now()).unwrap().visibility, meant);
        }
        assert_eq!(faults(&visibility("nobody")), ["visibility"]);
    }

    #[test]
    fn empty_lines_are_nothing() {
        let form = EventForm {
            venue: "  ".into(),
            fee: " 5 € ".into(),
            ..form()
        };
        let event = form.parse(now()).unwrap();
        assert_eq!(event.venue, None);
        assert_eq!(event.fee.as_deref(), Some("5 €"));
    }

    #[test]
    fn a_slot_is_named_or_left_to_us() {
        assert_eq!(slot(" "), Ok(None));
        assert_eq!(slot(&Uuid::nil().to_string()), Ok(Some(Uuid::nil())));
        assert!(slot("drums").is_err());
    }
}
