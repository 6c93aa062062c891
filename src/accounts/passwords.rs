//! Passwords: kept as argon2id hashes, estimated by zxcvbn. Both are slow, argon2 on purpose, and take turns (`turns`).

use super::strength::is_strong;
use super::turns::{Memory, Turns};
use crate::error::AppError;
use argon2::password_hash::rand_core::{OsRng, RngCore};
use argon2::password_hash::{Output, PasswordHash, Salt, SaltString};
use argon2::{Algorithm, Argon2, Block, Params, Version};
use std::sync::Arc;

/// The fewest characters of a password (Unicode scalar values).
pub const PASSWORD_MIN: usize = 8;

/// The most characters of a password (Unicode scalar values).
pub const PASSWORD_MAX: usize = 128;

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
    turns: Turns,
    /// Of their own: however odd the passwords of sign-ups are, nobody waits for a log-in over them.
    estimates: Turns,
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
        let nobody = nobodys(&argon2);
        Self {
            turns: Turns::new(turns),
            estimates: Turns::new(1),
            nobody: nobody.expect("parameters that argon2 took can be written down").into(),
            argon2,
            site: site.into(),
        }
    }

    /// The hash to keep, as a PHC string.
    pub async fn hash(&self, password: Password) -> Result<String, AppError> {
        let argon2 = self.argon2.clone();
        self.turns
            .run(move |memory| hash(&argon2, &password.0, memory))
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
        let verified = self.turns.run(move |memory| match (password, kept) {
            (Some(password), Some(kept)) => verify(&argon2, &password.0, &kept, memory),
            (password, _) => {
                let typed = password.as_ref().map_or("", |password| &password.0);
                verify(&argon2, typed, &nobody, memory);
                Verified::Wrong
            }
        });
        verified.await
    }

    /// Is this password hard enough to guess, for somebody who knows these words about its owner? At least 3 of 4 by
    /// zxcvbn: some 10⁸ guesses.
    pub async fn is_strong(&self, password: Password, about: Vec<String>) -> Result<bool, AppError> {
        let site = self.site.clone();
        self.estimates.run(move |_| is_strong(&password.0, &about, &site)).await
    }
}

fn hash(argon2: &Argon2, password: &str, memory: &mut Memory) -> Option<String> {
    let salt = SaltString::generate(&mut OsRng);
    let hashed = fill(argon2, password, salt.as_salt(), Params::DEFAULT_OUTPUT_LEN, memory)
        .and_then(|output| written(argon2, salt.as_salt(), output));
    hashed
        .inspect_err(|fault| tracing::error!(%fault, "a password can't be hashed"))
        .ok()
}

fn verify(argon2: &Argon2, password: &str, kept: &str, memory: &mut Memory) -> Verified {
    let right = PasswordHash::new(kept).and_then(|kept| is_of(password, &kept, memory).map(|right| (right, kept)));
    let (right, kept) = match right {
        Ok(answer) => answer,
        Err(fault) => {
            tracing::error!(%fault, "a kept password hash can't be read");
            return Verified::Wrong;
        }
    };
    if !right {
        return Verified::Wrong;
    }
    let current = kept.algorithm == Algorithm::Argon2id.ident()
        && kept.version == Some(Version::V0x13.into())
        && Params::try_from(&kept).is_ok_and(|params| same_cost(&params, argon2.params()));
    if current {
        Verified::Right
    } else {
        hash(argon2, password, memory).map_or(Verified::Right, Verified::Outdated)
    }
}

/// Is this hash this password's? Takes algorithm, version and parameters from the hash, and compares in constant time.
fn is_of(password: &str, kept: &PasswordHash, memory: &mut Memory) -> argon2::password_hash::Result<bool> {
    use argon2::password_hash::Error;
    let (salt, expected) = kept.salt.zip(kept.hash).ok_or(Error::PhcStringField)?;
    let version = kept.version.map(Version::try_from).transpose()?.unwrap_or_default();
    let argon2 = Argon2::new(Algorithm::try_from(kept.algorithm)?, version, Params::try_from(kept)?);
    Ok(fill(&argon2, password, salt, expected.len(), memory)? == expected)
}

/// argon2 itself, in memory that is there already.
fn fill(
    argon2: &Argon2,
    password: &str,
    salt: Salt,
    length: usize,
    memory: &mut Memory,
) -> argon2::password_hash::Result<Output> {
    let mut decoded = [0; Salt::MAX_LENGTH];
    let salt = salt.decode_b64(&mut decoded)?;
    memory.resize(argon2.params().block_count(), Block::new());
    Output::init_with(length, |out| {
        Ok(argon2.hash_password_into_with_memory(password.as_bytes(), salt, out, memory)?)
    })
}

/// As a PHC string.
fn written(argon2: &Argon2, salt: Salt, output: Output) -> argon2::password_hash::Result<String> {
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: argon2.params().try_into()?,
        salt: Some(salt),
        hash: Some(output),
    };
    Ok(hash.to_string())
}

/// A hash of no password: its output is chance.
fn nobodys(argon2: &Argon2) -> argon2::password_hash::Result<String> {
    let salt = SaltString::generate(&mut OsRng);
    let chance = Output::init_with(Params::DEFAULT_OUTPUT_LEN, |out| {
        OsRng.fill_bytes(out);
        Ok(())
    })?;
    written(argon2, salt.as_salt(), chance)
}

fn same_cost(a: &Params, b: &Params) -> bool {
    (a.m_cost(), a.t_cost(), a.p_cost()) == (b.m_cost(), b.t_cost(), b.p_cost())
}

#[cfg(test)]
mod tests {
    use super::*;
    use argon2::{PasswordHasher, PasswordVerifier};
    use std::time::{Duration, Instant};

    /// Cheap parameters: these tests are about turns.
    fn quick(turns: usize) -> Passwords {
        Passwords::with("https://music.example", Params::new(8, 1, 1, None).unwrap(), turns)
    }

    fn password(typed: &str) -> Password {
        Password::new(typed).unwrap()
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
        let kept = PasswordHash::new(&other).unwrap();
        let by_the_library = Argon2::default().verify_password(b"correct horse", &kept);
        assert_eq!(by_the_library, Ok(()), "made in memory that was used before");
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
        // The quickest of many, since whatever else the machine does only ever adds.
        let mut took = tries.clone().map(|_| Duration::MAX);
        for round in 0.. {
            for ((what, typed, kept), took) in tries.clone().into_iter().zip(&mut took) {
                let start = Instant::now();
                let verified = passwords.verify(typed.map(password), kept).await;
                *took = start.elapsed().min(*took);
                assert_eq!(verified, Ok(Verified::Wrong), "{what}");
            }
            let (least, most) = (took.iter().min().unwrap(), took.iter().max().unwrap());
            if round >= 3 && *least > *most * 3 / 4 {
                break;
            }
            assert!(round < 40, "{took:?}");
        }
        assert_eq!(
            passwords.verify(password("wrong horse"), Some("no hash".into())).await,
            Ok(Verified::Wrong)
        );
    }
}
