//! Content-Security-Policy by hash: what a page may load and run.
//!
//! The loader of leptos' islands is the only inline script and the same on every page, so the policy is a constant of the
//! build, and a finished page can be cached together with it. A nonce would make every page unique.

use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy under which this inline script may run, and no other.
pub fn policy(script: &str) -> HeaderValue {
    let script = hash(script);
    HeaderValue::try_from(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {script}; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    ))
    .expect("a policy is ASCII")
}

/// How a policy names an inline script.
pub fn hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_this_script_may_run() {
        let policy = policy(r#"import("/a.js")"#);
        let policy = policy.to_str().unwrap();
        // printf 'import("/a.js")' | openssl dgst -sha256 -binary | base64
        assert!(
            policy.contains(
                "script-src 'self' 'wasm-unsafe-eval' 'sha256-7GZ08k9eDWlnONnBGSuk0j5sF0CWVCliNaWT5Dy14Ag=';"
            ),
            "{policy}"
        );
        assert_eq!(policy.matches("sha256-").count(), 1);
        assert!(policy.starts_with("default-src 'none'; "));
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'") && !policy.contains("http"));
    }
}
