//! One event: making it, and what its page shows.

use super::timing::Columns;
use crate::db::{Ask, Db, Error, Tx};
use crate::events::forms::NewEvent;
use crate::events::model::{Event, Person, Slot, Timing};
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::profiles::store::KNOWN;
use uuid::Uuid;

/// By `events_slug_key`, and by the keys of the reader's own rows.
const EVENT: &str = "
    SELECT e.id, e.slug, e.kind, e.status, e.visibility, e.title, e.description, e.venue,
           CASE WHEN e.address_for = 'everyone' OR p.status = 'accepted' OR h.user_id IS NOT NULL
                THEN e.address END AS address,
           e.town, e.starts_local, e.ends_local, e.time_zone, e.starts_at, e.ends_at, e.closes_at,
           e.cancel_reason, e.fee, e.gear, e.access, e.age,
           p.status AS place, p.slot_id, CASE WHEN p.status = 'declined' THEN p.note END AS word,
           h.user_id IS NOT NULL AS hosting
      FROM events e
      LEFT JOIN event_participants p ON p.event_id = e.id AND p.user_id = $2
      LEFT JOIN event_hosts h ON h.event_id = e.id AND h.user_id = $2
     WHERE e.slug = $1
       AND (e.status <> 'draft' OR h.user_id IS NOT NULL)
       AND (e.visibility <> 'members' OR $2 IS NOT NULL)";

/// By `event_slots_event_id_position_key` and, for each slot, `event_participants_slot_id_status_idx`.
const SLOTS: &str = "
    SELECT s.id, s.capacity, count(p.user_id) AS taken
      FROM event_slots s
      LEFT JOIN event_participants p ON p.slot_id = s.id AND p.status IN ('accepted', 'offered')
     WHERE s.event_id = $1
     GROUP BY s.id, s.capacity, s.position
     ORDER BY s.position";

/// By `event_hosts_event_id_user_id_key`. For whoever is not signed in, who opens public profiles alone.
const HOSTS: &str = "
    SELECT 'host' AS part, u.username, u.full_name,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)) AS here,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)
            AND u.visibility = 'everyone') AS shown
      FROM event_hosts h
      JOIN users u ON u.id = h.user_id
     WHERE h.event_id = $1
     ORDER BY h.hosted_at, u.id";

/// By `event_hosts_event_id_user_id_key` and `event_participants_event_id_user_id_key`. Whoever hosts is named to everybody,
/// and whoever plays to everybody, unless they hide: then to those who host or play, too. Between the two parts stands whose
/// profile the reader may open (`profiles::store::KNOWN`, for which the reader is `$3`).
const PEOPLE: &str = "
    WITH people AS (
      SELECT 'host' AS part, h.user_id, h.hosted_at AS since
        FROM event_hosts h
       WHERE h.event_id = $1
       UNION ALL
      SELECT 'player', p.user_id, p.joined_at
        FROM event_participants p
       WHERE p.event_id = $1 AND p.status = 'accepted')
    SELECT people.part, u.username, u.full_name,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)) AS here,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2) AND ";
const PEOPLE_NAMED: &str = ") AS shown
      FROM people
      JOIN users u ON u.id = people.user_id
     WHERE people.part = 'host' OR u.visibility <> 'hidden' OR $3 IN (SELECT fellow.user_id FROM people fellow)
     ORDER BY people.part, people.since, u.id
     LIMIT 200";

/// Nothing is written when `events_created_by_create_key_key` knows the form already.
const INSERT: &str = "
    INSERT INTO events (id, slug, kind, title, description, venue, address, town, starts_local, ends_local, time_zone,
           starts_at, ends_at, closes_at, sort_at, status, visibility, fee, gear, access, age, created_by, create_key,
           created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
           $24, $24)
    ON CONFLICT (created_by, create_key) DO NOTHING";

/// By `events_created_by_create_key_key` and `event_slots_event_id_position_key`.
const POSTED: &str = "
    SELECT e.slug, e.status, e.kind, e.visibility, e.title, e.description, e.starts_local, e.ends_local, e.time_zone,
           e.starts_at, e.ends_at, e.closes_at, e.venue, e.town, e.address, s.capacity, e.fee, e.gear, e.access, e.age
      FROM events e
      JOIN event_slots s ON s.event_id = e.id AND s.position = 1
     WHERE e.created_by = $1 AND e.create_key = $2";

const INSERT_HOST: &str = "INSERT INTO event_hosts (event_id, user_id, hosted_at) VALUES ($1, $2, $3)";

const INSERT_SLOT: &str = "INSERT INTO event_slots (id, event_id, position, capacity) VALUES ($1, $2, 1, $3)";

const INSERT_TERMS: &str = "INSERT INTO event_terms (event_id, sort_at, term) VALUES ($1, $2, $3)";
const ONE_TERM_MORE: &str = ", ($1, $2, $?)";
const OR_KNOWN: &str = " ON CONFLICT DO NOTHING";
/// How many terms one statement writes. Always as many, so that it is prepared once.
const TERMS_AT_ONCE: usize = 32;

/// By the primary key: $1 comes before all.
const POSTED_EVER: &str = "SELECT EXISTS (SELECT 1 FROM events e WHERE e.id > $1 AND e.status <> 'draft')";

/// By `events_created_by_id_idx`.
const LAST_ZONE: &str = "SELECT e.time_zone FROM events e WHERE e.created_by = $1 ORDER BY e.id DESC LIMIT 1";

