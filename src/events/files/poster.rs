//! `/events/{slug}/poster.png`: what other sites show beside an event's link. The same for everybody, so it shows what
//! somebody may know who is not signed in, and is not there where they may not.

use crate::app::{App, Cache, File};
use crate::error::AppError;
use crate::events::cards::{kind_name, stock};
use crate::events::model::{Event, Shut, Slot, Status, Visibility};
use crate::events::slug::Slug;
use crate::events::store;
use crate::instant::Instant;
use crate::language::{self, DateStyle, day_and_month, wall, weekday_in_full};
use crate::t;
use crate::ui::note::Sign;
use crate::ui::social_card::SocialCard;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::HeaderMap;
use axum::response::Response;

/// How long others keep a picture before they ask whether it is still so, in seconds.
const KEPT: u32 = 60 * 60;

/// GET /events/{slug}/poster.png
pub(super) async fn show(
    State(app): State<App>,
    slug: Result<Path<Slug>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, AppError> {
    let Path(slug) = slug.map_err(|_| AppError::NotFound)?;
    let event = store::event(&app.db, None, &slug).await?.ok_or(AppError::NotFound)?;
    let slots = store::slots(&app.db, event.id).await?;
    let card = card(&event, &slots, app.clock.now());
    let edition = format!("{} {card:?}", language::current().tag());
    let file = File::new("image/png", Cache::Public { seconds: KEPT }, &edition, &headers)
        .varies_by("cookie, accept-language")
        .shown_elsewhere();
    let file = match event.visibility {
        Visibility::Public => file,
        Visibility::Members | Visibility::Unlisted => file.noindex(),
    };
    file.answer(app.pictures.png(card)).await
}

/// What the picture says.
fn card(event: &Event, slots: &[Slot], now: Instant) -> SocialCard {
    let printed = event.timing.printed();
    let (day, _) = day_and_month(printed);
    let time = match event.timing.date() {
        Some(_) => wall(printed, DateStyle::Time),
        None => t!("event-call-closes"),
    };
    let whereabouts = event.town.as_deref().or(event.venue.as_deref());
    SocialCard {
        stock: stock(event.kind),
        slug: event.slug.clone(),
        day: Some(day),
        when: [
            t!(
                "picture-day",
                weekday = weekday_in_full(printed),
                month = wall(printed, DateStyle::Month)
            ),
            match whereabouts {
                Some(place) => t!("picture-time", time = time, place = place),
                None => time,
            },
        ],
        title: event.title.clone(),
        otherwise: kind_name(event.kind),
        places: places(event, slots, now),
        gone: event.status == Status::Cancelled,
    }
}

/// What is free, or why nothing is.
fn places(event: &Event, slots: &[Slot], now: Instant) -> (Option<Sign>, String) {
    match event.door().shut(now) {
        Some(Shut::Cancelled) => (None, t!("event-cancelled")),
        Some(_) if event.timing.ends_at() <= now => (None, t!("event-over")),
        Some(_) => (None, kind_name(event.kind)),
        None => match slots.iter().map(Slot::free).sum::<Option<i64>>() {
            None => (Some(Sign::Free), t!("event-places-unlimited")),
            Some(0) => (Some(Sign::Taken), t!("event-places-taken")),
            Some(count) => (Some(Sign::Free), t!("event-places-free", count = count)),
        },
    }
}
