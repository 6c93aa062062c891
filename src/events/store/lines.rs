//! The lines of a list: what each event of a page shows, and how one page follows the other.

use crate::cursor::{Cursor, cut};
use crate::db::{Error, Statement};
use crate::events::model::Listed;
use crate::identity::model::Member;

/// How many events one page of a list shows.
pub const PAGE: usize = 20;
/// One more than a page shows, to know whether there is a next one.
pub(super) const PAGE_AND_ONE: i64 = PAGE as i64 + 1;

/// What everybody may find.
const FOR_EVERYBODY: &str = " AND e.visibility = 'public'";
/// What whoever is signed in may find.
const FOR_MEMBERS: &str = " AND e.visibility IN ('public', 'members')";

/// What the lines of a page show. By primary keys, `event_slots_event_id_position_key` and, for counting,
/// `event_participants_slot_id_status_idx`. `CROSS JOIN` keeps SQLite to this order; left to choose, it may read all slots
/// there are.
const ROWS: &str = ")
    SELECT e.id, e.slug, e.kind, e.status, e.title, e.venue, e.town, e.starts_local, e.ends_local, e.time_zone,
           e.starts_at, e.ends_at, e.closes_at, page.sort_at,
           (SELECT count(*)
              FROM event_slots s CROSS JOIN event_participants p
             WHERE s.event_id = e.id AND p.slot_id = s.id AND p.status IN ('accepted', 'offered')) AS taken,
           (SELECT CASE WHEN count(*) = count(s.capacity) THEN CAST(sum(s.capacity) AS BIGINT) END
              FROM event_slots s
             WHERE s.event_id = e.id) AS capacity,
           m.status AS place, h.user_id IS NOT NULL AS hosting
      FROM page
      JOIN events e ON e.id = page.id
      LEFT JOIN event_participants m ON m.event_id = e.id AND m.user_id = $?
      LEFT JOIN event_hosts h ON h.event_id = e.id AND h.user_id = $?";
const SOONEST_FIRST: &str = " ORDER BY page.sort_at, page.id";
const NEWEST_FIRST: &str = " ORDER BY page.sort_at DESC, page.id DESC";

/// The order of a list, whose pages select what they are ordered by as `sort_at`.
#[derive(Clone, Copy, Debug)]
pub(super) enum Order {
    SoonestFirst,
    NewestFirst,
}

impl Listed {
    /// Its place in its list.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            at: self.sort_at,
            id: self.id,
        }
    }
}

/// One page of a list.
#[derive(Clone, Debug)]
pub struct Next {
    pub events: Vec<Listed>,
    /// Where it ends, if there are more.
    pub end: Option<Cursor>,
}

impl Next {
    /// A page of what was asked for with one more than it shows.
    pub fn of(mut events: Vec<Listed>) -> Self {
        let end = cut(&mut events, PAGE, Listed::cursor);
        Self { events, end }
    }
}

/// What is listed for whom.
pub(super) fn seen_by(reader: Option<&Member>) -> &'static str {
    match reader {
        None => FOR_EVERYBODY,
        Some(_) => FOR_MEMBERS,
    }
}

/// The lines of a page, with the reader's own part in each.
pub(super) async fn lines(
    page: Statement<'_, '_>,
    reader: Option<&Member>,
    order: Order,
) -> Result<Vec<Listed>, Error> {
    let reader = reader.map(Member::id);
    let lines = page.push(ROWS).bind(reader).bind(reader);
    let lines = match order {
        Order::SoonestFirst => lines.push(SOONEST_FIRST),
        Order::NewestFirst => lines.push(NEWEST_FIRST),
    };
    lines.fetch_all().await
}
