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
use crate::ui::meanwhile::Meanwhile;
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
    let kind = before.kind.parse().map(kind_name).unwrap_or_default();
    let (title, description) = (before.title.clone(), before.description.clone());
    view! {
        <Picks
            form=form.clone()
            name="kind"
            label=t!("event-field-kind")
            options=kinds
            value=before.kind.clone()
        />
        <Meanwhile form=form.clone() name="kind" saved=before.kind.clone() words=kind />
        <Field
            form=form.clone()
            name="title"
            label=t!("event-field-title")
            value=Some(title.clone())
            maxlength=Some(TITLE_MAX)
        />
        <Meanwhile form=form.clone() name="title" saved=title />
        <TextArea
            form=form.clone()
            name="description"
            label=t!("event-field-description")
            hint=t!("event-field-description-hint")
            value=Some(description.clone())
            maxlength=Some(DESCRIPTION_MAX)
            optional=true
        />
        <Meanwhile form=form.clone() name="description" saved=description />
    }
    .into_any()
}

fn when_and_where(form: &Form, before: &EventForm, guess: bool) -> AnyView {
    let zone = before.time_zone.clone();
    let typed = |name, before: &String| form.value(name, Some(before.clone())).unwrap_or_default();
    let preview = preview(&typed("starts_at", &before.starts_at), &typed("time_zone", &zone));
    let guess = guess && form.value("time_zone", None).is_none();
    let times = view! {
            <div class="stack">
            <div class="row c2">
                <div class="stack not-wanted">
                    <Field
                        form=form.clone()
                        name="starts_at"
                        label=t!("event-field-starts")
                        kind="datetime-local"
                        value=Some(before.starts_at.clone())
                    />
                    <Meanwhile form=form.clone() name="starts_at" saved=before.starts_at.clone() />
                </div>
                <div class="stack">
                    <Field
                        form=form.clone()
                        name="ends_at"
                        label=t!("event-field-ends")
                        hint=t!("event-field-ends-hint", days = schedule::CALL_DAYS)
                        kind="datetime-local"
                        value=Some(before.ends_at.clone())
                        optional=true
                    />
                    <Meanwhile form=form.clone() name="ends_at" saved=before.ends_at.clone() />
                </div>
            </div>
            <Field
                form=form.clone()
                name="time_zone"
                label=t!("event-field-zone")
                hint=t!("event-field-zone-hint")
                value=Some(zone.clone())
                offers=time_zone::names().collect()
            />
            <p class="small muted" data-preview>{preview}</p>
            <Meanwhile form=form.clone() name="time_zone" saved=zone />
            </div>
    };
    let times = times.into_any();
    view! {
        <div class="formpart">
            <h2 class="h3">{t!("event-new-when")}</h2>
            <WallTime pattern=t!("event-zone-preview", time = TIME_HERE, zone = ZONE_HERE) guess>{times}</WallTime>
            <div class="row c2">
                {line(form, Line::optional("venue", t!("event-field-venue"), &before.venue).at_most(PLACE_MAX))}
                {line(
                    form,
                    Line { optional: false, ..Line::optional("town", t!("event-field-town"), &before.town) }
                        .at_most(PLACE_MAX)
                        .known_as("address-level2"),
                )}
            </div>
            {line(
                form,
                Line::optional("address", t!("event-field-address"), &before.address).known_as("street-address"),
            )}
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
    let capacity = before.capacity.clone();
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
                    value=Some(capacity.clone())
                    optional=true
                />
            </div>
            <Meanwhile form=form.clone() name="capacity" saved=capacity />
        </div>
    }
    .into_any()
}

fn good_to_know(form: &Form, before: &EventForm) -> AnyView {
    let hinted = |name, label, hint, value: &str| line(form, Line::optional(name, label, value).hinted(hint));
    view! {
        <div class="formpart">
            <h2 class="h3">{t!("event-new-good-to-know")}</h2>
            <div class="row c2">
                {hinted("fee", t!("event-field-fee"), t!("event-field-fee-hint"), &before.fee)}
                {hinted("age", t!("event-field-age"), t!("event-field-age-hint"), &before.age)}
            </div>
            {hinted("gear", t!("event-field-gear"), t!("event-field-gear-hint"), &before.gear)}
            {hinted("access", t!("event-field-access"), t!("event-field-access-hint"), &before.access)}
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
    let saved = before.visibility.clone();
    let said = saved.parse().map(words).unwrap_or_default();
    view! {
        <div class="formpart">
            <h2 class="h3">{t!("event-new-who")}</h2>
            <Select
                form=form.clone()
                name="visibility"
                label=t!("event-field-visibility")
                hint=t!("event-field-visibility-hint")
                options=options.collect()
                value=saved.clone()
            />
            <Meanwhile form=form.clone() name="visibility" saved words=said />
        </div>
    }
    .into_any()
}

/// One line of text, as most fields are.
struct Line<'v> {
    name: &'static str,
    label: String,
    hint: Option<String>,
    before: &'v str,
    max: usize,
    autocomplete: Option<&'static str>,
    optional: bool,
}

impl<'v> Line<'v> {
    fn optional(name: &'static str, label: String, before: &'v str) -> Self {
        Self {
            name,
            label,
            hint: None,
            before,
            max: LINE_MAX,
            autocomplete: None,
            optional: true,
        }
    }

    fn at_most(self, max: usize) -> Self {
        Self { max, ..self }
    }

    fn hinted(self, hint: String) -> Self {
        let hint = Some(hint);
        Self { hint, ..self }
    }

    fn known_as(self, autocomplete: &'static str) -> Self {
        let autocomplete = Some(autocomplete);
        Self { autocomplete, ..self }
    }
}

fn line(form: &Form, line: Line) -> AnyView {
    let Line {
        name,
        label,
        hint,
        before,
        max,
        autocomplete,
        optional,
    } = line;
    let before = before.to_owned();
    view! {
        <div class="stack">
            <Field
                form=form.clone()
                name
                label
                hint=hint
                value=Some(before.clone())
                maxlength=Some(max)
                autocomplete
                optional
            />
            <Meanwhile form=form.clone() name saved=before />
        </div>
    }
    .into_any()
}
