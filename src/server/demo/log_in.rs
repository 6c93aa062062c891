//! The one log-in of the demonstration that is told: kept in a file, tried, and made anew where it was lost.

use std::fmt;
use std::fs::OpenOptions;
use std::io::{self, Write};
use std::path::Path;

use super::username;
use crate::accounts::forms::LogInName;
use crate::accounts::passwords::{Password, Passwords, Verified};
use crate::accounts::store::{self, Credentials};
use crate::app::Ids;
use crate::db::Db;
use crate::error::AppError;
use crate::instant::Instant;
use crate::transact;

/// The musician who logs in.
pub(super) const LOGGED_IN: usize = 0;

/// The account whose password is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LogIn {
    pub username: String,
    pub password: String,
}

/// As it is kept and printed.
impl fmt::Display for LogIn {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.username, self.password)
    }
}

impl LogIn {
    /// With a new password: forty random bits and as many again, so that nobody signs in as a demonstration by guessing.
    pub(in crate::server) fn new(username: String) -> Self {
        let password = format!("{}-{}", Ids.tail(), Ids.tail());
        Self { username, password }
    }

    /// The one that was kept in this file, if any was.
    pub fn read(file: &Path) -> Option<Self> {
        let text = std::fs::read_to_string(file).ok()?;
        let (username, password) = text.trim_end().split_once(' ')?;
        Some(Self {
            username: username.to_owned(),
            password: password.to_owned(),
        })
    }

    /// Keeps it for its owner's eyes alone.
    pub fn keep(&self, file: &Path) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        writeln!(options.open(file)?, "{self}")
    }

    /// Does it open the demonstration in this database?
    pub async fn is_right(&self, db: &Db, passwords: &Passwords, now: Instant) -> Result<bool, AppError> {
        let Some(account) = account(db, now)
            .await?
            .filter(|account| account.username == self.username)
        else {
            return Ok(false);
        };
        let verified = passwords
            .verify(Password::new(&self.password), account.password_hash)
            .await?;
        Ok(verified != Verified::Wrong)
    }

    /// Gives the demonstration's account a new password.
    pub async fn renewed(db: &Db, passwords: &Passwords, now: Instant) -> Result<Self, AppError> {
        let account = account(db, now).await?.ok_or(AppError::NotFound)?;
        let new = Self::new(account.username);
        let (Some(old), Some(password)) = (account.password_hash, Password::new(&new.password)) else {
            return Err(AppError::Internal);
        };
        let hash = passwords.hash(password).await?;
        transact!(db, tx => { Ok(store::rehash(tx, account.id, &old, &hash).await?) })?;
        Ok(new)
    }
}

async fn account(db: &Db, now: Instant) -> Result<Option<Credentials>, AppError> {
    Ok(store::credentials(db, &LogInName::Username(username(LOGGED_IN)), now).await?)
}
