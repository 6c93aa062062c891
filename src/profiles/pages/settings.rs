//! `/settings/profile`: what its person says about themselves, to be edited.

use crate::app::{Cache, Meta, Page, SettingsHead, Visit};
use crate::error::AppError;
use crate::profiles::api::UPDATE;
use crate::profiles::forms::{LONGEST_BIO, LONGEST_NAME, LONGEST_TOWN};
use crate::profiles::model::Edition;
use crate::profiles::store;
use crate::t;
use crate::ui::button::{Button, Weight};
use crate::ui::field::Field;
use crate::ui::form::{ActForm, Submission};
use crate::ui::meanwhile::{Meanwhile, Version};
use crate::ui::text_area::TextArea;
use leptos::prelude::*;

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
    let Edition { texts, version } = edition;
    view! {
        <SettingsHead current="/settings/profile" />
        <ActForm act=&UPDATE page="/settings/profile" submission class="formbox" let:form>
            <Version form=form.clone() saved=version />
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
            <div class="cluster"><Button weight=Weight::Go>{t!("settings-save")}</Button></div>
        </ActForm>
    }
}
