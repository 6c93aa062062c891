//! A page: a view of loaded data, rendered at once, with the headers that say who may keep it.

use super::{Keep, location};
use crate::instant::Instant;
use crate::language::Language;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Redirect, Response};
use hydration_context::SsrSharedContext;
use leptos::prelude::*;
use std::sync::Arc;
use xxhash_rust::xxh3::xxh3_64;

/// A picture of a page, as large as those of `ui::social_card`.
#[derive(Clone, Debug)]
pub struct Picture {
    /// Its address on this site.
    pub path: String,
    /// What it shows, for those who don't see it.
    pub alt: String,
}

/// What a page says about itself to browsers, search engines and whoever shares its link.
#[derive(Clone, Debug)]
pub struct Meta {
    pub(super) title: String,
    pub(super) description: Option<String>,
    /// The path under which this page wants to be known.
    pub(super) canonical: Option<String>,
    hidden: bool,
    /// What goes along where the link is shared.
    pub(super) picture: Option<Picture>,
    /// Class of `<main>`: how the page is laid out.
    pub(super) main: &'static str,
    /// Class of `<body>`: for sheets of this page alone.
    pub(super) body: &'static str,
}

impl Meta {
    /// A page that is nobody's but its visitor's, laid out like most. The site's name is added to the title.
    pub fn new(title: impl Into<String>) -> Self {
        Self {
            title: title.into(),
            description: None,
            canonical: None,
            hidden: false,
            picture: None,
            main: "",
            body: "",
        }
    }

    /// One or two sentences; cut at 200 characters.
    #[must_use]
    pub fn description(mut self, text: &str) -> Self {
        let line = text.split_whitespace().collect::<Vec<_>>().join(" ");
        self.description = Some(line.chars().take(200).collect::<String>()).filter(|line| !line.is_empty());
        self
    }

    /// The one path of a page that everybody may know: search engines find it under this path, and no page without one.
    #[must_use]
    pub fn canonical(mut self, path: impl Into<String>) -> Self {
        self.canonical = Some(path.into());
        self
    }

    /// Not for search engines, although it has one path under which people share it.
    #[must_use]
    pub fn noindex(mut self) -> Self {
        self.hidden = true;
        self
    }

    /// May search engines know this page?
    pub(super) fn indexed(&self) -> bool {
        self.canonical.is_some() && !self.hidden
    }

    /// What goes along where the link is shared, instead of the site's own picture.
    #[must_use]
    pub fn picture(mut self, picture: Picture) -> Self {
        self.picture = Some(picture);
        self
    }

    /// The page brings its own full-width sections: class of `<main>`.
    #[must_use]
    pub fn flush(mut self, class: &'static str) -> Self {
        self.main = class;
        self
    }

    /// The class by which sheets know this page.
    #[must_use]
    pub fn body_class(mut self, class: &'static str) -> Self {
        self.body = class;
        self
    }
}

/// Who may keep a page, and for how long. Every page names one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cache {
    /// It shows what only this visitor may see, or holds a form. Kept by nobody without asking again.
    PerVisitor,
    /// The same for everybody who is not signed in, who may keep it and asks each time whether it is still so. Signed in,
    /// with a notice or a failed form it is `PerVisitor`.
    Visitors,
    /// The same, for so long without asking.
    Public { seconds: u32 },
}

/// A rendered page.
#[derive(Debug)]
pub struct Page {
    pub(super) status: StatusCode,
    pub(super) cache: Cache,
    /// What it is written in.
    pub(super) language: Language,
    /// Cookies that this page takes back, having shown what they brought.
    pub(super) clears: Option<HeaderValue>,
    pub(super) html: String,
    /// What it says is so until then.
    pub(super) until: Option<Instant>,
}

impl Page {
    /// What it says is so until then, and nobody keeps it for longer.
    #[must_use]
    pub fn until(mut self, until: Option<Instant>) -> Self {
        self.until = until;
        self
    }

    /// Which edition this is, where it can be compared: a form's `key` makes each page another one.
    fn edition(&self) -> Option<HeaderValue> {
        let comparable = self.status == StatusCode::OK && !self.html.contains(r#"name="key""#);
        // Fast, and no secret: whoever makes two pages of one hash deceives their own browser.
        let tag = comparable.then(|| format!("W/\"{:x}\"", xxh3_64(self.html.as_bytes())))?;
        HeaderValue::try_from(tag).ok()
    }
}

impl Cache {
    /// As `Cache-Control` says it.
    pub(super) fn header(self) -> HeaderValue {
        match self {
            Self::PerVisitor => HeaderValue::from_static("private, no-cache"),
            Self::Visitors => HeaderValue::from_static("public, no-cache"),
            Self::Public { seconds } => HeaderValue::from_str(&format!("public, max-age={seconds}"))
                .expect("a number between constants is ASCII"),
        }
    }
}

impl IntoResponse for Page {
    fn into_response(self) -> Response {
        let cache = self.cache.header();
        // A browser's copy from before the log-in would still say "Log in": cookies always count.
        let vary = HeaderValue::from_static("cookie, accept-language");
        let language = HeaderValue::from_static(self.language.tag());
        let edition = self.edition();
        let shared = self.cache != Cache::PerVisitor && edition.is_some() && self.clears.is_none();
        let keep = shared.then_some(Keep { until: self.until });
        let mut response = (
            self.status,
            [
                (header::CACHE_CONTROL, cache),
                (header::VARY, vary),
                (header::CONTENT_LANGUAGE, language),
            ],
            Html(self.html),
        )
            .into_response();
        if let Some(cookie) = self.clears {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
        if let Some(edition) = edition {
            response.headers_mut().insert(header::ETAG, edition);
        }
        if let Some(keep) = keep {
            response.extensions_mut().insert(keep);
        }
        response
    }
}

/// Leads on to the page's own address, with what was asked of it. Kept as a page for its visitor is: that there is somebody
/// of this name may be theirs alone to know.
pub fn moved(path: &str, query: Option<&str>) -> Response {
    let to = match query {
        Some(query) => location(&format!("{path}?{query}")),
        None => location(path),
    };
    let headers = [
        (header::CACHE_CONTROL, Cache::PerVisitor.header()),
        (header::VARY, HeaderValue::from_static("cookie")),
    ];
    (headers, Redirect::permanent(&to)).into_response()
}

/// Renders a view under leptos' islands context, as leptos_axum would, but at once: the same bytes for the same data.
pub fn render<V: RenderHtml>(view: impl FnOnce() -> V) -> String {
    let owner = Owner::new_root(Some(Arc::new(SsrSharedContext::new_islands())));
    let html = owner.with(|| view().to_html());
    owner.unset_with_forced_cleanup();
    html
}
