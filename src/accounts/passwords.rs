//! Passwords: kept as argon2id hashes, estimated by zxcvbn.
//!
//! Both are slow, argon2 on purpose: they run on threads of their own, at most one less than the machine has cores, so
//! that a storm of log-ins leaves the pages a core. A few wait for a turn; who comes when the queue is full is told so
//! at once. A turn ends with its work, not with the request that asked for it: hanging up frees nothing early.

use crate::error::AppError;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString, rand_core::OsRng};
use argon2::{Algorithm, Argon2, Params, Version};
use std::sync::Arc;
use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// The fewest characters of a password (Unicode scalar values).
pub const PASSWORD_MIN: usize = 8;

/// The most characters of a password (Unicode scalar values).
pub const PASSWORD_MAX: usize = 128;

/// How many wait for each turn that can be had at once.
const WAITING: usize = 32;

/// Seconds until a full queue has surely moved on: 33 hashes of some 30 ms, on a slow machine twice that.
const RETRY_AFTER: u32 = 2;

/// A password as typed. Nothing is trimmed and nothing normalised; it prints as dots.
#[derive(Clone, PartialEq, Eq)]
pub struct Password(String);

impl Password {
    /// A password as typed, if its length may be hashed.
    pub fn new(typed: &str) -> Option<Self> {
        // Counted no further than needed: what comes may be long.
        let length = typed.chars().take(PASSWORD_MAX + 1).count();
        (PASSWORD_MIN..=PASSWORD_MAX)
            .contains(&length)
            .then(|| Self(typed.to_owned()))
    }
}

impl std::fmt::Debug for Password {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        f.write_str("Password(…)")
    }
}

/// What comparing a password with a hash says.
#[derive(Debug, PartialEq, Eq)]
pub enum Verified {
    Wrong,
    Right,
    /// Right, and the hash was made with parameters we use no more: here is a better one.
    Outdated(String),
}

/// Hashes and estimates passwords, few at a time. Cheap to clone; all clones share the turns.
#[derive(Clone, Debug)]
pub struct Passwords {
    turns: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    argon2: Argon2<'static>,
    /// Compared with where an account has no hash, where there is no account, or where what was typed can be nobody's
    /// password: all of them take the time of one that is only wrong.
    nobody: Arc<str>,
    /// What nobody should put into a password here: the site's address.
    site: Arc<str>,
}

impl Passwords {
    /// With argon2id as OWASP's Password Storage Cheat Sheet asks for at least: 19 MiB, two passes, one lane. The words of
    /// the site's address make no password stronger.
    pub fn new(site: &str) -> Self {
        let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
        let params = Params::new(19_456, 2, 1, None).expect("OWASP's parameters are within argon2's bounds");
        Self::with(site, params, cores.saturating_sub(1).max(1))
    }

    fn with(site: &str, params: Params, turns: usize) -> Self {
        let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
        let nobody = hash(&argon2, SaltString::generate(&mut OsRng).as_str());
        Self {
            turns: Arc::new(Semaphore::new(turns)),
            queue: Arc::new(Semaphore::new(turns * WAITING)),
            argon2,
            nobody: nobody.expect("argon2 hashes with parameters that it took").into(),
            site: site.into(),
        }
    }

    /// The hash to keep, as a PHC string.
    pub async fn hash(&self, password: Password) -> Result<String, AppError> {
        let argon2 = self.argon2.clone();
        self.run(move || hash(&argon2, &password.0))
            .await?
            .ok_or(AppError::Internal)
    }

    /// Is this the password of that hash? Without the one or the other it is wrong, in the same time.
    pub async fn verify(
        &self,
        password: impl Into<Option<Password>>,
        kept: Option<String>,
    ) -> Result<Verified, AppError> {
        let (argon2, nobody, password) = (self.argon2.clone(), self.nobody.clone(), password.into());
        self.run(move || match (password, kept) {
            (Some(password), Some(kept)) => verify(&argon2, &password.0, &kept),
            (password, _) => {
                verify(&argon2, password.as_ref().map_or("", |password| &password.0), &nobody);
                Verified::Wrong
            }
        })
        .await
    }

    /// Is this password hard enough to guess, for somebody who knows these words about its owner? At least 3 of 4 by
    /// zxcvbn: some 10⁸ guesses.
    pub async fn is_strong(&self, password: Password, about: Vec<String>) -> Result<bool, AppError> {
        let site = self.site.clone();
        self.run(move || is_strong(&password.0, &about, &site)).await
    }

