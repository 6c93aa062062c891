//! Every statement in the stores is prepared on both engines, and none reads a whole large table.
#![cfg(feature = "ssr")]

mod support;

use std::collections::BTreeSet;
use std::path::PathBuf;

use jiff::SignedDuration;
use support::site::{PASSWORD, TestSite};
use support::sources::{self, Source};
use support::{TestDb, on_both_engines, plans, recorded, rows};
use tutti::identity::sessions;

/// Statements that may read a whole large table, each with its reason.
const MAY_SCAN: &[(&str, &str)] = &[];

/// Runs whatever builds its statement from fragments, with every filter it offers, once each and all together, and gives
/// what ran. A built statement that nothing here runs is a failure.
async fn run_built_statements(site: &TestSite) -> Vec<String> {
    // Where a page of a list begins that lies behind all others: an instant and an id of zeros.
    let after = "A".repeat(32);
    recorded(async {
        let (ada, bob, guest) = (site.member("ada").await, site.member("bob").await, site.guest());
        let starts_at = site.hours_ahead(30);
        let fields = [
            ("title", "Slow Sunday session"),
            ("kind", "jam"),
            ("town", "Lisboa"),
            ("starts_at", &starts_at),
            ("time_zone", "Europe/Lisbon"),
            ("page", "/events/new"),
        ];
        let event = ada.act("events/create", &fields).await.location().to_owned();
        let slug = event.strip_prefix("/events/").expect("the page of the event");
        bob.act("events/join", &[("slug", slug), ("page", &event)])
            .await
            .location();
        ada.call("events/add_host", &[("slug", slug), ("username", "bob")])
            .await;
        ada.call("events/remove_host", &[("slug", slug), ("username", "bob")])
            .await;
        tutti::profiles::finding::catch_up(&site.db).await.expect("a database");
        let letter = [("slug", slug), ("to", "ada"), ("content", "Hello"), ("page", &event)];
        bob.act("messages/send", &letter).await.location();
        let thread = format!("/messages/{slug}/ada");
        // Whoever says where they are sees what is on there.
        assert_eq!(bob.act("profiles/update", &[("town", "Lisboa")]).await.status, 303);
        for path in [
            "/",
            "/events",
            "/events?q=slow",
            "/events?q=slow+session+lisboa",
            &format!("/events?after={after}"),
            &format!("/events?q=slow&after={after}"),
            &format!("/events?q=slow+session&after={after}"),
            "/events?kind=jam",
            "/events?kind=jam&kind=gig&from=2027-03-01&to=2027-03-31",
            &format!("/events?kind=jam&from=2027-03-01&to=2027-03-31&after={after}"),
            "/events?q=slow&kind=jam&from=2027-03-01&to=2027-03-31",
            &format!("/events?q=slow+session&kind=jam&kind=gig&to=2027-03-31&after={after}"),
            "/events?kind=wanted",
            &format!("/events?kind=wanted&after={after}"),
            "/events?kind=wanted&q=slow",
            "/events?kind=wanted&q=slow+session",
            &format!("/events?kind=wanted&q=slow+session&after={after}"),
            &event,
            &format!("{event}?after=1"),
            &format!("/?after={after}"),
            "/events/hosted",
            &format!("/events/hosted?after={after}"),
            "/musicians",
            "/musicians?q=ada",
            "/musicians?q=ada+bass+lisboa",
            "/musicians?town=Lyon",
            &format!("/musicians?after={after}"),
            &format!("/musicians?q=ada&after={after}"),
            &format!("/musicians?q=ada+bass&town=Lyon&after={after}"),
            &format!("/musicians?town=Lyon&after={after}"),
            "/musicians/ada",
            &format!("/musicians/ada?after={after}"),
            &format!("/musicians/ada?calls={after}"),
            "/messages",
            &format!("/messages?after={after}"),
            &thread,
            &format!("{thread}?before=2"),
            &format!("{thread}?after=0"),
        ] {
            for visitor in [&guest, &bob] {
                let answer = visitor.get(path).await;
                assert!([200, 303].contains(&answer.status), "{path}: {}", answer.status);
            }
        }
        // What only the session library says: an hourly touch, a log-in over another, a log-out, the sweep.
        site.clock.advance(SignedDuration::from_mins(61));
        assert_eq!(bob.get("/messages").await.status, 200);
        let log_in = [("login", "bob"), ("password", PASSWORD)];
        assert_eq!(bob.act("accounts/login", &log_in).await.status, 303);
        assert_eq!(bob.act("accounts/logout", &[]).await.status, 303);
        sessions::sweep(&site.db, site.clock.now()).await.expect("a sweep");
    })
    .await
}

