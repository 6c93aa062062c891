//! The tables and how they change. Each migration is a reversible pair for each engine, under
//! `migrations/{sqlite,postgres}/`, embedded in the binary and applied at start, each in one transaction with the row that
//! records it. sqlx reads and embeds the files; running them is ours, because on SQLite foreign keys must be checked before
//! a migration is kept, and because one lease row decides between two instances that start at once. The record is kept in
//! sqlx's table, so its own tool can read it. A migration that was ever applied anywhere is never edited.

mod create;
mod error;
mod lease;
#[cfg(test)]
mod tests;

use std::fmt;

use sqlx::migrate::{Migration, MigrationType, Migrator};

pub use create::create;
pub use error::MigrateError;
use lease::Lease;

use super::{Db, Engine, Error, Pools, Tx, close};

static SQLITE: Migrator = sqlx::migrate!("migrations/sqlite");
static POSTGRES: Migrator = sqlx::migrate!("migrations/postgres");

/// sqlx's table, in words that both engines take.
const MAKE_TABLE: &str = "
CREATE TABLE IF NOT EXISTS _sqlx_migrations (
  version BIGINT PRIMARY KEY,
  description TEXT NOT NULL,
  installed_on TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
  success BOOLEAN NOT NULL,
  checksum BYTEA NOT NULL,
  execution_time BIGINT NOT NULL
)";

/// By primary key.
const APPLIED: &str = "
SELECT version, description, success, checksum
FROM _sqlx_migrations
ORDER BY version";

/// By primary key.
const RECORD: &str = "
INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
VALUES ($1, $2, TRUE, $3, $4)";

/// By primary key.
const FORGET: &str = "
DELETE FROM _sqlx_migrations
WHERE version = $1";

/// One row for each row that refers to one that is not there.
const DANGLING: &str = "PRAGMA foreign_key_check";

/// A migration and what this database knows of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Its number.
    pub version: i64,
    /// Its name: the file's, in words.
    pub name: String,
    /// Whether it is applied.
    pub state: State,
}

/// Whether a migration is applied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum State {
    /// As it stands in this binary.
    Applied,
    /// Not yet.
    Pending,
    /// Begun and not finished, by another tool: ours are all or nothing.
    Half,
    /// In other words than this binary has.
    Edited,
    /// By a binary that knows more than this one.
    Unknown,
}

impl fmt::Display for Status {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = match self.state {
            State::Applied => "applied",
            State::Pending => "pending",
            State::Half => "half applied",
            State::Edited => "applied, but edited since",
            State::Unknown => "applied, but unknown to this version of Tutti",
        };
        write!(f, "{:04} {}: {state}", self.version, self.name)
    }
}

/// Every migration that is known here or applied there, in order. Writes nothing.
pub async fn status(db: &Db) -> Result<Vec<Status>, MigrateError> {
    let applied: Vec<(i64, String, bool, Vec<u8>)> = match db.query(APPLIED).fetch_all().await {
        Ok(rows) => rows,
        Err(cause) if cause.is_missing_table() => Vec::new(),
        Err(cause) => return Err(cause.into()),
    };
    let known = embedded(db.engine(), MigrationType::ReversibleUp);
    let mut all: Vec<Status> = known
        .clone()
        .map(|migration| Status {
            version: migration.version,
            name: migration.description.to_string(),
            state: State::Pending,
        })
        .collect();
    for (version, name, success, checksum) in applied {
        let twin = known.clone().find(|migration| migration.version == version);
        let state = match twin {
            _ if !success => State::Half,
            None => State::Unknown,
            Some(twin) if *twin.checksum != *checksum => State::Edited,
            Some(_) => State::Applied,
        };
        match all.iter_mut().find(|status| status.version == version) {
            Some(status) => status.state = state,
            None => all.push(Status { version, name, state }),
        }
    }
    all.sort_by_key(|status| status.version);
    Ok(all)
}

/// Fails, saying what is missing, unless the database is exactly as this binary wants it: what `--no-migrate` asks.
pub async fn check(db: &Db) -> Result<(), MigrateError> {
    let pending = pending(&sound(db).await?);
    if pending.is_empty() {
        Ok(())
    } else {
        Err(MigrateError::Behind(pending))
    }
}

/// Applies what is pending and says what it was. Any number of instances may do it at once.
pub async fn up(db: &Db) -> Result<Vec<Status>, MigrateError> {
    up_to(db, i64::MAX).await
}

/// As [`up`], as far as this version.
pub async fn up_to(db: &Db, version: i64) -> Result<Vec<Status>, MigrateError> {
    // Nearly every start finds nothing to do, and then writes nothing.
    if pending(&sound(db).await?).is_empty() {
        return Ok(Vec::new());
    }
    Run::new(db).await?.finish(db, Work::Up(version)).await
}

/// Reverts the last `count` migrations and says which. Whatever their tables and columns held is gone.
pub async fn down(db: &Db, count: usize) -> Result<Vec<Status>, MigrateError> {
    Run::new(db).await?.finish(db, Work::Down(count)).await
}

