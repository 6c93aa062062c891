//! What hosts do to their event: change it, post a draft, call it off.
//!
//! Each locks the event first, as joining does, so that nobody joins an event whose capacity is being lowered.

use super::event::{slots, write_terms};
use super::timing::Columns;
use crate::db::{Ask, Db, Error, Statement, Stop, Tx};
use crate::edit::Edited;
use crate::error::AppError;
use crate::events::forms::NewEvent;
use crate::events::model::{NoSuchStep, Status, Timing, Until};
use crate::events::schedule::call_closes;
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::t;
use uuid::Uuid;

/// An event as its hosts edit it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Edition {
    pub id: Uuid,
    pub version: i64,
    created_at: Instant,
    /// `None`: a draft.
    published_at: Option<Instant>,
    cancel_reason: Option<String>,
    slot_id: Uuid,
    #[sqlx(flatten)]
    pub event: NewEvent,
}

impl Edition {
    /// From when the days of a call count: when it was posted, of a draft when it was made.
    pub fn since(&self) -> Instant {
        self.published_at.unwrap_or(self.created_at)
    }
}

/// By `events_slug_key`, `event_hosts_event_id_user_id_key` and `event_slots_event_id_position_key`.
const EDITION: &str = "
    SELECT e.id, e.version, e.created_at, e.published_at, e.cancel_reason, s.id AS slot_id, e.status, e.kind,
           e.visibility, e.title, e.description, e.starts_local, e.ends_local, e.time_zone, e.starts_at, e.ends_at,
           e.closes_at, e.venue, e.town, e.address, s.capacity, e.fee, e.gear, e.access, e.age
      FROM events e
      JOIN event_hosts h ON h.event_id = e.id AND h.user_id = $2
      JOIN event_slots s ON s.event_id = e.id AND s.position = 1
     WHERE e.slug = $1";

/// Is there such an event that this person may know of? By `events_slug_key`.
const KNOWN: &str = "SELECT e.id FROM events e WHERE e.slug = $1 AND e.status <> 'draft'";

/// By the primary key.
const UPDATE: &str = "
    UPDATE events
       SET kind = $2, visibility = $3, title = $4, description = $5, starts_local = $6, ends_local = $7, time_zone = $8,
           starts_at = $9, ends_at = $10, closes_at = $11, sort_at = $12, venue = $13, town = $14, address = $15,
           fee = $16, gear = $17, access = $18, age = $19, sequence = sequence + $20, version = version + 1,
           updated_at = $21
     WHERE id = $1";

/// By the primary key.
const CAPACITY: &str = "UPDATE event_slots SET capacity = $2 WHERE id = $1";

/// By `event_terms_event_id_idx`.
const DELETE_TERMS: &str = "DELETE FROM event_terms WHERE event_id = $1";

/// By the primary key.
const PUBLISH: &str = "
    UPDATE events
       SET status = 'scheduled', published_at = $2, closes_at = $3, sort_at = $4, version = version + 1, updated_at = $2
     WHERE id = $1";

/// By `event_terms_event_id_idx`.
const MOVE_TERMS: &str = "UPDATE event_terms SET sort_at = $2 WHERE event_id = $1";

/// By the primary key.
const CANCEL: &str = "
    UPDATE events
       SET status = 'cancelled', cancelled_at = $2, cancel_reason = $3, sequence = sequence + 1, version = version + 1,
           updated_at = $2
     WHERE id = $1";

/// By the primary key.
const REASON: &str = "UPDATE events SET cancel_reason = $2, version = version + 1, updated_at = $3 WHERE id = $1";

/// The event of this address, for one of its hosts.
///
/// # Errors
/// `Forbidden` for whoever is no host of an event that they may know of, `NotFound` for all others.
pub async fn edition(db: &Db, host: &Member, slug: &Slug) -> Result<Edition, AppError> {
    match asked(db, host, slug).fetch_optional().await? {
        Some(edition) => Ok(edition),
        None => Err(not_a_host(db, slug).await?),
    }
}

/// The same, held until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, host: &Member, slug: &Slug) -> Result<Edition, Stop> {
    match asked(&mut *tx, host, slug).for_update().fetch_optional().await? {
        Some(edition) => Ok(edition),
        None => Err(not_a_host(&mut *tx, slug).await?.into()),
    }
}

fn asked<'c, 'q>(on: impl Ask<'c>, host: &Member, slug: &'q Slug) -> Statement<'c, 'q> {
    on.query(EDITION).bind(slug.as_str()).bind(host.id())
}

async fn not_a_host<'c>(on: impl Ask<'c>, slug: &Slug) -> Result<AppError, Error> {
    let known: Option<(Uuid,)> = on.query(KNOWN).bind(slug.as_str()).fetch_optional().await?;
    Ok(known.map_or(AppError::NotFound, |_| AppError::Forbidden))
}

