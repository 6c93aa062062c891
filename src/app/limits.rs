//! How often someone may try something, counted in this process.
//!
//! Each limit is a bucket per address or person that fills evenly (the generic cell rate algorithm), so nobody is locked
//! out for a whole window, and `Retry-After` is exact. Several servers count apart: behind a balancer each allows its share.

use std::net::{IpAddr, Ipv6Addr};
use std::num::NonZeroU32;
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use governor::clock::{Clock, DefaultClock};
use governor::middleware::NoOpMiddleware;
use governor::state::keyed::DashMapStateStore;
use governor::{Quota, RateLimiter};
use uuid::Uuid;

use crate::error::AppError;

/// What is limited.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Making an account, per address.
    SignUp,
    /// Trying a password, per address.
    LogIn,
    /// Writing a message, per person.
    Message,
    /// Posting an event, per person.
    Event,
    /// Reporting something, per person.
    Report,
}

impl Limit {
    /// So many at once, filled up again evenly over so long.
    const fn quota(self) -> (u32, Duration) {
        match self {
            Self::SignUp | Self::LogIn => (5, Duration::from_secs(60)),
            Self::Message => (20, Duration::from_secs(60)),
            Self::Event => (20, Duration::from_secs(60 * 60)),
            Self::Report => (10, Duration::from_secs(60 * 60)),
        }
    }
}

/// Whose tries are counted together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Key {
    Address(IpAddr),
    Person(Uuid),
}

impl Key {
    /// One household or server has a whole IPv6 /64, and an IPv4 address may come written as an IPv6 one.
    fn folded(self) -> Self {
        match self {
            Self::Address(IpAddr::V6(address)) => Self::Address(match address.to_ipv4_mapped() {
                Some(v4) => IpAddr::V4(v4),
                None => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & (u128::MAX << 64))),
            }),
            other => other,
        }
    }
}

/// The most keys one limit remembers: some 10 MB.
const KEYS: usize = 100_000;
/// Keys whose buckets are full again are forgotten once in so many checks.
const SWEEP: u32 = 1024;

/// All limits of the site. Cloning it is cheap and shares the counts.
#[derive(Clone)]
pub struct Limits<C: Clock = DefaultClock>(Option<Arc<Counts<C>>>);

struct Counts<C: Clock> {
    sign_up: Buckets<C>,
    log_in: Buckets<C>,
    message: Buckets<C>,
    event: Buckets<C>,
    report: Buckets<C>,
}

impl<C: Clock> Counts<C> {
    fn of(&self, limit: Limit) -> &Buckets<C> {
        match limit {
            Limit::SignUp => &self.sign_up,
            Limit::LogIn => &self.log_in,
            Limit::Message => &self.message,
            Limit::Event => &self.event,
            Limit::Report => &self.report,
        }
    }
}

impl Limits {
    /// The limits of a site; `false` switches all of them off, for tests and benchmarks.
    pub fn new(on: bool) -> Self {
        if on {
            Self::with_clock(DefaultClock::default(), KEYS)
        } else {
            Self(None)
        }
    }
}

impl<C: Clock + Clone> Limits<C> {
    fn with_clock(clock: C, keys: usize) -> Self {
        let buckets = |limit| Buckets::new(limit, &clock, keys);
        Self(Some(Arc::new(Counts {
            sign_up: buckets(Limit::SignUp),
            log_in: buckets(Limit::LogIn),
            message: buckets(Limit::Message),
            event: buckets(Limit::Event),
            report: buckets(Limit::Report),
        })))
    }

    /// Counts one try, or says how many seconds to wait for the next.
    pub fn check(&self, limit: Limit, key: Key) -> Result<(), AppError> {
        let Some(limits) = &self.0 else { return Ok(()) };
        limits.of(limit).check(key.folded()).map_err(|wait| {
            tracing::warn!(?limit, ?key, ?wait, "rate limit reached");
            AppError::RateLimited {
                retry_after: whole_seconds(wait),
            }
        })
    }
}

/// Rounded up, and never zero: who waits as long as told is let in.
fn whole_seconds(wait: Duration) -> u32 {
    let seconds = wait.as_secs() + u64::from(wait.subsec_nanos() > 0);
    u32::try_from(seconds).unwrap_or(u32::MAX).max(1)
}

type Limiter<C> = RateLimiter<Key, DashMapStateStore<Key>, C, NoOpMiddleware<<C as Clock>::Instant>>;

struct Buckets<C: Clock> {
    quota: Quota,
    clock: C,
    keys: usize,
    limiter: RwLock<Limiter<C>>,
    checks: AtomicU32,
}

impl<C: Clock + Clone> Buckets<C> {
    fn new(limit: Limit, clock: &C, keys: usize) -> Self {
        let (burst, window) = limit.quota();
        let burst = NonZeroU32::new(burst).unwrap_or(NonZeroU32::MIN);
        let quota = Quota::with_period(window / burst.get())
            .unwrap_or(Quota::per_minute(burst))
            .allow_burst(burst);
        let limiter = RwLock::new(Self::limiter(quota, clock));
        Self {
            quota,
            clock: clock.clone(),
            keys,
            limiter,
            checks: AtomicU32::new(0),
        }
    }

    fn limiter(quota: Quota, clock: &C) -> Limiter<C> {
        RateLimiter::new(quota, DashMapStateStore::default(), clock.clone())
    }

