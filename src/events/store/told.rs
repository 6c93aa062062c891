//! What search engines are told of: events that everybody may find, coming or over, in files of so many each.

use crate::cursor::Cursor;
use crate::db::{Db, Error};
use crate::instant::Instant;
use uuid::Uuid;

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

/// Where a file of `rows` events ends that begins behind a cursor; nothing, where no others come after it.
pub async fn told_end(db: &Db, after: Cursor, rows: i64) -> Result<Option<Cursor>, Error> {
    let end = db.query(TOLD_END).bind(after.at).bind(after.id).bind(rows + 1);
    let end: Vec<(i64, Instant, Uuid)> = end.fetch_all().await?;
    let last = end.get(1).filter(|(count, ..)| *count > rows);
    Ok(last.map(|(_, at, id)| Cursor { at: *at, id: *id }))
}

/// The slugs of `rows` events behind a cursor, and when each last changed.
pub async fn told(db: &Db, after: Cursor, rows: i64) -> Result<Vec<(String, Instant)>, Error> {
    let told = db.query(TOLD).bind(after.at).bind(after.id).bind(rows);
    told.fetch_all().await
}