    /// Runs work on a thread where it may take its time, when it is its turn.
    async fn run<T: Send + 'static>(&self, work: impl FnOnce() -> T + Send + 'static) -> Result<T, AppError> {
        let turn = self.turn().await?;
        let done = tokio::task::spawn_blocking(move || {
            let _until_done = turn;
            work()
        });
        done.await.map_err(|fault| {
            tracing::error!(%fault, "password work broke off");
            AppError::Internal
        })
    }

    async fn turn(&self) -> Result<OwnedSemaphorePermit, AppError> {
        let busy = AppError::Unavailable {
            retry_after: RETRY_AFTER,
        };
        if let Ok(turn) = self.turns.clone().try_acquire_owned() {
            return Ok(turn);
        }
        // Dropped with this future: who stops waiting leaves the queue.
        let _place = self.queue.try_acquire().map_err(|_| {
            tracing::warn!("too many passwords wait to be hashed");
            busy.clone()
        })?;
        self.turns.clone().acquire_owned().await.map_err(|_| busy)
    }
}

fn hash(argon2: &Argon2, password: &str) -> Option<String> {
    let salt = SaltString::generate(&mut OsRng);
    let hashed = argon2.hash_password(password.as_bytes(), &salt);
    hashed
        .inspect_err(|fault| tracing::error!(%fault, "a password can't be hashed"))
        .ok()
        .map(|hash| hash.to_string())
}

fn verify(argon2: &Argon2, password: &str, kept: &str) -> Verified {
    let Ok(parsed) = PasswordHash::new(kept) else {
        tracing::error!("a kept password hash can't be read");
        return Verified::Wrong;
    };
    // Takes algorithm, version and parameters from the hash.
    if argon2.verify_password(password.as_bytes(), &parsed).is_err() {
        return Verified::Wrong;
    }
    let current = parsed.algorithm == Algorithm::Argon2id.ident()
        && parsed.version == Some(Version::V0x13.into())
        && Params::try_from(&parsed).is_ok_and(|params| same_cost(&params, argon2.params()));
    if current {
        Verified::Right
    } else {
        hash(argon2, password).map_or(Verified::Right, Verified::Outdated)
    }
}

fn same_cost(a: &Params, b: &Params) -> bool {
    (a.m_cost(), a.t_cost(), a.p_cost()) == (b.m_cost(), b.t_cost(), b.p_cost())
}

/// Hard to guess, and hard still without what is known: zxcvbn takes a few known words in a row for a strong password.
fn is_strong(password: &str, about: &[String], site: &str) -> bool {
    let known = known_words(about, site);
    let rest = known
        .iter()
        .fold(password.to_lowercase(), |rest, word| rest.replace(word.as_str(), " "));
    let words: Vec<&str> = known.iter().map(String::as_str).collect();
    // The library looks at the first hundred characters, so its time is bounded.
    let guessed = |text: &str| zxcvbn::zxcvbn(text, &words).score() < zxcvbn::Score::Three;
    !guessed(password) && (rest == password.to_lowercase() || !guessed(rest.trim()))
}

