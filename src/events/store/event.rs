//! One event: making it, and what its page shows.

use super::timing::Columns;
use crate::cursor::cut;
use crate::db::{Ask, Db, Error, Statement, Tx};
use crate::error::AppError;
use crate::events::forms::NewEvent;
use crate::events::model::{Event, Person, Slot, Status};
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

/// By `event_hosts_event_id_user_id_key`. For whoever is not signed in, who opens public profiles alone. Whoever hosts is
/// named to everybody.
const HOSTS: &str = "
    SELECT u.username, u.full_name,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)) AS here,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)
            AND u.visibility = 'everyone') AS shown
      FROM event_hosts h
      JOIN users u ON u.id = h.user_id
     WHERE h.event_id = $1
     ORDER BY h.hosted_at, u.id";

/// The same for a member. Between the two parts stands whose profile the reader may open (`profiles::store::KNOWN`, for
/// which the reader is `$3`).
const HOSTS_FOR: &str = "
    SELECT u.username, u.full_name,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)) AS here,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2) AND ";
const HOSTS_LAST: &str = ") AS shown
      FROM event_hosts h
      JOIN users u ON u.id = h.user_id
     WHERE h.event_id = $1
     ORDER BY h.hosted_at, u.id";

/// By `event_participants_event_id_queue_no_key`, and by the keys of the reader's own rows. Whoever plays is named to every
/// member, unless they hide: then to those who host or play, too. As above, `KNOWN` stands between the parts.
const PLAYERS: &str = "
    SELECT p.queue_no, u.username, u.full_name,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)) AS here,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2) AND ";
const PLAYERS_NAMED: &str = ") AS shown
      FROM event_participants p
      JOIN users u ON u.id = p.user_id
     WHERE p.event_id = $1 AND p.status = 'accepted'
       AND (u.visibility <> 'hidden'
            OR EXISTS (SELECT 1 FROM event_hosts o WHERE o.event_id = $1 AND o.user_id = $3)
            OR EXISTS (SELECT 1 FROM event_participants f
                        WHERE f.event_id = $1 AND f.user_id = $3 AND f.status = 'accepted'))";
const PLAYERS_AFTER: &str = " AND p.queue_no > $?";
const PLAYERS_FIRST: &str = " ORDER BY p.queue_no LIMIT $?";
/// How many of those who take part one page names.
const PLAYERS_A_PAGE: usize = 100;

/// Nothing is written when `events_created_by_create_key_key` knows the form already.
const INSERT: &str = "
    INSERT INTO events (id, slug, kind, title, description, venue, address, town, starts_local, ends_local, time_zone,
           starts_at, ends_at, closes_at, sort_at, status, visibility, fee, gear, access, age, created_by, create_key,
           created_at, updated_at, published_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
           $24, $24, $25)
    ON CONFLICT (created_by, create_key) DO NOTHING";

/// By `events_created_by_create_key_key` and `event_slots_event_id_position_key`.
const POSTED: &str = "
    SELECT e.slug, e.created_at, e.status, e.kind, e.visibility, e.title, e.description, e.starts_local, e.ends_local,
           e.time_zone, e.starts_at, e.ends_at, e.closes_at, e.venue, e.town, e.address, s.capacity, e.fee, e.gear,
           e.access, e.age
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
    created_at: Instant,
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
pub async fn hosts(db: &Db, reader: Option<&Member>, event: Uuid, now: Instant) -> Result<Vec<Person>, Error> {
    let Some(reader) = reader else {
        return db.query(HOSTS).bind(event).bind(now).fetch_all().await;
    };
    let hosts = db.query(HOSTS_FOR).bind(event).bind(now).bind(reader.id());
    hosts.push(KNOWN).push(HOSTS_LAST).fetch_all().await
}

/// One page of those who take part.
#[derive(Clone, Debug)]
pub struct Players {
    pub people: Vec<Person>,
    /// The number in the queue where it ends, if there are more.
    pub end: Option<i64>,
}

