//! What hosts do to their event: change it, post a draft, call it off, post it again.

use crate::event;
use crate::post_event;
use crate::support::on_both_engines;
use crate::support::site::{TestSite, Visitor};
use jiff::SignedDuration;

on_both_engines!(a_host_changes_an_event, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(
        &ada,
        &site,
        &[("capacity", "3"), ("fee", "5 €"), ("venue", "Sala Velha")],
    )
    .await;
    let (path, edit) = (format!("/events/{slug}"), format!("/events/{slug}/edit"));
    bob.call("events/join", &[("slug", &slug)]).await;
    assert_eq!(ada.get(&path).await.page().link("Change it").as_deref(), Some(&*edit));
    assert_eq!(bob.get(&path).await.page().link("Change it"), None);
    let form = ada.get(&edit).await.page();
    assert_eq!(form.value("Title").as_deref(), Some("Slow Sunday session"));
    assert_eq!(form.value("How many players").as_deref(), Some("3"));
    let starts_at = site.hours_ahead(50);
    let fields = [
        ("slug", slug.as_str()),
        ("title", "Quick Monday session"),
        ("starts_at", &starts_at),
        ("ends_at", ""),
        ("fee", ""),
        ("capacity", "2"),
        ("kind", "gig"),
        ("page", &edit),
    ];
    let answer = ada.act("events/update", &fields).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, path.as_str()),
        "{}",
        answer.text
    );
    let page = site.guest().get(&path).await.page();
    assert!(
        page.h1().contains("Quick Monday session"),
        "one address for ever: {}",
        page.h1()
    );
    for (said, is) in [
        ("Sala Velha", true),
        ("5 €", false),
        ("1 free of 2", true),
        ("Gig", true),
    ] {
        assert_eq!(page.text().contains(said), is, "{said}: {}", page.text());
    }
    for (words, found) in [("quick+monday", 1), ("slow+sunday", 0), ("velha", 1)] {
        let list = site.guest().get(&format!("/events?q={words}")).await.page();
        assert_eq!(list.count("main li.event"), found, "{words}");
    }
    for (field, value, label) in [
        ("capacity", "0", "How many players"),
        ("title", "", "Title"),
        ("town", " ", "Town"),
        ("starts_at", "2020-01-01T20:00", "Starts"),
        ("time_zone", "Mars/Olympus", "Time zone"),
        ("visibility", "friends", "Shown to"),
    ] {
        let fields = [
            ("slug", slug.as_str()),
            (field, value),
            ("description", "typed"),
            ("page", &edit),
        ];
        let answer = ada.act("events/update", &fields).await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(
            answer.page().error(label).is_some(),
            "{field}: {:?}",
            answer.page().summary()
        );
        assert_eq!(answer.page().value("What will you play?").as_deref(), Some("typed"));
    }
    let eve = site.member("eve").await;
    eve.call("events/join", &[("slug", &slug)]).await;
    let fewer = [("slug", slug.as_str()), ("capacity", "1"), ("page", &edit)];
    let answer = ada.act("events/update", &fewer).await;
    let error = answer.page().error("How many players").unwrap_or_default();
    assert!(answer.status == 422 && error.contains("2 places are taken"), "{error}");
});

on_both_engines!(only_hosts_change_an_event, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, guest) = (site.member("ada").await, site.member("bob").await, site.guest());
    let posted = event(&ada, &site, &[]).await;
    let draft = event(&ada, &site, &[("status", "draft")]).await;
    for (slug, status) in [
        (posted.as_str(), 403),
        (draft.as_str(), 404),
        ("no-such-event-aaaaaaaa", 404),
    ] {
        assert_eq!(bob.get(&format!("/events/{slug}/edit")).await.status, status, "{slug}");
        for act in ["update", "publish", "cancel"] {
            let fields = [("slug", slug)];
            assert_eq!(
                bob.call(&format!("events/{act}"), &fields).await.status,
                status,
                "{act} {slug}"
            );
            assert_eq!(
                guest.call(&format!("events/{act}"), &fields).await.status,
                401,
                "{act} {slug}"
            );
        }
    }
    let edit = format!("/events/{posted}/edit");
    assert!(guest.get(&edit).await.location().starts_with("/login?next="));
    assert!(
        ada.get(&format!("/events/{posted}"))
            .await
            .page()
            .text()
            .contains("Take a place")
    );
});

