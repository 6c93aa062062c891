//! `/signup` and `/login`.

use crate::accounts::api::{LOG_IN, SIGN_UP};
use crate::accounts::arrival::{AskedNext, asked, onward, with_next};
use crate::accounts::email::EMAIL_MAX;
use crate::accounts::passwords::PASSWORD_MIN;
use crate::accounts::username::USERNAME_MAX;
use crate::app::{Cache, Meta, Visit, location};
use crate::error::AppError;
use crate::t;
use crate::ui::button::{Button, Weight};
use crate::ui::cover::Cover;
use crate::ui::field::{Field, Hidden};
use crate::ui::form::ActForm;
use crate::ui::marked::Marked;
use crate::ui::staff::FinalBar;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;

/// GET /signup
pub(super) async fn sign_up(visit: Visit, next: AskedNext) -> Result<Response, AppError> {
    let next = asked(next);
    if let Some(away) = already_in(&visit, &next) {
        return Ok(away);
    }
    let meta = Meta::new(t!("signup-title"))
        .description(&t!("signup-description"))
        .flush("flush entry");
    let (page, submission) = (visit.path.clone(), visit.submission.clone());
    let log_in = with_next("/login", &next);
    let answer = visit.page(meta, Cache::PerVisitor, move || {
        view! {
            <div class="entry__art stock workshop" aria-hidden="true"><Cover slug="sign-up" /></div>
            <div class="entry__form">
                <h1><Marked text=t!("signup-heading") /></h1>
                <p class="lede">{t!("signup-lead")}</p>
                <ActForm act=&SIGN_UP page=page submission=submission let:form>
                    <Hidden name="next" value=next />
                    <Field
                        form=form.clone()
                        name="username"
                        label=t!("signup-username")
                        hint=t!("signup-username-hint")
                        autocomplete=Some("username")
                        maxlength=Some(USERNAME_MAX)
                    />
                    <Field
                        form=form.clone()
                        name="email"
                        label=t!("signup-email")
                        kind="email"
                        autocomplete=Some("email")
                        maxlength=Some(EMAIL_MAX)
                    />
                    <Field
                        form=form
                        name="password"
                        label=t!("signup-password")
                        hint=t!("signup-password-hint", min = PASSWORD_MIN)
                        kind="password"
                        autocomplete=Some("new-password")
                    />
                    <div class="cluster"><Button weight=Weight::Go>{t!("signup-button")}</Button></div>
                </ActForm>
                <FinalBar />
                <p>{t!("signup-known")} " " <a href=log_in>{t!("signup-log-in")}</a></p>
            </div>
        }
    });
    Ok(answer.into_response())
}

/// GET /login
pub(super) async fn log_in(visit: Visit, next: AskedNext) -> Result<Response, AppError> {
    let next = asked(next);
    if let Some(away) = already_in(&visit, &next) {
        return Ok(away);
    }
    let meta = Meta::new(t!("login-title")).flush("flush entry");
    let (page, submission) = (visit.path.clone(), visit.submission.clone());
    let sign_up = with_next("/signup", &next);
    let answer = visit.page(meta, Cache::PerVisitor, move || {
        view! {
            <div class="entry__art stock gig" aria-hidden="true"><Cover slug="log-in" /></div>
            <div class="entry__form">
                <h1><Marked text=t!("login-heading") /></h1>
                <p class="lede">{t!("login-lead")}</p>
                <ActForm act=&LOG_IN page=page submission=submission let:form>
                    <Hidden name="next" value=next />
                    <Field form=form.clone() name="login" label=t!("login-name") autocomplete=Some("username") />
                    <Field
                        form=form
                        name="password"
                        label=t!("login-password")
                        kind="password"
                        autocomplete=Some("current-password")
                    />
                    <div class="cluster"><Button weight=Weight::Go>{t!("login-button")}</Button></div>
                </ActForm>
                <FinalBar />
                <p>{t!("login-new")} " " <a href=sign_up>{t!("login-sign-up")}</a></p>
            </div>
        }
    });
    Ok(answer.into_response())
}

/// Somebody who is signed in has nothing to do here but to see why a form of theirs failed.
fn already_in(visit: &Visit, next: &str) -> Option<Response> {
    let nothing_failed = visit.submission.status().is_none();
    (visit.member.is_some() && nothing_failed).then(|| Redirect::to(&location(onward(next))).into_response())
}
