//! One handle, two engines. Reads take `&Db`, writes take `&mut Tx`; SQL is written once. Knows no room.
mod instant;
mod statement;
mod tx;
pub use statement::{Ask, Record, Statement, Value};
pub use tx::{Stop, TRIES, Tx};

use crate::error::AppError;
use sqlx::error::{DatabaseError, ErrorKind};
use sqlx::postgres::PgPoolOptions;
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous};
use sqlx::{PgPool, SqlitePool};
use std::{str::FromStr, time::Duration};

#[derive(Clone, Debug)]
pub enum Db { Sqlite { read: SqlitePool, write: SqlitePool }, Postgres(PgPool) }

impl Db {
    /// `sqlite://FILE` or `postgres://…`. SQLite: one writer, which alone checkpoints, and many readers that cannot write.
    pub async fn connect(url: &str) -> Result<Self, sqlx::Error> {
        let patience = Duration::from_secs(3);
        if url.starts_with("postgres") {
            return Ok(Db::Postgres(PgPoolOptions::new().max_connections(20).acquire_timeout(patience).connect(url).await?));
        }
        let file = SqliteConnectOptions::from_str(url)?.create_if_missing(true).foreign_keys(true).journal_mode(SqliteJournalMode::Wal).synchronous(SqliteSynchronous::Full);
        let write = SqlitePoolOptions::new().max_connections(1).acquire_timeout(patience).connect_with(file.clone()).await?;
        let reader = file.pragma("query_only", "1").pragma("wal_autocheckpoint", "0");
        let read = SqlitePoolOptions::new().max_connections(8).acquire_timeout(patience).connect_with(reader).await?;
        Ok(Db::Sqlite { read, write })
    }
    pub async fn migrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match self {
            Db::Sqlite { write, .. } => sqlx::migrate!("migrations/sqlite").run(write).await,
            Db::Postgres(p) => sqlx::migrate!("migrations/postgres").run(p).await,
        }
    }
    pub async fn unmigrate(&self) -> Result<(), sqlx::migrate::MigrateError> {
        match self {
            Db::Sqlite { write, .. } => sqlx::migrate!("migrations/sqlite").undo(write, 0).await,
            Db::Postgres(p) => sqlx::migrate!("migrations/postgres").undo(p, 0).await,
        }
    }
    /// For reading. A write is refused by SQLite's readers, so a test on both engines finds it.
    pub fn query<'q>(&self, sql: &'static str) -> Statement<'_, 'q> {
        Statement::new(match self { Db::Sqlite { read, .. } => statement::On::LitePool(read), Db::Postgres(p) => statement::On::PgPool(p) }, sql)
    }
}

/// What a database can say, in one language.
#[derive(Debug)]
pub enum Error {
    Missing,
    /// A unique index, by name: `{table}_{columns}_key`.
    Taken(String),
    /// A check, by name.
    Refused(String),
    /// Two acts met: run it again.
    Again(sqlx::Error),
    Unavailable(sqlx::Error),
    Other(sqlx::Error),
}
impl Error {
    /// Turns the refusal of one constraint into the act's own error.
    pub fn taken(self, constraint: &str, error: AppError) -> Stop {
        match self { Error::Taken(name) if name == constraint => Stop::Rule(error), other => Stop::Db(other) }
    }
}
impl From<sqlx::Error> for Error {
    fn from(e: sqlx::Error) -> Self {
        let sqlx::Error::Database(d) = &e else {
            return match e {
                sqlx::Error::RowNotFound => Error::Missing,
                sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_) => Error::Unavailable(e),
                _ => Error::Other(e),
            };
        };
        match (d.kind(), d.code().as_deref()) {
            (ErrorKind::UniqueViolation, _) => Error::Taken(constraint(&**d)),
            (ErrorKind::CheckViolation, _) => Error::Refused(constraint(&**d)),
            // SQLITE_BUSY, its RECOVERY, SNAPSHOT and TIMEOUT; serialization failure; deadlock
            (_, Some("5" | "261" | "517" | "773" | "40001" | "40P01")) => Error::Again(e),
            _ => Error::Other(e),
        }
    }
}
/// PostgreSQL names the constraint. SQLite names the columns, which makes the same name, or the index or check.
fn constraint(d: &dyn DatabaseError) -> String {
    if let Some(name) = d.constraint() { return name.to_owned() }
    let message = d.message();
    let what = message.split_once("failed: ").map_or(message, |(_, what)| what);
    if let Some(index) = what.strip_prefix("index '") { return index.trim_end_matches('\'').to_owned() }
    if !what.contains('.') { return what.to_owned() }
    let table = what.split('.').next().unwrap_or_default();
    let columns: Vec<&str> = what.split(", ").filter_map(|c| c.split_once('.').map(|(_, c)| c)).collect();
    format!("{table}_{}_key", columns.join("_"))
}
impl From<Error> for AppError {
    fn from(e: Error) -> Self {
        match e {
            Error::Missing => AppError::NotFound,
            Error::Again(_) | Error::Unavailable(_) => AppError::Unavailable { retry_after: 2 },
            other => {
                eprintln!("database: {other:?}"); // the product: tracing, with the request's id
                AppError::Internal
            }
        }
    }
}
