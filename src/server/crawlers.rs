//! What search engines are told: where they may go, and what there is to find (sitemaps.org).
//!
//! The list of all that everybody may see comes in files of ten thousand, which an index names: a file begins behind the
//! place where the one before it ended. To find these places is a walk over an index of the database, every ten thousand
//! rows of it; index and files are kept for a while, and one is read at a time, whoever asks.

use std::fmt::Write;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Bytes;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;
use axum::{Router, routing::get};
use jiff::{SignedDuration, Timestamp};
use moka::sync::Cache as Kept;
use tokio::sync::Mutex;
use uuid::Uuid;

use crate::app::{App, Cache, File, encoded};
use crate::cursor::Cursor;
use crate::db::Error;
use crate::error::AppError;
use crate::instant::Instant;
use crate::{events, profiles};

/// How many lines a file has; fifty thousand may stand in one, but who asks for it waits.
pub const ROWS: u32 = 10_000;
/// An event is told of for so long after it was.
const OVER: SignedDuration = SignedDuration::from_hours(24 * 365);
/// How long a list is kept, here and by others.
const SECONDS: u32 = 10 * 60;
/// All lists that are kept, in bytes.
const MOST: u64 = 16 * 1024 * 1024;
/// How long somebody waits until it is their turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// What begins where its list does.
const START: &str = "start";

/// Nothing for search engines: what only its reader may see, and what only leads to a form.
const CLOSED: [&str; 6] = ["/api/", "/settings", "/messages", "/events/new", "/login", "/signup"];

/// `/robots.txt`, `/sitemap.xml` and the files that it names, of `rows` lines each.
pub fn routes(app: App, rows: u32) -> Router {
    let weight = |_: &String, file: &Bytes| u32::try_from(file.len()).unwrap_or(u32::MAX);
    let kept = Kept::builder()
        .weigher(weight)
        .max_capacity(MOST)
        .time_to_live(Duration::from_secs(SECONDS.into()));
    let lists = Lists {
        app,
        rows: rows.into(),
        kept: kept.build(),
        turn: Arc::default(),
    };
    Router::new()
        .route("/robots.txt", get(robots))
        .route("/sitemap.xml", get(index))
        .route("/sitemaps/{list}/{file}", get(file))
        .with_state(lists)
}

#[derive(Clone)]
struct Lists {
    app: App,
    rows: i64,
    kept: Kept<String, Bytes>,
    turn: Arc<Mutex<()>>,
}

/// What there are lists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
enum List {
    Events,
    Musicians,
}

impl List {
    /// Before its first line.
    fn start(self, now: Instant) -> Cursor {
        let at = match self {
            Self::Events => now.plus(-OVER),
            Self::Musicians => Instant::from(Timestamp::UNIX_EPOCH),
        };
        Cursor { at, id: Uuid::nil() }
    }

    async fn end(self, lists: &Lists, after: Cursor) -> Result<Option<Cursor>, Error> {
        match self {
            Self::Events => events::store::told_end(&lists.app.db, after, lists.rows).await,
            Self::Musicians => profiles::store::told_end(&lists.app.db, after, lists.rows).await,
        }
    }

    async fn lines(self, lists: &Lists, after: Cursor) -> Result<Vec<(String, Instant)>, Error> {
        let (db, now) = (&lists.app.db, lists.app.clock.now());
        match self {
            Self::Events => events::store::told(db, after, lists.rows).await,
            Self::Musicians => profiles::store::told(db, after, lists.rows, now).await,
        }
    }

    /// Under what its pages are.
    fn folder(self) -> &'static str {
        self.into()
    }
}

async fn robots(State(lists): State<Lists>, headers: HeaderMap) -> Result<Response, AppError> {
    let mut text = "User-agent: *\n".to_owned();
    for path in CLOSED {
        text.push_str(&format!("Disallow: {path}\n"));
    }
    let sitemap = lists.app.site.public_url.join("/sitemap.xml");
    text.push_str(&format!("\nSitemap: {sitemap}\n"));
    let file = File::new(
        "text/plain; charset=utf-8",
        Cache::Public { seconds: SECONDS },
        &text,
        &headers,
    );
    file.answer(async { Ok(text.clone()) }).await
}

