//! A backup a day, by the server itself, and only so many of them: on SQLite, where nobody else makes any.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};
use tokio_util::sync::CancellationToken;

use super::write_by;
use crate::app::Clock;
use crate::db;
use crate::server::config::{Backups, Database};

/// How often it is looked whether one is due. A server that is restarted every hour makes one a day, too.
const LOOK: Duration = Duration::from_secs(10 * 60);
const DAY: SignedDuration = SignedDuration::from_hours(24);
/// When it was made stands in the name, in UTC, so that names sort as times do.
const NAME: &str = "tutti-%Y-%m-%dT%H%MZ.tar";
const UNFINISHED: &str = "unfinished";

/// Makes them until it is over.
pub async fn make_daily(database: Database, backups: Backups, clock: Clock, over: CancellationToken) {
    if backups.keep == 0 || db::file_of(&database.url()).is_none() {
        return;
    }
    let folder = backups.folder(&database);
    loop {
        if let Err(error) = make_if_due(&database, &folder, backups.keep.into(), clock.now().timestamp()).await {
            tracing::warn!(error, folder = %folder.display(), "no backup was made");
        }
        tokio::select! {
            () = tokio::time::sleep(LOOK) => {}
            () = over.cancelled() => return,
        }
    }
}

async fn make_if_due(database: &Database, folder: &Path, keep: usize, now: Timestamp) -> Result<(), String> {
    let failed = |error: io::Error| format!("the folder cannot be used: {error}");
    let mut made = made(folder).map_err(failed)?;
    // A clock that was wrong once must not keep all later ones from being made.
    made.retain(|(at, _)| *at <= now);
    if made.last().is_some_and(|(at, _)| now.duration_since(*at) < DAY) {
        return Ok(());
    }
    let file = folder.join(now.strftime(NAME).to_string());
    // What is written first always has the same name: one that was cut off is overwritten by the next.
    let size = write_by(database, &file, &folder.join(UNFINISHED)).await?;
    tracing::info!(file = %file.display(), size, "backup made");
    for (_, old) in made.iter().rev().skip(keep.saturating_sub(1)) {
        std::fs::remove_file(old).map_err(|error| format!("{} cannot be removed: {error}", old.display()))?;
    }
    Ok(())
}

/// The backups that are there, the oldest first. Makes the folder if it must.
fn made(folder: &Path) -> io::Result<Vec<(Timestamp, PathBuf)>> {
    crate::server::database::make_folder(folder)?;
    let mut made = Vec::new();
    for entry in std::fs::read_dir(folder)? {
        let file = entry?.path();
        if let Some(at) = file.file_name().and_then(|name| made_at(name.to_str()?)) {
            made.push((at, file));
        }
    }
    made.sort();
    Ok(made)
}

/// When one of ours was made; nothing, where somebody else named the file.
fn made_at(name: &str) -> Option<Timestamp> {
    let at = jiff::civil::DateTime::strptime(NAME, name).ok()?;
    at.in_tz("UTC").ok().map(|at| at.timestamp())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_says_when() {
        let at: Timestamp = "2026-11-22T03:04:00Z".parse().unwrap();
        let name = at.strftime(NAME).to_string();
        assert_eq!(name, "tutti-2026-11-22T0304Z.tar");
        assert_eq!(made_at(&name), Some(at));
        for other in ["tutti.tar", "tutti-2026-11-22T0304Z.tar.part", "holiday.jpg"] {
            assert_eq!(made_at(other), None, "{other}");
        }
    }
}
