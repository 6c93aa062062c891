//! Content-Security-Policy by hash: what a page may load and run.
//!
//! The loader of leptos' islands is the only inline script and the same on every page, so the policy is a constant of the
//! build, and a finished page can be cached together with it. A nonce would make every page unique.

use axum::http::HeaderValue;
use axum::http::header::InvalidHeaderValue;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

/// The policy under which the inline scripts of this rendered `<head>` may run, and no other.
pub fn policy(head: &str) -> Result<HeaderValue, InvalidHeaderValue> {
    let scripts: String = inline_scripts(head)
        .into_iter()
        .map(|script| format!(" {}", hash(script)))
        .collect();
    HeaderValue::try_from(format!(
        "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'{scripts}; style-src 'self'; img-src 'self'; \
         font-src 'self'; connect-src 'self'; manifest-src 'self'; object-src 'none'; form-action 'self'; base-uri 'none'; \
         frame-ancestors 'none'"
    ))
}

/// The text of every inline script of a page that a browser would run; JSON-LD is data and never runs.
pub fn inline_scripts(html: &str) -> Vec<&str> {
    // ASCII letters only change: the positions in both are the same
    let lower = html.to_ascii_lowercase();
    let mut scripts = Vec::new();
    let mut from = 0;
    while let Some(start) = lower[from..].find("<script").map(|at| from + at) {
        let Some(open) = lower[start..].find('>').map(|at| start + at + 1) else {
            break;
        };
        let end = lower[open..].find("</script").map_or(html.len(), |at| open + at);
        let tag = &lower[start..open];
        if !tag.contains(" src=") && !tag.contains("application/ld+json") {
            scripts.push(&html[open..end]);
        }
        from = end;
    }
    scripts
}

/// How a policy names an inline script.
pub fn hash(script: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(script.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exactly_the_scripts_of_the_head_may_run() {
        let head = r#"<link rel="modulepreload" href="/a.js"><script type="module">import("/a.js")</script><script src="/b.js"></script>"#;
        let policy = policy(head).unwrap();
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

    #[test]
    fn inline_scripts_are_found_however_they_are_written() {
        let page = "<SCRIPT>a</SCRIPT><script type='module' src='/x.js'></script><script type=\"application/ld+json\">{}</script>\
                    <p>é</p><script async>b<!-- > --></script ><script>c";
        assert_eq!(inline_scripts(page), ["a", "b<!-- > -->", "c"]);
        assert_eq!(inline_scripts("<p>no script</p>"), Vec::<&str>::new());
    }
}
