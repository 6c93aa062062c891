//! One process writes to a SQLite database.

use tutti::db::lock::{Lock, LockError};

use crate::support::TestDb;

#[tokio::test(flavor = "multi_thread")]
async fn one_process_has_the_lock_of_a_sqlite_database() {
    let db = TestDb::empty_sqlite().await;
    let server = Lock::take(db.url(), "serve").expect("the first");
    let refused = Lock::take(db.url(), "migrate down").expect_err("the second");
    let words = refused.to_string();
    let process = format!("tutti serve, process {}", std::process::id());
    assert!(
        matches!(refused, LockError::Held { .. }) && words.contains(&process),
        "{words}"
    );
    drop(server);
    let command = Lock::take(db.url(), "migrate down").expect("the lock was given up");
    let words = Lock::take(db.url(), "serve")
        .expect_err("the server waits for commands too")
        .to_string();
    assert!(words.contains("tutti migrate down"), "{words}");
    drop(command);
    assert!(matches!(
        Lock::take("sqlite:///nowhere/tutti.db", "serve"),
        Err(LockError::Io(..))
    ));
    let (_one, _two) = (
        Lock::take("postgres://localhost/x", "serve"),
        Lock::take("postgres://localhost/x", "serve"),
    );
    assert!(_one.is_ok() && _two.is_ok(), "PostgreSQL serves many processes");
}
