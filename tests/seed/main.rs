//! `tutti seed --events N`: the same content each time and on both engines, whole as if people had made it, and shown by the
//! site as any other.

#![cfg(all(feature = "ssr", unix))]

#[path = "../support/mod.rs"]
mod support;

mod content;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Output;

use content::{FAULTS, KINDS};
use sqlx::{Postgres, Sqlite};
use support::faults::{self, count};
use support::process::{Client, Folder, Server};
use support::{TestDb, on_both_engines};
use tutti::db::{Db, Engine, Pools};
use tutti::events::forms::NewEvent;
use tutti::instant::Instant;
use tutti::language::terms;
use uuid::Uuid;

const COMMON: &str = "session";
const RARE: &str = "theremin";

/// Runs `tutti seed …` on this database.
fn seed(folder: &Folder, db: &TestDb, arguments: &[&str]) -> Output {
    folder.run(&[&["seed"], arguments, &["--database-url", db.url()]].concat())
}

/// The log-in that it printed, where all went well.
fn log_in(output: &Output) -> (String, String) {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(output.status.success(), "{said}");
    assert!(said.contains("rows/s"), "{said}");
    let printed = String::from_utf8(output.stdout.clone()).unwrap();
    let (username, password) = printed.trim_end().split_once(' ').expect("a name and a password");
    (username.to_owned(), password.to_owned())
}

/// A migrated database, filled.
async fn filled(db: TestDb, arguments: &[&str]) -> TestDb {
    log_in(&seed(&Folder::new(), &db, arguments));
    db
}

/// Every table of ours but for sessions, with its columns and SQLite's types.
async fn columns(sqlite: &Db) -> BTreeMap<String, Vec<(String, String)>> {
    const COLUMNS: &str = "
        SELECT m.name, p.name, p.type FROM sqlite_master m, pragma_table_info(m.name) p
         WHERE m.type = 'table' AND m.name NOT LIKE '\\_%' ESCAPE '\\' AND m.name NOT LIKE 'sqlite%' AND m.name <> 'sessions'";
    let found: Vec<(String, String, String)> = sqlite.query(COLUMNS).fetch_all().await.unwrap();
    let mut tables: BTreeMap<String, Vec<(String, String)>> = BTreeMap::new();
    for (table, column, kind) in found {
        // The one thing that chance makes: a password's salt.
        if column != "password_hash" {
            tables.entry(table).or_default().push((column, kind));
        }
    }
    assert!(tables.len() >= 11, "{tables:?}");
    tables
}

/// Every row of every table, as text that is alike on both engines, in one order.
async fn content(db: &Db, tables: &BTreeMap<String, Vec<(String, String)>>) -> BTreeMap<String, Vec<String>> {
    let mut content = BTreeMap::new();
    for (table, columns) in tables {
        let cells = columns.iter().map(|(column, kind)| {
            let text = match (db.engine(), kind.as_str()) {
                (Engine::Sqlite, "BLOB") => format!("lower(hex({column}))"),
                (Engine::Sqlite, _) => format!("CAST({column} AS TEXT)"),
                (Engine::Postgres, "BLOB") => format!("replace(CAST({column} AS TEXT), '-', '')"),
                (Engine::Postgres, "INTEGER") if column.ends_with("_at") || column.ends_with("_until") => {
                    format!("CAST(CAST(extract(epoch FROM {column}) * 1000000 AS BIGINT) AS TEXT)")
                }
                (Engine::Postgres, _) => format!("CAST({column} AS TEXT)"),
            };
            format!("CASE WHEN {column} IS NULL THEN '∅' ELSE {text} END")
        });
        let sql = format!(
            "SELECT {} FROM {table}",
            cells.collect::<Vec<_>>().join(" || ' | ' || ")
        );
        let mut rows: Vec<String> = match db.pools() {
            Pools::Sqlite { read, .. } => sqlx::query_scalar::<Sqlite, _>(&sql).fetch_all(read).await,
            Pools::Postgres(pool) => sqlx::query_scalar::<Postgres, _>(&sql).fetch_all(pool).await,
        }
        .unwrap_or_else(|cause| panic!("{sql}: {cause}"));
        rows.sort();
        content.insert(table.clone(), rows);
    }
    content
}

