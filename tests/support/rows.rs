//! Rows for every table, by the migration that makes it: what a migration must leave alone on its way up and down.

use sqlx::{Postgres, Sqlite};
use tutti::db::{Db, Engine, Error, Pools, Tx};
use tutti::instant::Instant;
use uuid::Uuid;

pub const ANN: Uuid = Uuid::from_u128(1);
pub const BEN: Uuid = Uuid::from_u128(2);
pub const EVENT: Uuid = Uuid::from_u128(3);
pub const SLOT: Uuid = Uuid::from_u128(4);
pub const THREAD: Uuid = Uuid::from_u128(5);

/// Some instant.
pub fn then() -> Instant {
    Instant::from_micros(1_800_000_000_123_456).expect("a year that a calendar can name")
}

/// Fills the tables that this migration makes. A new migration that makes none says so here.
pub async fn insert(db: &Db, migration: i64) {
    let mut tx = db.begin().await.expect("a transaction");
    match migration {
        1 => users(&mut tx).await,
        2 => sessions(&mut tx).await,
        3 => events(&mut tx).await,
        4 => messages(&mut tx).await,
        5..=7 => Ok(()), // indexes
        8 => reports(&mut tx).await,
        9 => terms(&mut tx).await,
        10 => Ok(()), // a column
        other => panic!("say in tests/support/rows.rs which rows migration {other} makes room for"),
    }
    .expect("rows");
    tx.commit().await.expect("rows");
}

/// The tables of all migrations, filled.
pub async fn insert_all(db: &Db) {
    for migration in 1..=10 {
        insert(db, migration).await;
    }
}

pub const USER: &str = "
INSERT INTO users (id, username, username_key, username_skeleton, email, email_key, password_hash, created_at, updated_at)
VALUES ($1, $2, $2, $5, $3, $3, NULL, $4, $4)";

async fn users(tx: &mut Tx) -> Result<(), Error> {
    for (id, name) in [(ANN, "ann"), (BEN, "ben")] {
        tx.query(USER)
            .bind(id)
            .bind(name)
            .bind(format!("{name}@example.org"))
            .bind(then())
            .bind(name)
            .execute()
            .await?;
    }
    Ok(())
}

const SESSION: &str = "
INSERT INTO user_sessions (id, user_id, created_at, seen_at, agent, network)
VALUES ($1, $2, $3, $3, 'a browser', '192.0.2.0/24')";

async fn sessions(tx: &mut Tx) -> Result<(), Error> {
    tx.query(SESSION)
        .bind("a hash")
        .bind(ANN)
        .bind(then())
        .execute()
        .await
        .map(drop)
}

/// One more session of this person.
pub async fn session_of(db: &Db, user: Uuid) {
    let mut tx = db.begin().await.expect("a transaction");
    tx.query(SESSION)
        .bind(Uuid::new_v4().to_string())
        .bind(user)
        .bind(then())
        .execute()
        .await
        .expect("a session");
    tx.commit().await.expect("a session");
}

pub const AN_EVENT: &str = "
INSERT INTO events (id, slug, kind, title, description, starts_local, ends_local, time_zone, starts_at, ends_at, sort_at,
  status, visibility, created_by, create_key, created_at, updated_at)
VALUES ($1, $2, 'jam', 'A jam', '', '2027-01-15T20:00', '2027-01-15T23:00', 'Europe/Lisbon', $3, $4, $3, 'scheduled', 'public',
  $5, $1, $3, $3)";

