//! The life of a session: begun by [`sign_in`], found again by [`member`], ended by [`sign_out`], from another one of the
//! same person ([`end`], [`end_others`]), or by time.
//!
//! It ends 14 days after it was last seen and 90 days after it began. The seen time moves at most hourly, and the
//! expiry, in the database and in the cookie, moves with it. A session holds a person's id and these two times, nothing
//! else: what two requests write at once can't be lost.

use super::cache::SignedIn;
use super::hashed::{Hashed, Key};
use super::model::{Living, Member};
use super::store;
use crate::db::Db;
use crate::error::AppError;
use crate::instant::Instant;
use crate::transact;
use axum::http::header::{self, Entry, HeaderValue};
use axum::response::Response;
use jiff::SignedDuration;
use std::net::IpAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::sync::CancellationToken;
use tower::util::MapResponseLayer;
use tower_sessions::cookie::SameSite;
use tower_sessions::session::{self, Expiry, Session};
use tower_sessions::{ExpiredDeletion, SessionManagerLayer};
use uuid::Uuid;

/// A session nobody used for this long is over.
pub const IDLE: SignedDuration = SignedDuration::from_hours(14 * 24);

/// No session lives longer, used or not.
pub const OLDEST: SignedDuration = SignedDuration::from_hours(90 * 24);

/// The seen time moves no more often than this.
pub const SEEN_EVERY: SignedDuration = SignedDuration::from_hours(1);

/// What a session holds: the person's id, and when it began and was last seen, in microseconds.
const USER: &str = "user";
pub(super) const CREATED: &str = "created";
pub(super) const SEEN: &str = "seen";

/// The cookie's name. Under `__Host-` a browser takes it from this host alone, over https, for all its paths.
pub const fn cookie_name(secure: bool) -> &'static str {
    if secure { SECURE_COOKIE } else { "session" }
}
const SECURE_COOKIE: &str = "__Host-session";

/// The layer that puts a [`Session`] beside each request. `secure`: people reach this site over https.
pub fn layer(db: &Db, secure: bool) -> (CompleteRemoval, SessionManagerLayer<Hashed>) {
    let sessions = SessionManagerLayer::new(Hashed::new(db))
        .with_name(cookie_name(secure))
        .with_secure(secure)
        .with_http_only(true)
        .with_same_site(SameSite::Lax)
        .with_path("/")
        .with_expiry(Expiry::OnInactivity(seconds(IDLE)));
    (MapResponseLayer::new(complete_removal), sessions)
}

type CompleteRemoval = MapResponseLayer<fn(Response) -> Response>;

/// The library removes a cookie without `Secure`, and browsers ignore that for a name under `__Host-`.
///
/// And whatever was public is not when it sets a cookie.
fn complete_removal(mut response: Response) -> Response {
    let public = |value: &HeaderValue| value.as_bytes().starts_with(b"public");
    if response.headers().contains_key(header::SET_COOKIE)
        && response.headers().get(header::CACHE_CONTROL).is_some_and(public)
    {
        let private = HeaderValue::from_static("private, no-cache");
        response.headers_mut().insert(header::CACHE_CONTROL, private);
    }
    if let Entry::Occupied(mut cookies) = response.headers_mut().entry(header::SET_COOKIE) {
        for cookie in cookies.iter_mut() {
            let text = cookie.to_str().unwrap_or_default();
            let ours = text
                .strip_prefix(SECURE_COOKIE)
                .is_some_and(|rest| rest.starts_with('='));
            if ours && !text.contains("; Secure") {
                let complete = format!("{text}; Secure; HttpOnly; SameSite=Lax");
                *cookie = HeaderValue::from_str(&complete).unwrap_or_else(|_| cookie.clone());
            }
        }
    }
    response
}

