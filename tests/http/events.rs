//! Events: the programme, posting, taking part and leaving.

use crate::support::on_both_engines;
use crate::support::page::Html;
use crate::support::site::{TestSite, Visitor};
use crate::{event, post_event};
use jiff::SignedDuration;
use tutti::events::model::Place;

/// What no act does yet: an event that only its hosts know of, or only members.
async fn withdraw(site: &TestSite, slug: &str, status: &str, visibility: &str) {
    let withdraw = "UPDATE events SET status = $2, visibility = $3 WHERE slug = $1";
    let done = tutti::transact!(site.db, tx => {
        Ok(tx.query(withdraw).bind(slug).bind(status).bind(visibility).execute().await?)
    });
    assert_eq!(done.expect("a database"), 1, "{slug} is there");
}

/// What no act does yet: a host gives somebody who takes part another place.
async fn put(site: &TestSite, slug: &str, player: &str, place: Place) {
    let put = "UPDATE event_participants SET status = $3
                WHERE event_id = (SELECT id FROM events WHERE slug = $1)
                  AND user_id = (SELECT id FROM users WHERE username = $2)";
    let done = tutti::transact!(site.db, tx => {
        Ok(tx.query(put).bind(slug).bind(player).bind(place).execute().await?)
    });
    assert_eq!(done.expect("a database"), 1, "{player} takes part in {slug}");
}

/// The next hour that Lisbon's clocks show twice: one minute in its middle.
fn next_hour_that_comes_twice(site: &TestSite) -> String {
    let lisbon = jiff::tz::TimeZone::get("Europe/Lisbon").expect("Lisbon has a zone");
    let in_two_days = site.now().plus(SignedDuration::from_hours(48)).timestamp();
    let back = lisbon
        .following(in_two_days)
        .find(|change| !change.dst().is_dst())
        .expect("summer time ends once a year");
    let half_past = back.timestamp() + SignedDuration::from_mins(30);
    lisbon.to_datetime(half_past).strftime("%Y-%m-%dT%H:%M").to_string()
}

/// A wall time's day, as pages write it.
fn wall_day(local: &str) -> String {
    let local: jiff::civil::DateTime = local.parse().expect("a wall time");
    local.strftime("%a %-d %b").to_string()
}

async fn page_of(reader: &Visitor, slug: &str) -> Html {
    reader.get(&format!("/events/{slug}")).await.page()
}

on_both_engines!(a_host_posts_and_everybody_finds_it, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    assert_eq!(
        site.guest().get("/events/new").await.location(),
        "/login?next=%2Fevents%2Fnew"
    );
    assert_eq!(
        ada.get("/events/new").await.page().value("Time zone").as_deref(),
        Some("Europe/Lisbon")
    );
    let fields = [
        ("title", "Forró na Praça </title><script>alert(1)</script>"),
        (
            "description",
            "Bring shakers.\n</textarea><script>alert(2)</script>\nhttps://example.test/forro",
        ),
        ("venue", "Sala Exemplo"),
        ("address", "Rua do Exemplo 1"),
        ("capacity", "4"),
        ("fee", "5 €"),
        ("gear", "PA is there"),
        ("access", "No steps"),
        ("age", "18 and over"),
    ];
    let slug = event(&ada, &site, &fields).await;
    assert!(
        slug.starts_with("forro-na-praca-title-script-alert-1-script-"),
        "{slug}"
    );
    let path = format!("/events/{slug}");
    assert_eq!(
        ada.get(&path).await.page().notice().as_deref(),
        Some("Your event is posted.")
    );
    let answer = site.guest().get(&path).await;
    assert!(!answer.text.contains("<script>alert"), "foreign text is text");
    let page = answer.page();
    assert_eq!(page.h1(), fields[0].1);
    let day = wall_day(&site.hours_ahead(30));
    assert_eq!(page.title(), format!("{}, {day}, Lisboa · Tutti", fields[0].1));
    for said in [
        "Bring shakers.",
        "Sala Exemplo",
        "Rua do Exemplo 1",
        "5 €",
        "PA is there",
        "No steps",
        "18 and over",
        "4 free of 4",
    ] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    assert_eq!(
        page.link("https://example.test/forro").as_deref(),
        Some("https://example.test/forro")
    );
    for words in ["forro", "FORRÓ  praca", "exemplo lisboa", "shakers", "sala"] {
        let found = site
            .guest()
            .get(&format!("/events?q={}", tutti::app::encoded(words)))
            .await
            .page();
        assert_eq!(found.link(fields[0].1).as_deref(), Some(path.as_str()), "{words}");
    }
    for words in ["forr", "forro jazz", "bassoon"] {
        let found = site
            .guest()
            .get(&format!("/events?q={}", tutti::app::encoded(words)))
            .await
            .page();
        assert_eq!(found.link(fields[0].1), None, "{words}");
        assert!(
            found.text().contains("Nothing with"),
            "an empty state says so: {}",
            found.text()
        );
    }
});

