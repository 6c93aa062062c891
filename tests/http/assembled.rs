//! The layers around the site, put together as they serve: each has its own tests, these are of their order.

use std::path::Path;

use axum::http::Method;
use tutti::server::assets;

use crate::post_event;
use crate::support::site::{Answer, TestSite};
use crate::support::{TestDb, on_both_engines};

const PROGRAM: (&str, &str) = ("accept", "application/json");
const BROWSER: (&str, &str) = ("accept", "text/html");

/// What stands on every answer, whichever layer made it.
fn guarded(what: &str, answer: &Answer) {
    for (name, value) in [
        ("cross-origin-opener-policy", "same-origin"),
        ("cross-origin-resource-policy", "same-origin"),
        ("cross-origin-embedder-policy", "require-corp"),
        ("referrer-policy", "same-origin"),
        ("x-content-type-options", "nosniff"),
        ("x-frame-options", "DENY"),
    ] {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    assert!(
        answer.header("permissions-policy").contains("camera=()"),
        "{what}: {:?}",
        answer.headers
    );
    let policy = answer.header("content-security-policy");
    assert!(policy.starts_with("default-src 'none'"), "{what}: {policy}");
    assert_eq!(answer.header("x-request-id").len(), 12, "{what}");
}

on_both_engines!(pages_are_compressed_as_their_reader_likes, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let ask = async |path: &str, accept: &str| {
        let headers = [BROWSER, ("accept-encoding", accept)];
        guest.raw(Method::GET, path, &headers, "").await
    };
    let plain = ask("/events", "identity").await;
    assert_eq!((plain.status, plain.header("content-encoding")), (200, ""));
    assert!(plain.text.len() > 1024);
    for (accept, kept, made) in [
        ("gzip, deflate, br, zstd", "br", "zstd"),
        ("gzip, deflate, br", "br", "br"),
        ("gzip", "gzip", "gzip"),
    ] {
        // a page that is kept, for which the smallest is worth its time, and an error that the outermost layers dress as a
        // page
        for (path, status, encoding) in [("/events", 200, kept), ("/nothing/here", 404, made)] {
            let answer = ask(path, accept).await;
            assert_eq!(
                (answer.status, answer.header("content-encoding")),
                (status, encoding),
                "{path}"
            );
            assert!(!answer.text.contains("<html"), "{path}: {accept}");
            let vary: Vec<_> = answer.headers.get_all("vary").iter().collect();
            assert!(vary.iter().any(|name| *name == "accept-encoding"), "{path}: {vary:?}");
            guarded(path, &answer);
        }
    }
    let short = ask("/health/live", "gzip, br, zstd").await;
    assert_eq!((short.text.as_str(), short.header("content-encoding")), ("live\n", ""));
});

on_both_engines!(every_answer_is_guarded, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let long = format!("/events?q={}", "a".repeat(9000));
    for (method, path, headers, status) in [
        (Method::GET, "/", [BROWSER], 200),
        (Method::HEAD, "/events", [BROWSER], 200),
        (Method::GET, "/events/", [BROWSER], 308),
        (Method::GET, "/messages", [BROWSER], 200),
        (Method::GET, "/nothing/here", [BROWSER], 404),
        (Method::GET, "/api/nothing", [PROGRAM], 404),
        (Method::GET, "/api/accounts/login", [PROGRAM], 405),
        (Method::POST, "/api/accounts/logout", [PROGRAM], 403),
        (Method::GET, &long, [BROWSER], 414),
        (Method::GET, "/v/old/nothing.css", [BROWSER], 404),
        (Method::GET, "/health/ready", [BROWSER], 200),
        (Method::TRACE, "/", [BROWSER], 405),
        (Method::TRACE, "/events", [BROWSER], 405),
        (Method::TRACE, "/health/live", [BROWSER], 405),
        (Method::TRACE, "/api/accounts/login", [PROGRAM], 405),
    ] {
        let answer = ada.raw(method.clone(), path, &headers, "").await;
        let what = format!("{method} {:.40}", path);
        assert_eq!(answer.status, status, "{what}: {}", answer.text);
        guarded(&what, &answer);
        assert_eq!(answer.header("strict-transport-security"), "", "{what}");
        if method == Method::TRACE {
            assert!(!answer.text.contains("session="), "{what}: nothing is echoed");
        }
    }
});

