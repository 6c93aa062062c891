//! Pages, feeds and answers of acts leave compressed, as far as it is worth it.
//!
//! Quality 4 of each method is fast: more takes several times the processor for a few percent of the bytes.
//! Files are compressed when they are built (`assets`), and never here. A page may be compressed although it repeats what
//! a visitor typed (BREACH), for it holds no secret: cookies are `HttpOnly`, and a form carries no token.

use axum::body::HttpBody;
use axum::http::{Response, header};
use tower_http::CompressionLevel;
use tower_http::compression::CompressionLayer;
use tower_http::compression::predicate::Predicate;

/// Below this a packet is sent anyway, and compressing saves nothing.
const LEAST: u64 = 1024;

/// Marks an answer, by its extensions, that was compressed as well as it can be before.
#[derive(Clone, Copy, Debug)]
pub struct Precompressed;

/// The layer: zstd, brotli or gzip, as the client likes best. What visitors share is asked of it in one way only
/// (`page_cache`).
pub fn layer() -> CompressionLayer<Worthwhile> {
    CompressionLayer::new()
        .quality(CompressionLevel::Precise(4))
        .compress_when(Worthwhile)
}

/// Whether an answer is text, long enough, and not a stream of events, which must not wait in a buffer.
#[derive(Clone, Copy, Debug)]
pub struct Worthwhile;

impl Predicate for Worthwhile {
    fn should_compress<B: HttpBody>(&self, response: &Response<B>) -> bool {
        let text = |name| response.headers().get(name).and_then(|value| value.to_str().ok());
        // HEAD has the headers of GET (RFC 9110, section 9.3.2), and no body to measure
        let declared = text(header::CONTENT_LENGTH).and_then(|length| length.parse().ok());
        let length = declared.or_else(|| response.body().size_hint().exact());
        let kind = text(header::CONTENT_TYPE)
            .unwrap_or_default()
            .split(';')
            .next()
            .unwrap_or_default()
            .trim();
        let kind = kind.to_ascii_lowercase();
        let is_text = match kind.split_once('/') {
            Some(("text", "event-stream")) => false,
            Some(("text", _)) => true,
            Some((_, kind)) => {
                matches!(kind, "json" | "javascript" | "xml") || kind.ends_with("+json") || kind.ends_with("+xml")
            }
            None => false,
        };
        is_text && length.is_none_or(|length| length >= LEAST) && response.extensions().get::<Precompressed>().is_none()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::{Body, to_bytes};
    use axum::http::{HeaderMap, Method, Request};
    use axum::response::{Html, IntoResponse};
    use axum::{Extension, Router, routing::get};
    use tower::ServiceExt;

    fn page() -> String {
        "<p>every page repeats itself</p>".repeat(100)
    }

    async fn ask(method: Method, path: &str, accept: &str) -> (HeaderMap, usize) {
        let router = Router::new()
            .route("/page", get(|| async { ([(header::VARY, "cookie")], Html(page())) }))
            .route("/short", get(|| async { Html("x".repeat(1023)) }))
            .route("/limit", get(|| async { Html("x".repeat(1024)) }))
            .route(
                "/events",
                get(|| async { ([(header::CONTENT_TYPE, "text/event-stream")], page()) }),
            )
            .route(
                "/image",
                get(|| async { ([(header::CONTENT_TYPE, "image/png")], page()) }),
            )
            .route(
                "/drawing",
                get(|| async { ([(header::CONTENT_TYPE, "image/svg+xml")], page()) }),
            )
            .route(
                "/problem",
                get(|| async { ([(header::CONTENT_TYPE, "application/problem+json")], page()) }),
            )
            .route("/file", get(|| async { (Extension(Precompressed), Html(page())) }))
            .route(
                "/done",
                get(|| async { ([(header::CONTENT_ENCODING, "br")], Html(page())).into_response() }),
            )
            .layer(layer());
        let request = Request::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT_ENCODING, accept)
            .body(Body::empty())
            .unwrap();
        let (parts, body) = router.oneshot(request).await.unwrap().into_parts();
        (parts.headers, to_bytes(body, usize::MAX).await.unwrap().len())
    }

    #[tokio::test]
    async fn pages_are_compressed_as_the_client_likes() {
        for (accept, encoding) in [
            ("gzip, deflate, br, zstd", "zstd"),
            ("gzip, deflate, br", "br"),
            ("gzip", "gzip"),
            ("br;q=0, gzip;q=0.5", "gzip"),
        ] {
            let (headers, length) = ask(Method::GET, "/page", accept).await;
            assert_eq!(headers[header::CONTENT_ENCODING], encoding, "{accept}");
            assert!(length < page().len() / 10);
            let vary: Vec<_> = headers.get_all(header::VARY).iter().collect();
            assert_eq!(vary, ["cookie", "accept-encoding"]);
            assert!(!headers.contains_key(header::CONTENT_LENGTH));
        }
        let (headers, length) = ask(Method::GET, "/page", "identity").await;
        assert!(!headers.contains_key(header::CONTENT_ENCODING) && length == page().len());
        assert!(
            headers.get_all(header::VARY).iter().any(|v| v == "accept-encoding"),
            "a cache must know"
        );
    }

    #[tokio::test]
    async fn head_says_what_get_does() {
        let (get, _) = ask(Method::GET, "/page", "br").await;
        let (head, length) = ask(Method::HEAD, "/page", "br").await;
        assert_eq!(head, get);
        assert!(length < 16, "hyper sends none of it");
    }

    #[tokio::test]
    async fn what_gains_nothing_is_left_alone() {
        for (path, compressed) in [
            ("/short", false),
            ("/limit", true),
            ("/events", false),
            ("/image", false),
            ("/drawing", true),
            ("/problem", true),
            ("/file", false),
        ] {
            let (headers, _) = ask(Method::GET, path, "br").await;
            assert_eq!(headers.contains_key(header::CONTENT_ENCODING), compressed, "{path}");
        }
        let (headers, length) = ask(Method::GET, "/done", "br, gzip").await;
        assert_eq!(
            (headers[header::CONTENT_ENCODING].to_str().unwrap(), length),
            ("br", page().len())
        );
    }
}
