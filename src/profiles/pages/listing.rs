//! `/musicians`: who is here, by words and by town if there are any, thirty at a time.

use crate::app::{Cache, Meta, Page, Visit, encoded};
use crate::cursor::Cursor;
use crate::error::AppError;
use crate::language::{search_line, terms};
use crate::profiles::cards::People;
use crate::profiles::forms::LONGEST_TOWN;
use crate::profiles::store::{self, Found, Wish};
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::chip::AppliedFilters;
use crate::ui::empty::EmptyState;
use crate::ui::flash::{Flash, Tone};
use crate::ui::marked::Marked;
use crate::ui::pagination::Pagination;
use crate::ui::search::SearchField;
use axum::extract::RawQuery;
use leptos::prelude::*;

/// The longest query that is read, in letters.
const LONGEST_QUERY: usize = 200;

/// What the address asks for. Read by hand: a parameter that comes twice, or one of another page, is no reason to refuse
/// the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Asked {
    words: String,
    town: String,
    after: Option<Cursor>,
    /// A cursor came that is none.
    lost: bool,
}

impl Asked {
    fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "q" if asked.words.is_empty() => asked.words = search_line(&value, LONGEST_QUERY),
                "town" if asked.town.is_empty() => asked.town = search_line(&value, LONGEST_TOWN),
                "after" if !value.is_empty() => {
                    asked.after = Cursor::read(&value);
                    asked.lost = asked.after.is_none();
                }
                _ => {}
            }
        }
        asked
    }

    /// Was something looked for that holds no word? Nobody can be found by it.
    fn wordless(&self) -> bool {
        !self.words.is_empty() && terms::of_query(&self.words).is_empty()
    }

    fn is_filtered(&self) -> bool {
        !self.words.is_empty() || !self.town.is_empty()
    }

    /// The address that asks for the same from behind `after` on.
    fn address(&self, after: Option<Cursor>) -> String {
        let after = after.map(Cursor::write).unwrap_or_default();
        let asked = [("q", &self.words), ("town", &self.town), ("after", &after)];
        let asked = asked.iter().filter(|(_, value)| !value.is_empty());
        let asked: Vec<_> = asked
            .map(|(name, value)| format!("{name}={}", encoded(value)))
            .collect();
        if asked.is_empty() {
            "/musicians".to_owned()
        } else {
            format!("/musicians?{}", asked.join("&"))
        }
    }
}

/// GET /musicians
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, AppError> {
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let wish = Wish {
        words: asked.words.clone(),
        town: asked.town.clone(),
        after: asked.after,
    };
    let found = if asked.wordless() {
        Found::default()
    } else {
        store::people(visit.db(), visit.member.as_ref(), &wish, visit.now).await?
    };
    let meta = Meta::new(t!("musicians-heading")).description(&t!("musicians-description"));
    // Search engines know who is here by the first page; what was searched for is no page of theirs.
    let meta = if asked == Asked::default() {
        meta.canonical("/musicians")
    } else {
        meta.noindex()
    };
    Ok(visit.page(meta, Cache::Visitors, move || view! { <ListingPage asked found /> }))
}

#[component]
fn ListingPage(asked: Asked, found: Found) -> impl IntoView {
    let Found { people, end } = found;
    let count = people.len();
    let next = end.map(|end| (asked.address(Some(end)), t!("musicians-more")));
    let results = if people.is_empty() {
        nothing(&asked)
    } else {
        view! { <People people /> }.into_any()
    };
    let lost = asked
        .lost
        .then(|| view! { <Flash tone=Tone::Warn>{t!("musicians-cursor-wrong")}</Flash> });
    view! {
        <div class="head"><h1><Marked text=t!("musicians-title") /></h1></div>
        <div class="two left">
            <form class="stack sticky" method="get" action="/musicians" role="search" aria-label=t!("musicians-search")>
                <SearchField
                    name="q"
                    label=t!("musicians-words")
                    value=asked.words.clone()
                    maxlength=LONGEST_QUERY
                    placeholder=t!("musicians-words-hint")
                />
                <SearchField
                    name="town"
                    label=t!("musicians-town")
                    value=asked.town.clone()
                    maxlength=LONGEST_TOWN
                    placeholder=t!("musicians-town-hint")
                />
                <Button weight=Weight::Solid wide=true>{t!("musicians-show")}</Button>
            </form>
            <div>
                <p class="vh" role="status">{t!("musicians-count", count = count)}</p>
                <AppliedFilters filters=filters(&asked) all="/musicians" />
                {lost}
                {results}
                <Pagination label=t!("musicians-pages") next />
            </div>
        </div>
    }
}

/// What is asked for, each part with the address that asks without it.
fn filters(asked: &Asked) -> Vec<(String, String)> {
    let mut filters = Vec::new();
    if !asked.words.is_empty() {
        let rest = Asked {
            words: String::new(),
            ..asked.clone()
        };
        filters.push((asked.words.clone(), rest.address(None)));
    }
    if !asked.town.is_empty() {
        let rest = Asked {
            town: String::new(),
            ..asked.clone()
        };
        filters.push((asked.town.clone(), rest.address(None)));
    }
    filters
}

/// Why there is nobody, and what to do about it.
fn nothing(asked: &Asked) -> AnyView {
    let (title, text) = if asked.wordless() {
        (
            t!("musicians-no-word", typed = asked.words.as_str()),
            t!("musicians-no-word-do"),
        )
    } else if asked.after.is_some() {
        (t!("musicians-nobody-left"), t!("musicians-nobody-left-do"))
    } else if asked.is_filtered() {
        (t!("musicians-nobody-found"), t!("musicians-nobody-found-do"))
    } else {
        (t!("musicians-none"), t!("musicians-none-do"))
    };
    let way = if *asked == Asked::default() {
        view! { <ButtonLink href="/signup">{t!("nav-sign-up")}</ButtonLink> }.into_any()
    } else {
        view! { <ButtonLink href="/musicians">{t!("musicians-all")}</ButtonLink> }.into_any()
    };
    view! { <EmptyState title text>{way}</EmptyState> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;

    #[test]
    fn an_address_is_read_whatever_it_says() {
        assert_eq!(Asked::read(""), Asked::default());
        assert_eq!(Asked::read("q=&town=&after=&level=3"), Asked::default());
        let asked = Asked::read("q=upright++bass&q=two&town=S%C3%A3o%00%0D%0APaulo&within=30");
        assert_eq!(
            (asked.words.as_str(), asked.town.as_str()),
            ("upright bass", "São Paulo")
        );
        let long = "x".repeat(9000);
        let asked = Asked::read(&format!("q={long}&town={long}"));
        assert_eq!((asked.words.len(), asked.town.len()), (LONGEST_QUERY, LONGEST_TOWN));
        for query in ["after=x", "after=%00", "after=../etc"] {
            let asked = Asked::read(query);
            assert!(asked.lost && asked.after.is_none(), "{query}");
        }
    }

    #[test]
    fn the_next_page_asks_for_the_same() {
        let cursor = Cursor {
            at: Instant::from_micros(1).unwrap(),
            id: uuid::Uuid::nil(),
        };
        let asked = Asked::read("q=caf%C3%A9+%26+jam&town=Lyon");
        let next = asked.address(Some(cursor));
        let again = Asked::read(next.split_once('?').unwrap().1);
        assert_eq!(again.after, Some(cursor));
        assert_eq!((again.words.as_str(), again.town.as_str()), ("café & jam", "Lyon"));
        assert_eq!(Asked::default().address(None), "/musicians");
    }
}
