//! Headers that tell browsers what this site never does. They stand on every answer: pages, files, redirects, errors.

use crate::app::ShownElsewhere;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// Nothing on this site needs a device, a sensor or a payment.
const PERMISSIONS_POLICY: &str = "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), \
    fullscreen=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), \
    picture-in-picture=(), publickey-credentials-get=(), screen-wake-lock=(), usb=(), xr-spatial-tracking=()";

/// Which pages may show what we answer.
const RESOURCE_POLICY: HeaderName = HeaderName::from_static("cross-origin-resource-policy");

/// The headers of one site, worked out once.
#[derive(Clone, Debug)]
pub struct SecurityHeaders(HeaderMap);

impl SecurityHeaders {
    /// With this content security policy; `https` says whether people reach the site over TLS.
    pub fn new(policy: HeaderValue, https: bool) -> Self {
        let fixed = HeaderValue::from_static;
        let mut headers = HeaderMap::from_iter([
            (header::CONTENT_SECURITY_POLICY, policy),
            // the address of a page stays on this site, where the check of a form's origin may need it
            (header::REFERRER_POLICY, fixed("same-origin")),
            (header::X_CONTENT_TYPE_OPTIONS, fixed("nosniff")),
            // for browsers that do not know the policy's frame-ancestors
            (header::X_FRAME_OPTIONS, fixed("DENY")),
            (
                HeaderName::from_static("cross-origin-opener-policy"),
                fixed("same-origin"),
            ),
            (RESOURCE_POLICY, fixed("same-origin")),
            // harmless, since everything a page loads is our own
            (
                HeaderName::from_static("cross-origin-embedder-policy"),
                fixed("require-corp"),
            ),
            (HeaderName::from_static("permissions-policy"), fixed(PERMISSIONS_POLICY)),
        ]);
        if https {
            let two_years = fixed("max-age=63072000; includeSubDomains");
            headers.insert(header::STRICT_TRANSPORT_SECURITY, two_years);
        }
        Self(headers)
    }
}

/// The layer that writes them, over whatever an inner layer wrote.
pub async fn secure(State(SecurityHeaders(ours)): State<SecurityHeaders>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    response.headers_mut().extend(ours);
    if response.extensions().get::<ShownElsewhere>().is_some() {
        let anywhere = HeaderValue::from_static("cross-origin");
        response.headers_mut().insert(RESOURCE_POLICY, anywhere);
    }
    response
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::{Method, StatusCode};
    use axum::{Router, middleware, response::Redirect, routing::get};
    use tower::ServiceExt;

    async fn answer(https: bool, method: Method, path: &str) -> Response {
        let headers = SecurityHeaders::new(HeaderValue::from_static("default-src 'none'"), https);
        Router::new()
            .route("/", get(|| async { [(header::REFERRER_POLICY, "unsafe-url")] }))
            .route("/moved", get(|| async { Redirect::to("/") }))
            .layer(middleware::from_fn_with_state(headers, secure))
            .oneshot(Request::builder().method(method).uri(path).body(Body::empty()).unwrap())
            .await
            .unwrap()
    }

    #[tokio::test]
    async fn they_stand_once_on_every_answer() {
        for (method, path, status) in [
            (Method::GET, "/", StatusCode::OK),
            (Method::HEAD, "/", StatusCode::OK),
            (Method::GET, "/moved", StatusCode::SEE_OTHER),
            (Method::GET, "/nothing", StatusCode::NOT_FOUND),
            (Method::TRACE, "/", StatusCode::METHOD_NOT_ALLOWED),
        ] {
            let response = answer(false, method, path).await;
            assert_eq!(response.status(), status);
            for (name, value) in [
                ("content-security-policy", "default-src 'none'"),
                ("referrer-policy", "same-origin"),
                ("x-content-type-options", "nosniff"),
                ("x-frame-options", "DENY"),
                ("cross-origin-opener-policy", "same-origin"),
                ("cross-origin-resource-policy", "same-origin"),
                ("cross-origin-embedder-policy", "require-corp"),
                ("permissions-policy", PERMISSIONS_POLICY),
            ] {
                let all: Vec<_> = response.headers().get_all(name).iter().collect();
                assert_eq!(all, [value], "{path}: {name}");
            }
        }
    }

    #[tokio::test]
    async fn strict_transport_is_asked_for_exactly_over_tls() {
        let name = header::STRICT_TRANSPORT_SECURITY;
        let over_tls = answer(true, Method::GET, "/nothing").await;
        assert_eq!(over_tls.headers()[&name], "max-age=63072000; includeSubDomains");
        assert!(
            !answer(false, Method::GET, "/nothing")
                .await
                .headers()
                .contains_key(&name)
        );
    }
}
