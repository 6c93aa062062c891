//! Who somebody is at an event, and the thread two people have about it.

use crate::accounts::username;
use crate::db::{Ask, Error};
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::messages::model::{Standing, Thread};
use crate::profiles::store::KNOWN;
use uuid::Uuid;

/// Indexes: events_slug_key, users_username_key_key, the primary keys of event_hosts and event_participants. Between its two
/// parts stands whether the reader may open the other's profile (`KNOWN`, for which the reader is `$3`).
const STANDING: &str = "
    SELECT e.id AS event_id, e.slug, told.title, e.kind, e.status, told.starts_local, told.venue, told.town,
           u.id AS other_id, u.username, u.full_name,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $4)) AS here,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $4) AND ";
const STANDING_AT: &str = ") AS shown,
           EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = e.id AND h.user_id = $3) AS i_host,
           EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = e.id AND h.user_id = u.id) AS they_host,
           EXISTS (SELECT 1 FROM event_participants p
                    WHERE p.event_id = e.id AND p.user_id = u.id
                      AND p.status IN ('requested', 'accepted', 'waitlisted', 'offered')) AS they_take_part
      FROM events e
      JOIN users u ON u.username_key = $2
      LEFT JOIN events told ON told.id = e.id
           AND (told.status <> 'draft'
                OR EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = told.id AND h.user_id = $3))
     WHERE e.slug = $1 AND u.id <> $3";

/// What the reader and somebody else are to this event. `None`: there is no such event, or nobody else of that name. It may
/// be a draft of others: then it is for those alone who have a thread about it, and tells no more than that.
pub async fn standing<'c>(
    on: impl Ask<'c>,
    reader: &Member,
    slug: &Slug,
    username: &str,
    now: Instant,
) -> Result<Option<Standing>, Error> {
    let Some(key) = username::key(username) else {
        return Ok(None);
    };
    on.query(STANDING)
        .bind(slug.as_str())
        .bind(key)
        .bind(reader.id())
        .bind(now)
        .push(KNOWN)
        .push(STANDING_AT)
        .fetch_optional()
        .await
}

/// Indexes: threads_pair_key_key, the primary key of thread_members.
const THREAD: &str = "
    SELECT t.id, t.last_seq, me.seen_seq, other.seen_seq AS their_seen_seq, (me.muted_at IS NOT NULL) AS muted,
           (me.state = 'left') AS i_left, (other.state = 'left') AS they_left
      FROM threads t
      JOIN thread_members me ON me.thread_id = t.id AND me.user_id = $2
      JOIN thread_members other ON other.thread_id = t.id AND other.user_id = $3
     WHERE t.pair_key = $1";

/// The thread that the reader and the other have about the event, if one of them has written.
pub async fn thread<'c>(on: impl Ask<'c>, reader: &Member, with: &Standing) -> Result<Option<Thread>, Error> {
    let pair = pair_key(with.event_id, reader.id(), with.other_id);
    on.query(THREAD)
        .bind(pair)
        .bind(reader.id())
        .bind(with.other_id)
        .fetch_optional()
        .await
}

/// What makes a thread of two the only one about its event, whoever of them writes first.
pub(super) fn pair_key(event: Uuid, one: Uuid, another: Uuid) -> String {
    let (low, high) = (one.min(another), one.max(another));
    format!("{}:{}:{}", event.simple(), low.simple(), high.simple())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pair_has_one_key_whoever_asks() {
        let [event, ada, ben] = [1, 2, 3].map(Uuid::from_u128);
        assert_eq!(pair_key(event, ada, ben), pair_key(event, ben, ada));
        assert_ne!(pair_key(event, ada, ben), pair_key(ben, ada, event));
        assert_eq!(pair_key(event, ben, ada).len(), 98);
    }
}
