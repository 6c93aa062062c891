//! `/messages/{slug}/{username}`: what the reader and somebody else wrote about an event, and the form to go on.
//!
//! It opens where the unread begins, if more is unread than a page shows, else at the newest. A reader has read what they
//! were shown: whoever leaps over unread messages to the newest still has them to read, until they write.

use super::head::head;
use super::said::{Talk, said};
use super::zone;
use crate::app::{Cache, Meta, Visit, moved};
use crate::error::AppError;
use crate::events::cards::{stock, whereabouts};
use crate::events::model::Status;
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::language::{DateStyle, day_and_month, wall, weekday};
use crate::messages::api::{REJOIN, SEND};
use crate::messages::cards::{event_link, event_title};
use crate::messages::islands::Conversation;
use crate::messages::model::{About, Other, Standing, Thread};
use crate::messages::store::{self, Excerpt, MESSAGES_A_PAGE, Part};
use crate::t;
use crate::ui::button::{Button, ButtonLink, Weight};
use crate::ui::field::Hidden;
use crate::ui::form::{ActForm, Submission};
use crate::ui::icon::{Glyph, Icon};
use crate::ui::poster::Poster;
use crate::ui::text_area::TextArea;
use axum::Extension;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, RawQuery};
use axum::http::Method;
use axum::response::{IntoResponse, Response};
use leptos::prelude::*;
use tower_sessions::Session;

/// So many read messages stand before the unread ones, for whoever has forgotten what it was about.
const REMINDER: i64 = 5;

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
        return Ok(moved(&standing.path(), query.as_deref()));
    }
    let excerpt = match &thread {
        None => Excerpt::default(),
        Some(thread) => {
            // Whoever could not send goes on below the newest, where the form stands.
            let part = match visit.submission.is_of(&SEND) {
                true => Part::Newest,
                false => part(query.as_deref().unwrap_or_default(), thread),
            };
            store::messages(visit.db(), &reader, thread, part).await?
        }
    };
    let talk = Talk::new(&reader, excerpt, thread, zone(&visit), visit.now);
    if let (Some(thread), Some(last)) = (&thread, talk.read_up_to())
        && method == Method::GET
        && !visit.prefetch
        && last > thread.seen_seq
    {
        mark_read(&mut visit, &reader, thread, last, session).await;
    }
    let title = t!(
        "thread-title",
        name = standing.other.display(),
        event = event_title(&standing.about)
    );
    let submission = visit.submission.clone();
    let key = visit.app.ids.key().to_string();
    // Whoever uses this browser next does not find what the reader has typed.
    let draft = format!("draft {} {}", reader.username(), standing.path());
    let page = move || view! { <ThreadPage standing thread talk submission key draft /> };
    Ok(visit.page(Meta::new(title), Cache::PerVisitor, page).into_response())
}

