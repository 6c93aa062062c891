//! Style, scripts, fonts and pictures, inside the binary, at an address that changes with any of them.
//!
//! A release has them embedded, hashed once at start, and serves them under `/v/{hash}/` for ever (`immutable`), compressed
//! when it was built. In a debug build the embedding crate reads the disk, where `make dev` rewrites files under a running
//! server: there the address is always `/v/dev/`, browsers ask each time, and compressed variants, which an earlier release
//! may have left, are not looked at.
//!
//! **An old hash** (a page kept open or cached over a deployment) gets the file as it is now, but `no-store`: without it
//! that page would stand without its style. Its scripts may not fit the page, and then do nothing; everything works
//! without them. It is no redirect, since two servers in the middle of a deployment would send the browser to and fro. A
//! file that is gone is 404.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::LazyLock;

use axum::body::Bytes;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Extension, Router, routing::get};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};

use super::accept_encoding::{Encoding, preferred};
use super::compression::Precompressed;
use crate::app::ShownElsewhere;

#[derive(rust_embed::Embed)]
#[folder = "site/"]
#[allow_missing = true]
struct Site;

/// The site's own picture, which other sites show beside a link to ours.
const SHARED_PICTURE: &str = "og.png";

/// The path under which the files are, without a slash at its end: `/v/3yMApqCuCjXDWPrb`.
pub fn root() -> &'static str {
    static ROOT: LazyLock<String> = LazyLock::new(|| format!("/v/{}", source().version()));
    &ROOT
}

/// `/v/{hash}/…` and `/favicon.ico`, which some programs ask for without reading a page.
pub fn routes<S: Clone + Send + Sync + 'static>() -> Router<S> {
    Router::new()
        .route("/v/{hash}/{*path}", get(file))
        .route("/favicon.ico", get(favicon))
}

async fn file(path: Result<Path<(String, String)>, PathRejection>, headers: HeaderMap) -> Response {
    match path {
        Ok(Path((hash, path))) => source().answer(&hash, &path, &headers),
        Err(_) => StatusCode::NOT_FOUND.into_response(),
    }
}

async fn favicon(headers: HeaderMap) -> Response {
    let icon = ["favicon.ico", "favicon.svg"]
        .into_iter()
        .find_map(|name| source().file(name).map(|file| (name, file)));
    match icon {
        Some((name, file)) => file.answer(name, "public, max-age=86400", &headers),
        None => StatusCode::NOT_FOUND.into_response(),
    }
}

/// Where files come from in this build.
fn source() -> &'static Source {
    static SOURCE: LazyLock<Source> = LazyLock::new(|| {
        if cfg!(debug_assertions) {
            Source::Disk
        } else {
            let files = Site::iter().filter_map(|name| Some((name.to_string(), bytes(Site::get(&name)?.data))));
            Source::Embedded(Embedded::new(files.collect()))
        }
    });
    &SOURCE
}

fn bytes(data: Cow<'static, [u8]>) -> Bytes {
    match data {
        Cow::Borrowed(data) => Bytes::from_static(data),
        Cow::Owned(data) => data.into(),
    }
}

enum Source {
    Disk,
    Embedded(Embedded),
}

impl Source {
    fn version(&self) -> &str {
        match self {
            Self::Disk => "dev",
            Self::Embedded(files) => &files.hash,
        }
    }

    fn file(&self, name: &str) -> Option<File> {
        match self {
            Self::Disk => Site::get(name).map(|file| File {
                plain: bytes(file.data),
                brotli: None,
                gzip: None,
            }),
            Self::Embedded(files) => files.files.get(name).cloned(),
        }
    }

