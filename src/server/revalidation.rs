//! Whoever has the page already gets no second copy (RFC 9110 §13.1.2): an answer that says which edition it is, by its
//! `ETag`, is 304 for a client that names this edition.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::names_edition;

/// The layer. Outside of it nothing reads a body.
pub(super) async fn not_modified(request: Request, next: Next) -> Response {
    let readable = matches!(*request.method(), Method::GET | Method::HEAD);
    let asked = readable && request.headers().contains_key(header::IF_NONE_MATCH);
    let headers = asked.then(|| request.headers().clone());
    let mut response = next.run(request).await;
    let (Some(asked), Some(tag)) = (headers, response.headers().get(header::ETAG)) else {
        return response;
    };
    if response.status() == StatusCode::OK && tag.to_str().is_ok_and(|tag| names_edition(&asked, tag)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        *response.body_mut() = Body::empty();
        for name in [header::CONTENT_LENGTH, header::CONTENT_TYPE, header::CONTENT_ENCODING] {
            response.headers_mut().remove(name);
        }
    }
    response
}
