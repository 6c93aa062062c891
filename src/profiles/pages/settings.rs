//! `/settings/profile`: what its person says about themselves and who reads it, to be edited.

use crate::app::{Cache, Meta, Page, SettingsHead, Visit};
use crate::error::AppError;
use crate::language::Language;
use crate::profiles::api::UPDATE;
use crate::profiles::forms::{LONGEST_BIO, LONGEST_NAME, LONGEST_TOWN};
use crate::profiles::model::{Content, Edition, Settings, Texts, Visibility};
use crate::profiles::store;
use crate::t;
use crate::time_zone;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{Field, Select};
use crate::ui::form::{ActForm, Form, Submission};
use crate::ui::meanwhile::{Meanwhile, Version};
use crate::ui::text_area::TextArea;
use leptos::prelude::*;
use strum::VariantArray;

/// GET /settings/profile
pub(super) async fn show(visit: Visit) -> Result<Page, AppError> {
    let edition = store::edition(visit.db(), visit.member()?).await?;
    let submission = visit.submission.clone();
    let meta = Meta::new(t!("settings-title"));
    Ok(visit.page(
        meta,
        Cache::PerVisitor,
        move || view! { <ProfileSettings edition submission /> },
    ))
}

#[component]
fn ProfileSettings(edition: Edition, submission: Submission) -> impl IntoView {
    let Edition { content, version } = edition;
    let Content { texts, settings } = content;
    view! {
        <SettingsHead current="/settings/profile" />
        <ActForm act=&UPDATE page="/settings/profile" submission class="formbox" let:form>
            <Version form=form.clone() saved=version />
            {who(&form, texts)}
            {how(&form, settings)}
            <div class="cluster"><Button weight=Weight::Go>{t!("settings-save")}</Button></div>
        </ActForm>
    }
}

/// What others read.
fn who(form: &Form, texts: Texts) -> AnyView {
    view! {
        <Field
            form=form.clone()
            name="full_name"
            label=t!("settings-full-name")
            hint=t!("settings-full-name-hint")
            value=texts.full_name.clone()
            maxlength=Some(LONGEST_NAME)
            autocomplete=Some("name")
            optional=true
        />
        <Meanwhile form=form.clone() name="full_name" saved=texts.full_name.unwrap_or_default() />
        <Field
            form=form.clone()
            name="town"
            label=t!("settings-town")
            hint=t!("settings-town-hint")
            value=texts.town.clone()
            maxlength=Some(LONGEST_TOWN)
            autocomplete=Some("address-level2")
            optional=true
        />
        <Meanwhile form=form.clone() name="town" saved=texts.town.unwrap_or_default() />
        <TextArea
            form=form.clone()
            name="bio"
            label=t!("settings-bio")
            hint=t!("settings-bio-hint")
            value=texts.bio.clone()
            rows=6
            maxlength=Some(LONGEST_BIO)
            optional=true
        />
        <Meanwhile form=form.clone() name="bio" saved=texts.bio.unwrap_or_default() />
    }
    .into_any()
}

/// Who may read it, and what Tutti is to do for its person.
fn how(form: &Form, settings: Settings) -> AnyView {
    let Settings {
        visibility,
        locale,
        time_zone,
    } = settings;
    let shown = |visibility: Visibility| match visibility {
        Visibility::Everyone => t!("settings-visibility-everyone"),
        Visibility::Members => t!("settings-visibility-members"),
        Visibility::Hidden => t!("settings-visibility-hidden"),
    };
    let visibilities = Visibility::VARIANTS.iter();
    let visibilities = visibilities.map(|one| (<&str>::from(one).to_owned(), shown(*one)));
    let saved = <&str>::from(visibility);
    let locale = locale.unwrap_or_default();
    let browser = (String::new(), t!("settings-locale-browser"));
    let spoken = Language::ALL.map(|language| (language.tag().to_owned(), language.name().to_owned()));
    let locales: Vec<_> = std::iter::once(browser).chain(spoken).collect();
    let chosen = locales.iter().find(|(tag, _)| *tag == locale);
    let chosen = chosen.map(|(_, name)| name.clone()).unwrap_or_default();
    view! {
        <Select
            form=form.clone()
            name="visibility"
            label=t!("settings-visibility")
            hint=t!("settings-visibility-hint")
            options=visibilities.collect()
            value=saved
        />
        <Meanwhile form=form.clone() name="visibility" saved words=shown(visibility) />
        <Select form=form.clone() name="locale" label=t!("settings-locale") options=locales value=locale.clone() />
        <Meanwhile form=form.clone() name="locale" saved=locale words=chosen />
        <Field
            form=form.clone()
            name="time_zone"
            label=t!("settings-zone")
            hint=t!("settings-zone-hint")
            value=time_zone.clone()
            offers=time_zone::names().collect()
            optional=true
        />
        <Meanwhile form=form.clone() name="time_zone" saved=time_zone.unwrap_or_default() />
    }
    .into_any()
}
