//! Who may open a SQLite file to write: one process. The lock file stands beside the database and belongs to whoever holds
//! it open, so the end of a process, however it comes, gives it up. PostgreSQL needs none.

use std::fmt;
use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Read, Seek, Write};
use std::path::PathBuf;

/// Held for as long as it lives.
#[derive(Debug)]
#[must_use = "the lock is given up when this is dropped"]
pub struct Lock {
    _file: Option<File>,
}

/// Why the lock could not be had.
#[derive(Debug)]
pub enum LockError {
    /// Another process holds it.
    Held {
        /// What it said of itself: its command and process number.
        by: String,
        /// The lock file.
        file: PathBuf,
    },
    /// The file could not be opened.
    Io(PathBuf, io::Error),
}

impl Lock {
    /// Takes the lock of the database at `url` for a command such as `serve`, or says who has it.
    pub fn take(url: &str, command: &str) -> Result<Self, LockError> {
        let Some(path) = path(url) else {
            return Ok(Self { _file: None });
        };
        let fail = |cause| LockError::Io(path.clone(), cause);
        // The file stays when it is given up: removing it would let two processes hold two files of one name.
        let mut file = OpenOptions::new()
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(fail)?;
        match file.try_lock() {
            Ok(()) => {
                file.set_len(0).map_err(fail)?;
                writeln!(file, "tutti {command}, process {}", std::process::id()).map_err(fail)?;
                Ok(Self { _file: Some(file) })
            }
            Err(TryLockError::WouldBlock) => Err(LockError::Held {
                by: holder(file),
                file: path,
            }),
            Err(TryLockError::Error(cause)) => Err(fail(cause)),
        }
    }
}

/// `tutti.db.lock` beside `tutti.db`; `None` where no file is meant.
fn path(url: &str) -> Option<PathBuf> {
    let database = super::file_of(url)?;
    let mut name = database.file_name()?.to_owned();
    name.push(".lock");
    Some(database.with_file_name(name))
}

/// What the holder wrote. Some systems do not let a locked file be read.
fn holder(mut file: File) -> String {
    let mut text = String::new();
    let read = file.rewind().and_then(|()| file.read_to_string(&mut text));
    match text.trim() {
        "" => "another tutti".to_owned(),
        _ if read.is_err() => "another tutti".to_owned(),
        text => text.to_owned(),
    }
}

impl fmt::Display for LockError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            LockError::Held { by, file } => write!(
                f,
                "the database is in use by \"{by}\" ({}): stop it first, a SQLite database has one process that writes",
                file.display()
            ),
            LockError::Io(file, cause) => {
                write!(f, "cannot take the lock file {}: {cause}", file.display())
            }
        }
    }
}

impl std::error::Error for LockError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            LockError::Held { .. } => None,
            LockError::Io(_, cause) => Some(cause),
        }
    }
}
