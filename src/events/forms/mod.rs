//! An event as it was typed, and as it is true.
//!
//! [`EventForm::parse`] finds every fault in one pass, each at its field and in the order of the form. What it returns
//! cannot be wrong any more: lengths are counted after cleaning, in letters, as `maxlength` says on the page.

mod decision;
mod edit;

pub use decision::{Decision, DecisionForm, reason};
pub use edit::EditForm;

use super::model::{Kind, Status, Visibility, When};
use super::schedule::{self, Fault};
use crate::error::{AppError, Check};
use crate::instant::Instant;
use crate::language::{clean_line, clean_text};
use crate::t;
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
    pub when: When,
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
        Self {
            status: <&str>::from(event.status).to_owned(),
            kind: <&str>::from(event.kind).to_owned(),
            visibility: <&str>::from(event.visibility).to_owned(),
            title: event.title.clone(),
            description: event.description.clone(),
            starts_at: event.when.starts_local.clone(),
            ends_at: event.when.ends_local.clone(),
            time_zone: event.when.time_zone.clone(),
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
        self.check(now, None)
    }

    /// Every rule of an event that is there already. A time that stays as it was agreed may have passed.
    pub fn parse_edit(&self, now: Instant, agreed: &When) -> Result<NewEvent, AppError> {
        let typed = [&self.starts_at, &self.ends_at, &self.time_zone].map(|typed| typed.trim());
        let stays = typed == [&agreed.starts_local, &agreed.ends_local, &agreed.time_zone].map(String::as_str);
        self.check(now, stays.then_some(agreed))
    }

    fn check(&self, now: Instant, agreed: Option<&When>) -> Result<NewEvent, AppError> {
        let mut check = Check::default();
        let kind = check.field("kind", kind(&self.kind));
        let title = check.field("title", title(&self.title));
        let description = check.field("description", text(&self.description, DESCRIPTION_MAX));
        let when = match agreed {
            Some(agreed) => Ok(agreed.clone()),
            None => schedule::parse(&self.starts_at, &self.ends_at, &self.time_zone, now),
        };
        let when = match when {
            Ok(when) => Some(when),
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
        let visibility = check.field("visibility", visibility(&self.visibility));
        let status = check.field("status", status(&self.status));
        check.finish(|| {
            Some(NewEvent {
                status: status?,
                kind: kind?,
                visibility: visibility?,
                title: title?,
                description: description?,
                when: when?,
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

fn kind(typed: &str) -> Result<Kind, String> {
    match typed.trim().parse() {
        // Its closing day and its slots come with the fields that describe them.
        Ok(Kind::Wanted) => Err(t!("event-kind-wanted-refused")),
        Ok(kind) => Ok(kind),
        Err(_) => Err(t!("event-kind-missing")),
    }
}

/// Nothing said means everyone: that is what posting is for.
fn visibility(typed: &str) -> Result<Visibility, String> {
    match typed.trim() {
        "" => Ok(Visibility::Public),
        typed => typed.parse().map_err(|_| t!("event-visibility-unknown")),
    }
}

/// Nothing said means posted.
fn status(typed: &str) -> Result<Status, String> {
    match typed.trim() {
        "" => Ok(Status::Scheduled),
        typed => match typed.parse() {
            Ok(Status::Cancelled) | Err(_) => Err(t!("event-status-unknown")),
            Ok(status) => Ok(status),
        },
    }
}

fn title(typed: &str) -> Result<String, String> {
    match line(typed, TITLE_MAX)? {
        None => Err(t!("event-title-missing")),
        Some(title) if title.chars().count() < TITLE_MIN => Err(t!("event-title-short", min = TITLE_MIN)),
        Some(title) => Ok(title),
    }
}

fn town(typed: &str) -> Result<String, String> {
    line(typed, PLACE_MAX)?.ok_or_else(|| t!("event-town-missing"))
}

fn capacity(typed: &str) -> Result<Option<i64>, String> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let number = typed.parse().ok().filter(|number| (1..=CAPACITY_MAX).contains(number));
    number
        .map(Some)
        .ok_or_else(|| t!("event-capacity-wrong", max = CAPACITY_MAX))
}

/// One line that may be empty.
fn line(typed: &str, max: usize) -> Result<Option<String>, String> {
    let line = clean_line(typed).map_err(|_| t!("form-unclean"))?;
    Ok(Some(bounded(line, max)?).filter(|line| !line.is_empty()))
}

/// Lines that may be empty.
fn text(typed: &str, max: usize) -> Result<String, String> {
    bounded(clean_text(typed).map_err(|_| t!("form-unclean"))?, max)
}

fn bounded(text: String, max: usize) -> Result<String, String> {
    if text.chars().count() > max {
        Err(t!("form-too-long", max = max))
    } else {
        Ok(text)
    }
}

fn sentence(fault: &Fault) -> String {
    let clock = |meant: &jiff::civil::DateTime| meant.strftime("%H:%M").to_string();
    match fault {
        Fault::StartMissing => t!("event-start-missing"),
        Fault::StartUnreadable | Fault::EndUnreadable => t!("event-time-unreadable"),
        Fault::StartSkipped(meant) | Fault::EndSkipped(meant) => t!("event-time-skipped", meant = clock(meant)),
        Fault::StartPast => t!("event-start-past"),
        Fault::StartTooFar => t!("event-start-far", years = schedule::YEARS_AHEAD),
        Fault::EndBeforeStart => t!("event-end-before-start"),
        Fault::EndTooLate => t!("event-end-late", days = schedule::LONGEST_DAYS),
        Fault::ZoneUnknown => t!("event-zone-unknown"),
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
            kind: "wanted".into(),
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
