//! What needs the insides: a migration of its own making, and a lease that is lost.

use std::fs;
use std::path::PathBuf;

use uuid::Uuid;

use super::*;
use crate::db::Options;

/// An empty SQLite database, and the folder to remove when all went well.
async fn database() -> (Db, PathBuf) {
    let folder = std::env::temp_dir().join(format!("tutti-{}", Uuid::new_v4()));
    fs::create_dir_all(&folder).expect("a folder");
    let url = format!("sqlite://{}", folder.join("tutti.db").display());
    let db = Db::connect(&url, &Options::default()).await.expect("a database");
    (db, folder)
}

/// SQLite changes a column by making the table anew. With foreign keys on, dropping the old one would delete every row that
/// refers to it with ON DELETE CASCADE.
#[tokio::test]
async fn a_table_can_be_rebuilt_under_rows_that_refer_to_it() {
    let (db, folder) = database().await;
    let run = Run::new(&db).await.expect("nobody else migrates");
    let mut tx = run.db.begin().await.expect("a transaction");
    tx.script(
        "CREATE TABLE parent (id INTEGER PRIMARY KEY);
        CREATE TABLE child (id INTEGER REFERENCES parent (id) ON DELETE CASCADE);
        INSERT INTO parent VALUES (1);
        INSERT INTO child VALUES (1);
        CREATE TABLE parent_new (id INTEGER PRIMARY KEY, name TEXT);
        INSERT INTO parent_new (id) SELECT id FROM parent;
        DROP TABLE parent;
        ALTER TABLE parent_new RENAME TO parent;",
    )
    .await
    .expect("a rebuilt table");
    let status = Status {
        version: 1,
        name: "rebuild".into(),
        state: State::Pending,
    };
    refuse_dangling(&mut tx, &status)
        .await
        .expect("every row refers to something");
    tx.commit().await.expect("a commit");
    run.finish(&db, Work::Down(0)).await.expect("nothing more to do");
    let children: (i64,) = db
        .query("SELECT count(*) FROM child")
        .fetch_one()
        .await
        .expect("a count");
    assert_eq!(children, (1,));
    // Whoever serves has foreign keys again.
    let mut tx = db.begin().await.expect("a transaction");
    tx.script("INSERT INTO child VALUES (2)")
        .await
        .expect_err("no such parent");
    drop(tx);
    db.close().await;
    fs::remove_dir_all(folder).expect("nobody else uses it");
}

/// Whoever stood still for longer than its lease cannot finish what another has begun.
#[tokio::test]
async fn a_lease_that_was_taken_over_is_lost() {
    let (db, folder) = database().await;
    let slow = Run::new(&db).await.expect("nobody else migrates");
    let mut tx = db.begin().await.expect("a transaction");
    tx.script("UPDATE _tutti_migration_lease SET expires_at = 0")
        .await
        .expect("a long time");
    tx.commit().await.expect("a commit");
    let quick = Lease::take(&db).await.expect("the lease has ended");
    let lost = slow.up(i64::MAX).await.expect_err("another holds the lease");
    assert!(matches!(lost, MigrateError::Overtaken), "{lost}");
    let all = status(&db).await.expect("a status");
    assert!(all.iter().all(|status| status.state == State::Pending), "{all:?}");
    quick.give_up(&db).await;
    slow.db.close().await;
    db.close().await;
    fs::remove_dir_all(folder).expect("nobody else uses it");
}
