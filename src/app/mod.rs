//! The state, the routes of all rooms, and what a page (`Visit`) and an act (`Act`) may know of their request.
//!
//! A page is a handler that loads its data and renders a view of it: real statuses by `?`, the same bytes for the same
//! data. An act is a server function; it says who is asking, parses, does one thing in one transaction, and answers.
//! Rooms' `pages` import this, and the bodies of their `api`; no `model` and no `store` does.

mod about;
mod act;
mod clock;
mod errors;
mod file;
mod finished;
mod limits;
mod loader;
mod notice;
mod page;
mod pictures;
pub mod public_url;
mod request;
mod settings;
mod shell;
mod tongue;
mod typed;
mod visit;

pub use act::Act;
pub use clock::{Clock, Ids};
pub use errors::{Failure, dress, problem_response, summary, wants_page};
pub use file::{File, ShownElsewhere, names_edition};
pub use finished::{Finished, Keep, KeptPages, Key as PageKey};
pub use limits::{Key as LimitKey, Limit, Limits};
pub use loader::{Loader, Reload};
pub use notice::Notice;
pub use page::{Cache, Meta, Page, Picture, moved, render};
pub use pictures::Pictures;
pub use request::{ClientAddress, RequestId};
pub use settings::SettingsHead;
pub use tongue::spoken;
pub use typed::Typed;
pub use visit::Visit;

use self::public_url::PublicUrl;
use crate::accounts::passwords::Passwords;
use crate::db::Db;
use crate::error::{AppError, Fault};
use crate::identity::{self, cache::SignedIn, model::Member};
use crate::instant::Instant;
use crate::language::{self, Language};
use crate::ui::address::Address;
use crate::{accounts, events, messages, moderation, profiles};
use axum::Router;
use axum::http::{HeaderMap, HeaderValue, header};
use std::ops::Deref;
use std::sync::Arc;
use tower_sessions::Session;

/// The state of one server, at every request's hand. Cheap to clone: each layer does, for each request.
#[derive(Clone)]
pub struct App(Arc<Shared>);

/// What is in an [`App`].
pub struct Shared {
    pub db: Db,
    pub clock: Clock,
    pub ids: Ids,
    pub passwords: Passwords,
    pub pictures: Pictures,
    /// Finished pages of visitors; `None` where each is to be made anew.
    pub kept_pages: Option<KeptPages>,
    pub limits: Limits,
    /// Who is signed in, as last read.
    pub signed_in: SignedIn,
    pub site: Site,
    pub loader: Loader,
    /// Path of this build's files: `/v/{hash}`.
    pub assets: &'static str,
}

impl Shared {
    /// With nothing kept yet. `assets` is the path of this build's files.
    pub fn new(db: Db, site: Site, clock: Clock, limits: Limits, assets: &'static str) -> Self {
        Self {
            db,
            kept_pages: Some(KeptPages::new(clock.clone())),
            clock,
            ids: Ids,
            passwords: Passwords::new(site.public_url.origin()),
            pictures: Pictures::default(),
            limits,
            signed_in: SignedIn::new(),
            site,
            loader: Loader::new(assets),
            assets,
        }
    }
}

impl From<Shared> for App {
    fn from(shared: Shared) -> Self {
        Self(Arc::new(shared))
    }
}

impl Deref for App {
    type Target = Shared;

    fn deref(&self) -> &Shared {
        &self.0
    }
}

impl App {
    /// Who is asking, whose language the rest of the request speaks from here on.
    pub async fn member(&self, session: &Session, now: Instant) -> Result<Option<Member>, AppError> {
        let member = identity::sessions::member(&self.db, &self.signed_in, session, now).await?;
        if let Some(language) = member.as_ref().and_then(Member::locale).and_then(Language::of_tag) {
            language::switch(language);
        }
        Ok(member)
    }

