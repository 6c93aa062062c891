//! `/events/hosted`: all that a member hosts or hosted, the latest first, to be changed or posted again.

use super::listing::section;
use crate::app::{Cache, Meta, Page, Visit};
use crate::cursor::Cursor;
use crate::error::AppError;
use crate::events::store::{self, Next};
use crate::instant::Instant;
use crate::t;
use crate::ui::button::ButtonLink;
use crate::ui::empty::EmptyState;
use crate::ui::marked::Marked;
use crate::ui::pagination::Pagination;
use axum::extract::RawQuery;
use leptos::prelude::*;

/// GET /events/hosted
pub(super) async fn hosted(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, AppError> {
    let host = visit.member()?;
    let after = Cursor::of_query(query.as_deref());
    let hosted = store::hosting(visit.db(), host, after).await?;
    let now = visit.now;
    let meta = Meta::new(t!("hosted-heading"));
    Ok(visit.page(meta, Cache::PerVisitor, move || view! { <HostedPage hosted now /> }))
}

#[component]
fn HostedPage(hosted: Next, now: Instant) -> impl IntoView {
    let Next { events, end } = hosted;
    let next = end.map(|end| (format!("/events/hosted?after={}", end.write()), t!("hosted-more")));
    let none = events.is_empty().then(|| {
        view! {
            <EmptyState title=t!("hosted-none") text=t!("hosted-none-do")>
                <ButtonLink href="/events/new">{t!("events-post")}</ButtonLink>
            </EmptyState>
        }
    });
    let (ahead, over): (Vec<_>, Vec<_>) = events.into_iter().partition(|event| event.timing.ends_at() > now);
    let gap = if ahead.is_empty() { "" } else { "mt6" };
    view! {
        <div class="head"><h1><Marked text=t!("hosted-title") /></h1></div>
        {none}
        {section("ahead", "", t!("hosted-ahead"), ahead, now, true)}
        {section("over", gap, t!("hosted-over"), over, now, true)}
        <Pagination label=t!("events-pages") next />
    }
}
