//! Who hosts an event, and what its hosts decide about those who take part.

use super::put;
use crate::event;
use crate::support::on_both_engines;
use crate::support::site::{TestSite, Visitor};
use tutti::events::model::Place;

on_both_engines!(hosts_choose_their_hosts, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[("status", "draft")]).await;
    let (path, edit) = (format!("/events/{slug}"), format!("/events/{slug}/edit"));
    let host = async |who: &Visitor, act: &str, name: &str| {
        let fields = [("slug", slug.as_str()), ("username", name), ("page", &edit)];
        who.act(&format!("events/{act}"), &fields).await
    };
    for nobody in ["nobody", "", "ines duarte", "ädä"] {
        let answer = host(&ada, "add_host", nobody).await;
        assert_eq!(answer.status, 422, "{nobody}");
        assert!(answer.page().error("User name").is_some(), "{nobody}");
    }
    let alone = host(&ada, "remove_host", "ada").await;
    assert!(
        alone.status == 409 && alone.page().text().contains("Somebody has to host it"),
        "{}",
        alone.text
    );
    assert_eq!(
        host(&bob, "add_host", "bob").await.status,
        404,
        "nobody makes themselves one"
    );
    for _ in 0..2 {
        assert_eq!(host(&ada, "add_host", "BOB").await.location(), edit);
    }
    let page = bob.get(&path).await.page();
    assert!(page.link("Change it").is_some(), "{}", page.text());
    let renamed = [("slug", slug.as_str()), ("title", "Bob was here")];
    assert_eq!(bob.call("events/update", &renamed).await.status, 200);
    assert_eq!(host(&bob, "remove_host", "eve").await.status, 303, "she is none");
    assert_eq!(host(&bob, "remove_host", "ada").await.location(), edit);
    assert_eq!(ada.get(&edit).await.status, 404, "a draft that was hers");
    assert_eq!(host(&bob, "remove_host", "bob").await.status, 409);
    assert_eq!(eve.get(&path).await.status, 404);
});

on_both_engines!(who_is_removed_reads_why_and_stays_out, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    site.member("eve").await;
    let slug = event(&ada, &site, &[("capacity", "1")]).await;
    let (path, edit) = (format!("/events/{slug}"), format!("/events/{slug}/edit"));
    bob.call("events/join", &[("slug", &slug)]).await;
    let decide = async |who: &Visitor, name: &str, answer: &str, note: &str| {
        let fields = [
            ("slug", slug.as_str()),
            ("username", name),
            ("answer", answer),
            ("note", note),
            ("page", &edit),
        ];
        who.act("events/decide", &fields).await
    };
    assert!(ada.get(&edit).await.page().text().contains("Remove bob"));
    assert_eq!(decide(&bob, "bob", "accept", "").await.status, 403);
    assert_eq!(decide(&ada, "bob", "perhaps", "").await.status, 422);
    for (name, answer) in [
        ("eve", "decline"),
        ("eve", "accept"),
        ("nobody", "decline"),
        ("", "decline"),
    ] {
        let fields = [("slug", slug.as_str()), ("username", name), ("answer", answer)];
        let refused = ada.call("events/decide", &fields).await;
        assert_eq!(refused.status, 422, "{name}");
        assert!(
            refused.problem("username").contains("has no place"),
            "who is not in it is nobody to it: {}",
            refused.text
        );
    }
    for note in ["x".repeat(501), "We need\u{7} a flute.".to_owned()] {
        assert_eq!(decide(&ada, "bob", "decline", &note).await.status, 422);
        let fields = [
            ("slug", slug.as_str()),
            ("username", "bob"),
            ("answer", "decline"),
            ("note", &note),
        ];
        let refused = ada.call("events/decide", &fields).await;
        assert!(!refused.problem("note").is_empty(), "{}", refused.text);
    }
    assert!(
        bob.get(&path).await.page().has_form("events/leave"),
        "nothing is decided"
    );
    for _ in 0..2 {
        assert_eq!(
            decide(&ada, "bob", "decline", "We need a <quiet> flute.")
                .await
                .location(),
            edit
        );
    }
    let page = bob.get(&path).await.page();
    assert!(
        page.text().contains("declined: We need a <quiet> flute."),
        "{}",
        page.text()
    );
    assert!(!page.has_form("events/join"));
    assert_eq!(bob.call("events/join", &[("slug", &slug)]).await.status, 409);
    assert!(
        !site.guest().get(&path).await.text.contains("We need a"),
        "a word to one"
    );
    assert!(ada.get(&path).await.page().text().contains("1 free of 1"));
    assert_eq!(
        decide(&ada, "bob", "accept", "").await.status,
        409,
        "they would have to ask again"
    );
});