on_both_engines!(every_fault_of_an_event_is_said_at_its_field, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let (past, far, soon) = (site.hours_ahead(-2), site.hours_ahead(24 * 800), site.hours_ahead(24));
    let before = site.hours_ahead(20);
    let long = "x".repeat(5001);
    let cases = [
        ("title", "", "Title"),
        ("title", "ab", "Title"),
        ("title", &"t".repeat(121), "Title"),
        ("description", long.as_str(), "What will you play?"),
        ("starts_at", "", "Starts"),
        ("starts_at", "tomorrow", "Starts"),
        ("starts_at", "2027-02-30T20:00", "Starts"),
        ("starts_at", past.as_str(), "Starts"),
        ("starts_at", far.as_str(), "Starts"),
        ("starts_at", "2027-03-28T01:30", "Starts"),
        ("ends_at", "later", "Ends"),
        ("time_zone", "Europe/Nowhere", "Time zone"),
        ("capacity", "0", "How many players"),
        ("capacity", "-1", "How many players"),
        ("capacity", "many", "How many players"),
        ("capacity", "99999999999999999999", "How many players"),
        ("fee", &"f".repeat(201), "Fee"),
    ];
    for (field, value, label) in cases {
        let answer = post_event(&ada, &site, &[(field, value)]).await;
        assert_eq!(answer.status, 422, "{field}={value:.20}");
        let page = answer.page();
        assert!(
            page.error(label).is_some(),
            "{label} says nothing to {value:.20}: {:?}",
            page.summary()
        );
        assert_eq!(page.summary().len(), 2, "{field}={value:.20}: {:?}", page.summary());
        // A zone is chosen from a list: one that is not in it was not typed.
        if field != "time_zone" {
            assert_eq!(page.value(label).as_deref(), Some(value), "what was typed comes back");
        }
    }
    let ends_first = post_event(&ada, &site, &[("starts_at", &soon), ("ends_at", &before)]).await;
    assert_eq!(
        ends_first.page().error("Ends").as_deref(),
        Some("It ends before it starts. Did you mean the next day?")
    );
    for (field, value) in [
        ("kind", "wanted"),
        ("kind", "party"),
        ("visibility", "unlisted"),
        ("visibility", "members"),
    ] {
        let answer = ada
            .call(
                "events/create",
                &[
                    ("title", "A jam"),
                    ("town", "Lisboa"),
                    ("starts_at", &soon),
                    (field, value),
                ],
            )
            .await;
        assert_eq!(answer.status, 422);
        assert!(!answer.problem(field).is_empty(), "{field}={value}");
    }
    let all = ada
        .act(
            "events/create",
            &[
                ("title", ""),
                ("starts_at", ""),
                ("capacity", "x"),
                ("page", "/events/new"),
            ],
        )
        .await;
    assert!(
        all.page().summary().len() >= 4,
        "all faults at once: {:?}",
        all.page().summary()
    );
    let (made,): (i64,) = site.db.query("SELECT count(*) FROM events").fetch_one().await.unwrap();
    assert_eq!(made, 0);
});

