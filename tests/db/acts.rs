//! Acts that meet, and acts that must wait.

use std::cell::Cell;
use std::time::{Duration, Instant as Clock};

use tutti::db::{Engine, Error, Options, RETRIES, Stop, dialect};
use tutti::error::AppError;
use tutti::transact;
use uuid::Uuid;

use crate::support::databases::options;
use crate::support::rows::{self, ANN, BEN};
use crate::support::{TestDb, on_both_engines};

const COUNT_UP: &str = "UPDATE users SET version = version + 1 WHERE id = $1";
const VERSIONS: &str = "SELECT version FROM users ORDER BY id";

on_both_engines!(an_act_runs_again_and_gives_up, async |db: TestDb| {
    let again = || Error::Again(sqlx::Error::WorkerCrashed);
    for (failures, outcome) in [(0, Ok(1)), (3, Ok(4)), (RETRIES, Ok(RETRIES + 1))] {
        let runs = Cell::new(0);
        let done = transact!(db, tx => {
            tx.query("SELECT 1").execute().await?;
            runs.set(runs.get() + 1);
            if runs.get() <= failures { Err(Stop::Db(again())) } else { Ok(runs.get()) }
        });
        assert_eq!(done, outcome);
    }
    let runs = Cell::new(0);
    let gave_up: Result<(), AppError> = transact!(db, _tx => {
        runs.set(runs.get() + 1);
        Err(Stop::Db(again()))
    });
    assert!(
        matches!(gave_up, Err(AppError::Unavailable { retry_after: 1.. })),
        "{gave_up:?}"
    );
    assert_eq!(runs.get(), RETRIES + 1);
});

on_both_engines!(two_acts_in_each_others_way_both_end_well, async |db: TestDb| {
    // They take two rows in opposite order: PostgreSQL ends one of them (40P01), SQLite lets one wait.
    rows::insert_all(&db).await;
    let runs = std::sync::atomic::AtomicU32::new(0);
    let act = async |first: Uuid, second: Uuid| {
        transact!(db, tx => {
            runs.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
            tx.query(COUNT_UP).bind(first).execute().await?;
            tokio::time::sleep(Duration::from_millis(100)).await;
            tx.query(COUNT_UP).bind(second).execute().await?;
            Ok(())
        })
    };
    assert_eq!(tokio::join!(act(ANN, BEN), act(BEN, ANN)), (Ok(()), Ok(())));
    let versions: Vec<(i64,)> = db.query(VERSIONS).fetch_all().await.expect("versions");
    assert_eq!(versions, [(3,), (3,)]);
    let expected = if db.engine() == Engine::Postgres { 3 } else { 2 };
    assert_eq!(runs.into_inner(), expected, "one act was to run twice on PostgreSQL");
});

#[tokio::test(flavor = "multi_thread")]
async fn a_serialization_failure_is_run_again() {
    let Some(db) = TestDb::postgres().await else { return };
    rows::insert_all(&db).await;
    let act = async || {
        transact!(db, tx => {
            tx.query("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ").execute().await?;
            let (version,): (i64,) = tx.query("SELECT version FROM users WHERE id = $1").bind(ANN).fetch_one().await?;
            tokio::time::sleep(Duration::from_millis(50)).await;
            tx.query("UPDATE users SET version = $2 WHERE id = $1").bind(ANN).bind(version + 1).execute().await?;
            Ok(())
        })
    };
    assert_eq!(tokio::join!(act(), act(), act()), (Ok(()), Ok(()), Ok(())));
    let versions: Vec<(i64,)> = db.query(VERSIONS).fetch_all().await.expect("versions");
    assert_eq!(
        versions,
        [(4,), (1,)],
        "40001 was answered with a second run, so no count is lost"
    );
}

#[tokio::test(flavor = "multi_thread")]
async fn another_process_that_writes_is_waited_for_and_then_reported() {
    let db = TestDb::sqlite().await;
    rows::insert_all(&db).await;
    let other = db.again(&options()).await;
    let touch = async || transact!(db, tx => { tx.query(COUNT_UP).bind(ANN).execute().await?; Ok(()) });
    let begin = async || other.begin().await.expect("nobody else writes");
    let hold = |tx, duration| {
        tokio::spawn(async move {
            tokio::time::sleep(duration).await;
            drop(tx);
        })
    };
    let held = hold(begin().await, Duration::from_millis(900));
    assert_eq!(touch().await, Ok(()));
    held.await.expect("no panic");
    let held = hold(begin().await, Duration::from_millis(4500));
    let start = Clock::now();
    let touched = (touch().await, start.elapsed());
    held.await.expect("no panic");
    assert!(
        matches!(touched.0, Err(AppError::Unavailable { retry_after: 1.. })),
        "{touched:?}"
    );
    assert!(
        touched.1 < Duration::from_secs(4),
        "no visitor waits longer than {touched:?}"
    );
}