/// Reverts everything and applies it again: an empty database.
pub async fn reset(db: &Db) -> Result<Vec<Status>, MigrateError> {
    Run::new(db).await?.finish(db, Work::Reset).await
}

/// The migrations of one engine and direction, in order.
fn embedded(engine: Engine, direction: MigrationType) -> impl Iterator<Item = &'static Migration> + Clone {
    let migrator = match engine {
        Engine::Sqlite => &SQLITE,
        Engine::Postgres => &POSTGRES,
    };
    migrator
        .migrations
        .iter()
        .filter(move |migration| migration.migration_type == direction)
}

/// The status, where nothing stands in the way of changing it.
async fn sound(db: &Db) -> Result<Vec<Status>, MigrateError> {
    let all = status(db).await?;
    let fault = all.iter().find_map(|status| match status.state {
        State::Applied | State::Pending => None,
        State::Half => Some(MigrateError::Half(status.clone())),
        State::Edited => Some(MigrateError::Edited(status.clone())),
        State::Unknown => Some(MigrateError::Newer(status.clone())),
    });
    fault.map_or(Ok(all), Err)
}

fn pending(all: &[Status]) -> Vec<Status> {
    all.iter()
        .filter(|status| status.state == State::Pending)
        .cloned()
        .collect()
}

/// Migrations being run, under a lease.
struct Run {
    db: Db,
    lease: Lease,
}

/// What is to be run.
enum Work {
    /// As far as this version.
    Up(i64),
    /// The last so many.
    Down(usize),
    /// Everything, down and up.
    Reset,
}

impl Run {
    async fn new(db: &Db) -> Result<Self, MigrateError> {
        let own = db.for_migrations().await?;
        let lease = Lease::take(db).await?;
        Ok(Self { db: own, lease })
    }

    /// Does it, and gives up the lease however it ends.
    async fn finish(self, db: &Db, work: Work) -> Result<Vec<Status>, MigrateError> {
        let done = match work {
            Work::Up(version) => self.up(version).await,
            Work::Down(count) => self.down(count).await,
            Work::Reset => match self.down(usize::MAX).await {
                Ok(_) => self.up(i64::MAX).await,
                failed => failed,
            },
        };
        match self.db.pools() {
            Pools::Sqlite { write, .. } => close(write).await,
            Pools::Postgres(pool) => close(pool).await,
        }
        self.lease.give_up(db).await;
        done
    }

    async fn up(&self, version: i64) -> Result<Vec<Status>, MigrateError> {
        // Read again: whoever held the lease before may have done it all.
        let mut pending = pending(&sound(&self.db).await?);
        pending.retain(|status| status.version <= version);
        for status in &pending {
            self.apply(status, MigrationType::ReversibleUp).await?;
            tracing::info!(migration = %status.name, version = status.version, "applied");
        }
        Ok(pending)
    }

    async fn down(&self, count: usize) -> Result<Vec<Status>, MigrateError> {
        let mut applied = sound(&self.db).await?;
        applied.retain(|status| status.state == State::Applied);
        let last: Vec<Status> = applied.into_iter().rev().take(count).collect();
        for status in &last {
            self.apply(status, MigrationType::ReversibleDown).await?;
            tracing::info!(migration = %status.name, version = status.version, "reverted");
        }
        Ok(last)
    }

    /// The migration and its record, or neither.
    async fn apply(&self, status: &Status, direction: MigrationType) -> Result<(), MigrateError> {
        let engine = self.db.engine();
        let of = |direction| embedded(engine, direction).find(|migration| migration.version == status.version);
        let (Some(up), Some(script)) = (of(MigrationType::ReversibleUp), of(direction)) else {
            return Err(MigrateError::OneWay(status.clone()));
        };
        let failed = |cause| MigrateError::Failed(status.clone(), cause);
        let start = std::time::Instant::now();
        let mut tx = self.db.begin().await?;
        self.lease.renew(&mut tx).await?;
        tx.script(&script.sql).await.map_err(failed)?;
        if direction == MigrationType::ReversibleUp {
            let nanos = i64::try_from(start.elapsed().as_nanos()).unwrap_or(i64::MAX);
            tx.query(RECORD)
                .bind(up.version)
                .bind(&*up.description)
                .bind(&*up.checksum)
                .bind(nanos)
                .execute()
                .await
                .map_err(failed)?;
        } else {
            tx.query(FORGET).bind(up.version).execute().await.map_err(failed)?;
        }
        if engine == Engine::Sqlite {
            refuse_dangling(&mut tx, status).await?;
        }
        tx.commit().await.map_err(failed)
    }
}

async fn refuse_dangling(tx: &mut Tx, status: &Status) -> Result<(), MigrateError> {
    let dangling: Vec<(String,)> = tx.query(DANGLING).fetch_all().await?;
    match dangling.first() {
        None => Ok(()),
        Some((table,)) => Err(MigrateError::Dangling(status.clone(), table.clone())),
    }
}

/// Makes the table of what is applied, together with the lease's.
async fn make_record(tx: &mut Tx) -> Result<(), Error> {
    tx.query(MAKE_TABLE).execute().await.map(drop)
}
