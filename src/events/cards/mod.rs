//! What any page may show of events: a programme and its lines, the places of one, and who has to do with it.

pub(super) mod person;
pub(super) mod score;

use super::model::{Kind, Listed, Place, Status};
use crate::instant::Instant;
use crate::language::{day_and_month, weekday};
use crate::t;
use crate::ui::chip::Tag;
use crate::ui::note::{Note, Sign};
use crate::ui::poster::Poster;
use crate::ui::stock::Stock;
use leptos::prelude::*;

/// The stock that a kind of event is printed on.
pub fn stock(kind: Kind) -> Stock {
    match kind {
        Kind::Jam => Stock::Canary,
        Kind::Rehearsal => Stock::Mint,
        Kind::Gig => Stock::Coral,
        Kind::Workshop => Stock::Sky,
        Kind::Wanted => Stock::Rose,
    }
}

/// What a kind of event is called.
pub fn kind_name(kind: Kind) -> String {
    match kind {
        Kind::Jam => t!("event-kind-jam"),
        Kind::Rehearsal => t!("event-kind-rehearsal"),
        Kind::Gig => t!("event-kind-gig"),
        Kind::Workshop => t!("event-kind-workshop"),
        Kind::Wanted => t!("event-kind-wanted"),
    }
}

/// Where an event is, in one line, each place in the one after it: "Demo Room 3, Lyon".
pub fn whereabouts<'p>(places: impl IntoIterator<Item = &'p Option<String>>) -> String {
    let places = places.into_iter().flatten().cloned();
    let within = places.reduce(|place, around| t!("event-place-in", place = place, around = around));
    within.unwrap_or_default()
}

/// Events as a list. The headings of its lines are `<h3>`: it stands under an `<h2>`.
#[component]
pub fn Programme(
    events: Vec<Listed>,
    now: Instant,
    /// In two columns where there is room.
    #[prop(optional)]
    columns: bool,
    /// Each with the way to post it again, for whoever hosts them.
    #[prop(optional)]
    again: bool,
) -> impl IntoView {
    let class = if columns { "programme cols" } else { "programme" };
    let rows = events
        .into_iter()
        .map(|event| view! { <EventRow event now again /> })
        .collect_view();
    // Views are types within types: what a page holds as one part is one to the compiler, too.
    view! { <ul class=class>{rows}</ul> }.into_any()
}

/// One line of a programme.
#[component]
fn EventRow(event: Listed, now: Instant, again: bool) -> impl IntoView {
    let (gone, draft) = (event.status == Status::Cancelled, event.status == Status::Draft);
    let ahead = event.timing.date().is_some_and(|when| when.ends_at > now);
    let printed = event.timing.printed();
    let (day, month) = day_and_month(printed);
    let stock = stock(event.kind);
    let kind = kind_name(event.kind);
    let href = format!("/events/{}", event.slug);
    let place = whereabouts([&event.venue, &event.town]);
    view! {
        <li class="event">
            <Poster stock slug=event.slug.clone() day weekday=weekday(printed) month gone />
            <div class="event__body">
                <p>
                    <Tag stock text=kind />
                    {gone.then(|| view! { " " <Tag text=t!("event-cancelled") /> })}
                    {draft.then(|| view! { " " <Tag text=t!("event-draft") /> })}
                </p>
                <h3 class="h3 event__title"><a href=href>{event.title.clone()}</a></h3>
                <p class="meta">
                    <b><time datetime=event.timing.machine()>{event.timing.in_short(now)}</time></b> " "
                    <span>{place}</span>
                </p>
                {(!gone && ahead).then(|| places(&event))}
            </div>
            {if again { once_more(&event) } else { mine(&event) }}
        </li>
    }
}

/// What is free, in a word and a note.
fn places(event: &Listed) -> impl IntoView + use<> {
    let (note, words) = match event.free() {
        None => (Sign::Free, t!("event-places-unlimited")),
        Some(0) => (Sign::Taken, t!("event-places-taken")),
        Some(count) => (Sign::Free, t!("event-places-free", count = count)),
    };
    view! { <ul class="needs" aria-label=t!("event-places")><li><Note sign=note /> " " {words}</li></ul> }
}

/// What the reader has to do with it.
fn mine(event: &Listed) -> Option<AnyView> {
    let plays = event.place == Some(Place::Accepted);
    let words = match (plays, event.hosting) {
        (true, _) => t!("event-you-play"),
        (false, true) => t!("event-you-host"),
        (false, false) => return None,
    };
    let note = plays.then(|| view! { <Note sign=Sign::Taken /> " " });
    Some(view! { <div class="event__side"><span class="chip">{note}{words}</span></div> }.into_any())
}

/// The way to post it again.
fn once_more(event: &Listed) -> Option<AnyView> {
    let href = format!("/events/new?like={}", event.slug);
    let label = t!("event-again-this", title = event.title.as_str());
    let link = view! { <a class="small" href=href aria-label=label>{t!("event-again")}</a> };
    Some(view! { <div class="event__side">{link}</div> }.into_any())
}
