//! `/report`: the form that tells the moderators of something. For members alone, and for no search engine.

use super::api::REPORT;
use super::forms::LONGEST_NOTE;
use super::model::Reason;
use super::store::{self, Seen};
use super::subject::Subject;
use crate::app::{App, Cache, Meta, Page, Visit};
use crate::error::AppError;
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::field::{Hidden, Picks};
use crate::ui::form::{ActForm, Submission};
use crate::ui::linked::Linked;
use crate::ui::text_area::TextArea;
use axum::Router;
use axum::extract::RawQuery;
use axum::routing::get;
use leptos::prelude::*;
use strum::VariantArray;

/// The pages of this room.
pub fn routes() -> Router<App> {
    Router::new().route("/report", get(show))
}

/// GET /report
async fn show(visit: Visit, RawQuery(query): RawQuery) -> Result<Page, AppError> {
    let reader = visit.member()?;
    let subject = Subject::of_query(query.as_deref().unwrap_or_default()).ok_or(AppError::NotFound)?;
    let seen = store::seen(visit.db(), reader, &subject, visit.now).await?;
    let seen = seen.ok_or(AppError::NotFound)?;
    if seen.own {
        return Err(AppError::Forbidden);
    }
    let title = title(&subject, &seen);
    let (path, submission) = (visit.path.clone(), visit.submission.clone());
    let meta = Meta::new(title.clone()).noindex();
    Ok(visit.page(
        meta,
        Cache::PerVisitor,
        move || view! { <ReportPage title subject seen path submission /> },
    ))
}

fn title(subject: &Subject, seen: &Seen) -> String {
    match subject {
        Subject::Event { .. } => t!("report-event-title", title = seen.name.as_str()),
        Subject::Musician { .. } => t!("report-musician-title", name = seen.name.as_str()),
        Subject::Message { .. } => t!("report-message-title", name = seen.name.as_str()),
    }
}

fn words(reason: Reason) -> String {
    match reason {
        Reason::Spam => t!("report-reason-spam"),
        Reason::Harassment => t!("report-reason-harassment"),
        Reason::Scam => t!("report-reason-scam"),
        Reason::Illegal => t!("report-reason-illegal"),
        Reason::Other => t!("report-reason-other"),
    }
}

#[component]
fn ReportPage(title: String, subject: Subject, seen: Seen, path: String, submission: Submission) -> impl IntoView {
    let quote = seen
        .words
        .map(|text| view! { <blockquote class="lines"><Linked text /></blockquote> });
    let back = subject.path();
    let reasons = Reason::VARIANTS
        .iter()
        .map(|reason| (<&str>::from(*reason).to_owned(), words(*reason), ""))
        .collect::<Vec<_>>();
    view! {
        <div class="head"><h1 class="h2">{title}</h1></div>
        <div class="stack">
            {quote}
            <p class="measure">{t!("report-what")}</p>
            <ActForm act=&REPORT page=path submission class="formbox" let:form>
                {subject.fields().into_iter().map(|(name, value)| view! { <Hidden name value /> }).collect_view()}
                <Picks form=form.clone() name="reason" label=t!("report-reason") options=reasons value="" />
                <TextArea
                    form
                    name="note"
                    label=t!("report-note")
                    hint=t!("report-note-hint")
                    maxlength=Some(LONGEST_NOTE)
                    rows=4
                    optional=true
                />
                <div class="cluster">
                    <Button weight=Weight::Go>{t!("report-submit")}</Button>
                    <ButtonLink href=back weight=Weight::Quiet>{t!("report-back")}</ButtonLink>
                </div>
            </ActForm>
        </div>
    }
}
