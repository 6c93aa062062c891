//! Errors meet HTTP here: as a page that offers a way on, or as a problem document (RFC 9457).

use super::{App, Cache, Meta, Page, RequestId, Typed, encoded, page, shell};
use crate::error::{AppError, Errors, Fault, Problem};
use crate::identity::model::Member;
use crate::language;
use crate::t;
use crate::ui::ask::Ask;
use crate::ui::marked::Marked;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;

/// An error travels through axum in the response's extensions: the middleware below knows the request and dresses it.
impl IntoResponse for AppError {
    fn into_response(self) -> Response {
        let mut response = status(&self).into_response();
        response.extensions_mut().insert(self);
        response
    }
}

/// An error that is known before a page is asked for: put beside a request, it is what the request is answered with, in
/// the frame of whoever asks.
#[derive(Clone, Debug)]
pub struct Failure {
    pub error: AppError,
    /// The page they came from.
    pub back: Option<String>,
    /// What they typed, and no page holds any more.
    pub typed: Typed,
}

impl From<AppError> for Failure {
    fn from(error: AppError) -> Self {
        Self {
            error,
            back: None,
            typed: Typed::default(),
        }
    }
}

/// Turns errors of handlers into pages; somebody who is not signed in is sent to log in, and comes back.
pub async fn dress(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let path = request
        .uri()
        .path_and_query()
        .map_or("/", |path| path.as_str())
        .to_owned();
    let id = request.extensions().get::<RequestId>().cloned();
    let session = request.extensions().get::<Session>().cloned();
    let program = !wants_page(request.headers()) && path.starts_with("/api/");
    let failure = request.extensions_mut().remove::<Failure>();
    let mut response = match &failure {
        Some(failure) => failure.error.clone().into_response(),
        None => next.run(request).await,
    };
    match response.extensions_mut().remove::<AppError>() {
        None => response,
        Some(AppError::Unauthenticated) if !program && failure.is_none() => {
            Redirect::to(&format!("/login?next={}", encoded(&path))).into_response()
        }
        Some(error) if program => problem_response(&error),
        Some(error) => {
            let member = reader(&app, session.filter(|_| error.status() < 500)).await;
            let failure = failure.unwrap_or_else(|| error.into());
            error_page(&app, failure, shell::Frame::of_error(member, path), id.as_ref())
        }
    }
}

/// Who reads an error page. Where that can't be found out it is shown to nobody in particular.
async fn reader(app: &App, session: Option<Session>) -> Option<Member> {
    let found = app.member(&session?, app.clock.now()).await;
    found.ok().flatten()
}

/// Does this client read pages? Browsers say so; a program that sends no `Accept`, or `*/*`, reads JSON.
pub fn wants_page(headers: &HeaderMap) -> bool {
    headers
        .get_all(header::ACCEPT)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .any(|v| v.contains("text/html"))
}

/// What an error says: a title, and more where there is more.
fn words(error: &AppError, id: Option<&RequestId>) -> (String, Option<String>) {
    match error {
        AppError::Unauthenticated => (t!("error-unauthenticated"), Some(t!("error-unauthenticated-body"))),
        AppError::Forbidden => (t!("error-forbidden"), Some(t!("error-forbidden-body"))),
        AppError::NotFound => (t!("error-not-found"), Some(t!("error-not-found-body"))),
        AppError::Invalid(_) => (t!("error-invalid"), None),
        AppError::Conflict(sentence) => (t!("error-conflict"), Some(sentence.clone())),
        AppError::RateLimited { .. } => {
            let seconds = error.retry_after().unwrap_or(1);
            (
                t!("error-rate-limited"),
                Some(t!("error-rate-limited-body", seconds = seconds)),
            )
        }
        AppError::Unavailable { .. } => (t!("error-unavailable"), Some(t!("error-unavailable-body"))),
        AppError::BadRequest(fault) => (refusal(*fault), None),
        AppError::Internal => {
            let id = id.map_or("–", |id| id.as_str());
            (t!("error-internal"), Some(t!("error-internal-body", request = id)))
        }
    }
}

