//! Opens the database that the configuration names, and says in one sentence why that failed and what to do.

use std::fs::{DirBuilder, OpenOptions};
use std::io;
use std::path::Path;

use super::config::Database;
use crate::db::lock::Lock;
use crate::db::{self, Db};

/// A database to change, which on SQLite no other process changes as long as this lives.
pub struct Open {
    pub db: Db,
    _lock: Lock,
}

/// Opens it for a command that writes.
pub async fn open(config: &Database, command: &str) -> Result<Open, String> {
    prepare_folder(&config.data_dir)?;
    let url = config.url();
    let lock = Lock::take(&url, command).map_err(|error| error.to_string())?;
    let db = Db::connect(&url, &config.options())
        .await
        .map_err(|error| explain(&url, &error))?;
    Ok(Open { db, _lock: lock })
}

/// Makes the data folder if it must, and sees whether it can be written to.
pub fn prepare_folder(folder: &Path) -> Result<(), String> {
    prepare(folder).map_err(|error| explain_folder(folder, &error))
}

/// Opens it for a command that changes what is there, and makes none.
pub async fn open_existing(config: &Database, command: &str) -> Result<Open, String> {
    exists(&config.url())?;
    open(config, command).await
}

/// Opens it for a command that only looks, beside whoever has it open.
pub async fn open_to_read(config: &Database) -> Result<Db, String> {
    let url = config.url();
    exists(&url)?;
    Db::connect_to_read(&url, &config.options())
        .await
        .map_err(|error| explain(&url, &error))
}

/// Fails where a file is meant that is not there.
pub fn exists(url: &str) -> Result<(), String> {
    if db::file_of(url).is_some_and(|file| !file.exists()) {
        return Err(format!(
            "there is no database {} yet: `tutti serve` makes it, and so does `tutti migrate up`",
            shown(url)
        ));
    }
    Ok(())
}

fn explain(url: &str, error: &db::Error) -> String {
    format!("cannot open the database {}: {error}", shown(url))
}

/// An address without its password, for people's eyes.
pub fn shown(address: &str) -> String {
    match url::Url::parse(address) {
        Ok(mut url) if url.password().is_some() => {
            // it has a password, so it has a host, and then this cannot fail
            let _ = url.set_password(Some("…"));
            percent_encoding::percent_decode_str(url.as_str())
                .decode_utf8_lossy()
                .into_owned()
        }
        _ => address.to_owned(),
    }
}

/// Makes a folder for its owner alone.
pub fn make_folder(folder: &Path) -> io::Result<()> {
    let mut builder = DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder)
}

/// Makes the data folder, and tries it.
fn prepare(folder: &Path) -> io::Result<()> {
    make_folder(folder)?;
    let probe = folder.join(format!(".probe-{}", std::process::id()));
    OpenOptions::new()
        .write(true)
        .create(true)
        .truncate(true)
        .open(&probe)?;
    std::fs::remove_file(&probe)
}

fn explain_folder(folder: &Path, error: &io::Error) -> String {
    let folder = folder.display();
    let advice = "give this user a folder it may write to with --data-dir";
    match error.kind() {
        io::ErrorKind::PermissionDenied => format!("the data folder {folder} may not be written to: {advice}"),
        io::ErrorKind::ReadOnlyFilesystem => format!("the data folder {folder} is on a read-only disk: {advice}"),
        io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
            format!("the data folder {folder} is not a folder: {advice}")
        }
        _ => format!("the data folder {folder} cannot be used ({error}): {advice}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_password_is_shown() {
        let shown = shown("postgres://tutti:s3cret@db.example/tutti?sslmode=require");
        assert!(!shown.contains("s3cret"), "{shown}");
        assert!(
            shown.starts_with("postgres://tutti:") && shown.ends_with("@db.example/tutti?sslmode=require"),
            "{shown}"
        );
        for plain in ["sqlite://./data/tutti.db", "postgres://db.example/tutti", "nonsense"] {
            assert_eq!(super::shown(plain), plain);
        }
    }

    #[test]
    fn a_folder_is_made_for_its_owner_alone() {
        let folder = std::env::temp_dir().join(format!("tutti-folder-{}", std::process::id()));
        prepare(&folder.join("inner")).unwrap();
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(std::fs::metadata(&folder).unwrap().permissions().mode() & 0o777, 0o700);
        }
        prepare(&folder.join("inner")).unwrap();
        assert_eq!(
            std::fs::read_dir(folder.join("inner")).unwrap().count(),
            0,
            "the probe is gone"
        );
        std::fs::write(folder.join("file"), "").unwrap();
        let error = prepare(&folder.join("file")).unwrap_err();
        assert!(explain_folder(&folder, &error).contains("--data-dir"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
