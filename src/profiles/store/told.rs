//! What search engines are told of: profiles that are everybody's, in files of so many each.

use crate::cursor::{Behind, Cursor};
use crate::db::{Db, Error};
use crate::instant::Instant;

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

/// What lies behind a cursor, in files of `rows` profiles.
pub async fn told_behind(db: &Db, after: Cursor, rows: i64) -> Result<Behind, Error> {
    let end = db.query(TOLD_END).bind(after.at).bind(after.id).bind(rows + 1);
    Ok(Behind::of(&end.fetch_all().await?, rows))
}

/// The names of those of `rows` people behind a cursor whose profiles are for everybody, and when each last changed.
pub async fn told(db: &Db, after: Cursor, rows: i64, now: Instant) -> Result<Vec<(String, Instant)>, Error> {
    let told = db.query(TOLD).bind(after.at).bind(after.id).bind(rows).bind(now);
    told.fetch_all().await
}
