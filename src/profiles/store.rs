//! A person's texts in `users`.

use super::forms::Edit;
use super::model::{Edition, Profile, Texts};
use crate::accounts::username;
use crate::cursor::Cursor;
use crate::db::{Db, Error, Tx};
use crate::identity::model::Member;
use crate::instant::Instant;
use uuid::Uuid;

/// Index: users_username_key_key.
const PROFILE: &str = "
    SELECT u.id, u.username, u.full_name, u.bio, u.town, u.created_at, (u.visibility = 'everyone') AS public
      FROM users u
     WHERE u.username_key = $1 AND u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)";

/// Who has this name, in any case of letters, if the reader may know. Whoever hides sees themselves.
pub async fn profile(db: &Db, reader: Option<&Member>, username: &str, now: Instant) -> Result<Option<Profile>, Error> {
    let Some(key) = username::key(username) else {
        return Ok(None);
    };
    let profile = db.query(PROFILE).bind(key).bind(now);
    let profile = match reader {
        None => profile.push(" AND u.visibility = 'everyone'"),
        Some(reader) => profile
            .push(" AND (u.visibility IN ('everyone', 'members') OR u.id = $?)")
            .bind(reader.id()),
    };
    profile.fetch_optional().await
}

/// Index: the primary key.
const EDITION: &str = "SELECT full_name, bio, town, version FROM users WHERE id = $1";

/// The person's own texts, to be edited.
pub async fn edition(db: &Db, person: &Member) -> Result<Edition, Error> {
    db.query(EDITION).bind(person.id()).fetch_one().await
}

/// Index: the primary key.
const UPDATE: &str = "
    UPDATE users SET full_name = $1, bio = $2, town = $3, version = $4, updated_at = $5 WHERE id = $6";

/// What became of an edit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The texts are as the edit wants them, in this version.
    Saved { version: i64 },
    /// They changed since the version it builds on, and not into the same.
    Stale,
}

/// Makes an edit. The same form posted twice is saved once and is no conflict with itself.
pub async fn update(tx: &mut Tx, person: &Member, edit: &Edit, now: Instant) -> Result<Outcome, Error> {
    let stored: Edition = tx.query(EDITION).bind(person.id()).for_update().fetch_one().await?;
    let texts = edit.applied_to(&stored.texts);
    if texts == stored.texts {
        return Ok(Outcome::Saved {
            version: stored.version,
        });
    }
    if edit.builds_on.is_some_and(|version| version != stored.version) {
        return Ok(Outcome::Stale);
    }
    let version = stored.version + 1;
    write(tx, person.id(), texts, version, now).await?;
    Ok(Outcome::Saved { version })
}

async fn write(tx: &mut Tx, id: Uuid, texts: Texts, version: i64, now: Instant) -> Result<(), Error> {
    let Texts { full_name, bio, town } = texts;
    let update = tx
        .query(UPDATE)
        .bind(full_name)
        .bind(bio)
        .bind(town)
        .bind(version)
        .bind(now)
        .bind(id);
    update.execute().await.map(drop)
}

/// From the end: the profile behind a file's, if there is one, the file's last, and how many that makes. By
/// `users_told_idx`, whose conditions it repeats word by word, and of which alone it reads.
const TOLD_END: &str = "
    WITH file AS (
      SELECT u.created_at, u.id
        FROM users u
       WHERE u.visibility = 'everyone' AND u.status = 'active' AND (u.created_at, u.id) > ($1, $2)
       ORDER BY u.created_at, u.id LIMIT $3)
    SELECT count(*) OVER () AS count, file.created_at, file.id
      FROM file
     ORDER BY file.created_at DESC, file.id DESC LIMIT 2";

/// By `users_told_idx`. Whoever is suspended for now counts in a file and is not told in it.
const TOLD: &str = "
    WITH file AS (
      SELECT u.created_at, u.id, u.username, u.updated_at, u.suspended_until
        FROM users u
       WHERE u.visibility = 'everyone' AND u.status = 'active' AND (u.created_at, u.id) > ($1, $2)
       ORDER BY u.created_at, u.id LIMIT $3)
    SELECT file.username, file.updated_at
      FROM file
     WHERE file.suspended_until IS NULL OR file.suspended_until <= $4
     ORDER BY file.created_at, file.id";

/// Where a file of `rows` profiles ends that begins behind a cursor; nothing, where no others come after it.
pub async fn told_end(db: &Db, after: Cursor, rows: i64) -> Result<Option<Cursor>, Error> {
    let end = db.query(TOLD_END).bind(after.at).bind(after.id).bind(rows + 1);
    let end: Vec<(i64, Instant, Uuid)> = end.fetch_all().await?;
    let last = end.get(1).filter(|(count, ..)| *count > rows);
    Ok(last.map(|(_, at, id)| Cursor { at: *at, id: *id }))
}

/// The names of those of `rows` people behind a cursor whose profiles are for everybody, and when each last changed.
pub async fn told(db: &Db, after: Cursor, rows: i64, now: Instant) -> Result<Vec<(String, Instant)>, Error> {
    let told = db.query(TOLD).bind(after.at).bind(after.id).bind(rows).bind(now);
    told.fetch_all().await
}
