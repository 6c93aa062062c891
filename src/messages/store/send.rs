//! How a message is written: under the lock of its thread, which gives it its number.

use super::standing::{pair_key, standing, thread};
use crate::db::{Error, Stop, Tx};
use crate::error::AppError;
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::messages::forms::NewMessage;
use crate::messages::model::Standing;
use crate::t;
use uuid::Uuid;

/// The ids that an act brings for the rows it may have to make.
#[derive(Clone, Copy, Debug)]
pub struct Ids {
    pub thread: Uuid,
    pub message: Uuid,
}

/// What became of a message.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// It is written under this number: now, or by the same form before.
    Sent { seq: i64, to: Box<Standing> },
    /// There is nothing here that the sender may know of.
    NoSuchThread,
    /// The two have a thread, but whom it would go to is not there.
    NotHere { to: Box<Standing> },
    /// Whom it would go to has left the thread.
    TheyLeft { to: Box<Standing> },
}

/// Index: threads_pair_key_key. Whoever writes first at the same moment waits here for the other, and finds the thread.
const BEGIN: &str = "
    INSERT INTO threads (id, kind, event_id, pair_key, last_seq, last_message_at, created_at)
    VALUES ($1, 'pair', $2, $3, 0, $4, $4)
    ON CONFLICT (pair_key) DO NOTHING";

const JOIN: &str = "
    INSERT INTO thread_members (thread_id, user_id, state, last_seq, last_message_at)
    VALUES ($1, $2, 'open', 0, $4), ($1, $3, 'open', 0, $4)";

/// Index: threads_pair_key_key.
const LOCK: &str = "SELECT id, last_seq, last_message_at FROM threads WHERE pair_key = $1";

/// Index: messages_sender_id_send_key_key.
const SENT: &str = "
    SELECT thread_id, seq, CASE WHEN deleted_at IS NULL THEN content END AS content
      FROM messages
     WHERE sender_id = $1 AND send_key = $2";

/// The refusal of a key that the sender has used before.
const ONE_KEY_ONE_MESSAGE: &str = "messages_sender_id_send_key_key";

const INSERT: &str = "
    INSERT INTO messages (thread_id, seq, id, sender_id, receiver_id, event_id, content, send_key, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Index: the primary key.
const MOVE_THREAD: &str = "UPDATE threads SET last_seq = $1, last_message_at = $2 WHERE id = $3";

/// Index: the primary key. Whoever writes has read what stood before, and is back if they had left.
const MOVE_MEMBERS: &str = "
    UPDATE thread_members
       SET last_seq = $1, last_message_at = $2, seen_seq = CASE WHEN user_id = $4 THEN $1 ELSE seen_seq END,
           state = CASE WHEN user_id = $4 AND state = 'left' THEN 'open' ELSE state END
     WHERE thread_id = $3";

#[derive(sqlx::FromRow)]
pub(super) struct Locked {
    pub(super) id: Uuid,
    last_seq: i64,
    last_message_at: Option<Instant>,
}

/// The thread of these two, held until the transaction ends.
pub(super) async fn lock(tx: &mut Tx, one: &Member, with: &Standing) -> Result<Locked, Error> {
    let pair = pair_key(with.event_id, one.id(), with.other_id);
    tx.query(LOCK).bind(pair).for_update().fetch_one().await
}

/// Writes a message to whoever has this name, about the event of this slug, if the sender may. A form that has already sent
/// something else stops the act, so that no thread begins by it.
pub async fn send(
    tx: &mut Tx,
    sender: &Member,
    slug: &Slug,
    to: &str,
    message: &NewMessage,
    ids: Ids,
    now: Instant,
) -> Result<Outcome, Stop> {
    let Some(to) = standing(&mut *tx, sender, slug, to, now).await? else {
        return Ok(Outcome::NoSuchThread);
    };
    if thread(&mut *tx, sender, &to).await?.is_none() {
        if !to.may_begin() {
            return Ok(Outcome::NoSuchThread);
        }
        begin(tx, sender, &to, ids.thread, now).await?;
    }
    let locked = lock(tx, sender, &to).await?;
    if let Some(key) = message.key {
        let sent = tx
            .query(SENT)
            .bind(sender.id())
            .bind(key)
            .fetch_optional::<(Uuid, i64, Option<String>)>()
            .await?;
        if let Some((thread, seq, content)) = sent {
            // What was taken back meanwhile has been sent: nobody can tell any more what it said.
            let same = thread == locked.id && content.is_none_or(|sent| sent == message.content);
            return if same {
                Ok(Outcome::Sent { seq, to: Box::new(to) })
            } else {
                Err(sent_otherwise().into())
            };
        }
    }
    if !to.may_go_on() {
        return Ok(Outcome::NotHere { to: Box::new(to) });
    }
    // Read again under the lock: they may have left while we waited for it.
    if thread(&mut *tx, sender, &to)
        .await?
        .is_some_and(|thread| thread.they_left)
    {
        return Ok(Outcome::TheyLeft { to: Box::new(to) });
    }
    let seq = locked.last_seq + 1;
    // Who waited for the lock read the clock before the one they waited for: times go by the order of the numbers.
    let at = locked.last_message_at.map_or(now, |last| last.max(now));
    tx.query(INSERT)
        .bind(locked.id)
        .bind(seq)
        .bind(ids.message)
        .bind(sender.id())
        .bind(to.other_id)
        .bind(to.event_id)
        .bind(&message.content)
        .bind(message.key)
        .bind(at)
        .execute()
        .await
        // By another form's thread, at the same moment.
        .map_err(|cause| cause.taken(ONE_KEY_ONE_MESSAGE, sent_otherwise()))?;
    tx.query(MOVE_THREAD)
        .bind(seq)
        .bind(at)
        .bind(locked.id)
        .execute()
        .await?;
    tx.query(MOVE_MEMBERS)
        .bind(seq)
        .bind(at)
        .bind(locked.id)
        .bind(sender.id())
        .execute()
        .await?;
    Ok(Outcome::Sent { seq, to: Box::new(to) })
}

fn sent_otherwise() -> AppError {
    AppError::Conflict(t!("message-sent-otherwise"))
}

async fn begin(tx: &mut Tx, sender: &Member, to: &Standing, id: Uuid, now: Instant) -> Result<(), Error> {
    let pair = pair_key(to.event_id, sender.id(), to.other_id);
    let begun = tx
        .query(BEGIN)
        .bind(id)
        .bind(to.event_id)
        .bind(pair)
        .bind(now)
        .execute()
        .await?;
    if begun == 1 {
        tx.query(JOIN)
            .bind(id)
            .bind(sender.id())
            .bind(to.other_id)
            .bind(now)
            .execute()
            .await?;
    }
    Ok(())
}