    fn answer(&self, hash: &str, name: &str, headers: &HeaderMap) -> Response {
        let cache = match self {
            Self::Disk => "no-cache",
            Self::Embedded(files) if files.hash == hash => "public, max-age=31536000, immutable",
            Self::Embedded(_) => "no-store",
        };
        match self.file(name) {
            Some(file) => file.answer(name, cache, headers),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

/// All files of a release.
struct Embedded {
    /// Of names and contents.
    hash: String,
    files: BTreeMap<String, File>,
}

impl Embedded {
    fn new(contents: BTreeMap<String, Bytes>) -> Self {
        let mut all = Sha256::new();
        for (name, content) in &contents {
            all.update(name);
            all.update([0]);
            all.update(Sha256::digest(content));
        }
        let variant_of = |name: &str| name.strip_suffix(".br").or(name.strip_suffix(".gz")).map(str::to_owned);
        let is_variant = |name: &str| variant_of(name).is_some_and(|plain| contents.contains_key(&plain));
        let file = |(name, plain): (&String, &Bytes)| {
            // a variant that is no smaller costs the browser time and saves nothing
            let smaller = |suffix| {
                contents
                    .get(&format!("{name}{suffix}"))
                    .filter(|v| v.len() < plain.len())
                    .cloned()
            };
            (
                name.clone(),
                File {
                    plain: plain.clone(),
                    brotli: smaller(".br"),
                    gzip: smaller(".gz"),
                },
            )
        };
        let files = contents
            .iter()
            .filter(|(name, _)| !is_variant(name))
            .map(file)
            .collect();
        Self {
            hash: URL_SAFE_NO_PAD.encode(&all.finalize()[..12]),
            files,
        }
    }
}

/// One file and its compressed variants.
#[derive(Clone)]
struct File {
    plain: Bytes,
    brotli: Option<Bytes>,
    gzip: Option<Bytes>,
}

impl File {
    fn answer(self, name: &str, cache: &'static str, headers: &HeaderMap) -> Response {
        let mut offered = vec![Encoding::Identity];
        offered.extend(self.gzip.is_some().then_some(Encoding::Gzip));
        offered.extend(self.brotli.is_some().then_some(Encoding::Brotli));
        let encoding = preferred(headers, &offered);
        let body = match encoding {
            Encoding::Brotli => self.brotli,
            Encoding::Gzip => self.gzip,
            Encoding::Identity | Encoding::Zstd => None,
        };
        let fixed = [
            (header::CONTENT_TYPE, content_type(name)),
            (header::CACHE_CONTROL, cache),
        ];
        let mut response = (fixed, Extension(Precompressed), body.unwrap_or(self.plain)).into_response();
        if offered.len() > 1 {
            response
                .headers_mut()
                .insert(header::VARY, header::ACCEPT_ENCODING.into());
        }
        if name == SHARED_PICTURE {
            response.extensions_mut().insert(ShownElsewhere);
        }
        if let Some(name) = encoding.name() {
            response.headers_mut().insert(header::CONTENT_ENCODING, name);
        }
        response
    }
}

/// By the end of a name; what we do not serve is bytes, which no browser runs or shows.
fn content_type(name: &str) -> &'static str {
    match name.rsplit_once('.').map(|(_, extension)| extension) {
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("woff2") => "font/woff2",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("webmanifest") => "application/manifest+json",
        Some("txt") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site(files: &[(&str, &str)]) -> Embedded {
        Embedded::new(
            files
                .iter()
                .map(|(name, content)| ((*name).to_owned(), Bytes::from((*content).to_owned())))
                .collect(),
        )
    }

    const FILES: [(&str, &str); 6] = [
        ("pkg/tutti.css", "body{color:red}"),
        ("pkg/tutti.css.br", "brotli"),
        ("pkg/tutti.css.gz", "gzip"),
        ("fonts/a.woff2", "font"),
        ("fonts/a.woff2.br", "larger than the font"),
        ("archive.gz", "a file of its own"),
    ];

    async fn ask(source: &Source, hash: &str, name: &str, accept: Option<&str>) -> (StatusCode, HeaderMap, String) {
        let mut headers = HeaderMap::new();
        headers.extend(accept.map(|accept| (header::ACCEPT_ENCODING, accept.parse().unwrap())));
        let (parts, body) = source.answer(hash, name, &headers).into_parts();
        let body = axum::body::to_bytes(body, 1000).await.unwrap();
        (parts.status, parts.headers, String::from_utf8(body.to_vec()).unwrap())
    }

    #[test]
    fn the_hash_follows_every_name_and_byte() {
        let hash = site(&FILES).hash;
        assert_eq!(hash, site(&FILES).hash);
        assert_eq!(hash.len(), 16);
        for i in 0..FILES.len() {
            let mut changed = FILES;
            changed[i].1 = "changed";
            assert_ne!(site(&changed).hash, hash);
            changed = FILES;
            changed[i].0 = "changed";
            assert_ne!(site(&changed).hash, hash);
            assert_ne!(site(&[&FILES[..i], &FILES[i + 1..]].concat()).hash, hash);
        }
        assert_ne!(
            site(&[("a", "b"), ("c", "d")]).hash,
            site(&[("a", "bc"), ("d", "")]).hash
        );
    }

    #[tokio::test]
    async fn files_are_served_for_ever_and_in_the_variant_that_is_liked() {
        let files = site(&FILES);
        let hash = files.hash.clone();
        let source = Source::Embedded(files);
        for (accept, encoding, content) in [
            (Some("gzip, deflate, br, zstd"), Some("br"), "brotli"),
            (Some("gzip"), Some("gzip"), "gzip"),
            (Some("br;q=0, gzip"), Some("gzip"), "gzip"),
            (Some("zstd"), None, "body{color:red}"),
            (None, None, "body{color:red}"),
        ] {
            let (status, headers, body) = ask(&source, &hash, "pkg/tutti.css", accept).await;
            assert_eq!((status, body.as_str()), (StatusCode::OK, content), "{accept:?}");
            assert_eq!(
                headers.get(header::CONTENT_ENCODING).map(|v| v.to_str().unwrap()),
                encoding,
                "{accept:?}"
            );
            assert_eq!(headers[header::VARY], "accept-encoding");
            assert_eq!(headers[header::CONTENT_TYPE], "text/css; charset=utf-8");
            assert_eq!(headers[header::CACHE_CONTROL], "public, max-age=31536000, immutable");
        }
        let (_, headers, body) = ask(&source, &hash, "fonts/a.woff2", Some("br")).await;
        assert_eq!(body, "font");
        assert!(!headers.contains_key(header::CONTENT_ENCODING) && !headers.contains_key(header::VARY));
    }

    #[tokio::test]
    async fn an_old_page_gets_its_style_but_nobody_keeps_it() {
        let source = Source::Embedded(site(&FILES));
        let (status, headers, body) = ask(&source, "old", "pkg/tutti.css", None).await;
        assert_eq!((status, body.as_str()), (StatusCode::OK, "body{color:red}"));
        assert_eq!(headers[header::CACHE_CONTROL], "no-store");
    }

    #[tokio::test]
    async fn what_is_not_there_is_not_found() {
        let files = site(&FILES);
        let hash = files.hash.clone();
        let source = Source::Embedded(files);
        for name in [
            "",
            "nothing.js",
            "pkg",
            "pkg/",
            "pkg/tutti.css.br",
            "../Cargo.toml",
            "pkg/../pkg/tutti.css",
            "/pkg/tutti.css",
        ] {
            assert_eq!(
                ask(&source, &hash, name, Some("br")).await.0,
                StatusCode::NOT_FOUND,
                "{name}"
            );
            if name != "pkg/../pkg/tutti.css" && name != "pkg/tutti.css.br" {
                assert_eq!(
                    ask(&Source::Disk, "dev", name, None).await.0,
                    StatusCode::NOT_FOUND,
                    "{name} on disk"
                );
            }
        }
        assert_eq!(ask(&source, &hash, "archive.gz", None).await.0, StatusCode::OK);
    }

    #[tokio::test]
    async fn the_routes_answer_head_and_refuse_what_is_not_reading() {
        use axum::body::Body;
        use axum::http::{Method, Request};
        use tower::ServiceExt;
        for (method, status) in [
            (Method::HEAD, StatusCode::NOT_FOUND),
            (Method::POST, StatusCode::METHOD_NOT_ALLOWED),
        ] {
            let request = Request::builder()
                .method(method)
                .uri(format!("{}/nothing.js", root()))
                .body(Body::empty())
                .unwrap();
            assert_eq!(
                routes::<()>().with_state(()).oneshot(request).await.unwrap().status(),
                status
            );
        }
    }
}