on_both_engines!(two_hosts_edit_at_once_and_no_text_is_lost, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[("venue", "Sala Velha")]).await;
    let (path, edit) = (format!("/events/{slug}"), format!("/events/{slug}/edit"));
    let shared = [("slug", slug.as_str()), ("username", "bob")];
    assert_eq!(ada.call("events/add_host", &shared).await.status, 200);
    let opened = async |who: &Visitor| who.get(&edit).await.page().hidden("events/update", "version").unwrap();
    let save = async |who: &Visitor, title: &str, version: &str| {
        let fields = [
            ("slug", slug.as_str()),
            ("title", title),
            ("version", version),
            ("page", &edit),
        ];
        who.act("events/update", &fields).await
    };
    for round in 0..5 {
        let version = opened(&ada).await;
        assert_eq!(opened(&bob).await, version);
        let (of_ada, of_bob) = (format!("Of ada, round {round}"), format!("Of bob, round {round}"));
        let (one, other) = tokio::join!(save(&ada, &of_ada, &version), save(&bob, &of_bob, &version));
        let (saved, late, typed, stale) = match (one.status, other.status) {
            (303, 409) => (of_ada, &bob, of_bob, other),
            (409, 303) => (of_bob, &ada, of_ada, one),
            both => panic!("one is saved, and one is told: {both:?}"),
        };
        let page = stale.page();
        assert_eq!(page.value("Title").as_deref(), Some(typed.as_str()));
        assert_eq!(
            page.texts("blockquote"),
            [saved.as_str()],
            "what differs, and nothing else"
        );
        assert_eq!(site.guest().get(&path).await.page().h1(), saved);
        let fresh = page.hidden("events/update", "version").unwrap();
        assert_eq!(save(late, &typed, &fresh).await.status, 303);
        assert_eq!(save(late, &typed, &version).await.status, 303, "the same twice is one");
        assert_eq!(site.guest().get(&path).await.page().h1(), typed);
    }
    let nonsense = save(&ada, "Anything", "first").await;
    assert_eq!(nonsense.status, 422);
    assert_eq!(nonsense.page().value("Title").as_deref(), Some("Anything"));
});

on_both_engines!(what_began_can_still_be_described, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let slug = event(&ada, &site, &[]).await;
    site.clock.advance(SignedDuration::from_hours(40));
    let form = ada.get(&format!("/events/{slug}/edit")).await.page();
    let (starts, ends) = (form.value("Starts").unwrap(), form.value("Ends").unwrap());
    let fields = [
        ("slug", slug.as_str()),
        ("starts_at", &starts),
        ("ends_at", &ends),
        ("description", "It was lovely."),
    ];
    assert_eq!(
        ada.call("events/update", &fields).await.status,
        200,
        "its time stays as agreed"
    );
    let moved = [("slug", slug.as_str()), ("ends_at", "")];
    let answer = ada.call("events/update", &moved).await;
    assert!(
        !answer.problem("starts_at").is_empty(),
        "a time that is typed anew lies ahead"
    );
});

