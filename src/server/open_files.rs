//! The system's limit of open files. A connection is one, and past the limit accepting fails, as does opening the database:
//! so the limit is raised as far as this user may, and no more connections are let in than it has room for.

use crate::db;

/// What is open beside connections to clients and to the database: the log, the listener, files of the runtime.
const OTHERS: u64 = 64;
/// A connection to SQLite has the database, its log and that one's index.
const EACH_OF_DATABASE: u64 = 3;

/// How many connections may be open at once: those wanted, if the limit can be had.
pub fn room_for(wanted: u32, database: &db::Options) -> usize {
    let own = own(database);
    let room = match rlimit::increase_nofile_limit(u64::from(wanted) + own) {
        Ok(files) => room_within(files, wanted, own),
        Err(error) => {
            tracing::warn!(%error, "the limit of open files cannot be read");
            return wanted as usize;
        }
    };
    if room < wanted {
        tracing::warn!(
            connections = room,
            wanted,
            "fewer connections at once, for the limit of open files is low: raise it (ulimit -n, LimitNOFILE=) or lower \
             --max-connections"
        );
    }
    room as usize
}

/// What the server opens for itself.
fn own(database: &db::Options) -> u64 {
    OTHERS + EACH_OF_DATABASE * (u64::from(database.readers.max(database.connections)) + 1)
}

/// At least one is always let in: who cannot be served is to be told so.
fn room_within(files: u64, wanted: u32, own: u64) -> u32 {
    let left = u32::try_from(files.saturating_sub(own)).unwrap_or(u32::MAX);
    wanted.min(left).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_low_limit_leaves_room_for_the_database() {
        let own = own(&db::Options::default());
        assert_eq!(own, 127);
        for (files, wanted, room) in [
            (1024, 4096, 1024 - 127),
            (65_536, 4096, 4096),
            (u64::MAX, 1_000_000, 1_000_000),
            (100, 4096, 1),
        ] {
            assert_eq!(room_within(files, wanted, own), room);
        }
    }

    #[test]
    fn the_limit_is_raised_as_far_as_it_goes() {
        let (soft, hard) = rlimit::getrlimit(rlimit::Resource::NOFILE).unwrap();
        let room = room_for(16, &db::Options::default()) as u64;
        let (after, _) = rlimit::getrlimit(rlimit::Resource::NOFILE).unwrap();
        assert!(after >= soft, "it is never lowered");
        assert_eq!(room, 16.min(hard.saturating_sub(127).max(1)));
    }
}
