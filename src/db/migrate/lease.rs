//! Who may migrate, when several instances start at once: one row of ours with an expiry, not an advisory lock, which
//! PostgreSQL's distributed kin do not have.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use uuid::Uuid;

use super::MigrateError;
use crate::db::{Db, Error, Tx};

/// In words that both engines take. Not one of our tables: it is there before the first migration and after the last.
const MAKE_TABLE: &str = "
CREATE TABLE IF NOT EXISTS _tutti_migration_lease (
  id BIGINT PRIMARY KEY,
  holder TEXT NOT NULL,
  expires_at BIGINT NOT NULL
)";

/// By primary key.
const TAKE: &str = "
INSERT INTO _tutti_migration_lease (id, holder, expires_at)
VALUES (1, $1, $2)
ON CONFLICT (id) DO UPDATE
SET holder = excluded.holder, expires_at = excluded.expires_at
WHERE _tutti_migration_lease.expires_at < $3";

/// By primary key.
const RENEW: &str = "
UPDATE _tutti_migration_lease
SET expires_at = $2
WHERE id = 1 AND holder = $1";

/// By primary key.
const GIVE_UP: &str = "
DELETE FROM _tutti_migration_lease
WHERE id = 1 AND holder = $1";

/// How long a lease holds when its holder dies.
const TERM: Duration = Duration::from_secs(60);

/// How long another instance's migrations are waited for.
const PATIENCE: Duration = Duration::from_secs(600);

/// The right to migrate.
pub(super) struct Lease {
    holder: String,
}

impl Lease {
    /// Waits until nobody else migrates.
    pub(super) async fn take(db: &Db) -> Result<Self, MigrateError> {
        let lease = Self {
            holder: Uuid::new_v4().to_string(),
        };
        let start = std::time::Instant::now();
        let mut told = false;
        loop {
            match lease.try_take(db).await {
                Ok(true) => return Ok(lease),
                Ok(false) | Err(Error::Again(_)) => {}
                // a migration holds the row while it runs
                Err(cause) if cause.is_locked_out() => {}
                Err(cause) if cause.is_missing_table() => {
                    make_tables(db).await?;
                    continue;
                }
                Err(cause) => return Err(cause.into()),
            }
            if start.elapsed() > PATIENCE {
                return Err(MigrateError::Busy);
            }
            if !told {
                tracing::info!("another instance is migrating the database: waiting for it");
                told = true;
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
    }

    async fn try_take(&self, db: &Db) -> Result<bool, Error> {
        let mut tx = db.begin().await?;
        let taken = tx
            .query(TAKE)
            .bind(&*self.holder)
            .bind(after(TERM))
            .bind(after(Duration::ZERO))
            .execute()
            .await?;
        tx.commit().await?;
        Ok(taken == 1)
    }

    /// Renews the lease inside the transaction of a migration, which from here to its end holds the row: nobody can take
    /// the lease over while it runs, however long that takes, and a migration whose lease was taken over is not kept.
    pub(super) async fn renew(&self, tx: &mut Tx) -> Result<(), MigrateError> {
        let renewed = tx.query(RENEW).bind(&*self.holder).bind(after(TERM)).execute().await?;
        if renewed == 1 {
            Ok(())
        } else {
            Err(MigrateError::Overtaken)
        }
    }

    /// Lets the next one in. When this fails, the lease's end does it.
    pub(super) async fn give_up(self, db: &Db) {
        let given = async {
            let mut tx = db.begin().await?;
            tx.query(GIVE_UP).bind(&*self.holder).execute().await?;
            tx.commit().await
        };
        if let Err(cause) = given.await {
            tracing::warn!(%cause, "the migration lease was not given up: it ends by itself");
        }
    }
}

async fn make_tables(db: &Db) -> Result<(), Error> {
    let made = async {
        let mut tx = db.begin().await?;
        tx.query(MAKE_TABLE).execute().await?;
        super::make_record(&mut tx).await?;
        tx.commit().await
    };
    match made.await {
        // Two instances make the same table: PostgreSQL refuses one of them, `IF NOT EXISTS` or not.
        Err(cause) if cause.is_already_made() => Ok(()),
        done => done,
    }
}

/// Microseconds since the Unix epoch, that much from now.
#[expect(
    clippy::disallowed_methods,
    reason = "migrations run before there is a state, and instances share no test's clock"
)]
fn after(duration: Duration) -> i64 {
    let duration = SignedDuration::try_from(duration).unwrap_or(SignedDuration::MAX);
    Timestamp::now()
        .saturating_add(duration)
        .map_or(i64::MAX, Timestamp::as_microsecond)
}
