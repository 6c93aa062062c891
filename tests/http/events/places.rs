//! Taking a place and giving it up.

use super::{page_of, put};
use crate::event;
use crate::support::on_both_engines;
use crate::support::site::TestSite;
use jiff::SignedDuration;
use tutti::events::model::Place;
use uuid::Uuid;

on_both_engines!(who_signs_up_for_a_place_comes_back_to_its_button, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[("capacity", "1")]).await;
    let path = format!("/events/{slug}");
    let outside = site.guest().get(&path).await.page();
    for (link, then) in [("Take a place", "join"), ("Write to the host", "write")] {
        let back = tutti::app::encoded(&format!("{path}?then={then}"));
        assert_eq!(outside.link(link), Some(format!("/signup?next={back}")), "{link}");
    }
    let page = async |then: &str| bob.get(&format!("{path}?then={then}")).await.page();
    let place = page("join").await;
    assert_eq!(place.count("button[autofocus]"), 1, "{}", place.text());
    assert!(
        place.text().contains("You are in. Press “Take a place”"),
        "{}",
        place.text()
    );
    let write = page("write").await;
    assert_eq!((write.count("button[autofocus]"), write.count("a[autofocus]")), (0, 1));
    assert!(
        write.text().contains("You are in. Press “Write to the host”"),
        "{}",
        write.text()
    );
    for nothing in ["", "dance", "%00"] {
        assert_eq!(page(nothing).await.count("[autofocus]"), 0, "{nothing}");
    }
    bob.call("events/join", &[("slug", &slug)]).await;
    let late = site.member("eve").await.get(&format!("{path}?then=join")).await.page();
    assert!(
        !late.text().contains("You are in."),
        "the place has gone: {}",
        late.text()
    );
    let stranger = site.guest().get(&format!("{path}?then=join")).await.page();
    assert_eq!(stranger.count("[autofocus]"), 0);
});

on_both_engines!(a_musician_takes_the_last_place_and_gives_it_up, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[("capacity", "1")]).await;
    let path = format!("/events/{slug}");
    let join = [("slug", slug.as_str()), ("page", path.as_str())];
    let nobody = site.guest().act("events/join", &join).await;
    assert_eq!(nobody.location(), format!("/login?next={}", tutti::app::encoded(&path)));
    assert_eq!(site.guest().call("events/join", &join).await.status, 401);

    assert!(bob.get(&path).await.page().has_form("events/join"));
    assert_eq!(bob.act("events/join", &join).await.location(), path);
    let page = bob.get(&path).await.page();
    assert_eq!(page.notice().as_deref(), Some("Your place is taken."));
    assert!(page.has_form("events/leave") && !page.has_form("events/join"));
    assert_eq!(
        bob.call("events/join", &join).await.json()["status"],
        "accepted",
        "joining twice is joining"
    );

    let page = eve.get(&path).await.page();
    assert!(!page.has_form("events/join"), "full: {}", page.text());
    let late = eve.call("events/join", &join).await;
    assert_eq!((late.status, late.json()["status"].as_str()), (200, Some("full")));
    assert_eq!(eve.act("events/join", &join).await.location(), path);
    assert_eq!(
        eve.get(&path).await.page().notice().as_deref(),
        Some("Sorry, the last place has just gone.")
    );

    assert!(
        eve.get(&path).await.page().text().contains("bob"),
        "members see who plays"
    );
    let outside = site.guest().get(&path).await;
    assert!(!outside.text.contains("bob"), "nobody else does");
    assert!(outside.page().text().contains("1 player"));

    assert_eq!(bob.act("events/leave", &join).await.location(), path);
    assert_eq!(
        bob.get(&path).await.page().notice().as_deref(),
        Some("You gave up your place. It is free again.")
    );
    assert_eq!(
        bob.call("events/leave", &join).await.status,
        200,
        "leaving twice is having left"
    );
    assert_eq!(eve.call("events/join", &join).await.json()["status"], "accepted");
    assert_eq!(
        bob.call("events/join", &join).await.json()["status"],
        "full",
        "who left queues like everybody"
    );
    assert_eq!(
        ada.call("events/leave", &join).await.status,
        409,
        "ada has no place to give up"
    );
});