on_both_engines!(the_same_form_twice_is_one_event, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let key = ada
        .get("/events/new")
        .await
        .page()
        .hidden("events/create", "key")
        .expect("a key in the form");
    let same = [("key", key.as_str())];
    let (first, second) = tokio::join!(post_event(&ada, &site, &same), post_event(&ada, &site, &same));
    assert_eq!(first.location(), second.location());
    let other = post_event(&bob, &site, &[("key", &key)]).await;
    assert_ne!(first.location(), other.location(), "somebody else's key is theirs");
    let (made,): (i64,) = site.db.query("SELECT count(*) FROM events").fetch_one().await.unwrap();
    assert_eq!(made, 2);
});

on_both_engines!(a_form_that_comes_back_changed_is_not_taken_for_the_first, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let key = ada
        .get("/events/new")
        .await
        .page()
        .hidden("events/create", "key")
        .expect("a key in the form");
    let first = post_event(&ada, &site, &[("key", &key), ("capacity", "4")]).await;
    let later = site.hours_ahead(50);
    for (field, value, label) in [
        ("title", "Fast Sunday session", "Title"),
        ("description", "With sheet music.", "What will you play?"),
        ("starts_at", later.as_str(), "Starts"),
        ("capacity", "5", "How many players"),
        ("fee", "5 €", "Fee"),
    ] {
        let mut fields = vec![("key", key.as_str()), ("capacity", "4")];
        fields.retain(|(name, _)| *name != field);
        fields.push((field, value));
        let changed = post_event(&ada, &site, &fields).await;
        assert_eq!(changed.status, 409, "{field}");
        let page = changed.page();
        assert_eq!(
            page.summary(),
            ["This form has already posted another event. Send it again and this one is posted, too."]
        );
        assert_eq!(page.value(label).as_deref(), Some(value), "nothing typed is lost");
        assert_ne!(
            page.hidden("events/create", "key").as_deref(),
            Some(key.as_str()),
            "sent again, it is another form"
        );
    }
    let same = post_event(&ada, &site, &[("key", &key), ("capacity", "4")]).await;
    assert_eq!(same.location(), first.location());
    let (made,): (i64,) = site.db.query("SELECT count(*) FROM events").fetch_one().await.unwrap();
    assert_eq!(made, 1);
});

on_both_engines!(a_form_that_failed_keeps_its_key, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let key = "0197d3c2-7f10-7000-8000-0000000000aa";
    let failed = post_event(&ada, &site, &[("key", key), ("title", "")]).await;
    assert_eq!(failed.status, 422);
    assert_eq!(
        failed.page().hidden("events/create", "key").as_deref(),
        Some(key),
        "it may have posted before the answer was lost"
    );
});

