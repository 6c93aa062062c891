//! Calls: who looks for players, the newest first. They have no date, and stand in no programme.

use super::lines::{Next, Order, PAGE_AND_ONE, lines, seen_by};
use super::listing::{Wish, all_of};
use crate::cursor::Cursor;
use crate::db::{Db, Error};
use crate::events::forms::call_term;
use crate::events::model::Listed;
use crate::events::schedule::CALL_DAYS;
use crate::identity::model::Member;
use crate::instant::Instant;
use jiff::SignedDuration;
use uuid::Uuid;

/// By `events_calls_idx` or `events_calls_members_idx`, whose conditions it repeats word by word. No call is open for longer
/// than since $1: nothing older is read.
const CALLS: &str = "
    WITH page AS (
      SELECT e.id, e.published_at AS sort_at
        FROM events e
       WHERE e.published_at >= $1 AND e.closes_at > $2 AND e.status = 'scheduled' AND e.kind = 'wanted'";
const CALLS_BEFORE: &str = " AND (e.published_at, e.id) < ($?, $?)";
const CALLS_LAST: &str = " ORDER BY e.published_at DESC, e.id DESC LIMIT $?";

/// By `event_terms_term_sort_at_event_id_key`, as the programme; the words of a call stand at when it was posted.
const FOUND: &str = "
    WITH page AS (
      SELECT e.id, t.sort_at
        FROM event_terms t CROSS JOIN events e
       WHERE e.id = t.event_id AND e.published_at >= $1 AND e.closes_at > $2 AND e.status = 'scheduled'
         AND e.kind = 'wanted' AND t.sort_at >= $1 AND t.term = $3";
const FOUND_BEFORE: &str = " AND (t.sort_at, t.event_id) < ($?, $?)";
const FOUND_LAST: &str = " ORDER BY t.sort_at DESC, t.event_id DESC LIMIT $?";

/// By `event_hosts_user_id_event_id_idx`, or the newest by the indexes of `CALLS`.
const CALLS_OF: &str = "
    WITH page AS (
      SELECT e.id, e.published_at AS sort_at
        FROM event_hosts o
        JOIN events e ON e.id = o.event_id
       WHERE o.user_id = $1 AND e.kind = 'wanted' AND e.closes_at > $2 AND e.published_at >= $3";
const THAT_STAND: &str = " AND e.status = 'scheduled'";

/// When a call that is open now was posted, at the earliest.
fn oldest(now: Instant) -> Instant {
    now.plus(-SignedDuration::from_hours(24 * CALL_DAYS))
}

/// The open calls that the reader may find, the newest first. Of a wish, its days and kinds say nothing here.
pub async fn calls(db: &Db, reader: Option<&Member>, wish: &Wish, now: Instant) -> Result<Next, Error> {
    let since = oldest(now);
    let terms: Vec<String> = wish.terms().iter().map(|term| call_term(term)).collect();
    let (page, before, limited) = match terms.split_first() {
        None => {
            let page = db.query(CALLS).bind(since).bind(now).push(seen_by(reader));
            (page, CALLS_BEFORE, CALLS_LAST)
        }
        Some((first, others)) => {
            let page = db
                .query(FOUND)
                .bind(since)
                .bind(now)
                .bind(first.clone())
                .push(seen_by(reader));
            (all_of(page, others), FOUND_BEFORE, FOUND_LAST)
        }
    };
    let page = page.behind(before, wish.after).push(limited).bind(PAGE_AND_ONE);
    lines(page, reader, Order::NewestFirst).await.map(Next::of)
}

/// The open calls of this person that the reader may find, the newest first, from behind `after` on.
pub async fn calls_of(
    db: &Db,
    host: Uuid,
    reader: Option<&Member>,
    after: Option<Cursor>,
    now: Instant,
) -> Result<Next, Error> {
    let page = db.query(CALLS_OF).bind(host).bind(now).bind(oldest(now));
    let page = page.push(THAT_STAND).push(seen_by(reader)).behind(CALLS_BEFORE, after);
    let page = page.push(CALLS_LAST).bind(PAGE_AND_ONE);
    lines(page, reader, Order::NewestFirst).await.map(Next::of)
}

/// The calls of my own that were posted and have not closed, whoever may find them: the newest.
pub async fn my_calls(db: &Db, me: &Member, now: Instant) -> Result<Vec<Listed>, Error> {
    let page = db.query(CALLS_OF).bind(me.id()).bind(now).bind(oldest(now));
    let page = page.push(CALLS_LAST).bind(PAGE_AND_ONE - 1);
    lines(page, Some(me), Order::NewestFirst).await
}
