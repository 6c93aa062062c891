//! The bubbles of a thread's page, in the one element that the island exchanges.

use super::talk::{Line, lines};
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language::{DateStyle, in_zone, wall};
use crate::messages::api::DELETE;
use crate::messages::cards::Bubble;
use crate::messages::model::{Message, NEW, Standing, Thread, anchor};
use crate::messages::store::Excerpt;
use crate::moderation::cards::ReportLink;
use crate::moderation::subject::Subject;
use crate::t;
use crate::ui::button::{Button, ButtonLink};
use crate::ui::empty::EmptyState;
use crate::ui::field::Hidden;
use crate::ui::form::{ActForm, Submission};
use jiff::civil::DateTime;
use leptos::prelude::*;
use uuid::Uuid;

/// More messages than that may leave the newest out of sight when a page opens.
const SCREENFUL: usize = 8;

/// All that the page shows of what was said.
#[derive(Clone)]
pub(super) struct Talk {
    reader: Uuid,
    excerpt: Excerpt,
    /// How far the reader had read before they opened the page.
    seen_seq: i64,
    unread: i64,
    /// The last of the reader's messages that the other has read, if it stands here.
    read: Option<i64>,
    zone: String,
    now: Instant,
}

impl Talk {
    pub(super) fn new(reader: &Member, excerpt: Excerpt, thread: Option<Thread>, zone: String, now: Instant) -> Self {
        let reader = reader.id();
        let read = thread
            .filter(|thread| !thread.they_left && !excerpt.newer)
            .and_then(|thread| last_read(&excerpt.messages, reader, thread.their_seen_seq));
        let seen_seq = thread.map_or(0, |thread| thread.seen_seq);
        Self {
            reader,
            seen_seq,
            unread: thread.map_or(0, |thread| thread.last_seq - seen_seq),
            read,
            excerpt,
            zone,
            now,
        }
    }

    /// What the reader's clocks show now.
    pub(super) fn today(&self) -> DateTime {
        in_zone(self.now, &self.zone).datetime()
    }

    /// The number of the last message here.
    pub(super) fn last(&self) -> i64 {
        self.excerpt.messages.last().map_or(0, |message| message.seq)
    }

    /// Are there messages after these?
    pub(super) fn newer(&self) -> bool {
        self.excerpt.newer
    }

    /// How far a reader of this page has read. `None`: unread messages before it have not been shown.
    pub(super) fn read_up_to(&self) -> Option<i64> {
        let first = self.excerpt.messages.first()?;
        (first.seq <= self.seen_seq + 1).then(|| self.last())
    }
}

/// The last message of the reader up to where the other has read.
fn last_read(messages: &[Message], reader: Uuid, their_seen_seq: i64) -> Option<i64> {
    let mut mine = messages
        .iter()
        .rev()
        .filter(|message| message.sender_id == reader && message.content.is_some());
    mine.find(|message| message.seq <= their_seen_seq)
        .map(|message| message.seq)
}

/// The bubbles, and the way to earlier ones.
pub(super) fn said(talk: Talk, standing: &Standing, here: &str, submission: &Submission) -> impl IntoView + use<> {
    let (last, newer) = (talk.last(), talk.newer());
    let name = standing.other.display().to_owned();
    if talk.excerpt.messages.is_empty() {
        let text = t!("thread-empty-body", name = name);
        let nothing = view! { <EmptyState title=t!("thread-empty") text /> };
        return view! { <div data-talk=last>{nothing}</div> }.into_any();
    }
    // What is new is told where it begins, and not in the middle of it.
    let seen_seq = talk.read_up_to().map_or(i64::MAX, |_| talk.seen_seq);
    let Talk {
        reader,
        excerpt,
        unread,
        read,
        zone,
        now,
        ..
    } = talk;
    let older = excerpt.messages.first().filter(|_| excerpt.older).map(|first| {
        let href = format!("{here}?before={}", first.seq);
        view! { <p><ButtonLink href=href rel="prev" small=true>{t!("thread-older")}</ButtonLink></p> }
    });
    let newest = (!newer && excerpt.messages.len() > SCREENFUL).then(|| {
        view! { <p><ButtonLink href=format!("#{}", anchor(last)) small=true>{t!("thread-to-newest")}</ButtonLink></p> }
    });
    let lines = lines(excerpt.messages, reader, seen_seq, &zone, now)
        .into_iter()
        .map(|line| match line {
            Line::Day(day) => view! { <li class="day">{day}</li> }.into_any(),
            Line::New => view! { <li class="newline" id=NEW>{t!("thread-new", count = unread)}</li> }.into_any(),
            Line::Said { message, same } => {
                let by = (message.sender_id != reader).then(|| name.clone());
                let at = wall(in_zone(message.created_at, &zone).datetime(), DateStyle::Time);
                let foot = if message.deletable(reader, now) {
                    Some(take_back(&message, &at, standing, here, submission))
                } else if by.is_some() && message.content.is_some() {
                    Some(report(&message, &at, standing))
                } else {
                    None
                };
                let read = read == Some(message.seq);
                view! { <Bubble message by same zone=zone.clone() read foot /> }.into_any()
            }
        });
    let lines = lines.collect_view();
    view! { <div data-talk=last>{older}{newest}<ol class="talk" aria-label=t!("thread-talk")>{lines}</ol></div> }
        .into_any()
}

/// One's own message, within the hour: asked twice, since there is no way back.
fn take_back(message: &Message, at: &str, standing: &Standing, here: &str, submission: &Submission) -> AnyView {
    let (slug, to) = (standing.about.slug.clone(), standing.other.username.clone());
    let seq = message.seq.to_string();
    let submission = submission.clone();
    let failed = submission.is_of_twin(&DELETE, "seq", &seq);
    let label = t!("message-delete-which", time = at);
    view! {
        <details open=failed>
            <summary aria-label=label>{t!("message-delete")}</summary>
            <ActForm
                act=&DELETE
                page=here.to_owned()
                submission
                twin=("seq", seq.clone())
                class=""
                let:_form
            >
                <Hidden name="slug" value=slug />
                <Hidden name="to" value=to />
                <Hidden name="seq" value=seq />
                <Button small=true>{t!("message-delete-submit")}</Button>
            </ActForm>
        </details>
    }
    .into_any()
}

fn report(message: &Message, at: &str, standing: &Standing) -> AnyView {
    let subject = Subject::Message {
        slug: standing.about.slug.clone(),
        username: standing.other.username.clone(),
        seq: message.seq,
    };
    let label = t!("message-report-which", name = standing.other.display(), time = at);
    view! { <ReportLink subject text=t!("message-report") label /> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: Uuid = Uuid::from_u128(1);
    const MAREK: Uuid = Uuid::from_u128(2);

    fn said(seq: i64, by: Uuid, content: Option<&str>) -> Message {
        Message {
            id: Uuid::nil(),
            seq,
            sender_id: by,
            content: content.map(str::to_owned),
            created_at: Instant::from_micros(0).unwrap(),
        }
    }

    #[test]
    fn the_last_of_ones_own_that_the_other_has_read_is_known() {
        let talk = [
            said(1, ME, Some("one")),
            said(2, MAREK, Some("two")),
            said(3, ME, Some("three")),
            said(4, ME, None),
            said(5, ME, Some("five")),
        ];
        assert_eq!(last_read(&talk, ME, 0), None);
        assert_eq!(last_read(&talk, ME, 2), Some(1));
        assert_eq!(last_read(&talk, ME, 4), Some(3), "not under what was deleted");
        assert_eq!(last_read(&talk, ME, 5), Some(5));
    }
}
