//! `/events/{slug}`: one event. Its head is its poster; under it the places, what it is about, and who plays.

use crate::app::{Cache, Meta, Page, Visit, encoded};
use crate::error::AppError;
use crate::events::api::PUBLISH;
use crate::events::cards::person::player_card;
use crate::events::cards::score::{Reader, Score, Then};
use crate::events::cards::{kind_name, stock, whereabouts};
use crate::events::model::{Event, Kind, Person, Place, Shut, Slot, Status, Timing};
use crate::events::pages::{players, sharing};
use crate::events::slug::Slug;
use crate::events::store::{self, Players};
use crate::instant::Instant;
use crate::language::{DateStyle, day_and_month, wall, weekday_in_full};
use crate::moderation::cards::ReportLink;
use crate::moderation::subject::Subject;
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::field::Hidden;
use crate::ui::flash::{Flash, Tone};
use crate::ui::form::ActForm;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::linked::Linked;
use crate::ui::poster::Bill;
use crate::ui::rulehead::RuleHead;
use crate::ui::staff::FinalBar;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery};
use leptos::prelude::*;

/// All that the page shows.
struct Shown {
    event: Event,
    slots: Vec<Slot>,
    hosts: Vec<Person>,
    /// Who takes part: for members alone.
    players: Option<Players>,
    /// Are they the first of them?
    first: bool,
    /// What the reader has come back for.
    then: Option<Then>,
}

/// GET /events/{slug}
pub(super) async fn show(
    visit: Visit,
    slug: Result<Path<Slug>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Page, AppError> {
    let Path(slug) = slug.map_err(|_| AppError::NotFound)?;
    let then = Then::of_query(query.as_deref().unwrap_or_default()).filter(|_| visit.member.is_some());
    let after = players::after(query.as_deref());
    let reader = visit.member.as_ref();
    let event = store::event(visit.db(), reader, &slug)
        .await?
        .ok_or(AppError::NotFound)?;
    let slots = store::slots(visit.db(), event.id).await?;
    let hosts = store::hosts(visit.db(), reader, event.id, visit.now).await?;
    let players = match reader {
        None => None,
        Some(reader) => Some(store::players(visit.db(), reader, event.id, after, visit.now).await?),
    };
    let summary = summary(&event, visit.now);
    let meta = meta(&event, &slug, &summary, visit.now);
    let data = sharing::data(&event, &slots, &hosts, &summary, &visit);
    let reading = visit.clone();
    let changes = event.timing.changes_at(visit.now);
    let shown = Shown {
        event,
        slots,
        hosts,
        players,
        first: after.is_none(),
        then,
    };
    let page = visit.page(
        meta,
        Cache::Visitors,
        move || view! { <EventPage shown visit=reading /> {data} },
    );
    Ok(page.until(changes))
}

/// What kind of event it is, where and when, and how what it is about begins.
fn summary(event: &Event, now: Instant) -> String {
    let (kind, when) = (kind_name(event.kind), event.timing.in_short(now));
    let place = whereabouts([&event.venue, &event.town]);
    match event.description.as_str() {
        "" => t!("event-meta", kind = kind, place = place, when = when),
        about => t!(
            "event-meta-about",
            kind = kind,
            place = place,
            when = when,
            about = about
        ),
    }
}

fn meta(event: &Event, slug: &Slug, summary: &str, now: Instant) -> Meta {
    let day = event.timing.day(now);
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
        .description(summary)
        .canonical(slug.path())
        .body_class("p-event");
    let meta = match sharing::picture(event, slug, &event.timing.in_short(now)) {
        Some(picture) => meta.picture(picture),
        None => meta,
    };
    if sharing::listed(event) { meta } else { meta.noindex() }
}

#[component]
fn EventPage(shown: Shown, visit: Visit) -> impl IntoView {
    let Shown {
        event,
        slots,
        hosts,
        players,
        first,
        then,
    } = shown;
    let over = event.timing.ends_at() <= visit.now;
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
        came_for_a_place: then == Some(Then::Join),
        submission: visit.submission.clone(),
    };
    let zone = visit
        .member
        .as_ref()
        .and_then(|member| member.time_zone())
        .map(str::to_owned);
    let facts = super::facts::facts(&event, &hosts, zone.as_deref(), me.as_deref());
    let write = write_to(&event, &hosts, me.as_deref(), then);
    let free = slots.iter().any(|slot| !slot.full());
    let onward = match then {
        Some(Then::Join) if reader.shut.is_none() && reader.place != Some(Place::Accepted) && free => {
            Some(t!("event-then-join"))
        }
        Some(Then::Write) if write.is_some() => Some(t!("event-then-write")),
        _ => None,
    };
    let onward = onward.map(|words| view! { <Flash tone=Tone::Ok>{words}</Flash> });
    let dated = event.timing.date().is_some();
    let who = dated.then(|| match players {
        Some(players) => named(&event, players, first, taken, shut.is_some(), me.as_deref()),
        None => unnamed(&visit.path),
    });
    let who = who.map(|body| who_plays(taken, body));
    let share = sharing::share(&event, &visit);
    let subject = Subject::Event {
        slug: event.slug.clone(),
    };
    let report =
        (!event.hosting).then(|| view! { <p class="small"><ReportLink subject text=t!("report-event-link") /></p> });
    let print = super::print::print(&event, &slots, shut, &visit);
    let tools = event.hosting.then(|| tools(&event, &visit));
    let part = if dated {
        let places = places(&slots);
        view! {
            <section aria-labelledby="places">
                <RuleHead id="places" title=t!("event-places-title")><p class="muted">{places}</p></RuleHead>
                <Score slots reader />
            </section>
        }
        .into_any()
    } else {
        answer(
            &slots,
            reader,
            event.hosting && event.status == Status::Scheduled && !over,
        )
    };
    view! {
        <article aria-labelledby="t">
            {onward}
            {tools}
            {bill(&event, over)}
            {print}
            <div class="two">
                <div>
                    {part}
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
                    {share}
                    {report}
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
    let printed = event.timing.printed();
    let (day, _) = day_and_month(printed);
    let hours = match &event.timing {
        Timing::Dated(when) => when.hours(),
        Timing::Call(_) => t!("event-call-closes"),
    };
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
            datetime=event.timing.machine()
            when=vec![weekday_in_full(printed), wall(printed, DateStyle::Month), hours]
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
        (Shut::Closed, _) if event.kind == Kind::Wanted => t!("event-shut-call-closed"),
        (Shut::Closed, _) => t!("event-shut-closed"),
        (Shut::Call, _) => t!("event-shut-call"),
    }
}

