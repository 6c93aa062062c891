//! `/events`: what is coming, by words if there are any, twenty at a time.

use crate::app::{Cache, Meta, Page, Visit, encoded};
use crate::cursor::Cursor;
use crate::error::AppError;
use crate::events::cards::Programme;
use crate::events::model::Listed;
use crate::events::store::{self, PAGE, Wish};
use crate::instant::Instant;
use crate::language::terms;
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::flash::{Flash, Tone};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::marked::Marked;
use crate::ui::pagination::Pagination;
use crate::ui::rulehead::RuleHead;
use crate::ui::search::SearchField;
use axum::extract::RawQuery;
use jiff::SignedDuration;
use leptos::prelude::*;

/// The longest query that is read, in letters.
const LONGEST_QUERY: usize = 200;

/// What the address asks for. Read by hand: a parameter that comes twice, or one of another page, is no reason to refuse
/// the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    words: String,
    after: Option<Cursor>,
    /// A cursor came that is none.
    lost: bool,
}

impl Asked {
    fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "q" if asked.words.is_empty() => {
                    let line = value.split(|c: char| c.is_whitespace() || c.is_control());
                    let words: Vec<&str> = line.filter(|word| !word.is_empty()).collect();
                    asked.words = words.join(" ").chars().take(LONGEST_QUERY).collect();
                }
                "after" if !value.is_empty() => {
                    asked.after = Cursor::read(&value);
                    asked.lost = asked.after.is_none();
                }
                _ => {}
            }
        }
        asked
    }

    /// Was something looked for that holds no word? No event can be found by it.
    fn wordless(&self) -> bool {
        !self.words.is_empty() && terms::of_query(&self.words).is_empty()
    }

    /// The address of the page after the one that ends here.
    fn next(&self, last: Cursor) -> String {
        let words = if self.words.is_empty() {
            String::new()
        } else {
            format!("q={}&", encoded(&self.words))
        };
        format!("/events?{words}after={}", last.write())
    }
}

/// GET /events
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, AppError> {
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let wish = Wish {
        words: asked.words.clone(),
        after: asked.after,
    };
    let mut events = if asked.wordless() {
        Vec::new()
    } else {
        // One more than a page, to know whether there is a next one.
        store::coming(visit.db(), visit.member.as_ref(), &wish, PAGE + 1, visit.now).await?
    };
    let more = events.len() > PAGE;
    events.truncate(PAGE);
    let next = events.last().filter(|_| more).map(|last| asked.next(last.cursor()));

    let mut meta = Meta::new(t!("events-heading")).description(&t!("events-description"));
    // Search engines know the programme by its first page; what was searched for here is no page of theirs.
    meta = if asked == Asked::default() {
        meta.canonical("/events")
    } else {
        meta.noindex()
    };
    let now = visit.now;
    Ok(visit.page(
        meta,
        Cache::Public { seconds: 10 },
        move || view! { <ListingPage asked events next now /> },
    ))
}

#[component]
fn ListingPage(asked: Asked, events: Vec<Listed>, next: Option<String>, now: Instant) -> impl IntoView {
    let count = events.len();
    let results = match events.is_empty() {
        true => nothing(&asked),
        false => weeks(events, now),
    };
    let set = (!asked.words.is_empty()).then(|| {
        view! {
            <div class="cluster mb4">
                <strong class="small">{t!("events-set")}</strong>
                <a class="chip" href="/events">
                    {asked.words.clone()} " " <Icon of=Glyph::Close /> <span class="vh">{t!("events-remove")}</span>
                </a>
            </div>
        }
    });
    let lost = asked
        .lost
        .then(|| view! { <Flash tone=Tone::Warn>{t!("events-cursor-wrong")}</Flash> });
    view! {
        <div class="head"><h1><Marked text=t!("events-title") /></h1></div>
        <div class="two left">
            <form class="stack sticky" method="get" action="/events" role="search" aria-label=t!("events-search")>
                <SearchField
                    name="q"
                    label=t!("events-words")
                    value=asked.words.clone()
                    maxlength=LONGEST_QUERY
                    placeholder=t!("events-words-hint")
                />
                <Button weight=Weight::Solid wide=true>{t!("events-show")}</Button>
            </form>
            <div>
                <p class="vh" role="status">{t!("events-count", count = count)}</p>
                {set}
                {lost}
                {results}
                <Pagination label=t!("events-pages") next=next.map(|href| (href, t!("events-more"))) />
            </div>
        </div>
    }
}

/// The week to come apart from the rest, each under its heading.
fn weeks(events: Vec<Listed>, now: Instant) -> AnyView {
    let week = now.plus(SignedDuration::from_hours(7 * 24));
    let (soon, later): (Vec<_>, Vec<_>) = events.into_iter().partition(|event| event.sort_at < week);
    let gap = if soon.is_empty() { "" } else { "mt6" };
    let soon = section("soon", "", t!("events-this-week"), soon);
    let later = section("later", gap, t!("events-later"), later);
    view! { {soon}{later} }.into_any()
}

fn section(id: &'static str, class: &'static str, title: String, events: Vec<Listed>) -> Option<impl IntoView> {
    (!events.is_empty()).then(|| {
        view! {
            <section aria-labelledby=id class=class>
                <RuleHead id title />
                <Programme events />
            </section>
        }
    })
}

/// Why there is nothing, and what to do about it.
fn nothing(asked: &Asked) -> AnyView {
    let (title, text) = if asked.wordless() {
        (
            t!("events-no-word", typed = asked.words.as_str()),
            t!("events-no-word-do"),
        )
    } else if asked.after.is_some() {
        (t!("events-nothing-left"), t!("events-nothing-left-do"))
    } else if asked.words.is_empty() {
        (t!("events-none"), t!("events-none-do"))
    } else {
        (
            t!("events-nothing-found", words = asked.words.as_str()),
            t!("events-nothing-found-do"),
        )
    };
    let all =
        (*asked != Asked::default()).then(|| view! { <ButtonLink href="/events">{t!("events-all")}</ButtonLink> });
    view! {
        <EmptyState title text>
            {all}
            <ButtonLink href="/events/new">{t!("events-post")}</ButtonLink>
        </EmptyState>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_read_whatever_it_says() {
        assert_eq!(Asked::read(""), Asked::default());
        assert_eq!(Asked::read("q=bossa+nova&kind=jam&kind=gig&utm=1").words, "bossa nova");
        assert_eq!(Asked::read("q=one&q=two").words, "one");
        assert_eq!(Asked::read("q=%00%0D%0Aa%FFb").words, "a\u{fffd}b");
        assert_eq!(
            Asked::read(&format!("q={}", "x".repeat(9000))).words.len(),
            LONGEST_QUERY
        );
    }

    #[test]
    fn a_cursor_that_is_none_is_told() {
        for query in ["after=x", "after=%00", "after=../etc"] {
            let asked = Asked::read(query);
            assert!(asked.lost && asked.after.is_none(), "{query}");
        }
        assert!(!Asked::read("after=").lost);
    }

    #[test]
    fn the_next_page_asks_for_the_same_words() {
        let cursor = Cursor {
            at: Instant::from_micros(1).unwrap(),
            id: uuid::Uuid::nil(),
        };
        let asked = Asked::read("q=caf%C3%A9+%26+jam");
        let next = asked.next(cursor);
        let again = Asked::read(next.split_once('?').unwrap().1);
        assert_eq!((again.words.as_str(), again.after), ("café & jam", Some(cursor)));
    }
}
