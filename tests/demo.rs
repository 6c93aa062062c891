//! `tutti seed --demo`: what it makes, what it leaves alone, what it refuses.

#![cfg(all(feature = "ssr", unix))]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use support::process::{Client, Folder, Server};
use support::{TestDb, on_both_engines};
use tutti::db::Db;

/// What it printed, where all went well: the log-in, and what it said beside it.
fn told(output: &Output) -> (String, String) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(output.status.success(), "{said}");
    (String::from_utf8(output.stdout.clone()).unwrap(), said)
}

/// Why it refused.
fn refusal(output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(
        output.stdout.is_empty() && !said.contains("panicked"),
        "no log-in: {said}"
    );
    said
}

/// Every row that seeding writes changes one of these.
async fn counts(db: &Db) -> [i64; 5] {
    let mut counts = Vec::new();
    for count in [
        "SELECT count(*) FROM users",
        "SELECT count(*) FROM events",
        "SELECT count(*) FROM event_participants",
        "SELECT count(*) FROM threads",
        "SELECT count(*) FROM messages",
    ] {
        let (number,): (i64,) = db.query(count).fetch_one().await.unwrap();
        counts.push(number);
    }
    counts.try_into().unwrap()
}

async fn hash(db: &Db, username: &str) -> String {
    const HASH: &str = "SELECT password_hash FROM users WHERE username = $1";
    let (hash,): (String,) = db.query(HASH).bind(username).fetch_one().await.unwrap();
    hash
}

on_both_engines!(the_log_in_that_is_printed_is_right, async |db: TestDb| {
    let folder = Folder::new();
    // a folder that is not there yet, in which the log-in is kept whatever the database is
    let data = folder.0.join("data");
    let data = data.to_str().unwrap();
    let seed = || folder.run(&["seed", "--demo", "--database-url", db.url(), "--data-dir", data]);
    let (log_in, _) = told(&seed());
    let (username, password) = log_in.trim_end().split_once(' ').expect("a name and a password");
    let kept = std::path::Path::new(data).join("demo-login");
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), log_in);
    assert_eq!(std::fs::metadata(&kept).unwrap().permissions().mode() & 0o777, 0o600);
    let made = counts(&db).await;
    assert_eq!(made[..2], [60, 122]);
    assert!(made[2..].iter().all(|number| *number > 0), "{made:?}");

    let before = hash(&db, username).await;
    let (again, said) = told(&seed());
    assert_eq!(again, log_in);
    assert!(said.contains("nothing was written"), "{said}");
    assert_eq!((counts(&db).await, hash(&db, username).await), (made, before));

    let server = Server::start(&folder, &["--database-url", db.url()]);
    let musician = Client::owner(&server, username, password).expect("signed in");
    let profile = musician.get("/settings/profile").unwrap();
    assert_eq!(profile.status, 200, "{}", profile.head);
    // Somebody signs up beside the demonstration: it is still there.
    Client::member(&server, "ada");
    server.signal("-TERM");
    server.ended();
    assert_eq!(told(&seed()).0, log_in);

    // The log-in of another database is not told of this one, nor is a stranger's database reopened.
    std::fs::write(&kept, format!("{username} another-password\n")).unwrap();
    let said = refusal(&seed());
    assert!(said.contains("accounts that are not the demonstration's"), "{said}");
});

on_both_engines!(a_log_in_that_was_lost_is_made_anew, async |db: TestDb| {
    let folder = Folder::new();
    let seed = || folder.run(&["seed", "--demo", "--database-url", db.url()]);
    let (lost, _) = told(&seed());
    let made = counts(&db).await;
    std::fs::remove_file(folder.0.join("demo-login")).unwrap();
    let (log_in, said) = told(&seed());
    assert!(log_in != lost && said.contains("new password"), "{said}");
    assert_eq!(counts(&db).await, made);
    assert_eq!(std::fs::read_to_string(folder.0.join("demo-login")).unwrap(), log_in);
    let server = Server::start(&folder, &["--database-url", db.url()]);
    let signed_in = |log_in: &str| {
        let (username, password) = log_in.trim_end().split_once(' ').unwrap();
        Client::owner(&server, username, password).is_some()
    };
    assert!(signed_in(&log_in) && !signed_in(&lost));
});

on_both_engines!(a_database_with_accounts_of_its_own_is_left_alone, async |db: TestDb| {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--database-url", db.url()]);
    Client::member(&server, "ada");
    server.signal("-TERM");
    server.ended();
    let said = refusal(&folder.run(&["seed", "--demo", "--database-url", db.url()]));
    assert!(said.contains("nothing was written"), "{said}");
    assert_eq!(counts(&db).await, [1, 0, 0, 0, 0]);
    assert!(!folder.0.join("demo-login").exists());
});

#[test]
fn a_site_that_others_reach_has_no_demonstration() {
    let folder = Folder::new();
    let said = refusal(&folder.run(&["seed", "--demo", "--public-url", "https://tutti.example"]));
    assert!(
        said.contains("https://tutti.example is reached from elsewhere"),
        "{said}"
    );
    assert_eq!(
        std::fs::read_dir(&folder.0).unwrap().count(),
        0,
        "no database, no tables, no log-in"
    );
}
