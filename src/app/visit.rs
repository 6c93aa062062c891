//! What a page may know of its request, and how it is made.

use super::{App, Cache, Meta, Notice, Page, page, shell};
use crate::db::Db;
use crate::error::AppError;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language;
use crate::ui::form::Submission;
use axum::extract::FromRequestParts;
use axum::http::{StatusCode, request::Parts};
use leptos::prelude::IntoView;
use tower_sessions::Session;

/// A request for a page: the state, who reads, when, and the form that failed, if one did.
#[derive(Clone)]
pub struct Visit {
    pub app: App,
    pub member: Option<Member>,
    /// Read once per request.
    pub now: Instant,
    pub submission: Submission,
    /// Path and query of this page: where its forms come back to.
    pub path: String,
    /// The browser fetches ahead of a click: nobody has read anything yet.
    pub prefetch: bool,
    notice: Option<Notice>,
}

impl FromRequestParts<App> for Visit {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, AppError> {
        let now = app.clock.now();
        let member = match parts.extensions.get::<Session>() {
            Some(session) => app.member(session, now).await?,
            None => None,
        };
        let prefetch = parts
            .headers
            .get("sec-purpose")
            .is_some_and(|value| value.as_bytes().starts_with(b"prefetch"));
        Ok(Self {
            app: app.clone(),
            member,
            now,
            submission: parts.extensions.get::<Submission>().cloned().unwrap_or_default(),
            path: parts.uri.path_and_query().map_or("/", |path| path.as_str()).to_owned(),
            prefetch,
            notice: if prefetch {
                None // it is kept for the page that somebody will read
            } else {
                Notice::from_headers(&parts.headers, app.site.public_url.is_https())
            },
        })
    }
}

impl Visit {
    /// Where stores read.
    pub fn db(&self) -> &Db {
        &self.app.db
    }

    /// Who is reading. Nobody is sent to log in, and comes back here.
    pub fn member(&self) -> Result<&Member, AppError> {
        self.member.as_ref().ok_or(AppError::Unauthenticated)
    }

    /// The page: a pure function of loaded data.
    pub fn page<V: IntoView + 'static>(self, meta: Meta, cache: Cache, body: impl FnOnce() -> V) -> Page {
        let status = self
            .submission
            .status()
            .and_then(|status| StatusCode::from_u16(status).ok());
        let status = status.unwrap_or(StatusCode::OK);
        let alone = self.member.is_none() && self.notice.is_none() && status == StatusCode::OK;
        let cache = if alone { cache } else { Cache::PerVisitor };
        let secure = self.app.site.public_url.is_https();
        let clears = self.notice.map(|_| Notice::clear_cookie(secure));
        let html = page::render(|| shell::document(&self.app, shell::Frame::of(&self, status), meta, body()));
        Page {
            status,
            cache,
            language: language::current(),
            clears,
            html,
            until: None,
        }
    }

    pub(super) fn notice(&self) -> Option<Notice> {
        self.notice
    }
}