/// The arguments of a small plan, with this seed and this first day.
fn plan<'a>(seed: &'a str, start: &'a str) -> [&'a str; 8] {
    ["--events", "300", "--users", "40", "--seed", seed, "--start", start]
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_numbers_make_the_same_content_on_both_engines() {
    let first_plan = plan("7", "2027-03-21");
    let one = filled(TestDb::sqlite().await, &first_plan).await;
    let tables = columns(&one).await;
    let first = content(&one, &tables).await;
    assert_eq!(first["events"].len(), 300);
    assert_eq!(first["users"].len(), 40);

    let again = filled(TestDb::sqlite().await, &first_plan).await;
    assert!(content(&again, &tables).await == first, "another time it is the same");
    for other in [plan("8", "2027-03-21"), plan("7", "2027-03-22")] {
        let other = content(&*filled(TestDb::sqlite().await, &other).await, &tables).await;
        for table in ["users", "events", "event_terms", "messages"] {
            assert_ne!(other[table], first[table], "{table}");
        }
    }
    if let Some(db) = TestDb::postgres().await {
        let postgres = content(&*filled(db, &first_plan).await, &tables).await;
        for (table, rows) in &first {
            for (sqlite, postgres) in rows.iter().zip(&postgres[table]) {
                assert_eq!(sqlite, postgres, "{table}");
            }
            assert_eq!(rows.len(), postgres[table].len(), "{table}");
        }
    }
}

#[derive(sqlx::FromRow)]
struct Posted {
    id: Uuid,
    created_at: Instant,
    #[sqlx(flatten)]
    event: NewEvent,
}

on_both_engines!(it_is_whole_as_if_people_had_made_it, async |db: TestDb| {
    let db = filled(db, &["--events", "600", "--users", "60", "--seed", "3"]).await;
    faults::assert_none(&db, FAULTS, "filled").await;
    for (kind, sql) in KINDS {
        assert!(count(&db, sql).await > 0, "there are none: {kind}");
    }
    if db.engine() == Engine::Sqlite {
        assert_eq!(count(&db, "SELECT count(*) FROM pragma_foreign_key_check").await, 0);
        let (whole,): (String,) = db.query("PRAGMA integrity_check").fetch_one().await.unwrap();
        assert_eq!(whole, "ok");
    }
    assert_eq!(
        count(&db, "SELECT count(*) FROM users WHERE password_hash IS NOT NULL").await,
        1,
        "one of them logs in"
    );

    // The words are those that the forms' own act writes.
    let mut written: BTreeMap<Uuid, BTreeSet<String>> = BTreeMap::new();
    let mut stands: BTreeMap<Uuid, Instant> = BTreeMap::new();
    let found: Vec<(Uuid, Instant, String)> = db
        .query("SELECT event_id, sort_at, term FROM event_terms")
        .fetch_all()
        .await
        .unwrap();
    for (id, at, term) in found {
        written.entry(id).or_default().insert(term);
        assert_eq!(*stands.entry(id).or_insert(at), at);
    }
    const POSTED: &str = "
        SELECT e.id, e.created_at, e.status, e.kind, e.visibility, e.title, e.description, e.starts_local, e.ends_local,
               e.time_zone, e.starts_at, e.ends_at, e.closes_at, e.venue, e.town, e.address, s.capacity, e.fee, e.gear,
               e.access, e.age
          FROM events e JOIN event_slots s ON s.event_id = e.id";
    let posted: Vec<Posted> = db.query(POSTED).fetch_all().await.unwrap();
    assert_eq!(posted.len(), 600);
    for Posted { id, created_at, event } in posted {
        assert_eq!(written[&id], event.terms(), "{}", event.title);
        assert_eq!(stands[&id], event.timing.found_at(created_at), "{}", event.title);
    }
    let mut written: BTreeMap<Uuid, BTreeSet<String>> = BTreeMap::new();
    let found: Vec<(Uuid, String)> = db
        .query("SELECT user_id, term FROM user_terms")
        .fetch_all()
        .await
        .unwrap();
    for (id, term) in found {
        written.entry(id).or_default().insert(term);
    }
    type Said = (
        Uuid,
        String,
        Option<String>,
        Option<String>,
        Option<String>,
        Option<String>,
    );
    const PEOPLE: &str = "SELECT id, username, full_name, bio, town, town_key FROM users";
    let people: Vec<Said> = db.query(PEOPLE).fetch_all().await.unwrap();
    for (id, username, full_name, bio, town, town_key) in people {
        let names = [username.as_str(), full_name.as_deref().unwrap_or_default()];
        assert_eq!(
            written[&id],
            terms::of_names_and_text(&names, bio.as_deref().unwrap_or_default())
        );
        assert_eq!(town_key, town.as_deref().map(terms::town_key));
    }

    // A word that everybody looks for, and one that hardly anybody does.
    let common = count(&db, "SELECT count(*) FROM event_terms WHERE term = 'session'").await;
    let rare = count(&db, "SELECT count(*) FROM event_terms WHERE term = 'theremin'").await;
    assert!((200..=400).contains(&common) && rare == 20, "{common} {rare}");
});

on_both_engines!(the_site_shows_it, async |db: TestDb| {
    let folder = Folder::new();
    let (username, password) = log_in(&seed(&folder, &db, &["--events", "300", "--users", "30"]));
    let server = Server::start(&folder, &["--database-url", db.url()]);
    let guest = Client::guest(&server);
    let page = |client: &Client, path: &str| {
        let reply = client.get(path).unwrap();
        assert_eq!(reply.status, 200, "{path}: {}", reply.head);
        reply.body
    };

    let list = page(&guest, "/events");
    assert_eq!(
        list.matches("<li class=\"event\">").count(),
        20,
        "a full page of events"
    );
    let next = list.split("href=\"").find(|link| link.starts_with("/events?after="));
    let next = next.and_then(|link| link.split('"').next()).expect("a second page");
    page(&guest, &next.replace("&amp;", "&"));
    assert!(
        page(&guest, &format!("/events?q={COMMON}")).contains("/events?"),
        "pages of a common word"
    );
    assert!(
        page(&guest, "/events?kind=wanted").contains("<li class=\"event\">"),
        "open calls"
    );

    const COMING: &str = "
        SELECT e.slug, e.title, u.username, u.visibility = 'everyone'
          FROM event_terms t JOIN events e ON e.id = t.event_id JOIN users u ON u.id = e.created_by
         WHERE t.term = 'theremin' ORDER BY e.sort_at DESC";
    let coming: Vec<(String, String, String, bool)> = db.query(COMING).fetch_all().await.unwrap();
    let (slug, title, host, _) = coming
        .iter()
        .find(|(.., shown)| *shown)
        .expect("a host whom everybody knows");
    assert!(page(&guest, &format!("/events?q={RARE}")).contains(slug.as_str()));
    assert!(page(&guest, &format!("/events/{slug}")).contains(title.as_str()));
    assert!(page(&guest, &format!("/musicians/{host}")).contains(host.as_str()));

    let musician = Client::owner(&server, &username, &password).expect("signed in");
    page(&musician, "/");
    assert!(page(&musician, "/events/hosted").contains("/events/"));
    assert!(page(&musician, "/musicians?q=guitar").contains("/musicians/"));
    const THREAD: &str = "
        SELECT e.slug, o.username, w.content
          FROM users me
          JOIN thread_members m ON m.user_id = me.id
          JOIN thread_members other ON other.thread_id = m.thread_id AND other.user_id <> me.id
          JOIN users o ON o.id = other.user_id
          JOIN threads t ON t.id = m.thread_id
          JOIN events e ON e.id = t.event_id
          JOIN messages w ON w.thread_id = t.id AND w.seq = t.last_seq
         WHERE me.username = $1";
    let threads: Vec<(String, String, String)> = db.query(THREAD).bind(&username).fetch_all().await.unwrap();
    let (slug, other, said) = threads.first().expect("a thread of whoever logs in");
    let list = page(&musician, "/messages");
    assert!(
        threads
            .iter()
            .any(|(slug, other, _)| list.contains(&format!("/messages/{slug}/{other}")))
    );
    assert!(page(&musician, &format!("/messages/{slug}/{other}")).contains(said.as_str()));
    let answer = [
        ("slug", slug.as_str()),
        ("to", other.as_str()),
        ("content", "Until then"),
    ];
    assert_eq!(musician.post("messages/send", &answer).unwrap().status, 200);
});

on_both_engines!(a_database_with_people_in_it_is_left_alone, async |db: TestDb| {
    let folder = Folder::new();
    log_in(&seed(&folder, &db, &["--users", "3"]));
    let again = seed(&folder, &db, &["--users", "3"]);
    let said = String::from_utf8(again.stderr).unwrap();
    assert_eq!(again.status.code(), Some(1), "{said}");
    assert!(
        said.contains("nothing was written") && again.stdout.is_empty(),
        "{said}"
    );
    assert_eq!(count(&db, "SELECT count(*) FROM users").await, 3);
});

#[tokio::test]
async fn one_person_alone_and_more_people_than_events_are_enough() {
    for arguments in [["--events", "40", "--users", "1"], ["--events", "3", "--users", "900"]] {
        let db = filled(TestDb::sqlite().await, &arguments).await;
        faults::assert_none(&db, FAULTS, &format!("{arguments:?}")).await;
    }
}

#[test]
fn what_cannot_be_done_is_told_at_once() {
    let folder = Folder::new();
    for (arguments, code, words) in [
        (&["--demo", "--events", "5"][..], 2, "cannot be used with"),
        (&["--demo", "--users", "5"], 2, "cannot be used with"),
        (&["--demo", "--start", "2027-03-21"], 2, "cannot be used with"),
        (&["--seed", "5"], 2, "--events"),
        (&["--events", "-1"], 2, "--events"),
        (&["--events", "5", "--start", "2027-02-30"], 2, "2027-03-21"),
        (&["--events", "5", "--start", "tomorrow"], 2, "2027-03-21"),
        (&["--events", "5", "--users", "0"], 1, "--users must be at least 1"),
        (
            &["--events", "5", "--public-url", "https://tutti.example"],
            1,
            "https://tutti.example is reached from elsewhere",
        ),
    ] {
        let output = folder.run(&[&["seed"], arguments].concat());
        let said = String::from_utf8(output.stderr).unwrap();
        assert_eq!(output.status.code(), Some(code), "{arguments:?}: {said}");
        assert!(said.contains(words), "{arguments:?}: {said}");
    }
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 0, "no database");
}
