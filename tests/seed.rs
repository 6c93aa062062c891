//! `tutti seed --events N`: the same content each time and on both engines, whole as if people had made it, and shown by the
//! site as any other.

#![cfg(all(feature = "ssr", unix))]

mod support;

use std::collections::{BTreeMap, BTreeSet};
use std::process::Output;

use sqlx::{Postgres, Sqlite};
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

async fn count(db: &Db, sql: &'static str) -> i64 {
    let (number,): (i64,) = db
        .query(sql)
        .fetch_one()
        .await
        .unwrap_or_else(|cause| panic!("{sql}: {cause}"));
    number
}

const PLAN: [&str; 8] = [
    "--events",
    "300",
    "--users",
    "40",
    "--seed",
    "7",
    "--start",
    "2027-03-21",
];

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn the_same_numbers_make_the_same_content_on_both_engines() {
    let one = filled(TestDb::sqlite().await, &PLAN).await;
    let tables = columns(&one).await;
    let first = content(&one, &tables).await;
    assert_eq!(first["events"].len(), 300);
    assert_eq!(first["users"].len(), 40);

    let again = filled(TestDb::sqlite().await, &PLAN).await;
    assert!(content(&again, &tables).await == first, "another time it is the same");
    for other in [
        [
            "--events",
            "300",
            "--users",
            "40",
            "--seed",
            "8",
            "--start",
            "2027-03-21",
        ],
        [
            "--events",
            "300",
            "--users",
            "40",
            "--seed",
            "7",
            "--start",
            "2027-03-22",
        ],
    ] {
        let other = content(&*filled(TestDb::sqlite().await, &other).await, &tables).await;
        for table in ["users", "events", "event_terms", "messages"] {
            assert_ne!(other[table], first[table], "{table}");
        }
    }
    if let Some(db) = TestDb::postgres().await {
        let postgres = content(&*filled(db, &PLAN).await, &tables).await;
        for (table, rows) in &first {
            for (sqlite, postgres) in rows.iter().zip(&postgres[table]) {
                assert_eq!(sqlite, postgres, "{table}");
            }
            assert_eq!(rows.len(), postgres[table].len(), "{table}");
        }
    }
}

/// What may not be, each as the number of times that it is.
const FAULTS: &[(&str, &str)] = &[
    (
        "a slot is overbooked",
        "SELECT count(*) FROM event_slots s
          WHERE s.capacity < (SELECT count(*) FROM event_participants p
                               WHERE p.slot_id = s.id AND p.status IN ('accepted', 'offered'))",
    ),
    (
        "somebody waits for a place that is free",
        "SELECT count(*) FROM event_participants w JOIN event_slots s ON s.id = w.slot_id
          WHERE w.status IN ('waitlisted', 'offered')
            AND (s.capacity IS NULL
                 OR s.capacity > (SELECT count(*) FROM event_participants p
                                   WHERE p.slot_id = s.id AND p.status IN ('accepted', 'offered')))",
    ),
    (
        "somebody who hides was made a host by another",
        "SELECT count(*) FROM event_hosts h
           JOIN users u ON u.id = h.user_id
           JOIN events e ON e.id = h.event_id
          WHERE u.visibility = 'hidden' AND e.created_by <> u.id",
    ),
    (
        "a queue has gaps",
        "SELECT count(*) FROM (SELECT event_id FROM event_participants
                                GROUP BY event_id HAVING min(queue_no) <> 1 OR max(queue_no) <> count(*)) q",
    ),
    (
        "somebody who waits stands before somebody who has a place, or was offered one",
        "SELECT count(*) FROM event_participants w JOIN event_participants p ON p.event_id = w.event_id
          WHERE w.status = 'waitlisted' AND p.status IN ('accepted', 'offered') AND p.queue_no > w.queue_no",
    ),
    (
        "who joined later stands before who joined sooner",
        "SELECT count(*) FROM event_participants a JOIN event_participants b ON b.event_id = a.event_id
          WHERE a.queue_no < b.queue_no AND a.joined_at > b.joined_at",
    ),
    (
        "an offer without an end, or an end without an offer",
        "SELECT count(*) FROM event_participants
          WHERE (status = 'offered') <> (offered_at IS NOT NULL AND offer_expires_at > offered_at)",
    ),
    (
        "a refusal by nobody",
        "SELECT count(*) FROM event_participants p
          WHERE (p.status = 'declined') <> (p.decided_at IS NOT NULL)
             OR (p.status = 'declined') <> EXISTS (SELECT 1 FROM event_hosts h
                                                    WHERE h.event_id = p.event_id AND h.user_id = p.decided_by)",
    ),
    (
        "somebody joined before the event was posted, or what happened then did before",
        "SELECT count(*) FROM event_participants p JOIN events e ON e.id = p.event_id
          WHERE p.joined_at < e.created_at OR p.updated_at < p.joined_at OR p.joined_at > e.starts_at",
    ),
    (
        "somebody plays at a draft or a call, or where they host",
        "SELECT count(*) FROM event_participants p JOIN events e ON e.id = p.event_id
          WHERE e.status = 'draft' OR e.kind = 'wanted'
             OR EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = p.event_id AND h.user_id = p.user_id)",
    ),
    (
        "an event without its host or its slot",
        "SELECT count(*) FROM events e
          WHERE NOT EXISTS (SELECT 1 FROM event_hosts h WHERE h.event_id = e.id AND h.user_id = e.created_by)
             OR (SELECT count(*) FROM event_slots s WHERE s.event_id = e.id AND s.position = 1) <> 1",
    ),
    (
        "a draft that was posted, or what was posted and was not",
        "SELECT count(*) FROM events WHERE (status = 'draft') <> (published_at IS NULL)",
    ),
    (
        "a call with a date, or without its sixty days",
        "SELECT count(*) FROM events
          WHERE (kind = 'wanted') <> (starts_at IS NULL) OR (kind = 'wanted') <> (closes_at IS NOT NULL)",
    ),
    (
        "somebody came after they did something",
        "SELECT count(*) FROM events e JOIN users u ON u.id = e.created_by WHERE u.created_at > e.created_at",
    ),
    (
        "a thread or a member that repeats something else than its messages say",
        "SELECT count(*) FROM threads t JOIN thread_members m ON m.thread_id = t.id
           JOIN (SELECT thread_id, count(*) AS lines, max(seq) AS last_seq, min(created_at) AS began, max(created_at) AS ended
                   FROM messages GROUP BY thread_id) s ON s.thread_id = t.id
          WHERE s.lines <> s.last_seq OR t.last_seq <> s.last_seq OR m.last_seq <> s.last_seq
             OR t.last_message_at <> s.ended OR m.last_message_at <> s.ended OR t.created_at <> s.began",
    ),
    (
        "a thread of others than two, or without a word",
        "SELECT count(*) FROM threads t
          WHERE (SELECT count(*) FROM thread_members m WHERE m.thread_id = t.id) <> 2
             OR NOT EXISTS (SELECT 1 FROM messages w WHERE w.thread_id = t.id)
             OR NOT EXISTS (SELECT 1 FROM thread_members m JOIN event_hosts h ON h.user_id = m.user_id
                             WHERE m.thread_id = t.id AND h.event_id = t.event_id)",
    ),
    (
        "somebody wrote what they have not read",
        "SELECT count(*) FROM thread_members m JOIN messages w ON w.thread_id = m.thread_id AND w.sender_id = m.user_id
          WHERE w.seq > m.seen_seq",
    ),
    (
        "a message between others than the two, or to oneself",
        "SELECT count(*) FROM messages w
          WHERE w.sender_id = w.receiver_id
             OR (SELECT count(*) FROM thread_members m
                  WHERE m.thread_id = w.thread_id AND m.user_id IN (w.sender_id, w.receiver_id)) <> 2",
    ),
    (
        "messages are not in the order of their times",
        "SELECT count(*) FROM messages a JOIN messages b ON b.thread_id = a.thread_id AND b.seq = a.seq + 1
          WHERE b.created_at < a.created_at",
    ),
    (
        "somebody is found by words of another version",
        "SELECT count(*) FROM users WHERE terms_version <> version",
    ),
];

