//! `tutti backup` and `tutti restore`: everything that must last, in one file, made while the server serves.
//!
//! The file is a tar archive of the data folder as a new machine needs it: the database, copied as of one moment and read
//! through, and the keys beside it. It is for SQLite; PostgreSQL has its own programs, and is told by which line.

pub mod daily;
mod restore;

use std::fs::{File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

pub use restore::restore;

use super::config::Database;
use super::database;
use super::disk::{self, Room};
use crate::db;

/// The name of the database in an archive.
const DATABASE: &str = "tutti.db";
/// What else of the data folder must last, where it is there.
const KEPT: [&str; 1] = ["secret.key"];

/// A backup is a copy of the database inside an archive: two of its size for a moment, and one of them stays. A disk that
/// holds three has room left for the day.
const TIMES: u64 = 3;

/// Writes a backup into `file`, which must not be there yet. Gives its size in bytes.
///
/// # Errors
/// In one sentence: the database is none of SQLite, the disk is too full, a file cannot be read or written, the copy is
/// damaged. Nothing half is left.
pub async fn write(config: &Database, file: &Path) -> Result<u64, String> {
    write_by(config, file, file).await
}

/// The same, with other names for what is written first: beside this file.
async fn write_by(config: &Database, file: &Path, unfinished: &Path) -> Result<u64, String> {
    let url = config.url();
    let Some(original) = db::file_of(&url) else {
        return Err(format!(
            "PostgreSQL is backed up by its own program: pg_dump --format=custom --file={} \"$DATABASE_URL\" \
             (a password that stands in a file goes into PGPASSWORD)",
            file.display()
        ));
    };
    database::exists(&url)?;
    if file.exists() {
        return Err(format!("{} is there already: nothing was written", file.display()));
    }
    let folder = folder_of(file);
    let unusable = |error| format!("the folder {} cannot be used: {error}", folder.display());
    let room = room(&original, folder).map_err(unusable)?;
    if !room.is_enough() {
        return Err(format!(
            "{} free in {}, and a backup wants {}, three times the database: nothing was written",
            disk::shown(room.free),
            folder.display(),
            disk::shown(room.needed)
        ));
    }
    let (copy, archive) = (beside(unfinished, "database"), beside(unfinished, "part"));
    let written = write_parts(config, &url, &copy, &archive).await;
    let finished = written.and_then(|()| {
        std::fs::rename(&archive, file).map_err(|error| format!("cannot write {}: {error}", file.display()))
    });
    // What is not there any more needs no removal.
    let _ = std::fs::remove_file(&copy);
    let _ = std::fs::remove_file(&archive);
    finished?;
    Ok(std::fs::metadata(file).map_or(0, |file| file.len()))
}

async fn write_parts(config: &Database, url: &str, copy: &Path, archive: &Path) -> Result<(), String> {
    let failed = |error: db::Error| format!("the database could not be copied: {error}");
    // An earlier one was cut off.
    let _ = std::fs::remove_file(copy);
    private(copy).map_err(|error| format!("cannot write {}: {error}", copy.display()))?;
    db::copy::copy(url, copy, &config.options()).await.map_err(failed)?;
    let mut files = vec![(DATABASE, copy.to_owned())];
    files.extend(KEPT.map(|name| (name, config.data_dir.join(name))));
    let shown = archive.display().to_string();
    let archive = archive.to_owned();
    let packed = tokio::task::spawn_blocking(move || pack(&archive, &files)).await;
    packed
        .map_err(io::Error::other)
        .flatten()
        .map_err(|error| format!("cannot write {shown}: {error}"))
}

/// Is there room in this folder for backups of the database?
pub fn room(database: &Path, folder: &Path) -> io::Result<Room> {
    let [log, _] = db::logs_of(database);
    let size = [database, &log].map(|file| std::fs::metadata(file).map_or(0, |file| file.len()));
    Room::in_folder(folder, size.iter().sum::<u64>().saturating_mul(TIMES))
}

/// The files that are there, under these names, for their owner alone, and safely on the disk.
fn pack(archive: &Path, files: &[(&str, PathBuf)]) -> io::Result<()> {
    let mut packed = tar::Builder::new(private(archive)?);
    for (name, file) in files.iter().filter(|(_, file)| file.exists()) {
        packed.append_file(name, &mut File::open(file)?)?;
    }
    packed.into_inner()?.sync_all()
}

/// A new file that only its owner reads: it holds password hashes and letters.
fn private(file: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(file)
}

fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(folder) if folder != Path::new("") => folder,
        _ => Path::new("."),
    }
}

/// `x.tar.part` beside `x.tar`.
fn beside(file: &Path, what: &str) -> PathBuf {
    let mut name = file.file_name().unwrap_or_default().to_owned();
    name.push(".");
    name.push(what);
    file.with_file_name(name)
}
