//! `/events/{slug}`: one event. Its head is its poster; under it the places, what it is about, and who plays.

use crate::app::{Cache, Meta, Page, Visit, encoded};
use crate::error::AppError;
use crate::events::api::PUBLISH;
use crate::events::cards::person::{linked, player_card};
use crate::events::cards::score::{Reader, Score};
use crate::events::cards::{kind_name, stock, whereabouts};
use crate::events::model::{Event, Part, Person, Place, Shut, Slot, Status, Visibility, When};
use crate::events::schedule::{Twice, twice};
use crate::events::slug::Slug;
use crate::events::store;
use crate::language::{DateStyle, day_and_month, wall, weekday_in_full};
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::facts::{Fact, Facts};
use crate::ui::field::Hidden;
use crate::ui::flash::{Flash, Tone};
use crate::ui::form::ActForm;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::linked::Linked;
use crate::ui::poster::Bill;
use crate::ui::rulehead::RuleHead;
use crate::ui::staff::FinalBar;
use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use leptos::prelude::*;

/// How many slips the printed poster has to tear off.
const SLIPS: usize = 8;

/// All that the page shows.
struct Shown {
    event: Event,
    slots: Vec<Slot>,
    hosts: Vec<Person>,
    /// Who takes part: for members alone.
    players: Option<Vec<Person>>,
}

/// GET /events/{slug}
pub(super) async fn show(visit: Visit, slug: Result<Path<Slug>, PathRejection>) -> Result<Page, AppError> {
    let Path(slug) = slug.map_err(|_| AppError::NotFound)?;
    let reader = visit.member.as_ref();
    let event = store::event(visit.db(), reader, &slug)
        .await?
        .ok_or(AppError::NotFound)?;
    let slots = store::slots(visit.db(), event.id).await?;
    let (hosts, players) = match reader {
        None => (store::hosts(visit.db(), event.id, visit.now).await?, None),
        Some(reader) => {
            let people = store::people(visit.db(), reader, event.id, visit.now).await?;
            let (hosts, players) = people.into_iter().partition(|person| person.part == Part::Host);
            (hosts, Some(players))
        }
    };
    let meta = meta(&event, &slug);
    let reading = visit.clone();
    let shown = Shown {
        event,
        slots,
        hosts,
        players,
    };
    Ok(visit.page(
        meta,
        Cache::PerVisitor,
        move || view! { <EventPage shown visit=reading /> },
    ))
}

fn meta(event: &Event, slug: &Slug) -> Meta {
    let (kind, when) = (kind_name(event.kind), event.when.day_and_time());
    let place = whereabouts([&event.venue, &event.town]);
    let summary = match event.description.as_str() {
        "" => t!("event-meta", kind = kind, place = place, when = when),
        about => t!(
            "event-meta-about",
            kind = kind,
            place = place,
            when = when,
            about = about
        ),
    };
    let day = wall(event.when.starts(), DateStyle::Day);
    let title = match &event.town {
        Some(town) => t!(
            "event-title",
            title = event.title.as_str(),
            day = day,
            town = town.as_str()
        ),
        None => t!("event-title-anywhere", title = event.title.as_str(), day = day),
    };
    let meta = Meta::new(title)
        .description(&summary)
        .canonical(slug.path())
        .body_class("p-event");
    let listed = event.visibility == Visibility::Public && event.status != Status::Draft;
    if listed { meta } else { meta.noindex() }
}

#[component]
fn EventPage(shown: Shown, visit: Visit) -> impl IntoView {
    let Shown {
        event,
        slots,
        hosts,
        players,
    } = shown;
    let over = event.when.ends_at <= visit.now;
    let shut = event.door().shut(visit.now).map(|shut| why(&event, shut, over));
    let taken = slots.iter().map(|slot| slot.taken).sum::<i64>();
    let me = visit.member.as_ref().map(|member| member.username().to_owned());
    let reader = Reader {
        path: format!("/events/{}", event.slug),
        slug: event.slug.clone(),
        place: event.place,
        slot: event.slot_id,
        shut: shut.clone().or_else(|| declined(&event)),
        signed_in: me.is_some(),
        submission: visit.submission.clone(),
    };
    let zone = visit
        .member
        .as_ref()
        .and_then(|member| member.time_zone())
        .map(str::to_owned);
    let places = places(&slots);
    let facts = facts(&event, &hosts, zone.as_deref());
    let write = write_to(&event, &hosts, me.as_deref());
    let who = who(&event, players, taken, shut.is_some(), me.as_deref(), &visit.path);
    let print = print(&event, &slots, shut, &visit);
    let tools = event.hosting.then(|| tools(&event, &visit));
    view! {
        <article aria-labelledby="t">
            {tools}
            {bill(&event, over)}
            {print}
            <div class="two">
                <div>
                    <section aria-labelledby="places">
                        <RuleHead id="places" title=t!("event-places-title")><p class="muted">{places}</p></RuleHead>
                        <Score slots reader />
                    </section>
                    <section class="section" aria-labelledby="about">
                        <RuleHead id="about" title=t!("event-about") />
                        <div class="prose">{about(&event)}</div>
                    </section>
                    {who}
                </div>
                <aside class="stack sticky">
                    {facts}
                    <FinalBar />
                    {write}
                </aside>
            </div>
        </article>
    }
}

