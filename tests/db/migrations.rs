//! Every change of the tables can be made, taken back and made again, by one instance at a time.

use std::fs;
use std::path::PathBuf;
use std::time::{Duration, Instant as Clock};

use tutti::db::migrate::{self, MigrateError, State, Status};
use tutti::db::{Db, Engine, Options};
use uuid::Uuid;

use crate::support::catalogue::Catalogue;
use crate::support::databases::options;
use crate::support::{TestDb, on_both_engines, recorded, rows};

async fn empty(db: &TestDb) -> Vec<Status> {
    migrate::down(db, usize::MAX).await.expect("the way down");
    let all = migrate::status(db).await.expect("the status");
    assert!(all.iter().all(|status| status.state == State::Pending), "{all:?}");
    all
}

async fn cells(db: &Db, catalogue: &Catalogue) -> Vec<String> {
    let columns: Vec<(String, String)> = catalogue
        .lines
        .iter()
        .filter_map(|line| line.split_once(": ")?.0.split_once('.'))
        .map(|(table, column)| (table.to_owned(), column.to_owned()))
        .collect();
    rows::dump(db, &columns).await
}

on_both_engines!(
    each_migration_goes_up_down_and_up_with_rows_in_place,
    async |db: TestDb| {
        let (mut before, mut cells_before) = (Catalogue::default(), Vec::new());
        for status in empty(&db).await {
            let version = status.version;
            assert_eq!(
                Catalogue::of(&db).await.differences(&before),
                Vec::<String>::new(),
                "{status}"
            );
            migrate::up_to(&db, version).await.expect("up");
            let after = Catalogue::of(&db).await;
            assert_ne!(after, before, "{status} changes nothing");
            rows::insert(&db, version).await;

            let gone = migrate::down(&db, 1).await.expect("down");
            assert_eq!(gone.iter().map(|status| status.version).collect::<Vec<_>>(), [version]);
            assert_eq!(
                Catalogue::of(&db).await.differences(&before),
                Vec::<String>::new(),
                "{status} leaves something"
            );
            assert_eq!(
                cells(&db, &before).await,
                cells_before,
                "{status} touches rows on its way down"
            );

            migrate::up_to(&db, version).await.expect("up again");
            assert_eq!(
                Catalogue::of(&db).await.differences(&after),
                Vec::<String>::new(),
                "{status} comes back different"
            );
            assert_eq!(
                cells(&db, &before).await,
                cells_before,
                "{status} touches rows on its way up"
            );
            rows::insert(&db, version).await;
            cells_before = cells(&db, &after).await;
            before = after;
        }
        assert!(cells_before.len() > 50, "every table has rows: {cells_before:#?}");
        migrate::check(&db).await.expect("all is applied");
    }
);

on_both_engines!(reset_leaves_an_empty_database, async |db: TestDb| {
    rows::insert_all(&db).await;
    let catalogue = Catalogue::of(&db).await;
    let applied = migrate::reset(&db).await.expect("a reset");
    assert_eq!(applied.len(), migrate::status(&db).await.expect("the status").len());
    assert_eq!(Catalogue::of(&db).await, catalogue);
    assert_eq!(cells(&db, &catalogue).await, Vec::<String>::new());
});

on_both_engines!(a_start_with_nothing_to_do_writes_nothing, async |db: TestDb| {
    let ran = recorded(async { assert_eq!(migrate::up(&db).await.expect("nothing to do"), []) }).await;
    assert!(ran.len() == 1 && ran[0].starts_with("SELECT"), "{ran:?}");
});

