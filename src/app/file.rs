//! What is answered by GET and is no page: a picture, a list for machines. It says which edition it is, so that whoever
//! has it already gets no second copy.

use super::Cache;
use crate::error::AppError;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

/// Marks an answer, by its extensions, that pages of other sites may show: a picture that is made to be shared.
#[derive(Clone, Copy, Debug)]
pub struct ShownElsewhere;

/// Does a request name this edition as one it has? Weakly compared (RFC 9110 §13.1.2).
pub fn names_edition(asked: &HeaderMap, tag: &str) -> bool {
    let tag = tag.trim_start_matches("W/");
    let known = asked.get_all(header::IF_NONE_MATCH).iter();
    let mut known = known
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','));
    known.any(|known| matches!(known.trim().trim_start_matches("W/"), known if known == "*" || known == tag))
}

/// A file before its content is made.
#[derive(Debug)]
pub struct File {
    headers: HeaderMap,
    /// Whoever asks has this very edition.
    known: bool,
    shown_elsewhere: bool,
}

impl File {
    /// A file of this kind. Two of the same `edition` are the same file; `asked` are the headers of the request.
    pub fn new(kind: &'static str, cache: Cache, edition: &str, asked: &HeaderMap) -> Self {
        let hash = URL_SAFE_NO_PAD.encode(&Sha256::digest(edition)[..12]);
        // Weak: the same file compressed is still the same.
        let tag = format!("W/\"{hash}\"");
        let known = names_edition(asked, &tag);
        let mut headers = HeaderMap::from_iter([
            (header::CONTENT_TYPE, HeaderValue::from_static(kind)),
            (header::CACHE_CONTROL, cache.header()),
            (header::ETAG, HeaderValue::try_from(tag).expect("base 64 is ASCII")),
        ]);
        // A 304 names what the 200 does (RFC 9110 §15.4.5), and compression, which looks at no 304, names this one of all that
        // is no bitmap.
        if kind != "image/png" {
            headers.append(header::VARY, HeaderValue::from_static("accept-encoding"));
        }
        Self {
            headers,
            known,
            shown_elsewhere: false,
        }
    }

    /// It is told differently to different readers, by these headers of theirs.
    #[must_use]
    pub fn varies_by(mut self, names: &'static str) -> Self {
        self.headers.append(header::VARY, HeaderValue::from_static(names));
        self
    }

    /// Not for search engines.
    #[must_use]
    pub fn noindex(mut self) -> Self {
        let robots = HeaderName::from_static("x-robots-tag");
        self.headers.insert(robots, HeaderValue::from_static("noindex"));
        self
    }

    /// Other sites may show it.
    #[must_use]
    pub fn shown_elsewhere(mut self) -> Self {
        self.shown_elsewhere = true;
        self
    }

    /// The answer. The content is asked for only where somebody lacks it.
    pub async fn answer<B: Into<Bytes>>(
        self,
        content: impl Future<Output = Result<B, AppError>>,
    ) -> Result<Response, AppError> {
        let mut response = if self.known {
            (StatusCode::NOT_MODIFIED, self.headers).into_response()
        } else {
            (self.headers, content.await?.into()).into_response()
        };
        if self.shown_elsewhere {
            response.extensions_mut().insert(ShownElsewhere);
        }
        Ok(response)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    async fn ask(edition: &str, known: Option<&str>) -> Response {
        let mut asked = HeaderMap::new();
        asked.extend(known.map(|tag| (header::IF_NONE_MATCH, tag.parse().unwrap())));
        let file = File::new("image/png", Cache::Public { seconds: 60 }, edition, &asked);
        file.answer(async { Ok("content") }).await.unwrap()
    }

    #[tokio::test]
    async fn an_edition_is_sent_once() {
        let first = ask("a", None).await;
        assert_eq!(first.status(), StatusCode::OK);
        assert_eq!(first.headers()[header::CACHE_CONTROL], "public, max-age=60");
        let tag = first.headers()[header::ETAG].to_str().unwrap().to_owned();
        for known in [
            tag.as_str(),
            "*",
            &format!("\"x\", {tag}"),
            tag.trim_start_matches("W/"),
        ] {
            let again = ask("a", Some(known)).await;
            assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{known}");
            assert_eq!(again.headers()[header::ETAG], tag.as_str());
        }
        assert_eq!(ask("b", Some(&tag)).await.status(), StatusCode::OK, "another edition");
    }
}
