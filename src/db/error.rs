//! What a database can answer, in one language for both engines.

use std::fmt;

use sqlx::error::{DatabaseError, ErrorKind};

use super::Stop;
use crate::error::AppError;

/// Why a statement failed. A store hands it on; an act turns the refusals it knows into its own words.
#[derive(Debug)]
pub enum Error {
    /// No such row.
    Missing,
    /// A unique key, by name: `{table}_{columns}_key`, primary keys too.
    Taken(String),
    /// A check, by name: `{table}_{column}_check`.
    Refused(String),
    /// Two acts met; the same act may succeed when it is run again.
    Again(sqlx::Error),
    /// No connection was free in time, or the database is away or full.
    Unavailable(sqlx::Error),
    /// A fault of ours.
    Other(sqlx::Error),
}

/// What a visitor is asked to wait, in seconds, when the database cannot serve: as long as we waited for it ourselves.
const RETRY_AFTER: u32 = 3;

impl Error {
    /// The statement names a table that is not there. SQLite has words for it and no code.
    pub(super) fn is_missing_table(&self) -> bool {
        self.database().is_some_and(|cause| {
            cause.code().as_deref() == Some("42P01") || cause.message().starts_with("no such table")
        })
    }

    /// Somebody else makes the same table at this moment: PostgreSQL's duplicate table or type, or a row of its catalogue.
    pub(super) fn is_already_made(&self) -> bool {
        let code = self.database().and_then(|cause| cause.code());
        matches!(self, Error::Again(_))
            || matches!(self, Error::Taken(name) if name.starts_with("pg_"))
            || matches!(code.as_deref(), Some("42P07" | "42710"))
    }

    /// Another transaction held a row for longer than this connection waits. PostgreSQL alone says so.
    pub(super) fn is_locked_out(&self) -> bool {
        self.database()
            .is_some_and(|cause| cause.code().as_deref() == Some("55P03"))
    }

    fn database(&self) -> Option<&dyn DatabaseError> {
        match self {
            Error::Again(cause) | Error::Unavailable(cause) | Error::Other(cause) => cause.as_database_error(),
            Error::Missing | Error::Taken(_) | Error::Refused(_) => None,
        }
    }

    /// Turns the refusal of one unique key into the act's own error; everything else stays what it is.
    pub fn taken(self, constraint: &str, error: AppError) -> Stop {
        match self {
            Error::Taken(name) if name == constraint => Stop::Rule(error),
            other => Stop::Db(other),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Missing => write!(f, "no such row"),
            Error::Taken(name) => write!(f, "the key {name} is taken"),
            Error::Refused(name) => write!(f, "the check {name} refused"),
            Error::Again(cause) | Error::Unavailable(cause) | Error::Other(cause) => {
                write!(f, "{cause}")
            }
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Error::Missing | Error::Taken(_) | Error::Refused(_) => None,
            Error::Again(cause) | Error::Unavailable(cause) | Error::Other(cause) => Some(cause),
        }
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        use sqlx::Error as E;
        let database = match &cause {
            E::Database(database) => database,
            E::RowNotFound => return Error::Missing,
            E::PoolTimedOut | E::PoolClosed | E::WorkerCrashed | E::Io(_) | E::Tls(_) => {
                return Error::Unavailable(cause);
            }
            _ => return Error::Other(cause),
        };
        match database.kind() {
            ErrorKind::UniqueViolation => return Error::Taken(constraint(&**database)),
            ErrorKind::CheckViolation => return Error::Refused(constraint(&**database)),
            _ => {}
        }
        // SQLite's codes are numbers (the low byte the family, the rest its kind), PostgreSQL's have five characters.
        let code = database.code().unwrap_or_default();
        match code.parse::<u32>() {
            Ok(number) if code.len() < 5 => match number & 0xff {
                SQLITE_BUSY | SQLITE_LOCKED => Error::Again(cause),
                SQLITE_IOERR | SQLITE_FULL | SQLITE_CANTOPEN => Error::Unavailable(cause),
                _ => Error::Other(cause),
            },
            _ => match &*code {
                // serialization_failure, deadlock_detected
                "40001" | "40P01" => Error::Again(cause),
                // A statement and its values that do not fit, though its class is that of lost connections.
                "08P01" => Error::Other(cause),
                // lock_not_available, by our lock_timeout; idle_in_transaction_session_timeout
                "55P03" | "25P03" => Error::Unavailable(cause),
                // connection exceptions, insufficient resources, operator intervention
                code if ["08", "53", "57"].iter().any(|class| code.starts_with(class)) => Error::Unavailable(cause),
                _ => Error::Other(cause),
            },
        }
    }
}

const SQLITE_BUSY: u32 = 5;
const SQLITE_LOCKED: u32 = 6;
const SQLITE_IOERR: u32 = 10;
const SQLITE_FULL: u32 = 13;
const SQLITE_CANTOPEN: u32 = 14;

/// PostgreSQL names the constraint. SQLite names a check, but of a key only the columns, which make the same name by our
/// rule of naming; of a key over expressions it names the index.
fn constraint(error: &dyn DatabaseError) -> String {
    if let Some(name) = error.constraint() {
        return name.to_owned();
    }
    let message = error.message();
    let what = message.split_once("failed: ").map_or(message, |(_, what)| what);
    if let Some(index) = what.strip_prefix("index '") {
        return index.trim_end_matches('\'').to_owned();
    }
    let columns: Vec<(&str, &str)> = what.split(", ").filter_map(|column| column.split_once('.')).collect();
    match columns.first() {
        None => what.to_owned(),
        Some((table, _)) => {
            let names: Vec<&str> = columns.iter().map(|(_, column)| *column).collect();
            format!("{table}_{}_key", names.join("_"))
        }
    }
}

impl From<Error> for AppError {
    /// Here the cause leaves our sight, so here it is logged, once.
    fn from(error: Error) -> Self {
        match error {
            Error::Missing => AppError::NotFound,
            Error::Again(cause) | Error::Unavailable(cause) => {
                tracing::warn!(%cause, "the database cannot serve");
                AppError::Unavailable {
                    retry_after: RETRY_AFTER,
                }
            }
            Error::Taken(_) | Error::Refused(_) | Error::Other(_) => {
                tracing::error!(cause = ?error, "a statement failed");
                AppError::Internal
            }
        }
    }
}
