//! What a session costs, how long it lives, and what becomes of it when the database is busy or away.

use crate::support::site::{ORIGIN, PASSWORD, TestSite, Visitor};
use crate::support::{TestDb, on_both_engines, recorded};
use argon2::password_hash::{PasswordHasher, SaltString};
use argon2::{Argon2, Params};
use axum::body::Body;
use axum::http::{Request, header};
use jiff::SignedDuration;
use std::time::{Duration, Instant};
use tower::ServiceExt;
use tutti::app::{Clock, Limits, Shared, Site};
use tutti::identity::sessions;
use tutti::{server, transact};

const SESSION: &str = "session";
/// A page for members.
const MINE: &str = "/settings/profile";

/// Longer than anything is remembered about a session.
fn forget(site: &TestSite) {
    site.clock.advance(SignedDuration::from_secs(3));
}

async fn seen(site: &TestSite) -> tutti::instant::Instant {
    let (seen,) = site
        .db
        .query("SELECT seen_at FROM user_sessions")
        .fetch_one()
        .await
        .unwrap();
    seen
}

/// The line by which an answer sets the session's cookie, if it does.
fn set_cookie(headers: &axum::http::HeaderMap, name: &str) -> Option<String> {
    let lines = headers
        .get_all(header::SET_COOKIE)
        .iter()
        .map(|line| line.to_str().unwrap().to_owned());
    lines.into_iter().find(|line| line.split('=').next() == Some(name))
}

on_both_engines!(a_page_asks_once_who_reads_it, async |db| {
    let site = TestSite::over(db);
    let (guest, ada) = (site.guest(), site.member("ada").await);
    assert_eq!(recorded(guest.get("/about")).await, [""; 0], "nobody");
    ada.get("/about").await; // shows the notice
    forget(&site);
    let first = recorded(ada.get("/about")).await;
    assert_eq!(first.len(), 1, "{first:#?}");
    assert!(first[0].contains("FROM user_sessions"), "{first:?}");
    assert_eq!(recorded(ada.get("/about")).await, [""; 0], "within two seconds");
});

on_both_engines!(the_seen_time_moves_once_an_hour_and_the_cookie_with_it, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let begun = seen(&site).await;
    site.clock.advance(SignedDuration::from_mins(59));
    assert_eq!(set_cookie(&ada.get(MINE).await.headers, SESSION), None);
    assert_eq!(seen(&site).await, begun);
    site.clock.advance(SignedDuration::from_mins(2));
    let held = ada.cookie(SESSION);
    let line = set_cookie(&ada.get(MINE).await.headers, SESSION).expect("the cookie, once more");
    assert!(
        line.contains("Max-Age=1209600") && line.contains("HttpOnly; SameSite=Lax"),
        "{line}"
    );
    assert_eq!(ada.cookie(SESSION), held, "the same session");
    let moved = seen(&site).await;
    assert!(moved.since(begun) >= SignedDuration::from_mins(61));
    forget(&site);
    assert_eq!(set_cookie(&ada.get(MINE).await.headers, SESSION), None);
    assert_eq!(seen(&site).await, moved);
    // No longer than 90 days in all.
    for _ in 0..8 {
        site.clock.advance(SignedDuration::from_hours(11 * 24));
        assert_eq!(ada.get(MINE).await.status, 200);
    }
    site.clock.advance(SignedDuration::from_hours(2));
    let line = set_cookie(&ada.get(MINE).await.headers, SESSION).expect("the cookie, once more");
    let left: i64 = line
        .split("Max-Age=")
        .nth(1)
        .unwrap()
        .split(';')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    assert!((1..2 * 24 * 3600).contains(&left), "{line}");
});

