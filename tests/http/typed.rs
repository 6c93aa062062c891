//! What somebody typed is not lost, where the page of its form shows it no more, or never showed it open.

use crate::messages::write;
use crate::support::on_both_engines;
use crate::support::page::Html;
use crate::support::site::{Answer, PASSWORD, TestSite, Visitor};
use crate::{event, post_event};

const WORDS: &str = "\n  Two  lines,\n</textarea><script>alert(1)</script>";

/// The failure has a page of its own, which shows these words under these labels, to be copied.
fn gives_back(answer: &Answer, status: u16, words: &[(&str, &str)]) -> Html {
    assert_eq!(answer.status, status, "{}", answer.text);
    assert!(!answer.text.contains("<script>alert"));
    let page = answer.page();
    assert!(
        page.headings().contains(&(2, "What you typed".to_owned())),
        "{}",
        page.text()
    );
    for (label, text) in words {
        assert_eq!(page.value(label).as_deref(), Some(*text), "{label}: {}", page.text());
    }
    assert_eq!(page.count("main textarea[readonly]"), words.len(), "and nothing else");
    page
}

async fn set(site: &TestSite, statement: &'static str, name: &str) {
    let now = site.now().plus(jiff::SignedDuration::from_hours(1));
    let done = tutti::transact!(site.db, tx => { Ok(tx.query(statement).bind(name).bind(now).execute().await?) });
    assert_eq!(done.expect("a database"), 1);
}

on_both_engines!(words_to_whom_one_may_not_write_any_more_are_given_back, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    let with = async |who: &Visitor, act: &str, name: &str| {
        let fields = [("slug", slug.as_str()), ("username", name)];
        assert_eq!(who.call(&format!("events/{act}"), &fields).await.status, 200);
    };
    with(&ada, "add_host", "bob").await;
    assert!(
        eve.get(&format!("/messages/{slug}/bob"))
            .await
            .page()
            .has_form("messages/send")
    );
    with(&ada, "remove_host", "bob").await;
    gives_back(&write(&eve, &slug, "bob", WORDS).await, 404, &[("Your message", WORDS)]);

    assert_eq!(bob.call("events/join", &[("slug", &slug)]).await.status, 200);
    assert!(
        ada.get(&format!("/messages/{slug}/bob"))
            .await
            .page()
            .has_form("messages/send")
    );
    assert_eq!(bob.call("events/leave", &[("slug", &slug)]).await.status, 200);
    gives_back(&write(&ada, &slug, "bob", WORDS).await, 404, &[("Your message", WORDS)]);

    set(
        &site,
        "UPDATE users SET suspended_until = $2 WHERE username = $1",
        "ada",
    )
    .await;
    let page = gives_back(&write(&eve, &slug, "ada", WORDS).await, 404, &[("Your message", WORDS)]);
    assert!(page.button("Search"), "a way on");
    let nothing = write(&eve, &slug, "ada", " ").await;
    assert!(nothing.status >= 400 && !nothing.page().text().contains("What you typed"));
});

on_both_engines!(words_of_whoever_hosts_no_more_are_given_back, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    let edit = format!("/events/{slug}/edit");
    let host = [("slug", slug.as_str()), ("username", "bob")];
    assert_eq!(ada.call("events/add_host", &host).await.status, 200);
    assert!(bob.get(&edit).await.page().has_form("events/update"));
    assert_eq!(ada.call("events/remove_host", &host).await.status, 200);
    let fields = [
        ("slug", slug.as_str()),
        ("title", "Bob was here"),
        ("description", WORDS),
        ("kind", "gig"),
        ("key", "a-key-of-this-form"),
        ("version", "1"),
        ("page", &edit),
    ];
    let refused = bob.act("events/update", &fields).await;
    gives_back(
        &refused,
        403,
        &[("Title", "Bob was here"), ("What will you play?", WORDS)],
    );
    assert!(!refused.text.contains("a-key-of-this-form"));

    assert_eq!(eve.call("events/join", &[("slug", &slug)]).await.status, 200);
    assert_eq!(eve.call("events/leave", &[("slug", &slug)]).await.status, 200);
    let fields = [
        ("slug", slug.as_str()),
        ("username", "eve"),
        ("answer", "decline"),
        ("note", WORDS),
        ("page", &edit),
    ];
    gives_back(
        &ada.act("events/decide", &fields).await,
        422,
        &[("A word to them", WORDS)],
    );
});

