//! Where one is logged in: the list, and ending sessions from another.

use crate::support::on_both_engines;
use crate::support::site::{Answer, PASSWORD, TestSite, Visitor, urlencoded};
use axum::http::Method;
use jiff::SignedDuration;
use std::collections::BTreeSet;

const SESSION: &str = "session";
const SESSIONS: &str = "/settings/sessions";

const FIREFOX: &str = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
const CHROME: &str =
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36";

/// The owner of this account, at a browser that names itself.
async fn log_in(site: &TestSite, name: &str, agent: &str) -> Visitor {
    let visitor = site.guest();
    let headers = [
        ("accept", "text/html"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
        ("user-agent", agent),
    ];
    let body = urlencoded(&[("login", name), ("password", PASSWORD)]);
    let answer = visitor.raw(Method::POST, "/api/accounts/login", &headers, body).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
    visitor
}

/// What the forms of the page call the sessions that can be ended.
fn named(page: &Answer) -> Vec<String> {
    let forms = page.text.split("name=\"session\" value=\"").skip(1);
    forms
        .filter_map(|rest| Some(rest.split('"').next()?.to_owned()))
        .collect()
}

async fn rows(site: &TestSite) -> (i64, i64) {
    const ROWS: &str = "SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM user_sessions)";
    site.db.query(ROWS).fetch_one().await.expect("counts")
}

on_both_engines!(sessions_are_listed_in_plain_words, async |db| {
    let site = TestSite::over(db);
    site.member("bob").await;
    site.member("ada").await;
    let phone = log_in(&site, "ada", CHROME).await;
    site.clock.advance(SignedDuration::from_hours(3));
    let laptop = log_in(&site, "ada", FIREFOX).await;
    let answer = laptop.get(SESSIONS).await;
    let page = answer.page();
    let rows = page.texts("tbody tr");
    assert_eq!(rows.len(), 3, "mine alone: {rows:?}");
    assert!(rows[0].starts_with("Firefox on Linux this one Since "), "{rows:?}");
    assert!(rows[0].ends_with(" now"), "{rows:?}");
    assert!(!rows[0].contains("End"), "{rows:?}");
    assert!(
        rows[1..].iter().any(|row| row.starts_with("Chrome on Android")),
        "{rows:?}"
    );
    assert!(
        rows[1..].iter().any(|row| row.starts_with("An unknown device")),
        "{rows:?}"
    );
    for row in &rows {
        assert!(row.contains(", from 192.0.2.0/24"), "{row}");
    }
    let robots = page.attribute("meta[name=robots]", "content");
    assert_eq!(robots.as_deref(), Some("noindex"));
    assert_eq!(named(&answer).len(), 2);
    for session in [&phone, &laptop] {
        let cookie = session.cookie(SESSION).expect("a session");
        assert!(!answer.text.contains(&cookie), "no cookie is on the page");
    }
    // What names a session opens none.
    for name in named(&answer) {
        let thief = site.guest();
        thief.set_cookie(SESSION, &name);
        assert_eq!(thief.get(SESSIONS).await.status, 303);
    }
    site.clock.advance(SignedDuration::from_hours(15 * 24));
    let back = log_in(&site, "ada", CHROME).await;
    assert_eq!(
        back.get(SESSIONS).await.page().count("tbody tr"),
        1,
        "what is over is not listed"
    );
});

on_both_engines!(settings_are_three_pages_and_say_which, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for (path, name) in [
        ("/settings/profile", "Profile"),
        ("/settings/account", "Account"),
        (SESSIONS, "Sessions"),
    ] {
        let page = ada.get(path).await.page();
        assert_eq!(page.h1(), "Settings");
        assert_eq!(page.texts("main nav a"), ["Profile", "Account", "Sessions"]);
        assert_eq!(page.texts("main nav a[aria-current=page]"), [name]);
        assert_eq!(page.link(name).as_deref(), Some(path));
    }
});

on_both_engines!(one_session_is_ended_at_once, async |db| {
    let site = TestSite::over(db);
    let laptop = site.member("ada").await;
    let phone = log_in(&site, "ada", CHROME).await;
    assert_eq!(phone.get(SESSIONS).await.status, 200, "and remembered for two seconds");
    let name = named(&laptop.get(SESSIONS).await).pop().expect("the phone's");
    let fields = [("session", name.as_str()), ("page", SESSIONS)];
    let done = laptop.act("accounts/end_session", &fields).await;
    assert_eq!(done.location(), SESSIONS);
    let page = laptop.get(SESSIONS).await.page();
    assert_eq!(page.notice().as_deref(), Some("That session is ended."));
    assert!(!page.button("End all others"), "{}", page.text());
    assert_eq!(phone.get(SESSIONS).await.status, 303, "at once");
    assert_eq!(phone.call("accounts/end_other_sessions", &[]).await.status, 401);
    assert_eq!(rows(&site).await, (1, 1));
    let again = laptop.act("accounts/end_session", &fields).await;
    assert_eq!(again.status, 404, "it is no more");
    assert_eq!(laptop.get(SESSIONS).await.status, 200);
});

