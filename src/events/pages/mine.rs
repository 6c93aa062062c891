//! `/`, signed in: what is on for you, what you host, what waits for your answer, and what is on in your town.

use super::home::{Nothing, SOON};
use crate::app::{Cache, Meta, Page, Visit};
use crate::cursor::Cursor;
use crate::error::AppError;
use crate::events::cards::Programme;
use crate::events::model::{Listed, Place, Status};
use crate::events::store::{self, Next, Wish};
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language::{DateStyle, day_and_month, in_zone, short_month_as_of, wall, weekday};
use crate::messages;
use crate::messages::model::Listed as Thread;
use crate::t;
use crate::ui::avatar::Avatar;
use crate::ui::button::ButtonLink;
use crate::ui::empty::EmptyState;
use crate::ui::marked::Marked;
use crate::ui::pagination::Pagination;
use crate::ui::rulehead::RuleHead;
use leptos::prelude::*;

/// How many threads with something unread the page shows.
const LETTERS: usize = 3;

/// GET /, of a member
pub(super) async fn mine(visit: Visit, member: Member, query: Option<&str>) -> Result<Page, AppError> {
    let (db, now) = (visit.db(), visit.now);
    let near = near(&visit, &member).await?;
    let after = Cursor::of_query(query);
    let dates = store::mine(db, &member, after, now).await?;
    let calls = store::my_calls(db, &member, now).await?;
    let drafts = store::drafts(db, &member).await?;
    let unread = unread(&visit, &member).await?;
    // Of the first page alone: what is on a later one is not all that there is.
    let ahead = after.is_none().then(|| ahead(&dates));
    let hello = hello(&member, &visit);
    let meta = Meta::new(t!("home-hello-heading"));
    Ok(visit.page(
        meta,
        Cache::PerVisitor,
        move || view! { <Mine hello ahead dates calls drafts near unread now /> },
    ))
}

/// What is on nearby.
struct Near {
    /// The town that it is in; nothing, where it is in any.
    town: Option<String>,
    /// The reader's town, where nothing is on there.
    silent: Option<String>,
    events: Vec<Listed>,
    /// Instead, where there is none.
    nothing: Option<Nothing>,
}

/// What is on in the reader's town; anywhere, where nothing is.
async fn near(visit: &Visit, member: &Member) -> Result<Near, AppError> {
    let coming = async |town: Option<String>| {
        let wish = Wish {
            town,
            ..Wish::default()
        };
        store::coming(visit.db(), Some(member), &wish, SOON, visit.now).await
    };
    let town = member.town().map(str::to_owned);
    let here = match &town {
        Some(_) => coming(town.clone()).await?,
        None => Vec::new(),
    };
    if !here.is_empty() {
        return Ok(Near {
            town,
            silent: None,
            events: here,
            nothing: None,
        });
    }
    let events = coming(None).await?;
    let nothing = match events.is_empty() {
        true => Some(Nothing::on(visit).await?),
        false => None,
    };
    Ok(Near {
        town: None,
        silent: town,
        events,
        nothing,
    })
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

#[component]
fn Mine(
    hello: String,
    ahead: Option<String>,
    dates: Next,
    calls: Vec<Listed>,
    drafts: Vec<Listed>,
    near: Near,
    unread: Unread,
    now: Instant,
) -> impl IntoView {
    view! {
        <div class="head">
            <h1><Marked text=hello /></h1>
            {ahead.map(|ahead| view! { <p class="lede">{ahead}</p> })}
        </div>
        <div class="two">
            {soon(near, now)}
            <aside class="stack">
                {letters(unread)}
                {my_dates(dates, now)}
                {list("calls", "mt5", t!("home-calls"), calls, now)}
                {list("drafts", "mt5", t!("home-drafts"), drafts, now)}
                <p class="small mt5"><a href="/events/hosted">{t!("home-all-hosted")}</a></p>
            </aside>
        </div>
    }
}

fn soon(near: Near, now: Instant) -> AnyView {
    let title = match &near.town {
        Some(town) => t!("home-in-town", town = town.as_str()),
        None => t!("home-soon"),
    };
    let silent = near.silent.map(|town| {
        view! { <p class="small muted mb4">{t!("home-silent-town", town = town)}</p> }
    });
    let soon = match near.nothing {
        Some(nothing) => nothing.view(),
        None => view! { {silent}<Programme events=near.events now /> }.into_any(),
    };
    view! {
        <section aria-labelledby="soon">
            <RuleHead id="soon" title><a href="/events">{t!("home-all")}</a></RuleHead>
            {soon}
        </section>
    }
    .into_any()
}

/// What I take part in, and what I host.
fn my_dates(dates: Next, now: Instant) -> AnyView {
    let Next { events, end } = dates;
    if events.is_empty() {
        return view! {
            <section aria-labelledby="mine">
                <RuleHead id="mine" title=t!("home-dates") minor=true />
                <EmptyState title=t!("home-dates-none") text=t!("home-dates-none-do") level3=true>
                    <ButtonLink href="/events">{t!("home-find")}</ButtonLink>
                </EmptyState>
            </section>
        }
        .into_any();
    }
    let (hosted, played): (Vec<_>, Vec<_>) = events.into_iter().partition(|event| event.hosting);
    let next = end.map(|end| (format!("/?after={}", end.write()), t!("events-more")));
    view! {
        {list("mine", "", t!("home-dates"), played, now)}
        {list("hosted", "mt5", t!("home-hosted"), hosted, now)}
        <Pagination label=t!("home-dates") next />
    }
    .into_any()
}

fn list(id: &'static str, class: &'static str, title: String, events: Vec<Listed>, now: Instant) -> Option<AnyView> {
    if events.is_empty() {
        return None;
    }
    let dates = events.into_iter().map(|event| date(event, now)).collect_view();
    let section = view! {
        <section class=class aria-labelledby=id>
            <RuleHead id title minor=true />
            <ul class="dates">{dates}</ul>
        </section>
    };
    Some(section.into_any())
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
        <section aria-labelledby="unread">
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
    let href = thread.way_in();
    let said = thread.last_content.unwrap_or_else(|| t!("message-deleted"));
    view! {
        <li>
            <Avatar name=name.clone() username=thread.other.username />
            <div><a href=href>{name}</a><p class="small muted">{said}</p></div>
        </li>
    }
    .into_any()
}

/// How many dates there are to look forward to; what is cancelled is none.
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
fn date(event: Listed, now: Instant) -> AnyView {
    let printed = event.timing.printed();
    let (day, _) = day_and_month(printed);
    let month = short_month_as_of(printed, event.timing.wall_clock(now));
    let under = match event.timing.date() {
        Some(_) => t!(
            "home-date",
            weekday = weekday(printed),
            month = month,
            time = wall(printed, DateStyle::Time)
        ),
        None => t!("home-until", month = month),
    };
    let href = format!("/events/{}", event.slug);
    let part = part(&event).map(|part| view! { <p class="small muted">{part}</p> });
    view! {
        <li>
            <time datetime=event.timing.machine()><b>{day}</b>{under}</time>
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
        Status::Scheduled if event.timing.date().is_none() => return None,
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
