//! `/messages/{slug}/{username}`: what the reader and somebody else wrote about an event, and the form to go on.

use super::talk::{Line, lines};
use super::zone;
use crate::app::{Cache, Meta, Visit, encoded};
use crate::error::AppError;
use crate::events::cards::{stock, whereabouts};
use crate::events::model::Status;
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language::{DateStyle, day_and_month, wall, weekday};
use crate::messages::api::SEND;
use crate::messages::cards::{Bubble, NEW, event_and_day};
use crate::messages::islands::Conversation;
use crate::messages::model::{About, Message, Other, Standing, Thread, anchor};
use crate::messages::store;
use crate::t;
use crate::ui::avatar::Avatar;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::empty::EmptyState;
use crate::ui::field::Hidden;
use crate::ui::form::{ActForm, Submission};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::poster::Poster;
use crate::ui::text_area::TextArea;
use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery};
use axum::http::Method;
use axum::response::{IntoResponse, Redirect, Response};
use leptos::prelude::*;
use tower_sessions::Session;
use uuid::Uuid;

/// More messages than that may leave the newest out of sight when a page opens.
const SCREENFUL: usize = 8;

/// All that the page shows of what was said.
struct Talk {
    reader: Uuid,
    messages: Vec<Message>,
    /// Are there messages before these?
    older: bool,
    /// Does the page end with the newest message?
    newest: bool,
    /// How far the reader had read before they opened the page.
    seen_seq: i64,
    unread: i64,
    zone: String,
    now: Instant,
}

/// GET /messages/{slug}/{username}
pub(super) async fn show(
    mut visit: Visit,
    method: Method,
    session: Option<Extension<Session>>,
    path: Result<Path<(Slug, String)>, PathRejection>,
    RawQuery(query): RawQuery,
) -> Result<Response, AppError> {
    let reader = visit.member()?.clone();
    let Path((slug, username)) = path.map_err(|_| AppError::NotFound)?;
    let standing = store::standing(visit.db(), &reader, &slug, &username, visit.now).await?;
    let standing = standing.ok_or(AppError::NotFound)?;
    let thread = store::thread(visit.db(), &reader, &standing).await?;
    if thread.is_none() && !standing.may_begin() {
        return Err(AppError::NotFound);
    }
    if username != standing.other.username {
        return Ok(Redirect::permanent(&standing.path()).into_response());
    }
    let before = before(query.as_deref().unwrap_or_default());
    let talk = talk(&visit, &reader, thread.as_ref(), before).await?;
    if let (Some(thread), Some(last)) = (&thread, talk.messages.last())
        && method == Method::GET
        && !visit.prefetch
        && last.seq > thread.seen_seq
    {
        mark_read(&mut visit, &reader, thread, last.seq, session).await;
    }
    let title = t!(
        "thread-title",
        name = standing.other.display(),
        event = standing.about.title.as_str()
    );
    let submission = visit.submission.clone();
    let key = visit.app.ids.key().to_string();
    let page = move || view! { <ThreadPage standing talk submission key /> };
    Ok(visit.page(Meta::new(title), Cache::PerVisitor, page).into_response())
}

/// The number before which the page ends. A wrong one is none: the newest messages are shown.
fn before(query: &str) -> Option<i64> {
    let (_, number) = url::form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "before")?;
    number.parse().ok().filter(|number| *number > 0)
}

async fn talk(visit: &Visit, reader: &Member, thread: Option<&Thread>, before: Option<i64>) -> Result<Talk, AppError> {
    let (messages, older) = match thread {
        None => (Vec::new(), false),
        Some(thread) => store::messages(visit.db(), reader, thread, before).await?,
    };
    let seen_seq = thread.map_or(0, |thread| thread.seen_seq);
    Ok(Talk {
        reader: reader.id(),
        unread: thread.map_or(0, |thread| thread.last_seq - seen_seq),
        newest: before.is_none(),
        messages,
        older,
        seen_seq,
        zone: zone(visit),
        now: visit.now,
    })
}

/// Notes how far the reader has come, and looks again who they are: the count in the page's head is one they have read.
/// A page that can't note it is still a page.
async fn mark_read(
    visit: &mut Visit,
    reader: &Member,
    thread: &Thread,
    up_to: i64,
    session: Option<Extension<Session>>,
) {
    let marked = crate::transact!(visit.db(), tx => { Ok(store::mark_read(tx, reader, thread, up_to).await?) });
    match marked {
        Ok(true) => visit.app.signed_in.evict(reader.id()),
        Ok(false) => return,
        Err(fault) => return tracing::warn!(%fault, "a read mark was not written"),
    }
    let Some(Extension(session)) = session else { return };
    match visit.app.member(&session, visit.now).await {
        Ok(Some(member)) => visit.member = Some(member),
        // Whoever logged out elsewhere at this moment may still read the page they asked for.
        Ok(None) => {}
        Err(fault) => tracing::warn!(%fault, "the count of unread messages was not read again"),
    }
}

