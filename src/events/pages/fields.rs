//! The fields of an event, as posting and changing one show them.

use crate::events::cards::{kind_name, stock};
use crate::events::forms::{DESCRIPTION_MAX, EventForm, LINE_MAX, PLACE_MAX, TITLE_MAX};
use crate::events::islands::{TIME_HERE, WallTime, ZONE_HERE};
use crate::events::model::{Kind, Visibility};
use crate::events::schedule;
use crate::t;
use crate::time_zone;
use crate::ui::field::{Field, Picks, Select};
use crate::ui::form::Form;
use crate::ui::text_area::TextArea;
use leptos::prelude::*;
use strum::VariantArray;

/// All of them, holding `before` until somebody types. `guess`: nobody has said yet in which zone they live, and the browser
/// may know.
pub(super) fn fields(form: &Form, before: EventForm, guess: bool) -> AnyView {
    view! {
        {what(form, &before)}
        {when_and_where(form, &before, guess)}
        {places(form, &before)}
        {good_to_know(form, &before)}
        {who(form, &before)}
    }
    .into_any()
}

fn what(form: &Form, before: &EventForm) -> AnyView {
    let kinds = Kind::VARIANTS
        .iter()
        .map(|kind| (<&str>::from(kind).to_owned(), kind_name(*kind), stock(*kind).class()))
        .collect::<Vec<_>>();
    view! {
        <Picks
            form=form.clone()
            name="kind"
            label=t!("event-field-kind")
            options=kinds
            value=before.kind.clone()
        />
        <Field
            form=form.clone()
            name="title"
            label=t!("event-field-title")
            value=before.title.clone()
            maxlength=Some(TITLE_MAX)
        />
        <TextArea
            form=form.clone()
            name="description"
            label=t!("event-field-description")
            hint=t!("event-field-description-hint")
            value=before.description.clone()
            maxlength=Some(DESCRIPTION_MAX)
            optional=true
        />
    }
    .into_any()
}

fn when_and_where(form: &Form, before: &EventForm, guess: bool) -> AnyView {
    let typed = |name, before: &String| form.value(name, Some(before.clone())).unwrap_or_default();
    let preview = preview(
        &typed("starts_at", &before.starts_at),
        &typed("time_zone", &before.time_zone),
    );
    let guess = guess && form.value("time_zone", None).is_none();
    let times = view! {
        <div class="stack">
            <div class="row c2">
                <div class="not-wanted">
                    <Field
                        form=form.clone()
                        name="starts_at"
                        label=t!("event-field-starts")
                        kind="datetime-local"
                        value=before.starts_at.clone()
                    />
                </div>
                <Field
                    form=form.clone()
                    name="ends_at"
                    label=t!("event-field-ends")
                    hint=t!("event-field-ends-hint", days = schedule::CALL_DAYS)
                    kind="datetime-local"
                    value=before.ends_at.clone()
                    optional=true
                />
            </div>
            <Field
                form=form.clone()
                name="time_zone"
                label=t!("event-field-zone")
                hint=t!("event-field-zone-hint")
                value=before.time_zone.clone()
                offers=time_zone::names().collect()
            />
            <p class="small muted" data-preview>{preview}</p>
        </div>
    };
    let times = times.into_any();
    view! {
        <div class="formpart">
            <h2 class="h3">{t!("event-new-when")}</h2>
            <WallTime pattern=t!("event-zone-preview", time = TIME_HERE, zone = ZONE_HERE) guess>{times}</WallTime>
            <div class="row c2">
                <Field
                    form=form.clone()
                    name="venue"
                    label=t!("event-field-venue")
                    value=before.venue.clone()
                    maxlength=Some(PLACE_MAX)
                    optional=true
                />
                <Field
                    form=form.clone()
                    name="town"
                    label=t!("event-field-town")
                    value=before.town.clone()
                    maxlength=Some(PLACE_MAX)
                    autocomplete=Some("address-level2")
                />
            </div>
            <Field
                form=form.clone()
                name="address"
                label=t!("event-field-address")
                value=before.address.clone()
                maxlength=Some(LINE_MAX)
                autocomplete=Some("street-address")
                optional=true
            />
        </div>
    }
    .into_any()
}

/// "20:00 in Europe/Lisbon"; nothing, before both are known.
fn preview(starts_at: &str, zone: &str) -> Option<String> {
    let time = starts_at
        .split_once('T')
        .map(|(_, time)| time.get(..5).unwrap_or(time))?;
    (!time.is_empty() && !zone.is_empty()).then(|| t!("event-zone-preview", time = time, zone = zone))
}

fn places(form: &Form, before: &EventForm) -> AnyView {
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
                    value=before.capacity.clone()
                    optional=true
                />
            </div>
        </div>
    }
    .into_any()
}

fn good_to_know(form: &Form, before: &EventForm) -> AnyView {
    let line = |name, label: String, hint: String, value: &String| {
        view! {
            <Field form=form.clone() name label hint value=value.clone() maxlength=Some(LINE_MAX) optional=true />
        }
    };
    view! {
        <div class="formpart">
            <h2 class="h3">{t!("event-new-good-to-know")}</h2>
            <div class="row c2">
                {line("fee", t!("event-field-fee"), t!("event-field-fee-hint"), &before.fee)}
                {line("age", t!("event-field-age"), t!("event-field-age-hint"), &before.age)}
            </div>
            {line("gear", t!("event-field-gear"), t!("event-field-gear-hint"), &before.gear)}
            {line("access", t!("event-field-access"), t!("event-field-access-hint"), &before.access)}
        </div>
    }
    .into_any()
}

fn who(form: &Form, before: &EventForm) -> AnyView {
    let words = |visibility: Visibility| match visibility {
        Visibility::Public => t!("event-visibility-public"),
        Visibility::Members => t!("event-visibility-members"),
        Visibility::Unlisted => t!("event-visibility-unlisted"),
    };
    let options = Visibility::VARIANTS.iter();
    let options = options.map(|visibility| (<&str>::from(visibility).to_owned(), words(*visibility)));
    view! {
        <div class="formpart">
            <h2 class="h3">{t!("event-new-who")}</h2>
            <Select
                form=form.clone()
                name="visibility"
                label=t!("event-field-visibility")
                hint=t!("event-field-visibility-hint")
                options=options.collect()
                value=before.visibility.clone()
            />
        </div>
    }
    .into_any()
}