async fn events(tx: &mut Tx) -> Result<(), Error> {
    const TERM: &str = "INSERT INTO event_terms (term, sort_at, event_id) VALUES ('jam', $2, $1)";
    const HOST: &str = "INSERT INTO event_hosts (event_id, user_id, hosted_at) VALUES ($1, $3, $2)";
    const SLOT_OF: &str = "INSERT INTO event_slots (id, event_id, position, capacity) VALUES ($2, $1, 1, 4)";
    const PARTICIPANT: &str = "
        INSERT INTO event_participants (event_id, user_id, slot_id, status, queue_no, joined_at, updated_at)
        VALUES ($1, $2, $3, 'accepted', 1, $4, $4)";
    let end = then().plus(jiff::SignedDuration::from_hours(3));
    tx.query(AN_EVENT)
        .bind(EVENT)
        .bind("a-jam")
        .bind(then())
        .bind(end)
        .bind(ANN)
        .execute()
        .await?;
    tx.query(TERM).bind(EVENT).bind(then()).execute().await?;
    tx.query(HOST).bind(EVENT).bind(then()).bind(ANN).execute().await?;
    tx.query(SLOT_OF).bind(EVENT).bind(SLOT).execute().await?;
    tx.query(PARTICIPANT)
        .bind(EVENT)
        .bind(BEN)
        .bind(SLOT)
        .bind(then())
        .execute()
        .await
        .map(drop)
}

async fn terms(tx: &mut Tx) -> Result<(), Error> {
    const TERM: &str = "INSERT INTO user_terms (term, created_at, user_id) VALUES ('ann', $2, $1)";
    tx.query(TERM).bind(ANN).bind(then()).execute().await.map(drop)
}

async fn messages(tx: &mut Tx) -> Result<(), Error> {
    const A_THREAD: &str = "
        INSERT INTO threads (id, kind, event_id, pair_key, last_seq, last_message_at, created_at)
        VALUES ($1, 'pair', $2, 'a pair', 1, $3, $3)";
    const MEMBER: &str = "
        INSERT INTO thread_members (thread_id, user_id, state, seen_seq, last_seq, last_message_at)
        VALUES ($1, $2, 'open', $3, 1, $4)";
    const MESSAGE: &str = "
        INSERT INTO messages (thread_id, seq, id, sender_id, receiver_id, event_id, content, send_key, created_at)
        VALUES ($1, 1, $1, $2, $3, $4, 'Hello', $1, $5)";
    tx.query(A_THREAD)
        .bind(THREAD)
        .bind(EVENT)
        .bind(then())
        .execute()
        .await?;
    tx.query(MEMBER)
        .bind(THREAD)
        .bind(ANN)
        .bind(0i64)
        .bind(then())
        .execute()
        .await?;
    tx.query(MEMBER)
        .bind(THREAD)
        .bind(BEN)
        .bind(1i64)
        .bind(then())
        .execute()
        .await?;
    tx.query(MESSAGE)
        .bind(THREAD)
        .bind(BEN)
        .bind(ANN)
        .bind(EVENT)
        .bind(then())
        .execute()
        .await
        .map(drop)
}

async fn reports(tx: &mut Tx) -> Result<(), Error> {
    const A_REPORT: &str = "
        INSERT INTO reports (id, reporter_id, subject, subject_id, reason, evidence, state, created_at)
        VALUES ($1, $2, 'event', $3, 'spam', '{}', 'open', $4)";
    tx.query(A_REPORT)
        .bind(Uuid::from_u128(6))
        .bind(BEN)
        .bind(EVENT)
        .bind(then())
        .execute()
        .await
        .map(drop)
}

/// Every row of every table, as text.
pub async fn dump(db: &Db, columns: &[(String, String)]) -> Vec<String> {
    let mut rows = Vec::new();
    for (table, column) in columns {
        let sql = match db.engine() {
            Engine::Sqlite => format!("SELECT quote({column}) FROM {table} ORDER BY 1"),
            Engine::Postgres => format!("SELECT coalesce(CAST({column} AS TEXT), 'NULL') FROM {table} ORDER BY 1"),
        };
        let cells: Vec<String> = match db.pools() {
            Pools::Sqlite { read, .. } => sqlx::query_scalar::<Sqlite, _>(&sql).fetch_all(read).await,
            Pools::Postgres(pool) => sqlx::query_scalar::<Postgres, _>(&sql).fetch_all(pool).await,
        }
        .expect("every row");
        rows.extend(cells.into_iter().map(|cell| format!("{table}.{column} = {cell}")));
    }
    rows
}
