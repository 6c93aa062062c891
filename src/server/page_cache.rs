//! The layer that answers visitors from [`KeptPages`](crate::app::KeptPages). It stands before compression: what is kept is
//! what is sent.
//!
//! Passed by: whoever has a session or a notice, every method but GET, and all that is no page of the programme or of
//! musicians. A page says where it was asked for (in its link to log in, for one): so it is made for the one spelling of its
//! address that is its key, and not for what the first who asked for it had typed.

use axum::body::to_bytes;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderValue, Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::accept_encoding::{self, Encoding};
use super::request_size::LONGEST_ADDRESS;
use crate::app::{self, App, Finished, Keep, Notice, PageKey};
use crate::identity::sessions;

/// The longest page that is kept, compressed.
const LONGEST: usize = 1024 * 1024;

/// Answers with a page that is kept, or makes one to be kept.
pub(super) async fn answer(State(app): State<App>, mut request: Request, next: Next) -> Response {
    let (Some(pages), Some(address)) = (&app.kept_pages, address(&app, &request)) else {
        return next.run(request).await;
    };
    let offered = [Encoding::Identity, Encoding::Gzip, Encoding::Zstd, Encoding::Brotli];
    let encoding = accept_encoding::preferred(request.headers(), &offered).coding();
    // One spelling of each wish, so that what is made is what the key says.
    *request.uri_mut() = address.clone();
    request
        .headers_mut()
        .insert(header::ACCEPT_ENCODING, HeaderValue::from_static(encoding));
    let key = PageKey {
        address: address.to_string(),
        language: app::spoken(request.headers(), app.site.public_url.is_https()).tag(),
        encoding,
        version: app.db.version(),
    };
    let (mut asked, mut other) = (Some((request, next)), None);
    let make = async {
        let (request, next) = asked.take()?;
        finished(next.run(request).await)
            .await
            .map_err(|response| other = Some(response))
            .ok()
    };
    if let Some(kept) = pages.page(key, make).await {
        return kept.into_response();
    }
    match asked {
        // Somebody else's answer was for them alone.
        Some((request, next)) => next.run(request).await,
        None => other.unwrap_or_else(|| StatusCode::INTERNAL_SERVER_ERROR.into_response()),
    }
}

/// The address of a page that visitors share, in one spelling. `None`: this one is to be made for whoever asks.
fn address(app: &App, request: &Request) -> Option<Uri> {
    let secure = app.site.public_url.is_https();
    let personal = |headers: &HeaderMap| {
        app::cookie(headers, sessions::cookie_name(secure)).is_some() || Notice::is_waiting(headers, secure)
    };
    let (path, query) = (request.uri().path(), request.uri().query().unwrap_or_default());
    if request.method() != Method::GET || !is_shared(path) || personal(request.headers()) {
        return None;
    }
    let mut address = path.to_owned();
    let mut mark = '?';
    for (name, value) in url::form_urlencoded::parse(query.as_bytes()).filter(|(_, value)| !value.is_empty()) {
        address.push(mark);
        address.extend([&*app::encoded(&name), "=", &*app::encoded(&value)]);
        mark = '&';
    }
    // Behind this an address is refused for its length as it was typed, which may be shorter.
    let typed = path.len() + query.len() + 1;
    (address.len().max(typed) <= LONGEST_ADDRESS)
        .then(|| address.parse().ok())
        .flatten()
}

/// Is this the address of a page that is the same for all who are not signed in?
fn is_shared(path: &str) -> bool {
    let one_of = |list: &str| {
        path.strip_prefix(list)
            .is_some_and(|rest| rest.is_empty() || (rest.starts_with('/') && !rest[1..].contains('/')))
    };
    let members_only = matches!(path, "/events/new" | "/events/hosted");
    matches!(path, "/" | "/about") || (one_of("/events") && !members_only) || one_of("/musicians")
}

/// What the house answered, whole if it may be kept; else as it is.
async fn finished(response: Response) -> Result<Finished, Response> {
    let keep = response.extensions().get::<Keep>().copied();
    let Some(keep) = keep.filter(|_| !response.headers().contains_key(header::SET_COOKIE)) else {
        return Err(response);
    };
    let (mut parts, body) = response.into_parts();
    match to_bytes(body, LONGEST).await {
        Ok(body) => {
            parts.headers.remove(header::CONTENT_LENGTH);
            Ok(Finished {
                headers: parts.headers,
                body,
                keep,
            })
        }
        Err(error) => {
            tracing::error!(%error, "a page broke off, or is too long to be kept");
            Err(StatusCode::INTERNAL_SERVER_ERROR.into_response())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_visitors_share_is_kept() {
        for shared in [
            "/",
            "/about",
            "/events",
            "/events/slow-sunday-k3j5mq2p",
            "/musicians",
            "/musicians/ada",
        ] {
            assert!(is_shared(shared), "{shared}");
        }
        for other in [
            "/events/new",
            "/events/hosted",
            "/events/slow-sunday-k3j5mq2p/edit",
            "/events/slow-sunday-k3j5mq2p/poster.png",
            "/eventsx",
            "/login",
            "/v/abc/tutti.css",
            "/api/events",
            "/messages",
        ] {
            assert!(!is_shared(other), "{other}");
        }
    }
}