on_both_engines!(the_programme_goes_on_page_by_page, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for at in 0..45 {
        let starts = site.hours_ahead(30 + at / 3);
        event(
            &ada,
            &site,
            &[
                ("title", &format!("Session number {at}")),
                ("starts_at", &starts),
                ("venue", if at % 2 == 0 { "Even" } else { "Odd" }),
            ],
        )
        .await;
    }
    for (start, count) in [("/events", 45), ("/events?q=even", 23), ("/events?q=session%20odd", 22)] {
        let (mut path, mut seen, mut pages) = (start.to_owned(), Vec::new(), 0);
        loop {
            let page = site.guest().get(&path).await.page();
            let shown = page.texts("main li.event h3");
            assert!(shown.len() <= 20);
            seen.extend(shown);
            pages += 1;
            match page.attribute("a[rel=next]", "href") {
                Some(next) => path = next,
                None => break,
            }
        }
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(
            (all, seen.len(), pages),
            (count, count, usize::div_ceil(count, 20)),
            "{start}"
        );
    }
    for wrong in [
        "x",
        "%00",
        "-",
        "ffffffffffffffffffffffff-1",
        "%F0%9F%8E%B7",
        &"9".repeat(500),
    ] {
        let answer = site.guest().get(&format!("/events?after={wrong}")).await;
        assert_eq!(answer.status, 200, "{wrong}");
        assert!(
            answer.page().text().contains("Session number"),
            "the list from its start"
        );
    }
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

on_both_engines!(nobody_is_led_to_a_profile_they_may_not_open, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    bob.call("events/join", &[("slug", &slug)]).await;
    let set = async |who: &str, status: &str, visibility: &str| {
        let set = "UPDATE users SET status = $2, visibility = $3 WHERE username = $1";
        let done = tutti::transact!(site.db, tx => {
            Ok(tx.query(set).bind(who).bind(status).bind(visibility).execute().await?)
        });
        assert_eq!(done.expect("a database"), 1);
    };
    let guest = site.guest();
    let profile = |name: &str| Some(format!("/musicians/{name}"));
    assert_eq!(page_of(&guest, &slug).await.link("ada"), profile("ada"));
    assert_eq!(page_of(&eve, &slug).await.link("bob"), profile("bob"));

    set("ada", "active", "members").await;
    let page = page_of(&guest, &slug).await;
    assert!(
        page.link("ada").is_none() && page.text().contains("ada"),
        "{}",
        page.text()
    );
    assert_eq!(page_of(&eve, &slug).await.link("ada"), profile("ada"));
    set("bob", "active", "hidden").await;
    let page = page_of(&eve, &slug).await;
    assert!(
        page.link("bob").is_none() && page.text().contains("bob"),
        "{}",
        page.text()
    );
    assert_eq!(
        page_of(&bob, &slug).await.link("bob"),
        profile("bob"),
        "who hides sees themselves"
    );
    assert!(page_of(&eve, &slug).await.link("Write to the host").is_some());

    set("ada", "suspended", "everyone").await;
    let page = page_of(&eve, &slug).await;
    assert!(
        page.link("ada").is_none() && page.text().contains("ada"),
        "{}",
        page.text()
    );
    assert!(page.link("Write to the host").is_none(), "nobody would read it");
});

on_both_engines!(a_draft_is_its_hosts_and_an_event_for_members_no_guests, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    let path = format!("/events/{slug}");
    let seen = async || {
        let guest = site.guest();
        (
            guest.get(&path).await.status,
            bob.get(&path).await.status,
            ada.get(&path).await.status,
        )
    };
    assert_eq!(seen().await, (200, 200, 200));
    withdraw(&site, &slug, "scheduled", "members").await;
    assert_eq!(seen().await, (404, 200, 200));
    withdraw(&site, &slug, "scheduled", "unlisted").await;
    assert_eq!(seen().await, (200, 200, 200), "whoever has the link");
    for visibility in ["public", "members", "unlisted"] {
        withdraw(&site, &slug, "draft", visibility).await;
        assert_eq!(seen().await, (404, 404, 200), "{visibility}");
        assert_eq!(
            bob.call("events/join", &[("slug", &slug)]).await.status,
            404,
            "{visibility}"
        );
    }
    for visibility in ["members", "unlisted"] {
        withdraw(&site, &slug, "scheduled", visibility).await;
        for list in ["/", "/events", "/events?q=slow", "/musicians/ada"] {
            let page = site.guest().get(list).await.page();
            assert_eq!(page.link("Slow Sunday session"), None, "{visibility} {list}");
        }
    }
});

on_both_engines!(an_event_that_is_not_there_is_404, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for slug in ["gone-aaaaaaaa", "x", "%00", "%ff", "..", "a%2Fb", &"s".repeat(300)] {
        let answer = ada.get(&format!("/events/{slug}")).await;
        assert_eq!(answer.status, 404, "{slug}");
        assert!(!answer.page().links().is_empty(), "a way on");
    }
    for slug in ["gone-aaaaaaaa", "", "'; DROP TABLE events; --"] {
        for act in ["events/join", "events/leave"] {
            assert_eq!(ada.call(act, &[("slug", slug)]).await.status, 404, "{act} {slug}");
        }
    }
});