on_both_engines!(a_database_that_lacks_migrations_is_told_so, async |db: TestDb| {
    migrate::check(&db).await.expect("all is applied");
    let all = migrate::status(&db).await.expect("the status").len();
    migrate::down(&db, all - 2).await.expect("down");
    let words = migrate::check(&db).await.expect_err("some are missing").to_string();
    assert!(
        words.contains("0003 events, 0004 messages") && words.contains("tutti migrate up"),
        "{words}"
    );
    empty(&db).await;
    db.script("DROP TABLE _sqlx_migrations; DROP TABLE _tutti_migration_lease")
        .await;
    let words = migrate::check(&db).await.expect_err("all are missing").to_string();
    assert!(words.contains("0001 users"), "{words}");
    assert_eq!(migrate::up(&db).await.expect("up").len(), all);
});

on_both_engines!(a_database_in_doubt_is_left_alone, async |db: TestDb| {
    migrate::down(&db, 1).await.expect("down");
    let catalogue = Catalogue::of(&db).await;
    let blob = if db.engine() == Engine::Sqlite {
        "x'00'"
    } else {
        "'\\x00'"
    };
    let newer = format!(
        "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
        VALUES (9999, 'of tomorrow', TRUE, {blob}, 0)"
    );
    let undo = "DELETE FROM _sqlx_migrations WHERE version = 9999";
    let half = "UPDATE _sqlx_migrations SET success = FALSE WHERE version = 3";
    let whole = "UPDATE _sqlx_migrations SET success = TRUE WHERE version = 3";
    let edited = format!("UPDATE _sqlx_migrations SET checksum = {blob} WHERE version = 2");
    for (damage, repair, words) in [
        (
            &*newer,
            undo,
            "newer than this Tutti: it has migration 9999 of tomorrow",
        ),
        (half, whole, "migration 0003 events failed half-way"),
        (
            &*edited,
            "SELECT 1",
            "migration 0002 sessions was applied in other words",
        ),
    ] {
        db.script(damage).await;
        for refusal in [
            migrate::up(&db).await.map(drop),
            migrate::down(&db, 1).await.map(drop),
            migrate::reset(&db).await.map(drop),
            migrate::check(&db).await,
        ] {
            let refusal = refusal.expect_err(damage).to_string();
            assert!(refusal.contains(words), "{refusal}");
        }
        db.script(repair).await;
    }
    assert_eq!(Catalogue::of(&db).await, catalogue);
});

async fn several_at_once(db: &TestDb) {
    let mut handles = Vec::new();
    for _ in 0..4 {
        handles.push(db.again(&options()).await);
    }
    let runs = handles
        .into_iter()
        .map(|db| tokio::spawn(async move { migrate::up(&db).await }));
    let mut applied = Vec::new();
    for run in runs.collect::<Vec<_>>() {
        applied.extend(run.await.expect("no panic").expect("every instance starts"));
    }
    let versions: Vec<i64> = applied.iter().map(|status| status.version).collect();
    let all = migrate::status(db).await.expect("the status");
    let all: Vec<i64> = all.iter().map(|status| status.version).collect();
    assert_eq!(versions, all, "each migration is applied once, by one instance");
    migrate::check(db).await.expect("all is applied");
}

#[tokio::test(flavor = "multi_thread")]
async fn instances_that_start_at_once_migrate_once() {
    several_at_once(&TestDb::empty_sqlite().await).await;
    for _ in 0..3 {
        let Some(db) = TestDb::empty_postgres().await else {
            return;
        };
        several_at_once(&db).await;
    }
}

on_both_engines!(a_lease_is_waited_for_until_it_ends, async |db: TestDb| {
    migrate::down(&db, 1).await.expect("down");
    #[expect(clippy::disallowed_methods, reason = "a lease ends by the time of the machine")]
    let end = jiff::Timestamp::now().as_microsecond() + 1_200_000;
    db.script(&format!(
        "INSERT INTO _tutti_migration_lease (id, holder, expires_at) VALUES (1, 'a dead one', {end})"
    ))
    .await;
    let start = Clock::now();
    migrate::up(&db).await.expect("up");
    assert!(
        start.elapsed() > Duration::from_secs(1),
        "a lease that holds was ignored: {:?}",
        start.elapsed()
    );
    let left: (i64,) = db
        .query("SELECT count(*) FROM _tutti_migration_lease")
        .fetch_one()
        .await
        .expect("a count");
    assert_eq!(left, (0,), "the lease is given up");
});

