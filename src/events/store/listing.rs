//! Programmes: what is coming, what somebody hosts, what is on for me.
//!
//! Each statement first picks its page of events, by an index and in their order; `ROWS` then reads what a line shows, for
//! those events only: places, and the reader's own part in it.

use crate::cursor::Cursor;
use crate::db::{Db, Error, Statement};
use crate::events::model::Listed;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language::terms;
use uuid::Uuid;

/// How many events one page of the programme shows.
pub const PAGE: usize = 20;
/// One more than a page shows, to know whether there is a next one.
const PAGE_AND_ONE: i64 = PAGE as i64 + 1;

/// By `events_coming_idx` or `events_coming_members_idx`, whose conditions it repeats word by word.
const COMING: &str = "
    WITH page AS (
      SELECT e.id, e.sort_at
        FROM events e
       WHERE e.sort_at >= $1 AND e.status = 'scheduled'";
/// What everybody may find.
const FOR_EVERYBODY: &str = " AND e.visibility = 'public'";
/// What whoever is signed in may find.
const FOR_MEMBERS: &str = " AND e.visibility IN ('public', 'members')";
const PAGE_AFTER: &str = " AND (e.sort_at, e.id) > ($?, $?)";
const PAGE_FIRST: &str = " ORDER BY e.sort_at, e.id LIMIT $?)";

/// By `event_terms_term_sort_at_event_id_key`: the first word drives, the others are look-ups in the same key. They are
/// counted, since an event has each of its words once; and not joined, since a query may be long. An event's words carry its
/// `sort_at`: said of both, PostgreSQL reads neither table whole, from whichever it sets out, and `CROSS JOIN` keeps SQLite
/// to the words.
const FOUND: &str = "
    WITH page AS (
      SELECT e.id, t.sort_at
        FROM event_terms t CROSS JOIN events e
       WHERE e.id = t.event_id AND e.status = 'scheduled' AND e.sort_at >= $1
         AND t.sort_at >= $1 AND t.term = $2";
const FOUND_ALSO: &str = "
         AND (SELECT count(*) FROM event_terms w
               WHERE w.sort_at = t.sort_at AND w.event_id = t.event_id AND w.term IN (";
const ONE_WORD: &str = "$?";
const ONE_WORD_MORE: &str = ", $?";
const FOUND_ALL: &str = ")) = $?";
const FOUND_AFTER: &str = " AND (t.sort_at, t.event_id) > ($?, $?)";
const FOUND_FIRST: &str = " ORDER BY t.sort_at, t.event_id LIMIT $?)";

/// By `event_hosts_user_id_event_id_idx`.
const HOSTED: &str = "
    WITH page AS (
      SELECT e.id, e.sort_at
        FROM event_hosts o
        JOIN events e ON e.id = o.event_id
       WHERE o.user_id = $1 AND e.status = 'scheduled' AND e.sort_at >= $2";

/// By `event_participants_user_id_status_event_id_idx` and `event_hosts_user_id_event_id_idx`.
const MINE: &str = "
    WITH page AS (
      SELECT e.id, e.sort_at
        FROM (SELECT event_id FROM event_participants
               WHERE user_id = $1 AND status IN ('accepted', 'offered', 'requested', 'waitlisted')
               UNION
              SELECT event_id FROM event_hosts WHERE user_id = $1) part
        JOIN events e ON e.id = part.event_id
       WHERE e.ends_at > $2";

/// What the lines of a page show. By primary keys, and `event_participants_slot_id_status_idx` for counting. `CROSS JOIN`
/// keeps SQLite to this order; left to choose, it may read all slots there are.
const ROWS: &str = ",
    places AS (
      SELECT s.event_id,
             CASE WHEN count(*) = count(s.capacity) THEN CAST(sum(s.capacity) AS BIGINT) END AS capacity,
             CAST(sum((SELECT count(*) FROM event_participants p
                        WHERE p.slot_id = s.id AND p.status IN ('accepted', 'offered'))) AS BIGINT) AS taken
        FROM page CROSS JOIN event_slots s
       WHERE s.event_id = page.id
       GROUP BY s.event_id)
    SELECT e.id, e.slug, e.kind, e.status, e.title, e.venue, e.town, e.starts_local, e.ends_local, e.time_zone,
           e.starts_at, e.ends_at, e.sort_at, places.taken, places.capacity,
           m.status AS place, h.user_id IS NOT NULL AS hosting
      FROM page
      JOIN events e ON e.id = page.id
      JOIN places ON places.event_id = page.id
      LEFT JOIN event_participants m ON m.event_id = page.id AND m.user_id = $?
      LEFT JOIN event_hosts h ON h.event_id = page.id AND h.user_id = $?
     ORDER BY page.sort_at, page.id";

impl Listed {
    /// Its place in the programme.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            at: self.sort_at,
            id: self.id,
        }
    }
}

/// What somebody asks of the programme.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Words that must all stand in an event.
    pub words: String,
    /// Where the page before this one ended.
    pub after: Option<Cursor>,
}

/// One page of somebody's own events.
#[derive(Clone, Debug)]
pub struct Next {
    pub events: Vec<Listed>,
    /// Where it ends, if there are more.
    pub end: Option<Cursor>,
}

impl Next {
    fn of(mut events: Vec<Listed>) -> Self {
        let more = events.len() > PAGE;
        events.truncate(PAGE);
        let end = events.last().filter(|_| more).map(Listed::cursor);
        Self { events, end }
    }
}

/// What is coming, the soonest first: at most `limit` events. An event that has begun is not coming any more: a programme
/// is for those who could still go.
pub async fn coming(
    db: &Db,
    reader: Option<&Member>,
    wish: &Wish,
    limit: usize,
    now: Instant,
) -> Result<Vec<Listed>, Error> {
    let words = terms::of_query(&wish.words);
    let (page, after, limited) = match words.split_first() {
        None => (db.query(COMING).bind(now).push(seen_by(reader)), PAGE_AFTER, PAGE_FIRST),
        Some((first_word, others)) => {
            let mut found = db.query(FOUND).bind(now).bind(first_word.clone()).push(seen_by(reader));
            if let Some((word, more)) = others.split_first() {
                found = found.push(FOUND_ALSO).push(ONE_WORD).bind(word.clone());
                for word in more {
                    found = found.push(ONE_WORD_MORE).bind(word.clone());
                }
                found = found.push(FOUND_ALL).bind(others.len() as i64);
            }
            (found, FOUND_AFTER, FOUND_FIRST)
        }
    };
    let page = from(page, after, wish.after);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    rows(page.push(limited).bind(limit).push(ROWS), reader).await
}

/// A page from behind a cursor on, or from the start.
fn from<'c, 'q>(page: Statement<'c, 'q>, fragment: &'static str, after: Option<Cursor>) -> Statement<'c, 'q> {
    match after {
        None => page,
        Some(cursor) => page.push(fragment).bind(cursor.at).bind(cursor.id),
    }
}

/// What is listed for whom.
fn seen_by(reader: Option<&Member>) -> &'static str {
    match reader {
        None => FOR_EVERYBODY,
        Some(_) => FOR_MEMBERS,
    }
}

/// The lines of a page that ends in `ROWS`, with the reader's own part in each.
async fn rows(page: Statement<'_, '_>, reader: Option<&Member>) -> Result<Vec<Listed>, Error> {
    let reader = reader.map(Member::id);
    page.bind(reader).bind(reader).fetch_all().await
}

/// What this person hosts and the reader may find, the soonest first, from behind `after` on.
pub async fn hosted_by(
    db: &Db,
    host: Uuid,
    reader: Option<&Member>,
    after: Option<Cursor>,
    now: Instant,
) -> Result<Next, Error> {
    let page = db.query(HOSTED).bind(host).bind(now).push(seen_by(reader));
    let page = from(page, PAGE_AFTER, after)
        .push(PAGE_FIRST)
        .bind(PAGE_AND_ONE)
        .push(ROWS);
    rows(page, reader).await.map(Next::of)
}

/// What is on for this person, as a host or as a player, until it is over, from behind `after` on.
pub async fn mine(db: &Db, who: &Member, after: Option<Cursor>, now: Instant) -> Result<Next, Error> {
    let page = db.query(MINE).bind(who.id()).bind(now);
    let page = from(page, PAGE_AFTER, after)
        .push(PAGE_FIRST)
        .bind(PAGE_AND_ONE)
        .push(ROWS);
    rows(page, Some(who)).await.map(Next::of)
}
