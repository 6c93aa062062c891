//! The one layer before every server function: who may call it, what may stand in a body, and what a browser without a
//! script gets back. The library's defaults are unsafe in each of these.
//!
//! 1. *Refuse*: other methods (405), other sites (403), other kinds of bodies (415), too much (413), too slow (408), bytes
//!    that are not text (400), fields the act does not know or that come twice (422).
//! 2. *Detach*: the act runs in a task of its own, outside the connection. A client that hangs up cancels nothing: neither
//!    the act, nor its session's save, nor (which sqlx would) other people's acknowledged writes.
//! 3. *Answer*: a program reads the act's JSON or a problem document. A browser gets 303 to a path of ours, or the page
//!    of its form again with everything typed, asked of our own router with the failure beside the request. Where no page
//!    shows the form any more, the failure's own page does not lose what was typed.

use crate::app::{self, App, Failure, Typed, acts, encoded, local_path, problem_response, wants_page};
use crate::error::{AppError, Fault};
use crate::identity::sessions::cookie_name;
use crate::language;
use crate::t;
use crate::ui::address::Address;
use crate::ui::form::Submission;
use axum::Router;
use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, header, request::Parts};
use axum::response::{IntoResponse, Redirect, Response};
use leptos::server_fn::error::FromServerFnError;
use std::sync::Arc;
use std::time::Duration;
use tokio_util::task::TaskTracker;
use tower::ServiceExt;
use tracing::Instrument;

use super::form_body::{Fields, decode};
use super::timeouts::PAGE_TIME;

/// Three times the longest form that can be right, an event with every field full of emoji, twelve bytes each: what is
/// longer than its field allows is still told so beside it, with everything typed.
const BODY_LIMIT: usize = 256 * 1024;
/// A phone in a tunnel sends its message within this; a connection that trickles does not stay.
const BODY_PATIENCE: Duration = Duration::from_secs(10);

/// What the front needs: the house behind it, and who counts the acts still running.
pub(super) struct Front {
    /// Pages and server functions, behind the session layer.
    pub(super) house: Router,
    pub(super) app: App,
    /// Acts that run; shutdown waits for them.
    pub(super) running: TaskTracker,
}

/// What a request to an act is, before its body is read.
struct Call {
    address: &'static Address,
    parts: Parts,
    /// The client reads pages, and is answered with one.
    browser: bool,
}

/// Answers every request to an act's address.
pub(super) async fn act(State(front): State<Arc<Front>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let Some(address) = app::act(parts.uri.path()) else {
        return AppError::NotFound.into_response();
    };
    let browser = wants_page(&parts.headers);
    let call = Call {
        address,
        parts,
        browser,
    };
    match call.parts.method {
        Method::POST => {}
        // A person reloads the page of a failed form, or follows an old link: show them the form.
        Method::GET | Method::HEAD if browser => return Redirect::to(address.home).into_response(),
        _ => {
            let mut refused = front.refuse(&call, AppError::BadRequest(Fault::Method).into()).await;
            refused
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static("POST"));
            return refused;
        }
    }
    match admit(&call, &front.app, body).await {
        Ok((fields, bytes)) => front.perform(call, fields, bytes).await,
        // No field says which page the form stands on; the browser may.
        Err(error) => {
            let back = referrer(&call.parts.headers, front.app.site.public_url.origin());
            let failure = Failure { back, ..error.into() };
            front.refuse(&call, failure).await
        }
    }
}

/// The page of ours that sent the form, where the browser tells.
fn referrer(headers: &HeaderMap, ours: &str) -> Option<String> {
    let path = text(headers, header::REFERER)?.strip_prefix(ours)?;
    local_path(path).map(str::to_owned)
}

/// The body's fields, and the body, if the request may come in at all.
async fn admit(call: &Call, app: &App, body: Body) -> Result<(Fields, Bytes), AppError> {
    let bad = AppError::BadRequest;
    let headers = &call.parts.headers;
    if !is_same_origin(headers, app.site.public_url.origin()) {
        tracing::warn!(path = call.address.path, origin = ?headers.get(header::ORIGIN), "refused another site's form");
        return Err(bad(Fault::CrossSite));
    }
    let kind = text(headers, header::CONTENT_TYPE)
        .and_then(|kind| kind.split(';').next())
        .unwrap_or_default();
    if !kind.trim().eq_ignore_ascii_case("application/x-www-form-urlencoded") {
        return Err(bad(Fault::NotAForm));
    }
    let announced = text(headers, header::CONTENT_LENGTH).and_then(|length| length.parse::<usize>().ok());
    if announced.is_some_and(|length| length > BODY_LIMIT) {
        return Err(bad(Fault::TooLarge));
    }
    let bytes = match tokio::time::timeout(BODY_PATIENCE, to_bytes(body, BODY_LIMIT)).await {
        Ok(Ok(bytes)) => bytes,
        Ok(Err(cut)) if is_too_long(&cut) => return Err(bad(Fault::TooLarge)),
        Ok(Err(_)) => return Err(bad(Fault::BrokenOff)),
        Err(_) => return Err(bad(Fault::TooSlow)),
    };
    let fields = decode(&bytes).ok_or_else(|| bad(Fault::NotText))?;
    Ok((fields, bytes))
}

