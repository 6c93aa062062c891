//! The files of a new migration, for whoever writes it.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Makes the four empty files of the next migration in a source tree's `migrations` folder.
pub fn create(folder: &Path, name: &str) -> io::Result<Vec<PathBuf>> {
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if name.is_empty() || !name.chars().all(plain) {
        let fault = "a migration's name is made of a-z, 0-9 and _";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, fault));
    }
    let engines = ["sqlite", "postgres"].map(|engine| folder.join(engine));
    let mut last = 0;
    for engine in &engines {
        for entry in fs::read_dir(engine)? {
            let file = entry?.file_name();
            let number = file.to_string_lossy().split('_').next().and_then(|n| n.parse().ok());
            last = last.max(number.unwrap_or(0));
        }
    }
    let next = last + 1;
    let mut made = Vec::new();
    for engine in &engines {
        for direction in ["up", "down"] {
            let file = engine.join(format!("{next:04}_{name}.{direction}.sql"));
            fs::File::create_new(&file)?;
            made.push(file);
        }
    }
    Ok(made)
}