on_both_engines!(the_clock_on_the_wall_counts, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let day = site.hours_ahead(24 * 40).split('T').next().unwrap().to_owned();
    let starts = format!("{day}T20:30");
    let slug = event(
        &ada,
        &site,
        &[
            ("starts_at", &starts),
            ("time_zone", "America/Sao_Paulo"),
            ("town", "São Paulo"),
        ],
    )
    .await;
    let answer = site.guest().get(&format!("/events/{slug}")).await;
    assert!(answer.page().text().contains("20:30"), "{}", answer.page().text());
    assert_eq!(
        answer.page().attribute("time", "datetime").as_deref(),
        Some(format!("{starts}-03:00").as_str())
    );
    assert!(answer.page().text().contains("23:30"), "no end given: three hours");
});

on_both_engines!(a_time_that_comes_twice_is_explained, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let twice = next_hour_that_comes_twice(&site);
    let day = twice.split('T').next().unwrap();
    let evening_before = {
        let day: jiff::civil::Date = day.parse().unwrap();
        format!("{}T22:30", day.yesterday().unwrap())
    };
    let (starts, ends) = (
        "The clocks go back that night and show this hour twice. The first one is meant.",
        "The clocks go back that night and show the hour of its end twice.",
    );
    let said = async |starts_at: &str, ends_at: &str| {
        let slug = event(&ada, &site, &[("starts_at", starts_at), ("ends_at", ends_at)]).await;
        page_of(&site.guest(), &slug).await.text()
    };
    let text = said(&twice, "").await;
    assert!(text.contains(starts) && !text.contains(ends), "{text}");
    let text = said(&evening_before, &twice).await;
    assert!(
        text.contains(&format!("{ends} The first one is meant.")) && !text.contains(starts),
        "{text}"
    );
    // Three hours later than 23:30 is 01:30, for the second time.
    let text = said(&evening_before.replace("22:30", "23:30"), "").await;
    assert!(text.contains(&format!("{ends} The second one is meant.")), "{text}");
    let text = said(&evening_before, "").await;
    assert!(text.contains(&format!("{ends} The first one is meant.")), "{text}");
    let text = said(&format!("{day}T20:00"), "").await;
    assert!(!text.contains(starts) && !text.contains(ends), "{text}");
});

on_both_engines!(every_word_of_a_search_counts, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    event(
        &ada,
        &site,
        &[("title", "One two three four five six seven eight nine ten")],
    )
    .await;
    let found = async |query: &str| site.guest().get(&format!("/events?q={query}")).await.page();
    let page = found("one+two+three+four+five+six+seven+eight+nine+ten").await;
    assert_eq!(page.count("main li.event"), 1, "{}", page.text());
    for query in [
        "one+two+three+four+five+six+seven+eight+no",
        "one+two+three+four+five+six+seven+eight+nine+ten+lisbon",
    ] {
        let page = found(query).await;
        assert_eq!(page.count("main li.event"), 0, "{query}: {}", page.text());
    }
    let many = vec!["one"; 60].join("+");
    assert_eq!(
        found(&many).await.count("main li.event"),
        1,
        "the same word again asks for no more"
    );
    let letters: Vec<String> = ('a'..='z').map(String::from).collect();
    assert_eq!(found(&letters.join("+")).await.count("main li.event"), 0);
});

on_both_engines!(a_search_without_a_word_finds_nothing_and_says_why, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    event(&ada, &site, &[]).await;
    for query in ["%21%21%21", "%F0%9F%8E%B5", "-"] {
        let page = site.guest().get(&format!("/events?q={query}")).await.page();
        assert_eq!(page.count("main li.event"), 0, "{query}: {}", page.text());
        assert!(
            page.text().contains("There is no word in “"),
            "{query}: {}",
            page.text()
        );
        assert_eq!(page.link("The whole programme").as_deref(), Some("/events"), "{query}");
    }
    let blank = site.guest().get("/events?q=+").await.page();
    assert_eq!(blank.count("main li.event"), 1, "nothing was asked for");
});