on_both_engines!(words_of_whoever_is_logged_out_meanwhile_are_given_back, async |db| {
    let site = TestSite::over(db);
    let (ada, laptop) = (site.member("ada").await, site.guest());
    let slug = event(&site.member("bob").await, &site, &[]).await;
    let log_in = [("login", "ada"), ("password", PASSWORD)];
    assert_eq!(laptop.act("accounts/login", &log_in).await.status, 303);
    let cookie = ada.cookie("session").expect("a session");
    assert_eq!(laptop.call("accounts/end_other_sessions", &[]).await.status, 200);
    let typed = [
        ("title", "A jam"),
        ("description", WORDS),
        ("capacity", ""),
        ("starts_at", ""),
    ];
    let refused = post_event(&ada, &site, &typed).await;
    let page = gives_back(
        &refused,
        401,
        &[("Title", "A jam"), ("What will you play?", WORDS), ("Town", "Lisboa")],
    );
    assert_eq!(page.h1(), "Log in first");
    let way = page.attribute("main a[href^='/login']", "href");
    assert_eq!(way.as_deref(), Some("/login?next=%2Fevents%2Fnew"));
    ada.set_cookie("session", &cookie);
    gives_back(&write(&ada, &slug, "bob", WORDS).await, 401, &[("Your message", WORDS)]);
    // Who typed nothing is sent to log in, as is who was not signed in at all.
    ada.set_cookie("session", &cookie);
    let path = format!("/events/{slug}");
    let join = ada.act("events/join", &[("slug", &slug), ("page", &path)]).await;
    assert_eq!(join.location(), format!("/login?next={}", tutti::app::encoded(&path)));
    assert!(
        post_event(&site.guest(), &site, &typed)
            .await
            .location()
            .starts_with("/login?next=")
    );
    ada.set_cookie("session", &cookie);
    assert_eq!(
        ada.call("messages/send", &[("slug", &slug), ("to", "bob"), ("content", WORDS)])
            .await
            .status,
        401
    );
});

on_both_engines!(
    words_about_an_event_that_is_cancelled_meanwhile_stay_in_their_form,
    async |db| {
        let site = TestSite::over(db);
        let ada = site.member("ada").await;
        let slug = event(&ada, &site, &[]).await;
        let edit = format!("/events/{slug}/edit");
        let mut fields = ada.get(&edit).await.page().fields("events/update");
        for (name, value) in &mut fields {
            match name.as_str() {
                "title" => *value = "Another title".to_owned(),
                "description" => *value = WORDS.to_owned(),
                _ => {}
            }
        }
        assert_eq!(ada.call("events/cancel", &[("slug", &slug)]).await.status, 200);
        let fields: Vec<_> = fields
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let refused = ada.act("events/update", &fields).await;
        assert_eq!(refused.status, 409);
        let page = refused.page();
        assert_eq!(page.summary(), ["This event is cancelled."]);
        assert_eq!(page.value("Title").as_deref(), Some("Another title"));
        assert_eq!(page.value("What will you play?").as_deref(), Some(WORDS));
        assert!(
            !ada.get(&edit).await.page().has_form("events/update"),
            "asked for anew, it is no more"
        );
    }
);

on_both_engines!(what_is_folded_away_opens_for_its_fault, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    let edit = format!("/events/{slug}/edit");
    for player in [&bob, &eve] {
        assert_eq!(player.call("events/join", &[("slug", &slug)]).await.status, 200);
    }
    assert_eq!(ada.get(&edit).await.page().count("main details[open]"), 0);
    let fields = [
        ("slug", slug.as_str()),
        ("username", "eve"),
        ("answer", "decline"),
        ("note", "bell \u{7}"),
        ("page", &edit),
    ];
    let refused = ada.act("events/decide", &fields).await;
    assert_eq!(refused.status, 422);
    let page = refused.page();
    assert_eq!(page.count("main details"), 2);
    assert_eq!(
        page.attribute("main details[open] input[name=username]", "value")
            .as_deref(),
        Some("eve")
    );
    assert_eq!(page.count("main details[open] [data-summary]:not([hidden])"), 1);
});
