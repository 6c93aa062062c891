//! `/events/new`: the form that posts an event.

use crate::app::{Cache, Meta, Page, Visit};
use crate::error::AppError;
use crate::events::api::CREATE;
use crate::events::cards::{kind_name, stock};
use crate::events::forms::{DESCRIPTION_MAX, LINE_MAX, PLACE_MAX, TITLE_MAX};
use crate::events::model::Kind;
use crate::events::schedule;
use crate::language::{day_and_month, in_zone, weekday};
use crate::t;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{Field, Hidden, Picks, Select};
use crate::ui::form::{ActForm, Form};
use crate::ui::marked::Marked;
use crate::ui::poster::Poster;
use crate::ui::text_area::TextArea;
use jiff::civil::DateTime;
use leptos::prelude::*;
use strum::VariantArray;

/// GET /events/new
pub(super) async fn new(visit: Visit) -> Result<Page, AppError> {
    let member = visit.member()?;
    let zone = visit.app.time_zone(Some(member));
    let zone = schedule::named(zone).map_or_else(|| "UTC".to_owned(), |(name, _)| name);
    let today = in_zone(visit.now, &zone).datetime();
    let reading = visit.clone();
    let meta = Meta::new(t!("event-new-heading")).noindex();
    Ok(visit.page(
        meta,
        Cache::PerVisitor,
        move || view! { <NewPage visit=reading zone today /> },
    ))
}

#[component]
fn NewPage(visit: Visit, zone: String, today: DateTime) -> impl IntoView {
    let key = visit.app.ids.key().to_string();
    view! {
        <div class="head"><h1><Marked text=t!("event-new-title") /></h1></div>
        <div class="two">
            <ActForm act=&CREATE page=visit.path submission=visit.submission class="formbox" let:form>
                <Hidden name="key" value=form.key(key) />
                {what(&form)}
                {when_and_where(&form, zone)}
                {places(&form)}
                {good_to_know(&form)}
                <div class="cluster"><Button weight=Weight::Go>{t!("event-new-submit")}</Button></div>
            </ActForm>
            {sample(today)}
        </div>
    }
}

fn what(form: &Form) -> AnyView {
    // "Looking for" is not offered until it can be posted.
    let kinds = Kind::VARIANTS.iter().filter(|kind| **kind != Kind::Wanted);
    let kinds = kinds
        .map(|kind| (<&str>::from(kind).to_owned(), kind_name(*kind), stock(*kind).class()))
        .collect::<Vec<_>>();
    let jam = <&str>::from(Kind::Jam);
    view! {
        <Picks form=form.clone() name="kind" label=t!("event-field-kind") options=kinds value=jam />
        <Field form=form.clone() name="title" label=t!("event-field-title") maxlength=Some(TITLE_MAX) />
        <TextArea
            form=form.clone()
            name="description"
            label=t!("event-field-description")
            hint=t!("event-field-description-hint")
            maxlength=Some(DESCRIPTION_MAX)
            optional=true
        />
    }
    .into_any()
}

fn when_and_where(form: &Form, zone: String) -> AnyView {
    let mut zones: Vec<_> = schedule::zones()
        .map(|name| (name.clone(), name.replace('_', " ")))
        .collect();
    // A zone under an older name is still somebody's zone.
    if !zones.iter().any(|(name, _)| *name == zone) {
        zones.push((zone.clone(), zone.replace('_', " ")));
    }
    view! {
        <div class="formpart">
            <h2 class="h3">{t!("event-new-when")}</h2>
            <div class="row c2">
                <Field form=form.clone() name="starts_at" label=t!("event-field-starts") kind="datetime-local" />
                <Field
                    form=form.clone()
                    name="ends_at"
                    label=t!("event-field-ends")
                    hint=t!("event-field-ends-hint")
                    kind="datetime-local"
                    optional=true
                />
            </div>
            <Select
                form=form.clone()
                name="time_zone"
                label=t!("event-field-zone")
                hint=t!("event-field-zone-hint")
                options=zones
                value=zone
            />
            <div class="row c2">
                <Field
                    form=form.clone()
                    name="venue"
                    label=t!("event-field-venue")
                    maxlength=Some(PLACE_MAX)
                    optional=true
                />
                <Field
                    form=form.clone()
                    name="town"
                    label=t!("event-field-town")
                    maxlength=Some(PLACE_MAX)
                    autocomplete=Some("address-level2")
                />
            </div>
            <Field
                form=form.clone()
                name="address"
                label=t!("event-field-address")
                maxlength=Some(LINE_MAX)
                autocomplete=Some("street-address")
                optional=true
            />
        </div>
    }
    .into_any()
}

fn places(form: &Form) -> AnyView {
    view! {
        <div class="formpart">
            <h2 class="h3">{t!("event-new-places")}</h2>
            <div class="row c2">
                <Field
                    form=form.clone()
                    name="capacity"
                    label=t!("event-field-capacity")
                    hint=t!("event-field-capacity-hint")
                    inputmode=Some("numeric")
                    optional=true
                />
            </div>
        </div>
    }
    .into_any()
}

fn good_to_know(form: &Form) -> AnyView {
    let line = |name: &'static str, label: String, hint: String| {
        view! { <Field form=form.clone() name label hint maxlength=Some(LINE_MAX) optional=true /> }
    };
    view! {
        <div class="formpart">
            <h2 class="h3">{t!("event-new-good-to-know")}</h2>
            <div class="row c2">
                {line("fee", t!("event-field-fee"), t!("event-field-fee-hint"))}
                {line("age", t!("event-field-age"), t!("event-field-age-hint"))}
            </div>
            {line("gear", t!("event-field-gear"), t!("event-field-gear-hint"))}
            {line("access", t!("event-field-access"), t!("event-field-access-hint"))}
        </div>
    }
    .into_any()
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