on_both_engines!(only_hosts_choose_hosts_and_decide, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let posted = event(&ada, &site, &[("capacity", "3")]).await;
    let draft = event(&ada, &site, &[("status", "draft")]).await;
    eve.call("events/join", &[("slug", &posted)]).await;
    put(&site, &posted, "eve", Place::Requested).await;
    for (slug, status) in [
        (posted.as_str(), 403),
        (draft.as_str(), 404),
        ("no-such-event-aaaaaaaa", 404),
        ("../messages", 404),
        ("", 404),
    ] {
        for (act, fields) in [
            ("add_host", &[("username", "bob")][..]),
            ("remove_host", &[("username", "ada")]),
            ("decide", &[("username", "eve"), ("answer", "accept")]),
            ("decide", &[("username", "eve"), ("answer", "decline")]),
        ] {
            let fields = [&[("slug", slug)], fields].concat();
            let refused = bob.call(&format!("events/{act}"), &fields).await;
            assert_eq!(refused.status, status, "{act} {slug}: {}", refused.text);
        }
    }
    const HOSTS: &str = "SELECT u.username FROM event_hosts h JOIN users u ON u.id = h.user_id";
    let hosts: Vec<(String,)> = site.db.query(HOSTS).fetch_all().await.unwrap();
    assert_eq!(hosts, [("ada".to_owned(),), ("ada".to_owned(),)], "of both events");
    let home = eve.get("/").await.page();
    assert!(home.text().contains("You asked for a place"), "{}", home.text());
});

on_both_engines!(who_asks_is_accepted_while_there_is_a_place, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[("capacity", "2")]).await;
    let edit = format!("/events/{slug}/edit");
    for who in [&bob, &eve] {
        who.call("events/join", &[("slug", &slug)]).await;
    }
    put(&site, &slug, "eve", Place::Requested).await;
    let fewer = [("slug", slug.as_str()), ("capacity", "1")];
    assert_eq!(ada.call("events/update", &fewer).await.status, 200);
    let accept = [
        ("slug", slug.as_str()),
        ("username", "eve"),
        ("answer", "accept"),
        ("page", &edit),
    ];
    let full = ada.call("events/decide", &accept).await;
    assert_eq!(full.status, 409, "{}", full.text);
    assert_eq!(full.json()["detail"], "All places are taken.");
    let told = ada.act("events/decide", &accept).await;
    assert_eq!(told.status, 409);
    assert!(told.page().text().contains("All places are taken."), "{}", told.text);
    let stands = async |who: &Visitor| who.get("/").await.page().texts(".dates time + div p");
    assert_eq!(stands(&eve).await, ["You asked for a place"]);
    bob.call("events/leave", &[("slug", &slug)]).await;
    for _ in 0..2 {
        assert_eq!(ada.act("events/decide", &accept).await.location(), edit);
        assert_eq!(stands(&eve).await, ["You play"]);
    }
    let late = bob.call("events/join", &[("slug", &slug)]).await;
    assert_eq!(late.json()["status"], "full", "the place is taken");
    // An offer has kept its place.
    put(&site, &slug, "eve", Place::Offered).await;
    assert_eq!(ada.act("events/decide", &accept).await.location(), edit);
    for place in [Place::Waitlisted, Place::Declined] {
        put(&site, &slug, "eve", place).await;
        let refused = ada.call("events/decide", &accept).await;
        assert_eq!(refused.status, 409, "{place:?}");
        assert!(refused.text.contains("They stand elsewhere by now"), "{}", refused.text);
    }
});

on_both_engines!(who_has_left_is_not_fetched_back, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[("capacity", "2")]).await;
    bob.call("events/join", &[("slug", &slug)]).await;
    bob.call("events/leave", &[("slug", &slug)]).await;
    for answer in ["accept", "decline"] {
        let fields = [("slug", slug.as_str()), ("username", "bob"), ("answer", answer)];
        let refused = ada.call("events/decide", &fields).await;
        assert_eq!(refused.status, 422, "{answer}: {}", refused.text);
        assert!(
            refused.problem("username").contains("asks for none"),
            "{}",
            refused.text
        );
    }
    let page = bob.get(&format!("/events/{slug}")).await.page();
    assert!(
        page.has_form("events/join"),
        "they come back when they like: {}",
        page.text()
    );
});
