//! `tutti restore`: a backup becomes the data folder of a server that does not run.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use super::{DATABASE, KEPT, beside, private};
use crate::db::lock::Lock;
use crate::db::migrate::{self, State};
use crate::db::{self, Db};
use crate::server::config::{Database, sqlite_url};
use crate::server::database;

/// Puts what the backup holds into the data folder. With `force` it takes the place of the database that is there, which
/// is kept beside it under a name that is given.
///
/// # Errors
/// In one sentence, before anything is changed: the file is no backup of ours, or of a newer Tutti, or damaged; a database
/// is there; the server runs.
pub async fn restore(config: &Database, file: &Path, force: bool) -> Result<Option<PathBuf>, String> {
    let url = config.url();
    let Some(target) = db::file_of(&url) else {
        return Err(format!(
            "PostgreSQL is restored by its own program, into an empty database: pg_restore --no-owner --exit-on-error \
             --single-transaction --dbname=\"$DATABASE_URL\" {}",
            file.display()
        ));
    };
    if target.exists() && !force {
        return Err(format!(
            "there is a database {} already: --force puts the backup into its place, and keeps it beside",
            target.display()
        ));
    }
    database::prepare_folder(&config.data_dir)?;
    let _lock = Lock::take(&url, "restore").map_err(|error| error.to_string())?;
    let unpacked = beside(&target, "restored");
    let outcome = put(config, file, &target, &unpacked).await;
    let _ = std::fs::remove_file(&unpacked);
    outcome
}

async fn put(config: &Database, file: &Path, target: &Path, unpacked: &Path) -> Result<Option<PathBuf>, String> {
    let (archive, into) = (file.to_owned(), unpacked.to_owned());
    let keys = tokio::task::spawn_blocking(move || unpack(&archive, &into));
    let keys = keys.await.map_err(io::Error::other).flatten();
    let keys = keys.map_err(|error| format!("{} is no backup of Tutti: {error}", file.display()))?;
    admit(unpacked, config).await?;
    let before = set_aside(target)?;
    let failed = |error: io::Error| format!("cannot write {}: {error}", target.display());
    std::fs::rename(unpacked, target).map_err(failed)?;
    for (name, content) in keys {
        let key = config.data_dir.join(name);
        keep_beside(&key)?;
        let written = private(&key).and_then(|mut key| io::Write::write_all(&mut key, &content));
        written.map_err(|error| format!("cannot write {}: {error}", key.display()))?;
    }
    Ok(before)
}

/// The database of an archive, into a file; the keys of it, in memory. Whatever else stands there is passed over.
fn unpack(archive: &Path, database: &Path) -> io::Result<Vec<(&'static str, Vec<u8>)>> {
    let mut archive = tar::Archive::new(File::open(archive)?);
    let (mut keys, mut found) = (Vec::new(), false);
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        if path == Path::new(DATABASE) {
            let mut file = private(database)?;
            io::copy(&mut entry, &mut file)?;
            file.sync_all()?;
            found = true;
        } else if let Some(name) = KEPT.into_iter().find(|name| path == Path::new(name)) {
            let mut content = Vec::new();
            io::Read::read_to_end(&mut entry, &mut content)?;
            keys.push((name, content));
        }
    }
    if found {
        Ok(keys)
    } else {
        Err(io::Error::other(format!("it holds no {DATABASE}")))
    }
}

/// Is this a database that this version of Tutti can serve?
async fn admit(file: &Path, config: &Database) -> Result<(), String> {
    let damaged = |error: db::Error| format!("the database in the backup is damaged: {error}");
    db::copy::verify(file).await.map_err(damaged)?;
    let url = sqlite_url(file);
    let db = Db::connect_to_read(&url, &config.options()).await.map_err(damaged)?;
    let status = migrate::status(&db).await;
    db.close().await;
    let status = status.map_err(|error| error.to_string())?;
    let fault = status
        .iter()
        .find(|one| !matches!(one.state, State::Applied | State::Pending));
    match fault {
        Some(fault) => Err(format!(
            "this backup is not for this version of Tutti (migration {fault}): restore it with the version that made it"
        )),
        None if status.iter().all(|one| one.state == State::Pending) => {
            Err("the database in the backup is not Tutti's".to_owned())
        }
        None => Ok(()),
    }
}

/// Moves a database away, with its log. A log that was left alone goes, too: SQLite would play it back over another database.
fn set_aside(target: &Path) -> Result<Option<PathBuf>, String> {
    let kept = keep_beside(target)?;
    for suffix in ["-wal", "-shm"] {
        let log = |database: &Path| {
            let mut name = database.as_os_str().to_owned();
            name.push(suffix);
            PathBuf::from(name)
        };
        match &kept {
            Some(kept) if log(target).exists() => moved(&log(target), &log(kept))?,
            Some(_) => {}
            None => drop(keep_beside(&log(target))?),
        }
    }
    Ok(kept)
}

/// Moves a file to a free name beside it, which it gives, if there is such a file.
fn keep_beside(file: &Path) -> Result<Option<PathBuf>, String> {
    if !file.exists() {
        return Ok(None);
    }
    let mut names = (1..).map(|number: u32| beside(file, &format!("before-restore-{number}")));
    let kept = names.find(|name| !name.exists()).ok_or("there is no free name")?;
    moved(file, &kept)?;
    Ok(Some(kept))
}

fn moved(file: &Path, to: &Path) -> Result<(), String> {
    std::fs::rename(file, to).map_err(|error| format!("cannot move {}: {error}", file.display()))
}
