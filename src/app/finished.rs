//! Finished pages of visitors who are not signed in, kept as they left: compressed, with their headers.
//!
//! One page is made once, however many ask for it at the same moment. Nobody reads an old one: what this process writes
//! makes all of them old at once, no page outlives the moment at which something on it begins or ends, and, since other
//! processes may write to the same database, none is kept for longer than two seconds. `server/page_cache.rs` is the layer
//! that asks here.

use super::Clock;
use crate::instant::Instant;
use axum::body::Bytes;
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use jiff::SignedDuration;
use moka::future::Cache;
use std::pin::pin;
use std::time::Duration;

/// Marks an answer, by its extensions, that may be kept for every visitor: until then, if it says so.
#[derive(Clone, Copy, Debug)]
pub struct Keep {
    pub until: Option<Instant>,
}

/// All pages together, in bytes.
const MOST: u64 = 32 * 1024 * 1024;
/// For how long a page is kept at most: another process may write and cannot tell this one.
const LONGEST: Duration = Duration::from_secs(2);
/// What a page takes beside its body and its address: headers, and the cache's own books.
const OVERHEAD: usize = 1024;

/// What makes two requests of visitors the same page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Key {
    /// Path and query, as one writes them that ask for the same.
    pub address: String,
    pub language: &'static str,
    pub encoding: &'static str,
    /// Of the database, when it was asked for.
    pub version: u64,
}

/// A finished page.
#[derive(Clone, Debug)]
pub struct Finished {
    pub headers: HeaderMap,
    pub body: Bytes,
    pub keep: Keep,
}

#[derive(Clone, Debug)]
struct Kept {
    page: Finished,
    /// What is read then or later is another page.
    until: Instant,
}

impl IntoResponse for Finished {
    fn into_response(self) -> Response {
        let mut response = Response::new(self.body.into());
        *response.headers_mut() = self.headers;
        response
    }
}

/// The pages that are kept. Cheap to clone; all clones are one.
#[derive(Clone, Debug)]
pub struct KeptPages {
    pages: Cache<Key, Kept>,
    clock: Clock,
}

impl KeptPages {
    /// None yet.
    pub fn new(clock: Clock) -> Self {
        let weight = |key: &Key, kept: &Kept| {
            u32::try_from(key.address.len() + kept.page.body.len() + OVERHEAD).unwrap_or(u32::MAX)
        };
        Self {
            pages: Cache::builder()
                .weigher(weight)
                .max_capacity(MOST)
                .time_to_live(LONGEST)
                .build(),
            clock,
        }
    }

