//! What search engines are told: where they may go, and what there is to find (sitemaps.org).
//!
//! The list of all that everybody may see comes in files of ten thousand, which an index names: a file begins behind the
//! place where the one before it ended. To find these places is a walk over an index of the database, every ten thousand
//! rows of it, and they are kept for a while. A file is written when it is asked for: nobody who hides stands in it a
//! moment longer. One is read at a time, whoever asks.

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
use tokio::sync::{Mutex, MutexGuard};
use uuid::Uuid;

use crate::app::{App, Cache, File, encoded};
use crate::cursor::{Behind, Cursor};
use crate::db::Error;
use crate::error::AppError;
use crate::instant::Instant;
use crate::{events, profiles};

/// How many lines a file has; fifty thousand may stand in one, but who asks for it waits.
pub const ROWS: u32 = 10_000;
/// An event is told of for so long after it was.
const OVER: SignedDuration = SignedDuration::from_hours(24 * 365);
/// How long the index is kept, here and by others.
const SECONDS: u32 = 10 * 60;
/// How long somebody waits until it is their turn.
const PATIENCE: Duration = Duration::from_secs(5);
/// What begins where its list does.
const START: &str = "start";

/// Nothing for search engines: what only its reader may see, and what only leads to a form. Each is the beginning of an
/// address, unless `$` ends it (RFC 9309 §2.2.2): `/events/new` begins that of a "New Orleans night", too.
const CLOSED: [&str; 8] = [
    "/api/",
    "/settings",
    "/messages",
    "/events/new$",
    "/events/new?",
    "/login",
    "/signup",
    "/report",
];

/// Pages of the site itself that everybody may find.
const PAGES: [&str; 4] = ["/", "/events", "/musicians", "/about"];

/// `/robots.txt`, `/sitemap.xml` and the files that it names, of `rows` lines each.
pub fn routes(app: App, rows: u32) -> Router {
    let kept = Kept::builder()
        .max_capacity(1)
        .time_to_live(Duration::from_secs(SECONDS.into()));
    let lists = Lists {
        app,
        rows: rows.into(),
        index: kept.build(),
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
    index: Kept<(), Bytes>,
    turn: Arc<Mutex<()>>,
}

/// What there are lists of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "snake_case")]
enum List {
    Pages,
    Events,
    Musicians,
}

impl List {
    /// Before its first line.
    fn start(self, now: Instant) -> Cursor {
        let at = match self {
            Self::Events => now.plus(-OVER),
            Self::Pages | Self::Musicians => Instant::from(Timestamp::UNIX_EPOCH),
        };
        Cursor { at, id: Uuid::nil() }
    }

    async fn behind(self, lists: &Lists, after: Cursor) -> Result<Behind, Error> {
        match self {
            Self::Pages => Ok(Behind::Last),
            Self::Events => events::store::told_behind(&lists.app.db, after, lists.rows).await,
            Self::Musicians => profiles::store::told_behind(&lists.app.db, after, lists.rows).await,
        }
    }

    /// The paths of a file, and when what stands there last changed, where that is known.
    async fn lines(self, lists: &Lists, after: Cursor) -> Result<Vec<(String, Option<Instant>)>, Error> {
        let (db, now) = (&lists.app.db, lists.app.clock.now());
        let told = match self {
            Self::Pages => return Ok(PAGES.map(|path| (path.to_owned(), None)).to_vec()),
            Self::Events => events::store::told(db, after, lists.rows).await?,
            Self::Musicians => profiles::store::told(db, after, lists.rows, now).await?,
        };
        let line =
            |(name, changed): (String, Instant)| (format!("/{}/{}", self.folder(), encoded(&name)), Some(changed));
        Ok(told.into_iter().map(line).collect())
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
    let xml = match lists.index.get(&()) {
        Some(kept) => kept,
        None => {
            let _turn = lists.turn().await?;
            match lists.index.get(&()) {
                Some(kept) => kept, // whoever had the turn before
                None => {
                    let xml = Bytes::from(write_index(&lists).await?);
                    lists.index.insert((), xml.clone());
                    xml
                }
            }
        }
    };
    answer(xml, Cache::Public { seconds: SECONDS }, &headers).await
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
    let _turn = lists.turn().await?;
    let xml = write_file(&lists, list, after).await?;
    answer(xml.into(), Cache::Public { seconds: 0 }, &headers).await
}

async fn answer(xml: Bytes, cache: Cache, headers: &HeaderMap) -> Result<Response, AppError> {
    let edition = String::from_utf8_lossy(&xml).into_owned();
    let file = File::new("application/xml", cache, &edition, headers);
    file.answer(async { Ok(xml) }).await
}

impl Lists {
    /// One list is read at a time.
    async fn turn(&self) -> Result<MutexGuard<'_, ()>, AppError> {
        let busy = |_| AppError::Unavailable { retry_after: 5 };
        tokio::time::timeout(PATIENCE, self.turn.lock()).await.map_err(busy)
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
        let mut after = list.start(lists.app.clock.now());
        loop {
            let behind = list.behind(lists, after).await?;
            if behind == Behind::Nothing {
                break;
            }
            let url = lists.url(&format!("/sitemaps/{}/{place}.xml", list.folder()));
            // A `String` takes everything, here and below.
            let _ = writeln!(xml, "<sitemap><loc>{url}</loc></sitemap>");
            let Behind::More(end) = behind else { break };
            (place, after) = (end.write(), end);
        }
    }
    xml.push_str("</sitemapindex>\n");
    Ok(xml)
}

/// The lines of one file.
async fn write_file(lists: &Lists, list: List, after: Cursor) -> Result<String, AppError> {
    let mut xml = format!("{DECLARATION}<urlset xmlns=\"{NAMESPACE}\">\n");
    for (path, changed) in list.lines(lists, after).await? {
        let changed = changed.map(|changed| {
            changed
                .timestamp()
                .strftime("<lastmod>%Y-%m-%dT%H:%M:%SZ</lastmod>")
                .to_string()
        });
        let _ = writeln!(
            xml,
            "<url><loc>{}</loc>{}</url>",
            lists.url(&path),
            changed.unwrap_or_default()
        );
    }
    xml.push_str("</urlset>\n");
    Ok(xml)
}