on_both_engines!(nobody_joins_what_has_begun_or_is_off, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let (begun, off) = (
        event(&ada, &site, &[]).await,
        event(&ada, &site, &[("title", "Off this time")]).await,
    );
    let cancelled = site.cancel(&off).await;
    assert!(cancelled, "the event is there to be cancelled");
    let page = bob.get(&format!("/events/{off}")).await.page();
    assert!(
        page.text().contains("cancelled") && !page.has_form("events/join"),
        "{}",
        page.text()
    );
    assert_eq!(
        bob.call("events/join", &[("slug", &off)]).await.json()["status"],
        "closed"
    );
    site.clock.advance(SignedDuration::from_hours(31));
    let page = bob.get(&format!("/events/{begun}")).await.page();
    assert!(
        page.text().contains("It has begun") && !page.has_form("events/join"),
        "{}",
        page.text()
    );
    assert_eq!(
        bob.call("events/join", &[("slug", &begun)]).await.json()["status"],
        "closed"
    );
    let list = bob.get("/events").await.page();
    assert_eq!(
        (list.link("Slow Sunday session"), list.link("Off this time")),
        (None, None)
    );
});

on_both_engines!(an_event_that_is_off_or_over_says_so, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let (over, off) = (
        event(&ada, &site, &[]).await,
        event(&ada, &site, &[("title", "Off this time")]).await,
    );
    let page = page_of(&bob, &over).await;
    assert_eq!(page.texts(".bill__kind"), ["Jam"]);
    assert_eq!(page.count(".tear li"), 8, "slips to tear off");
    assert!(page.text().contains("The first one is yours."), "{}", page.text());

    site.cancel(&off).await;
    let page = page_of(&bob, &off).await;
    assert_eq!(page.texts(".bill__kind"), ["Jam Cancelled"]);
    assert_eq!(page.texts(".calls"), ["This event is cancelled."], "on paper, too");
    assert_eq!(page.count(".tear"), 0, "nobody tears off what is not");
    assert!(!page.text().contains("The first one is yours."), "{}", page.text());

    site.clock.advance(SignedDuration::from_hours(40));
    let page = page_of(&bob, &over).await;
    assert_eq!(page.texts(".bill__kind"), ["Jam Over"]);
    assert_eq!(
        (page.texts(".calls"), page.count(".tear")),
        (vec!["It is over.".to_owned()], 0)
    );
    assert!(!page.text().contains("The first one is yours."), "{}", page.text());
});

on_both_engines!(who_was_declined_is_told_instead_of_offered_a_place, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    bob.call("events/join", &[("slug", &slug)]).await;
    put(&site, &slug, "bob", Place::Declined).await;
    let page = page_of(&bob, &slug).await;
    assert!(!page.has_form("events/join"), "it would be refused: {}", page.text());
    assert!(page.text().contains("The host has declined."), "{}", page.text());
    assert_eq!(bob.call("events/join", &[("slug", &slug)]).await.status, 409);
});

on_both_engines!(a_place_is_taken_where_there_is_one, async |db| {
    const SLOT: &str = "
        SELECT s.id FROM event_slots s JOIN events e ON e.id = s.event_id WHERE e.slug = $1";
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let (slug, other) = (event(&ada, &site, &[]).await, event(&ada, &site, &[]).await);
    let slot = async |slug: &str| {
        let (id,): (Uuid,) = site.db.query(SLOT).bind(slug).fetch_one().await.unwrap();
        id.to_string()
    };
    let path = format!("/events/{slug}");
    for gone in ["drums", &Uuid::nil().to_string(), &slot(&other).await] {
        let fields = [("slug", slug.as_str()), ("slot", gone), ("page", &path)];
        let refused = bob.call("events/join", &fields).await;
        assert_eq!(refused.status, 422, "{gone}");
        assert_eq!(
            refused.problem("slot"),
            "That place is not there any more. Look again which ones are."
        );
        let told = bob.act("events/join", &fields).await;
        assert_eq!(told.status, 422, "{gone}");
        assert!(
            told.page().text().contains("That place is not there any more."),
            "{gone}"
        );
    }
    assert!(bob.get(&path).await.page().has_form("events/join"), "no place is taken");
    let fields = [("slug", slug.as_str()), ("slot", &slot(&slug).await)];
    assert_eq!(bob.call("events/join", &fields).await.json()["status"], "accepted");
});