/// What is wrong with these sources.
async fn faults(db: &TestDb, sources: &[Source], ran: &[String]) -> Vec<String> {
    let mut faults = Vec::new();
    for source in sources {
        let file = source.file.display();
        if source.goes_around {
            faults.push(format!(
                "{file}: asks the database by another way than `query(CONSTANT)`"
            ));
        }
        for asked in &source.uses {
            let name = asked.argument.rsplit("::").next().unwrap_or_default();
            let mut named = source.constants.iter().filter(|constant| constant.name == name);
            match named.next() {
                None => faults.push(format!("{file}: query({name}) names no constant of this file")),
                Some(base) if asked.built && !ran.iter().any(|sql| sql.starts_with(base.text.trim())) => {
                    faults.push(format!("{file}: {name} is built from fragments, and no test runs it"));
                }
                Some(_) if named.next().is_some() => faults.push(format!("{file}: two constants are called {name}")),
                Some(_) => {}
            }
        }
        for constant in source.constants.iter().filter(|constant| constant.is_statement()) {
            let built = source
                .uses
                .iter()
                .any(|asked| asked.built && asked.argument.ends_with(&constant.name));
            if built || MAY_SCAN.iter().any(|(name, _)| *name == constant.name) {
                continue;
            }
            for fault in plans::faults(db, &constant.text).await {
                faults.push(format!("{file}: {}: {fault}", constant.name));
            }
        }
    }
    // Those of the session library too, which it writes in small letters.
    let plannable = |sql: &&String| {
        let sql = sql.to_ascii_uppercase();
        ["SELECT", "INSERT", "UPDATE", "DELETE", "WITH"]
            .iter()
            .any(|word| sql.starts_with(word))
    };
    for sql in ran.iter().filter(plannable) {
        for fault in plans::faults(db, sql).await {
            faults.push(format!("{fault}: {sql}"));
        }
    }
    faults
}

on_both_engines!(every_statement_has_its_index, async |db: TestDb| {
    let site = TestSite::over(db);
    let ran: BTreeSet<String> = run_built_statements(&site).await.into_iter().collect();
    let ran: Vec<String> = ran.into_iter().collect();
    for (word, table) in [
        ("INSERT", " SESSIONS"),
        ("DELETE", " SESSIONS"),
        ("UPDATE", "USER_SESSIONS"),
    ] {
        let heard = |sql: &String| {
            let sql = sql.to_ascii_uppercase().replace('"', "").replace("PUBLIC.", "");
            sql.starts_with(word) && sql.contains(table)
        };
        assert!(ran.iter().any(heard), "no {word} of{table} was heard: {ran:#?}");
    }
    let faults = faults(&site.db, &sources::all(), &ran).await;
    assert!(faults.is_empty(), "{}", faults.join("\n"));
});

// The checker is checked too: it must find what it is for.

fn source(text: &str) -> Vec<Source> {
    vec![sources::read(PathBuf::from("src/fixture/store.rs"), text)]
}

const GOOD: &str = r##"
/// events_slug_key
const BY_SLUG: &str = "SELECT id, title FROM events WHERE slug = $1";
/// events_coming_idx
pub const COMING: &str = r#"
    SELECT e.id, "e"."title" FROM events AS e
    WHERE e.status = 'scheduled' AND e.visibility = 'public' AND e.kind <> 'wanted' AND (e.sort_at, e.id) > ($1, $2)
    ORDER BY e.sort_at, e.id LIMIT $3"#;
/// event_terms_term_sort_at_event_id_key, events_id_key
const FOUND: &str = "
    SELECT e.id FROM event_terms t JOIN events e ON e.id = t.event_id
    WHERE t.term = $1 AND t.sort_at >= $2 ORDER BY t.sort_at, t.event_id LIMIT 20";
/// thread_members_unread_idx
const UNREAD: &str = "SELECT CAST(COALESCE(SUM(last_seq - seen_seq), 0) AS BIGINT) \
    FROM thread_members WHERE user_id = $1 AND state = 'open' AND last_seq > seen_seq";
/// thread_members_recent_idx
const THREADS: &str = "
    SELECT thread_id, last_message_at FROM thread_members
    WHERE user_id = $1 AND (last_message_at, thread_id) < ($2, $3)
    ORDER BY last_message_at DESC, thread_id DESC LIMIT 30";
/// event_participants_event_id_queue_no_key
const JOIN: &str = "
    INSERT INTO event_participants (event_id, user_id, slot_id, status, queue_no, joined_at, updated_at)
    VALUES ($1, $2, $3, $4, (SELECT COALESCE(MAX(queue_no), 0) + 1 FROM event_participants WHERE event_id = $1), $5, $5)";
