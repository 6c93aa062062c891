//! The page after a sign-up: a word about oneself, or none, and on to where one was going.

use crate::support::on_both_engines;
use crate::support::site::{Answer, PASSWORD, TestSite, Visitor};
use crate::{event, support};

/// Signs up from a page that was led to from `next`.
async fn sign_up(guest: &Visitor, name: &str, next: &str) -> Answer {
    let email = format!("{name}@example.test");
    let fields = [
        ("username", name),
        ("email", &email),
        ("password", PASSWORD),
        ("next", next),
        ("page", "/signup"),
    ];
    guest.act("accounts/signup", &fields).await
}

on_both_engines!(who_signs_up_for_an_event_arrives_there, async |db: support::TestDb| {
    let site = TestSite::over(db);
    let slug = event(&site.member("ada").await, &site, &[]).await;
    let path = format!("/events/{slug}");
    for (name, skips) in [("bob", true), ("eve", false)] {
        let guest = site.guest();
        let answer = sign_up(&guest, name, &path).await;
        let page = guest.get(answer.location()).await.page();
        assert_eq!(
            (page.h1(), page.notice().as_deref()),
            ("Tune up.".into(), Some("Welcome to Tutti."))
        );
        let robots = page.attribute("meta[name=robots]", "content");
        assert_eq!(robots.as_deref(), Some("noindex"));
        if skips {
            assert_eq!(page.link("Skip this"), Some(path.clone()));
            continue;
        }
        let next = page.hidden("profiles/update", "next").expect("where to");
        let here = page.hidden("profiles/update", "page").expect("the page");
        let fields = [
            ("full_name", "Eve Exemplo"),
            ("town", "Porto"),
            ("bio", "Cello."),
            ("next", &next),
            ("page", &here),
        ];
        assert_eq!(guest.act("profiles/update", &fields).await.location(), path);
        let landed = guest.get(&path).await.page();
        assert_eq!(landed.notice().as_deref(), Some("Your profile is saved."));
        let profile = site.guest().get("/musicians/eve").await.page();
        assert_eq!(profile.title(), "Eve Exemplo, Porto · Tutti");
    }
});

on_both_engines!(a_fault_is_told_on_the_page_that_goes_on, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let welcome = sign_up(&guest, "ada", "/about").await.location().to_owned();
    let long = "é".repeat(81);
    let fields = [("full_name", long.as_str()), ("next", "/about"), ("page", &welcome)];
    let refused = guest.act("profiles/update", &fields).await;
    assert_eq!(refused.status, 422);
    let page = refused.page();
    assert!(page.error("Name").is_some(), "{}", page.text());
    assert_eq!(page.value("Name"), Some(long));
    assert_eq!(page.link("Skip this").as_deref(), Some("/about"));
    assert_eq!(page.hidden("profiles/update", "next").as_deref(), Some("/about"));
});

on_both_engines!(the_welcome_leads_to_pages_of_ours_alone, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for (next, to) in [
        ("", "/"),
        ("?next=%2Fabout", "/about"),
        ("?next=%2F%2Fevil.example", "/"),
        ("?next=https%3A%2F%2Fevil.example", "/"),
        ("?next=%2Fapi%2Faccounts%2Flogout", "/"),
        ("?next=a&next=b", "/"),
        ("?next=%ff", "/"),
    ] {
        let page = ada.get(&format!("/welcome{next}")).await.page();
        assert_eq!(page.link("Skip this").as_deref(), Some(to), "{next}");
    }
    for (next, to) in [
        ("//evil.example", "/"),
        ("/about", "/about"),
        ("/", "/"),
        ("", "/settings/profile"),
    ] {
        let answer = ada.act("profiles/update", &[("town", "Lyon"), ("next", next)]).await;
        assert_eq!(answer.location(), to, "{next}");
    }
    assert_eq!(
        site.guest().get("/welcome?next=%2Fabout").await.location(),
        "/login?next=%2Fwelcome%3Fnext%3D%252Fabout"
    );
    // From the log-in page to sign-up instead: one welcome, not two.
    let answer = sign_up(&site.guest(), "bob", "/welcome?next=%2Fabout").await;
    assert_eq!(answer.location(), "/welcome?next=%2Fabout");
});

on_both_engines!(a_program_that_signs_up_reads_what_it_always_read, async |db| {
    let site = TestSite::over(db);
    let fields = [
        ("username", "ada"),
        ("email", "ada@example.test"),
        ("password", PASSWORD),
    ];
    let program = site.guest();
    let answer = program.call("accounts/signup", &fields).await;
    assert_eq!(
        (answer.status, answer.json()),
        (200, serde_json::json!({ "username": "ada" }))
    );
    assert_eq!(program.get("/settings/profile").await.status, 200);
});
