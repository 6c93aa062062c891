//! What each field of an event may hold, and what is said where it does not.

use super::{CAPACITY_MAX, PLACE_MAX, TITLE_MAX, TITLE_MIN};
use crate::events::model::{Kind, Status, Visibility};
use crate::events::schedule::{self, Fault};
use crate::language::{clean_line, clean_text};
use crate::t;

pub(super) fn kind(typed: &str) -> Result<Kind, String> {
    typed.trim().parse().map_err(|_| t!("event-kind-missing"))
}

pub(super) fn visibility(typed: &str) -> Result<Visibility, String> {
    typed.trim().parse().map_err(|_| t!("event-visibility-unknown"))
}

/// Nothing said means posted.
pub(super) fn status(typed: &str) -> Result<Status, String> {
    match typed.trim() {
        "" => Ok(Status::Scheduled),
        typed => match typed.parse() {
            Ok(Status::Cancelled) | Err(_) => Err(t!("event-status-unknown")),
            Ok(status) => Ok(status),
        },
    }
}

pub(super) fn title(typed: &str) -> Result<String, String> {
    match line(typed, TITLE_MAX)? {
        None => Err(t!("event-title-missing")),
        Some(title) if title.chars().count() < TITLE_MIN => Err(t!("event-title-short", min = TITLE_MIN)),
        Some(title) => Ok(title),
    }
}

pub(super) fn town(typed: &str) -> Result<String, String> {
    line(typed, PLACE_MAX)?.ok_or_else(|| t!("event-town-missing"))
}

pub(super) fn capacity(typed: &str) -> Result<Option<i64>, String> {
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
pub(super) fn line(typed: &str, max: usize) -> Result<Option<String>, String> {
    let line = clean_line(typed).map_err(|_| t!("form-unclean"))?;
    Ok(Some(bounded(line, max)?).filter(|line| !line.is_empty()))
}

/// Lines that may be empty.
pub(super) fn text(typed: &str, max: usize) -> Result<String, String> {
    bounded(clean_text(typed).map_err(|_| t!("form-unclean"))?, max)
}

pub(super) fn bounded(text: String, max: usize) -> Result<String, String> {
    if text.chars().count() > max {
        Err(t!("form-too-long", max = max))
    } else {
        Ok(text)
    }
}

pub(super) fn sentence(fault: &Fault) -> String {
    let clock = |meant: &jiff::civil::DateTime| meant.strftime("%H:%M").to_string();
    match fault {
        Fault::StartMissing => t!("event-start-missing"),
        Fault::StartUnreadable | Fault::EndUnreadable => t!("event-time-unreadable"),
        Fault::StartSkipped(meant) | Fault::EndSkipped(meant) => t!("event-time-skipped", meant = clock(meant)),
        Fault::StartPast => t!("event-start-past"),
        Fault::StartTooFar => t!("event-start-far", years = schedule::YEARS_AHEAD),
        Fault::EndBeforeStart => t!("event-end-before-start"),
        Fault::EndTooLate => t!("event-end-late", days = schedule::LONGEST_DAYS),
        Fault::StartOfCall => t!("event-start-of-call"),
        Fault::ClosePast => t!("event-close-past"),
        Fault::CloseTooLate => t!("event-close-late", days = schedule::CALL_DAYS),
        Fault::ZoneUnknown => t!("event-zone-unknown"),
    }
}