on_both_engines!(who_is_suspended_is_out, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for (change, status) in [
        ("UPDATE users SET status = 'suspended'", 303),
        ("UPDATE users SET status = 'active'", 200),
        (
            "UPDATE users SET suspended_until = (SELECT us.seen_at FROM user_sessions us)",
            200,
        ),
        ("UPDATE users SET status = 'deleted'", 303),
    ] {
        transact!(site.db, tx => { Ok(tx.query(change).execute().await?) }).unwrap();
        forget(&site);
        assert_eq!(ada.get(MINE).await.status, status, "{change}");
    }
    let login = [("login", "ada"), ("password", PASSWORD), ("page", "/login")];
    let answer = site.guest().act("accounts/login", &login).await;
    assert_eq!(answer.status, 422, "with the right password, too");
});

on_both_engines!(a_session_needs_both_its_rows, async |db| {
    let site = TestSite::over(db);
    for table in ["DELETE FROM sessions", "DELETE FROM user_sessions"] {
        let ada = site.guest();
        let name = if table.ends_with("user_sessions") { "ada" } else { "bob" };
        let fields = [
            ("username", name),
            ("email", &format!("{name}@example.test")),
            ("password", PASSWORD),
        ];
        assert_eq!(ada.act("accounts/signup", &fields).await.status, 303);
        transact!(site.db, tx => { Ok(tx.query(table).execute().await?) }).unwrap();
        forget(&site);
        assert_eq!(ada.get(MINE).await.status, 303, "{table}");
        assert_eq!(ada.act("accounts/logout", &[]).await.status, 303, "{table}");
        assert_eq!(ada.cookie(SESSION), None, "{table}");
    }
});

on_both_engines!(a_busy_writer_keeps_no_reader_waiting, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    site.clock.advance(SignedDuration::from_hours(2));
    let writing = site.db.begin().await.unwrap();
    let start = Instant::now();
    assert_eq!(ada.get("/about").await.status, 200);
    assert!(start.elapsed() < Duration::from_millis(1_500), "{:?}", start.elapsed());
    drop(writing);
});

on_both_engines!(a_database_that_is_away_logs_nobody_out, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    forget(&site);
    site.close_database().await;
    let answer = ada.get(MINE).await;
    assert_eq!(answer.status, 503);
    assert!(answer.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert!(ada.cookie(SESSION).is_some());
});

on_both_engines!(sessions_that_are_over_are_swept, async |db| {
    let site = TestSite::over(db);
    let _idle = site.member("ada").await;
    site.clock.advance(SignedDuration::from_hours(10 * 24));
    let _young = site.member("bob").await;
    let left = async || {
        let (all, owned): (i64, i64) = site
            .db
            .query("SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM user_sessions)")
            .fetch_one()
            .await
            .unwrap();
        (all, owned)
    };
    sessions::sweep(&site.db, site.now()).await.unwrap();
    assert_eq!(left().await, (2, 2));
    site.clock.advance(SignedDuration::from_hours(5 * 24));
    sessions::sweep(&site.db, site.now()).await.unwrap();
    assert_eq!(left().await, (1, 1), "one was idle for 15 days");
    transact!(site.db, tx => { Ok(tx.query("DELETE FROM user_sessions").execute().await?) }).unwrap();
    let expired = "UPDATE sessions SET expiry_date = $1";
    let past = time::OffsetDateTime::now_utc() - time::Duration::hours(1);
    transact!(site.db, tx => { Ok(tx.query(expired).bind(past).execute().await?) }).unwrap();
    sessions::sweep(&site.db, site.now()).await.unwrap();
    assert_eq!(left().await, (0, 0), "nobody's");
});

on_both_engines!(an_old_hash_is_made_anew_at_log_in, async |db| {
    let site = TestSite::over(db);
    site.member("ada").await;
    let old = Argon2::new(
        Default::default(),
        Default::default(),
        Params::new(64, 1, 1, None).unwrap(),
    );
    let salt = SaltString::from_b64("c29tZSBzYWx0IGZvciB0ZXN0cw").unwrap();
    let old = old.hash_password(PASSWORD.as_bytes(), &salt).unwrap().to_string();
    let outdate = "UPDATE users SET password_hash = $1";
    transact!(site.db, tx => { Ok(tx.query(outdate).bind(old.as_str()).execute().await?) }).unwrap();
    let kept = async || {
        let (kept,): (String,) = site
            .db
            .query("SELECT password_hash FROM users")
            .fetch_one()
            .await
            .unwrap();
        kept
    };
    let try_log_in = async |password: &str| {
        let fields = [("login", "ada"), ("password", password), ("page", "/login")];
        site.guest().act("accounts/login", &fields).await.status
    };
    assert_eq!((try_log_in("wrong password").await, kept().await), (422, old.clone()));
    assert_eq!(try_log_in(PASSWORD).await, 303);
    assert!(kept().await.starts_with("$argon2id$v=19$m=19456,t=2,p=1$"));
    assert_eq!(try_log_in(PASSWORD).await, 303);
});

