//! Taking a place and giving it up.
//!
//! Both lock the event first: on PostgreSQL its row, on SQLite the one writer is the lock. Whatever is counted after that
//! stays true until the transaction ends.

use super::event::slots;
use crate::db::{Error, Stop, Tx};
use crate::error::AppError;
use crate::events::model::{Door, Joined, NoSuchStep, Place, Slot};
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::t;
use uuid::Uuid;

/// By `events_slug_key`. Read for update: whoever has it may count and write.
const DOOR: &str = "
    SELECT e.id, e.status, e.starts_at, e.closes_at
      FROM events e
     WHERE e.slug = $1 AND e.status <> 'draft'";

/// By `event_participants_event_id_user_id_key`.
const PLACE: &str = "SELECT status FROM event_participants WHERE event_id = $1 AND user_id = $2";

/// The next number of the queue comes from `event_participants_event_id_queue_no_key`.
const TAKE: &str = "
    INSERT INTO event_participants (event_id, user_id, slot_id, status, queue_no, joined_at, updated_at)
    SELECT $1, $2, $3, 'accepted', COALESCE(max(q.queue_no), 0) + 1, $4, $4
      FROM event_participants q
     WHERE q.event_id = $1
        ON CONFLICT (event_id, user_id) DO UPDATE
       SET slot_id = excluded.slot_id, status = excluded.status, queue_no = excluded.queue_no,
           joined_at = excluded.joined_at, updated_at = excluded.updated_at";

/// By `event_participants_event_id_user_id_key`.
const LEAVE: &str = "
    UPDATE event_participants
       SET status = 'left', updated_at = $3
     WHERE event_id = $1 AND user_id = $2";

/// Takes a place for somebody, if there is one: in the slot they chose, or in the only one. To have it already is to have
/// it; too late is an answer, not an error.
pub async fn take_part(
    tx: &mut Tx,
    who: &Member,
    slug: &Slug,
    chosen: Option<Uuid>,
    now: Instant,
) -> Result<Joined, Stop> {
    let door = lock(tx, slug).await?;
    let place = place(tx, door.id, who).await?;
    if place == Some(Place::Accepted) {
        return Ok(Joined::Accepted);
    }
    if door.shut(now).is_some() {
        return Ok(Joined::Closed);
    }
    let slots = slots(&mut *tx, door.id).await?;
    let slot = choose(&slots, chosen)?;
    Place::step(place, Place::Accepted).map_err(|NoSuchStep| AppError::Conflict(t!("event-declined")))?;
    if slot.full() {
        return Ok(Joined::Full);
    }
    tx.query(TAKE)
        .bind(door.id)
        .bind(who.id())
        .bind(slot.id)
        .bind(now)
        .execute()
        .await?;
    Ok(Joined::Accepted)
}

/// Gives up whatever place somebody has. To have left already is to have left.
pub async fn leave(tx: &mut Tx, who: &Member, slug: &Slug, now: Instant) -> Result<(), Stop> {
    let door = lock(tx, slug).await?;
    let place = place(tx, door.id, who).await?;
    if place != Some(Place::Left) {
        Place::step(place, Place::Left).map_err(|NoSuchStep| AppError::Conflict(t!("event-not-in")))?;
        tx.query(LEAVE).bind(door.id).bind(who.id()).bind(now).execute().await?;
    }
    Ok(())
}

async fn lock(tx: &mut Tx, slug: &Slug) -> Result<Door, Error> {
    tx.query(DOOR).bind(slug.as_str()).for_update().fetch_one().await
}

async fn place(tx: &mut Tx, event: Uuid, who: &Member) -> Result<Option<Place>, Error> {
    let place: Option<(Place,)> = tx.query(PLACE).bind(event).bind(who.id()).fetch_optional().await?;
    Ok(place.map(|(place,)| place))
}

/// The slot that was chosen, or the only one there is.
fn choose(slots: &[Slot], chosen: Option<Uuid>) -> Result<&Slot, AppError> {
    match (slots, chosen) {
        (slots, Some(id)) => slots
            .iter()
            .find(|slot| slot.id == id)
            .ok_or_else(|| AppError::field("slot", t!("event-slot-gone"))),
        ([only], None) => Ok(only),
        (_, None) => Err(AppError::field("slot", t!("event-slot-missing"))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slot(id: u128) -> Slot {
        Slot {
            id: Uuid::from_u128(id),
            capacity: None,
            taken: 0,
        }
    }

    #[test]
    fn the_only_slot_needs_no_choice() {
        let slots = [slot(1)];
        assert_eq!(choose(&slots, None).unwrap().id, slots[0].id);
        assert_eq!(choose(&slots, Some(slots[0].id)).unwrap().id, slots[0].id);
    }

    #[test]
    fn of_several_slots_one_is_chosen() {
        let slots = [slot(1), slot(2)];
        assert_eq!(choose(&slots, Some(slots[1].id)).unwrap().id, slots[1].id);
        assert!(matches!(choose(&slots, None), Err(AppError::Invalid(_))));
        assert!(matches!(
            choose(&slots, Some(Uuid::from_u128(3))),
            Err(AppError::Invalid(_))
        ));
    }
}
