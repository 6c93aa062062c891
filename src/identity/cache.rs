//! The signed-in people of the last two seconds, so that a page costs no statement to know who reads it.
//!
//! An act that changes what a [`Member`](super::model::Member) says (a message for them, a new name, a role) evicts the
//! person after its commit, and this instance tells the new at once; others within [`FRESH`]. Nothing is removed at an
//! eviction: it gets a number, and what was read before that number counts no more. So a slow read that began before an
//! eviction and ends after it puts nothing stale back.

use super::hashed::Key;
use super::store::Signed;
use crate::instant::Instant;
use moka::sync::Cache;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;
use uuid::Uuid;

/// How long what was read may be told.
const FRESH: Duration = Duration::from_secs(2);

/// How long an eviction is remembered: longer than the slowest read takes.
const REMEMBERED: Duration = Duration::from_secs(60);

/// More than that many sessions within two seconds share the memory.
const SESSIONS: u64 = 20_000;

/// Who is signed in, remembered for two seconds. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct SignedIn {
    read: Cache<Key, Known>,
    evicted: Cache<Uuid, u64>,
    generation: Arc<AtomicU64>,
}

#[derive(Clone, Debug)]
struct Known {
    signed: Arc<Signed>,
    reading: Reading,
}

/// When a read began: before or after which eviction, and at what time.
#[derive(Clone, Copy, Debug)]
pub(super) struct Reading {
    generation: u64,
    at: Instant,
}

impl SignedIn {
    /// Knows nobody yet.
    pub fn new() -> Self {
        Self {
            read: Cache::builder().max_capacity(SESSIONS).time_to_live(FRESH).build(),
            evicted: Cache::builder().time_to_live(REMEMBERED).build(),
            generation: Arc::default(),
        }
    }

    /// Forgets a person, in all their sessions. Called after the commit of whatever changed what their `Member` says.
    pub fn evict(&self, person: Uuid) {
        let now = self.generation.fetch_add(1, Ordering::SeqCst) + 1;
        let latest = |before: Option<moka::Entry<Uuid, u64>>| before.map_or(now, |before| before.into_value().max(now));
        self.evicted.entry(person).and_upsert_with(latest);
    }

    /// To be called before a read: what it finds is kept under this.
    pub(super) fn begin(&self, now: Instant) -> Reading {
        Reading {
            generation: self.generation.load(Ordering::SeqCst),
            at: now,
        }
    }

    /// Keeps what a read found.
    pub(super) fn keep(&self, key: Key, signed: Arc<Signed>, reading: Reading) {
        self.read.insert(key, Known { signed, reading });
    }

    /// Who this session's person is, as far as that is still true.
    pub(super) fn get(&self, key: Key, now: Instant) -> Option<Arc<Signed>> {
        let known = self.read.get(&key)?;
        // The cache goes by time that passes, this by the time it is: tests move that, and so may an operator.
        let age = now.since(known.reading.at).unsigned_abs();
        let fresh = age < FRESH;
        let evicted = self
            .evicted
            .get(&known.signed.member.id)
            .is_some_and(|at| at > known.reading.generation);
        (fresh && !evicted).then_some(known.signed)
    }
}

impl Default for SignedIn {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::identity::model::{Member, Role};
    use tower_sessions::session::Id;

    fn at(millis: i64) -> Instant {
        Instant::from_micros(1_800_000_000_000_000 + millis * 1_000).unwrap()
    }

    fn somebody(unread: i64) -> Arc<Signed> {
        let member = Member {
            id: Uuid::from_u128(7),
            username: "ines".into(),
            full_name: None,
            town: None,
            locale: None,
            time_zone: None,
            role: Role::Member,
            unread,
        };
        Arc::new(Signed {
            member,
            created_at: at(0),
            seen_at: at(0),
        })
    }

    fn unread(cache: &SignedIn, now: Instant) -> Option<u64> {
        cache.get(Key::of(Id(1)), now).map(|signed| signed.member.unread())
    }

    #[test]
    fn what_was_read_is_told_for_two_seconds() {
        let cache = SignedIn::new();
        cache.keep(Key::of(Id(1)), somebody(3), cache.begin(at(0)));
        assert_eq!(unread(&cache, at(0)), Some(3));
        assert_eq!(unread(&cache, at(1_999)), Some(3));
        assert_eq!(unread(&cache, at(2_000)), None);
        assert_eq!(
            unread(&cache, at(-2_000)),
            None,
            "a clock that was set back proves nothing"
        );
        assert!(cache.get(Key::of(Id(2)), at(0)).is_none(), "another session");
    }

    #[test]
    fn an_eviction_is_of_one_person_and_at_once() {
        let cache = SignedIn::new();
        cache.keep(Key::of(Id(1)), somebody(3), cache.begin(at(0)));
        cache.evict(Uuid::from_u128(8));
        assert_eq!(unread(&cache, at(1)), Some(3));
        cache.evict(Uuid::from_u128(7));
        assert_eq!(unread(&cache, at(1)), None);
        cache.keep(Key::of(Id(1)), somebody(4), cache.begin(at(1)));
        assert_eq!(unread(&cache, at(1)), Some(4), "what is read after an eviction counts");
    }

    #[test]
    fn a_slow_read_puts_nothing_stale_back() {
        let cache = SignedIn::new();
        let slow = cache.begin(at(0));
        cache.evict(Uuid::from_u128(7));
        cache.keep(Key::of(Id(1)), somebody(3), slow);
        assert_eq!(unread(&cache, at(1)), None);
    }

    #[test]
    fn evictions_at_once_leave_the_latest() {
        let cache = SignedIn::new();
        std::thread::scope(|threads| {
            for _ in 0..8 {
                threads.spawn(|| (0..500).for_each(|_| cache.evict(Uuid::from_u128(7))));
            }
        });
        assert_eq!(cache.evicted.get(&Uuid::from_u128(7)), Some(4_000));
    }
}
