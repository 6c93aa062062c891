//! From what somebody claims to a session of theirs, and on to where they were going: the steps that sign-up, log-in and
//! the welcome share.

use super::forms::{Attempt, LogInName, NewAccount};
use super::passwords::Verified;
use super::store::{self, Credentials};
use crate::app::{Act, Limit, encoded, local_path};
use crate::error::AppError;
use crate::identity::sessions::{self, SignIn};
use crate::instant::Instant;
use crate::transact;
use axum::extract::{Query, rejection::QueryRejection};
use jiff::{SignedDuration, Timestamp};
use serde::Deserialize;
use uuid::Uuid;

/// How long after a sign-up the same form is the same sign-up: a second click, a page that came too late.
const A_MOMENT: SignedDuration = SignedDuration::from_mins(10);

/// The account whose owner just proved to be that. `None`: there is none, or the password is wrong.
pub(super) async fn proven(act: &Act, attempt: Attempt) -> Result<Option<Credentials>, AppError> {
    let account = store::credentials(act.db(), &attempt.name, act.now).await?;
    let kept = account.as_ref().and_then(|account| account.password_hash.clone());
    let verified = act.app.passwords.verify(attempt.password, kept.clone()).await?;
    let Some(account) = account.filter(|_| verified != Verified::Wrong) else {
        tracing::info!(address = %act.address, "log-in refused");
        return Ok(None);
    };
    if let (Verified::Outdated(better), Some(old)) = (verified, kept) {
        // Who has the right password gets in, also where the better hash can't be kept today.
        let kept = transact!(act.db(), tx => { Ok(store::rehash(tx, account.id, &old, &better).await?) });
        if let Err(error) = kept {
            tracing::warn!(%error, user.id = %account.id, "an outdated password hash stays");
        }
    }
    Ok(Some(account))
}

/// The account that a refused sign-up has made already, a moment ago: same user name, same address, same password. It is a
/// log-in like any other, and counted as one.
pub(super) async fn made_before(act: &Act, account: &NewAccount) -> Result<Option<Uuid>, AppError> {
    act.limit(Limit::LogIn)?;
    let name = LogInName::Username(account.username.key().to_owned());
    let known = store::credentials(act.db(), &name, act.now).await?;
    let (typed, address) = (account.username.as_str(), account.email.as_str());
    let known = known.filter(|known| known.username == typed && known.email.as_deref() == Some(address));
    let known = known.filter(|known| act.now.since(made_at(known.id)) < A_MOMENT);
    // In the same time where they are two people's: which address belongs to a name is nobody's business.
    let kept = known.as_ref().and_then(|known| known.password_hash.clone());
    let verified = act.app.passwords.verify(account.password.clone(), kept).await?;
    Ok(known.filter(|_| verified != Verified::Wrong).map(|known| known.id))
}

/// When an account was made: its id says so (RFC 9562 §5.7).
fn made_at(id: Uuid) -> Instant {
    let seconds = id.get_timestamp().map_or(0, |stamp| stamp.to_unix().0);
    let micros = i64::try_from(seconds.saturating_mul(1_000_000)).unwrap_or(0);
    Instant::from_micros(micros).unwrap_or_else(|| Timestamp::UNIX_EPOCH.into())
}

/// Begins a session for whoever was proven to be this person.
pub(super) async fn sign_in(act: &Act, user: Uuid) -> Result<(), AppError> {
    begin(act, user).await?;
    tracing::info!(user.id = %user, address = %act.address, "signed in");
    Ok(())
}

/// Puts a new session, under a new id, in the place of the one that asks.
pub(super) async fn begin(act: &Act, user: Uuid) -> Result<(), AppError> {
    let agent = act.agent();
    let who = SignIn {
        user,
        now: act.now,
        agent: &agent,
        address: act.address,
    };
    sessions::sign_in(act.db(), &act.app.signed_in, &act.session, who).await
}

/// The page somebody was about to see, in a query.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub struct Next {
    next: String,
}

/// A query that can't be read names no page: nobody fails to log in over it.
pub type AskedNext = Result<Query<Next>, QueryRejection>;

/// Where somebody was going, if that is a page of ours.
pub fn asked(next: AskedNext) -> String {
    let next = next.unwrap_or_default().0.next;
    local_path(&next).map(str::to_owned).unwrap_or_default()
}

/// Where somebody goes on to once they are signed in: the page they came from, if it is one of ours.
pub fn onward(next: &str) -> &str {
    let path = next.split(['?', '#']).next().unwrap_or_default();
    let leads_on = !matches!(path, "/login" | "/signup") && !path.starts_with("/api/");
    local_path(next).filter(|_| leads_on).unwrap_or("/")
}

/// A page of ours that goes on to `next` when it is done.
pub(super) fn with_next(path: &str, next: &str) -> String {
    match onward(next) {
        "/" => path.to_owned(),
        next => format!("{path}?next={}", encoded(next)),
    }
}

/// Where somebody is led who has just signed up: to be welcomed, and from there on to where they were going.
pub(super) fn welcome(next: &str) -> String {
    let next = onward(next);
    if next.split(['?', '#']).next() == Some("/welcome") {
        return next.to_owned();
    }
    let welcome = with_next("/welcome", next);
    // Written into a query, a long path may become too long.
    local_path(&welcome).unwrap_or(next).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_welcome_stands_between_a_sign_up_and_where_one_goes() {
        for (next, to) in [
            ("", "/welcome"),
            ("//evil.example", "/welcome"),
            ("/login", "/welcome"),
            ("/events/jam?x=1", "/welcome?next=%2Fevents%2Fjam%3Fx%3D1"),
            ("/welcome", "/welcome"),
            ("/welcome?next=%2Fabout", "/welcome?next=%2Fabout"),
        ] {
            assert_eq!(welcome(next), to, "{next:?}");
        }
        let long = format!("/events?q={}", "%20".repeat(1_000));
        assert_eq!(welcome(&long), long);
    }

    #[test]
    fn one_goes_on_to_a_page_of_ours() {
        for (next, to) in [
            ("/events/jam?x=1", "/events/jam?x=1"),
            ("", "/"),
            ("/login?next=%2Flogin", "/"),
            ("/signup", "/"),
            ("/api/events/join", "/"),
            ("//evil.example", "/"),
            ("/\\evil.example", "/"),
            ("https://evil.example", "/"),
            ("/\r\nset-cookie: a=b", "/"),
        ] {
            assert_eq!(onward(next), to, "{next:?}");
        }
    }
}
