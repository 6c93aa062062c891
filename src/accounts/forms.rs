//! Sign-up, log-in and a change of password as typed, and what they must be.

use super::email::{self, Email};
use super::passwords::{PASSWORD_MAX, PASSWORD_MIN, Password, Passwords, Verified};
use super::username::{self, Username};
use crate::error::{AppError, Check};
use crate::t;

/// Sign-up as typed.
#[derive(Debug)]
pub struct SignUpForm {
    pub username: String,
    pub email: String,
    pub password: String,
}

/// An account that may be made. Whether its name and address are free, the insert tells.
#[derive(Clone, Debug)]
pub struct NewAccount {
    pub username: Username,
    pub email: Email,
    pub password: Password,
}

impl SignUpForm {
    /// Every rule of a new account: all broken fields at once.
    pub async fn parse(&self, passwords: &Passwords) -> Result<NewAccount, AppError> {
        let password = new_password(&self.password, [&self.username, &self.email], passwords).await?;
        let mut check = Check::default();
        let username = check.field("username", Username::parse(&self.username));
        let email = check.field("email", Email::parse(&self.email));
        let password = check.field("password", password);
        check.finish(|| {
            Some(NewAccount {
                username: username?,
                email: email?,
                password: password?,
            })
        })
    }
}

/// A password that may be an account's from now on: the rules are the same at sign-up, at a change, and on the command
/// line. `about`: what everybody knows of its owner. The outer error is the house's, the inner one the field's.
pub async fn new_password(
    typed: &str,
    about: [&str; 2],
    passwords: &Passwords,
) -> Result<Result<Password, String>, AppError> {
    if typed.is_empty() {
        return Ok(Err(t!("signup-password-missing")));
    }
    let Some(password) = Password::new(typed) else {
        return Ok(Err(t!(
            "signup-password-length",
            min = PASSWORD_MIN,
            max = PASSWORD_MAX
        )));
    };
    let about = about.map(|word| word.trim().to_owned()).to_vec();
    let strong = passwords.is_strong(password.clone(), about).await?;
    Ok(if strong {
        Ok(password)
    } else {
        Err(t!("signup-password-weak"))
    })
}

/// A change of password as typed.
#[derive(Debug)]
pub struct PasswordForm {
    pub current_password: String,
    pub new_password: String,
}

impl PasswordForm {
    /// The new password, if the current one is that of the hash that is kept. Tells what is wrong with both at once.
    pub async fn parse(
        &self,
        kept: Option<String>,
        about: [&str; 2],
        passwords: &Passwords,
    ) -> Result<Password, AppError> {
        let current = self.current(kept, passwords).await?;
        let new = new_password(&self.new_password, about, passwords).await?;
        let mut check = Check::default();
        let current = check.field("current_password", current);
        let new = check.field("new_password", new);
        check.finish(|| current.and(new))
    }

    async fn current(&self, kept: Option<String>, passwords: &Passwords) -> Result<Result<(), String>, AppError> {
        if self.current_password.is_empty() {
            return Ok(Err(t!("password-current-missing")));
        }
        let typed = Password::new(&self.current_password);
        let verified = passwords.verify(typed, kept).await?;
        Ok(if verified == Verified::Wrong {
            Err(t!("password-current-wrong"))
        } else {
            Ok(())
        })
    }
}

/// Log-in as typed.
#[derive(Debug)]
pub struct LogInForm {
    pub login: String,
    pub password: String,
}

/// A try to log in.
#[derive(Debug)]
pub struct Attempt {
    pub name: LogInName,
    /// `None`: it can't be anybody's, by its length.
    pub password: Option<Password>,
}

/// The key of the account somebody says is theirs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LogInName {
    Username(String),
    Email(String),
}

impl LogInForm {
    /// Both fields hold something. Whatever else is wrong is told as "wrong", after as much time.
    pub fn parse(&self) -> Result<Attempt, AppError> {
        let mut check = Check::default();
        if self.login.trim().is_empty() {
            check.fault("login", t!("login-name-missing"));
        }
        if self.password.is_empty() {
            check.fault("password", t!("login-password-missing"));
        }
        check.finish(|| {
            Some(Attempt {
                name: LogInName::of(&self.login),
                password: Password::new(&self.password),
            })
        })
    }
}

