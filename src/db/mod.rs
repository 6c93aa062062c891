//! The database: one handle, two engines. SQLite is the embedded default, PostgreSQL for those who outgrow one machine;
//! `DATABASE_URL` chooses at run time and no other room can tell them apart. A store writes its SQL once, as a named
//! constant, and asks through [`Db::query`] to read or [`Tx::query`] to write; [`transact!`](crate::transact) makes the
//! transaction. What the database refuses comes back as an [`Error`] with the constraint's name, the same on both.
//!
//! `dialect` owns the words in which the engines differ, `migrate` the tables and how they change, `lock` who may open a
//! SQLite file. Of the house it knows the ground it stands on (an instant, the one error, a cursor); no
//! table of ours is named here.

mod bulk;
pub mod copy;
pub mod dialect;
mod error;
mod instant;
pub mod lock;
pub mod migrate;
mod statement;
mod tx;

use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use sqlx::postgres::{PgConnectOptions, PgPoolOptions};
use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{Connection, PgPool, SqlitePool};

pub use dialect::Engine;
pub use error::Error;
pub use statement::{Ask, Record, Statement, Value};
pub use tx::{RETRIES, Stop, Tx, before_retry};

/// The database, cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct Db {
    pools: Pools,
    version: Arc<AtomicU64>,
}

/// The connections to one of the engines.
#[derive(Clone, Debug)]
pub enum Pools {
    /// One writer, which alone checkpoints, and many readers that cannot write: SQLite before 3.51.3 can corrupt a
    /// write-ahead log when two connections write or checkpoint at once.
    Sqlite {
        /// `query_only` connections.
        read: SqlitePool,
        /// The one connection that writes.
        write: SqlitePool,
    },
    /// One pool for everything.
    Postgres(PgPool),
}

/// How to connect; the defaults are right for a server.
#[derive(Clone, Debug)]
pub struct Options {
    /// How many may read at once on SQLite: one for each core, from 4 to 64. Each holds about 1 MiB.
    pub readers: u32,
    /// How many connections to PostgreSQL. Its `max_connections` (100 unless changed) is shared by all instances.
    pub connections: u32,
    /// What a power cut may cost on SQLite.
    pub durability: Durability,
    /// How long an act waits for a connection, on SQLite for another process and on PostgreSQL for a row that another act
    /// has locked, before it answers 503.
    pub patience: Duration,
    /// PostgreSQL's password, where it does not stand in the address.
    pub password: Option<Password>,
}

/// A password that no log shows.
#[derive(Clone)]
pub struct Password(pub String);

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

impl Default for Options {
    fn default() -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        Self {
            readers: u32::try_from(cores).unwrap_or(u32::MAX).clamp(4, 64),
            connections: 20,
            durability: Durability::Full,
            patience: Duration::from_secs(3),
            password: None,
        }
    }
}

/// When SQLite waits for the disk. PostgreSQL has its own setting, `synchronous_commit`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// At every commit: what was acknowledged survives a power cut.
    Full,
    /// At checkpoints: many times as many writes a second, but a power cut may undo the last seconds' acknowledged ones.
    /// Never corrupts, and the end of the process alone loses nothing.
    Normal,
}

impl From<Pools> for Db {
    fn from(pools: Pools) -> Self {
        Self {
            pools,
            version: Arc::default(),
        }
    }
}

impl Db {
    /// Connects to `sqlite://FILE`, which is made when it is not there, or `postgres://…`.
    pub async fn connect(url: &str, options: &Options) -> Result<Self, Error> {
        match Engine::of(url) {
            Some(Engine::Postgres) => Self::connect_postgres(url, options).await,
            Some(Engine::Sqlite) => Self::connect_sqlite(url, options).await,
            None => {
                let fault = "a database URL begins with sqlite:// or postgres://";
                Err(Error::Other(sqlx::Error::Configuration(fault.into())))
            }
        }
    }

    async fn connect_postgres(url: &str, options: &Options) -> Result<Self, Error> {
        let server = bounded(PgConnectOptions::from_str(url)?, options.patience).application_name("tutti");
        let server = match &options.password {
            Some(Password(password)) => server.password(password),
            None => server,
        };
        let pool = PgPoolOptions::new()
            .max_connections(options.connections)
            .acquire_timeout(options.patience)
            .connect_with(server)
            .await?;
        Ok(Pools::Postgres(pool).into())
    }

