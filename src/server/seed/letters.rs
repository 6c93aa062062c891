//! The threads: about every fourth event somebody writes to its host.

use super::Plan;
use super::draw::{Draw, Of};
use super::programme::Event;
use super::words::{self, LETTERS};
use crate::messages::store::{Line, Party, Written};
use jiff::SignedDuration;

/// The thread about the event of this number, if there is one: begun by a guest when all had joined, and ended before the
/// day that stands for today. The last word is often unread.
pub(super) fn thread(plan: &Plan, number: u64, event: &Event) -> Option<Written> {
    let mut draw = Draw::new(plan.seed, Of::Letters, number);
    let guest = event.guest?;
    let host = *event.written.hosts.first()?;
    if !event.own && !draw.percent(25) {
        return None;
    }
    let creation = &event.written.creation;
    // Some never end: their pages can be turned.
    let length = match draw.below(400) {
        0 => 55 + draw.below(60),
        _ => 1 + draw.low(10),
    };
    let mut at = creation.now.plus(SignedDuration::from_hours(22));
    let id = draw.id(at);
    let mut by_first = true;
    let lines: Vec<Line> = (0..length)
        .map(|_| {
            let pattern = *draw.pick(&LETTERS);
            let line = Line {
                id: draw.id(at),
                by_first,
                content: words::filled(&mut draw, pattern, true),
                at,
            };
            by_first = draw.percent(25) == by_first;
            let minutes = i64::try_from(1 + draw.below(9)).unwrap_or(1);
            at = at.plus(SignedDuration::from_mins(minutes));
            line
        })
        .collect();
    let last_seq = i64::try_from(lines.len()).unwrap_or_default();
    let mut party = |id, first: bool| {
        let wrote = (1..)
            .zip(&lines)
            .filter(|(_, line)| line.by_first == first)
            .last()
            .map_or(0, |(seq, _)| seq);
        Party {
            id,
            seen_seq: if draw.percent(60) { last_seq } else { wrote },
            muted_at: draw.percent(2).then_some(at),
        }
    };
    Some(Written {
        id,
        event_id: creation.id,
        parties: [party(guest, true), party(host, false)],
        lines,
    })
}
