//! One handle, two engines: what a store may rely on.
#![cfg(feature = "ssr")]

mod support;

use std::cell::Cell;
use std::time::{Duration, Instant as Clock};

use jiff::SignedDuration;
use support::databases::options;
use support::rows::{self, AN_EVENT, ANN, BEN, EVENT, THREAD, USER, then};
use support::{TestDb, on_both_engines, recorded};
use tutti::db::{self, Ask, Db, Engine, Error, Options, RETRIES, Stop, dialect};
use tutti::error::AppError;
use tutti::instant::Instant;
use tutti::transact;
use uuid::Uuid;

const NAMES: &str = "SELECT username FROM users ORDER BY username_key";
const RENAME: &str = "UPDATE users SET username = $2 WHERE id = $1";
const COUNT_UP: &str = "UPDATE users SET version = version + 1 WHERE id = $1";
const VERSIONS: &str = "SELECT version FROM users ORDER BY id";

async fn names(db: &Db) -> Vec<String> {
    let rows: Vec<(String,)> = db.query(NAMES).fetch_all().await.expect("names");
    rows.into_iter().map(|(name,)| name).collect()
}

/// What the database says to a statement in a transaction that is then given up.
async fn refusal(db: &Db, statement: impl AsyncFnOnce(&mut db::Tx) -> Result<u64, Error>) -> Error {
    let mut tx = db.begin().await.expect("a transaction");
    statement(&mut tx).await.expect_err("the database should have refused")
}

on_both_engines!(constraints_have_one_name, async |db: TestDb| {
    rows::insert_all(&db).await;
    let other = Uuid::from_u128(9);
    let end = then().plus(SignedDuration::from_hours(1));
    let user = async |id: Uuid, name: &'static str, email: &'static str| {
        refusal(&db, async |tx| {
            tx.query(USER)
                .bind(id)
                .bind(name)
                .bind(email)
                .bind(then())
                .execute()
                .await
        })
        .await
    };
    let event = async |id: Uuid, slug: &'static str, end: Instant| {
        let add = async |tx: &mut db::Tx| {
            tx.query(AN_EVENT)
                .bind(id)
                .bind(slug)
                .bind(then())
                .bind(end)
                .bind(ANN)
                .execute()
                .await
        };
        refusal(&db, add).await
    };
    const AGAIN: &str = "INSERT INTO messages (thread_id, seq, id, sender_id, content, created_at)
        VALUES ($1, 1, $2, $2, 'Twice', $3)";
    let message = refusal(&db, async |tx| {
        tx.query(AGAIN).bind(THREAD).bind(BEN).bind(then()).execute().await
    })
    .await;
    let unseen = "UPDATE thread_members SET seen_seq = last_seq + 1";
    for (error, name) in [
        (user(ANN, "cat", "cat@example.org").await, "users_id_key"),
        (user(other, "ann", "cat@example.org").await, "users_username_key_key"),
        (user(other, "cat", "ann@example.org").await, "users_email_key_key"),
        (event(other, "a-jam", end).await, "events_slug_key"),
        (event(EVENT, "another-jam", end).await, "events_id_key"),
        (message, "messages_thread_id_seq_key"),
    ] {
        assert!(
            matches!(&error, Error::Taken(taken) if taken == name),
            "{name}: {error:?}"
        );
    }
    for (error, name) in [
        (event(other, "another-jam", then()).await, "events_ends_at_check"),
        (
            refusal(&db, async |tx| {
                tx.query("UPDATE users SET role = 'king'").execute().await
            })
            .await,
            "users_role_check",
        ),
        (
            refusal(&db, async |tx| tx.query(unseen).execute().await).await,
            "thread_members_seen_seq_check",
        ),
        (
            refusal(&db, async |tx| {
                tx.query("UPDATE event_slots SET capacity = 0").execute().await
            })
            .await,
            "event_slots_capacity_check",
        ),
    ] {
        assert!(
            matches!(&error, Error::Refused(check) if check == name),
            "{name}: {error:?}"
        );
    }
});

