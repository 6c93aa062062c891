//! `/welcome`: between a sign-up and where somebody was going. All of it can be skipped, and is in the settings, too.

use super::fields::fields;
use crate::accounts::arrival::{AskedNext, asked, onward};
use crate::app::{Cache, Meta, Page, Visit};
use crate::error::AppError;
use crate::profiles::api::UPDATE;
use crate::profiles::model::Texts;
use crate::profiles::store;
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::cover::Cover;
use crate::ui::field::Hidden;
use crate::ui::form::{ActForm, Submission};
use crate::ui::marked::Marked;
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
            {fields(&form, texts, t!("welcome-bio"), 3)}
            <div class="cluster">
                <Button weight=Weight::Go>{t!("welcome-save")}</Button>
                <ButtonLink href=skip weight=Weight::Quiet>{t!("welcome-skip")}</ButtonLink>
            </div>
        </ActForm>
    }
}
