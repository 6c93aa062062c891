//! `/settings/account`: what one logs in with.

use crate::accounts::api::CHANGE_PASSWORD;
use crate::accounts::passwords::PASSWORD_MIN;
use crate::accounts::store::{self, Credentials};
use crate::app::{Cache, Meta, Page, SettingsHead, Visit};
use crate::error::AppError;
use crate::t;
use crate::ui::button::{Button, Weight};
use crate::ui::facts::{Fact, Facts};
use crate::ui::field::Field;
use crate::ui::form::{ActForm, Submission};
use crate::ui::rulehead::RuleHead;
use leptos::prelude::*;

/// The path of this page.
const HERE: &str = "/settings/account";

/// GET /settings/account
pub(super) async fn show(visit: Visit) -> Result<Page, AppError> {
    let account = store::own(visit.db(), visit.member()?).await?;
    let submission = visit.submission.clone();
    let meta = Meta::new(t!("account-title")).noindex();
    Ok(visit.page(meta, Cache::PerVisitor, move || {
        view! {
            <SettingsHead current=HERE />
            {names(account)}
            <PasswordSection submission />
        }
    }))
}

fn names(account: Credentials) -> impl IntoView {
    let email = account.email.unwrap_or_else(|| t!("account-email-none"));
    view! {
        <section aria-labelledby="names">
            <RuleHead id="names" title=t!("account-names") />
            <Facts>
                <Fact name=t!("signup-username") values=vec![account.username.into_any()] />
                <Fact name=t!("signup-email") values=vec![email.into_any()] />
            </Facts>
        </section>
    }
}

#[component]
fn PasswordSection(submission: Submission) -> impl IntoView {
    view! {
        <section class="section stack" aria-labelledby="password">
            <RuleHead id="password" title=t!("password-title") />
            <p class="measure">{t!("password-what")}</p>
            <ActForm act=&CHANGE_PASSWORD page=HERE submission class="formbox" let:form>
                <Field
                    form=form.clone()
                    name="current_password"
                    label=t!("password-current")
                    kind="password"
                    autocomplete=Some("current-password")
                />
                <Field
                    form
                    name="new_password"
                    label=t!("password-new")
                    hint=t!("signup-password-hint", min = PASSWORD_MIN)
                    kind="password"
                    autocomplete=Some("new-password")
                />
                <div class="cluster"><Button weight=Weight::Go>{t!("password-submit")}</Button></div>
            </ActForm>
        </section>
    }
}