on_both_engines!(a_strangers_session_is_none, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let (adas,): (String,) = site
        .db
        .query("SELECT us.id FROM user_sessions us JOIN users u ON u.id = us.user_id WHERE u.username = 'ada'")
        .fetch_one()
        .await
        .expect("a session");
    let made_up = "AAAAAAAAAAAAAAAAAAAAAA";
    let cookie = ada.cookie(SESSION).expect("a session");
    for name in [adas.as_str(), made_up, "", &cookie, &"x".repeat(10_000), "' OR 1=1"] {
        let fields = [("session", name), ("page", SESSIONS)];
        assert_eq!(bob.act("accounts/end_session", &fields).await.status, 404, "{name}");
        let program = bob.call("accounts/end_session", &fields).await;
        assert_eq!(program.status, 404, "{name}");
        let nobody = site.guest().call("accounts/end_session", &fields).await;
        assert_eq!(nobody.status, 401, "{name}");
    }
    assert_eq!(ada.get(SESSIONS).await.status, 200);
    assert_eq!(rows(&site).await, (2, 2));
    let away = site
        .guest()
        .act("accounts/end_session", &[("session", &adas), ("page", SESSIONS)])
        .await;
    assert_eq!(away.location(), "/login?next=%2Fsettings%2Fsessions");
});

on_both_engines!(all_others_end_and_this_one_stays, async |db| {
    let site = TestSite::over(db);
    let (laptop, bob) = (site.member("ada").await, site.member("bob").await);
    let others = [
        log_in(&site, "ada", CHROME).await,
        log_in(&site, "ada", FIREFOX).await,
        log_in(&site, "ada", "curl/8.5.0").await,
    ];
    let names: BTreeSet<String> = named(&laptop.get(SESSIONS).await).into_iter().collect();
    assert_eq!(names.len(), 3);
    let held = laptop.cookie(SESSION);
    for round in 0..2 {
        let done = laptop.act("accounts/end_other_sessions", &[("page", SESSIONS)]).await;
        assert_eq!(done.location(), SESSIONS, "round {round}");
    }
    assert_eq!(
        laptop.get(SESSIONS).await.page().notice().as_deref(),
        Some("You are logged in here and nowhere else.")
    );
    assert_eq!(laptop.cookie(SESSION), held);
    for other in &others {
        assert_eq!(other.get(SESSIONS).await.status, 303);
    }
    assert_eq!(bob.get(SESSIONS).await.status, 200, "nobody else's");
    assert_eq!(rows(&site).await, (2, 2));
    assert_eq!(site.guest().call("accounts/end_other_sessions", &[]).await.status, 401);
});

on_both_engines!(to_end_the_session_that_asks_is_to_log_out, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let (own,): (String,) = site
        .db
        .query("SELECT id FROM user_sessions")
        .fetch_one()
        .await
        .expect("a session");
    let done = ada
        .act("accounts/end_session", &[("session", &own), ("page", SESSIONS)])
        .await;
    assert_eq!(
        (done.location(), done.header("clear-site-data")),
        ("/", "\"cache\", \"storage\"")
    );
    assert_eq!(ada.cookie(SESSION), None);
    assert_eq!(rows(&site).await, (0, 0));
});

on_both_engines!(
    of_very_many_sessions_a_hundred_are_shown_and_all_are_ended,
    async |db| {
        let site = TestSite::over(db);
        let ada = site.member("ada").await;
        let copy = "INSERT INTO user_sessions (id, user_id, created_at, seen_at, agent, network)
                SELECT $1, us.user_id, us.created_at, us.seen_at, us.agent, us.network FROM user_sessions us LIMIT 1";
        let record =
            "INSERT INTO sessions (id, data, expiry_date) SELECT $1, s.data, s.expiry_date FROM sessions s LIMIT 1";
        let done = tutti::transact!(site.db, tx => {
            for at in 0..120 {
                let id = format!("copy-{at}");
                tx.query(copy).bind(id.clone()).execute().await?;
                tx.query(record).bind(id).execute().await?;
            }
            Ok(())
        });
        done.expect("rows");
        let page = ada.get(SESSIONS).await.page();
        assert_eq!(page.count("tbody tr"), 100);
        assert!(page.texts("tbody tr")[0].contains("this one"));
        assert!(page.text().contains("These are 100 of them."), "{}", page.text());
        assert_eq!(ada.act("accounts/end_other_sessions", &[]).await.status, 303);
        assert_eq!(rows(&site).await, (1, 1));
    }
);