/// Who is asking, by the session's cookie. A database that does not answer is an error, not "nobody".
pub async fn member(
    db: &Db,
    signed_in: &SignedIn,
    session: &Session,
    now: Instant,
) -> Result<Option<Member>, AppError> {
    let Some(id) = session.id() else { return Ok(None) };
    let key = Key::of(id);
    if let Some(signed) = signed_in.get(key, now) {
        return Ok(Some(signed.member.clone()));
    }
    let reading = signed_in.begin(now);
    let Some(signed) = store::signed_in(db, key, now).await? else {
        return Ok(None);
    };
    let member = signed.member.clone();
    if now.since(signed.seen_at) >= SEEN_EVERY {
        touch(session, &signed, now).await;
    } else {
        signed_in.keep(key, Arc::new(signed), reading);
    }
    Ok(Some(member))
}

/// Leaves it to the session layer to save the new seen time and to send the cookie again, with as much life.
async fn touch(session: &Session, signed: &store::Signed, now: Instant) {
    match session.get::<Uuid>(USER).await {
        Ok(Some(user)) if user == signed.member.id => {
            let left = signed.created_at.plus(OLDEST).since(now).min(IDLE);
            session.set_expiry(Some(Expiry::OnInactivity(seconds(left))));
            if let Err(error) = session.insert(SEEN, now.micros()).await {
                tracing::warn!(%error, "a session's seen time stays");
            }
        }
        Ok(_) => {} // it ended while we looked
        Err(error) => tracing::warn!(%error, "a session's seen time stays"),
    }
}

/// Somebody who has just proven who they are.
#[derive(Clone, Copy, Debug)]
pub struct SignIn<'a> {
    pub user: Uuid,
    pub now: Instant,
    /// The browser as it names itself.
    pub agent: &'a str,
    /// Where the request came from; its network is kept.
    pub address: IpAddr,
}

/// Begins a session for somebody, under an id that no cookie held before: one from before is worth nothing after.
pub async fn sign_in(db: &Db, signed_in: &SignedIn, session: &Session, who: SignIn<'_>) -> Result<(), AppError> {
    let before = session.get::<Uuid>(USER).await.map_err(fault)?;
    // An id that is in no table was forgotten by that look-up: it is never adopted.
    if session.id().is_some() {
        session.cycle_id().await.map_err(fault)?;
    }
    if let Some(before) = before {
        signed_in.evict(before);
    }
    session.clear().await;
    session.set_expiry(Some(Expiry::OnInactivity(seconds(IDLE))));
    session.insert(USER, who.user).await.map_err(fault)?;
    session.insert(CREATED, who.now.micros()).await.map_err(fault)?;
    session.insert(SEEN, who.now.micros()).await.map_err(fault)?;
    // Saved here and not by the layer, which answers 500 to whatever fails.
    session.save().await.map_err(fault)?;
    let Some(id) = session.id() else {
        tracing::error!("a saved session has no id");
        return Err(AppError::Internal);
    };
    let (key, network) = (Key::of(id), network(who.address));
    let written = transact!(db, tx => {
        Ok(store::insert(tx, key, who.user, who.now, who.agent, &network).await?)
    });
    if let Err(error) = written {
        // Nobody's session is of no use; left alone it would only wait for the sweep.
        if let Err(error) = session.flush().await {
            tracing::warn!(%error, "half a session stays until it is swept");
        }
        return Err(error);
    }
    Ok(())
}

/// Ends the session: its rows are gone, its id worth nothing, and the layer removes the cookie.
pub async fn sign_out(signed_in: &SignedIn, session: &Session) -> Result<Option<Uuid>, AppError> {
    let who = session.get::<Uuid>(USER).await.map_err(fault)?;
    if session.id().is_some() {
        session.flush().await.map_err(fault)?;
    }
    if let Some(who) = who {
        signed_in.evict(who);
    }
    Ok(who)
}

/// The key of the session that asks. `None`: it has none, or was never saved.
pub fn key(session: &Session) -> Option<Key> {
    session.id().map(Key::of)
}

