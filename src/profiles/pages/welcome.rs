//! `/welcome`: between a sign-up and where somebody was going. All of it can be skipped, and is in the settings, too.

use crate::accounts::arrival::{AskedNext, asked, onward};
use crate::app::{Cache, Meta, Page, Visit};
use crate::error::AppError;
use crate::profiles::api::UPDATE;
use crate::profiles::forms::{LONGEST_BIO, LONGEST_NAME, LONGEST_TOWN};
use crate::profiles::model::Texts;
use crate::profiles::store;
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::cover::Cover;
use crate::ui::field::{Field, Hidden};
use crate::ui::form::{ActForm, Submission};
use crate::ui::marked::Marked;
use crate::ui::text_area::TextArea;
use leptos::prelude::*;

/// GET /welcome
pub(super) async fn show(visit: Visit, next: AskedNext) -> Result<Page, AppError> {
    let texts = store::edition(visit.db(), visit.member()?).await?.content.texts;
    let next = onward(&asked(next)).to_owned();
    let (page, submission) = (visit.path.clone(), visit.submission.clone());
    let meta = Meta::new(t!("welcome-title")).noindex().flush("flush entry");
    Ok(visit.page(meta, Cache::PerVisitor, move || {
        view! {
            <div class="entry__art stock jam" aria-hidden="true"><Cover slug="welcome" /></div>
            <div class="entry__form">
                <h1><Marked text=t!("welcome-heading") /></h1>
                <p class="lede">{t!("welcome-lead")}</p>
                <FirstProfile texts page next submission />
            </div>
        }
    }))
}

/// The shortest of profiles. It builds on no version: nobody has another one open yet.
#[component]
fn FirstProfile(texts: Texts, page: String, next: String, submission: Submission) -> impl IntoView {
    let skip = next.clone();
    view! {
        <ActForm act=&UPDATE page submission let:form>
            <Hidden name="next" value=next />
            <Field
                form=form.clone()
                name="full_name"
                label=t!("settings-full-name")
                hint=t!("settings-full-name-hint")
                value=texts.full_name
                maxlength=Some(LONGEST_NAME)
                autocomplete=Some("name")
                optional=true
            />
            <Field
                form=form.clone()
                name="town"
                label=t!("settings-town")
                hint=t!("settings-town-hint")
                value=texts.town
                maxlength=Some(LONGEST_TOWN)
                autocomplete=Some("address-level2")
                optional=true
            />
            <TextArea
                form
                name="bio"
                label=t!("welcome-bio")
                hint=t!("settings-bio-hint")
                value=texts.bio
                rows=3
                maxlength=Some(LONGEST_BIO)
                optional=true
            />
            <div class="cluster">
                <Button weight=Weight::Go>{t!("welcome-save")}</Button>
                <ButtonLink href=skip weight=Weight::Quiet>{t!("welcome-skip")}</ButtonLink>
            </div>
        </ActForm>
    }
}