/// What there must be some of.
const KINDS: &[(&str, &str)] = &[
    ("jams", "SELECT count(*) FROM events WHERE kind = 'jam'"),
    ("rehearsals", "SELECT count(*) FROM events WHERE kind = 'rehearsal'"),
    ("gigs", "SELECT count(*) FROM events WHERE kind = 'gig'"),
    ("workshops", "SELECT count(*) FROM events WHERE kind = 'workshop'"),
    ("calls", "SELECT count(*) FROM events WHERE kind = 'wanted'"),
    ("drafts", "SELECT count(*) FROM events WHERE status = 'draft'"),
    ("cancelled", "SELECT count(*) FROM events WHERE status = 'cancelled'"),
    (
        "for members",
        "SELECT count(*) FROM events WHERE visibility = 'members'",
    ),
    ("unlisted", "SELECT count(*) FROM events WHERE visibility = 'unlisted'"),
    (
        "co-hosts",
        "SELECT count(*) FROM event_hosts h JOIN events e ON e.id = h.event_id AND e.created_by <> h.user_id",
    ),
    (
        "waiting",
        "SELECT count(*) FROM event_participants WHERE status = 'waitlisted'",
    ),
    (
        "offered",
        "SELECT count(*) FROM event_participants WHERE status = 'offered'",
    ),
    (
        "declined",
        "SELECT count(*) FROM event_participants WHERE status = 'declined'",
    ),
    ("left", "SELECT count(*) FROM event_participants WHERE status = 'left'"),
    (
        "unread",
        "SELECT count(*) FROM thread_members WHERE last_seq > seen_seq",
    ),
    ("hidden", "SELECT count(*) FROM users WHERE visibility = 'hidden'"),
];

#[derive(sqlx::FromRow)]
struct Posted {
    id: Uuid,
    created_at: Instant,
    #[sqlx(flatten)]
    event: NewEvent,
}

on_both_engines!(it_is_whole_as_if_people_had_made_it, async |db: TestDb| {
    let db = filled(db, &["--events", "600", "--users", "60", "--seed", "3"]).await;
    for (fault, sql) in FAULTS {
        assert_eq!(count(&db, sql).await, 0, "{fault}");
    }
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
        for (fault, sql) in FAULTS {
            assert_eq!(count(&db, sql).await, 0, "{fault}: {arguments:?}");
        }
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
