//! /signup and /login.

use super::api::{LOG_IN, SIGN_UP};
use super::arrival::onward;
use super::email::EMAIL_MAX;
use super::passwords::PASSWORD_MIN;
use super::username::USERNAME_MAX;
use crate::app::{App, Cache, Meta, Visit, encoded, local_path, location};
use crate::error::AppError;
use crate::t;
use crate::ui::button::{Button, Weight};
use crate::ui::cover::Cover;
use crate::ui::field::{Field, Hidden};
use crate::ui::form::ActForm;
use crate::ui::marked::Marked;
use crate::ui::staff::FinalBar;
use axum::Router;
use axum::extract::{Query, rejection::QueryRejection};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::get;
use leptos::prelude::*;
use serde::Deserialize;

/// The pages of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/signup", get(sign_up))
        .route("/login", get(log_in))
}

/// The page somebody was about to see.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Next {
    next: String,
}

/// A query that can't be read names no page: nobody fails to log in over it.
type AskedNext = Result<Query<Next>, QueryRejection>;

async fn sign_up(visit: Visit, next: AskedNext) -> Result<Response, AppError> {
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

async fn log_in(visit: Visit, next: AskedNext) -> Result<Response, AppError> {
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

/// Where somebody was going, if that is a page of ours.
fn asked(next: AskedNext) -> String {
    let next = next.unwrap_or_default().0.next;
    local_path(&next).map(str::to_owned).unwrap_or_default()
}

/// Somebody who is signed in has nothing to do here but to see why a form of theirs failed.
fn already_in(visit: &Visit, next: &str) -> Option<Response> {
    let nothing_failed = visit.submission.status().is_none();
    (visit.member.is_some() && nothing_failed).then(|| Redirect::to(&location(onward(next))).into_response())
}

fn with_next(path: &str, next: &str) -> String {
    match onward(next) {
        "/" => path.to_owned(),
        next => format!("{path}?next={}", encoded(next)),
    }
}
