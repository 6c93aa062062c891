//! The language that somebody chose in this browser: a cookie, which also holds for whoever has no account.

use super::{cookie, set_cookie};
use crate::language::{self, Language};
use axum::http::{HeaderMap, HeaderValue};

/// A year, in seconds.
const KEPT: u32 = 365 * 24 * 60 * 60;

/// Under `__Host-` a browser takes it from this host alone, over https, for all its paths.
const fn cookie_name(secure: bool) -> &'static str {
    if secure { "__Host-language" } else { "language" }
}

/// The language of a request, as far as its headers tell: what was chosen here, else what the browser asks for. Whoever is
/// signed in may have chosen another ([`App::member`](super::App::member)).
pub fn spoken(headers: &HeaderMap, secure: bool) -> Language {
    let chosen = cookie(headers, cookie_name(secure)).and_then(Language::of_tag);
    chosen.unwrap_or_else(|| language::from_headers(headers))
}

pub(super) fn keep(language: Language, secure: bool) -> HeaderValue {
    set_cookie(cookie_name(secure), language.tag(), KEPT, secure)
}

pub(super) fn forget(secure: bool) -> HeaderValue {
    set_cookie(cookie_name(secure), "", 0, secure)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header;

    #[test]
    fn what_was_chosen_goes_before_what_the_browser_asks_for() {
        let ask = |cookie: &str, secure| {
            let headers = HeaderMap::from_iter([
                (header::ACCEPT_LANGUAGE, HeaderValue::from_static("pt")),
                (header::COOKIE, cookie.parse().unwrap()),
            ]);
            spoken(&headers, secure)
        };
        for secure in [true, false] {
            let kept = keep(Language::French, secure);
            let sent = kept.to_str().unwrap().split(';').next().unwrap().to_owned();
            assert_eq!(ask(&sent, secure), Language::French);
            assert_eq!(ask(&sent, !secure), Language::Portuguese, "not bound to this host");
            let gone = forget(secure);
            let sent = gone.to_str().unwrap().split(';').next().unwrap().to_owned();
            assert_eq!(ask(&sent, secure), Language::Portuguese);
        }
        assert_eq!(ask("language=<b>", false), Language::Portuguese);
    }
}
