//! What any page may show of messages: a thread as a line of a list, and one message as a bubble.

use super::model::{About, Listed, Message, anchor};
use crate::app::encoded;
use crate::instant::Instant;
use crate::language::{DateStyle, in_zone, wall, wall_as_of};
use crate::t;
use crate::ui::avatar::Avatar;
use crate::ui::chip::Badge;
use crate::ui::linked::Linked;
use jiff::civil::DateTime;
use leptos::prelude::*;

/// What a thread is about, as far as its reader may know.
pub(super) fn event_title(about: &About) -> String {
    about.title.clone().unwrap_or_else(|| t!("thread-about-draft"))
}

/// "Slow Sunday session, Sun 22 Nov", with the year where that is another one than of `now`.
pub(super) fn event_and_day(about: &About, now: DateTime) -> String {
    let event = event_title(about);
    match about.starts() {
        Some(starts) => {
            let day = wall_as_of(starts, DateStyle::Day, now);
            t!("thread-about-event", event = event, day = day)
        }
        None => event,
    }
}

/// These words, leading to the event where the reader may open it.
pub(super) fn event_link(about: &About, words: AnyView) -> AnyView {
    match about.title {
        Some(_) => {
            let href = format!("/events/{}", encoded(&about.slug));
            view! { <a href=href>{words}</a> }.into_any()
        }
        None => words,
    }
}

/// Threads as a list. The headings of its lines are `<h2>`.
#[component]
pub fn Threads(
    threads: Vec<Listed>,
    now: Instant,
    /// The reader's, by its IANA name.
    zone: String,
) -> impl IntoView {
    let rows = threads
        .into_iter()
        .map(|thread| view! { <ThreadRow thread now zone=zone.clone() /> });
    view! { <ul class="threads">{rows.collect_view()}</ul> }
}

/// One line of the list: with whom, about what, the last words and when they came.
#[component]
fn ThreadRow(thread: Listed, now: Instant, zone: String) -> impl IntoView {
    let waiting = thread.waiting();
    let unread = waiting > 0;
    let muted = thread
        .muted
        .then(|| view! { <span class="muted">{t!("thread-muted")}</span> });
    let name = thread.other.display().to_owned();
    let href = thread.way_in();
    let about = event_and_day(&thread.about, in_zone(now, &zone).datetime());
    let at = thread.last_message_at;
    let last = match thread.last_content {
        Some(words) if thread.last_mine => t!("message-mine-says", text = words),
        Some(words) => words,
        None => t!("message-deleted"),
    };
    view! {
        <li class=if unread { "threadrow unread" } else { "threadrow" }>
            <Avatar name=name.clone() username=thread.other.username />
            <div>
                <h2><a href=href>{name}</a></h2>
                <p>{about}</p>
                <p class="last">{last}</p>
            </div>
            <div class="side">
                <time datetime=at.iso()>{lately(at, now, &zone)}</time>
                {muted}
                {unread.then(|| view! { <Badge count=waiting label=t!("unread") /> })}
            </div>
        </li>
    }
}

/// The hour of today, "Yesterday", or the day, with its year where that is another one.
fn lately(at: Instant, now: Instant, zone: &str) -> String {
    let (at, now) = (in_zone(at, zone).datetime(), in_zone(now, zone).datetime());
    if at.date() == now.date() {
        wall(at, DateStyle::Time)
    } else if at.date().tomorrow().is_ok_and(|next| next == now.date()) {
        t!("messages-yesterday")
    } else {
        wall_as_of(at, DateStyle::Day, now)
    }
}

/// One message of a thread.
#[component]
pub fn Bubble(
    message: Message,
    /// Who wrote it, as the reader calls them; `None`: the reader.
    by: Option<String>,
    /// The next of a run by one person.
    same: bool,
    /// The reader's zone, by its IANA name.
    zone: String,
    /// The reader's, and the last of theirs that the other has read.
    #[prop(optional)]
    read: bool,
    /// What the reader may do with it.
    #[prop(optional_no_strip)]
    foot: Option<AnyView>,
) -> impl IntoView {
    let whose = if by.is_none() { " me" } else { "" };
    let run = if same { " same" } else { "" };
    let by = by.unwrap_or_else(|| t!("message-mine"));
    let at = message.created_at;
    let clock = wall(in_zone(at, &zone).datetime(), DateStyle::Time);
    let (gone, words) = match message.content {
        Some(text) => ("", view! { <Linked text /> }.into_any()),
        None => (" gone-m", t!("message-deleted").into_any()),
    };
    view! {
        <li class=format!("msg{whose}{run}{gone}") id=anchor(message.seq)>
            <p class="bubble">{words}</p>
            <div class="by">
                <span>{t!("message-by", name = by)}</span>
                " "
                <time datetime=at.iso()>{clock}</time>
                {read.then(|| view! { " " <span>{t!("message-read")}</span> })}
                {foot}
            </div>
        </li>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Instant {
        Instant::from(text.parse::<jiff::Timestamp>().unwrap())
    }

    #[test]
    fn the_last_message_is_told_as_short_as_it_can_be() {
        let now = at("2026-11-21T00:30:00Z");
        let told = |text: &str| lately(at(text), now, "Europe/Paris");
        assert_eq!(told("2026-11-20T23:10:00Z"), "00:10", "today is the reader's today");
        assert_eq!(told("2026-11-20T22:50:00Z"), "Yesterday");
        assert_eq!(told("2026-11-18T12:00:00Z"), "Wed 18 Nov");
        assert_eq!(told("2025-11-18T12:00:00Z"), "Tue 18 Nov 2025");
    }

    #[test]
    fn a_bubble_says_who_and_when_and_its_text_is_text() {
        let message = Message {
            id: uuid::Uuid::nil(),
            seq: 7,
            sender_id: uuid::Uuid::nil(),
            content: Some("<script>1</script>".into()),
            created_at: at("2026-11-20T19:14:00Z"),
        };
        let html = |message: Message, by: Option<&str>| {
            let by = by.map(str::to_owned);
            view! { <Bubble message by same=false zone="Europe/Paris".to_owned() /> }.to_html()
        };
        let theirs = html(message.clone(), Some("Marek"));
        assert!(
            theirs.contains(r#"id="m-7""#) && theirs.contains("Marek,") && theirs.contains(">20:14<"),
            "{theirs}"
        );
        assert!(!theirs.contains("<script>") && !theirs.contains("msg me"), "{theirs}");
        let mine = html(
            Message {
                content: None,
                ..message
            },
            None,
        );
        assert!(mine.contains("msg me") && mine.contains("Message deleted"), "{mine}");
    }
}