on_both_engines!(an_act_turns_a_refusal_into_its_words, async |db: TestDb| {
    rows::insert_all(&db).await;
    let taken = || AppError::field("username", "This name is taken.");
    let sign_up = async |name: &'static str, email: &'static str| {
        transact!(db, tx => {
            tx.query(USER).bind(Uuid::from_u128(9)).bind(name).bind(email).bind(then()).execute().await
                .map_err(|cause| cause.taken("users_username_key_key", taken())
                    .taken("users_email_key_key", AppError::field("email", "This address is taken.")))?;
            Ok(())
        })
    };
    assert_eq!(sign_up("ann", "new@example.org").await, Err(taken()));
    assert_eq!(
        sign_up("cat", "ann@example.org").await,
        Err(AppError::field("email", "This address is taken."))
    );
    let unknown =
        transact!(db, tx => { tx.query("DELETE FROM users WHERE id = $1").bind(ANN).execute().await?; Ok(()) });
    assert_eq!(
        unknown,
        Err(AppError::Internal),
        "a foreign key is no rule that a visitor can break"
    );
    assert_eq!(sign_up("cat", "cat@example.org").await, Ok(()));
    assert_eq!(names(&db).await, ["ann", "ben", "cat"]);
});

on_both_engines!(a_refusal_that_was_swallowed_is_never_committed, async |db: TestDb| {
    rows::insert_all(&db).await;
    let swallowed = transact!(db, tx => {
        tx.query(RENAME).bind(BEN).bind("nobody").execute().await?;
        let _ = tx.query(USER).bind(ANN).bind("ann").bind("ann@example.org").bind(then()).execute().await;
        Ok(())
    });
    assert_eq!(swallowed, Err(AppError::Internal));
    assert_eq!(names(&db).await, ["ann", "ben"]);
    // A row that is not there is an answer.
    let missing = transact!(db, tx => {
        tx.query(RENAME).bind(BEN).bind("Ben").execute().await?;
        let none: Result<(String,), Error> = tx.query("SELECT username FROM users WHERE id = $1").bind(THREAD).fetch_one().await;
        assert!(matches!(none, Err(Error::Missing)));
        Ok(())
    });
    assert_eq!(missing, Ok(()));
    assert_eq!(names(&db).await, ["ann", "Ben"]);
});

on_both_engines!(a_refusal_undoes_the_act, async |db: TestDb| {
    rows::insert_all(&db).await;
    let refused: Result<(), AppError> = transact!(db, tx => {
        tx.query(RENAME).bind(BEN).bind("nobody").execute().await?;
        Err(AppError::Forbidden.into())
    });
    assert_eq!(refused, Err(AppError::Forbidden));
    assert_eq!(names(&db).await, ["ann", "ben"]);
});

on_both_engines!(readers_cannot_write_on_sqlite, async |db: TestDb| {
    rows::insert_all(&db).await;
    let wrote = db.query(RENAME).bind(ANN).bind("nobody").execute().await;
    assert_eq!(wrote.is_err(), db.engine() == Engine::Sqlite, "{wrote:?}");
    if let Db::Sqlite { read, write } = &*db {
        for (pool, query_only, checkpoint) in [(read, 1, 0), (write, 0, 1000)] {
            let pragma = async |name: &str| -> i64 {
                sqlx::query_scalar(&format!("PRAGMA {name}"))
                    .fetch_one(pool)
                    .await
                    .expect("a pragma")
            };
            assert_eq!(pragma("query_only").await, query_only);
            assert_eq!(pragma("wal_autocheckpoint").await, checkpoint);
            assert_eq!(pragma("foreign_keys").await, 1);
        }
        assert_eq!(write.options().get_max_connections(), 1);
    }
});

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

