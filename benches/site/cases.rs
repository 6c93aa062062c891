//! Which pages are asked for: found by following the site's own links, so that every filled database has them.

use super::Fallible;
use super::client::Client;

/// How far into the list: its hundredth page, or the last that is full.
const DEEP: usize = 100;
/// So many events, profiles and threads take turns: one alone may be unusually full.
const TURNS: usize = 20;
/// A word that stands in every second title of what `tutti seed` makes, and one in twenty titles of them all.
const WORDS: [&str; 2] = ["session", "theremin"];
/// The same, as far as there are such, in the demonstration.
const DEMO_WORDS: [&str; 2] = ["session", "blues"];

const EVENTS: &str = "[data-results] a[href^='/events/']";
const NEXT: &str = "a[rel=next]";

/// Signed in or not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Who {
    Guest,
    Member,
}

impl Who {
    pub fn words(self) -> &'static str {
        match self {
            Self::Guest => "out",
            Self::Member => "in",
        }
    }
}

/// One kind of page.
pub struct Case {
    pub name: &'static str,
    pub who: Who,
    /// They take turns.
    pub paths: Vec<String>,
}

/// The cases of a database, and what is to be said of them.
pub struct Cases {
    pub pages: Vec<Case>,
    pub notes: String,
}

/// A page as often as it has been asked for: by its number.
pub fn turn<T>(items: &[T], number: usize) -> Fallible<&T> {
    items
        .get(number % items.len().max(1))
        .ok_or_else(|| "there is nothing to ask for".into())
}

impl Cases {
    /// Looks for them.
    pub async fn find(guest: &Client, member: &Client, demo: bool) -> Fallible<Self> {
        let mut page = guest.get("/events").await?.good()?;
        let events = some(page.links(EVENTS)?, "events")?;
        let (mut number, mut deep) = (1, "/events".to_owned());
        while let Some(next) = page.links(NEXT)?.pop() {
            if number == DEEP {
                break;
            }
            page = guest.get(&next).await?.good()?;
            // The last one may be nearly empty.
            if !page.links(NEXT)?.is_empty() {
                (number, deep) = (number + 1, next);
            }
        }
        let [common, rare] = if demo { DEMO_WORDS } else { WORDS };
        let search = |word: &str| format!("/events?q={word}");
        let found = guest.get(&search(rare)).await?.good()?.links(EVENTS)?.len();
        let profiles = guest
            .get("/musicians")
            .await?
            .good()?
            .links("main a[href^='/musicians/']")?;
        let profiles = some(profiles, "profiles")?;
        let threads = member
            .get("/messages")
            .await?
            .good()?
            .links(".threads a[href^='/messages/']")?;
        let threads = threads
            .iter()
            .map(|path| path.split('#').next().unwrap_or(path).to_owned())
            .collect();
        let threads = some(threads, "threads")?;
        let notes = format!(
            "The deep page is page {number} of the list. The common word is \u{201c}{common}\u{201d}; the rare one, \
             \u{201c}{rare}\u{201d}, finds {found} events."
        );
        let both = [
            ("list", vec!["/events".to_owned()]),
            ("list, deep", vec![deep]),
            ("search, common word", vec![search(common)]),
            ("search, rare word", vec![search(rare)]),
            ("event", events),
            ("profile", profiles),
        ];
        let mut pages = Vec::new();
        for (name, paths) in both {
            for who in [Who::Guest, Who::Member] {
                pages.push(Case {
                    name,
                    who,
                    paths: paths.clone(),
                });
            }
        }
        pages.push(Case {
            name: "thread",
            who: Who::Member,
            paths: threads,
        });
        Ok(Self { pages, notes })
    }

    /// The threads of whoever is signed in.
    pub fn threads(&self) -> &[String] {
        self.pages
            .iter()
            .find(|case| case.name == "thread")
            .map_or(&[], |case| &case.paths)
    }
}

/// The slugs of the first events of the list.
pub async fn slugs(guest: &Client, most: usize) -> Fallible<Vec<String>> {
    let mut slugs: Vec<String> = Vec::new();
    let mut next = Some("/events".to_owned());
    while let Some(path) = next
        && slugs.len() < most
    {
        let page = guest.get(&path).await?.good()?;
        slugs.extend(
            page.links(EVENTS)?
                .iter()
                .map(|path| path.trim_start_matches("/events/").to_owned()),
        );
        next = page.links(NEXT)?.pop();
    }
    slugs.truncate(most);
    Ok(slugs)
}

fn some(mut paths: Vec<String>, what: &str) -> Fallible<Vec<String>> {
    paths.truncate(TURNS);
    if paths.is_empty() {
        Err(format!("the site shows no {what}").into())
    } else {
        Ok(paths)
    }
}
