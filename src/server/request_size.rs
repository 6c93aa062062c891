//! The head of a request has a size: its address here, all of it in the accept loop.

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

/// Longest address, path and query together, in bytes. The longest of ours is a search with every filter.
pub const LONGEST_ADDRESS: usize = 8 * 1024;

/// A layer that answers 414 to a longer address, before anything reads it.
pub async fn limit_address(request: Request, next: Next) -> Response {
    match request.uri().path_and_query() {
        Some(address) if address.as_str().len() > LONGEST_ADDRESS => StatusCode::URI_TOO_LONG.into_response(),
        _ => next.run(request).await,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::{Router, middleware, routing::get};
    use tower::ServiceExt;

    #[tokio::test]
    async fn a_long_address_is_refused() {
        for (length, status) in [
            (LONGEST_ADDRESS, StatusCode::OK),
            (LONGEST_ADDRESS + 1, StatusCode::URI_TOO_LONG),
        ] {
            let router = Router::new()
                .route("/", get(|| async {}))
                .layer(middleware::from_fn(limit_address));
            let address = format!("/?q={}", "x".repeat(length - 4));
            let request = Request::get(address).body(Body::empty()).unwrap();
            assert_eq!(router.oneshot(request).await.unwrap().status(), status, "{length}");
        }
    }
}
