//! `/settings/profile`: what its person says about themselves and who reads it, to be edited.

use super::fields::fields;
use crate::app::{Cache, Meta, Page, SettingsHead, Visit};
use crate::error::AppError;
use crate::language::Language;
use crate::profiles::api::UPDATE;
use crate::profiles::model::{Content, Edition, Settings, Visibility};
use crate::profiles::store;
use crate::t;
use crate::time_zone;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{Field, Select};
use crate::ui::form::{ActForm, Form, Submission};
use crate::ui::meanwhile::Version;
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
            {fields(&form, texts, t!("settings-bio"), 6)}
            {choices(&form, settings)}
            <Version form saved=version />
            <div class="cluster"><Button weight=Weight::Go>{t!("settings-save")}</Button></div>
        </ActForm>
    }
}

/// Who may read it, and what Tutti is to do for its person.
fn choices(form: &Form, settings: Settings) -> AnyView {
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
    let locale = locale.unwrap_or_default();
    let browser = (String::new(), t!("settings-locale-browser"));
    let spoken = Language::ALL.map(|language| (language.tag().to_owned(), language.name().to_owned()));
    let locales = std::iter::once(browser).chain(spoken).collect();
    view! {
        <Select
            form=form.clone()
            name="visibility"
            label=t!("settings-visibility")
            hint=t!("settings-visibility-hint")
            options=visibilities.collect()
            value={<&str>::from(visibility)}
        />
        <Select form=form.clone() name="locale" label=t!("settings-locale") options=locales value=locale />
        <Field
            form=form.clone()
            name="time_zone"
            label=t!("settings-zone")
            hint=t!("settings-zone-hint")
            value=time_zone
            offers=time_zone::names().collect()
            optional=true
        />
    }
    .into_any()
}
