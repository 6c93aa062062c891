//! `tutti seed --events N`: a database as large as one likes, to see how Tutti does with it. People with profiles and towns,
//! events of all kinds with slots, hosts, those who take part, wait or left, the words all are found by, threads with
//! messages and read marks, in about the proportions of life.
//!
//! The same numbers make the same content, on both engines and on every machine, but for the password of the one log-in.
//! Nothing is kept in memory but a few thousand rows: each person and each event is made from its number alone (`draw`),
//! in a thread of its own, while those before it are written. Events pass through the form that people type into;
//! the rows of their lives are written in bulk by the rooms whose they are (`store/bulk.rs`), since a million acts one after the
//! other take hours.
//!
//! One day stands for today. The programme begins thirty days before it and ends a year after it, as dense on each day. What
//! there is to search for stands in `words`.

mod draw;
mod letters;
mod people;
mod programme;
mod progress;
mod words;

use super::demo::LogIn;
use crate::accounts::passwords::{Password, Passwords};
use crate::app::public_url::PublicUrl;
use crate::db::Db;
use crate::error::AppError;
use crate::instant::Instant;
use crate::{accounts, events, messages, profiles, transact};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use progress::Progress;
use std::fmt;
use tokio::sync::mpsc;

/// How many people or events one transaction writes; of an event there are about thirty rows.
const AT_ONCE: u64 = 500;
const MICROS_A_DAY: i64 = 24 * 60 * 60 * 1_000_000;

/// What to write.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    events: u64,
    /// At least one: whoever logs in.
    people: u64,
    seed: u64,
    /// The beginning of the day that stands for today.
    start: Instant,
}

/// Why the database was not filled.
#[derive(Debug)]
pub enum Refusal {
    /// There are people in it.
    NotEmpty,
    /// No event can be made without somebody who hosts it.
    Nobody,
    /// Something failed before anything was written.
    NotBegun(AppError),
    /// The database failed, or a rule that the made-up texts break.
    Failed(AppError),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotEmpty => f.write_str(
                "there are accounts in this database: nothing was written (`tutti migrate reset` empties a database)",
            ),
            Self::Nobody => f.write_str("without users nobody hosts an event: --users must be at least 1"),
            Self::NotBegun(error) => write!(f, "nothing was written: {error}"),
            Self::Failed(error) => write!(
                f,
                "the database could not be filled, and holds a part of it now (`tutti migrate reset` empties it): {error}"
            ),
        }
    }
}

impl std::error::Error for Refusal {}

/// What was written, and how fast.
pub struct Filled {
    pub log_in: LogIn,
    pub told: String,
}

impl Plan {
    /// So many events, on and around this day. Where nobody says how many people there are, there is one for ten events.
    pub fn new(events: u32, people: Option<u32>, seed: u64, start: Date) -> Result<Self, Refusal> {
        let people = people.unwrap_or((events / 10).max(1));
        if people == 0 {
            return Err(Refusal::Nobody);
        }
        let start = start
            .to_zoned(TimeZone::UTC)
            .map_err(|_| Refusal::NotBegun(AppError::Internal))?;
        Ok(Self {
            events: events.into(),
            people: people.into(),
            seed,
            start: Instant::from(start.timestamp()),
        })
    }

    /// The moment of one of so many that lie as far apart between two days.
    fn between(&self, (from, until): (i64, i64), number: u64, of: u64) -> Instant {
        let part = i128::from(until - from) * i128::from(MICROS_A_DAY) * i128::from(number) / i128::from(of.max(1));
        let part = i64::try_from(part).unwrap_or_default();
        let micros = self.start.micros() + from * MICROS_A_DAY + part;
        Instant::from_micros(micros).unwrap_or(self.start)
    }

    /// Everything, in order, as long as somebody takes it.
    fn make(&self, hash: &str, to: &mpsc::Sender<Result<Batch, AppError>>) {
        let people = batches(self.people).map(|numbers| {
            let people = numbers.map(|number| people::newcomer(self, number, (number == 0).then(|| hash.to_owned())));
            people.collect::<Result<Vec<_>, AppError>>().map(Batch::People)
        });
        let events = batches(self.events).map(|numbers| -> Result<Batch, AppError> {
            let (mut events, mut threads) = (Vec::new(), Vec::new());
            for number in numbers {
                let event = programme::event(self, number)?;
                threads.extend(letters::thread(self, number, &event));
                events.push(event.written);
            }
            Ok(Batch::Events(events, threads))
        });
        for batch in people.chain(events) {
            let failed = batch.is_err();
            if to.blocking_send(batch).is_err() || failed {
                return;
            }
        }
    }
}

/// The numbers below this one, in parts.
fn batches(end: u64) -> impl Iterator<Item = std::ops::Range<u64>> {
    let starts = (0..end).step_by(usize::try_from(AT_ONCE).unwrap_or(1));
    starts.map(move |start| start..end.min(start + AT_ONCE))
}

/// What one transaction writes.
enum Batch {
    People(Vec<profiles::store::Newcomer>),
    Events(Vec<events::store::Written>, Vec<messages::store::Written>),
}

impl Batch {
    fn len(&self) -> u64 {
        match self {
            Self::People(people) => people.len() as u64,
            Self::Events(events, _) => events.len() as u64,
        }
    }

    async fn write(&self, db: &Db) -> Result<u64, AppError> {
        transact!(db, tx => {
            Ok(match self {
                Self::People(people) => profiles::store::insert_all(tx, people).await?,
                Self::Events(events, threads) => {
                    let rows = events::store::insert_all(tx, events).await?;
                    rows + messages::store::insert_all(tx, threads).await?
                }
            })
        })
    }
}

/// Fills an empty database, and tells on standard error how far it is.
pub async fn seed(db: &Db, site: &PublicUrl, plan: Plan) -> Result<Filled, Refusal> {
    let log_in = LogIn::new(people::username(&plan, 0));
    let ready = prepare(db, site, &log_in).await.map_err(Refusal::NotBegun)?;
    let (filling, hash) = ready.ok_or(Refusal::NotEmpty)?;
    let told = fill(&filling, plan, hash).await.map_err(Refusal::Failed)?;
    Ok(Filled { log_in, told })
}

/// The handle to fill by, and the hash of the one password. `None`: there are accounts in this database.
async fn prepare(db: &Db, site: &PublicUrl, log_in: &LogIn) -> Result<Option<(Db, String)>, AppError> {
    if accounts::store::is_there_any(db).await? {
        return Ok(None);
    }
    let password = Password::new(&log_in.password).ok_or(AppError::Internal)?;
    let hash = Passwords::new(site.origin()).hash(password).await?;
    Ok(Some((db.to_fill().await?, hash)))
}

async fn fill(db: &Db, plan: Plan, hash: String) -> Result<String, AppError> {
    let (to, mut made) = mpsc::channel(2);
    let making = tokio::task::spawn_blocking(move || plan.make(&hash, &to));
    let mut progress = Progress::new(plan.people + plan.events);
    while let Some(batch) = made.recv().await {
        let batch = batch?;
        let rows = batch.write(db).await?;
        progress.advance(batch.len(), rows);
    }
    making.await.map_err(|_| AppError::Internal)?;
    db.take_stock().await?;
    Ok(progress.finish())
}
