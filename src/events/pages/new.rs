//! `/events/new`: the form that posts an event, empty or after the likeness of an earlier one.

use super::fields::fields;
use crate::app::{Cache, Meta, Page, Visit};
use crate::error::AppError;
use crate::events::api::CREATE;
use crate::events::cards::stock;
use crate::events::forms::EventForm;
use crate::events::model::{Kind, Visibility};
use crate::events::slug::Slug;
use crate::events::store;
use crate::language::{day_and_month, in_zone, weekday};
use crate::t;
use crate::time_zone;
use crate::ui::button::{Button, Weight};
use crate::ui::field::Hidden;
use crate::ui::form::ActForm;
use crate::ui::marked::Marked;
use crate::ui::poster::Poster;
use axum::extract::RawQuery;
use jiff::civil::DateTime;
use leptos::prelude::*;

/// GET /events/new, `?like=` the slug of an event that the reader hosts
pub(super) async fn new(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, AppError> {
    let member = visit.member()?;
    // As last time, else where they live; failing both, the browser may know better than the site.
    let known = match store::last_zone(visit.db(), member).await? {
        Some(zone) => Some(zone),
        None => member.time_zone().map(str::to_owned),
    };
    let zone = known.as_deref().unwrap_or(&visit.app.site.time_zone);
    let zone = time_zone::named(zone).map_or_else(|| "UTC".to_owned(), |(name, _)| name);
    let today = in_zone(visit.now, &zone).datetime();
    let before = match like(query.as_deref().unwrap_or_default()) {
        Some(slug) => alike(&visit, &slug).await?,
        None => None,
    };
    let guess = known.is_none() && before.is_none();
    let before = before.unwrap_or_else(|| EventForm {
        kind: <&str>::from(Kind::Jam).to_owned(),
        visibility: <&str>::from(Visibility::Public).to_owned(),
        time_zone: zone,
        ..EventForm::default()
    });
    let reading = visit.clone();
    let meta = Meta::new(t!("event-new-heading"));
    Ok(visit.page(
        meta,
        Cache::PerVisitor,
        move || view! { <NewPage visit=reading before guess today /> },
    ))
}

/// The event to be posted again.
fn like(query: &str) -> Option<Slug> {
    let (_, slug) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "like")?;
    Slug::parse(&slug).ok()
}

/// All of an event but its dates. An address that names none of the reader's own gives an empty form.
async fn alike(visit: &Visit, slug: &Slug) -> Result<Option<EventForm>, AppError> {
    match store::edition(visit.db(), visit.member()?, slug).await {
        Ok(edition) => Ok(Some(EventForm {
            starts_at: String::new(),
            ends_at: String::new(),
            ..EventForm::of(&edition.event)
        })),
        Err(AppError::NotFound | AppError::Forbidden) => Ok(None),
        Err(fault) => Err(fault),
    }
}

#[component]
fn NewPage(visit: Visit, before: EventForm, guess: bool, today: DateTime) -> impl IntoView {
    let key = visit.app.ids.key().to_string();
    view! {
        <div class="head"><h1><Marked text=t!("event-new-title") /></h1></div>
        <div class="two">
            <ActForm act=&CREATE page=visit.path submission=visit.submission class="formbox" let:form>
                <Hidden name="key" value=form.key(key) />
                {fields(&form, before, guess)}
                <div class="cluster">
                    <Button weight=Weight::Go>{t!("event-new-submit")}</Button>
                    <Button says=("status", "draft")>{t!("event-new-draft")}</Button>
                </div>
            </ActForm>
            {sample(today)}
        </div>
    }
}

/// A poster, to show what one gets.
fn sample(today: DateTime) -> AnyView {
    let (day, month) = day_and_month(today);
    view! {
        <aside class="sticky stack wide-only">
            <p class="legend">{t!("event-new-poster")}</p>
            <Poster stock=stock(Kind::Jam) slug="a-new-event" day weekday=weekday(today) month />
            <p class="small muted">{t!("event-new-poster-why")}</p>
        </aside>
    }
    .into_any()
}