/// What the application gives to a new event before its transaction begins.
#[derive(Clone, Debug)]
pub struct Creation {
    pub id: Uuid,
    pub slot_id: Uuid,
    pub slug: Slug,
    /// The key of the form: the same key of the same person is the same event.
    pub key: Option<Uuid>,
    pub now: Instant,
}

/// What became of a form that posts an event.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It is posted under this slug: now, or by the same form before.
    Posted { slug: String },
    /// The same form has already posted something else.
    PostedOtherwise,
}

/// What a form posted before.
#[derive(sqlx::FromRow)]
struct Posted {
    slug: String,
    #[sqlx(flatten)]
    event: NewEvent,
}

/// The event of this address, with the reader's own place in it; nothing, when there is none that they may know of.
pub async fn event(db: &Db, reader: Option<&Member>, slug: &Slug) -> Result<Option<Event>, Error> {
    db.query(EVENT)
        .bind(slug.as_str())
        .bind(reader.map(Member::id))
        .fetch_optional()
        .await
}

/// The places of an event, in their order.
pub async fn slots<'c>(on: impl Ask<'c>, event: Uuid) -> Result<Vec<Slot>, Error> {
    on.query(SLOTS).bind(event).fetch_all().await
}

/// The hosts of an event, the first one first.
pub async fn hosts(db: &Db, event: Uuid, now: Instant) -> Result<Vec<Person>, Error> {
    db.query(HOSTS).bind(event).bind(now).fetch_all().await
}

/// The hosts of an event and who takes part, as far as this member may read their names: the first two hundred.
pub async fn people(db: &Db, reader: &Member, event: Uuid, now: Instant) -> Result<Vec<Person>, Error> {
    db.query(PEOPLE)
        .bind(event)
        .bind(now)
        .bind(reader.id())
        .push(KNOWN)
        .push(PEOPLE_NAMED)
        .fetch_all()
        .await
}

/// Has nobody posted anything yet?
pub async fn is_new(db: &Db) -> Result<bool, Error> {
    let posted: (bool,) = db.query(POSTED_EVER).bind(Uuid::nil()).fetch_one().await?;
    Ok(!posted.0)
}

/// The zone of the event that this person made last.
pub async fn last_zone(db: &Db, host: &Member) -> Result<Option<String>, Error> {
    let zone: Option<(String,)> = db.query(LAST_ZONE).bind(host.id()).fetch_optional().await?;
    Ok(zone.map(|(zone,)| zone))
}

/// Posts an event, with its host, its one slot and the words it is found by; once, however often the form comes. A form
/// that was changed after it had posted is another event: it is told, and not taken for the first.
pub async fn create(tx: &mut Tx, host: &Member, event: &NewEvent, creation: &Creation) -> Result<Outcome, Error> {
    let Creation {
        id,
        slot_id,
        slug,
        key,
        now,
    } = creation;
    let time = Columns::from(&event.timing);
    let written = tx
        .query(INSERT)
        .bind(*id)
        .bind(slug.as_str())
        .bind(<&str>::from(event.kind))
        .bind(&event.title)
        .bind(&event.description)
        .bind(&event.venue)
        .bind(&event.address)
        .bind(&event.town)
        .bind(time.starts_local)
        .bind(time.ends_local)
        .bind(time.time_zone)
        .bind(time.starts_at)
        .bind(time.ends_at)
        .bind(time.closes_at)
        .bind(event.timing.sort_at())
        .bind(<&str>::from(event.status))
        .bind(<&str>::from(event.visibility))
        .bind(&event.fee)
        .bind(&event.gear)
        .bind(&event.access)
        .bind(&event.age)
        .bind(host.id())
        .bind(*key)
        .bind(*now)
        .execute()
        .await?;
    if written == 0 {
        let posted: Posted = tx.query(POSTED).bind(host.id()).bind(*key).fetch_one().await?;
        return Ok(if posted.event == *event {
            Outcome::Posted { slug: posted.slug }
        } else {
            Outcome::PostedOtherwise
        });
    }
    tx.query(INSERT_HOST)
        .bind(*id)
        .bind(host.id())
        .bind(*now)
        .execute()
        .await?;
    tx.query(INSERT_SLOT)
        .bind(*slot_id)
        .bind(*id)
        .bind(event.capacity)
        .execute()
        .await?;
    write_terms(tx, *id, event, *now).await?;
    Ok(Outcome::Posted { slug: slug.to_string() })
}

/// Writes the words that an event is found by. Those of a date stand at its start; those of a call, which was made at
/// `since`, stand apart, so that neither list meets the words of the other.
pub(super) async fn write_terms(tx: &mut Tx, id: Uuid, event: &NewEvent, since: Instant) -> Result<(), Error> {
    let listed_at = match &event.timing {
        Timing::Dated(when) => when.starts_at,
        Timing::Call(_) => since,
    };
    let terms: Vec<String> = event.terms().into_iter().collect();
    for terms in terms.chunks(TERMS_AT_ONCE) {
        // The last statement says its first word again until it is full.
        let (first, more) = (&terms[0], terms[1..].iter().chain(std::iter::repeat(&terms[0])));
        let insert = tx.query(INSERT_TERMS).bind(id).bind(listed_at).bind(first);
        let insert = insert.push_each(ONE_TERM_MORE, more.take(TERMS_AT_ONCE - 1));
        insert.push(OR_KNOWN).execute().await?;
    }
    Ok(())
}
