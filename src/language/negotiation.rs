//! Which language a browser asks for (RFC 9110 §12.5.4).

use super::Language;
use axum::http::{HeaderMap, header};

/// The best language for `Accept-Language`; the fallback where nothing fits.
pub fn from_headers(headers: &HeaderMap) -> Language {
    let mut best = (0.0, Language::ALL[0]);
    for value in headers
        .get_all(header::ACCEPT_LANGUAGE)
        .iter()
        .filter_map(|value| value.to_str().ok())
    {
        for range in value.split(',') {
            let mut parts = range.split(';');
            let tag = parts.next().unwrap_or_default().trim();
            let quality = parts
                .find_map(|p| p.trim().strip_prefix("q=")?.trim().parse::<f32>().ok())
                .unwrap_or(1.0);
            if let Some(language) = Language::of_tag(tag).filter(|_| quality > best.0) {
                best = (quality, language);
            }
        }
    }
    best.1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_best_that_tutti_speaks_is_taken() {
        for (value, language) in [
            ("fr-CA, en;q=0.5", Language::French),
            ("de, pt-BR;q=0.8, en;q=0.5", Language::Portuguese),
            ("en;q=0.4, fr;q=0.6", Language::French),
            ("en-GB, fr", Language::English),
            ("tlh, pt;q=0", Language::English),
        ] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, value.parse().unwrap())]);
            assert_eq!(from_headers(&headers), language, "{value}");
        }
    }

    #[test]
    fn falls_back_and_survives_nonsense() {
        for value in ["", "tlh", "en;q=0.1, tlh", ";;;q=,", "*", "en;q=NaN"] {
            let headers = HeaderMap::from_iter([(header::ACCEPT_LANGUAGE, value.parse().unwrap())]);
            assert_eq!(from_headers(&headers), Language::English, "{value}");
        }
    }
}
