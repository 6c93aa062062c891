//! Content-Security-Policy by hash: what a page may load and run.
//!
//! The loader of leptos' islands is the only inline script and the same on every page, so the policy is a constant of the
//! build, and a finished page can be cached together with it. A nonce would make every page unique.

use crate::app::Loader;
use axum::http::HeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy under which the loader may run, what reloads pages while somebody works on them, and no other script.
pub fn policy(loader: &Loader) -> HeaderValue {
    let (mut scripts, mut sockets) = (hash(&loader.script), String::new());
    if let Some(reload) = &loader.reload {
        scripts = format!("{scripts} {}", hash(&reload.script));
        sockets = format!(" ws://*:{}", reload.port);
    }
    HeaderValue::try_from(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval' {scripts}; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'{sockets}; manifest-src 'self'; object-src 'none'; form-action 'self'; \
         base-uri 'none'; frame-ancestors 'none'"
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
    use crate::app::Reload;

    #[test]
    fn exactly_this_script_may_run() {
        let mut loader = Loader::new("/v/x");
        loader.script = r#"import("/a.js")"#.into();
        let served = policy(&loader);
        let policy = served.to_str().unwrap();
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
        assert!(!policy.contains("ws:"));
    }

    #[test]
    fn a_page_that_is_worked_on_may_listen() {
        let mut loader = Loader::new("/v/x");
        loader.reload = Some(Reload::new(3001));
        let policy = policy(&loader);
        let policy = policy.to_str().unwrap();
        assert!(policy.contains("connect-src 'self' ws://*:3001;"), "{policy}");
        assert_eq!(policy.matches("sha256-").count(), 2);
    }
}
