//! Why a migration did not happen, in words for whoever runs the server.

use std::fmt;

use super::Status;
use crate::db::Error;

/// Why the database was left as it is.
#[derive(Debug)]
pub enum MigrateError {
    /// Migrations are pending, and were not to be applied.
    Behind(Vec<Status>),
    /// The database is newer than this binary.
    Newer(Status),
    /// A migration is half applied.
    Half(Status),
    /// An applied migration was edited.
    Edited(Status),
    /// A migration has no way back.
    OneWay(Status),
    /// A migration failed, and nothing of it was kept.
    Failed(Status, Error),
    /// A migration would leave rows of this table that refer to nothing, and was not kept.
    Dangling(Status, String),
    /// Another instance migrates and does not come to an end.
    Busy,
    /// Another instance took over, because this one stood still for too long.
    Overtaken,
    /// The database could not be asked.
    Db(Error),
}

impl From<Error> for MigrateError {
    fn from(error: Error) -> Self {
        MigrateError::Db(error)
    }
}

impl fmt::Display for MigrateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let id = |status: &Status| format!("{:04} {}", status.version, status.name);
        match self {
            MigrateError::Behind(pending) => {
                let names: Vec<String> = pending.iter().map(id).collect();
                let names = names.join(", ");
                write!(f, "the database lacks migrations: {names}; run `tutti migrate up`")
            }
            MigrateError::Newer(status) => write!(
                f,
                "the database is newer than this Tutti: it has migration {}; run the version that made it, or restore a \
                 backup",
                id(status)
            ),
            MigrateError::Half(status) => write!(
                f,
                "migration {} failed half-way under another tool: restore a backup, or finish it by hand and set its \
                 `success` in _sqlx_migrations",
                id(status)
            ),
            MigrateError::Edited(status) => write!(
                f,
                "migration {} was applied in other words than this Tutti has: an applied migration is never edited",
                id(status)
            ),
            MigrateError::OneWay(status) => write!(f, "migration {} has no way back", id(status)),
            MigrateError::Failed(status, cause) => {
                write!(f, "migration {} failed, nothing of it was kept: {cause}", id(status))
            }
            MigrateError::Dangling(status, table) => write!(
                f,
                "migration {} would leave rows of {table} that refer to nothing; nothing of it was kept",
                id(status)
            ),
            MigrateError::Busy => write!(f, "another instance is migrating and does not finish"),
            MigrateError::Overtaken => {
                write!(f, "another instance took over the migration; start again")
            }
            MigrateError::Db(cause) => write!(f, "{cause}"),
        }
    }
}

impl std::error::Error for MigrateError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            MigrateError::Failed(_, cause) | MigrateError::Db(cause) => Some(cause),
            _ => None,
        }
    }
}
