//! One address for each page: `/events/` moves to `/events`.

use axum::extract::Request;
use axum::http::{Method, StatusCode, Uri, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// A layer outside the router that redirects a path with slashes at its end, for reading only: a form is never sent twice.
pub async fn remove_trailing(request: Request, next: Next) -> Response {
    match bare(request.uri()) {
        Some(address) if matches!(*request.method(), Method::GET | Method::HEAD) => {
            (StatusCode::PERMANENT_REDIRECT, [(header::LOCATION, address)]).into_response()
        }
        _ => next.run(request).await,
    }
}

/// The address without slashes at its end, if it had any. Always a path of this site: a second slash or a backslash at its
/// start, which browsers take for one, would make it name another host.
fn bare(uri: &Uri) -> Option<String> {
    let path = uri.path();
    if path == "/" || !path.ends_with('/') {
        return None;
    }
    let path = path.trim_matches(['/', '\\']);
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    Some(format!("/{path}{query}"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::{Router, middleware, routing::any};
    use tower::ServiceExt;

    #[test]
    fn slashes_at_the_end_go_and_the_query_stays() {
        for (from, to) in [
            ("/events/", Some("/events")),
            ("/events/jam/", Some("/events/jam")),
            ("/events///", Some("/events")),
            ("/events/?q=a/&after=b/", Some("/events?q=a/&after=b/")),
            ("/events/?", Some("/events?")),
            ("/", None),
            ("/?q=/", None),
            ("/events", None),
            ("/events?page=/", None),
        ] {
            assert_eq!(bare(&from.parse().unwrap()).as_deref(), to, "{from}");
        }
    }

    #[test]
    fn no_redirect_leaves_the_site() {
        for from in [
            "//",
            "//evil.example/",
            "///evil.example//",
            "/\\evil.example/",
            "/\\/evil.example/\\/",
            "//evil.example/?//",
        ] {
            let Ok(uri) = from.parse::<Uri>() else { continue };
            let to = bare(&uri).unwrap();
            assert!(
                to.starts_with('/') && !to.starts_with("//") && !to.starts_with("/\\"),
                "{from} -> {to}"
            );
        }
        assert_eq!(
            bare(&"http://evil.example/events/".parse().unwrap()).as_deref(),
            Some("/events")
        );
    }

    #[tokio::test]
    async fn only_reading_is_redirected() {
        let site = || {
            Router::new()
                .route("/events/", any(|| async { "here" }))
                .layer(middleware::from_fn(remove_trailing))
        };
        for (method, status) in [
            (Method::GET, StatusCode::PERMANENT_REDIRECT),
            (Method::HEAD, StatusCode::PERMANENT_REDIRECT),
            (Method::POST, StatusCode::OK),
            (Method::DELETE, StatusCode::OK),
        ] {
            let request = Request::builder()
                .method(&method)
                .uri("/events/")
                .body(Body::empty())
                .unwrap();
            assert_eq!(site().oneshot(request).await.unwrap().status(), status, "{method}");
        }
    }
}