/// The words to be found in a person's name and address and in the site's, the longest first.
fn known_words(about: &[String], site: &str) -> Vec<String> {
    let mut words = vec!["tutti".to_owned()];
    for about in about.iter().map(String::as_str).chain([site]) {
        let about = about.chars().take(300).collect::<String>().to_lowercase();
        let halves = about.split('@').flat_map(|half| half.split("://"));
        let parts = about.split(|c: char| !c.is_alphanumeric());
        words.extend(
            [about.as_str()]
                .into_iter()
                .chain(halves)
                .chain(parts)
                .map(|word| word.chars().take(64).collect()),
        );
    }
    words.retain(|word: &String| word.chars().count() >= 3);
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.dedup();
    words.truncate(24);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::atomic::{AtomicUsize, Ordering};
    use std::sync::{Condvar, Mutex};
    use std::time::{Duration, Instant};

    /// Cheap parameters: these tests are about turns.
    fn quick(turns: usize) -> Passwords {
        Passwords::with("https://music.example", Params::new(8, 1, 1, None).unwrap(), turns)
    }

    fn password(typed: &str) -> Password {
        Password::new(typed).unwrap()
    }

    /// Work that waits at a gate, and counts how much of it runs at once.
    #[derive(Clone, Default)]
    struct Gate(Arc<(Mutex<bool>, Condvar, AtomicUsize, AtomicUsize)>);

    impl Gate {
        fn pass(&self) {
            let (open, changed, running, most) = &*self.0;
            most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            drop(changed.wait_while(open.lock().unwrap(), |open| !*open).unwrap());
            running.fetch_sub(1, Ordering::SeqCst);
        }

        fn open(&self) {
            *self.0.0.lock().unwrap() = true;
            self.0.1.notify_all();
        }

        fn running(&self) -> usize {
            self.0.2.load(Ordering::SeqCst)
        }

        fn most(&self) -> usize {
            self.0.3.load(Ordering::SeqCst)
        }
    }

    fn start(passwords: &Passwords, gate: &Gate) -> tokio::task::JoinHandle<Result<(), AppError>> {
        let (passwords, gate) = (passwords.clone(), gate.clone());
        tokio::spawn(async move { passwords.run(move || gate.pass()).await })
    }

    async fn until(what: impl Fn() -> bool) {
        let patience = tokio::time::timeout(Duration::from_secs(10), async {
            while !what() {
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
        });
        patience.await.expect("within ten seconds");
    }

    #[test]
    fn a_password_has_8_to_128_characters_whatever_they_are() {
        for good in [
            "12345678",
            "        ",
            "🥁🥁🥁🥁🥁🥁🥁🥁",
            &"x".repeat(128),
            &"🥁".repeat(128),
            " padded ",
        ] {
            assert_eq!(
                Password::new(good).map(|password| password.0).as_deref(),
                Some(good),
                "nothing is trimmed"
            );
        }
        for bad in [
            "",
            "1234567",
            "🥁🥁🥁🥁🥁🥁🥁",
            &"x".repeat(129),
            &"x".repeat(1_000_000),
        ] {
            assert_eq!(Password::new(bad), None);
        }
        assert_eq!(format!("{:?}", password("correct horse")), "Password(…)");
    }

    #[tokio::test]
    async fn a_hash_is_argon2id_of_19_mib_and_never_the_same_twice() {
        let passwords = Passwords::new("https://music.example");
        let one = passwords.hash(password("correct horse")).await.unwrap();
        let other = passwords.hash(password("correct horse")).await.unwrap();
        assert!(one.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{one}");
        assert_ne!(one, other);
        for (typed, expected) in [
            ("correct horse", Verified::Right),
            ("Correct horse", Verified::Wrong),
            ("correct horse ", Verified::Wrong),
        ] {
            assert_eq!(
                passwords.verify(password(typed), Some(one.clone())).await,
                Ok(expected),
                "{typed:?}"
            );
        }
    }

    #[tokio::test]
    async fn a_hash_of_other_parameters_is_made_anew_when_the_password_is_known() {
        let (old, new) = (quick(1), Passwords::with("", Params::new(16, 1, 1, None).unwrap(), 1));
        let kept = old.hash(password("correct horse")).await.unwrap();
        assert_eq!(
            new.verify(password("wrong horse"), Some(kept.clone())).await,
            Ok(Verified::Wrong)
        );
        let Ok(Verified::Outdated(better)) = new.verify(password("correct horse"), Some(kept.clone())).await else {
            panic!("no better hash");
        };
        assert!(better.starts_with("$argon2id$v=19$m=16,t=1,p=1$"), "{better}");
        assert_eq!(
            new.verify(password("correct horse"), Some(better)).await,
            Ok(Verified::Right)
        );
        assert_eq!(
            old.verify(password("correct horse"), Some(kept)).await,
            Ok(Verified::Right)
        );
        let salt = SaltString::generate(&mut OsRng);
        let argon2i = Argon2::new(Algorithm::Argon2i, Version::V0x13, new.argon2.params().clone());
        let kept = argon2i.hash_password(b"correct horse", &salt).unwrap().to_string();
        let verified = new.verify(password("correct horse"), Some(kept)).await;
        assert!(matches!(verified, Ok(Verified::Outdated(_))), "{verified:?}");
    }

    #[tokio::test]
    async fn whatever_cannot_be_right_is_wrong_and_takes_its_time() {
        let passwords = Passwords::new("https://music.example");
        assert!(passwords.nobody.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
        let kept = passwords.hash(password("correct horse")).await.unwrap();
        let tries = [
            ("a wrong password", Some("wrong horse"), Some(kept.clone())),
            ("nobody's account", Some("wrong horse"), None),
            ("a password of no possible length", None, Some(kept)),
            ("neither", None, None),
        ];
        let mut took = tries.clone().map(|_| Duration::MAX);
        for _ in 0..5 {
            for ((what, typed, kept), took) in tries.clone().into_iter().zip(&mut took) {
                let start = Instant::now();
                let verified = passwords.verify(typed.map(password), kept).await;
                *took = start.elapsed().min(*took);
                assert_eq!(verified, Ok(Verified::Wrong), "{what}");
            }
        }
        let (least, most) = (took.iter().min().unwrap(), took.iter().max().unwrap());
        assert!(*least > *most / 2, "{took:?}");
        assert_eq!(
            passwords.verify(password("wrong horse"), Some("no hash".into())).await,
            Ok(Verified::Wrong)
        );
    }

    #[tokio::test]
    async fn a_hundred_who_hang_up_use_no_more_turns() {
        let (passwords, gate) = (quick(2), Gate::default());
        for _ in 0..100 {
            let asked = start(&passwords, &gate);
            tokio::task::yield_now().await;
            asked.abort();
            let _ = asked.await;
        }
        until(|| gate.running() == 2).await;
        tokio::time::sleep(Duration::from_millis(50)).await;
        assert_eq!(
            (gate.most(), passwords.turns.available_permits()),
            (2, 0),
            "a turn lasts as long as its work"
        );
        assert_eq!(
            passwords.queue.available_permits(),
            64,
            "who hung up has left the queue"
        );
        gate.open();
        until(|| passwords.turns.available_permits() == 2).await;
        assert_eq!(gate.most(), 2);
    }

    #[tokio::test]
    async fn a_full_queue_says_so_at_once_and_moves_on() {
        let (passwords, gate) = (quick(1), Gate::default());
        let asked: Vec<_> = (0..33).map(|_| start(&passwords, &gate)).collect();
        until(|| gate.running() == 1 && passwords.queue.available_permits() == 0).await;
        let before = Instant::now();
        let refused = passwords.hash(password("correct horse")).await;
        assert!(before.elapsed() < Duration::from_millis(50), "{:?}", before.elapsed());
        assert!(
            matches!(&refused, Err(error) if error.status() == 503 && error.retry_after() >= Some(1)),
            "{refused:?}"
        );
        asked[7].abort();
        until(|| passwords.queue.available_permits() == 1).await;
        let late = start(&passwords, &gate);
        until(|| passwords.queue.available_permits() == 0).await;
        gate.open();
        for (at, asked) in asked.into_iter().chain([late]).enumerate() {
            assert_eq!(asked.await.is_ok_and(|done| done.is_ok()), at != 7, "the {at}th");
        }
        assert_eq!((gate.most(), passwords.queue.available_permits()), (1, 32));
    }

    #[tokio::test]
    async fn work_that_panics_gives_its_turn_back() {
        let passwords = quick(1);
        assert_eq!(
            passwords.run(|| panic!("on purpose")).await,
            Err::<(), _>(AppError::Internal)
        );
        assert_eq!(passwords.run(|| 7).await, Ok(7));
    }

    #[tokio::test]
    async fn a_password_is_not_made_of_what_is_known() {
        let passwords = quick(1);
        let about = || vec!["ines-duarte".to_owned(), "ines.trumpet@brassband.example".to_owned()];
        for weak in [
            "password",
            "qwertyuiop",
            "12345678",
            "aaaaaaaaaaaaaaaa",
            "iloveyou1",
            "trustno1!",
            "Tutti2026",
            "tuttitutti",
            "music.example",
            "ines-duarte",
            "ines.trumpet",
            "Duarte2026",
            "brassband1",
            "ines.trumpet@brassband.example",
            "etraud-seni",
            "ines.trumpet.tutti",
            "Tutti-Ines-2026",
            "Duarte+Brassband",
        ] {
            assert_eq!(passwords.is_strong(password(weak), about()).await, Ok(false), "{weak}");
        }
        for strong in [
            "correct horse battery staple",
            "zK3$vq9!mW",
            "sixteen saxophones in a phone box",
            "ações ao pôr do sol",
            "tutti: ines counts nine crotchets",
        ] {
            assert_eq!(
                passwords.is_strong(password(strong), about()).await,
                Ok(true),
                "{strong}"
            );
        }
        assert_eq!(passwords.is_strong(password("brassband1"), vec![]).await, Ok(false));
    }

    #[tokio::test]
    async fn estimating_takes_little_time_whatever_comes() {
        let passwords = quick(1);
        let about = vec!["a".repeat(30), format!("{}@{}", "a1.".repeat(20), "b2.".repeat(60))];
        for typed in [
            "a".repeat(128),
            "aA4@".repeat(32),
            "1qaz2wsx".repeat(16),
            "19991999".repeat(16),
            "🥁".repeat(128),
            "password".repeat(16),
        ] {
            let start = Instant::now();
            passwords.is_strong(password(&typed), about.clone()).await.unwrap();
            assert!(
                start.elapsed() < Duration::from_secs(2),
                "{typed}: {:?}",
                start.elapsed()
            );
        }
    }
}