/// The person's sessions that are alive, this one first: no more than `limit`.
pub async fn living(
    db: &Db,
    person: &Member,
    session: &Session,
    now: Instant,
    limit: usize,
) -> Result<Vec<Living>, AppError> {
    let this = key(session).ok_or(AppError::Unauthenticated)?;
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    Ok(store::living(db, person, this, now, limit).await?)
}

/// Ends one of the person's sessions, at once in this process. `false`: they have none of this id.
pub async fn end(db: &Db, signed_in: &SignedIn, person: &Member, id: &str) -> Result<bool, AppError> {
    let ended = transact!(db, tx => { Ok(store::end(tx, person, id).await?) })?;
    if ended {
        signed_in.evict(person.id());
    }
    Ok(ended)
}

/// Ends all sessions of the person but the one that asks, at once in this process, and says how many those were.
pub async fn end_others(db: &Db, signed_in: &SignedIn, person: &Member, session: &Session) -> Result<u64, AppError> {
    let this = key(session);
    let ended = transact!(db, tx => { Ok(store::end_others(tx, person.id(), this).await?) })?;
    signed_in.evict(person.id());
    Ok(ended)
}

/// Removes the sessions that are over.
pub async fn sweep(db: &Db, now: Instant) -> Result<(), AppError> {
    transact!(db, tx => {
        store::delete_idle(tx, now).await?;
        Ok(store::delete_oldest(tx, now).await?)
    })?;
    Hashed::new(db)
        .delete_expired()
        .await
        .map_err(|error| fault(error.into()))
}

/// Sweeps until told to stop, and then ends what it is at.
pub async fn sweep_every(period: Duration, db: Db, now: impl Fn() -> Instant, stop: CancellationToken) {
    let mut ticks = tokio::time::interval(period);
    ticks.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Delay);
    while stop.run_until_cancelled(ticks.tick()).await.is_some() {
        if let Err(error) = sweep(&db, now()).await {
            tracing::warn!(%error, "sessions that are over stay until the next sweep");
        }
    }
}

/// The network an address belongs to: enough for a person to recognise it, too little to follow them.
fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(v4) => {
            let [a, b, c, _] = v4.octets();
            format!("{a}.{b}.{c}.0/24")
        }
        IpAddr::V6(v6) => {
            let [a, b, c, ..] = v6.segments();
            format!("{}/48", std::net::Ipv6Addr::new(a, b, c, 0, 0, 0, 0, 0))
        }
    }
}

fn seconds(duration: SignedDuration) -> time::Duration {
    time::Duration::seconds(duration.as_secs())
}

/// The session library's errors are texts. Those of its store come from a database that is away or busy.
fn fault(error: session::Error) -> AppError {
    match error {
        session::Error::Store(tower_sessions::session_store::Error::Backend(cause)) => {
            tracing::warn!(%cause, "the session store does not answer");
            AppError::Unavailable { retry_after: 1 }
        }
        error => {
            tracing::error!(%error, "a session can't be read or written");
            AppError::Internal
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::response::IntoResponse;

    #[test]
    fn a_secure_cookie_is_removed_in_words_that_browsers_take() {
        let sent = [
            "__Host-session=; Path=/; Max-Age=0",
            "notice=x; Path=/",
            "__Host-session=abc; Secure; Path=/",
        ];
        let mut response = ().into_response();
        for cookie in sent {
            response
                .headers_mut()
                .append(header::SET_COOKIE, HeaderValue::from_static(cookie));
        }
        let response = complete_removal(response);
        let got: Vec<_> = response.headers().get_all(header::SET_COOKIE).iter().collect();
        let removed = "__Host-session=; Path=/; Max-Age=0; Secure; HttpOnly; SameSite=Lax";
        assert_eq!(got, [removed, sent[1], sent[2]]);
    }

    #[test]
    fn of_an_address_only_the_network_is_kept() {
        for (address, kept) in [
            ("192.0.2.77", "192.0.2.0/24"),
            ("::ffff:192.0.2.77", "192.0.2.0/24"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1::/48"),
            ("::1", "::/48"),
        ] {
            assert_eq!(network(address.parse().unwrap()), kept);
        }
    }
}