impl Front {
    async fn perform(&self, call: Call, fields: Fields, bytes: Bytes) -> Response {
        let page = fields
            .iter()
            .find(|(name, _)| name == "page")
            .and_then(|(_, path)| local_path(path));
        let page = page.filter(|path| !path.starts_with("/api/")).map(str::to_owned);
        let (outcome, cookies) = match known(call.address, &fields) {
            Ok(()) => self.run(&call, bytes).await,
            Err(error) => (Err(error), Vec::new()),
        };
        let mut response = match outcome {
            Ok(response) if !call.browser => response,
            Ok(response) => {
                let to = text(response.headers(), header::LOCATION).and_then(local_path);
                let to = app::location(to.or(page.as_deref()).unwrap_or("/"));
                let mut moved = Redirect::to(&to).into_response();
                let forget = HeaderName::from_static("clear-site-data");
                if let Some(what) = response.headers().get(&forget) {
                    moved.headers_mut().insert(forget, what.clone());
                }
                moved
            }
            Err(error) if !call.browser => problem_response(&error),
            Err(error) => self.failed(&call, page, fields, error).await,
        };
        for cookie in cookies {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        response
            .headers_mut()
            .entry(header::CACHE_CONTROL)
            .or_insert(HeaderValue::from_static("no-store"));
        response
    }

    /// Runs the act.
    async fn run(&self, call: &Call, bytes: Bytes) -> (Result<Response, AppError>, Vec<HeaderValue>) {
        let mut parts = call.parts.clone();
        // The library answers browsers with a redirect to their Referer, errors and all: it shall not see one.
        parts
            .headers
            .insert(header::ACCEPT, HeaderValue::from_static("application/json"));
        parts.headers.remove(header::REFERER);
        match self.ask_the_house(Request::from_parts(parts, Body::from(bytes))).await {
            Some(response) => outcome(response).await,
            None => (Err(AppError::Internal), Vec::new()),
        }
    }

    /// What a browser gets when its act failed. Whoever is not signed in is sent to log in; but where a session ended while
    /// somebody typed, that would lose their words.
    async fn failed(&self, call: &Call, back: Option<String>, fields: Fields, error: AppError) -> Response {
        let typed = Typed::of(call.address, &fields);
        let cookie = cookie_name(self.app.site.public_url.is_https());
        let had_session = app::cookie(&call.parts.headers, cookie).is_some();
        if error == AppError::Unauthenticated && (typed.is_empty() || !had_session) {
            let next = encoded(back.as_deref().unwrap_or(call.address.home));
            return Redirect::to(&format!("/login?next={next}")).into_response();
        }
        self.page_again(call, fields, Failure { error, back, typed }).await
    }

    /// The page the form stands on, asked with the failure beside the request. If it is gone, or does not hold this form,
    /// the failure is told on a page of its own.
    async fn page_again(&self, call: &Call, fields: Fields, failure: Failure) -> Response {
        let error = &failure.error;
        let submission = Submission::failed(call.address, fields, error.clone(), app::summary(error));
        let asked = match failure.back.as_deref() {
            Some(path) => self.ask_for_page(call, path, submission.clone()).await,
            None => None,
        };
        match asked {
            Some(mut response) if submission.was_shown() && response.status().as_u16() == error.status() => {
                if let Some(seconds) = error.retry_after() {
                    response
                        .headers_mut()
                        .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
                }
                response
            }
            _ => self.refuse(call, failure).await,
        }
    }

    /// The error by itself: as a page for a browser, as a problem document for a program.
    async fn refuse(&self, call: &Call, failure: Failure) -> Response {
        if !call.browser {
            return problem_response(&failure.error);
        }
        let path = failure.back.as_deref().unwrap_or(call.address.home);
        let page = self.ask_for_page(call, path, failure.clone()).await;
        page.unwrap_or_else(|| failure.error.into_response())
    }

    /// One of our pages for whoever called, with something known beside the request. `None` where there is no such address,
    /// and where it broke.
    async fn ask_for_page(
        &self,
        call: &Call,
        path: &str,
        known: impl Clone + Send + Sync + 'static,
    ) -> Option<Response> {
        let mut request = Request::get(path).body(Body::empty()).ok()?;
        for name in [header::COOKIE, header::ACCEPT_LANGUAGE, header::HOST, header::ACCEPT] {
            for value in call.parts.headers.get_all(&name) {
                request.headers_mut().append(&name, value.clone());
            }
        }
        *request.extensions_mut() = call.parts.extensions.clone();
        request.extensions_mut().insert(known);
        let page = tokio::time::timeout(PAGE_TIME, self.ask_the_house(request));
        page.await.unwrap_or_else(|_| {
            tracing::error!(limit = ?PAGE_TIME, "a page took too long");
            None
        })
    }

    /// Asks our own router, in a task of its own: whoever hangs up cuts nothing off. `None` where it panicked, which has
    /// been logged.
    async fn ask_the_house(&self, request: Request) -> Option<Response> {
        let answer = language::shared(self.house.clone().oneshot(request));
        let Ok(response) = self.running.spawn(answer.in_current_span()).await.ok()?;
        Some(response)
    }
}

/// A server function's answer, its error decoded; its cookies apart, since they hold in every case.
async fn outcome(response: Response) -> (Result<Response, AppError>, Vec<HeaderValue>) {
    let (mut parts, body) = response.into_parts();
    let cookies = parts.headers.get_all(header::SET_COOKIE).iter().cloned().collect();
    parts.headers.remove(header::SET_COOKIE);
    if parts.status.is_success() {
        return (Ok(Response::from_parts(parts, body)), cookies);
    }
    if !parts.headers.contains_key(HeaderName::from_static("serverfnerror")) {
        tracing::error!(
            status = parts.status.as_u16(),
            "an act answered with an error that is not ours"
        );
        return (Err(AppError::Internal), cookies);
    }
    let body = to_bytes(body, BODY_LIMIT).await.unwrap_or_default();
    (Err(AppError::de(body)), cookies)
}

/// Did the body end because it was too long, and not because it broke off?
fn is_too_long(fault: &axum::Error) -> bool {
    std::error::Error::source(fault).is_some_and(|source| source.is::<http_body_util::LengthLimitError>())
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<&str> {
    headers.get(name)?.to_str().ok()
}

/// Does the request come from a page of ours? Browsers say so, in `Sec-Fetch-Site` (W3C Fetch Metadata) or `Origin`
/// (RFC 6454). Who says nothing may act only without a session: a program, not a browser that somebody else steers.
fn is_same_origin(headers: &HeaderMap, ours: &str) -> bool {
    let site = text(headers, HeaderName::from_static("sec-fetch-site"));
    let origin = text(headers, header::ORIGIN);
    match (site, origin) {
        (Some(site), _) => matches!(site, "same-origin" | "none"),
        (None, Some(origin)) => origin == ours,
        (None, None) => !headers.contains_key(header::COOKIE),
    }
}

/// Unknown and repeated fields are the caller's mistake, said aloud: nothing is dropped in silence.
fn known(address: &Address, fields: &Fields) -> Result<(), AppError> {
    for (at, (name, _)) in fields.iter().enumerate() {
        let shown: String = name.chars().take(50).collect();
        if !address.takes(name) {
            return Err(AppError::field("", t!("form-unknown-field", field = shown)));
        }
        if fields[..at].iter().any(|(earlier, _)| earlier == name) {
            return Err(AppError::field("", t!("form-repeated-field", field = shown)));
        }
    }
    Ok(())
}

/// The site's routes for acts: each at its exact path, through the front.
pub(super) fn routes(front: Arc<Front>) -> Router {
    acts()
        .fold(Router::new(), |router, address| {
            router.route(address.path, axum::routing::any(act))
        })
        .with_state(front)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_pages_of_ours_may_act() {
        let ours = "https://tutti.example";
        let admitted = |pairs: &[(&'static str, &'static str)]| {
            let headers = pairs
                .iter()
                .map(|(n, v)| (HeaderName::from_static(n), HeaderValue::from_static(v)))
                .collect();
            is_same_origin(&headers, ours)
        };
        assert!(admitted(&[("sec-fetch-site", "same-origin"), ("cookie", "session=x")]));
        assert!(admitted(&[("origin", ours), ("cookie", "session=x")]));
        assert!(admitted(&[]), "a program without a session");
        assert!(!admitted(&[("cookie", "session=x")]));
        assert!(!admitted(&[("sec-fetch-site", "cross-site"), ("origin", ours)]));
        assert!(!admitted(&[("sec-fetch-site", "same-site")]));
        assert!(!admitted(&[("origin", "null")]));
        assert!(!admitted(&[("origin", "https://tutti.example.evil.example")]));
    }
}