impl LogInName {
    /// No user name holds an `@`. What can be neither becomes a key that nobody has, and is looked up like any other.
    fn of(typed: &str) -> Self {
        let typed = typed.trim();
        if typed.contains('@') {
            Self::Email(email::key(typed).unwrap_or_default())
        } else {
            Self::Username(username::key(typed).unwrap_or_default())
        }
    }
}

/// What log-in answers where name and password don't go together: the same, whichever is wrong.
pub fn wrong() -> AppError {
    AppError::field("password", t!("login-wrong"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn faults<T: std::fmt::Debug>(parsed: Result<T, AppError>) -> Vec<String> {
        parsed
            .expect_err("faults")
            .fields()
            .iter()
            .map(|fault| fault.field.clone())
            .collect()
    }

    #[tokio::test]
    async fn sign_up_tells_all_faults_at_once() {
        let passwords = Passwords::new("https://music.example");
        let form = |username: &str, email: &str, password: &str| SignUpForm {
            username: username.into(),
            email: email.into(),
            password: password.into(),
        };
        for bad in [
            form("", "", ""),
            form("a", "b", "c"),
            form("admin", "ines@localhost", "password1"),
        ] {
            assert_eq!(
                faults(bad.parse(&passwords).await),
                ["username", "email", "password"],
                "{bad:?}"
            );
        }
        let weak = form("ines-duarte", "trumpet@example.org", "Ines-Duarte");
        assert_eq!(faults(weak.parse(&passwords).await), ["password"]);
        let good = form(" Ines ", " Ines@Example.org", " sixteen saxophones ")
            .parse(&passwords)
            .await
            .unwrap();
        assert_eq!((good.username.as_str(), good.email.key()), ("Ines", "ines@example.org"));
        assert_eq!(
            Some(good.password),
            Password::new(" sixteen saxophones "),
            "nothing of a password is trimmed"
        );
    }

    #[tokio::test]
    async fn a_change_asks_the_old_password_and_measures_the_new() {
        let passwords = Passwords::new("https://music.example");
        let kept = passwords
            .hash(Password::new("sixteen saxophones").unwrap())
            .await
            .unwrap();
        let about = ["ines-duarte", "trumpet@brassband.example"];
        let parse = async |current: &str, new: &str| {
            let form = PasswordForm {
                current_password: current.into(),
                new_password: new.into(),
            };
            form.parse(Some(kept.clone()), about, &passwords).await
        };
        assert_eq!(faults(parse("", "").await), ["current_password", "new_password"]);
        assert_eq!(
            faults(parse("sixteen saxophone", "brassband1").await),
            ["current_password", "new_password"]
        );
        assert_eq!(
            faults(parse("sixteen saxophone", "nine patient oboes").await),
            ["current_password"]
        );
        assert_eq!(
            faults(parse("sixteen saxophones", "Duarte2026").await),
            ["new_password"]
        );
        assert_eq!(
            parse("sixteen saxophones", "nine patient oboes").await.ok(),
            Password::new("nine patient oboes")
        );
    }

    #[test]
    fn log_in_takes_either_name() {
        for (typed, name) in [
            ("Ines", LogInName::Username("ines".into())),
            (" ines_d ", LogInName::Username("ines_d".into())),
            (
                "Ines@Bücher.example",
                LogInName::Email("ines@xn--bcher-kva.example".into()),
            ),
            ("not an@address", LogInName::Email(String::new())),
            ("not a name", LogInName::Username(String::new())),
        ] {
            assert_eq!(LogInName::of(typed), name);
        }
    }

    #[test]
    fn log_in_needs_both_fields_and_says_no_more() {
        let form = |login: &str, password: &str| LogInForm {
            login: login.into(),
            password: password.into(),
        };
        assert_eq!(faults(form(" ", "").parse()), ["login", "password"]);
        assert_eq!(faults(form("ines", "").parse()), ["password"]);
        let short = form("?", "short").parse().unwrap();
        assert_eq!((short.name, short.password), (LogInName::Username(String::new()), None));
    }
}
