//! What search engines are told of: events that everybody may find, coming or over, in files of so many each.

use crate::cursor::{Behind, Cursor};
use crate::db::{Db, Error};
use crate::instant::Instant;

/// From the end: the event behind a file's, if there is one, the file's last, and how many that makes. By `events_told_idx`,
/// whose conditions it repeats word by word, and of which alone it reads.
const TOLD_END: &str = "
    WITH file AS (
      SELECT e.sort_at, e.id
        FROM events e
       WHERE e.visibility = 'public' AND e.status <> 'draft' AND (e.sort_at, e.id) > ($1, $2)
       ORDER BY e.sort_at, e.id LIMIT $3)
    SELECT count(*) OVER () AS count, file.sort_at, file.id
      FROM file
     ORDER BY file.sort_at DESC, file.id DESC LIMIT 2";

/// By `events_told_idx`.
const TOLD: &str = "
    SELECT e.slug, e.updated_at
      FROM events e
     WHERE e.visibility = 'public' AND e.status <> 'draft' AND (e.sort_at, e.id) > ($1, $2)
     ORDER BY e.sort_at, e.id LIMIT $3";

/// What lies behind a cursor, in files of `rows` events.
pub async fn told_behind(db: &Db, after: Cursor, rows: i64) -> Result<Behind, Error> {
    let end = db.query(TOLD_END).bind(after.at).bind(after.id).bind(rows + 1);
    Ok(Behind::of(&end.fetch_all().await?, rows))
}

/// The slugs of `rows` events behind a cursor, and when each last changed.
pub async fn told(db: &Db, after: Cursor, rows: i64) -> Result<Vec<(String, Instant)>, Error> {
    let told = db.query(TOLD).bind(after.at).bind(after.id).bind(rows);
    told.fetch_all().await
}