/// Changes an event into what `edit` makes of it, which is asked under the lock: what the form left out stays as it is at
/// that moment. The same form posted twice is saved once and is no conflict with itself.
pub async fn update(
    tx: &mut Tx,
    host: &Member,
    slug: &Slug,
    builds_on: Option<i64>,
    edit: impl Fn(&Edition) -> Result<NewEvent, AppError>,
    now: Instant,
) -> Result<Edited, Stop> {
    let edition = lock(tx, host, slug).await?;
    let Edition {
        id,
        version,
        slot_id,
        event: stored,
        ..
    } = &edition;
    if stored.status == Status::Cancelled {
        return Err(AppError::Conflict(t!("event-shut-cancelled")).into());
    }
    let event = edit(&edition)?;
    if event == *stored {
        return Ok(Edited::Saved { version: *version });
    }
    if builds_on.is_some_and(|builds_on| builds_on != *version) {
        return Ok(Edited::Stale);
    }
    let becomes_a_call = event.timing.date().is_none() && stored.timing.date().is_some();
    if event.capacity != stored.capacity || becomes_a_call {
        let taken = slots(&mut *tx, *id).await?.iter().map(|slot| slot.taken).sum::<i64>();
        if becomes_a_call && taken > 0 {
            return Err(AppError::field("kind", t!("event-kind-taken", taken = taken)).into());
        }
        if event.capacity.is_some_and(|capacity| capacity < taken) {
            return Err(AppError::field("capacity", t!("event-capacity-taken", taken = taken)).into());
        }
        tx.query(CAPACITY).bind(*slot_id).bind(event.capacity).execute().await?;
    }
    write(tx, &edition, &event, now).await?;
    Ok(Edited::Saved { version: version + 1 })
}

async fn write(tx: &mut Tx, edition: &Edition, event: &NewEvent, now: Instant) -> Result<(), Error> {
    let (id, stored) = (edition.id, &edition.event);
    // RFC 5545 §3.8.7.4: who keeps it in a calendar must look again when time or place are others.
    let moved = (&stored.timing, &stored.venue, &stored.address, &stored.town)
        != (&event.timing, &event.venue, &event.address, &event.town);
    let time = Columns::from(&event.timing);
    tx.query(UPDATE)
        .bind(id)
        .bind(<&str>::from(event.kind))
        .bind(<&str>::from(event.visibility))
        .bind(&event.title)
        .bind(&event.description)
        .bind(time.starts_local)
        .bind(time.ends_local)
        .bind(time.time_zone)
        .bind(time.starts_at)
        .bind(time.ends_at)
        .bind(time.closes_at)
        .bind(event.timing.sort_at())
        .bind(&event.venue)
        .bind(&event.town)
        .bind(&event.address)
        .bind(&event.fee)
        .bind(&event.gear)
        .bind(&event.access)
        .bind(&event.age)
        .bind(i64::from(moved))
        .bind(now)
        .execute()
        .await?;
    if event.terms() != stored.terms() || event.timing != stored.timing {
        tx.query(DELETE_TERMS).bind(id).execute().await?;
        write_terms(tx, id, event, edition.since()).await?;
    }
    Ok(())
}

/// Posts a draft. To have posted it is to have posted it. The days of a call begin now, unless its last one was typed.
pub async fn publish(tx: &mut Tx, host: &Member, slug: &Slug, now: Instant) -> Result<(), Stop> {
    let edition = lock(tx, host, slug).await?;
    let (id, event) = (edition.id, &edition.event);
    if event.status == Status::Scheduled {
        return Ok(());
    }
    event
        .status
        .step(Status::Scheduled)
        .map_err(|NoSuchStep| AppError::Conflict(t!("event-shut-cancelled")))?;
    let timing = match &event.timing {
        Timing::Call(until) if until.is_usual(edition.since()) => Timing::Call(Until {
            closes_at: call_closes(now),
            ..until.clone()
        }),
        timing => timing.clone(),
    };
    if timing.sort_at() <= now {
        return Err(AppError::field("", t!("event-publish-past")).into());
    }
    tx.query(PUBLISH)
        .bind(id)
        .bind(now)
        .bind(Columns::from(&timing).closes_at)
        .bind(timing.sort_at())
        .execute()
        .await?;
    if timing.date().is_none() {
        tx.query(MOVE_TERMS).bind(id).bind(now).execute().await?;
    }
    Ok(())
}

/// Calls an event off, until it is over. The first word about why stays: another one is refused, and not dropped.
pub async fn cancel(tx: &mut Tx, host: &Member, slug: &Slug, reason: Option<&str>, now: Instant) -> Result<(), Stop> {
    let edition = lock(tx, host, slug).await?;
    let (id, event) = (edition.id, &edition.event);
    if event.status == Status::Cancelled {
        return match (reason, &edition.cancel_reason) {
            (None, _) => Ok(()),
            (Some(reason), Some(stored)) if reason == stored => Ok(()),
            (Some(_), Some(stored)) => {
                Err(AppError::Conflict(t!("event-cancelled-otherwise", reason = stored.as_str())).into())
            }
            (Some(reason), None) => {
                tx.query(REASON).bind(id).bind(reason).bind(now).execute().await?;
                Ok(())
            }
        };
    }
    event
        .status
        .step(Status::Cancelled)
        .map_err(|NoSuchStep| AppError::Conflict(t!("event-cancel-draft")))?;
    if event.timing.ends_at() <= now {
        return Err(AppError::Conflict(t!("event-cancel-over")).into());
    }
    tx.query(CANCEL).bind(id).bind(now).bind(reason).execute().await?;
    Ok(())
}