/// The part of the thread that an address asks for: `newest`, `before=51`, `after=50`. What asks for nothing that is there
/// is where the reader goes on.
fn part(query: &str, thread: &Thread) -> Part {
    let asked = url::form_urlencoded::parse(query.as_bytes()).find_map(|(name, value)| {
        let seq = || value.parse::<i64>().ok();
        match &*name {
            "newest" => Some(Part::Newest),
            "before" => seq().filter(|seq| *seq > 1).map(Part::Before),
            "after" => seq().filter(|seq| (0..thread.last_seq).contains(seq)).map(Part::After),
            _ => None,
        }
    });
    let unread = thread.last_seq - thread.seen_seq;
    asked.unwrap_or(if unread > MESSAGES_A_PAGE as i64 {
        Part::After((thread.seen_seq - REMINDER).max(0))
    } else {
        Part::Newest
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
fn ThreadPage(
    standing: Standing,
    thread: Option<Thread>,
    talk: Talk,
    submission: Submission,
    key: String,
    draft: String,
) -> impl IntoView {
    let here = standing.path();
    let (last, newer) = (talk.last(), talk.newer());
    let head = head(&standing, thread.as_ref(), talk.today(), &here, &submission);
    let said = said(talk, &standing, &here, &submission);
    let Standing { about, other, .. } = standing;
    let left = thread.is_some_and(|thread| thread.they_left);
    let back = thread
        .filter(|thread| thread.i_left)
        .map(|_| come_back(&about, &other, &here, &submission));
    let composer = if submission.is_of(&SEND) {
        composer(&about, &other, &here, submission, key).into_any()
    } else if newer {
        onward(&here, last).into_any()
    } else if !other.here {
        view! { <p class="muted">{t!("thread-not-here", name = other.display())}</p> }.into_any()
    } else if left {
        view! { <p class="muted">{t!("thread-they-left", name = other.display())}</p> }.into_any()
    } else {
        composer(&about, &other, &here, submission, key).into_any()
    };
    view! {
        <div class="two">
            <div>
                <p class="small"><a href="/messages"><Icon of=Glyph::ArrowLeft /> " " {t!("messages-title")}</a></p>
                {head}
                <Conversation sent=t!("notice-message-sent") deleted=t!("notice-message-deleted") draft>
                    {said}
                    {back}
                    {composer}
                    <p class="vh" role="status" data-said></p>
                </Conversation>
            </div>
            {aside(&about)}
        </div>
    }
}

/// The ways on from a page that does not end with the newest message.
fn onward(here: &str, last: i64) -> impl IntoView + use<> {
    let (later, newest) = (format!("{here}?after={last}"), format!("{here}?newest"));
    view! {
        <p class="cluster">
            <ButtonLink href=later rel="next">{t!("thread-later")}</ButtonLink>
            <ButtonLink href=newest>{t!("thread-newest")}</ButtonLink>
        </p>
    }
}

/// For whoever has left: that they have, and the way back.
fn come_back(about: &About, other: &Other, here: &str, submission: &Submission) -> impl IntoView + use<> {
    let (slug, to) = (about.slug.clone(), other.username.clone());
    view! {
        <ActForm act=&REJOIN page=here.to_owned() submission=submission.clone() class="cluster mb4" let:_form>
            <Hidden name="slug" value=slug />
            <Hidden name="to" value=to />
            <p class="muted">{t!("thread-i-left")}</p>
            <Button small=true>{t!("thread-rejoin")}</Button>
        </ActForm>
    }
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
    let title = event_title(about);
    let event = event_link(about, view! { <strong>{title}</strong> }.into_any());
    view! {
        <aside class="stack wide-only">
            {poster}
            <p>
                {event}
                <br />
                <span class="small muted">{facts}</span>
            </p>
        </aside>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn thread(last_seq: i64, seen_seq: i64) -> Thread {
        Thread {
            id: uuid::Uuid::nil(),
            last_seq,
            seen_seq,
            their_seen_seq: 0,
            muted: false,
            i_left: false,
            they_left: false,
        }
    }

    #[test]
    fn a_thread_opens_where_the_unread_begins() {
        assert_eq!(part("", &thread(120, 120)), Part::Newest);
        assert_eq!(part("", &thread(120, 70)), Part::Newest, "all of it fits");
        assert_eq!(part("", &thread(120, 69)), Part::After(64), "and what came before");
        assert_eq!(part("", &thread(120, 0)), Part::After(0));
    }

    #[test]
    fn an_address_asks_for_a_part_and_a_wrong_one_for_none() {
        let thread = thread(120, 120);
        assert_eq!(part("before=51", &thread), Part::Before(51));
        assert_eq!(part("after=50", &thread), Part::After(50));
        assert_eq!(part("after=0", &thread), Part::After(0));
        assert_eq!(part("newest", &thread), Part::Newest);
        for wrong in [
            "before=",
            "before=-1",
            "before=1",
            "before=x",
            "before=99999999999999999999",
        ] {
            assert_eq!(part(wrong, &thread), Part::Newest, "{wrong}");
        }
        for wrong in ["after=", "after=-1", "after=120", "after=x", "later=3"] {
            assert_eq!(part(wrong, &thread), Part::Newest, "{wrong}");
        }
    }
}