on_both_engines!(an_event_is_called_off_and_says_why, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    let (path, edit) = (format!("/events/{slug}"), format!("/events/{slug}/edit"));
    bob.call("events/join", &[("slug", &slug)]).await;
    let long = [("slug", slug.as_str()), ("reason", &"x".repeat(501)), ("page", &edit)];
    let answer = ada.act("events/cancel", &long).await;
    assert!(answer.status == 422 && answer.page().error("Why?").is_some());
    let unclean = [("slug", slug.as_str()), ("reason", "The roof\u{7} leaks.")];
    let answer = ada.call("events/cancel", &unclean).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
    assert!(answer.problem("reason").contains("can’t be shown"), "{}", answer.text);
    assert!(bob.get(&path).await.page().has_form("events/leave"), "it is on");
    let fields = [
        ("slug", slug.as_str()),
        ("reason", "The roof <leaks>."),
        ("page", &edit),
    ];
    assert_eq!(ada.act("events/cancel", &fields).await.location(), path);
    assert_eq!(ada.act("events/cancel", &fields).await.status, 303, "it is cancelled");
    for reader in [&bob, &site.guest()] {
        let page = reader.get(&path).await.page();
        assert!(
            page.text().contains("This event is cancelled: The roof <leaks>."),
            "{}",
            page.text()
        );
        assert!(!page.has_form("events/join"));
    }
    let eve = site.member("eve").await;
    assert_eq!(
        eve.call("events/join", &[("slug", &slug)]).await.json()["status"],
        "closed"
    );
    assert_eq!(site.guest().get("/events").await.page().count("main li.event"), 0);
    let page = ada.get(&edit).await.page();
    assert!(!page.has_form("events/update") && !page.has_form("events/cancel"));
    assert_eq!(
        ada.call("events/update", &[("slug", &slug), ("title", "It is on")])
            .await
            .status,
        409
    );
    assert_eq!(ada.call("events/publish", &[("slug", &slug)]).await.status, 409);
});

on_both_engines!(what_is_over_is_not_called_off, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let slug = event(&ada, &site, &[]).await;
    let edit = format!("/events/{slug}/edit");
    site.clock.advance(SignedDuration::from_hours(31));
    assert!(ada.get(&edit).await.page().has_form("events/cancel"), "it goes on");
    site.clock.advance(SignedDuration::from_hours(3));
    assert!(!ada.get(&edit).await.page().has_form("events/cancel"));
    let fields = [("slug", slug.as_str()), ("reason", "Nobody came"), ("page", &edit)];
    let answer = ada.act("events/cancel", &fields).await;
    assert_eq!(answer.status, 409);
    assert!(answer.page().text().contains("It is over"), "{}", answer.text);
    let page = site.guest().get(&format!("/events/{slug}")).await.page();
    assert!(!page.text().contains("cancelled"), "{}", page.text());
});

on_both_engines!(what_an_edit_leaves_empty_is_not_made_up, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for (visibility, kind, starts_at) in [
        ("unlisted", "jam", site.hours_ahead(30)),
        ("members", "wanted", String::new()),
    ] {
        let fields = [("visibility", visibility), ("kind", kind), ("starts_at", &starts_at)];
        let slug = event(&ada, &site, &fields).await;
        let edit = format!("/events/{slug}/edit");
        for (field, fault) in [
            ("visibility", "Choose who may see it."),
            ("kind", "Choose what it is."),
            ("time_zone", "Choose a time zone like Europe/Lisbon."),
        ] {
            for empty in ["", " "] {
                let fields = [("slug", slug.as_str()), (field, empty), ("page", &edit)];
                let answer = ada.act("events/update", &fields).await;
                assert_eq!(answer.status, 422, "{kind} {field}: {:?}", answer.headers);
                assert_eq!(answer.page().summary()[1..], [fault], "{kind} {field}");
            }
        }
        let list = if kind == "wanted" {
            "/events?kind=wanted"
        } else {
            "/events"
        };
        assert_eq!(
            site.guest().get(list).await.page().count("main li.event"),
            0,
            "{visibility}"
        );
    }
});

