//! Programmes: what is coming, what somebody hosts, what is on for me. All of them are of dates; calls have their own list.
//!
//! Each statement first picks its page of events, by an index and in their order; `lines` then reads what a line shows, for
//! those events only.

use super::lines::{Next, Order, PAGE_AND_ONE, lines, seen_by};
use crate::cursor::Cursor;
use crate::db::{Db, Error, Statement};
use crate::events::model::{Kind, Listed};
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language::terms;
use jiff::civil::Date;
use jiff::tz::Offset;
use strum::VariantArray;
use uuid::Uuid;

/// By `events_coming_idx`, `events_coming_members_idx` or, for one kind, `events_coming_kind_idx` and
/// `events_coming_members_kind_idx`, whose conditions it repeats word by word.
const COMING: &str = "
    WITH page AS (
      SELECT e.id, e.sort_at
        FROM events e
       WHERE e.sort_at >= $1 AND e.status = 'scheduled' AND e.kind <> 'wanted'";
const COMING_BEFORE: &str = " AND e.sort_at < $?";
const PAGE_AFTER: &str = " AND (e.sort_at, e.id) > ($?, $?)";
const PAGE_FIRST: &str = " ORDER BY e.sort_at, e.id LIMIT $?";

/// By `event_terms_term_sort_at_event_id_key`: the first word drives, the others are look-ups in the same key. They are
/// counted, since an event has each of its words once; and not joined, since a query may be long. An event's words carry its
/// `sort_at`: said of both, PostgreSQL reads neither table whole, from whichever it sets out, and `CROSS JOIN` keeps SQLite
/// to the words.
const FOUND: &str = "
    WITH page AS (
      SELECT e.id, t.sort_at
        FROM event_terms t CROSS JOIN events e
       WHERE e.id = t.event_id AND e.status = 'scheduled' AND e.kind <> 'wanted' AND e.sort_at >= $1
         AND t.sort_at >= $1 AND t.term = $2";
const FOUND_BEFORE: &str = " AND t.sort_at < $?";
const FOUND_ALSO: &str = "
         AND (SELECT count(*) FROM event_terms w
               WHERE w.sort_at = t.sort_at AND w.event_id = t.event_id AND w.term IN ($?";
const ONE_WORD_MORE: &str = ", $?";
const FOUND_ALL: &str = ")) = $?";
const FOUND_AFTER: &str = " AND (t.sort_at, t.event_id) > ($?, $?)";
const FOUND_FIRST: &str = " ORDER BY t.sort_at, t.event_id LIMIT $?";

const OF_KIND: &str = " AND e.kind = $?";
/// One of several kinds is said by those that it is not: `IN` would tempt an engine to read each kind whole and sort.
const NOT_OF_KIND: &str = " AND e.kind <> $?";
const FROM_DAY: &str = " AND e.starts_local >= $?";
const BEFORE_DAY: &str = " AND e.starts_local < $?";

/// By `event_hosts_user_id_event_id_idx`.
const HOSTED: &str = "
    WITH page AS (
      SELECT e.id, e.sort_at
        FROM event_hosts o
        JOIN events e ON e.id = o.event_id
       WHERE o.user_id = $1 AND e.status = 'scheduled' AND e.kind <> 'wanted' AND e.sort_at >= $2";

/// By `event_hosts_user_id_event_id_idx`: nobody hosts so many that they could not be sorted.
const HOSTING: &str = "
    WITH page AS (
      SELECT e.id, e.sort_at
        FROM event_hosts o
        JOIN events e ON e.id = o.event_id
       WHERE o.user_id = $1";
const DRAFTS: &str = " AND e.status = 'draft'";
const PAGE_BEFORE: &str = " AND (e.sort_at, e.id) < ($?, $?)";
const PAGE_LAST: &str = " ORDER BY e.sort_at DESC, e.id DESC LIMIT $?";

/// By `event_participants_user_id_status_event_id_idx` and `event_hosts_user_id_event_id_idx`. A call has no end.
const MINE: &str = "
    WITH page AS (
      SELECT e.id, e.sort_at
        FROM (SELECT event_id FROM event_participants
               WHERE user_id = $1 AND status IN ('accepted', 'offered', 'requested', 'waitlisted')
               UNION
              SELECT event_id FROM event_hosts WHERE user_id = $1) part
        JOIN events e ON e.id = part.event_id
       WHERE e.ends_at > $2 AND e.status <> 'draft'";

/// What somebody asks of the programme.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Words that must all stand in an event.
    pub words: String,
    /// The town that it must be in.
    pub town: Option<String>,
    /// What it may be; anything, where this is empty. Calls are in no programme.
    pub kinds: Vec<Kind>,
    /// The first day, by the wall of each event's place.
    pub from: Option<Date>,
    /// The last day.
    pub to: Option<Date>,
    /// Where the page before this one ended.
    pub after: Option<Cursor>,
}

impl Wish {
    /// The terms that it must be found by.
    pub(super) fn terms(&self) -> Vec<String> {
        let mut terms = terms::of_query(&self.words);
        terms.extend(self.town.as_deref().map(terms::of_town));
        terms
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
    let since = wish.from.map_or(now, |day| now.max(earliest(day)));
    // Of two lower ends SQLite begins at the plain one, and would read every page before this one again.
    let since = wish.after.map_or(since, |after| since.max(after.at));
    let until = wish.to.and_then(|day| day.tomorrow().ok());
    let terms = wish.terms();
    let (page, before, after, limited) = match terms.split_first() {
        None => {
            let page = db.query(COMING).bind(since).push(seen_by(reader));
            (page, COMING_BEFORE, PAGE_AFTER, PAGE_FIRST)
        }
        Some((first, others)) => {
            let page = db.query(FOUND).bind(since).bind(first.clone()).push(seen_by(reader));
            (all_of(page, others), FOUND_BEFORE, FOUND_AFTER, FOUND_FIRST)
        }
    };
    let mut page = of_kinds(page, &wish.kinds);
    if let Some(day) = wish.from {
        page = page.push(FROM_DAY).bind(day.to_string());
    }
    if let Some(day) = until {
        page = page
            .push(before)
            .bind(latest(day))
            .push(BEFORE_DAY)
            .bind(day.to_string());
    }
    let page = page.behind(after, wish.after);
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    lines(page.push(limited).bind(limit), reader, Order::SoonestFirst).await
}

/// What has all of these terms beside the one that drives.
pub(super) fn all_of<'c, 'q>(found: Statement<'c, 'q>, others: &[String]) -> Statement<'c, 'q> {
    let Some((term, more)) = others.split_first() else {
        return found;
    };
    let found = found.push(FOUND_ALSO).bind(term.clone());
    let found = found.push_each(ONE_WORD_MORE, more.iter().cloned());
    found.push(FOUND_ALL).bind(others.len() as i64)
}

fn of_kinds<'c, 'q>(page: Statement<'c, 'q>, kinds: &[Kind]) -> Statement<'c, 'q> {
    match kinds {
        [] => page,
        [one] => page.push(OF_KIND).bind(<&str>::from(one)),
        several => Kind::VARIANTS
            .iter()
            .filter(|kind| !several.contains(kind) && **kind != Kind::Wanted)
            .fold(page, |page, kind| page.push(NOT_OF_KIND).bind(<&str>::from(kind))),
    }
}

/// The first moment at which it is this day anywhere: fourteen hours before it is in Greenwich.
fn earliest(day: Date) -> Instant {
    begins(day, Offset::constant(14))
}

/// The last moment at which this day begins anywhere: twelve hours after Greenwich.
fn latest(day: Date) -> Instant {
    begins(day, Offset::constant(-12))
}

fn begins(day: Date, offset: Offset) -> Instant {
    let midnight = day.at(0, 0, 0, 0);
    let end_of_time = if day.year() < 0 {
        jiff::Timestamp::MIN
    } else {
        jiff::Timestamp::MAX
    };
    offset.to_timestamp(midnight).unwrap_or(end_of_time).into()
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
    let page = page.behind(PAGE_AFTER, after).push(PAGE_FIRST).bind(PAGE_AND_ONE);
    lines(page, reader, Order::SoonestFirst).await.map(Next::of)
}

/// All that this person hosts or hosted, dates and calls, drafts too: the latest first, from behind `after` on.
pub async fn hosting(db: &Db, host: &Member, after: Option<Cursor>) -> Result<Next, Error> {
    let page = db.query(HOSTING).bind(host.id()).behind(PAGE_BEFORE, after);
    let page = page.push(PAGE_LAST).bind(PAGE_AND_ONE);
    lines(page, Some(host), Order::NewestFirst).await.map(Next::of)
}

/// The drafts of this person, whatever their date: the latest.
pub async fn drafts(db: &Db, host: &Member) -> Result<Vec<Listed>, Error> {
    let page = db.query(HOSTING).bind(host.id()).push(DRAFTS);
    let page = page.push(PAGE_LAST).bind(PAGE_AND_ONE - 1);
    lines(page, Some(host), Order::NewestFirst).await
}

/// What is on for this person, as a host or as a player, until it is over, from behind `after` on. Drafts are on for nobody.
pub async fn mine(db: &Db, who: &Member, after: Option<Cursor>, now: Instant) -> Result<Next, Error> {
    let page = db.query(MINE).bind(who.id()).bind(now);
    let page = page.behind(PAGE_AFTER, after).push(PAGE_FIRST).bind(PAGE_AND_ONE);
    lines(page, Some(who), Order::SoonestFirst).await.map(Next::of)
}