/// What its hosts may do to it.
fn tools(event: &Event, visit: &Visit) -> AnyView {
    let (slug, path) = (event.slug.clone(), visit.path.clone());
    let submission = visit.submission.clone();
    let draft = (event.status == Status::Draft).then(|| {
        view! {
            <ActForm act=&PUBLISH page=path submission class="" let:_form>
                <Hidden name="slug" value=slug />
                <Button small=true weight=Weight::Go>{t!("event-publish")}</Button>
            </ActForm>
        }
    });
    let (edit, again) = (
        format!("/events/{}/edit", event.slug),
        format!("/events/new?like={}", event.slug),
    );
    let flash = draft
        .is_some()
        .then(|| view! { <Flash tone=Tone::Warn>{t!("event-draft-what")}</Flash> });
    view! {
        {flash}
        <div class="cluster mb4 tools">
            {draft}
            <ButtonLink href=edit small=true><Icon of=Glyph::Edit />{t!("event-edit")}</ButtonLink>
            <ButtonLink href=again small=true><Icon of=Glyph::Plus />{t!("event-again")}</ButtonLink>
        </div>
    }
    .into_any()
}

fn bill(event: &Event, over: bool) -> AnyView {
    let starts = event.when.starts();
    let (day, _) = day_and_month(starts);
    let gone = event.status == Status::Cancelled;
    let note = match (gone, over) {
        (true, _) => Some(t!("event-cancelled")),
        (false, true) => Some(t!("event-over")),
        (false, false) => None,
    };
    view! {
        <Bill
            stock=stock(event.kind)
            slug=event.slug.clone()
            kind=kind_name(event.kind)
            note
            day
            datetime=event.when.machine()
            when=vec![weekday_in_full(starts), wall(starts, DateStyle::Month), event.when.hours()]
            title=event.title.clone()
            title_id="t"
            venue=event.venue.clone().or_else(|| event.town.clone())
            place=event.venue.as_ref().and_then(|_| event.town.clone())
            gone
        />
    }
    .into_any()
}

/// Why nobody can come in any more, in one sentence.
fn why(event: &Event, shut: Shut, over: bool) -> String {
    match (shut, &event.cancel_reason) {
        (Shut::Draft, _) => t!("event-shut-draft"),
        (Shut::Cancelled, Some(reason)) => t!("event-shut-cancelled-why", reason = reason.as_str()),
        (Shut::Cancelled, None) => t!("event-shut-cancelled"),
        (Shut::Begun, _) if over && event.place == Some(Place::Accepted) => t!("event-shut-over-played"),
        (Shut::Begun, _) if over => t!("event-shut-over"),
        (Shut::Begun, _) => t!("event-shut-begun"),
        (Shut::Closed, _) => t!("event-shut-closed"),
    }
}

/// Whoever a host has declined does not come in by themselves.
fn declined(event: &Event) -> Option<String> {
    (event.place == Some(Place::Declined)).then(|| match &event.word {
        Some(word) => t!("event-declined-word", word = word.as_str()),
        None => t!("event-declined"),
    })
}

/// How many of all places are free.
fn places(slots: &[Slot]) -> String {
    let capacity = slots.iter().map(|slot| slot.capacity).sum::<Option<i64>>();
    match capacity {
        Some(capacity) => {
            let free = slots.iter().filter_map(Slot::free).sum::<i64>();
            t!("event-places-aside", free = free, capacity = capacity)
        }
        None => t!(
            "event-places-open",
            taken = slots.iter().map(|slot| slot.taken).sum::<i64>()
        ),
    }
}

fn about(event: &Event) -> AnyView {
    if event.description.is_empty() {
        view! { <p class="muted">{t!("event-description-none")}</p> }.into_any()
    } else {
        view! { <p class="lines"><Linked text=event.description.clone() /></p> }.into_any()
    }
}

