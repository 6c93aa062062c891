//! What a server function may know of its request, and how it ends.

use super::{App, ClientAddress, Limit, LimitKey, Notice, tongue};
use crate::db::Db;
use crate::error::AppError;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language::Language;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use std::net::{IpAddr, Ipv4Addr};
use tower_sessions::Session;

/// What a server function knows: the state, the time, and who may be asking.
pub struct Act {
    pub app: App,
    /// Read once: everything this act writes happened at one time.
    pub now: Instant,
    pub session: Session,
    /// The address limits count by.
    pub address: IpAddr,
    headers: HeaderMap,
    answer: ResponseOptions,
}

impl Act {
    /// The act this server function runs in. Fails outside one, which is a fault of ours.
    pub fn here() -> Result<Self, AppError> {
        let (Some(app), Some(session), Some(parts), Some(answer)) = (
            use_context::<App>(),
            use_context::<Session>(),
            use_context::<Parts>(),
            use_context::<ResponseOptions>(),
        ) else {
            tracing::error!("a server function runs without its request's context");
            return Err(AppError::Internal);
        };
        let address = parts
            .extensions
            .get::<ClientAddress>()
            .map_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED), |a| a.0);
        Ok(Self {
            now: app.clock.now(),
            app,
            session,
            address,
            headers: parts.headers,
            answer,
        })
    }

    /// Where stores read and write.
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// Who is asking. Nobody is `Unauthenticated`.
    pub async fn member(&self) -> Result<Member, AppError> {
        self.visitor().await?.ok_or(AppError::Unauthenticated)
    }

    /// Who is asking, for an act that is everybody's.
    pub async fn visitor(&self) -> Result<Option<Member>, AppError> {
        self.app.member(&self.session, self.now).await
    }

    /// The browser as it names itself, cut at 200 characters; empty where it doesn't.
    pub fn agent(&self) -> String {
        let agent = self
            .headers
            .get(header::USER_AGENT)
            .and_then(|value| value.to_str().ok())
            .unwrap_or_default();
        agent.chars().take(200).collect()
    }

    /// Counts this act against its address.
    pub fn limit(&self, limit: Limit) -> Result<(), AppError> {
        self.app.limits.check(limit, LimitKey::Address(self.address))
    }

    /// Counts this act against its person.
    pub fn limit_member(&self, limit: Limit, member: &Member) -> Result<(), AppError> {
        self.app.limits.check(limit, LimitKey::Person(member.id()))
    }

    /// Has the browser forget its copies of pages (W3C Clear Site Data): what only they could see is not a click on "back"
    /// away. And what was typed and not sent, which it keeps.
    pub fn forget_pages(&self) {
        let name = HeaderName::from_static("clear-site-data");
        let what = HeaderValue::from_static("\"cache\", \"storage\"");
        self.answer.insert_header(name, what);
    }

    /// Has this browser remember a language, for whoever uses it.
    pub fn keep_language(&self, language: Language) {
        let cookie = tongue::keep(language, self.app.site.public_url.is_https());
        self.answer.append_header(header::SET_COOKIE, cookie);
    }

    /// Has this browser forget the language that was chosen in it.
    pub fn forget_language(&self) {
        let cookie = tongue::forget(self.app.site.public_url.is_https());
        self.answer.append_header(header::SET_COOKIE, cookie);
    }

    /// Where the person goes now, and what they read there. `to` is a path of ours; anything else leads to `/`.
    pub fn done(&self, to: &str, notice: Notice) {
        let to = super::local_path(to).and_then(|path| HeaderValue::try_from(super::location(path)).ok());
        self.answer
            .insert_header(header::LOCATION, to.unwrap_or(HeaderValue::from_static("/")));
        self.answer.append_header(
            header::SET_COOKIE,
            notice.set_cookie(self.app.site.public_url.is_https()),
        );
    }
}
