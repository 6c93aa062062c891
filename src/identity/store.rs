//! Whose a session is: `user_sessions`, and with it who is asking.

use super::hashed::Key;
use super::model::{Living, Member};
use super::sessions::{IDLE, OLDEST, SEEN_EVERY};
use crate::db::{Ask, Db, Error, Tx};
use crate::instant::Instant;
use uuid::Uuid;

/// A session that is alive, and its person.
#[derive(Clone, Debug, sqlx::FromRow)]
pub(super) struct Signed {
    #[sqlx(flatten)]
    pub(super) member: Member,
    pub(super) created_at: Instant,
    pub(super) seen_at: Instant,
}

/// Indexes: the primary keys of user_sessions, sessions and users; thread_members_unread_idx.
const SIGNED_IN: &str = "
    SELECT u.id, u.username, u.full_name, u.town, u.locale, u.time_zone, u.role, us.created_at, us.seen_at,
           (SELECT CAST(COALESCE(sum(tm.last_seq - tm.seen_seq), 0) AS BIGINT)
              FROM thread_members tm
             WHERE tm.user_id = u.id AND tm.last_seq > tm.seen_seq AND tm.muted_at IS NULL
               AND tm.state IN ('open', 'requested')) AS unread
      FROM user_sessions us
      JOIN sessions s ON s.id = us.id
      JOIN users u ON u.id = us.user_id
     WHERE us.id = $1
       AND us.seen_at > $2
       AND us.created_at > $3
       AND u.status = 'active'
       AND (u.suspended_until IS NULL OR u.suspended_until <= $4)";

/// The living session of this key, its person and their unread messages. `None`: whoever asks is not signed in.
pub(super) async fn signed_in(db: &Db, key: Key, now: Instant) -> Result<Option<Signed>, Error> {
    let (idle, oldest) = limits(now);
    db.query(SIGNED_IN)
        .bind(key.to_string())
        .bind(idle)
        .bind(oldest)
        .bind(now)
        .fetch_optional()
        .await
}

/// Index: the primary key of users.
const PERSON: &str = "
    SELECT u.id, u.username, u.full_name, u.town, u.locale, u.time_zone, u.role, CAST(0 AS BIGINT) AS unread
      FROM users u
     WHERE u.id = $1 AND u.status = 'active'";

/// The person behind an id, for what acts in somebody's name without a request: demo data, jobs, tests. Nobody asks over
/// HTTP by an id.
pub async fn person<'c>(on: impl Ask<'c>, id: Uuid) -> Result<Option<Member>, Error> {
    on.query(PERSON).bind(id).fetch_optional().await
}

const INSERT: &str = "
    INSERT INTO user_sessions (id, user_id, created_at, seen_at, agent, network)
    VALUES ($1, $2, $3, $4, $5, $6)";

/// Writes down whose a new session is.
pub(super) async fn insert(
    tx: &mut Tx,
    key: Key,
    user: Uuid,
    now: Instant,
    agent: &str,
    network: &str,
) -> Result<(), Error> {
    let insert = tx
        .query(INSERT)
        .bind(key.to_string())
        .bind(user)
        .bind(now)
        .bind(now)
        .bind(agent)
        .bind(network);
    insert.execute().await.map(drop)
}

/// Index: the primary key.
const TOUCH: &str = "UPDATE user_sessions SET seen_at = $1 WHERE id = $2 AND seen_at <= $3";

/// Moves the seen time. `false`: somebody did within the hour, or the session is gone.
pub(super) async fn touch(tx: &mut Tx, key: Key, seen: Instant) -> Result<bool, Error> {
    let rows = tx
        .query(TOUCH)
        .bind(seen)
        .bind(key.to_string())
        .bind(seen.plus(-SEEN_EVERY))
        .execute()
        .await?;
    Ok(rows > 0)
}

/// Index: the primary key.
const DELETE: &str = "DELETE FROM user_sessions WHERE id = $1";

/// Makes a session nobody's.
pub(super) async fn delete(tx: &mut Tx, key: Key) -> Result<(), Error> {
    tx.query(DELETE).bind(key.to_string()).execute().await.map(drop)
}