#[component]
fn ThreadPage(standing: Standing, talk: Talk, submission: Submission, key: String) -> impl IntoView {
    let here = standing.path();
    let Standing { about, other, .. } = standing;
    let newest = talk.newest;
    let composer = match (newest, other.here) {
        (false, _) => view! { <p><ButtonLink href=here.clone()>{t!("thread-newest")}</ButtonLink></p> }.into_any(),
        (true, false) => view! { <p class="muted">{t!("thread-not-here", name = other.display())}</p> }.into_any(),
        (true, true) => composer(&about, &other, &here, submission, key).into_any(),
    };
    view! {
        <div class="two">
            <div>
                <p class="small"><a href="/messages"><Icon of=Glyph::ArrowLeft /> " " {t!("messages-title")}</a></p>
                {head(&about, &other)}
                <Conversation sent=t!("notice-message-sent")>
                    {said(talk, &other, &here)}
                    {composer}
                    <p class="vh" role="status" data-said></p>
                </Conversation>
            </div>
            {aside(&about)}
        </div>
    }
}

fn head(about: &About, other: &Other) -> impl IntoView + use<> {
    let name = other.display().to_owned();
    let heading = if other.here {
        let profile = format!("/musicians/{}", encoded(&other.username));
        view! { <a href=profile>{name.clone()}</a> }.into_any()
    } else {
        name.clone().into_any()
    };
    let event = format!("/events/{}", encoded(&about.slug));
    view! {
        <header class="threadhead">
            <Avatar name username=other.username.clone() />
            <div>
                <h1 class="h2">{heading}</h1>
                <p class="small">{t!("thread-about")} " " <a href=event>{event_and_day(about)}</a></p>
            </div>
        </header>
    }
}

/// The bubbles, in the one element that the island exchanges.
fn said(talk: Talk, other: &Other, here: &str) -> impl IntoView + use<> {
    let last = talk.messages.last().map_or(0, |message| message.seq);
    let name = other.display().to_owned();
    if talk.messages.is_empty() {
        let text = t!("thread-empty-body", name = name);
        let nothing = view! { <EmptyState title=t!("thread-empty") text /> };
        return view! { <div data-talk=last>{nothing}</div> }.into_any();
    }
    let older = talk.messages.first().filter(|_| talk.older).map(|first| {
        let href = format!("{here}?before={}", first.seq);
        view! { <p><ButtonLink href=href rel="prev" small=true>{t!("thread-older")}</ButtonLink></p> }
    });
    let newest = (talk.newest && talk.messages.len() > SCREENFUL).then(|| {
        view! { <p><ButtonLink href=format!("#{}", anchor(last)) small=true>{t!("thread-to-newest")}</ButtonLink></p> }
    });
    let Talk {
        reader,
        messages,
        seen_seq,
        unread,
        zone,
        now,
        ..
    } = talk;
    let lines = lines(messages, reader, seen_seq, &zone, now)
        .into_iter()
        .map(|line| match line {
            Line::Day(day) => view! { <li class="day">{day}</li> }.into_any(),
            Line::New => view! { <li class="newline" id=NEW>{t!("thread-new", count = unread)}</li> }.into_any(),
            Line::Said { message, same } => {
                let by = (message.sender_id != reader).then(|| name.clone());
                view! { <Bubble message by same zone=zone.clone() /> }.into_any()
            }
        });
    let lines = lines.collect_view();
    view! { <div data-talk=last>{older}{newest}<ol class="talk" aria-label=t!("thread-talk")>{lines}</ol></div> }
        .into_any()
}

fn composer(about: &About, other: &Other, here: &str, submission: Submission, key: String) -> impl IntoView + use<> {
    let (slug, to) = (about.slug.clone(), other.username.clone());
    // No `maxlength`: a browser cuts off what is pasted beyond it, and says nothing.
    let label = t!("thread-write", name = other.display());
    view! {
        <ActForm act=&SEND page=here.to_owned() submission class="composer" let:form>
            <Hidden name="slug" value=slug />
            <Hidden name="to" value=to />
            <Hidden name="key" value=form.key(key) />
            <TextArea form name="content" label=label.clone() placeholder=label bare=true rows=1 />
            <Button weight=Weight::Go><Icon of=Glyph::Send />{t!("thread-send")}</Button>
        </ActForm>
    }
}

fn aside(about: &About) -> impl IntoView + use<> {
    let poster = about.starts().map(|starts| {
        let (day, month) = day_and_month(starts);
        let gone = about.status == Status::Cancelled;
        view! { <Poster stock=stock(about.kind) slug=about.slug.clone() day weekday=weekday(starts) month gone /> }
    });
    let time = about.starts().map(|starts| wall(starts, DateStyle::Time));
    let facts = whereabouts([&time, &about.venue, &about.town]);
    let event = format!("/events/{}", encoded(&about.slug));
    view! {
        <aside class="stack wide-only">
            {poster}
            <p>
                <a href=event><strong>{about.title.clone()}</strong></a>
                <br />
                <span class="small muted">{facts}</span>
            </p>
        </aside>
    }
}

#[cfg(test)]
mod tests {
    use super::before;

    #[test]
    fn a_page_of_older_messages_begins_before_a_number() {
        assert_eq!(before("before=51"), Some(51));
        for wrong in [
            "",
            "before=",
            "before=-1",
            "before=0",
            "before=x",
            "before=99999999999999999999",
        ] {
            assert_eq!(before(wrong), None, "{wrong}");
        }
    }
}