/// Who takes part: names for members, a number for everybody.
fn who(event: &Event, players: Option<Vec<Person>>, taken: i64, shut: bool, me: Option<&str>, path: &str) -> AnyView {
    let body = match players {
        None => {
            let login = format!("/login?next={}", encoded(path));
            view! { <p><a href=login>{t!("event-who-log-in")}</a> " " {t!("event-who-log-in-why")}</p> }.into_any()
        }
        Some(players) if players.is_empty() && taken > 0 => {
            view! { <p class="muted">{t!("event-players-unnamed", count = taken)}</p> }.into_any()
        }
        Some(players) if players.is_empty() => {
            let nobody = if shut {
                t!("event-who-nobody-shut")
            } else {
                t!("event-who-nobody")
            };
            view! { <p class="muted">{nobody}</p> }.into_any()
        }
        Some(players) => {
            let more = Some(taken - players.len() as i64).filter(|more| *more > 0);
            let players = players
                .into_iter()
                .map(|player| player_card(event, player, me))
                .collect_view();
            let more = more.map(|count| view! { <p class="small muted">{t!("event-players-more", count = count)}</p> });
            view! { <ul class="duo">{players}</ul> {more} }.into_any()
        }
    };
    view! {
        <section class="section" aria-labelledby="who">
            <RuleHead id="who" title=t!("event-who")>
                <p class="muted">{t!("event-players", count = taken)}</p>
            </RuleHead>
            {body}
        </section>
    }
    .into_any()
}

fn facts(event: &Event, hosts: &[Person], reader_zone: Option<&str>) -> AnyView {
    let When {
        starts_local,
        ends_local,
        time_zone,
        starts_at,
        ends_at,
    } = &event.when;
    let starts_twice = twice(starts_local, *starts_at, time_zone).map(|_| t!("event-starts-twice"));
    let ends_twice = twice(ends_local, *ends_at, time_zone).map(|meant| match meant {
        Twice::First => t!("event-ends-twice"),
        Twice::Second => t!("event-ends-twice-second"),
    });
    let elsewhere = reader_zone.and_then(|zone| event.when.elsewhere(zone));
    let notes = [Some(event.when.zone()), elsewhere, starts_twice, ends_twice];
    let notes = notes.into_iter().flatten();
    let notes = notes
        .map(|note| view! { <br /> <span class="small muted">{note}</span> })
        .collect_view();
    let lines = [
        (t!("event-fee"), &event.fee),
        (t!("event-gear"), &event.gear),
        (t!("event-access"), &event.access),
        (t!("event-age"), &event.age),
    ];
    let lines = lines
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.clone()?)))
        .map(|(name, value)| view! { <Fact name values=vec![value.into_any()] /> })
        .collect_view();
    let place = whereabouts([&event.venue, &event.address, &event.town]);
    let hosts_title = t!("event-hosts", count = hosts.len());
    let hosts = hosts
        .iter()
        .map(|host| linked(host, host.display().to_owned().into_any()))
        .collect::<Vec<_>>();
    let when = view! { {event.when.in_full()}{notes} }.into_any();
    view! {
        <Facts>
            <Fact name=t!("event-when") values=vec![when] />
            <Fact name=t!("event-where") values=vec![place.into_any()] />
            {lines}
            <Fact name=hosts_title values=hosts />
        </Facts>
    }
    .into_any()
}

/// The way to the letter box of the first host who is here, for whoever is not a host. Who is not signed in logs in on the
/// way.
fn write_to(event: &Event, hosts: &[Person], me: Option<&str>) -> Option<AnyView> {
    let host = hosts
        .iter()
        .find(|host| host.here && Some(host.username.as_str()) != me)
        .filter(|_| !event.hosting)?;
    let thread = format!("/messages/{}/{}", event.slug, host.username);
    Some(
        view! { <ButtonLink href=thread wide=true><Icon of=Glyph::Messages />{t!("event-write-to-host")}</ButtonLink> }
            .into_any(),
    )
}

/// What stands on the printed poster alone: who is still needed, and slips to tear off; or why nobody is.
fn print(event: &Event, slots: &[Slot], shut: Option<String>, visit: &Visit) -> AnyView {
    if let Some(shut) = shut {
        return view! { <p class="calls only-print">{shut}</p> }.into_any();
    }
    let url = format!("{}/events/{}", visit.app.site.public_url, event.slug);
    let short = url
        .split_once("://")
        .map_or(url.as_str(), |(_, short)| short)
        .to_owned();
    let free = slots.iter().map(Slot::free).sum::<Option<i64>>();
    let call = match free {
        Some(0) => None,
        Some(free) => Some(t!("event-call", count = free, url = short.as_str())),
        None => Some(t!("event-call-open", url = short.as_str())),
    };
    let call = call.map(|call| view! { <p class="calls only-print">{call}</p> });
    let (title, when) = (event.title.clone(), event.when.day_and_time());
    let slip = move || view! { <li>{title.clone()}<br />{short.clone()}<br />{when.clone()}</li> };
    let slips = (0..SLIPS).map(|_| slip()).collect_view();
    view! { {call}<ul class="tear" aria-hidden="true">{slips}</ul> }.into_any()
}
