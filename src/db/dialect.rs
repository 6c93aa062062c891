//! The few words in which the engines differ. Everything else is written once, in what both understand: `$1`,
//! `ON CONFLICT`, `RETURNING`, CTEs, row values, `CASE WHEN a > b THEN a ELSE b END` for the greater of two.

/// Which engine a [`Db`](super::Db) talks to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Engine {
    /// The embedded default: one file, one process.
    Sqlite,
    /// A server of its own, for several instances.
    Postgres,
}

/// A piece of SQL that each engine says in its own way; [`Statement::push_fragment`](super::Statement::push_fragment)
/// appends the right one.
#[derive(Clone, Copy, Debug)]
pub struct Fragment {
    sqlite: &'static str,
    postgres: &'static str,
}

impl Fragment {
    pub(super) fn on(self, engine: Engine) -> &'static str {
        match engine {
            Engine::Sqlite => self.sqlite,
            Engine::Postgres => self.postgres,
        }
    }
}

/// Holds the rows that were read until the transaction ends. On SQLite the one writer already has them. On PostgreSQL
/// the lock is the one that an UPDATE takes: the plain `FOR UPDATE` would also stop everybody who only inserts a row that
/// refers to this one, such as a message about an event that somebody is joining.
pub const FOR_UPDATE: Fragment = Fragment {
    sqlite: "",
    postgres: " FOR NO KEY UPDATE",
};

/// As [`FOR_UPDATE`], passing over the rows that somebody else holds: how workers share a queue.
pub const FOR_UPDATE_SKIP_LOCKED: Fragment = Fragment {
    sqlite: "",
    postgres: " FOR NO KEY UPDATE SKIP LOCKED",
};
