//! A change of an event as it was typed.

use super::{EventForm, NewEvent};
use crate::edit::builds_on;
use crate::error::AppError;
use crate::given::Given;
use crate::instant::Instant;

/// The fields of events/update as they arrive: what is left out stays.
#[derive(Clone, Debug, Default)]
pub struct EditForm {
    pub kind: Given,
    pub visibility: Given,
    pub title: Given,
    pub description: Given,
    pub starts_at: Given,
    pub ends_at: Given,
    pub time_zone: Given,
    pub venue: Given,
    pub town: Given,
    pub address: Given,
    pub capacity: Given,
    pub fee: Given,
    pub gear: Given,
    pub access: Given,
    pub age: Given,
    pub version: Given,
}

impl EditForm {
    /// The version that this edit builds on, if it says so.
    pub fn builds_on(&self) -> Result<Option<i64>, AppError> {
        builds_on(&self.version).map_err(|fault| AppError::field("", fault))
    }

    /// The event as this edit wants it; a call's days count from `since`.
    pub fn parse(&self, stored: &NewEvent, since: Instant, now: Instant) -> Result<NewEvent, AppError> {
        let kept = EventForm::of(stored);
        let or = |given: &Given, kept: String| given.typed().map(str::to_owned).unwrap_or(kept);
        let whole = EventForm {
            kind: or(&self.kind, kept.kind),
            visibility: or(&self.visibility, kept.visibility),
            title: or(&self.title, kept.title),
            description: or(&self.description, kept.description),
            starts_at: or(&self.starts_at, kept.starts_at),
            ends_at: or(&self.ends_at, kept.ends_at),
            time_zone: or(&self.time_zone, kept.time_zone),
            venue: or(&self.venue, kept.venue),
            town: or(&self.town, kept.town),
            address: or(&self.address, kept.address),
            capacity: or(&self.capacity, kept.capacity),
            fee: or(&self.fee, kept.fee),
            gear: or(&self.gear, kept.gear),
            access: or(&self.access, kept.access),
            age: or(&self.age, kept.age),
            status: kept.status,
        };
        whole.parse_edit(&stored.timing, since, now)
    }
}
