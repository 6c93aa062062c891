//! Where an act lives.

/// An act's address: its path, the page that somebody lands on who opens it by GET, and the fields it takes.
/// `page`, `key`, `version` and `seen` are taken everywhere. Written beside the server function it belongs to; a test compares
/// the two.
///
/// Acts are routed one by one: a catch-all beside `GET /api/events/{slug}` would lose `POST /api/events/create` to a 405.
#[derive(Debug, PartialEq, Eq)]
pub struct Address {
    pub path: &'static str,
    pub home: &'static str,
    pub fields: &'static [&'static str],
}

impl Address {
    /// Fields every act takes: the page that holds the form, the id of this sending, the version that was edited and what the
    /// fields held in it.
    pub const COMMON: [&'static str; 4] = ["page", "key", "version", "seen"];

    /// An act's path, the page it is at home on, and the fields of its own.
    pub const fn new(path: &'static str, home: &'static str, fields: &'static [&'static str]) -> Self {
        Self { path, home, fields }
    }

    /// Does this act take a field of that name?
    pub fn takes(&self, field: &str) -> bool {
        Self::COMMON.contains(&field) || self.fields.contains(&field)
    }

    /// The act's name as part of an element's id: `events-join` of `/api/events/join`.
    pub fn slug(&self) -> String {
        self.path.trim_start_matches("/api/").replace('/', "-")
    }
}
