//! A person's threads, as they are listed.

use crate::cursor::Cursor;
use crate::db::{Db, Error};
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::messages::model::Listed;

/// How many threads a page of them shows.
pub const THREADS_A_PAGE: usize = 30;

/// Indexes: thread_members_recent_idx, then primary keys. No more of a message is read than a line can show, and
/// of a draft that others host nothing.
const THREADS: &str = "
    SELECT me.thread_id, e.slug, told.title, e.kind, e.status, told.starts_local, told.venue, told.town,
           u.username, u.full_name,
           (u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)) AS here,
           me.last_seq, me.last_seq - me.seen_seq AS unread, (me.muted_at IS NOT NULL) AS muted,
           me.last_message_at,
           (m.sender_id = me.user_id) AS last_mine,
           CASE WHEN m.deleted_at IS NULL THEN substr(m.content, 1, 160) END AS last_content
      FROM thread_members me
      JOIN threads t ON t.id = me.thread_id
      JOIN events e ON e.id = t.event_id
      LEFT JOIN events told ON told.id = e.id
           AND (told.status <> 'draft'
                OR EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = told.id AND h.user_id = me.user_id))
      JOIN thread_members other ON other.thread_id = me.thread_id AND other.user_id <> me.user_id
      JOIN users u ON u.id = other.user_id
      JOIN messages m ON m.thread_id = me.thread_id AND m.seq = me.last_seq
     WHERE me.user_id = $1 AND t.kind = 'pair' AND me.state IN ('open', 'requested')";

impl Listed {
    /// Its place in the list of threads.
    pub fn cursor(&self) -> Cursor {
        Cursor {
            at: self.last_message_at,
            id: self.thread_id,
        }
    }
}

/// The reader's threads, the one written in last first, and one more than a page shows if there are more.
pub async fn threads(db: &Db, reader: &Member, after: Option<Cursor>, now: Instant) -> Result<Vec<Listed>, Error> {
    db.query(THREADS)
        .bind(reader.id())
        .bind(now)
        .behind(" AND (me.last_message_at, me.thread_id) < ($?, $?)", after)
        .push(" ORDER BY me.last_message_at DESC, me.thread_id DESC LIMIT $?")
        .bind(THREADS_A_PAGE as i64 + 1)
        .fetch_all()
        .await
}