/// Two transactions take two rows in opposite order: PostgreSQL ends one (40P01), SQLite lets one wait.
on_both_engines!(two_acts_in_each_others_way_both_end_well, async |db: TestDb| {
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
    let hold = async |duration| {
        let tx = other.begin().await.expect("the only writer so far");
        tokio::time::sleep(duration).await;
        drop(tx);
    };
    let (touched, ()) = tokio::join!(touch(), hold(Duration::from_millis(900)));
    assert_eq!(touched, Ok(()));
    let start = Clock::now();
    let (touched, ()) = tokio::join!(
        async {
            let outcome = touch().await;
            (outcome, start.elapsed())
        },
        hold(Duration::from_secs(5))
    );
    assert!(
        matches!(touched.0, Err(AppError::Unavailable { retry_after: 1.. })),
        "{touched:?}"
    );
    assert!(
        touched.1 < Duration::from_secs(4),
        "no visitor waits longer than {touched:?}"
    );
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
    assert!(matches!(pinged, Err(Error::Unavailable(_))), "{pinged:?}");
    drop(held);
    small.ping().await.expect("a free connection");
});

#[tokio::test]
async fn an_address_that_means_no_database_is_refused() {
    for url in [
        "",
        "tutti.db",
        "mysql://localhost/tutti",
        "sqlite::memory:",
        "sqlite://x.db?mode=memory",
        "postgres://127.0.0.1:1/x",
    ] {
        let refused = Db::connect(url, &options()).await;
        assert!(
            matches!(refused, Err(Error::Other(_) | Error::Unavailable(_))),
            "{url}: {refused:?}"
        );
    }
}

#[cfg(unix)]
#[tokio::test]
async fn the_file_is_its_owners_alone() {
    use std::os::unix::fs::PermissionsExt;
    let db = TestDb::empty_sqlite().await;
    db::migrate::up(&db).await.expect("migrations");
    let file = db.url().strip_prefix("sqlite://").expect("a file");
    for end in ["", "-wal", "-shm"] {
        let mode = std::fs::metadata(format!("{file}{end}"))
            .expect("a file")
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600, "{file}{end}");
    }
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

on_both_engines!(a_store_function_may_serve_readers_and_acts, async |db: TestDb| {
    async fn count<'c>(ask: impl Ask<'c>) -> Result<i64, Error> {
        let (count,): (i64,) = ask.query("SELECT count(*) FROM users").fetch_one().await?;
        Ok(count)
    }
    rows::insert_all(&db).await;
    assert_eq!(count(&*db).await.expect("a count"), 2);
    assert_eq!(
        transact!(db, tx => { Ok((count(&mut *tx).await?, count(tx).await?)) }),
        Ok((2, 2))
    );
});

on_both_engines!(fragments_number_themselves, async |db: TestDb| {
    rows::insert_all(&db).await;
    const PEOPLE: &str = "SELECT username FROM users WHERE created_at <= $1";
    let people = async |ids: &[Uuid], name: Option<&'static str>| {
        let mut query = db.query(PEOPLE).bind(then()).push(" AND id IN").push_list(ids);
        if let Some(name) = name {
            query = query
                .push(" AND (username = $? OR username_key = $?)")
                .bind(name)
                .bind(name);
        }
        let rows: Vec<(String,)> = query
            .push(" ORDER BY id LIMIT $?")
            .bind(10i64)
            .fetch_all()
            .await
            .expect("people");
        rows.into_iter().map(|(name,)| name).collect::<Vec<_>>()
    };
    assert_eq!(people(&[], None).await, Vec::<String>::new());
    assert_eq!(people(&[BEN], None).await, ["ben"]);
    assert_eq!(people(&[BEN, ANN, EVENT], None).await, ["ann", "ben"]);
    assert_eq!(people(&[BEN, ANN, EVENT], Some("ben")).await, ["ben"]);
    let ran = recorded(people(&[BEN, ANN, EVENT], Some("ben"))).await;
    let expected =
        format!("{PEOPLE} AND id IN ($2, $3, $4, $5) AND (username = $6 OR username_key = $7) ORDER BY id LIMIT $8");
    assert!(ran.contains(&expected), "{ran:#?}");
});
