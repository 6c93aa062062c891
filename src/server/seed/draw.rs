//! Chance that comes out the same on every machine: each person and each event has a stream of numbers of its own, so that any
//! of them can be made without those before it.

use crate::instant::Instant;
use rand::{Rng, RngCore, SeedableRng};
use rand_chacha::ChaCha8Rng;
use uuid::Uuid;

/// What a stream of numbers is for.
#[derive(Clone, Copy, Debug)]
pub(super) enum Of {
    Person = 0,
    Event = 1,
    Letters = 2,
}

/// A stream of numbers.
pub(super) struct Draw(ChaCha8Rng);

impl Draw {
    pub(super) fn new(seed: u64, of: Of, number: u64) -> Self {
        let mut numbers = ChaCha8Rng::seed_from_u64(seed);
        numbers.set_stream((number << 2) | of as u64);
        Self(numbers)
    }

    /// A number below this one; 0 where there is none.
    pub(super) fn below(&mut self, end: u64) -> u64 {
        if end == 0 { 0 } else { self.0.random_range(0..end) }
    }

    /// The same, with small ones far more often than large ones.
    pub(super) fn low(&mut self, end: u64) -> u64 {
        let draws = [self.below(end), self.below(end), self.below(end)];
        draws.into_iter().min().unwrap_or_default()
    }

    /// So many times in a hundred.
    pub(super) fn percent(&mut self, times: u64) -> bool {
        self.below(100) < times
    }

    /// One of these, each as often. There is at least one.
    pub(super) fn pick<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[index(self.below(from.len() as u64))]
    }

    /// One of these, the first ones far more often.
    pub(super) fn pick_low<'t, T>(&mut self, from: &'t [T]) -> &'t T {
        &from[index(self.low(from.len() as u64))]
    }

    /// The id of a row made at that time: UUIDv7, as `Ids` makes them.
    pub(super) fn id(&mut self, at: Instant) -> Uuid {
        let mut chance = [0; 10];
        self.0.fill_bytes(&mut chance);
        let millis = at.micros().max(0).unsigned_abs() / 1_000;
        uuid::Builder::from_unix_timestamp_millis(millis, &chance).into_uuid()
    }
}

/// A place in a list that is in memory, so no number of it is too large.
pub(super) fn index(number: u64) -> usize {
    usize::try_from(number).unwrap_or_default()
}

/// What stands where other slugs have a part that nobody guesses, made so that no two events of one seed have the same: to
/// multiply by an odd number shuffles the numbers below 2⁴⁰.
pub(super) fn tail(seed: u64, number: u64) -> String {
    const BASE32: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    const ODD: u64 = 0x9E37_79B9_7F4A_7C15;
    let shuffled = number.wrapping_add(seed.wrapping_mul(ODD)).wrapping_mul(ODD);
    (0..8)
        .map(|place| char::from(BASE32[index((shuffled >> (35 - 5 * place)) & 31)]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn a_stream_is_the_same_each_time_and_its_own() {
        let numbers = |seed, of, number| -> Vec<u64> {
            let mut draw = Draw::new(seed, of, number);
            (0..8).map(|_| draw.below(1_000_000)).collect()
        };
        let first = numbers(1, Of::Person, 0);
        // Written down: another version of a library may not change what a seed makes unnoticed.
        assert_eq!(first[..3], [402_485, 80_383, 596_560]);
        assert_eq!(first, numbers(1, Of::Person, 0));
        for other in [
            numbers(2, Of::Person, 0),
            numbers(1, Of::Event, 0),
            numbers(1, Of::Person, 1),
        ] {
            assert_ne!(first, other);
        }
    }

    #[test]
    fn no_two_tails_are_alike() {
        let tails: BTreeSet<String> = (0..20_000).map(|number| tail(7, number)).collect();
        assert_eq!(tails.len(), 20_000);
        assert!(tails.iter().all(|tail| tail.len() == 8));
    }
}
