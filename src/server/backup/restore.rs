//! `tutti restore`: a backup becomes the data folder of a server that does not run.

use std::fs::File;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::{io, iter};

use super::{DATABASE, KEPT, beside, private};
use crate::db::lock::Lock;
use crate::db::migrate::{self, State};
use crate::db::{self, Db};
use crate::server::config::{Database, sqlite_url};
use crate::server::database;

/// A file of a backup: what it is called there, where it waits, and where it belongs.
struct Piece {
    name: &'static str,
    unpacked: PathBuf,
    place: PathBuf,
}

impl Piece {
    fn new(name: &'static str, place: PathBuf) -> Self {
        let unpacked = beside(&place, "restored");
        Self { name, unpacked, place }
    }
}

/// Puts what the backup holds into the data folder. With `force` it takes the place of the database that is there, which
/// is kept beside it under a name that is given.
///
/// # Errors
/// In one sentence, and all is as before: the file is no backup of ours, or of a newer Tutti, or damaged; a database
/// is there; the server runs; a file cannot be written or moved.
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
    let keys = KEPT.map(|name| Piece::new(name, config.data_dir.join(name)));
    let pieces: Arc<[Piece]> = iter::once(Piece::new(DATABASE, target)).chain(keys).collect();
    let outcome = put(config, file, pieces.clone()).await;
    // What was not in the archive, or has found its place, is not there.
    for piece in &*pieces {
        let _ = std::fs::remove_file(&piece.unpacked);
    }
    outcome
}

async fn put(config: &Database, file: &Path, pieces: Arc<[Piece]>) -> Result<Option<PathBuf>, String> {
    let (archive, into) = (file.to_owned(), pieces.clone());
    let unpacked = tokio::task::spawn_blocking(move || unpack(&archive, &into));
    let unpacked = unpacked.await.map_err(io::Error::other).flatten();
    unpacked.map_err(|error| format!("{} is no backup of Tutti: {error}", file.display()))?;
    admit(&pieces[0].unpacked, config).await?;
    let mut moves = Moves::default();
    moves.put(&pieces).inspect_err(|_| moves.undo())
}

/// Writes the pieces of an archive to where they wait, safely on the disk. Whatever else stands there is passed over.
fn unpack(archive: &Path, pieces: &[Piece]) -> io::Result<()> {
    for piece in pieces {
        // An earlier one was cut off.
        let _ = std::fs::remove_file(&piece.unpacked);
    }
    let mut archive = tar::Archive::new(File::open(archive)?);
    for entry in archive.entries()? {
        let mut entry = entry?;
        let path = entry.path()?.into_owned();
        if let Some(piece) = pieces.iter().find(|piece| path == Path::new(piece.name)) {
            let mut file = private(&piece.unpacked)?;
            io::copy(&mut entry, &mut file)?;
            file.sync_all()?;
        }
    }
    if pieces[0].unpacked.exists() {
        Ok(())
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

/// Renamed files, from where to where: all that a restore does to what is there.
#[derive(Default)]
struct Moves(Vec<(PathBuf, PathBuf)>);

impl Moves {
    /// Puts the pieces into their places. What is there is kept beside; the database's new name is given.
    fn put(&mut self, pieces: &[Piece]) -> Result<Option<PathBuf>, String> {
        let before = self.set_aside(&pieces[0].place)?;
        for piece in pieces.iter().filter(|piece| piece.unpacked.exists()) {
            self.keep_beside(&piece.place)?;
            self.rename(&piece.unpacked, &piece.place)?;
        }
        Ok(before)
    }

    /// Moves a database away, with its log. A log that was left alone goes, too: SQLite would play it back over another
    /// database.
    fn set_aside(&mut self, database: &Path) -> Result<Option<PathBuf>, String> {
        let kept = self.keep_beside(database)?;
        match &kept {
            Some(kept) => {
                for (log, kept) in iter::zip(db::logs_of(database), db::logs_of(kept)) {
                    if log.exists() {
                        self.rename(&log, &kept)?;
                    }
                }
            }
            None => {
                for log in db::logs_of(database) {
                    self.keep_beside(&log)?;
                }
            }
        }
        Ok(kept)
    }

    /// Moves a file to a free name beside it, which it gives, if there is such a file.
    fn keep_beside(&mut self, file: &Path) -> Result<Option<PathBuf>, String> {
        if !file.exists() {
            return Ok(None);
        }
        let mut names = (1..).map(|number: u32| beside(file, &format!("before-restore-{number}")));
        let kept = names.find(|name| !name.exists()).ok_or("there is no free name")?;
        self.rename(file, &kept)?;
        Ok(Some(kept))
    }

    fn rename(&mut self, file: &Path, to: &Path) -> Result<(), String> {
        std::fs::rename(file, to)
            .map_err(|error| format!("cannot move {} to {}: {error}", file.display(), to.display()))?;
        self.0.push((file.to_owned(), to.to_owned()));
        Ok(())
    }

    /// Moves everything back, the last first.
    fn undo(&mut self) {
        for (file, to) in self.0.drain(..).rev() {
            if let Err(error) = std::fs::rename(&to, &file) {
                tracing::error!(%error, "{} could not be moved back to {}", to.display(), file.display());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_put_leaves_all_as_it_was() {
        let folder = std::env::temp_dir().join(format!("tutti-restore-{}", std::process::id()));
        std::fs::create_dir(&folder).unwrap();
        let pieces = |keys: &Path| {
            [
                Piece::new(DATABASE, folder.join(DATABASE)),
                Piece::new(KEPT[0], keys.join(KEPT[0])),
            ]
        };
        let [database, key] = pieces(&folder);
        let log = &db::logs_of(&database.place)[0];
        let written = [
            (&database.place, "old"),
            (log, "log"),
            (&key.place, "old key"),
            (&database.unpacked, "new"),
            (&key.unpacked, "new key"),
        ];
        for (file, content) in written {
            std::fs::write(file, content).unwrap();
        }
        let content = |file: &Path| std::fs::read_to_string(file).unwrap();

        let mut moves = Moves::default();
        let [_, mut lost] = pieces(&folder.join("nowhere"));
        lost.unpacked = key.unpacked.clone();
        moves
            .put(&[Piece::new(DATABASE, database.place.clone()), lost])
            .unwrap_err();
        assert_eq!(content(&database.place), "new");
        moves.undo();
        for (file, before) in written {
            assert_eq!(content(file), before);
        }
        assert_eq!(std::fs::read_dir(&folder).unwrap().count(), written.len());

        let kept = moves.put(&pieces(&folder)).unwrap().expect("there was one");
        assert_eq!(
            (content(&database.place), content(&key.place)),
            ("new".into(), "new key".into())
        );
        assert_eq!(
            (content(&kept), content(&db::logs_of(&kept)[0])),
            ("old".into(), "log".into())
        );
        assert_eq!(content(&beside(&key.place, "before-restore-1")), "old key");
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