    async fn connect_sqlite(url: &str, options: &Options) -> Result<Self, Error> {
        // Readers and the writer would each have an empty database of their own.
        if url.contains(":memory:") || url.contains("mode=memory") {
            let fault = "a SQLite database in memory cannot be shared by several connections";
            return Err(Error::Other(sqlx::Error::Configuration(fault.into())));
        }
        let file = SqliteConnectOptions::from_str(url)?
            .create_if_missing(true)
            .foreign_keys(true)
            .journal_mode(SqliteJournalMode::Wal)
            .synchronous(match options.durability {
                Durability::Full => SqliteSynchronous::Full,
                Durability::Normal => SqliteSynchronous::Normal,
            });
        keep_private(file.get_filename())?;
        // A connection to a file does not go stale: the writer lives as long as its pool.
        let pool = SqlitePoolOptions::new()
            .acquire_timeout(options.patience)
            .test_before_acquire(false)
            .idle_timeout(None)
            .max_lifetime(None);
        // While another process writes, each of the runs of an act waits its share.
        let share = options.patience / (RETRIES + 1);
        let write = pool
            .clone()
            .max_connections(1)
            .after_release(|writer, _| Box::pin(is_free(writer)))
            .connect_with(file.clone().busy_timeout(share))
            .await?;
        let reader = file
            .busy_timeout(options.patience)
            .pragma("query_only", "1")
            .pragma("wal_autocheckpoint", "0")
            .pragma("cache_size", READERS_CACHE);
        let read = pool.max_connections(options.readers).connect_with(reader).await?;
        Ok(Pools::Sqlite { read, write }.into())
    }

    /// Connects to look and do nothing else, beside whoever serves: on SQLite this neither makes the file nor writes to it,
    /// nor folds its log, which is another's to do.
    pub async fn connect_to_read(url: &str, options: &Options) -> Result<Self, Error> {
        if Engine::of(url) != Some(Engine::Sqlite) {
            return Self::connect(url, options).await;
        }
        // `query_only` lets a connection checkpoint when it is the last to close; this one cannot.
        let file = SqliteConnectOptions::from_str(url)?
            .read_only(true)
            .busy_timeout(options.patience)
            .pragma("query_only", "1");
        let only = SqlitePoolOptions::new().max_connections(1).connect_with(file).await?;
        let pools = Pools::Sqlite {
            read: only.clone(),
            write: only,
        };
        Ok(pools.into())
    }

    /// For reading. SQLite's readers refuse a write, so a test on both engines finds one.
    pub fn query<'q>(&self, sql: &'static str) -> Statement<'_, 'q> {
        match &self.pools {
            Pools::Sqlite { read, .. } => Statement::on_sqlite_pool(read, sql),
            Pools::Postgres(pool) => Statement::on_postgres_pool(pool, sql),
        }
    }

    /// The engine's own connections, for those who need what only one engine has.
    pub fn pools(&self) -> &Pools {
        &self.pools
    }

    /// Another number after every transaction of this process that wrote: what was read under this one is still so, as far
    /// as this process knows.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::SeqCst)
    }

    /// Which engine this is.
    pub fn engine(&self) -> Engine {
        match &self.pools {
            Pools::Sqlite { .. } => Engine::Sqlite,
            Pools::Postgres(_) => Engine::Postgres,
        }
    }

    /// Does the database answer? Asks every pool. SQLite's one writer is not waited for while it is at work: that is an
    /// answer, and whoever asks would stand behind every act in the queue.
    pub async fn ping(&self) -> Result<(), Error> {
        const PING: &str = "SELECT 1";
        self.query(PING).execute().await?;
        if let Pools::Sqlite { write, .. } = &self.pools {
            match write.try_acquire() {
                Some(mut idle) => sqlx::query(PING).execute(&mut *idle).await.map(|_| ())?,
                None if write.size() > 0 => {}
                // it was lost: can there be another?
                None => Statement::on_sqlite_pool(write, PING).execute().await.map(|_| ())?,
            }
        }
        Ok(())
    }

    /// Waits for what is running and hangs up. On SQLite the writer, if there is one, first folds the log into the file,
    /// which is then whole by itself; what stands in the way of that leaves the log to the next start.
    pub async fn close(&self) {
        const FOLD: &str = "PRAGMA wal_checkpoint(TRUNCATE)";
        match &self.pools {
            Pools::Sqlite { read, write } => {
                close(read).await;
                if write.is_closed() {
                    return; // one pool for both: it was opened to read
                }
                if let Err(cause) = Statement::on_sqlite_pool(write, FOLD).execute().await {
                    tracing::warn!(%cause, "the write-ahead log was left as it is");
                }
                close(write).await;
            }
            Pools::Postgres(pool) => close(pool).await,
        }
    }

    /// The handle that migrations run on. SQLite rebuilds a table by dropping it, and with foreign keys on that would
    /// delete every row that refers to it; so they are off there, and checked before each migration is kept. On
    /// PostgreSQL a migration may take as long as it takes.
    async fn for_migrations(&self) -> Result<Self, Error> {
        match &self.pools {
            Pools::Sqlite { write, .. } => {
                let file = (*write.connect_options()).clone().foreign_keys(false);
                let only = SqlitePoolOptions::new().max_connections(1).connect_with(file).await?;
                let pools = Pools::Sqlite {
                    read: only.clone(),
                    write: only,
                };
                Ok(pools.into())
            }
            Pools::Postgres(pool) => unhurried(pool).await,
        }
    }
}