/// Whoever a host has declined does not come in by themselves.
fn declined(event: &Event) -> Option<String> {
    (event.place == Some(Place::Declined)).then(|| match &event.word {
        Some(word) => t!("event-declined-word", word = word.as_str()),
        None => t!("event-declined"),
    })
}

/// How a call is answered: by writing to whoever looks.
fn answer(slots: &[Slot], reader: Reader, hosting: bool) -> AnyView {
    let words = if hosting {
        Some(t!("event-call-host"))
    } else {
        reader.shut
    };
    let wanted = slots.iter().map(|slot| slot.capacity).sum::<Option<i64>>();
    let wanted = wanted.map(|count| t!("event-call-count", count = count));
    view! {
        <section aria-labelledby="answer">
            <RuleHead id="answer" title=t!("event-call-title")><p class="muted">{wanted}</p></RuleHead>
            <p>{words}</p>
        </section>
    }
    .into_any()
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

/// How many take part, for everybody, and who, as far as the reader may know.
fn who_plays(taken: i64, body: AnyView) -> AnyView {
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

/// Names are for members.
fn unnamed(path: &str) -> AnyView {
    let login = format!("/login?next={}", encoded(path));
    view! { <p><a href=login>{t!("event-who-log-in")}</a> " " {t!("event-who-log-in-why")}</p> }.into_any()
}

fn named(event: &Event, players: Players, first: bool, taken: i64, shut: bool, me: Option<&str>) -> AnyView {
    let Players { people, end } = players;
    // Of those who are on no page, where all the others are on this one.
    let hidden = taken - people.len() as i64;
    let hidden = Some(hidden).filter(|hidden| *hidden > 0 && first && end.is_none());
    if people.is_empty() {
        let words = match hidden {
            Some(count) => t!("event-players-unnamed", count = count),
            None if !first => t!("event-players-end"),
            None if shut => t!("event-who-nobody-shut"),
            None => t!("event-who-nobody"),
        };
        return view! { <p class="muted">{words}</p> }.into_any();
    }
    let people = people.into_iter().map(|player| player_card(event, player, me));
    let people = people.collect_view();
    let hidden = hidden.map(|count| view! { <p class="small muted">{t!("event-players-more", count = count)}</p> });
    let more = players::more(&format!("/events/{}", event.slug), end);
    view! { <ul class="duo">{people}</ul> {hidden} {more} }.into_any()
}

/// The way to the letter box of the first host who is here, for whoever is not a host. Who is not signed in comes back for
/// it.
fn write_to(event: &Event, hosts: &[Person], me: Option<&str>, then: Option<Then>) -> Option<AnyView> {
    let host = hosts
        .iter()
        .find(|host| host.here && Some(host.username.as_str()) != me)
        .filter(|_| !event.hosting)?;
    let href = match me {
        Some(_) => format!("/messages/{}/{}", event.slug, host.username),
        None => {
            let back = Then::Write.after(&format!("/events/{}", event.slug));
            format!("/signup?next={}", encoded(&back))
        }
    };
    let focused = then == Some(Then::Write);
    let write = view! {
        <ButtonLink href wide=true focused=focused>
            <Icon of=Glyph::Messages />{t!("event-write-to-host")}
        </ButtonLink>
    };
    Some(write.into_any())
}