on_both_engines!(a_list_that_goes_on_says_so, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let post = async |at: i64| {
        let starts = site.hours_ahead(30 + at);
        event(
            &ada,
            &site,
            &[("title", &format!("Session number {at}")), ("starts_at", &starts)],
        )
        .await
    };
    for at in 0..20 {
        post(at).await;
    }
    let (home, profile) = ("/", "/musicians/ada");
    let shown = async |path: &str, lines: &str| {
        let page = ada.get(path).await.page();
        (page.count(lines), page.text())
    };
    let (lines, text) = shown(home, ".dates time").await;
    assert!(
        lines == 20 && text.contains("20 dates ahead.") && !text.contains("There are more"),
        "{text}"
    );
    let (lines, text) = shown(profile, "li.event").await;
    assert!(lines == 20 && !text.contains("There are more"), "{text}");
    post(20).await;
    let (lines, text) = shown(home, ".dates time").await;
    assert!(
        lines == 20
            && text.contains("At least 20 dates ahead.")
            && text.contains("There are more: these are the next 20."),
        "{text}"
    );
    let (lines, text) = shown(profile, "li.event").await;
    assert!(
        lines == 20 && text.contains("There are more: these are the next 20."),
        "{text}"
    );
});

on_both_engines!(my_dates_say_what_i_am_to_them, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[("capacity", "3")]).await;
    bob.call("events/join", &[("slug", &slug)]).await;
    let said = async |who: &Visitor| who.get("/").await.page().texts(".dates time + div p");
    for (place, words) in [
        (Place::Accepted, Some("You play")),
        (Place::Offered, Some("A place is kept for you")),
        (Place::Requested, Some("You asked for a place")),
        (Place::Waitlisted, Some("You wait in line")),
        (Place::Declined, None),
        (Place::Left, None),
    ] {
        put(&site, &slug, "bob", place).await;
        assert_eq!(said(&bob).await, Vec::from_iter(words), "{place:?}");
    }
    put(&site, &slug, "bob", Place::Accepted).await;
    assert_eq!(said(&ada).await, ["You host, 2 places open"]);
    ada.call("events/join", &[("slug", &slug)]).await;
    assert_eq!(said(&ada).await, ["You host and play"]);
    site.cancel(&slug).await;
    for who in [&ada, &bob] {
        assert_eq!(said(who).await, ["Cancelled"]);
        let home = who.get("/").await.page();
        assert!(home.text().contains("Nothing in your diary yet."), "{}", home.text());
    }
});

on_both_engines!(home_greets_and_shows_what_is_unread, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    let home = ada.get("/").await.page();
    let h1 = home.h1();
    assert!(
        ["Good morning, ada.", "Good afternoon, ada.", "Good evening, ada."].contains(&h1.as_str()),
        "{h1}"
    );
    assert!(
        home.headings().iter().all(|(_, words)| words != "Unread"),
        "nobody has written"
    );
    bob.call(
        "messages/send",
        &[("slug", &slug), ("to", "ada"), ("content", "Shall I bring the amp?")],
    )
    .await;
    let home = ada.get("/").await.page();
    assert!(home.headings().iter().any(|(_, words)| words == "Unread"));
    assert_eq!(
        home.attribute("section[aria-labelledby=unread] a", "href").as_deref(),
        Some("/messages")
    );
    assert!(
        home.link("bob")
            .is_some_and(|to| to.starts_with(&format!("/messages/{slug}/bob")))
    );
    assert!(home.text().contains("Shall I bring the amp?"), "{}", home.text());
    let bobs = bob.get("/").await.page();
    assert!(
        bobs.headings().iter().all(|(_, words)| words != "Unread"),
        "their own words are read"
    );
});

on_both_engines!(home_shows_what_is_on_and_what_is_mine, async |db| {
    let site = TestSite::over(db);
    assert_eq!(site.guest().get("/").await.status, 200, "an empty house is a house");
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    assert!(site.guest().get("/").await.page().link("Slow Sunday session").is_some());
    bob.call("events/join", &[("slug", &slug)]).await;
    for (who, part) in [(&ada, "You host"), (&bob, "You play")] {
        let home = who.get("/").await.page();
        assert!(home.text().contains(part), "{}: {}", who.name, home.text());
    }
});
