//! The front: the library's unsafe defaults, each closed.

use crate::support::on_both_engines;
use crate::support::site::{ORIGIN, PASSWORD, TestSite};
use axum::http::Method;
use std::collections::BTreeSet;
use tutti::error::Problem;

const FORM: (&str, &str) = ("content-type", "application/x-www-form-urlencoded");
const PROGRAM: (&str, &str) = ("accept", "application/json");
const BROWSER: (&str, &str) = ("accept", "text/html,application/xhtml+xml");
const SAME: (&str, &str) = ("sec-fetch-site", "same-origin");
const LOG_IN: &str = "/api/accounts/login";

on_both_engines!(a_request_from_another_site_does_nothing, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let foreign: [&[(&str, &str)]; 5] = [
        &[("sec-fetch-site", "cross-site")],
        &[("sec-fetch-site", "same-site")],
        &[("origin", "https://evil.example")],
        &[("origin", "null")],
        &[],
    ];
    for from in foreign {
        for accept in [PROGRAM, BROWSER] {
            let headers = [from, &[FORM, accept]].concat();
            let answer = ada.raw(Method::POST, "/api/accounts/logout", &headers, "").await;
            assert_eq!(answer.status, 403, "{headers:?}: {}", answer.text);
        }
    }
    assert_eq!(ada.get("/settings/profile").await.status, 200, "still signed in");
    let ours = [FORM, PROGRAM, ("origin", ORIGIN)];
    assert_eq!(
        ada.raw(Method::POST, "/api/accounts/logout", &ours, "").await.status,
        200
    );
});

on_both_engines!(a_body_is_refused_for_what_it_is, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let send = async |headers: &[(&str, &str)], body: Vec<u8>| guest.raw(Method::POST, LOG_IN, headers, body).await;
    let long = [b"login=".as_slice(), &[b'a'; 300_000]].concat();
    for accept in [PROGRAM, BROWSER] {
        let form = [FORM, SAME, accept];
        for (kind, status) in [
            ("text/plain", 415),
            ("multipart/form-data; boundary=x", 415),
            ("application/json", 415),
        ] {
            let headers = [("content-type", kind), SAME, accept];
            assert_eq!(send(&headers, b"login=ada".to_vec()).await.status, status, "{kind}");
        }
        assert_eq!(send(&[SAME, accept], b"login=ada".to_vec()).await.status, 415);
        for (body, status) in [
            (b"login=%ff%fe".to_vec(), 400),
            (b"login=a%00b".to_vec(), 400),
            (b"login=\xff".to_vec(), 400),
            (long.clone(), 413),
            (b"login=ada&login=bob".to_vec(), 422),
            (b"login=ada&is_admin=1".to_vec(), 422),
            (b"login[a]=ada".to_vec(), 422),
            (b"".to_vec(), 422),
        ] {
            let shown = String::from_utf8_lossy(&body[..body.len().min(30)]).into_owned();
            let answer = send(&form, body).await;
            assert_eq!(answer.status, status, "{shown}: {}", answer.text);
            if accept == PROGRAM {
                assert_eq!(answer.header("content-type"), "application/problem+json", "{shown}");
                assert_eq!(answer.json()["status"], status);
            } else {
                assert!(!answer.page().h1().is_empty(), "{shown}");
            }
        }
    }
    let page = format!("{ORIGIN}/login?next=%2Fevents");
    let answer = send(&[FORM, SAME, BROWSER, ("referer", &page)], long).await;
    let back = answer.page().attribute("main p.cluster a", "href");
    assert_eq!(back.as_deref(), Some("/login?next=%2Fevents"), "back to what was typed");
    let announced = [FORM, SAME, PROGRAM, ("content-length", "9999999999")];
    assert_eq!(
        send(&announced, b"login=ada".to_vec()).await.status,
        413,
        "before it comes"
    );
    let upper = [
        ("content-type", "Application/X-WWW-Form-URLencoded; charset=UTF-8"),
        SAME,
        PROGRAM,
    ];
    assert_eq!(
        send(&upper, b"login=ada&password=x".to_vec()).await.status,
        422,
        "a form by any case of its name"
    );
});

on_both_engines!(an_act_is_post_and_shows_its_form_to_who_opens_it, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    for act in tutti::app::acts() {
        let answer = guest.get(act.path).await;
        assert_eq!((answer.status, answer.location()), (303, act.home), "{}", act.path);
        for method in [Method::GET, Method::PUT, Method::DELETE] {
            let answer = guest.raw(method.clone(), act.path, &[PROGRAM], "").await;
            assert_eq!(
                (answer.status, answer.header("allow")),
                (405, "POST"),
                "{method} {}",
                act.path
            );
        }
    }
    assert_eq!(
        guest
            .raw(Method::POST, "/api/no/such", &[FORM, SAME, PROGRAM], "")
            .await
            .status,
        404
    );
});

#[test]
fn the_acts_are_all_server_functions_and_no_other() {
    let functions: BTreeSet<_> = leptos::server_fn::axum::server_fn_paths()
        .map(|(path, method)| (path.to_owned(), method))
        .collect();
    let acts = tutti::app::acts()
        .map(|act| (act.path.to_owned(), Method::POST))
        .collect();
    assert_eq!(functions, acts);
}

