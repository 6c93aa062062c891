//! `/events`: what is coming, or who looks for players, by words, kinds and days if there are any, twenty at a time.

use super::asked::{Asked, LONGEST_QUERY, Wrong};
use crate::app::{Cache, Meta, Page, Visit};
use crate::error::AppError;
use crate::events::cards::{Programme, kind_name, stock};
use crate::events::islands::Filtered;
use crate::events::model::{Kind, Listed, changes_at};
use crate::events::store::{self, Next, PAGE};
use crate::instant::Instant;
use crate::language::{DateStyle, wall};
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::chip::AppliedFilters;
use crate::ui::empty::EmptyState;
use crate::ui::flash::{Flash, Tone};
use crate::ui::fold::Filters;
use crate::ui::marked::Marked;
use crate::ui::pagination::Pagination;
use crate::ui::rulehead::RuleHead;
use crate::ui::search::{SearchDay, SearchField, SearchPicks};
use axum::extract::RawQuery;
use jiff::SignedDuration;
use jiff::civil::Date;
use leptos::prelude::*;
use strum::VariantArray;

/// GET /events
pub(super) async fn list(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, AppError> {
    let asked = Asked::read(query.as_deref().unwrap_or_default());
    let found = found(&visit, &asked).await?;
    let mut meta = Meta::new(t!("events-heading")).description(&t!("events-description"));
    // Search engines know the programme by its first page; what was searched for here is no page of theirs.
    if asked == Asked::default() {
        meta = meta.canonical("/events");
    }
    let now = visit.now;
    let changes = changes_at(&found.events, now);
    let page = visit.page(meta, Cache::Visitors, move || view! { <ListingPage asked found now /> });
    Ok(page.until(changes))
}

async fn found(visit: &Visit, asked: &Asked) -> Result<Next, AppError> {
    let (reader, wish) = (visit.member.as_ref(), asked.wish());
    if asked.finds_nothing() {
        return Ok(Next {
            events: Vec::new(),
            end: None,
        });
    }
    if asked.calls() {
        return Ok(store::calls(visit.db(), reader, &wish, visit.now).await?);
    }
    // One more than a page, to know whether there is a next one.
    let events = store::coming(visit.db(), reader, &wish, PAGE + 1, visit.now).await?;
    Ok(Next::of(events))
}

#[component]
fn ListingPage(asked: Asked, found: Next, now: Instant) -> impl IntoView {
    let Next { events, end } = found;
    let count = events.len();
    let next = end.map(|end| (asked.next(end), more(&asked)));
    let results = match (events.is_empty(), asked.calls()) {
        (true, _) => nothing(&asked),
        (false, true) => calls(events, now),
        (false, false) => weeks(events, now),
    };
    let wrong = asked.wrong.iter().map(|wrong| wrong_words(*wrong));
    let wrong = wrong
        .map(|words| view! { <Flash tone=Tone::Warn>{words}</Flash> })
        .collect_view();
    view! {
        <Filtered>
            <div class="head"><h1><Marked text=t!("events-title") /></h1></div>
            <div class="two left">
                <div class="sticky">{filters(&asked)}</div>
                <div>
                    <p class="vh" role="status" data-count>{t!("events-count", count = count)}</p>
                    <div data-results>
                        <AppliedFilters filters=applied(&asked) all="/events" />
                        {wrong}
                        {results}
                        <Pagination label=t!("events-pages") next />
                        {beside(&asked)}
                    </div>
                </div>
            </div>
        </Filtered>
    }
}

fn filters(asked: &Asked) -> AnyView {
    let kinds = Kind::VARIANTS.iter().map(|kind| {
        let name = <&str>::from(kind);
        (name, kind_name(*kind), stock(*kind).class(), asked.kinds.contains(kind))
    });
    let kinds = kinds.collect();
    let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
    let (words, from, to) = (asked.words.clone(), day(asked.from), day(asked.to));
    view! {
        <Filters label=t!("events-filters")>
            <form class="stack" method="get" action="/events" role="search" aria-label=t!("events-search")>
                <SearchField
                    name="q"
                    label=t!("events-words")
                    value=words
                    maxlength=LONGEST_QUERY
                    placeholder=t!("events-words-hint")
                />
                <SearchPicks name="kind" label=t!("event-field-kind") options=kinds />
                <div class="row">
                    <SearchDay name="from" label=t!("events-from") value=from />
                    <SearchDay name="to" label=t!("events-to") value=to />
                </div>
                <Button weight=Weight::Solid wide=true>{t!("events-show")}</Button>
            </form>
        </Filters>
    }
    .into_any()
}

/// What is asked for, each part with the address that asks without it.
fn applied(asked: &Asked) -> Vec<(String, String)> {
    let day = |day: Date| wall(day.at(0, 0, 0, 0), DateStyle::DayWithYear);
    let mut filters = Vec::new();
    if !asked.words.is_empty() {
        let rest = Asked {
            words: String::new(),
            ..asked.clone()
        };
        filters.push((asked.words.clone(), rest.first()));
    }
    for kind in &asked.kinds {
        let kinds = asked.kinds.iter().filter(|other| *other != kind).copied().collect();
        filters.push((kind_name(*kind), asked.of(kinds).first()));
    }
    if let Some(from) = asked.from {
        let rest = Asked {
            from: None,
            ..asked.clone()
        };
        filters.push((t!("events-set-from", day = day(from)), rest.first()));
    }
    if let Some(to) = asked.to {
        let rest = Asked {
            to: None,
            ..asked.clone()
        };
        filters.push((t!("events-set-to", day = day(to)), rest.first()));
    }
    filters
}

/// The other list: calls beside dates, dates beside calls.
fn beside(asked: &Asked) -> AnyView {
    let (href, words) = if asked.calls() {
        (asked.of(Vec::new()).first(), t!("events-dates-too"))
    } else {
        (asked.of(vec![Kind::Wanted]).first(), t!("events-calls-too"))
    };
    view! { <p class="small mt5"><a href=href>{words}</a></p> }.into_any()
}

fn more(asked: &Asked) -> String {
    if asked.calls() {
        t!("events-more-calls")
    } else {
        t!("events-more")
    }
}

fn wrong_words(wrong: Wrong) -> String {
    match wrong {
        Wrong::Cursor => t!("events-cursor-wrong"),
        Wrong::Kind => t!("events-kind-wrong"),
        Wrong::Day => t!("events-day-wrong"),
        Wrong::Days => t!("events-days-wrong"),
        Wrong::DaysOfCalls => t!("events-days-of-calls"),
        Wrong::CallsApart => t!("events-calls-apart"),
    }
}

fn calls(events: Vec<Listed>, now: Instant) -> AnyView {
    section("calls", "", t!("events-calls"), events, now, false).into_any()
}

/// The week to come apart from the rest, each under its heading.
fn weeks(events: Vec<Listed>, now: Instant) -> AnyView {
    let week = now.plus(SignedDuration::from_hours(7 * 24));
    let (soon, later): (Vec<_>, Vec<_>) = events.into_iter().partition(|event| event.sort_at < week);
    let gap = if soon.is_empty() { "" } else { "mt6" };
    let soon = section("soon", "", t!("events-this-week"), soon, now, false);
    let later = section("later", gap, t!("events-later"), later, now, false);
    view! { {soon}{later} }.into_any()
}

/// A part of a list under its heading, if there is anything in it; `again`: each with the way to post it once more.
pub(super) fn section(
    id: &'static str,
    class: &'static str,
    title: String,
    events: Vec<Listed>,
    now: Instant,
    again: bool,
) -> Option<impl IntoView> {
    (!events.is_empty()).then(|| {
        view! {
            <section aria-labelledby=id class=class>
                <RuleHead id title />
                <Programme events now again />
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
    } else if !asked.words.is_empty() {
        (
            t!("events-nothing-found", words = asked.words.as_str()),
            t!("events-nothing-found-do"),
        )
    } else if asked.kinds == [Kind::Wanted] {
        (t!("events-no-calls"), t!("events-no-calls-do"))
    } else if asked.first() != "/events" {
        (t!("events-nothing-set"), t!("events-nothing-set-do"))
    } else {
        (t!("events-none"), t!("events-none-do"))
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
