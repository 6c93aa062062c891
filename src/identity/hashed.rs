//! Sessions under a hash of their id.
//!
//! The session library keeps a session under the very text that the cookie holds, and writes it into its blob once more:
//! who reads that table is everybody in it. [`Hashed`] hands the library records whose id is a hash already. It also
//! keeps `user_sessions` in step, which says whose a session is: a row of the library's without one is nobody's.
//!
//! On SQLite a session is read on the readers' connections: who only looks waits for no writer.

use super::sessions::{CREATED, SEEN};
use super::store;
use crate::db::{Db, Pools};
use crate::error::AppError;
use crate::instant::Instant;
use crate::transact;
use async_trait::async_trait;
use sha2::{Digest, Sha256};
use std::time::Duration;
use tower_sessions::session::{Id, Record};
use tower_sessions::session_store::{Error, ExpiredDeletion, Result, SessionStore};
use tower_sessions_sqlx_store::{PostgresStore, SqliteStore};

/// How long a page waits for its session's seen time to be written. It is written even if the page goes first.
const PATIENCE: Duration = Duration::from_millis(250);

/// What a session is known by in the database: the first half of SHA-256 of the id in the cookie.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Key(Id);

impl Key {
    /// The key of the session whose cookie holds this id. The id is 128 random bits: nothing can be guessed from a hash
    /// of it, and it needs no salt.
    pub fn of(id: Id) -> Self {
        let digest = Sha256::digest(id.0.to_le_bytes());
        let half = digest.first_chunk().expect("SHA-256 has 32 bytes");
        Self(Id(i128::from_le_bytes(*half)))
    }
}

/// As in the column `id` of both tables: base64url, 22 characters.
impl std::fmt::Display for Key {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        self.0.fmt(f)
    }
}

/// The session store: the library's, for either engine, under hashed ids.
#[derive(Clone, Debug)]
pub struct Hashed {
    db: Db,
    library: Library,
}

#[derive(Clone, Debug)]
enum Library {
    Sqlite { read: SqliteStore, write: SqliteStore },
    Postgres(PostgresStore),
}

macro_rules! library {
    ($of:expr, $pool:ident, $store:ident => $call:expr) => {
        match &$of.library {
            Library::Sqlite { $pool: $store, .. } => $call,
            Library::Postgres($store) => $call,
        }
    };
}

impl Hashed {
    /// Over the tables `sessions` and `user_sessions` of this database.
    pub fn new(db: &Db) -> Self {
        const TABLE: &str = "sessions";
        const FITS: &str = "the library takes plain names of tables and schemas";
        let library = match db.pools() {
            Pools::Sqlite { read, write } => {
                let on = |pool: &sqlx::SqlitePool| SqliteStore::new(pool.clone()).with_table_name(TABLE).expect(FITS);
                Library::Sqlite {
                    read: on(read),
                    write: on(write),
                }
            }
            Pools::Postgres(pool) => Library::Postgres(
                PostgresStore::new(pool.clone())
                    .with_schema_name("public")
                    .expect(FITS)
                    .with_table_name(TABLE)
                    .expect(FITS),
            ),
        };
        Self {
            db: db.clone(),
            library,
        }
    }

    /// Moves the seen time, and the expiry with it, if nobody has within the hour.
    async fn touch(&self, record: &Record, seen: Instant) -> Result<()> {
        let key = Key(record.id);
        let moved = transact!(self.db, tx => { Ok(store::touch(tx, key, seen).await?) }).map_err(backend)?;
        if moved {
            library!(self, write, store => store.save(record).await)
        } else {
            Ok(())
        }
    }
}

fn under_key(record: &Record) -> Record {
    Record {
        id: Key::of(record.id).0,
        ..record.clone()
    }
}

fn time(record: &Record, name: &str) -> Option<Instant> {
    record.data.get(name)?.as_i64().and_then(Instant::from_micros)
}

fn backend(error: AppError) -> Error {
    Error::Backend(error.to_string())
}

/// Runs a write on a task of its own, so that a browser that hangs up cuts off none: sqlx loses track of a transaction
/// that is dropped while it begins.
async fn detached<T: Send + 'static>(write: impl Future<Output = Result<T>> + Send + 'static) -> Result<T> {
    tokio::spawn(tracing::Instrument::in_current_span(write))
        .await
        .unwrap_or_else(|fault| Err(Error::Backend(fault.to_string())))
}

#[async_trait]
impl SessionStore for Hashed {
    async fn create(&self, record: &mut Record) -> Result<()> {
        let (this, mut stored) = (self.clone(), under_key(record));
        let key = stored.id;
        let stored = detached(async move {
            library!(this, write, store => store.create(&mut stored).await)?;
            Ok(stored.id)
        });
        // The library makes up a new id where one is taken, and no cookie leads to a hash that was made up.
        if stored.await? == key {
            Ok(())
        } else {
            Err(Error::Backend("two sessions have one id".into()))
        }
    }

    /// Sessions hold nothing that changes but the time they were seen. A page does not fail, and hardly waits, where
    /// that can't be written: the next page tries again.
    async fn save(&self, record: &Record) -> Result<()> {
        let (Some(created), Some(seen)) = (time(record, CREATED), time(record, SEEN)) else {
            return Err(Error::Backend("a session without its times".into()));
        };
        if seen <= created {
            return Ok(()); // `sign_in` has just written it
        }
        let (this, stored) = (self.clone(), under_key(record));
        let write = detached(async move {
            this.touch(&stored, seen)
                .await
                .inspect_err(|error| tracing::warn!(%error, "a session's seen time stays"))
        });
        let _ = tokio::time::timeout(PATIENCE, write).await;
        Ok(())
    }

    async fn load(&self, id: &Id) -> Result<Option<Record>> {
        let stored = library!(self, read, store => store.load(&Key::of(*id).0).await)?;
        Ok(stored.map(|stored| Record { id: *id, ..stored }))
    }

    async fn delete(&self, id: &Id) -> Result<()> {
        let (this, key) = (self.clone(), Key::of(*id));
        detached(async move {
            transact!(this.db, tx => { Ok(store::delete(tx, key).await?) }).map_err(backend)?;
            library!(this, write, store => store.delete(&key.0).await)
        })
        .await
    }
}

#[async_trait]
impl ExpiredDeletion for Hashed {
    /// What the library's own clock says is over; `sessions::sweep` goes by ours, and calls this for what is left.
    async fn delete_expired(&self) -> Result<()> {
        let this = self.clone();
        detached(async move { library!(this, write, store => store.delete_expired().await) }).await
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_a_hash_and_no_cookie() {
        let id = Id(-42);
        assert_eq!(Key::of(id), Key::of(id));
        assert_ne!(Key::of(id).to_string(), id.to_string());
        assert_ne!(
            Key::of(Key::of(id).0),
            Key::of(id),
            "a stored key, tried as a cookie, finds nothing"
        );
        assert_eq!(Key::of(id).to_string().len(), 22);
    }
}
