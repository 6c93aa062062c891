//! `/events/{slug}/edit`: its hosts change an event, or call it off.

use super::fields::fields;
use crate::app::{Cache, Meta, Page, Visit};
use crate::error::AppError;
use crate::events::api::{ADD_HOST, CANCEL, DECIDE, REMOVE_HOST, UPDATE};
use crate::events::cards::person::linked;
use crate::events::forms::{EventForm, REASON_MAX};
use crate::events::model::{Answer, Person, Status};
use crate::events::pages::players;
use crate::events::slug::Slug;
use crate::events::store::{self, Edition, Players};
use crate::instant::Instant;
use crate::t;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, Weight};
use crate::ui::field::{Field, Hidden};
use crate::ui::form::{ActForm, Submission};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::marked::Marked;
use crate::ui::meanwhile::Version;
use crate::ui::rulehead::RuleHead;
use crate::ui::text_area::TextArea;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery};
use leptos::prelude::*;

/// GET /events/{slug}/edit
pub(super) async fn edit(
    visit: Visit,
    slug: Result<Path<Slug>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Page, AppError> {
    let host = visit.member()?;
    let Path(slug) = slug.map_err(|_| AppError::NotFound)?;
    let edition = store::edition(visit.db(), host, &slug).await?;
    let hosts = store::hosts(visit.db(), Some(host), edition.id, visit.now).await?;
    let after = players::after(query.as_deref());
    let players = store::players(visit.db(), host, edition.id, after, visit.now).await?;
    let now = visit.now;
    let (path, submission) = (visit.path.clone(), visit.submission.clone());
    let meta = Meta::new(t!("event-edit-heading"));
    Ok(visit.page(
        meta,
        Cache::PerVisitor,
        move || view! { <EditPage slug edition hosts players path submission now /> },
    ))
}

#[component]
fn EditPage(
    slug: Slug,
    edition: Edition,
    hosts: Vec<Person>,
    players: Players,
    path: String,
    submission: Submission,
    now: Instant,
) -> impl IntoView {
    let Edition { version, event, .. } = edition;
    let (status, title) = (event.status, event.title.clone());
    let over = event.timing.ends_at() <= now;
    let (to, before) = (slug.to_string(), EventForm::of(&event));
    // What was typed into it before it was cancelled is shown, too.
    let form = (status != Status::Cancelled || submission.is_of(&UPDATE)).then(|| {
        view! {
            <ActForm act=&UPDATE page=path.clone() submission=submission.clone() class="formbox" let:form>
                <Hidden name="slug" value=to />
                {fields(&form, before, false)}
                <Version form saved=version />
                <div class="cluster"><Button weight=Weight::Go>{t!("event-edit-submit")}</Button></div>
            </ActForm>
        }
    });
    let hosts = self::hosts(&slug, hosts, &path, &submission);
    let players = self::players(&slug, players, &path, &submission);
    let cancel = (status == Status::Scheduled && !over).then(|| cancel(&slug, path, submission));
    let gone = (status == Status::Cancelled).then(|| view! { <p class="lede">{t!("event-shut-cancelled")}</p> });
    view! {
        <p class="small"><a href=slug.path()><Icon of=Glyph::ArrowLeft /> " " {title}</a></p>
        <div class="head"><h1><Marked text=t!("event-edit-title") /></h1></div>
        {gone}
        {form}
        {hosts}
        {players}
        {cancel}
    }
}

/// Who hosts it, and a way for others to come in.
fn hosts(slug: &Slug, hosts: Vec<Person>, path: &str, submission: &Submission) -> AnyView {
    let several = hosts.len() > 1;
    let hosts = hosts.into_iter().map(|host| {
        let (path, submission, slug) = (path.to_owned(), submission.clone(), slug.to_string());
        let username = host.username.clone();
        let remove = several.then(|| {
            view! {
                <ActForm act=&REMOVE_HOST page=path submission twin=("username", username.clone()) class="" let:_form>
                    <Hidden name="slug" value=slug />
                    <Hidden name="username" value=username />
                    <Button small=true>{t!("event-host-remove")}</Button>
                </ActForm>
            }
        });
        let name = host.display().to_owned();
        view! {
            <li>
                <Avatar name=name.clone() username=host.username.clone() />
                <div><strong>{linked(&host, name.into_any())}</strong>{remove}</div>
            </li>
        }
    });
    let hosts = hosts.collect_view();
    let (path, submission, slug) = (path.to_owned(), submission.clone(), slug.to_string());
    view! {
        <section class="section stack" aria-labelledby="hosts">
            <RuleHead id="hosts" title=t!("event-hosts-title") />
            <p class="measure">{t!("event-hosts-what")}</p>
            <ul class="duo">{hosts}</ul>
            <ActForm act=&ADD_HOST page=path submission class="formbox" let:form>
                <Hidden name="slug" value=slug />
                <Field form name="username" label=t!("event-host-username") autocomplete=Some("off") />
                <div class="cluster"><Button>{t!("event-host-add")}</Button></div>
            </ActForm>
        </section>
    }
    .into_any()
}

/// Who takes part, and how to part with them.
fn players(slug: &Slug, players: Players, path: &str, submission: &Submission) -> Option<AnyView> {
    let Players { people, end } = players;
    if people.is_empty() {
        return None;
    }
    let more = players::more(&slug.edit_path(), end);
    let people = people.into_iter().map(|player| {
        let (path, submission, slug) = (path.to_owned(), submission.clone(), slug.to_string());
        let (username, name) = (player.username.clone(), player.display().to_owned());
        let summary = t!("event-decide-remove", name = name.as_str());
        let failed = submission.is_of_twin(&DECIDE, "username", &username);
        let decline = <&str>::from(Answer::Decline);
        view! {
            <li>
                <Avatar name=name.clone() username=username.clone() />
                <div>
                    <strong>{linked(&player, name.into_any())}</strong>
                    <details open=failed>
                        <summary>{summary}</summary>
                        <ActForm act=&DECIDE page=path submission twin=("username", username.clone()) let:form>
                            <Hidden name="slug" value=slug />
                            <Hidden name="username" value=username />
                            <Hidden name="answer" value=decline />
                            <TextArea
                                form
                                name="note"
                                label=t!("event-decide-note")
                                maxlength=Some(REASON_MAX)
                                rows=2
                                optional=true
                            />
                            <Button small=true>{t!("event-decide-submit")}</Button>
                        </ActForm>
                    </details>
                </div>
            </li>
        }
    });
    let people = people.collect_view();
    let section = view! {
        <section class="section stack" aria-labelledby="who">
            <RuleHead id="who" title=t!("event-who") />
            <ul class="duo">{people}</ul>
            {more}
        </section>
    };
    Some(section.into_any())
}

fn cancel(slug: &Slug, path: String, submission: Submission) -> AnyView {
    let slug = slug.to_string();
    view! {
        <section class="section stack" aria-labelledby="cancel">
            <RuleHead id="cancel" title=t!("event-cancel-title") />
            <p class="measure">{t!("event-cancel-what")}</p>
            <ActForm act=&CANCEL page=path submission class="formbox" let:form>
                <Hidden name="slug" value=slug />
                <TextArea
                    form
                    name="reason"
                    label=t!("event-cancel-reason")
                    hint=t!("event-cancel-reason-hint")
                    maxlength=Some(REASON_MAX)
                    rows=3
                    optional=true
                />
                <div class="cluster"><Button>{t!("event-cancel-submit")}</Button></div>
            </ActForm>
        </section>
    }
    .into_any()
}
