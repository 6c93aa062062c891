//! Time and chance come from the state, so that tests move the one and the rest of the house asks for neither.

use crate::instant::Instant;
use jiff::{SignedDuration, Timestamp};
use rand::Rng;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};
use uuid::{NoContext, Uuid};

/// What time it is. Read once per request.
#[derive(Clone, Debug, Default)]
pub struct Clock {
    /// Microseconds by which tests have moved this clock; `None` in service.
    moved: Option<Arc<AtomicI64>>,
}

impl Clock {
    /// The machine's clock.
    pub fn system() -> Self {
        Self::default()
    }

    /// The machine's clock, which `advance` can move.
    pub fn movable() -> Self {
        Self {
            moved: Some(Arc::default()),
        }
    }

    /// Lets time pass. Without effect on the machine's clock.
    pub fn advance(&self, by: SignedDuration) {
        if let Some(moved) = &self.moved {
            let micros = i64::try_from(by.as_micros()).unwrap_or(i64::MAX);
            moved.fetch_add(micros, Ordering::Relaxed);
        }
    }

    /// Now, to the microsecond.
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
    pub fn now(&self) -> Instant {
        let moved = self.moved.as_ref().map_or(0, |moved| moved.load(Ordering::Relaxed));
        Instant::from(Timestamp::now()).plus(SignedDuration::from_micros(moved))
    }
}

/// Makes the ids of rows and the unguessable part of addresses.
#[derive(Clone, Copy, Debug, Default)]
pub struct Ids;

impl Ids {
    /// A row's id: UUIDv7 (RFC 9562 §5.7), which sorts by the time it was made.
    pub fn next(self, now: Instant) -> Uuid {
        let micros = now.micros().max(0).unsigned_abs();
        let nanos = u32::try_from(micros % 1_000_000 * 1_000).unwrap_or(0);
        Uuid::new_v7(uuid::Timestamp::from_unix(NoContext, micros / 1_000_000, nanos))
    }

    /// The id of one sending of a form: the same twice is one act.
    pub fn key(self) -> Uuid {
        Uuid::new_v4()
    }

    /// Eight random characters: 40 bits, so that an unlisted address is not guessed.
    pub fn tail(self) -> String {
        base32(8)
    }
}

/// Random characters of base 32 (RFC 4648 §6, in lower case), five bits each: without 0, 1 and 8, which are read as
/// letters.
pub(super) fn base32(length: usize) -> String {
    const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut random = rand::rng();
    (0..length)
        .map(|_| char::from(BASE32[random.random_range(0..BASE32.len())]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_sort_by_their_time() {
        let (ids, start) = (Ids, Clock::system().now());
        let made: Vec<_> = (0..50)
            .map(|ms| ids.next(start.plus(SignedDuration::from_millis(ms))))
            .collect();
        assert!(made.is_sorted());
    }

    #[test]
    fn tests_move_time() {
        let clock = Clock::movable();
        let before = clock.now();
        clock.advance(SignedDuration::from_hours(24));
        assert!(clock.now().since(before) >= SignedDuration::from_hours(24));
    }

    #[test]
    fn a_tail_is_eight_characters_of_an_address() {
        let tail = Ids.tail();
        assert_eq!(tail.len(), 8);
        assert!(
            tail.bytes()
                .all(|b| b.is_ascii_lowercase() || (b'2'..=b'7').contains(&b))
        );
    }
}
