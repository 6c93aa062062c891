//! `/`: signed out, what Tutti is and what is on soon; signed in, what is on for you.

use super::mine;
use crate::app::{Cache, Meta, Page, Visit};
use crate::error::AppError;
use crate::events::cards::Programme;
use crate::events::model::{Listed, changes_at};
use crate::events::store::{self, Wish};
use crate::instant::Instant;
use crate::t;
use crate::ui::ask::Ask;
use crate::ui::button::{ButtonLink, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::icon::{Glyph, Icon};
use crate::ui::marked::Marked;
use crate::ui::motif::Motif;
use crate::ui::rulehead::RuleHead;
use axum::extract::RawQuery;
use leptos::prelude::*;

/// How many events the front page shows.
pub(super) const SOON: usize = 6;

/// GET /
pub(super) async fn home(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, AppError> {
    if let Some(member) = visit.member.clone() {
        return mine::mine(visit, member, query.as_deref()).await;
    }
    let soon = store::coming(visit.db(), None, &Wish::default(), SOON, visit.now).await?;
    let nothing = match soon.is_empty() {
        true => Some(Nothing::on(&visit).await?),
        false => None,
    };
    let now = visit.now;
    let meta = Meta::new(t!("home-heading")).canonical("/").flush("flush");
    let changes = changes_at(&soon, now);
    let page = visit.page(meta, Cache::Visitors, move || view! { <Front soon now nothing /> });
    Ok(page.until(changes))
}

/// What is said where nothing is on.
pub(super) struct Nothing {
    title: String,
    text: String,
    post: String,
}

impl Nothing {
    /// A new site says who runs it, and asks for its first event.
    pub(super) async fn on(visit: &Visit) -> Result<Self, AppError> {
        Ok(if store::is_new(visit.db()).await? {
            Self {
                title: t!("home-none"),
                text: t!("home-none-do", operator = visit.app.site.operator()),
                post: t!("home-post-first"),
            }
        } else {
            Self {
                title: t!("home-quiet"),
                text: t!("events-none-do"),
                post: t!("events-post"),
            }
        })
    }

    pub(super) fn view(self) -> AnyView {
        let Self { title, text, post } = self;
        view! {
            <EmptyState title text level3=true><ButtonLink href="/events/new">{post}</ButtonLink></EmptyState>
        }
        .into_any()
    }
}

/// What Tutti is, for somebody who comes by.
#[component]
fn Front(
    soon: Vec<Listed>,
    now: Instant,
    /// Instead, where there is none.
    nothing: Option<Nothing>,
) -> impl IntoView {
    let (title, em) = crate::ui::marked::parts(&t!("home-title"));
    let soon = match nothing {
        Some(nothing) => nothing.view(),
        None => view! { <Programme events=soon now columns=true /> }.into_any(),
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