/// Indexes: user_sessions_user_id_seen_at_idx, the primary key of sessions.
const LIVING: &str = "
    SELECT us.id, us.created_at, us.seen_at, us.agent, us.network, (us.id = $1) AS this
      FROM user_sessions us
      JOIN sessions s ON s.id = us.id
     WHERE us.user_id = $2
       AND us.seen_at > $3
       AND us.created_at > $4
     ORDER BY (us.id = $1) DESC, us.seen_at DESC, us.id
     LIMIT $5";

/// The person's sessions that are alive: this one first, then those seen last.
pub(super) async fn living(
    db: &Db,
    person: &Member,
    this: Key,
    now: Instant,
    limit: i64,
) -> Result<Vec<Living>, Error> {
    let (idle, oldest) = limits(now);
    db.query(LIVING)
        .bind(this.to_string())
        .bind(person.id)
        .bind(idle)
        .bind(oldest)
        .bind(limit)
        .fetch_all()
        .await
}

/// Index: the primary key.
const END: &str = "DELETE FROM user_sessions WHERE id = $1 AND user_id = $2";

/// Index: the primary key.
const END_RECORD: &str = "DELETE FROM sessions WHERE id = $1";

/// Ends one session of this person. `false`: there is none of this id, or it is somebody else's.
pub(super) async fn end(tx: &mut Tx, person: &Member, id: &str) -> Result<bool, Error> {
    let ended = tx.query(END).bind(id).bind(person.id).execute().await? > 0;
    if ended {
        tx.query(END_RECORD).bind(id).execute().await?;
    }
    Ok(ended)
}

/// Indexes: sessions' primary key, user_sessions_user_id_seen_at_idx.
const END_OTHER_RECORDS: &str = "
    DELETE FROM sessions
     WHERE id IN (SELECT us.id FROM user_sessions us WHERE us.user_id = $1 AND us.id <> $2)";

/// Index: user_sessions_user_id_seen_at_idx.
const END_OTHERS: &str = "DELETE FROM user_sessions WHERE user_id = $1 AND id <> $2";

/// Ends the sessions of a person, all but one if one is kept, and says how many those were. To be followed by
/// `SignedIn::evict`, where people are asked for in this process.
pub async fn end_others(tx: &mut Tx, person: Uuid, kept: Option<Key>) -> Result<u64, Error> {
    // No session is kept under an empty key.
    let kept = kept.map(|key| key.to_string()).unwrap_or_default();
    tx.query(END_OTHER_RECORDS)
        .bind(person)
        .bind(kept.clone())
        .execute()
        .await?;
    tx.query(END_OTHERS).bind(person).bind(kept).execute().await
}

/// Indexes: sessions' primary key, user_sessions_seen_at_idx.
const DELETE_IDLE_RECORDS: &str = "
    DELETE FROM sessions WHERE id IN (SELECT us.id FROM user_sessions us WHERE us.seen_at <= $1)";

/// Index: user_sessions_seen_at_idx.
const DELETE_IDLE: &str = "DELETE FROM user_sessions WHERE seen_at <= $1";

/// Removes sessions that were not used for too long.
pub(super) async fn delete_idle(tx: &mut Tx, now: Instant) -> Result<(), Error> {
    let (idle, _) = limits(now);
    tx.query(DELETE_IDLE_RECORDS).bind(idle).execute().await?;
    tx.query(DELETE_IDLE).bind(idle).execute().await.map(drop)
}

/// Indexes: sessions' primary key, user_sessions_created_at_idx.
const DELETE_OLDEST_RECORDS: &str = "
    DELETE FROM sessions WHERE id IN (SELECT us.id FROM user_sessions us WHERE us.created_at <= $1)";

/// Index: user_sessions_created_at_idx.
const DELETE_OLDEST: &str = "DELETE FROM user_sessions WHERE created_at <= $1";

/// Removes sessions that have lived as long as any may.
pub(super) async fn delete_oldest(tx: &mut Tx, now: Instant) -> Result<(), Error> {
    let (_, oldest) = limits(now);
    tx.query(DELETE_OLDEST_RECORDS).bind(oldest).execute().await?;
    tx.query(DELETE_OLDEST).bind(oldest).execute().await.map(drop)
}

/// When a session that is over now was last seen, or began, at the latest.
fn limits(now: Instant) -> (Instant, Instant) {
    (now.plus(-IDLE), now.plus(-OLDEST))
}