#[derive(sqlx::FromRow)]
struct Queued {
    queue_no: i64,
    #[sqlx(flatten)]
    person: Person,
}

/// Who takes part in an event, as far as this member may read their names, in the order of its queue from behind `after` on.
pub async fn players(
    db: &Db,
    reader: &Member,
    event: Uuid,
    after: Option<i64>,
    now: Instant,
) -> Result<Players, Error> {
    let players = db.query(PLAYERS).bind(event).bind(now).bind(reader.id());
    let players = players.push(KNOWN).push(PLAYERS_NAMED);
    let players = match after {
        None => players,
        Some(after) => players.push(PLAYERS_AFTER).bind(after),
    };
    let players = players.push(PLAYERS_FIRST).bind(PLAYERS_A_PAGE as i64 + 1);
    let mut players: Vec<Queued> = players.fetch_all().await?;
    let end = cut(&mut players, PLAYERS_A_PAGE, |player| player.queue_no);
    let people = players.into_iter().map(|player| player.person).collect();
    Ok(Players { people, end })
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
/// that was changed after it had posted is another event: it is told, and not taken for the first. So what has posted is
/// compared with `then`: the form's event, had it come at that instant.
pub async fn create(
    tx: &mut Tx,
    host: &Member,
    event: &NewEvent,
    then: impl Fn(Instant) -> Result<NewEvent, AppError>,
    creation: &Creation,
) -> Result<Outcome, Error> {
    let Creation {
        id, slot_id, key, now, ..
    } = creation;
    let time = Columns::from(&event.timing);
    let written = bind_content(tx.query(INSERT), creation, event, &time, event.status)
        .bind(host.id())
        .bind(*key)
        .bind(*now)
        .bind((event.status != Status::Draft).then_some(*now))
        .execute()
        .await?;
    if written == 0 {
        let posted: Posted = tx.query(POSTED).bind(host.id()).bind(*key).fetch_one().await?;
        return Ok(if then(posted.created_at).is_ok_and(|event| event == posted.event) {
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
    Ok(Outcome::Posted {
        slug: creation.slug.to_string(),
    })
}

/// Binds what is in a new event, from its id to whom it is for: `$1` to `$21` where one is inserted.
pub(super) fn bind_content<'c, 'q>(
    statement: Statement<'c, 'q>,
    creation: &'q Creation,
    event: &'q NewEvent,
    time: &'q Columns,
    status: Status,
) -> Statement<'c, 'q> {
    statement
        .bind(creation.id)
        .bind(creation.slug.as_str())
        .bind(<&str>::from(event.kind))
        .bind(&event.title)
        .bind(&event.description)
        .bind(&event.venue)
        .bind(&event.address)
        .bind(&event.town)
        .bind(&time.starts_local)
        .bind(&time.ends_local)
        .bind(&time.time_zone)
        .bind(time.starts_at)
        .bind(time.ends_at)
        .bind(time.closes_at)
        .bind(event.timing.sort_at())
        .bind(<&str>::from(status))
        .bind(<&str>::from(event.visibility))
        .bind(&event.fee)
        .bind(&event.gear)
        .bind(&event.access)
        .bind(&event.age)
}

/// Writes the words that an event is found by. Those of a date stand at its start; those of a call, which was posted at
/// `since`, stand apart, so that neither list meets the words of the other.
pub(super) async fn write_terms(tx: &mut Tx, id: Uuid, event: &NewEvent, since: Instant) -> Result<(), Error> {
    let found_at = event.timing.found_at(since);
    let terms: Vec<String> = event.terms().into_iter().collect();
    for terms in terms.chunks(TERMS_AT_ONCE) {
        // The last statement says its first word again until it is full.
        let (first, more) = (&terms[0], terms[1..].iter().chain(std::iter::repeat(&terms[0])));
        let insert = tx.query(INSERT_TERMS).bind(id).bind(found_at).bind(first);
        let insert = insert.push_each(ONE_TERM_MORE, more.take(TERMS_AT_ONCE - 1));
        insert.push(OR_KNOWN).execute().await?;
    }
    Ok(())
}