on_both_engines!(browsers_are_held_to_tls_where_people_come_over_it, async |db| {
    let site = TestSite::over_tls(db);
    let guest = site.guest();
    for path in ["/", "/nothing/here", "/events/", "/health/live", "/v/old/nothing.css"] {
        let answer = guest.get(path).await;
        assert_eq!(
            answer.header("strict-transport-security"),
            "max-age=63072000; includeSubDomains",
            "{path}"
        );
    }
    site.member("ada").await;
});

on_both_engines!(files_are_kept_and_not_compressed_again, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let built = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("site/pkg/tutti.css")
        .exists();
    // A debug build serves what is on the disk at the moment; only a release knows its files by their hash.
    let cache = if cfg!(debug_assertions) {
        "no-cache"
    } else {
        "public, max-age=31536000, immutable"
    };
    for (name, kind) in [
        ("pkg/tutti.css", "text/css; charset=utf-8"),
        ("favicon.svg", "image/svg+xml"),
    ] {
        let path = format!("{}/{name}", assets::root());
        let answer = guest
            .raw(Method::GET, &path, &[("accept-encoding", "zstd, br, gzip")], "")
            .await;
        guarded(name, &answer);
        if !built {
            assert_eq!(answer.status, 404, "{name}: there is no site/ to serve");
            continue;
        }
        assert_eq!(answer.status, 200, "{name}");
        assert_eq!(answer.header("content-type"), kind);
        assert_eq!(answer.header("cache-control"), cache, "{name}");
        assert_ne!(
            answer.header("content-encoding"),
            "zstd",
            "{name}: it was compressed when it was built, or never"
        );
        assert!(answer.cookies().is_empty(), "{name}");
    }
});

/// How long somebody who was refused is told to wait, the same in the header and in what a program reads.
fn told_to_wait(answer: &Answer) -> u32 {
    assert_eq!(answer.status, 429, "{}", answer.text);
    let wait = answer.header("retry-after").parse().expect("seconds");
    if answer.header("content-type") == "application/problem+json" {
        assert_eq!(answer.json()["retry_after"], wait);
    }
    wait
}

on_both_engines!(sign_ups_are_limited_by_address, async |db| {
    let site = TestSite::limited(db);
    let guest = site.guest();
    let nothing = [("username", ""), ("page", "/signup")];
    for _ in 0..5 {
        assert_eq!(guest.act("accounts/signup", &nothing).await.status, 422);
    }
    let (page, problem) = (
        guest.act("accounts/signup", &nothing).await,
        guest.call("accounts/signup", &nothing).await,
    );
    for answer in [&page, &problem] {
        let wait = told_to_wait(answer);
        assert!((1..=12).contains(&wait), "one more every twelve seconds, not in {wait}");
    }
    assert!(!page.page().h1().is_empty());
    assert_eq!(
        site.guest().act("accounts/signup", &nothing).await.status,
        422,
        "another address has its own five"
    );
    let login = [("login", "ada"), ("page", "/login")];
    assert_eq!(guest.act("accounts/login", &login).await.status, 422, "so has log-in");
});

on_both_engines!(events_are_limited_by_person, async |db| {
    let site = TestSite::limited(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    for number in 0..20 {
        let answer = post_event(&ada, &site, &[]).await;
        assert_eq!(answer.status, 303, "the {number}th: {}", answer.text);
    }
    let refused = post_event(&ada, &site, &[("title", "One too many")]).await;
    let wait = told_to_wait(&refused);
    assert!((1..=180).contains(&wait), "one more every three minutes, not in {wait}");
    assert_eq!(
        refused.page().value("Title").as_deref(),
        Some("One too many"),
        "what was typed is there"
    );
    assert_eq!(
        post_event(&bob, &site, &[]).await.status,
        303,
        "another person has their own"
    );
});

#[tokio::test(flavor = "multi_thread")]
async fn a_server_is_ready_again_when_its_database_is_back() {
    let Some(db) = TestDb::postgres().await else { return };
    let site = TestSite::over(db);
    let guest = site.guest();
    assert_eq!(guest.get("/health/ready").await.status, 200);
    site.db.let_in(false).await;
    assert_eq!(guest.get("/health/ready").await.status, 503);
    assert_eq!(guest.get("/health/live").await.status, 200);
    site.db.let_in(true).await;
    assert_eq!(guest.get("/health/ready").await.status, 200);
    site.member("ada").await;
}