    fn check(&self, key: Key) -> Result<(), Duration> {
        if self.checks.fetch_add(1, Ordering::Relaxed) % SWEEP == SWEEP - 1 {
            self.sweep();
        }
        // A panic elsewhere leaves nothing half done in here: the lock guards a whole value.
        let limiter = self.limiter.read().unwrap_or_else(PoisonError::into_inner);
        limiter
            .check_key(&key)
            .map_err(|refusal| refusal.wait_time_from(self.clock.now()))
    }

    /// Bounds the memory. If that many keys are truly in use within one window, all counts start again: whoever commands
    /// more addresses than this is not held by a limit per address anyway, and nobody else shall be refused for it.
    fn sweep(&self) {
        let limiter = self.limiter.read().unwrap_or_else(PoisonError::into_inner);
        limiter.retain_recent();
        if limiter.len() <= self.keys {
            return limiter.shrink_to_fit();
        }
        drop(limiter);
        tracing::warn!(
            keys = self.keys,
            "a rate limit counts too many keys at once and starts again"
        );
        *self.limiter.write().unwrap_or_else(PoisonError::into_inner) = Self::limiter(self.quota, &self.clock);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use governor::clock::FakeRelativeClock;

    fn limits() -> (Limits<FakeRelativeClock>, FakeRelativeClock) {
        let clock = FakeRelativeClock::default();
        (Limits::with_clock(clock.clone(), 5000), clock)
    }

    fn address(text: &str) -> Key {
        Key::Address(text.parse().unwrap())
    }

    fn wait(outcome: Result<(), AppError>) -> u32 {
        match outcome {
            Err(AppError::RateLimited { retry_after }) => retry_after,
            other => panic!("expected a refusal, got {other:?}"),
        }
    }

    #[test]
    fn each_limit_allows_its_number_and_tells_the_truth_about_waiting() {
        let person = Key::Person(Uuid::from_u128(1));
        let here = address("192.0.2.1");
        for (limit, key, number, pause) in [
            (Limit::SignUp, here, 5, 12),
            (Limit::LogIn, here, 5, 12),
            (Limit::Message, person, 20, 3),
            (Limit::Event, person, 20, 180),
        ] {
            let (limits, clock) = limits();
            for i in 0..number {
                assert_eq!(limits.check(limit, key), Ok(()), "{limit:?} no. {i}");
            }
            assert_eq!(wait(limits.check(limit, key)), pause, "{limit:?}");
            clock.advance(Duration::from_secs(pause.into()) - Duration::from_millis(1));
            assert_eq!(
                wait(limits.check(limit, key)),
                1,
                "{limit:?}: never 0, also for a millisecond"
            );
            clock.advance(Duration::from_millis(1));
            assert_eq!(limits.check(limit, key), Ok(()), "{limit:?}");
            assert_eq!(wait(limits.check(limit, key)), pause, "{limit:?}: one at a time");
        }
    }

    #[test]
    fn limits_and_keys_are_counted_apart() {
        let (limits, _) = limits();
        for _ in 0..5 {
            limits.check(Limit::LogIn, address("192.0.2.1")).unwrap();
        }
        assert!(limits.check(Limit::LogIn, address("192.0.2.1")).is_err());
        assert!(limits.check(Limit::LogIn, address("192.0.2.2")).is_ok());
        assert!(limits.check(Limit::SignUp, address("192.0.2.1")).is_ok());
        assert!(
            limits.clone().check(Limit::LogIn, address("192.0.2.1")).is_err(),
            "a clone shares the counts"
        );
    }

    #[test]
    fn an_ipv6_network_is_one_address() {
        let (limits, _) = limits();
        for i in 0..5 {
            limits
                .check(Limit::LogIn, address(&format!("2001:db8:1:2:{i}::{i}")))
                .unwrap();
        }
        assert!(limits.check(Limit::LogIn, address("2001:db8:1:2:ffff::1")).is_err());
        assert!(limits.check(Limit::LogIn, address("2001:db8:1:3::1")).is_ok());
        for _ in 0..5 {
            limits.check(Limit::SignUp, address("::ffff:192.0.2.9")).unwrap();
        }
        assert!(limits.check(Limit::SignUp, address("192.0.2.9")).is_err());
        assert!(limits.check(Limit::SignUp, address("::ffff:192.0.2.10")).is_ok());
    }

    #[test]
    fn memory_is_bounded() {
        let (limits, clock) = limits();
        let known = |limits: &Limits<FakeRelativeClock>| {
            limits
                .0
                .as_ref()
                .unwrap()
                .of(Limit::LogIn)
                .limiter
                .read()
                .unwrap()
                .len()
        };
        for i in 0..3000_u32 {
            limits
                .check(Limit::LogIn, Key::Address(IpAddr::from(i.to_be_bytes())))
                .unwrap();
        }
        assert!(known(&limits) >= 3000, "all in use: none forgotten");
        clock.advance(Duration::from_secs(61));
        for _ in 0..SWEEP {
            let _ = limits.check(Limit::LogIn, address("192.0.2.1"));
        }
        assert_eq!(known(&limits), 1, "full again: forgotten");
        for i in 0..100_000_u32 {
            let _ = limits.check(Limit::LogIn, Key::Address(IpAddr::from(i.to_be_bytes())));
            assert!(known(&limits) <= 5000 + SWEEP as usize);
        }
    }

    #[test]
    fn they_can_be_switched_off() {
        let limits = Limits::new(false);
        for _ in 0..1000 {
            assert_eq!(limits.check(Limit::LogIn, address("192.0.2.1")), Ok(()));
        }
        let limits = Limits::new(true);
        assert!(
            (0..6)
                .map(|_| limits.check(Limit::LogIn, address("192.0.2.1")))
                .any(|outcome| outcome.is_err())
        );
    }
}
