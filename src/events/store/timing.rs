//! An event's time in the columns of `events`.

use crate::events::model::{Timing, Until, When};
use crate::instant::Instant;
use sqlx::{FromRow, Row};

/// The columns as they are; `events_starts_at_check` has it that only a call lacks a start.
#[derive(FromRow)]
pub(super) struct Columns {
    pub(super) starts_local: Option<String>,
    pub(super) ends_local: Option<String>,
    pub(super) time_zone: String,
    pub(super) starts_at: Option<Instant>,
    pub(super) ends_at: Option<Instant>,
    pub(super) closes_at: Option<Instant>,
}

impl<'r, R: Row> FromRow<'r, R> for Timing
where
    Columns: FromRow<'r, R>,
{
    fn from_row(row: &'r R) -> Result<Self, sqlx::Error> {
        let columns = Columns::from_row(row)?;
        let time_zone = columns.time_zone;
        match (
            columns.starts_local,
            columns.ends_local,
            columns.starts_at,
            columns.ends_at,
            columns.closes_at,
        ) {
            (Some(starts_local), Some(ends_local), Some(starts_at), Some(ends_at), _) => Ok(Self::Dated(When {
                starts_local,
                ends_local,
                time_zone,
                starts_at,
                ends_at,
            })),
            (None, None, None, None, Some(closes_at)) => Ok(Self::Call(Until { time_zone, closes_at })),
            _ => Err(sqlx::Error::Decode("an event has half a time".into())),
        }
    }
}

impl From<&Timing> for Columns {
    fn from(timing: &Timing) -> Self {
        let time_zone = timing.time_zone().to_owned();
        let date = timing.date().cloned();
        let closes_at = match timing {
            Timing::Dated(_) => None,
            Timing::Call(until) => Some(until.closes_at),
        };
        Self {
            starts_local: date.as_ref().map(|when| when.starts_local.clone()),
            ends_local: date.as_ref().map(|when| when.ends_local.clone()),
            time_zone,
            starts_at: date.as_ref().map(|when| when.starts_at),
            ends_at: date.as_ref().map(|when| when.ends_at),
            closes_at,
        }
    }
}