on_both_engines!(a_second_sign_up_needs_the_same_password, async |db| {
    let site = TestSite::over(db);
    site.member("ada").await;
    for (username, email, password, status) in [
        ("ada", "ada@example.test", PASSWORD, 303),
        ("ada", "ada@example.test", "eight crooked bassoons at noon", 422),
        ("Ada", "ada@example.test", PASSWORD, 422),
        ("ada", "other@example.test", PASSWORD, 422),
    ] {
        let fields = [
            ("username", username),
            ("email", email),
            ("password", password),
            ("page", "/signup"),
        ];
        let guest = site.guest();
        assert_eq!(
            guest.act("accounts/signup", &fields).await.status,
            status,
            "{username} {email} {password}"
        );
        assert_eq!(guest.cookie(SESSION).is_some(), status == 303);
    }
});

on_both_engines!(over_https_the_cookie_is_this_hosts_alone, async |db: TestDb| {
    let about = Site {
        public_url: ORIGIN.replace("http:", "https:").parse().unwrap(),
        source_url: None,
        operator: None,
        time_zone: "UTC".into(),
    };
    let app = Shared::new(
        db.clone(),
        about,
        Clock::movable(),
        Limits::new(false),
        server::assets::root(),
    );
    let router = server::site(app.into(), Default::default()).router;
    let post = async |act: &str, cookie: &str, body: String| {
        let request = Request::post(format!("/api/accounts/{act}"))
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
            .header("sec-fetch-site", "same-origin")
            .header(header::COOKIE, cookie);
        router
            .clone()
            .oneshot(request.body(Body::from(body)).unwrap())
            .await
            .unwrap()
    };
    let form = format!(
        "username=ada&email=ada%40example.test&password={}",
        PASSWORD.replace(' ', "+")
    );
    let answer = post("signup", "", form).await;
    let line = set_cookie(answer.headers(), "__Host-session").expect("a session");
    for part in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/", "Max-Age=1209600"] {
        assert!(line.split("; ").any(|attribute| attribute == part), "{part}: {line}");
    }
    assert!(!line.contains("Domain"), "{line}");
    let cookie = line.split(';').next().unwrap().to_owned();
    let answer = post("logout", &cookie, String::new()).await;
    assert_eq!(answer.status(), 200);
    let line = set_cookie(answer.headers(), "__Host-session").expect("its removal");
    assert!(
        line.starts_with("__Host-session=;") && line.contains("Max-Age=0") && line.contains("; Secure"),
        "{line}"
    );
});

on_both_engines!(who_is_signed_in_is_sent_on_from_log_in, async |db| {
    let site = TestSite::over(db);
    let ada: Visitor = site.member("ada").await;
    for (path, to) in [
        ("/login", "/"),
        ("/signup?next=%2Fevents%2Fnew", "/events/new"),
        ("/login?next=%2Flogin%3Fnext%3D%252F", "/"),
        ("/login?next=%2F%2Fevil.example", "/"),
        ("/login?next=https%3A%2F%2Fevil.example", "/"),
        ("/login?next=a&next=b", "/"),
    ] {
        assert_eq!(ada.get(path).await.location(), to, "{path}");
    }
    // A form that failed is shown all the same.
    let wrong = [("login", "ada"), ("password", "wrong password"), ("page", "/login")];
    assert_eq!(ada.act("accounts/login", &wrong).await.page().h1(), "Da capo.");
});