async fn index(State(lists): State<Lists>, headers: HeaderMap) -> Result<Response, AppError> {
    let xml = lists.kept(START.to_owned(), write_index(&lists)).await?;
    answer(xml, &headers).await
}

async fn file(
    State(lists): State<Lists>,
    path: Result<Path<(String, String)>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Path((list, name)) = path.map_err(|_| AppError::NotFound)?;
    let list: List = list.parse().map_err(|_| AppError::NotFound)?;
    let place = name.strip_suffix(".xml").ok_or(AppError::NotFound)?;
    let after = match place {
        START => list.start(lists.app.clock.now()),
        place => Cursor::read(place).ok_or(AppError::NotFound)?,
    };
    let key = format!("{}/{name}", list.folder());
    let xml = lists.kept(key, write_file(&lists, list, after)).await?;
    answer(xml, &headers).await
}

async fn answer(xml: Bytes, headers: &HeaderMap) -> Result<Response, AppError> {
    let edition = String::from_utf8_lossy(&xml).into_owned();
    let file = File::new("application/xml", Cache::Public { seconds: SECONDS }, &edition, headers);
    file.answer(async { Ok(xml) }).await
}

impl Lists {
    /// What is kept under this name; else what is written now, by one at a time.
    async fn kept(
        &self,
        name: String,
        write: impl Future<Output = Result<String, AppError>>,
    ) -> Result<Bytes, AppError> {
        if let Some(kept) = self.kept.get(&name) {
            return Ok(kept);
        }
        let busy = |_| AppError::Unavailable { retry_after: 5 };
        let _turn = tokio::time::timeout(PATIENCE, self.turn.lock()).await.map_err(busy)?;
        if let Some(kept) = self.kept.get(&name) {
            return Ok(kept); // whoever had the turn before
        }
        let xml = Bytes::from(write.await?);
        self.kept.insert(name, xml.clone());
        Ok(xml)
    }

    fn url(&self, path: &str) -> String {
        // Of our own letters and encoded ones: nothing in it needs escaping but what a public address may hold.
        self.app.site.public_url.join(path).replace('&', "&amp;")
    }
}

const DECLARATION: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// The files of all lists.
async fn write_index(lists: &Lists) -> Result<String, AppError> {
    let mut xml = format!("{DECLARATION}<sitemapindex xmlns=\"{NAMESPACE}\">\n");
    for list in <List as strum::VariantArray>::VARIANTS {
        let mut place = START.to_owned();
        let mut after = Some(list.start(lists.app.clock.now()));
        while let Some(begins) = after {
            let url = lists.url(&format!("/sitemaps/{}/{place}.xml", list.folder()));
            // A `String` takes everything, here and below.
            let _ = writeln!(xml, "<sitemap><loc>{url}</loc></sitemap>");
            after = list.end(lists, begins).await?;
            place = after.map(Cursor::write).unwrap_or_default();
        }
    }
    xml.push_str("</sitemapindex>\n");
    Ok(xml)
}

/// The lines of one file.
async fn write_file(lists: &Lists, list: List, after: Cursor) -> Result<String, AppError> {
    let mut xml = format!("{DECLARATION}<urlset xmlns=\"{NAMESPACE}\">\n");
    for (name, changed) in list.lines(lists, after).await? {
        let url = lists.url(&format!("/{}/{}", list.folder(), encoded(&name)));
        let changed = changed.timestamp().strftime("%Y-%m-%dT%H:%M:%SZ");
        let _ = writeln!(xml, "<url><loc>{url}</loc><lastmod>{changed}</lastmod></url>");
    }
    xml.push_str("</urlset>\n");
    Ok(xml)
}