on_both_engines!(nobody_is_sent_to_another_site, async |db| {
    let site = TestSite::over(db);
    site.member("ada").await;
    let evil = [
        "https://evil.example/",
        "//evil.example",
        "/\\evil.example",
        "/%0d%0aSet-Cookie:x=1",
        "\r\n/x",
        "javascript:1",
    ];
    for to in evil {
        let guest = site.guest();
        let fields = [
            ("login", "ada"),
            ("password", crate::support::site::PASSWORD),
            ("next", to),
            ("page", to),
        ];
        let answer = guest.act("accounts/login", &fields).await;
        assert_eq!(answer.status, 303);
        let location = answer.location();
        assert!(
            !location.contains("evil.example/") || location.starts_with("/%"),
            "{to} → {location}"
        );
        let failed = guest.act("accounts/login", &[("login", "ada"), ("page", to)]).await;
        assert_eq!(failed.status, 422, "{to}");
    }
    let referred = [FORM, SAME, BROWSER, ("referer", "https://evil.example/phish")];
    let body = format!(
        "login=ada&password={}",
        tutti::app::encoded(crate::support::site::PASSWORD)
    );
    let answer = site.guest().raw(Method::POST, LOG_IN, &referred, body).await;
    assert_eq!((answer.status, answer.location()), (303, "/"));
});

on_both_engines!(a_failure_is_told_even_where_its_page_cannot, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    for page in [
        None,
        Some("/"),
        Some("/events/gone-aaaaaaaa"),
        Some("/api/accounts/login"),
        Some("/v/x/y"),
        Some("nonsense"),
    ] {
        let mut fields = vec![("login", ""), ("password", "")];
        fields.extend(page.map(|page| ("page", page)));
        let answer = guest.act("accounts/login", &fields).await;
        assert_eq!(answer.status, 422, "{page:?}");
        let shown = answer.page();
        assert!(!shown.h1().is_empty());
        assert!(
            shown.text().contains("Type your password."),
            "{page:?}: {}",
            shown.text()
        );
        assert!(!shown.links().is_empty(), "a way on");
    }
});

on_both_engines!(what_was_typed_comes_back_but_never_a_password, async |db| {
    let site = TestSite::over(db);
    let typed = "<b>\"a&amp;b\"</b>";
    let secret = "my very own secret";
    let answer = site
        .guest()
        .act(
            "accounts/signup",
            &[
                ("username", typed),
                ("email", "x"),
                ("password", secret),
                ("page", "/signup?next=%2Fevents"),
            ],
        )
        .await;
    assert_eq!(answer.status, 422);
    let page = answer.page();
    assert!(page.title().starts_with("Error: "), "{}", page.title());
    assert_eq!(page.value("User name").as_deref(), Some(typed));
    assert_eq!(page.value("Password").as_deref(), Some(""));
    assert!(!answer.text.contains(secret) && !answer.text.contains("<b>"));
    assert_eq!(
        page.summary().len(),
        3,
        "a heading and two faults: {:?}",
        page.summary()
    );
    assert!(page.error("User name").is_some() && page.error("E-mail").is_some());
    assert_eq!(page.hidden("accounts/signup", "next").as_deref(), Some("/events"));
});

on_both_engines!(programs_and_pages_are_told_the_same, async |db| {
    let site = TestSite::over(db);
    let fields = [
        ("username", "a b"),
        ("email", "nowhere"),
        ("password", "short"),
        ("page", "/signup"),
    ];
    let guest = site.guest();
    let (page, problem) = (
        guest.act("accounts/signup", &fields).await,
        guest.call("accounts/signup", &fields).await,
    );
    assert_eq!((page.status, problem.status), (422, 422));
    for (field, label) in [("username", "User name"), ("email", "E-mail"), ("password", "Password")] {
        let said = page.page().error(label);
        assert!(said.is_some(), "{label}: {}", page.text);
        assert_eq!(Some(problem.problem(field)), said);
    }
    let problem: Problem = serde_json::from_str(&problem.text).unwrap();
    let summary: Vec<_> = problem.errors.0.into_iter().map(|error| error.message).collect();
    assert_eq!(page.page().summary()[1..], summary[..], "in the order of the form");
});

on_both_engines!(a_page_answers_what_it_cannot_do_with_a_page, async |db| {
    let site = TestSite::over(db);
    let answer = site
        .guest()
        .raw(Method::POST, "/events", &[FORM, SAME, BROWSER], "")
        .await;
    assert_eq!((answer.status, answer.header("allow")), (405, "GET,HEAD"));
    assert_eq!(answer.page().h1(), "This address does not work that way");
});

on_both_engines!(one_is_led_on_in_any_script_but_not_anywhere, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let long = format!("/events?q={}", "x".repeat(4_000));
    for (next, led) in [
        ("/events?q=café", "/events?q=caf%C3%A9"),
        ("/events?q=caf%C3%A9", "/events?q=caf%C3%A9"),
        (long.as_str(), "/"),
        ("/\u{0}", "/"),
    ] {
        let path = format!("/login?next={}", tutti::app::encoded(next));
        assert_eq!(ada.get(&path).await.location(), led, "signed in already");
        let shown = site.guest().get(&path).await;
        assert!(!shown.text.contains('\0'));
        // NUL is refused in any body.
        let next = next.replace('\0', "");
        let fields = [("login", "ada"), ("password", PASSWORD), ("next", &next)];
        assert_eq!(
            site.guest().act("accounts/login", &fields).await.location(),
            led,
            "{next:.20}"
        );
    }
});

on_both_engines!(what_sets_a_cookie_is_nobody_elses, async |db| {
    let site = TestSite::over(db);
    let forgotten = [BROWSER, ("cookie", "session=of-long-ago")];
    let answer = site.guest().raw(Method::GET, "/", &forgotten, "").await;
    assert!(answer.headers.contains_key("set-cookie"));
    assert_eq!(answer.header("cache-control"), "private, no-cache");
});
