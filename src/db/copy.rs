//! A copy of a SQLite database, whole and by itself, made while others read and write the original.

use std::path::Path;
use std::str::FromStr;

use sqlx::sqlite::{SqliteConnectOptions, SqliteConnection};
use sqlx::{ConnectOptions, Connection};

use super::{Error, Options};

/// The copy is one moment of the original, without a log beside it.
const COPY: &str = "VACUUM INTO $1";

/// One row, `ok`, or a row for each fault.
const INTEGRITY: &str = "PRAGMA integrity_check";

/// Copies the SQLite database at `url` into a file that is not there yet, and reads the copy through.
///
/// # Errors
/// Where the file cannot be written, or where the copy is damaged: it is left for whoever wants to look.
pub async fn copy(url: &str, into: &Path, options: &Options) -> Result<(), Error> {
    // Not `query_only`, under which VACUUM is refused: a file that is open for reading alone cannot be harmed.
    let original = SqliteConnectOptions::from_str(url)?
        .read_only(true)
        .busy_timeout(options.patience);
    let mut original = original.connect().await?;
    let copied = sqlx::query(COPY)
        .bind(into.to_string_lossy().into_owned())
        .execute(&mut original)
        .await;
    original.close().await?;
    copied?;
    verify(into).await
}

/// Reads a SQLite file through.
///
/// # Errors
/// Where it is none, or is damaged.
pub async fn verify(file: &Path) -> Result<(), Error> {
    let mut file: SqliteConnection = SqliteConnectOptions::new()
        .filename(file)
        .read_only(true)
        .connect()
        .await?;
    let faults: Result<Vec<(String,)>, _> = sqlx::query_as(INTEGRITY).fetch_all(&mut file).await;
    file.close().await?;
    let faults = faults?;
    match faults.first() {
        Some((fault,)) if fault != "ok" => Err(Error::Other(sqlx::Error::Protocol(fault.clone()))),
        _ => Ok(()),
    }
}