    /// The zone that somebody lives by: their own, else the site's.
    pub fn time_zone<'a>(&'a self, member: Option<&'a Member>) -> &'a str {
        member.and_then(Member::time_zone).unwrap_or(&self.site.time_zone)
    }
}

/// What this instance says of itself.
#[derive(Clone, Debug)]
pub struct Site {
    /// Under which people reach it: for links, the cookies' flags, and the check where a form was sent from.
    pub public_url: PublicUrl,
    /// Where the source of this very version is offered (AGPL-3.0 §13).
    pub source_url: Option<String>,
    /// Who runs it, where they said so.
    pub operator: Option<String>,
    /// The IANA zone new events are offered in, where the person has none.
    pub time_zone: String,
}

impl Site {
    /// Who runs this site, or under which name it is reached.
    pub fn operator(&self) -> &str {
        self.operator.as_deref().unwrap_or(self.public_url.host())
    }
}

/// All acts of all rooms.
pub fn acts() -> impl Iterator<Item = &'static Address> {
    [
        accounts::api::ACTS,
        events::api::ACTS,
        messages::api::ACTS,
        moderation::api::ACTS,
        profiles::api::ACTS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

/// The act at a path.
pub fn act(path: &str) -> Option<&'static Address> {
    acts().find(|act| act.path == path)
}

/// The pages of all rooms. Acts are routed by `server`, which puts its front before them.
pub fn routes() -> Router<App> {
    Router::new()
        .merge(about::routes())
        .merge(accounts::pages::routes())
        .merge(events::files::routes())
        .merge(events::pages::routes())
        .merge(messages::pages::routes())
        .merge(moderation::pages::routes())
        .merge(profiles::pages::routes())
        .method_not_allowed_fallback(async || AppError::BadRequest(Fault::Method))
        .fallback(async || AppError::NotFound)
}

/// The longest path that somebody is led to, in bytes: the longest search, and room.
const LONGEST_PATH: usize = 4_000;

/// A path of ours: one slash at its start, no backslash, no control character, not longer than ours are. Everything else
/// is nothing.
///
/// ```
/// use tutti::app::local_path;
/// assert_eq!(local_path("/events?q=jazz"), Some("/events?q=jazz"));
/// for foreign in ["//evil.example", "/\\evil.example", "https://evil.example", "", "events", "/\r\nLocation: x"] {
///     assert_eq!(local_path(foreign), None);
/// }
/// ```
pub fn local_path(path: &str) -> Option<&str> {
    let ours = path.starts_with('/') && !path.starts_with("//");
    let clean = !path.contains('\\') && !path.chars().any(char::is_control);
    (ours && clean && path.len() <= LONGEST_PATH).then_some(path)
}

/// A path of ours as a header carries it: letters beyond ASCII by their bytes (RFC 3987 §3.1).
pub fn location(path: &str) -> String {
    percent_encoding::utf8_percent_encode(path, percent_encoding::CONTROLS).to_string()
}

/// Text as the value of a query parameter or a segment of a path.
pub fn encoded(text: &str) -> String {
    /// All but the unreserved characters of RFC 3986 §2.3, which never need it.
    const ENCODED: percent_encoding::AsciiSet = percent_encoding::NON_ALPHANUMERIC
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    percent_encoding::utf8_percent_encode(text, &ENCODED).to_string()
}

/// A cookie of ours, for so many seconds: for no script, and not sent along from other sites but by a link.
fn set_cookie(name: &str, value: &str, seconds: u32, secure: bool) -> HeaderValue {
    let flag = if secure { "; Secure" } else { "" };
    let cookie = format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{flag}");
    HeaderValue::from_str(&cookie).expect("names, codes and tags are ASCII")
}

/// The value of a cookie of this request.
pub fn cookie<'a>(headers: &'a HeaderMap, name: &str) -> Option<&'a str> {
    headers
        .get_all(header::COOKIE)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(';'))
        .find_map(|pair| pair.trim_start().split_once('=').filter(|(known, _)| *known == name))
        .map(|(_, value)| value)
}