/// event_participants_slot_id_status_idx
const TAKEN: &str = "SELECT count(*) FROM event_participants WHERE slot_id = $1 AND status IN ('accepted', 'offered')";
const NO_SQL: &str = "Everything // here";
async fn by_slug(db: &Db) { db.query(BY_SLUG).bind(1) } // db.query(NOTHING)
"##;

on_both_engines!(good_statements_pass, async |db: TestDb| {
    rows::insert_all(&db).await;
    let sources = source(GOOD);
    assert_eq!(sources[0].constants.len(), 8, "{:#?}", sources[0]);
    assert_eq!(faults(&db, &sources, &[]).await, Vec::<String>::new());
});

on_both_engines!(bad_statements_do_not, async |db: TestDb| {
    for sql in [
        "SELECT id FROM events WHERE title LIKE '%jazz%'",
        "SELECT id FROM users WHERE full_name = $1",
        "SELECT u.id FROM users AS u WHERE u.bio = $1",
        "SELECT count(*) FROM messages",
        "SELECT id FROM events ORDER BY id LIMIT 20",
        "SELECT id FROM events WHERE ($1 IS NULL OR slug = $1)",
        "SELECT h.event_id FROM event_hosts h JOIN events e ON e.title = h.user_id WHERE h.event_id = $1",
        "UPDATE thread_members SET muted_at = NULL WHERE muted_at < $1",
        "DELETE FROM messages",
        "SELECT nothing FROM events WHERE slug = $1",
        "WITH some AS (SELECT id FROM users WHERE town = $1) SELECT id FROM some",
    ] {
        let text = format!("const BAD: &str = \"{sql}\";");
        let faults = faults(&db, &source(&text), &[]).await;
        assert!(!faults.is_empty(), "not found: {sql}");
    }
});

on_both_engines!(a_like_on_the_way_through_an_index_is_found, async |db: TestDb| {
    let sql = "SELECT id FROM events WHERE status = 'scheduled' AND visibility = 'public' AND kind <> 'wanted' AND sort_at > $1
        AND title LIKE '%jazz%' ORDER BY sort_at, id LIMIT 20";
    // SQLite's plan does not tell; PostgreSQL's does, and every statement is seen by both.
    let found = !plans::faults(&db, sql).await.is_empty();
    assert_eq!(found, db.engine() == tutti::db::Engine::Postgres);
});

on_both_engines!(what_is_built_must_be_run, async |db: TestDb| {
    let text = r#"
const LIST: &str = "SELECT id FROM events WHERE status = 'scheduled' AND visibility = 'public' AND kind <> 'wanted' AND sort_at > $1";
const KIND: &str = " AND kind = $?";
async fn list(db: &Db) { let mut query = db.query(LIST).bind(now); query = query.push(KIND).bind(kind); query.fetch_all().await }
"#;
    let sources = source(text);
    let none = faults(&db, &sources, &[]).await;
    assert!(none.len() == 1 && none[0].contains("no test runs it"), "{none:?}");
    const LIST: &str = "SELECT id FROM events WHERE status = 'scheduled' AND visibility = 'public' AND kind <> 'wanted' AND sort_at > $1";
    let ran = recorded(async {
        let query = db
            .query(LIST)
            .bind(support::rows::then())
            .push(" AND kind = $?")
            .bind("jam");
        query.fetch_all::<(uuid::Uuid,)>().await.expect("a list")
    })
    .await;
    assert!(ran.contains(&format!("{LIST} AND kind = $2")), "{ran:?}");
    assert_eq!(faults(&db, &sources, &ran).await, Vec::<String>::new());
    let bad = vec![format!("{LIST} OR title LIKE '%' || $2")];
    assert!(!faults(&db, &sources, &bad).await.is_empty());
});

on_both_engines!(a_statement_without_a_constant_is_refused, async |db: TestDb| {
    for text in [
        "fn f(db: &Db) { db.query(MISSING).execute() }",
        "fn f(db: &Db) { db.query(\"SELECT 1\").execute() }",
    ] {
        let faults = faults(&db, &source(text), &[]).await;
        assert!(
            faults.len() == 1 && faults[0].contains("names no constant"),
            "{faults:?}"
        );
    }
});

on_both_engines!(
    a_statement_that_goes_around_the_handle_is_refused,
    async |db: TestDb| {
        let text = "async fn f(pool: &PgPool) { sqlx::query(\"SELECT 1\").execute(pool).await }";
        let faults = faults(&db, &source(text), &[]).await;
        assert!(faults.len() == 1 && faults[0].contains("by another way"), "{faults:?}");
    }
);

#[test]
fn every_exception_is_still_needed() {
    let sources = sources::all();
    for (name, reason) in MAY_SCAN {
        let known = sources
            .iter()
            .any(|source| source.constants.iter().any(|constant| constant.name == *name));
        assert!(known && !reason.is_empty(), "{name} is no statement any more");
    }
}
