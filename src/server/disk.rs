//! How much room is left on a disk.

use std::io;
use std::path::Path;

/// What is free on a disk, and what has to be, in bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Room {
    pub free: u64,
    pub needed: u64,
}

impl Room {
    /// On the disk of this folder.
    pub fn in_folder(folder: &Path, needed: u64) -> io::Result<Self> {
        let free = fs4::available_space(folder)?;
        Ok(Self { free, needed })
    }

    /// Is there enough?
    pub fn is_enough(self) -> bool {
        self.free >= self.needed
    }
}

/// Bytes as people read them: `1.5 GiB`.
pub fn shown(bytes: u64) -> String {
    const UNITS: [&str; 4] = ["KiB", "MiB", "GiB", "TiB"];
    if bytes < 1024 {
        return format!("{bytes} bytes");
    }
    let mut value = bytes as f64 / 1024.0;
    let mut unit = UNITS[0];
    for next in &UNITS[1..] {
        if value < 1024.0 {
            break;
        }
        value /= 1024.0;
        unit = next;
    }
    format!("{value:.1} {unit}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_shown_as_people_read_them() {
        for (bytes, words) in [
            (0, "0 bytes"),
            (1023, "1023 bytes"),
            (1536, "1.5 KiB"),
            (5 * 1024 * 1024, "5.0 MiB"),
            (1 << 40, "1.0 TiB"),
            (1 << 50, "1024.0 TiB"),
        ] {
            assert_eq!(shown(bytes), words);
        }
    }

    #[test]
    fn so_much_must_be_free() {
        let folder = std::env::temp_dir();
        assert!(Room::in_folder(&folder, 1).unwrap().is_enough());
        assert!(!Room::in_folder(&folder, u64::MAX).unwrap().is_enough());
    }
}
