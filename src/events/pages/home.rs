//! `/`: signed out, what Tutti is and what is on soon; signed in, what is on for you.

use crate::app::{Cache, Meta, Page, Visit};
use crate::cursor::Cursor;
use crate::error::AppError;
use crate::events::cards::Programme;
use crate::events::model::{Listed, Place, Status};
use crate::events::store::{self, Next, Wish};
use crate::identity::model::Member;
use crate::language::{DateStyle, day_and_month, in_zone, wall, weekday};
use crate::messages;
use crate::messages::model::Listed as Thread;
use crate::t;
use crate::ui::ask::Ask;
use crate::ui::avatar::Avatar;
use crate::ui::button::{ButtonLink, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::marked::Marked;
use crate::ui::motif::Motif;
use crate::ui::pagination::Pagination;
use crate::ui::rulehead::RuleHead;
use axum::extract::RawQuery;
use leptos::prelude::*;

/// How many events the front page shows.
const SOON: usize = 6;
/// How many threads with something unread it shows.
const LETTERS: usize = 3;

/// GET /
pub(super) async fn home(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, AppError> {
    let soon = store::coming(visit.db(), visit.member.as_ref(), &Wish::default(), SOON, visit.now).await?;
    match visit.member.clone() {
        None => {
            let meta = Meta::new(t!("home-heading")).canonical("/").flush("flush");
            Ok(visit.page(meta, Cache::Public { seconds: 10 }, move || view! { <Front soon /> }))
        }
        Some(member) => {
            let after = Cursor::of_query(query.as_deref());
            let mine = store::mine(visit.db(), &member, after, visit.now).await?;
            let unread = unread(&visit, &member).await?;
            // Of the first page alone: what is on a later one is not all that there is.
            let ahead = after.is_none().then(|| ahead(&mine));
            let hello = hello(&member, &visit);
            let meta = Meta::new(t!("home-hello-heading")).canonical("/");
            Ok(visit.page(
                meta,
                Cache::PerVisitor,
                move || view! { <Mine hello ahead mine soon unread /> },
            ))
        }
    }
}

/// The messages that wait for a member.
struct Unread {
    count: u64,
    /// The threads with the newest of them.
    threads: Vec<Thread>,
}

async fn unread(visit: &Visit, member: &Member) -> Result<Unread, AppError> {
    let count = member.unread();
    let mut threads = match count {
        0 => Vec::new(),
        _ => messages::store::threads(visit.db(), member, None, visit.now).await?,
    };
    threads.retain(|thread| thread.waiting() > 0);
    threads.truncate(LETTERS);
    Ok(Unread { count, threads })
}

/// A greeting by the clock on the reader's wall.
fn hello(member: &Member, visit: &Visit) -> String {
    let zone = visit.app.time_zone(Some(member));
    let name = member.display_name();
    match in_zone(visit.now, zone).hour() {
        5..12 => t!("home-morning", name = name),
        12..18 => t!("home-afternoon", name = name),
        _ => t!("home-evening", name = name),
    }
}

/// What Tutti is, for somebody who comes by.
#[component]
fn Front(soon: Vec<Listed>) -> impl IntoView {
    let (title, em) = crate::ui::marked::parts(&t!("home-title"));
    let soon = if soon.is_empty() {
        let (title, text) = (t!("home-none"), t!("home-none-do"));
        view! {
            <EmptyState title text level3=true><ButtonLink href="/signup">{t!("home-sign-up")}</ButtonLink></EmptyState>
        }
        .into_any()
    } else {
        view! { <Programme events=soon columns=true /> }.into_any()
    };
    view! {
        <section class="hero stock jam" aria-labelledby="hero">
            <div class="wrap"><h1 id="hero">{title}<em>{em}<Motif /></em></h1></div>
            <div class="wrap hero__foot">
                <p class="hero__say"><Marked text=t!("home-say") strong=true /></p>
                <Ask label=t!("home-look-for") button=t!("home-search") />
            </div>
        </section>
        <div class="wrap">
            <section class="section" aria-labelledby="soon">
                <RuleHead id="soon" title=t!("home-soon")><a href="/events">{t!("home-programme")}</a></RuleHead>
                {soon}
            </section>
            <section class="section" aria-labelledby="how">
                <RuleHead id="how" title=t!("home-how") />
                <ol class="movements">
                    {movement(t!("home-how-find"), t!("home-how-find-text"))}
                    {movement(t!("home-how-take"), t!("home-how-take-text"))}
                    {movement(t!("home-how-play"), t!("home-how-play-text"))}
                </ol>
                <p class="mt6"><ButtonLink href="/signup" weight=Weight::Go>{t!("home-sign-up")}<Icon of=Glyph::ArrowRight /></ButtonLink></p>
            </section>
        </div>
    }
}

fn movement(title: String, text: String) -> AnyView {
    view! { <li><h3 class="h3"><Marked text=title /></h3><p>{text}</p></li> }.into_any()
}

/// What is on for somebody who is signed in.
#[component]
fn Mine(hello: String, ahead: Option<String>, mine: Next, soon: Vec<Listed>, unread: Unread) -> impl IntoView {
    let dates = if mine.events.is_empty() {
        view! {
            <EmptyState title=t!("home-dates-none") text=t!("home-dates-none-do") level3=true>
                <ButtonLink href="/events">{t!("home-find")}</ButtonLink>
            </EmptyState>
        }
        .into_any()
    } else {
        let next = mine
            .end
            .map(|end| (format!("/?after={}", end.write()), t!("events-more")));
        let dates = mine.events.into_iter().map(date).collect_view();
        view! { <ul class="dates">{dates}</ul> <Pagination label=t!("home-dates") next /> }.into_any()
    };
    let soon = if soon.is_empty() {
        view! {
            <EmptyState title=t!("events-none") text=t!("events-none-do") level3=true>
                <ButtonLink href="/events/new">{t!("events-post")}</ButtonLink>
            </EmptyState>
        }
        .into_any()
    } else {
        view! { <Programme events=soon /> }.into_any()
    };
    view! {
        <div class="head">
            <h1><Marked text=hello /></h1>
            {ahead.map(|ahead| view! { <p class="lede">{ahead}</p> })}
        </div>
        <div class="two">
            <section aria-labelledby="soon">
                <RuleHead id="soon" title=t!("home-soon")><a href="/events">{t!("home-all")}</a></RuleHead>
                {soon}
            </section>
            <aside class="stack">
                <section aria-labelledby="mine">
                    <RuleHead id="mine" title=t!("home-dates") minor=true />
                    {dates}
                </section>
                {letters(unread)}
            </aside>
        </div>
    }
}

/// What is unread, and the way to all messages; nothing, where nothing is.
fn letters(unread: Unread) -> Option<AnyView> {
    let Unread { count, threads } = unread;
    if count == 0 {
        return None;
    }
    let letters = if threads.is_empty() {
        view! { <p class="small muted">{t!("home-unread-older", count = count)}</p> }.into_any()
    } else {
        view! { <ul class="dates">{threads.into_iter().map(letter).collect_view()}</ul> }.into_any()
    };
    let section = view! {
        <section class="mt6" aria-labelledby="unread">
            <RuleHead id="unread" title=t!("home-unread") minor=true>
                <a class="small" href="/messages">{t!("nav-messages")}</a>
            </RuleHead>
            {letters}
        </section>
    };
    Some(section.into_any())
}

/// Who wrote, and the last of it.
fn letter(thread: Thread) -> AnyView {
    let name = thread.other.display().to_owned();
    let href = thread.path();
    let said = thread.last_content.unwrap_or_else(|| t!("message-deleted"));
    view! {
        <li>
            <Avatar name=name.clone() username=thread.other.username />
            <div><a href=href>{name}</a><p class="small muted">{said}</p></div>
        </li>
    }
    .into_any()
}

/// How many dates there are to look forward to; what is cancelled or not posted yet is none.
fn ahead(mine: &Next) -> String {
    let standing = mine.events.iter().filter(|event| event.status == Status::Scheduled);
    let count = standing.count();
    if mine.end.is_some() {
        t!("home-ahead-more", count = count)
    } else {
        t!("home-ahead", count = count)
    }
}

/// One of my dates: when, what, and as what.
fn date(event: Listed) -> AnyView {
    let starts = event.when.starts();
    let (day, month) = day_and_month(starts);
    let under = t!(
        "home-date",
        weekday = weekday(starts),
        month = month,
        time = wall(starts, DateStyle::Time)
    );
    let href = format!("/events/{}", event.slug);
    let part = part(&event).map(|part| view! { <p class="small muted">{part}</p> });
    view! {
        <li>
            <time datetime=event.when.machine()><b>{day}</b>{under}</time>
            <div><a href=href>{event.title.clone()}</a>{part}</div>
        </li>
    }
    .into_any()
}

/// What I am to it; nothing, where I have no part in it.
fn part(event: &Listed) -> Option<String> {
    match event.status {
        Status::Cancelled => return Some(t!("event-cancelled")),
        Status::Draft => return Some(t!("event-draft")),
        Status::Scheduled => {}
    }
    use Place::{Accepted, Declined, Left, Offered, Requested, Waitlisted};
    match (event.hosting, event.place) {
        (true, Some(Accepted)) => Some(t!("home-host-play")),
        (true, None | Some(Requested | Waitlisted | Offered | Declined | Left)) => Some(match event.free() {
            Some(free) => t!("home-host-free", count = free),
            None => t!("home-host"),
        }),
        (false, Some(Accepted)) => Some(t!("home-play")),
        (false, Some(Offered)) => Some(t!("home-offered")),
        (false, Some(Requested)) => Some(t!("home-requested")),
        (false, Some(Waitlisted)) => Some(t!("home-waitlisted")),
        (false, None | Some(Declined | Left)) => None,
    }
}
