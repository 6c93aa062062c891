//! What was said in a thread, and how far its reader has come.

use crate::db::{Db, Error, Tx};
use crate::identity::model::Member;
use crate::messages::model::{Message, Thread};

/// How many messages a page of a thread shows.
pub const MESSAGES_A_PAGE: usize = 50;

/// Indexes: the primary keys of thread_members and messages. A thread is its members', so the statement asks for one.
const MESSAGES: &str = "
    SELECT m.seq, m.sender_id, CASE WHEN m.deleted_at IS NULL THEN m.content END AS content, m.created_at
      FROM thread_members me
      JOIN messages m ON m.thread_id = me.thread_id
     WHERE me.thread_id = $1 AND me.user_id = $2";

/// The newest messages before a number, oldest first, and whether there are older ones.
pub async fn messages(
    db: &Db,
    reader: &Member,
    thread: &Thread,
    before: Option<i64>,
) -> Result<(Vec<Message>, bool), Error> {
    let mut messages = db.query(MESSAGES).bind(thread.id).bind(reader.id());
    if let Some(before) = before {
        messages = messages.push(" AND m.seq < $?").bind(before);
    }
    let mut messages: Vec<Message> = messages
        .push(" ORDER BY m.seq DESC LIMIT $?")
        .bind(MESSAGES_A_PAGE as i64 + 1)
        .fetch_all()
        .await?;
    let older = messages.len() > MESSAGES_A_PAGE;
    messages.truncate(MESSAGES_A_PAGE);
    messages.reverse();
    Ok((messages, older))
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
