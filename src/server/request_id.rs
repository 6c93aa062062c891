//! An id for every request, and its line in the log.

use std::time::{Duration, Instant};

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::Response;
use tracing::Instrument;

use crate::app::{ClientAddress, RequestId};

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// A layer that names the request, so that all it logs can be found by what its answer and its error page show.
pub async fn trace(mut request: Request, next: Next) -> Response {
    let id = RequestId::random();
    let client = request
        .extensions()
        .get::<ClientAddress>()
        .map(|client| tracing::field::display(client.0));
    // the path without its query: what people search for is nobody's business
    let span = tracing::info_span!("request", %id, method = %request.method(), path = request.uri().path(), client);
    let quiet = request.uri().path().starts_with("/health/") || request.uri().path().starts_with("/v/");
    request.extensions_mut().insert(id.clone());
    async {
        let mut line = Line {
            since: Instant::now(),
            quiet,
            status: None,
        };
        let mut response = next.run(request).await;
        line.status = Some(response.status());
        if let Ok(id) = HeaderValue::from_str(id.as_str()) {
            response.headers_mut().insert(X_REQUEST_ID, id);
        }
        response
    }
    .instrument(span)
    .await
}

/// Writes its line when dropped, so that a client who does not wait for the answer leaves one too.
struct Line {
    since: Instant,
    /// Probes and files are asked for all the time and say little.
    quiet: bool,
    status: Option<StatusCode>,
}

impl Drop for Line {
    fn drop(&mut self) {
        let ms = milliseconds(self.since.elapsed());
        match self.status {
            Some(status) if self.quiet => tracing::debug!(status = status.as_u16(), ms, "answered"),
            Some(status) => tracing::info!(status = status.as_u16(), ms, "answered"),
            None => tracing::info!(ms, "the client left before the answer"),
        }
    }
}

/// With a tenth, for most answers take less than one.
fn milliseconds(time: Duration) -> f64 {
    (time.as_secs_f64() * 10_000.0).round() / 10.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::{Extension, Router, middleware, routing::get};
    use tower::ServiceExt;

    #[tokio::test]
    async fn every_answer_names_its_request_and_no_client_chooses_the_name() {
        let router = Router::new()
            .route(
                "/",
                get(|Extension(id): Extension<RequestId>| async move { id.to_string() }),
            )
            .layer(middleware::from_fn(trace));
        let mut seen = Vec::new();
        for path in ["/", "/", "/nothing"] {
            let request = Request::get(path)
                .header(X_REQUEST_ID, "forged")
                .body(Body::empty())
                .unwrap();
            let response = router.clone().oneshot(request).await.unwrap();
            let ids: Vec<_> = response.headers().get_all(X_REQUEST_ID).iter().cloned().collect();
            assert_eq!(ids.len(), 1);
            assert_ne!(ids[0], "forged");
            if path == "/" {
                let body = axum::body::to_bytes(response.into_body(), 100).await.unwrap();
                assert_eq!(body, ids[0].as_bytes(), "what handlers see is what the header says");
            }
            assert!(!seen.contains(&ids[0]));
            seen.extend(ids);
        }
    }
}