#[tokio::test]
async fn a_full_disk_is_told_and_writing_goes_on_when_there_is_room() {
    const WRITE: &str = "INSERT INTO papers (content) VALUES ($1)";
    let db = TestDb::sqlite().await;
    db.script("CREATE TABLE papers (content TEXT)").await;
    // As good as a disk of this size. It holds for this one connection.
    db.script("PRAGMA max_page_count = 1").await;
    let long = "x".repeat(1 << 20);
    let write = async |content: &str| transact!(db, tx => { Ok(tx.query(WRITE).bind(content).execute().await?) });
    let full = write(&long).await;
    assert!(matches!(full, Err(AppError::Unavailable { .. })), "{full:?}");
    assert_eq!(write("There is room").await, Ok(1));
    let kept: Vec<(String,)> = db.query("SELECT content FROM papers").fetch_all().await.unwrap();
    assert_eq!(kept, [("There is room".to_owned(),)]);
}

on_both_engines!(a_full_pool_is_unavailable, async |db: TestDb| {
    let one = Options {
        readers: 1,
        connections: 1,
        patience: Duration::from_millis(200),
        ..options()
    };
    let small = db.again(&one).await;
    let held = small.begin().await.expect("the one connection that writes");
    let outcome: Result<(), AppError> = transact!(small, _tx => { Ok(()) });
    assert!(
        matches!(outcome, Err(AppError::Unavailable { retry_after: 1.. })),
        "{outcome:?}"
    );
    let pinged = small.ping().await;
    match db.engine() {
        Engine::Sqlite => pinged.expect("a writer at work is there"),
        Engine::Postgres => assert!(matches!(pinged, Err(Error::Unavailable(_))), "{pinged:?}"),
    }
    drop(held);
    small.ping().await.expect("a free connection");
    small.close().await;
    let pinged = small.ping().await;
    assert!(matches!(pinged, Err(Error::Unavailable(_))), "{pinged:?}");
});

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_ever_for_a_row() {
    let Some(db) = TestDb::postgres().await else { return };
    rows::insert_all(&db).await;
    let hurried = Options {
        patience: Duration::from_millis(200),
        ..options()
    };
    let other = db.again(&hurried).await;
    let mut tx = db.begin().await.expect("a transaction");
    tx.query(COUNT_UP).bind(ANN).execute().await.expect("ann");
    let start = Clock::now();
    let touched = transact!(other, tx => { tx.query(COUNT_UP).bind(ANN).execute().await?; Ok(()) });
    assert!(
        matches!(touched, Err(AppError::Unavailable { retry_after: 1.. })),
        "{touched:?}"
    );
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    drop(tx);
    let touched = transact!(other, tx => { tx.query(COUNT_UP).bind(ANN).execute().await?; Ok(()) });
    assert_eq!(touched, Ok(()), "the connection is as good as before");
}

on_both_engines!(a_lock_on_a_row_keeps_out_who_would_change_it, async |db: TestDb| {
    rows::insert_all(&db).await;
    const LOCK: &str = "SELECT version FROM users WHERE id = $1";
    let mut tx = db.begin().await.expect("a transaction");
    let _: (i64,) = tx.query(LOCK).bind(ANN).for_update().fetch_one().await.expect("ann");
    let changed = async {
        let done = transact!(db, tx => { tx.query(COUNT_UP).bind(ANN).execute().await?; Ok(()) });
        assert_eq!(done, Ok(()));
        Clock::now()
    };
    let released = async {
        tokio::time::sleep(Duration::from_millis(150)).await;
        if db.engine() == Engine::Postgres {
            // A row that only refers to the locked one is not kept waiting, nor is a worker that skips what is held.
            rows::session_of(&db, ANN).await;
            let mut other = db.begin().await.expect("another transaction");
            let skipped: Vec<(i64,)> = other
                .query(LOCK)
                .bind(ANN)
                .push_fragment(dialect::FOR_UPDATE_SKIP_LOCKED)
                .fetch_all()
                .await
                .expect("none");
            assert_eq!(skipped, []);
        }
        let released = Clock::now();
        tx.commit().await.expect("commit");
        released
    };
    let (changed, released) = tokio::join!(changed, released);
    assert!(changed > released);
});
