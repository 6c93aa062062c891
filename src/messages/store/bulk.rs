//! Threads of two in bulk, each as its messages would have left it: for filling an empty database. No rule is asked here;
//! whoever fills keeps them.

use super::standing::pair_key;
use crate::db::{Error, Tx};
use crate::instant::Instant;
use uuid::Uuid;

const THREAD: &str = "
    INSERT INTO threads (id, kind, event_id, pair_key, last_seq, last_message_at, created_at)
    VALUES ($1, 'pair', $2, $3, $4, $5, $6)";

const MEMBER: &str = "
    INSERT INTO thread_members (thread_id, user_id, state, seen_seq, muted_at, last_seq, last_message_at)
    VALUES ($1, $2, 'open', $3, $4, $5, $6)";

const MESSAGE: &str = "
    INSERT INTO messages (thread_id, seq, id, sender_id, receiver_id, event_id, content, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";

/// A thread about an event, with all that was written in it.
#[derive(Clone, Debug)]
pub struct Written {
    pub id: Uuid,
    pub event_id: Uuid,
    /// Whoever began it, and the other.
    pub parties: [Party; 2],
    /// At least one, in the order of their times.
    pub lines: Vec<Line>,
}

/// One of the two.
#[derive(Clone, Debug)]
pub struct Party {
    pub id: Uuid,
    /// How far they have read: at least as far as they wrote.
    pub seen_seq: i64,
    pub muted_at: Option<Instant>,
}

/// A message.
#[derive(Clone, Debug)]
pub struct Line {
    pub id: Uuid,
    /// Was it written by whoever began the thread?
    pub by_first: bool,
    pub content: String,
    pub at: Instant,
}

/// Writes all of these. Says how many rows that were.
pub async fn insert_all(tx: &mut Tx, threads: &[Written]) -> Result<u64, Error> {
    let begun: Vec<_> = threads.iter().filter_map(Written::begun).collect();
    let mut rows = tx
        .insert_rows(THREAD, &begun, |statement, begun| {
            statement
                .bind(begun.thread.id)
                .bind(begun.thread.event_id)
                .bind(&begun.pair_key)
                .bind(begun.last_seq)
                .bind(begun.ended_at)
                .bind(begun.began_at)
        })
        .await?;
    let members: Vec<_> = begun
        .iter()
        .flat_map(|begun| begun.thread.parties.iter().map(move |party| (begun, party)))
        .collect();
    rows += tx
        .insert_rows(MEMBER, &members, |statement, (begun, party)| {
            statement
                .bind(begun.thread.id)
                .bind(party.id)
                .bind(party.seen_seq)
                .bind(party.muted_at)
                .bind(begun.last_seq)
                .bind(begun.ended_at)
        })
        .await?;
    let messages: Vec<_> = threads.iter().flat_map(Written::messages).collect();
    rows += tx
        .insert_rows(MESSAGE, &messages, |statement, (thread, seq, line)| {
            let [one, other] = &thread.parties;
            let (from, to) = if line.by_first { (one, other) } else { (other, one) };
            statement
                .bind(thread.id)
                .bind(*seq)
                .bind(line.id)
                .bind(from.id)
                .bind(to.id)
                .bind(thread.event_id)
                .bind(&line.content)
                .bind(line.at)
        })
        .await?;
    Ok(rows)
}

/// What a thread and its members' rows repeat of its messages.
struct Begun<'t> {
    thread: &'t Written,
    pair_key: String,
    last_seq: i64,
    began_at: Instant,
    ended_at: Instant,
}

impl Written {
    /// Nothing, where nothing was written.
    fn begun(&self) -> Option<Begun<'_>> {
        let [one, other] = &self.parties;
        let (last_seq, last) = (1..).zip(&self.lines).last()?;
        Some(Begun {
            thread: self,
            pair_key: pair_key(self.event_id, one.id, other.id),
            last_seq,
            began_at: self.lines.first()?.at,
            ended_at: last.at,
        })
    }

    fn messages(&self) -> impl Iterator<Item = (&Self, i64, &Line)> {
        (1..).zip(&self.lines).map(move |(seq, line)| (self, seq, line))
    }
}
