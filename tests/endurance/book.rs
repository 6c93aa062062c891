//! What members were told is saved, and whether it is there.

use std::collections::HashSet;
use std::time::Instant;

use tutti::db::Db;

/// One act that writes, by what is to be found of it afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Write {
    Message { content: String },
    Event { title: String },
    Place { slug: String, username: String },
    Account { username: String },
}

/// A write that was answered with success.
#[derive(Clone, Debug)]
pub struct Saved {
    pub write: Write,
    pub at: Instant,
}

/// An answer that was no success.
#[derive(Clone, Debug)]
pub struct Refusal {
    pub status: u16,
    pub retry_after: bool,
    pub sent: Instant,
    pub at: Instant,
}

/// All that became of some writes.
#[derive(Default)]
pub struct Book {
    pub saved: Vec<Saved>,
    pub refused: Vec<Refusal>,
    /// The connection broke off: it may be there or not, but not half.
    pub unanswered: Vec<Write>,
}

impl Book {
    pub fn add(&mut self, other: Self) {
        self.saved.extend(other.saved);
        self.refused.extend(other.refused);
        self.unanswered.extend(other.unanswered);
    }

    /// Fails if something is not there that was answered.
    pub fn assert_kept(&self, kept: &Kept, when: &str) {
        let lost: Vec<_> = self.saved.iter().filter(|saved| !kept.has(&saved.write)).collect();
        assert!(
            lost.is_empty(),
            "{when}: {} of {} answered writes are lost, among them {:?}",
            lost.len(),
            self.saved.len(),
            &lost[..lost.len().min(5)]
        );
    }
}

/// What a database holds of what members write.
pub struct Kept(HashSet<Write>);

impl Kept {
    pub async fn read(db: &Db) -> Self {
        const MESSAGES: &str = "SELECT content FROM messages";
        const EVENTS: &str = "SELECT title FROM events";
        const PLACES: &str = "SELECT e.slug, u.username FROM event_participants p
            JOIN events e ON e.id = p.event_id JOIN users u ON u.id = p.user_id WHERE p.status = 'accepted'";
        // With the session that the sign-up answered with.
        const ACCOUNTS: &str = "SELECT DISTINCT u.username FROM users u
            JOIN user_sessions s ON s.user_id = u.id JOIN sessions l ON l.id = s.id";
        let one = async |sql: &'static str| -> Vec<(String,)> { db.query(sql).fetch_all().await.unwrap() };
        let places: Vec<(String, String)> = db.query(PLACES).fetch_all().await.unwrap();
        let messages = one(MESSAGES)
            .await
            .into_iter()
            .map(|(content,)| Write::Message { content });
        let events = one(EVENTS).await.into_iter().map(|(title,)| Write::Event { title });
        let accounts = one(ACCOUNTS).await.into_iter();
        let accounts = accounts.map(|(username,)| Write::Account { username });
        let places = places.into_iter();
        let places = places.map(|(slug, username)| Write::Place { slug, username });
        Self(messages.chain(events).chain(accounts).chain(places).collect())
    }

    pub fn has(&self, write: &Write) -> bool {
        self.0.contains(write)
    }
}
