//! What was said in a thread, and how far its reader has come.

use crate::db::{Db, Error, Tx};
use crate::identity::model::Member;
use crate::messages::model::{Message, Thread};

/// How many messages a page of a thread shows.
pub const MESSAGES_A_PAGE: usize = 50;

/// Indexes: the primary keys of thread_members and messages. A thread is its members', so the statement asks for one.
const MESSAGES: &str = "
    SELECT m.id, m.seq, m.sender_id, CASE WHEN m.deleted_at IS NULL THEN m.content END AS content, m.created_at
      FROM thread_members me
      JOIN messages m ON m.thread_id = me.thread_id
     WHERE me.thread_id = $1 AND me.user_id = $2";

/// Which part of a thread is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Newest,
    /// What ends right before this number.
    Before(i64),
    /// What begins right after this number.
    After(i64),
}

/// A page of a thread.
#[derive(Clone, Debug, Default)]
pub struct Excerpt {
    /// Oldest first.
    pub messages: Vec<Message>,
    /// Are there messages before these?
    pub older: bool,
    /// Are there messages after these?
    pub newer: bool,
}

/// One page of a thread. Numbers have no gaps, so its ends say whether there is more.
pub async fn messages(db: &Db, reader: &Member, thread: &Thread, part: Part) -> Result<Excerpt, Error> {
    let messages = db.query(MESSAGES).bind(thread.id).bind(reader.id());
    let messages = match part {
        Part::Newest => messages.push(" ORDER BY m.seq DESC"),
        Part::Before(seq) => messages.push(" AND m.seq < $?").bind(seq).push(" ORDER BY m.seq DESC"),
        Part::After(seq) => messages.push(" AND m.seq > $?").bind(seq).push(" ORDER BY m.seq"),
    };
    let mut messages: Vec<Message> = messages
        .push(" LIMIT $?")
        .bind(MESSAGES_A_PAGE as i64)
        .fetch_all()
        .await?;
    messages.sort_unstable_by_key(|message| message.seq);
    Ok(Excerpt {
        older: messages.first().is_some_and(|first| first.seq > 1),
        newer: messages.last().is_some_and(|last| last.seq < thread.last_seq),
        messages,
    })
}

/// Index: the primary key.
const MARK_READ: &str = "
    UPDATE thread_members SET seen_seq = $1 WHERE thread_id = $2 AND user_id = $3 AND seen_seq < $1";

/// Notes that the reader has read up to this message. Never goes back; `false`: they had already come so far.
pub async fn mark_read(tx: &mut Tx, reader: &Member, thread: &Thread, up_to: i64) -> Result<bool, Error> {
    let rows = tx
        .query(MARK_READ)
        .bind(up_to)
        .bind(thread.id)
        .bind(reader.id())
        .execute()
        .await?;
    Ok(rows > 0)
}
