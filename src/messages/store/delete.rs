//! One message by its number, and how it is taken back.

use super::membership::own;
use super::standing::{standing, thread};
use crate::db::{Ask, Db, Error, Stop, Tx};
use crate::error::AppError;
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::messages::model::{Message, Standing, Thread};
use crate::t;

/// Index: the primary key. For whoever has shown that the thread is theirs.
const MESSAGE: &str = "
    SELECT m.id, m.seq, m.sender_id, CASE WHEN m.deleted_at IS NULL THEN m.content END AS content, m.created_at
      FROM messages m
     WHERE m.thread_id = $1 AND m.seq = $2";

/// Index: the primary key. Its words go; that something was said stays.
const DELETE: &str = "UPDATE messages SET content = '', deleted_at = $1 WHERE thread_id = $2 AND seq = $3";

async fn numbered<'c>(on: impl Ask<'c>, thread: &Thread, seq: i64) -> Result<Option<Message>, Error> {
    on.query(MESSAGE).bind(thread.id).bind(seq).fetch_optional().await
}

/// One message of a thread of the reader's, with whom they have it; nothing where there is none.
pub async fn message(
    db: &Db,
    reader: &Member,
    slug: &Slug,
    with: &str,
    seq: i64,
    now: Instant,
) -> Result<Option<(Standing, Message)>, Error> {
    let Some(with) = standing(db, reader, slug, with, now).await? else {
        return Ok(None);
    };
    let Some(thread) = thread(db, reader, &with).await? else {
        return Ok(None);
    };
    Ok(numbered(db, &thread, seq).await?.map(|message| (with, message)))
}

/// Takes back a message of one's own, within an hour. To have done so is to have done so.
pub async fn delete(
    tx: &mut Tx,
    member: &Member,
    slug: &Slug,
    with: &str,
    seq: i64,
    now: Instant,
) -> Result<Standing, Stop> {
    let (with, thread) = own(tx, member, slug, with, now).await?;
    let message = numbered(&mut *tx, &thread, seq).await?.ok_or(AppError::NotFound)?;
    if message.sender_id != member.id() {
        return Err(AppError::Forbidden.into());
    }
    if message.content.is_none() {
        return Ok(with);
    }
    if message.is_settled(now) {
        return Err(AppError::Conflict(t!("message-delete-late")).into());
    }
    tx.query(DELETE).bind(now).bind(thread.id).bind(seq).execute().await?;
    Ok(with)
}