/// A connection to the same PostgreSQL on which a statement may take as long as it takes.
async fn unhurried(pool: &PgPool) -> Result<Db, Error> {
    let server = (*pool.connect_options()).clone();
    // of two settings of one name, the later one holds
    let server = server.options([("statement_timeout", 0), ("lock_timeout", 0)]);
    let only = PgPoolOptions::new().max_connections(1).connect_with(server).await?;
    Ok(Pools::Postgres(only).into())
}

/// Closes every connection of a pool. A pool of one that sqlx closes forgets the connection which is just coming back; asked
/// again, it finds it.
async fn close<DB: sqlx::Database>(pool: &sqlx::Pool<DB>) {
    loop {
        pool.close().await;
        if pool.size() == 0 {
            return;
        }
        tokio::task::yield_now().await;
    }
}

/// Has the writer's last transaction ended? When its disk is full SQLite ends it by itself, and sqlx, which is told so when
/// it rolls back, counts it as open: on that connection no other would ever begin. The pool closes it and makes another.
async fn is_free(writer: &mut SqliteConnection) -> Result<bool, sqlx::Error> {
    writer.ping().await?; // stands behind the roll-back of a transaction that was dropped
    Ok(!writer.is_in_transaction())
}

/// How much of the database each of SQLite's readers holds in memory, as `PRAGMA cache_size` has it, in KiB: as much as a page
/// of the programme reads where there are a million events. What is not among it comes from the system's memory, which holds
/// it once for all of them.
const READERS_CACHE: &str = "-1000";

/// How long PostgreSQL lets one statement run: as long as a page's reader is kept waiting.
const STATEMENT_TIME: Duration = Duration::from_secs(10);
/// How long it lets a transaction stand open with nothing to do. Acts do nothing but SQL, so this one's server hangs or is
/// cut off, and holds what it has locked.
const IDLE_TIME: Duration = Duration::from_secs(10);

/// Connections that hold nothing up for ever: no statement, no wait for a row, no transaction that was left open. What the
/// address says of these (`?options[statement_timeout]=30s`) holds over ours.
fn bounded(server: PgConnectOptions, patience: Duration) -> PgConnectOptions {
    let given = server.get_options().unwrap_or_default().to_owned();
    let is_given = |name| given.split([' ', '=']).any(|word| word == name);
    let bounds = [
        ("statement_timeout", STATEMENT_TIME),
        ("lock_timeout", patience),
        ("idle_in_transaction_session_timeout", IDLE_TIME),
    ];
    let ours = bounds.into_iter().filter(|(name, _)| !is_given(*name));
    server.options(ours.map(|(name, time)| (name, time.as_millis())))
}

impl Engine {
    /// The engine that a database URL means.
    pub fn of(url: &str) -> Option<Self> {
        match url.split_once(':')?.0 {
            "sqlite" => Some(Engine::Sqlite),
            "postgres" | "postgresql" => Some(Engine::Postgres),
            _ => None,
        }
    }
}

/// The file of a SQLite database; `None` where no file is meant.
pub fn file_of(url: &str) -> Option<PathBuf> {
    if Engine::of(url) != Some(Engine::Sqlite) {
        return None;
    }
    let options = SqliteConnectOptions::from_str(url).ok()?;
    Some(options.get_filename().to_owned())
}

/// The files that SQLite may keep beside a database: its write-ahead log, and the index of that.
pub fn logs_of(database: &Path) -> [PathBuf; 2] {
    ["-wal", "-shm"].map(|suffix| {
        let mut name = database.as_os_str().to_owned();
        name.push(suffix);
        name.into()
    })
}

/// The file holds password hashes and letters: it is made for its owner alone, and SQLite gives its log the same mode.
fn keep_private(file: &Path) -> Result<(), Error> {
    let mut options = std::fs::OpenOptions::new();
    options.append(true).create(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options
        .open(file)
        .map(drop)
        .map_err(|cause| Error::Unavailable(sqlx::Error::Io(cause)))
}