on_both_engines!(a_draft_is_posted_when_it_is_ready, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[("status", "draft"), ("title", "Half an idea")]).await;
    let path = format!("/events/{slug}");
    let page = ada.get(&path).await.page();
    assert!(
        page.text().contains("only its hosts see it") && !page.has_form("events/join"),
        "{}",
        page.text()
    );
    assert_eq!(bob.get(&path).await.status, 404);
    for list in ["/events", "/events?q=half+idea", "/musicians/ada", "/"] {
        let page = bob.get(list).await.page();
        assert!(!page.text().contains("Half an idea"), "{list}");
    }
    assert!(
        ada.get("/").await.page().text().contains("Draft"),
        "among one's own dates"
    );
    assert_eq!(ada.call("events/cancel", &[("slug", &slug)]).await.status, 409);
    let fields = [("slug", slug.as_str()), ("page", &path)];
    assert_eq!(ada.act("events/publish", &fields).await.location(), path);
    assert_eq!(ada.act("events/publish", &fields).await.status, 303, "it is posted");
    assert_eq!(
        bob.get("/events").await.page().link("Half an idea").as_deref(),
        Some(&*path)
    );
    let late = event(&ada, &site, &[("status", "draft")]).await;
    site.clock.advance(SignedDuration::from_hours(48));
    let answer = ada.call("events/publish", &[("slug", &late)]).await;
    assert_eq!(answer.status, 422, "{}", answer.text);
});

on_both_engines!(posting_is_limited_by_person_and_a_draft_is_posted_by_it, async |db| {
    let site = TestSite::limited(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let mut drafts = Vec::new();
    for _ in 0..20 {
        drafts.push(event(&ada, &site, &[("status", "draft")]).await);
    }
    assert_eq!(post_event(&ada, &site, &[]).await.status, 429);
    let path = format!("/events/{}", drafts[0]);
    let fields = [("slug", drafts[0].as_str()), ("page", path.as_str())];
    for refused in [
        ada.call("events/publish", &fields).await,
        ada.act("events/publish", &fields).await,
    ] {
        assert_eq!(refused.status, 429, "{}", refused.text);
        assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    }
    assert_eq!(site.guest().get(&path).await.status, 404, "it stays a draft");
    event(&bob, &site, &[]).await;
});

on_both_engines!(an_event_is_posted_again_without_its_dates, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(
        &ada,
        &site,
        &[("venue", "Sala Velha"), ("capacity", "4"), ("kind", "workshop")],
    )
    .await;
    let link = ada
        .get(&format!("/events/{slug}"))
        .await
        .page()
        .link("Post it again")
        .unwrap();
    let form = ada.get(&link).await.page();
    assert_eq!(form.value("Title").as_deref(), Some("Slow Sunday session"));
    assert_eq!(form.value("Place").as_deref(), Some("Sala Velha"));
    assert_eq!(form.value("How many players").as_deref(), Some("4"));
    assert_eq!(form.value("Starts").unwrap_or_default(), "");
    assert_eq!(
        form.attribute("input[name=kind][checked]", "value").as_deref(),
        Some("workshop")
    );
    for (reader, link) in [
        (&bob, link.as_str()),
        (&ada, "/events/new?like=../x"),
        (&ada, "/events/new?like="),
    ] {
        let form = reader.get(link).await;
        assert_eq!(form.status, 200, "{link}");
        assert_eq!(form.page().value("Title").unwrap_or_default(), "", "{link}");
    }
});

on_both_engines!(an_event_is_seen_by_whom_it_is_for, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, guest) = (site.member("ada").await, site.member("bob").await, site.guest());
    for (visibility, guests) in [("public", 200), ("members", 404), ("unlisted", 200)] {
        let title = format!("Quite {visibility}");
        let slug = event(&ada, &site, &[("visibility", visibility), ("title", &title)]).await;
        let path = format!("/events/{slug}");
        assert_eq!(guest.get(&path).await.status, guests, "{visibility}");
        assert_eq!(bob.get(&path).await.status, 200, "{visibility}");
        for list in ["/", "/events", "/events?q=quite", "/musicians/ada"] {
            let listed = guest.get(list).await.page().text().contains(&title);
            assert_eq!(listed, visibility == "public", "{visibility} in {list}");
            let listed = bob.get(list).await.page().text().contains(&title);
            assert_eq!(listed, visibility != "unlisted", "{visibility} in {list}, for members");
        }
    }
    let wrong = post_event(&ada, &site, &[("visibility", "friends")]).await;
    assert!(wrong.status == 422 && wrong.page().error("Shown to").is_some());
    let wrong = post_event(&ada, &site, &[("status", "cancelled")]).await;
    assert_eq!(wrong.status, 422);
});