fn refusal(fault: Fault) -> String {
    match fault {
        Fault::NotText => t!("error-not-text"),
        Fault::BrokenOff => t!("error-broken-off"),
        Fault::CrossSite => t!("error-cross-site"),
        Fault::Method => t!("error-method"),
        Fault::TooSlow => t!("error-too-slow"),
        Fault::TooLarge => t!("error-too-large"),
        Fault::NotAForm => t!("error-not-a-form"),
    }
}

/// The heading of an error summary in a form: the error's sentence, or for broken fields that there are some.
pub fn summary(error: &AppError) -> String {
    let (title, detail) = words(error, None);
    detail.unwrap_or(title)
}

/// The error as a program reads it.
pub fn problem_response(error: &AppError) -> Response {
    let (title, detail) = words(error, None);
    let problem = Problem {
        title,
        status: error.status(),
        detail,
        errors: Errors(error.fields().to_vec()),
        retry_after: error.retry_after(),
    };
    let body = serde_json::to_string(&problem).unwrap_or_default();
    let kind = [
        (header::CONTENT_TYPE, "application/problem+json"),
        (header::CACHE_CONTROL, "no-store"),
        (header::CONTENT_LANGUAGE, language::current().tag()),
    ];
    with_retry_after((status(error), kind, body).into_response(), error)
}

/// The failure as a person reads it: what is so, and a way on.
fn error_page(app: &App, failure: Failure, frame: shell::Frame, id: Option<&RequestId>) -> Response {
    let Failure { error, back, typed } = failure;
    let (title, detail) = words(&error, id);
    let faults: Vec<_> = error.fields().iter().map(|fault| fault.message.clone()).collect();
    let (code, reference) = (error.status(), id.map(ToString::to_string));
    let meta = Meta::new(title.clone());
    let missing = error == AppError::NotFound;
    let log_in = match error {
        AppError::NotFound => Some((
            t!("error-not-found-log-in"),
            format!(" {}", t!("error-not-found-log-in-why")),
        )),
        AppError::Unauthenticated => Some((t!("nav-log-in"), String::new())),
        _ => None,
    };
    let log_in = log_in.filter(|_| !frame.is_signed_in()).map(|(words, why)| {
        let next = back.as_deref().unwrap_or(frame.path());
        (format!("/login?next={}", encoded(next)), words, why)
    });
    let heading = match error {
        AppError::NotFound => t!("error-not-found-heading"),
        _ => title,
    };
    let body = move || {
        let faults = (!faults.is_empty())
            .then(|| view! { <ul>{faults.into_iter().map(|fault| view! { <li>{fault}</li> }).collect_view()}</ul> });
        let find = missing.then(|| view! { <Ask label=t!("error-find") button=t!("error-search") /> });
        let log_in = log_in.map(|(to, words, why)| view! { <p><a href=to>{words}</a> {why}</p> });
        let back = back.map(|path| view! { <a href=path>{t!("error-way-back")}</a> " " });
        view! {
            <div class="lost">
                <div class="lost__bar" aria-hidden="true"><b>{code}</b><crate::ui::staff::RestOnStaff /></div>
                <h1><Marked text=heading /></h1>
                {detail.map(|detail| view! { <p class="lede">{detail}</p> })}
                {faults}
                {log_in}
                {typed.view()}
                {find}
                <p class="cluster">
                    {back}
                    <a href="/events">{t!("error-way-events")}</a>
                    <a href="/">{t!("error-way-home")}</a>
                </p>
                <p class="small muted">
                    {t!("error-code", status = code)}
                    {reference.map(|id| format!(" · {id}"))}
                </p>
            </div>
        }
    };
    let html = page::render(|| shell::document(app, frame, meta, body()));
    let page = Page {
        status: status(&error),
        cache: Cache::PerVisitor,
        language: language::current(),
        clears: None,
        html,
        until: None,
    };
    with_retry_after(page.into_response(), &error)
}

fn with_retry_after(mut response: Response, error: &AppError) -> Response {
    if let Some(seconds) = error.retry_after() {
        response
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

fn status(error: &AppError) -> StatusCode {
    StatusCode::from_u16(error.status()).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR)
}
