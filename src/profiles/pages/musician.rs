//! `/musicians/{username}`: who somebody is, and what they host.

use crate::app::{Cache, Meta, Visit, encoded, moved};
use crate::cursor::Cursor;
use crate::error::AppError;
use crate::events;
use crate::events::cards::Programme;
use crate::events::model::changes_at;
use crate::events::store::Next;
use crate::instant::Instant;
use crate::language::{DateStyle, in_zone, wall};
use crate::moderation::cards::ReportLink;
use crate::moderation::subject::Subject;
use crate::profiles::model::{Profile, Visibility};
use crate::profiles::store;
use crate::t;
use crate::ui::avatar::{Avatar, AvatarSize};
use crate::ui::button::ButtonLink;
use crate::ui::empty::EmptyState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::linked::Linked;
use crate::ui::pagination::Pagination;
use crate::ui::rulehead::RuleHead;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;

/// GET /musicians/{username}
pub(super) async fn show(
    visit: Visit,
    username: Result<Path<String>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, AppError> {
    let Path(username) = username.map_err(|_| AppError::NotFound)?;
    let reader = visit.member.as_ref();
    let profile = store::profile(visit.db(), reader, &username, visit.now)
        .await?
        .ok_or(AppError::NotFound)?;
    let path = format!("/musicians/{}", encoded(&profile.username));
    if username != profile.username {
        return Ok(moved(&path, query.as_deref()));
    }
    let after = Cursor::of_query(query.as_deref());
    let hosted = events::store::hosted_by(visit.db(), profile.id, reader, after, visit.now).await?;
    let calls_after = Cursor::of_parameter(query.as_deref(), "calls");
    let calls = events::store::calls_of(visit.db(), profile.id, reader, calls_after, visit.now).await?;
    let mine = reader.is_some_and(|reader| reader.id() == profile.id);
    let since = in_zone(profile.created_at, &visit.app.site.time_zone).datetime();
    let since = t!("profile-since", month = wall(since, DateStyle::Month));
    // What is hosted later is more of the same page.
    let meta = meta(&profile, path.clone(), after.is_none() && calls_after.is_none());
    let now = visit.now;
    let changes = [&hosted, &calls].map(|next| changes_at(&next.events, now));
    let page = move || view! { <MusicianPage profile path hosted calls mine since now /> };
    let page = visit.page(meta, Cache::Visitors, page);
    Ok(page.until(changes.into_iter().flatten().min()).into_response())
}

fn meta(profile: &Profile, path: String, first: bool) -> Meta {
    let description = match &profile.texts.bio {
        Some(bio) => bio.clone(),
        None => t!("profile-description", name = profile.display()),
    };
    let title = match &profile.texts.town {
        Some(town) => t!("profile-title", name = profile.display(), town = town.as_str()),
        None => profile.display().to_owned(),
    };
    let meta = Meta::new(title).description(&description);
    if profile.visibility == Visibility::Everyone && first {
        meta.canonical(path)
    } else {
        meta
    }
}

#[component]
fn MusicianPage(
    profile: Profile,
    path: String,
    hosted: Next,
    calls: Next,
    mine: bool,
    since: String,
    now: Instant,
) -> impl IntoView {
    let name = profile.display().to_owned();
    let upcoming = t!("profile-upcoming", name = name.as_str());
    let programme = if hosted.events.is_empty() {
        nothing_hosted(&name, mine).into_any()
    } else {
        let next = hosted.end;
        let next = next.map(|end| (format!("{path}?after={}", end.write()), t!("events-more")));
        view! { <Programme events=hosted.events now /> <Pagination label=t!("events-pages") next /> }.into_any()
    };
    let calls = (!calls.events.is_empty()).then(|| {
        let title = t!("profile-calls", name = name.as_str());
        let next = calls.end;
        let next = next.map(|end| (format!("{path}?calls={}", end.write()), t!("events-more-calls")));
        view! {
            <section class="section" aria-labelledby="calls">
                <RuleHead id="calls" title=title.clone() />
                <Programme events=calls.events now />
                <Pagination label=title next />
            </section>
        }
    });
    let town = profile.texts.town.map(|town| view! { <span>{town}</span> " " });
    let bio = profile
        .texts
        .bio
        .map(|text| view! { <p class="lede lines"><Linked text /></p> });
    let change = mine.then(|| {
        view! {
            <div class="cluster">
                <ButtonLink href="/settings/profile"><Icon of=Glyph::Edit />{t!("profile-change")}</ButtonLink>
            </div>
        }
    });
    let subject = Subject::Musician {
        username: profile.username.clone(),
    };
    let report =
        (!mine).then(|| view! { <p class="small mt6"><ReportLink subject text=t!("report-musician-link") /></p> });
    view! {
        <header class="bio">
            <Avatar name=name.clone() username=profile.username.clone() size=AvatarSize::Large />
            <div class="stack">
                <div>
                    <h1>{name}</h1>
                    <p class="meta"><span>{format!("@{}", profile.username)}</span> " " {town} <span>{since}</span></p>
                </div>
                {bio}
                {change}
            </div>
        </header>
        <section aria-labelledby="up">
            <RuleHead id="up" title=upcoming />
            {programme}
        </section>
        {calls}
        {report}
    }
}

fn nothing_hosted(name: &str, mine: bool) -> impl IntoView + use<> {
    let (text, href, way) = if mine {
        (
            t!("profile-upcoming-none-mine"),
            "/events/new",
            t!("profile-upcoming-post"),
        )
    } else {
        (
            t!("profile-upcoming-none-body", name = name),
            "/events",
            t!("profile-upcoming-way"),
        )
    };
    view! {
        <EmptyState title=t!("profile-upcoming-none") text level3=true>
            <ButtonLink href=href>{way}</ButtonLink>
        </EmptyState>
    }
}
