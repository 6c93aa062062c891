//! Pages that may be next are fetched while the pointer rests on their link (Speculation Rules, WICG): public ones only,
//! and never rendered ahead. A page that is fetched so changes nothing (`Visit::prefetch`).

use axum::Router;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::get;

const ADDRESS: &str = "/speculation-rules.json";
const RULES: &str =
    r#"{"prefetch":[{"where":{"href_matches":["/","/events*","/musicians*"]},"eagerness":"moderate"}]}"#;
const NAME: HeaderName = HeaderName::from_static("speculation-rules");
const HEADER: HeaderValue = HeaderValue::from_static("\"/speculation-rules.json\"");

/// Where browsers read the rules.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    let headers = [
        (header::CONTENT_TYPE, "application/speculationrules+json"),
        (header::CACHE_CONTROL, "public, max-age=86400"),
    ];
    Router::new().route(ADDRESS, get(async move || (headers, RULES)))
}

/// The layer that names them on every page.
pub async fn announce(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let kind = response.headers().get(header::CONTENT_TYPE);
    if kind.is_some_and(|kind| kind.as_bytes().starts_with(b"text/html")) {
        response.headers_mut().insert(NAME, HEADER);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_names_the_address_of_the_rules() {
        assert_eq!(HEADER, format!("{ADDRESS:?}"));
        let rules: serde_json::Value = serde_json::from_str(RULES).unwrap();
        assert!(rules.get("prerender").is_none(), "a page is never rendered for nobody");
    }
}
