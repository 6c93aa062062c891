//! `/settings/profile`: what its person says about themselves, to be edited.

use crate::app::{Cache, Meta, Page, Visit};
use crate::error::AppError;
use crate::profiles::api::UPDATE;
use crate::profiles::forms::{LONGEST_BIO, LONGEST_NAME, LONGEST_TOWN};
use crate::profiles::model::Edition;
use crate::profiles::store;
use crate::t;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{Field, Hidden};
use crate::ui::form::{ActForm, Form, Submission};
use crate::ui::text_area::TextArea;
use leptos::prelude::*;

/// GET /settings/profile
pub(super) async fn show(visit: Visit) -> Result<Page, AppError> {
    let edition = store::edition(visit.db(), visit.member()?).await?;
    let submission = visit.submission.clone();
    let meta = Meta::new(t!("settings-title")).noindex();
    Ok(visit.page(
        meta,
        Cache::PerVisitor,
        move || view! { <ProfileSettings edition submission /> },
    ))
}

#[component]
fn ProfileSettings(edition: Edition, submission: Submission) -> impl IntoView {
    let Edition { texts, version } = edition;
    // Whoever was told that another text is saved, and saves again, means it; every other failure still builds on what
    // they saw when they began.
    let stale = submission.status() == Some(409);
    let saved = version.to_string();
    view! {
        <div class="head"><h1>{t!("settings-title")}</h1></div>
        <ActForm act=&UPDATE page="/settings/profile" submission class="formbox" let:form>
            <Hidden
                name="version"
                value=if stale { saved } else { form.value("version", Some(saved.clone())).unwrap_or(saved) }
            />
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
            {meanwhile(&form, "full_name", texts.full_name, stale)}
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
            {meanwhile(&form, "town", texts.town, stale)}
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
            {meanwhile(&form, "bio", texts.bio, stale)}
            <div class="cluster"><Button weight=Weight::Go>{t!("settings-save")}</Button></div>
        </ActForm>
    }
}

/// What is saved by now, below a field that was typed otherwise.
fn meanwhile(form: &Form, name: &str, saved: Option<String>, stale: bool) -> Option<impl IntoView + use<>> {
    let typed = form.value(name, None).unwrap_or_default();
    let differs = typed.replace("\r\n", "\n").trim() != saved.as_deref().unwrap_or_default();
    let id = form.control(&format!("{name}-saved"));
    let labelled = id.clone();
    let words = saved.unwrap_or_else(|| t!("settings-meanwhile-empty"));
    (stale && differs).then(|| {
        view! {
            <div role="group" aria-labelledby=labelled>
                <p class="small muted" id=id>{t!("settings-meanwhile")}</p>
                <blockquote class="lines">{words}</blockquote>
            </div>
        }
    })
}