on_both_engines!(a_migration_that_fails_leaves_nothing, async |db: TestDb| {
    let later = migrate::status(&db).await.expect("the status").len() - 3;
    migrate::down(&db, later).await.expect("down");
    // In the way of the last of its three tables.
    db.script("CREATE TABLE messages (id TEXT)").await;
    let catalogue = Catalogue::of(&db).await;
    let failed = migrate::up(&db).await.expect_err("a table is in the way");
    assert!(
        matches!(&failed, MigrateError::Failed(status, _) if status.version == 4),
        "{failed}"
    );
    assert_eq!(Catalogue::of(&db).await, catalogue);
    db.script("DROP TABLE messages").await;
    assert_eq!(
        migrate::up(&db).await.expect("up").len(),
        later,
        "the lease was given up"
    );
});

#[tokio::test(flavor = "multi_thread")]
async fn rows_that_refer_to_nothing_stop_a_migration_on_sqlite() {
    let db = TestDb::sqlite().await;
    migrate::down(&db, 1).await.expect("down");
    db.script(
        "PRAGMA foreign_keys = OFF;
        INSERT INTO event_hosts (event_id, user_id, hosted_at) VALUES (x'00', x'00', 0);
        PRAGMA foreign_keys = ON",
    )
    .await;
    let failed = migrate::up(&db).await.expect_err("a row refers to nothing");
    assert!(
        matches!(&failed, MigrateError::Dangling(_, table) if table == "event_hosts"),
        "{failed}"
    );
    assert!(matches!(migrate::check(&db).await, Err(MigrateError::Behind(_))));
}

#[test]
fn a_new_migration_has_the_next_number_on_both_engines() {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(Uuid::new_v4().to_string());
    for engine in ["sqlite", "postgres"] {
        fs::create_dir_all(folder.join(engine)).expect("a folder");
    }
    fs::write(folder.join("postgres/0041_before.up.sql"), "").expect("a file");
    let made = migrate::create(&folder, "add_towns").expect("four files");
    let names: Vec<String> = made
        .iter()
        .map(|file| file.strip_prefix(&folder).expect("inside").display().to_string())
        .collect();
    assert_eq!(
        names,
        [
            "sqlite/0042_add_towns.up.sql",
            "sqlite/0042_add_towns.down.sql",
            "postgres/0042_add_towns.up.sql",
            "postgres/0042_add_towns.down.sql"
        ]
    );
    assert!(made.iter().all(|file| file.exists()));
    for name in ["", "Towns", "../towns", "add towns"] {
        assert!(migrate::create(&folder, name).is_err(), "{name}");
    }
    assert!(migrate::create(&folder.join("nowhere"), "towns").is_err());
    fs::remove_dir_all(folder).expect("nobody else uses it");
}

/// The row of the lease is locked as long as a migration runs, which may be longer than any act waits for a row.
#[tokio::test(flavor = "multi_thread")]
async fn a_migration_that_takes_long_is_waited_for() {
    let Some(db) = TestDb::postgres().await else { return };
    migrate::down(&db, 1).await.expect("down");
    let hurried = Options {
        patience: Duration::from_millis(100),
        ..options()
    };
    let second = db.again(&hurried).await;
    db.script("INSERT INTO _tutti_migration_lease VALUES (1, 'another', 0)")
        .await;
    let mut tx = db.begin().await.expect("a transaction");
    tx.query("UPDATE _tutti_migration_lease SET holder = 'another still'")
        .execute()
        .await
        .expect("the lease");
    let waiting = tokio::spawn(async move { migrate::up(&second).await });
    tokio::time::sleep(Duration::from_millis(700)).await;
    assert!(!waiting.is_finished());
    drop(tx);
    let done = waiting.await.expect("no panic").expect("up");
    assert_eq!(done.len(), 1);
}