    /// The page of this key as it is true for whoever asks now, made if there is none; what `make` cannot give is kept for
    /// nobody. `None`: it could not, or somebody else's `make` could not.
    pub async fn page(&self, key: Key, make: impl Future<Output = Option<Finished>>) -> Option<Finished> {
        let asked = self.clock.now();
        let (mut make, mut here) = (pin!(make), false);
        loop {
            if let Some(kept) = self.pages.get(&key).await {
                if asked < kept.until {
                    return Some(kept.page);
                }
                self.pages.invalidate(&key).await;
            }
            let made = async {
                here = true;
                let begun = self.clock.now();
                let page = make.as_mut().await?;
                let longest = begun.plus(SignedDuration::try_from(LONGEST).expect("two seconds are no overflow"));
                let until = page.keep.until.map_or(longest, |until| until.min(longest));
                Some(Kept { page, until })
            };
            let kept = self.pages.optionally_get_with(key.clone(), made).await?;
            // What was begun too long before it was asked for is somebody else's: it is made once more, for all who wait.
            if here || asked < kept.until {
                return Some(kept.page);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::Arc;
    use std::sync::atomic::{AtomicU32, Ordering};
    use tokio::sync::Notify;
    use tokio::task::{JoinHandle, JoinSet};

    fn page(body: &'static str, until: Option<Instant>) -> Option<Finished> {
        Some(Finished {
            headers: HeaderMap::new(),
            body: Bytes::from_static(body.as_bytes()),
            keep: Keep { until },
        })
    }

    fn key(version: u64) -> Key {
        Key {
            address: "/events".to_owned(),
            language: "en",
            encoding: "br",
            version,
        }
    }

    async fn ask(pages: &KeptPages, version: u64, body: &'static str) -> Option<Bytes> {
        let page = pages.page(key(version), async { page(body, None) }).await?;
        Some(page.body)
    }

    #[tokio::test]
    async fn a_page_is_made_once_until_something_is_written() {
        let clock = Clock::movable();
        let pages = KeptPages::new(clock.clone());
        assert_eq!(ask(&pages, 1, "one").await.as_deref(), Some(&b"one"[..]));
        clock.advance(SignedDuration::from_millis(1999));
        assert_eq!(ask(&pages, 1, "two").await.as_deref(), Some(&b"one"[..]));
        assert_eq!(ask(&pages, 2, "three").await.as_deref(), Some(&b"three"[..]));
        clock.advance(SignedDuration::from_secs(2));
        assert_eq!(ask(&pages, 2, "four").await.as_deref(), Some(&b"four"[..]));
    }

    #[tokio::test]
    async fn no_page_outlives_what_it_shows() {
        let clock = Clock::movable();
        let pages = KeptPages::new(clock.clone());
        let until = Some(clock.now().plus(SignedDuration::from_secs(1)));
        assert!(pages.page(key(1), async { page("before", until) }).await.is_some());
        clock.advance(SignedDuration::from_secs(1));
        assert_eq!(ask(&pages, 1, "after").await.as_deref(), Some(&b"after"[..]));
    }

    #[tokio::test]
    async fn many_at_once_wait_for_one() {
        let pages = KeptPages::new(Clock::movable());
        let made = Arc::new(AtomicU32::new(0));
        let asked: JoinSet<_> = (0..50)
            .map(|_| {
                let (pages, made) = (pages.clone(), made.clone());
                async move {
                    let make = async {
                        made.fetch_add(1, Ordering::SeqCst);
                        tokio::task::yield_now().await;
                        page("one", None)
                    };
                    pages.page(key(1), make).await
                }
            })
            .collect();
        for answer in asked.join_all().await {
            assert_eq!(answer.map(|page| page.body), Some(Bytes::from_static(b"one")));
        }
        assert_eq!(made.load(Ordering::SeqCst), 1);
    }

    #[tokio::test]
    async fn who_waits_gets_nothing_older_than_their_question() {
        let clock = Clock::movable();
        let pages = KeptPages::new(clock.clone());
        let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let make = {
            let (pages, begun, go_on) = (pages.clone(), begun.clone(), go_on.clone());
            async move {
                let slow = async {
                    begun.notify_one();
                    go_on.notified().await;
                    page("slow", None)
                };
                pages.page(key(1), slow).await
            }
        };
        let first = tokio::spawn(make);
        begun.notified().await;
        let made = Arc::new(AtomicU32::new(0));
        let ask = || {
            let (pages, made) = (pages.clone(), made.clone());
            let make = async move {
                made.fetch_add(1, Ordering::SeqCst);
                tokio::task::yield_now().await;
                page("anew", None)
            };
            tokio::spawn(async move { pages.page(key(1), make).await })
        };
        let soon = ask();
        tokio::task::yield_now().await;
        clock.advance(SignedDuration::from_secs(2));
        let late = [ask(), ask(), ask()];
        tokio::task::yield_now().await;
        go_on.notify_one();
        let body = async |answer: JoinHandle<Option<Finished>>| answer.await.unwrap().map(|page| page.body);
        assert_eq!(body(first).await.as_deref(), Some(&b"slow"[..]), "whoever made it");
        assert_eq!(
            body(soon).await.as_deref(),
            Some(&b"slow"[..]),
            "asked when it was begun"
        );
        for late in late {
            assert_eq!(
                body(late).await.as_deref(),
                Some(&b"anew"[..]),
                "asked two seconds later"
            );
        }
        assert_eq!(made.load(Ordering::SeqCst), 1, "once for all of them");
    }

    #[tokio::test]
    async fn what_is_not_for_all_is_kept_for_nobody() {
        let pages = KeptPages::new(Clock::movable());
        assert!(pages.page(key(1), async { None }).await.is_none());
        assert_eq!(ask(&pages, 1, "one").await.as_deref(), Some(&b"one"[..]));
    }
}
