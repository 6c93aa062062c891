//! Posting an event.

use crate::support::on_both_engines;
use crate::support::site::TestSite;
use crate::{event, post_event};
use tutti::events::forms::{DESCRIPTION_MAX, LINE_MAX, PLACE_MAX, TITLE_MAX};

/// A wall time's day, as pages write it.
fn wall_day(local: &str, now: &str) -> String {
    let local: jiff::civil::DateTime = local.parse().expect("a wall time");
    let year = if now.starts_with(&local.year().to_string()) {
        ""
    } else {
        " %Y"
    };
    local.strftime(&format!("%a %-d %b{year}")).to_string()
}

on_both_engines!(a_date_of_another_year_says_so, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let starts_at = site.hours_ahead(24 * 400);
    let (year, _) = starts_at.split_once('-').expect("a date");
    let day = wall_day(&starts_at, &site.hours_ahead(0));
    assert!(day.ends_with(year), "{day}");
    let slug = event(&ada, &site, &[("starts_at", &starts_at)]).await;
    bob.call("events/join", &[("slug", &slug)]).await;
    bob.call("messages/send", &[("slug", &slug), ("to", "ada"), ("content", "Hello")])
        .await;
    let guest = site.guest();
    let page = guest.get(&format!("/events/{slug}")).await.page();
    assert!(page.title().contains(&day), "{}", page.title());
    let meta = page.attribute("meta[name=description]", "content").unwrap_or_default();
    assert!(meta.contains(&day), "{meta}");
    for list in ["/", "/events", "/musicians/ada"] {
        let shown = guest.get(list).await.page().text();
        assert!(shown.contains(&day), "{list}: {shown}");
    }
    for list in ["/messages", &format!("/messages/{slug}/ada")] {
        let shown = bob.get(list).await.page().text();
        assert!(shown.contains(&day), "{list}: {shown}");
    }
    let (_, short) = day.split_at(day.len() - "Nov 2027".len());
    let home = bob.get("/").await.page().texts("section[aria-labelledby=mine] time");
    assert!(home[0].contains(short), "{home:?}");
});

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
    let day = wall_day(&site.hours_ahead(30), &site.hours_ahead(0));
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
        ("title", "\u{200b}\u{200b}\u{200b}", "Title"),
        ("title", "a\u{202e}b", "Title"),
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
    for (field, value) in [("kind", "party"), ("visibility", "friends"), ("status", "cancelled")] {
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

on_both_engines!(no_field_takes_too_much_or_what_cannot_be_shown, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let slug = event(&ada, &site, &[]).await;
    let (edit, starts_at) = (format!("/events/{slug}/edit"), site.hours_ahead(30));
    let new = [
        ("kind", "jam"),
        ("title", "A jam"),
        ("town", "Lisboa"),
        ("starts_at", starts_at.as_str()),
        ("page", "/events/new"),
    ];
    let old = [("slug", slug.as_str()), ("page", &edit)];
    for (field, longest) in [
        ("title", TITLE_MAX),
        ("description", DESCRIPTION_MAX),
        ("venue", PLACE_MAX),
        ("town", PLACE_MAX),
        ("address", LINE_MAX),
        ("fee", LINE_MAX),
        ("gear", LINE_MAX),
        ("access", LINE_MAX),
        ("age", LINE_MAX),
    ] {
        let long = "é".repeat(longest + 1);
        for (value, words) in [(long.as_str(), "At most"), ("Bring\u{7} shakers", "can’t be shown")] {
            for (act, form) in [("events/create", &new[..]), ("events/update", &old)] {
                let mut form = form.to_vec();
                form.retain(|(name, _)| *name != field);
                form.push((field, value));
                let answer = ada.call(act, &form).await;
                assert_eq!(answer.status, 422, "{act} {field}: {}", answer.text);
                assert!(answer.problem(field).contains(words), "{act} {field}: {}", answer.text);
                assert_eq!(answer.json()["errors"].as_object().map(|all| all.len()), Some(1));
                let page = ada.act(act, &form).await.page();
                let at = page.attribute("[aria-invalid='true']", "name");
                assert_eq!(
                    (at.as_deref(), page.count("[aria-invalid='true']")),
                    (Some(field), 1),
                    "{act}"
                );
            }
        }
    }
    let kept: Vec<(String, i64)> = site
        .db
        .query("SELECT title, version FROM events")
        .fetch_all()
        .await
        .unwrap();
    assert_eq!(
        kept,
        [("Slow Sunday session".to_owned(), 1)],
        "none is posted, and none changed"
    );
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

on_both_engines!(the_longest_event_is_posted, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let of = |length: usize| "🥁".repeat(length);
    let (title, description, place, line) = (of(TITLE_MAX), of(DESCRIPTION_MAX), of(PLACE_MAX), of(LINE_MAX));
    let fields = [
        ("title", title.as_str()),
        ("description", &description),
        ("venue", &place),
        ("town", &place),
        ("address", &line),
        ("fee", &line),
        ("gear", &line),
        ("access", &line),
        ("age", &line),
    ];
    let answer = post_event(&ada, &site, &fields).await;
    assert_eq!(answer.status, 303, "{}", answer.text);
});
