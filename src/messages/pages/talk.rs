//! What was said, in order: the lines between which days change, and where the unread begins.

use crate::instant::Instant;
use crate::language::{DateStyle, in_zone, wall_as_of};
use crate::messages::model::Message;
use crate::t;
use uuid::Uuid;

/// One line of a thread.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Line {
    /// What follows was said on this day.
    Day(String),
    /// What follows is new to the reader.
    New,
    /// A message, and whether it goes on a run of its sender.
    Said { message: Message, same: bool },
}

/// The lines of a page of messages, oldest first.
pub(super) fn lines(messages: Vec<Message>, reader: Uuid, seen_seq: i64, zone: &str, now: Instant) -> Vec<Line> {
    let today = in_zone(now, zone).datetime();
    let mut lines = Vec::with_capacity(messages.len() + 4);
    let mut day = None;
    let mut told_new = false;
    let mut run_of = None;
    for message in messages {
        let said = in_zone(message.created_at, zone).datetime();
        if day != Some(said.date()) {
            day = Some(said.date());
            run_of = None;
            lines.push(Line::Day(if said.date() == today.date() {
                t!("thread-today")
            } else {
                wall_as_of(said, DateStyle::Day, today)
            }));
        }
        if !told_new && message.seq > seen_seq && message.sender_id != reader {
            told_new = true;
            run_of = None;
            lines.push(Line::New);
        }
        let same = run_of == Some(message.sender_id);
        run_of = Some(message.sender_id);
        lines.push(Line::Said { message, same });
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    const ME: Uuid = Uuid::from_u128(1);
    const MAREK: Uuid = Uuid::from_u128(2);

    fn at(text: &str) -> Instant {
        Instant::from(text.parse::<jiff::Timestamp>().unwrap())
    }

    fn said(seq: i64, by: Uuid, when: &str) -> Message {
        Message {
            id: Uuid::nil(),
            seq,
            sender_id: by,
            content: Some(format!("words {seq}")),
            created_at: at(when),
        }
    }

    /// A thread in short: days as they are told, `-` for what is new, `2` a first word, `2+` one of a run.
    fn short(messages: Vec<Message>, seen_seq: i64) -> Vec<String> {
        let line = |line| match line {
            Line::Day(day) => day,
            Line::New => "-".to_owned(),
            Line::Said { message, same: false } => message.seq.to_string(),
            Line::Said { message, same: true } => format!("{}+", message.seq),
        };
        lines(messages, ME, seen_seq, "Europe/Paris", at("2026-11-21T12:00:00Z"))
            .into_iter()
            .map(line)
            .collect()
    }

    #[test]
    fn a_run_is_of_one_person_on_one_day() {
        let talk = vec![
            said(1, ME, "2025-12-31T22:00:00Z"),
            said(2, ME, "2025-12-31T22:01:00Z"),
            said(3, MAREK, "2026-11-20T22:30:00Z"),
            said(4, MAREK, "2026-11-20T23:30:00Z"),
            said(5, MAREK, "2026-11-20T23:31:00Z"),
        ];
        assert_eq!(
            short(talk, 5),
            ["Wed 31 Dec 2025", "1", "2+", "Fri 20 Nov", "3", "Today", "4", "5+"]
        );
    }

    #[test]
    fn the_line_before_the_new_stands_once_and_before_the_others_words() {
        let talk = vec![
            said(1, ME, "2026-11-21T08:00:00Z"),
            said(2, MAREK, "2026-11-21T08:01:00Z"),
            said(3, MAREK, "2026-11-21T08:02:00Z"),
            said(4, MAREK, "2026-11-21T08:03:00Z"),
        ];
        assert_eq!(short(talk.clone(), 2), ["Today", "1", "2", "-", "3", "4+"]);
        assert_eq!(short(talk.clone(), 0), ["Today", "1", "-", "2", "3+", "4+"]);
        assert_eq!(short(talk, 4), ["Today", "1", "2", "3+", "4+"]);
        assert_eq!(short(vec![], 0), Vec::<String>::new());
    }
}
