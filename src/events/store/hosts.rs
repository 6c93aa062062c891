//! Who hosts an event, and what hosts decide about those who take part.

use super::edit::{Edition, lock};
use super::event::slots;
use crate::accounts::username;
use crate::db::{Stop, Tx};
use crate::error::AppError;
use crate::events::forms::Decision;
use crate::events::model::{Answer, NoSuchStep, Place};
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::profiles::store::KNOWN;
use crate::t;
use uuid::Uuid;

/// By `users_username_key_key`. Nobody is made a host who hides from whoever asks (`KNOWN`): they would meet by it.
const NAMED: &str = "
    SELECT u.id FROM users u
     WHERE u.username_key = $1 AND u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)
       AND ";

/// By `event_hosts_event_id_user_id_key`.
const ADD: &str = "
    INSERT INTO event_hosts (event_id, user_id, hosted_at) VALUES ($1, $2, $3)
    ON CONFLICT (event_id, user_id) DO NOTHING";

/// By `users_username_key_key` and `event_hosts_event_id_user_id_key`.
const HOST: &str = "
    SELECT u.id FROM users u
      JOIN event_hosts h ON h.user_id = u.id AND h.event_id = $2
     WHERE u.username_key = $1";

/// By `event_hosts_event_id_user_id_key`.
const COUNT: &str = "SELECT count(*) FROM event_hosts h WHERE h.event_id = $1";

/// By `event_hosts_event_id_user_id_key`.
const REMOVE: &str = "DELETE FROM event_hosts WHERE event_id = $1 AND user_id = $2";

/// By `users_username_key_key` and `event_participants_event_id_user_id_key`.
const PLACE: &str = "
    SELECT u.id, p.slot_id, p.status AS place, p.note
      FROM users u
      JOIN event_participants p ON p.user_id = u.id AND p.event_id = $2
     WHERE u.username_key = $1";

/// By `event_participants_event_id_user_id_key`.
const DECIDE: &str = "
    UPDATE event_participants
       SET status = $3, note = $4, decided_by = $5, decided_at = $6, updated_at = $6
     WHERE event_id = $1 AND user_id = $2";

/// Makes somebody a host, too. To be one already is to be one.
pub async fn add_host(tx: &mut Tx, host: &Member, slug: &Slug, name: &str, now: Instant) -> Result<(), Stop> {
    let event = lock(tx, host, slug).await?.id;
    let nobody = || AppError::field("username", t!("event-host-unknown"));
    let key = username::key(name.trim()).ok_or_else(nobody)?;
    let (id,): (Uuid,) = tx
        .query(NAMED)
        .bind(key)
        .bind(now)
        .bind(host.id())
        .push(KNOWN)
        .fetch_optional()
        .await?
        .ok_or_else(nobody)?;
    tx.query(ADD).bind(event).bind(id).bind(now).execute().await?;
    Ok(())
}

/// Makes somebody no host any more, oneself or another. The last one stays: an event belongs to somebody.
pub async fn remove_host(tx: &mut Tx, host: &Member, slug: &Slug, name: &str) -> Result<(), Stop> {
    let event = lock(tx, host, slug).await?.id;
    let Some(key) = username::key(name.trim()) else {
        return Ok(());
    };
    let known: Option<(Uuid,)> = tx.query(HOST).bind(key).bind(event).fetch_optional().await?;
    let Some((id,)) = known else {
        return Ok(()); // they are none
    };
    let (hosts,): (i64,) = tx.query(COUNT).bind(event).fetch_one().await?;
    if hosts < 2 {
        return Err(AppError::Conflict(t!("event-host-last")).into());
    }
    tx.query(REMOVE).bind(event).bind(id).execute().await?;
    Ok(())
}

/// Decides. To have decided so is to have decided so; but the first word to them stays, and another one is refused.
pub async fn decide(tx: &mut Tx, host: &Member, slug: &Slug, decision: &Decision, now: Instant) -> Result<(), Stop> {
    let Edition { id: event, .. } = lock(tx, host, slug).await?;
    let nobody = || AppError::field("username", t!("event-decide-nobody"));
    let key = username::key(decision.username.trim()).ok_or_else(nobody)?;
    let stands: Option<(Uuid, Uuid, Place, Option<String>)> =
        tx.query(PLACE).bind(key).bind(event).fetch_optional().await?;
    // Whoever has left has no place and asks for none: they come back by themselves.
    let stands = stands.filter(|(_, _, place, _)| *place != Place::Left);
    let (id, slot, place, word) = stands.ok_or_else(nobody)?;
    let to = match decision.answer {
        Answer::Accept => Place::Accepted,
        Answer::Decline => Place::Declined,
    };
    if place == to {
        match (&decision.note, word) {
            (None, _) => return Ok(()),
            (Some(note), Some(word)) if *note == word => return Ok(()),
            (Some(_), Some(word)) => {
                return Err(AppError::Conflict(t!("event-decided-otherwise", word = word)).into());
            }
            (Some(_), None) => {} // a word where there was none
        }
    } else {
        Place::step(Some(place), to).map_err(|NoSuchStep| AppError::Conflict(t!("event-decide-not-so")))?;
    }
    if to == Place::Accepted && !place.holds_a_place() {
        let slots = slots(&mut *tx, event).await?;
        if slots.iter().any(|known| known.id == slot && known.full()) {
            return Err(AppError::Conflict(t!("event-decide-full")).into());
        }
    }
    tx.query(DECIDE)
        .bind(event)
        .bind(id)
        .bind(<&str>::from(to))
        .bind(&decision.note)
        .bind(host.id())
        .bind(now)
        .execute()
        .await?;
    Ok(())
}
