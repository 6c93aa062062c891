//! Events in bulk, each as its life until now would have left it: for filling an empty database. No rule is asked here;
//! whoever fills keeps them.

use super::event::{Creation, bind_content};
use super::timing::Columns;
use crate::db::{Error, Tx};
use crate::events::forms::NewEvent;
use crate::events::model::{Place, Status};
use crate::instant::Instant;
use jiff::SignedDuration;
use uuid::Uuid;

const EVENT: &str = "
    INSERT INTO events (id, slug, kind, title, description, venue, address, town, starts_local, ends_local, time_zone,
           starts_at, ends_at, closes_at, sort_at, status, visibility, fee, gear, access, age, created_by,
           created_at, published_at, cancelled_at, cancel_reason, sequence, version, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22, $23,
           $24, $25, $26, $27, $28, $29)";

const HOST: &str = "INSERT INTO event_hosts (event_id, user_id, hosted_at) VALUES ($1, $2, $3)";

const SLOT: &str = "INSERT INTO event_slots (id, event_id, position, capacity) VALUES ($1, $2, 1, $3)";

const TERM: &str = "INSERT INTO event_terms (event_id, sort_at, term) VALUES ($1, $2, $3)";

const PLAYER: &str = "
    INSERT INTO event_participants (event_id, user_id, slot_id, status, queue_no, joined_at, offered_at, offer_expires_at,
           decided_by, decided_at, note, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)";

/// An event with all that belongs to it.
#[derive(Clone, Debug)]
pub struct Written {
    /// As it was posted: a draft, or scheduled.
    pub event: NewEvent,
    pub creation: Creation,
    /// When it was called off, and why.
    pub cancelled: Option<(Instant, String)>,
    /// Whoever made it, and then the others, who became hosts hour by hour.
    pub hosts: Vec<Uuid>,
    /// In the order of the queue.
    pub players: Vec<Player>,
}

/// Somebody who has a place, waits for one, or had one.
#[derive(Clone, Debug)]
pub struct Player {
    pub id: Uuid,
    pub place: Place,
    pub joined_at: Instant,
    /// When they came to stand where they stand.
    pub since: Instant,
    /// Until when an offer stands.
    pub offered_until: Option<Instant>,
    /// What the host who declined them said.
    pub word: Option<String>,
}

/// Writes all of these, with their hosts, slots, players and the words they are found by. Says how many rows that were.
pub async fn insert_all(tx: &mut Tx, events: &[Written]) -> Result<u64, Error> {
    let mut rows = insert_events(tx, events).await?;
    let hosts: Vec<_> = events.iter().flat_map(Written::hosts).collect();
    rows += tx
        .insert_rows(HOST, &hosts, |statement, (event, host, since)| {
            statement.bind(*event).bind(*host).bind(*since)
        })
        .await?;
    rows += tx
        .insert_rows(SLOT, events, |statement, Written { event, creation, .. }| {
            statement.bind(creation.slot_id).bind(creation.id).bind(event.capacity)
        })
        .await?;
    let terms: Vec<_> = events.iter().flat_map(Written::terms).collect();
    rows += tx
        .insert_rows(TERM, &terms, |statement, (event, at, term)| {
            statement.bind(*event).bind(*at).bind(term)
        })
        .await?;
    rows += insert_players(tx, events).await?;
    Ok(rows)
}

impl Written {
    fn hosts(&self) -> impl Iterator<Item = (Uuid, Uuid, Instant)> {
        let Creation { id, now, .. } = self.creation;
        let later = move |hours| now.plus(SignedDuration::from_hours(hours));
        (0..)
            .zip(&self.hosts)
            .map(move |(hours, host)| (id, *host, later(hours)))
    }

    fn terms(&self) -> impl Iterator<Item = (Uuid, Instant, String)> {
        let Creation { id, now, .. } = self.creation;
        let at = self.event.timing.found_at(now);
        self.event.terms().into_iter().map(move |term| (id, at, term))
    }

    fn maker(&self) -> Option<Uuid> {
        self.hosts.first().copied()
    }
}

async fn insert_events(tx: &mut Tx, events: &[Written]) -> Result<u64, Error> {
    let rows: Vec<(&Written, Columns)> = events
        .iter()
        .map(|written| (written, Columns::from(&written.event.timing)))
        .collect();
    tx.insert_rows(EVENT, &rows, |statement, (written, time)| {
        let Written {
            event,
            creation,
            cancelled,
            ..
        } = written;
        let status = cancelled.as_ref().map_or(event.status, |_| Status::Cancelled);
        let called_off = cancelled.as_ref().map(|(at, _)| *at);
        bind_content(statement, creation, event, time, status)
            .bind(written.maker())
            .bind(creation.now)
            .bind((event.status != Status::Draft).then_some(creation.now))
            .bind(called_off)
            .bind(cancelled.as_ref().map(|(_, why)| why.as_str()))
            // To call it off is one edit more, which calendars are told of.
            .bind(i64::from(called_off.is_some()))
            .bind(1 + i64::from(called_off.is_some()))
            .bind(called_off.unwrap_or(creation.now))
    })
    .await
}

async fn insert_players(tx: &mut Tx, events: &[Written]) -> Result<u64, Error> {
    let rows: Vec<(&Written, i64, &Player)> = events
        .iter()
        .flat_map(|written| {
            let queue = (1..).zip(&written.players);
            queue.map(move |(number, player)| (written, number, player))
        })
        .collect();
    tx.insert_rows(PLAYER, &rows, |statement, (written, number, player)| {
        let declined = player.place == Place::Declined;
        let maker = written.maker().filter(|_| declined);
        statement
            .bind(written.creation.id)
            .bind(player.id)
            .bind(written.creation.slot_id)
            .bind(<&str>::from(player.place))
            .bind(*number)
            .bind(player.joined_at)
            .bind(player.offered_until.map(|_| player.since))
            .bind(player.offered_until)
            .bind(maker)
            .bind(declined.then_some(player.since))
            .bind(&player.word)
            .bind(player.since)
    })
    .await
}
