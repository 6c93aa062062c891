//! What is on: the programme, searches, and what of it is mine.

use super::put;
use crate::event;
use crate::support::on_both_engines;
use crate::support::page::Html;
use crate::support::site::{TestSite, Visitor};
use tutti::cursor::Cursor;
use tutti::events::model::Place;
use tutti::instant::Instant;
use uuid::Uuid;

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
    // A cursor by its form, of a time that PostgreSQL does not know.
    let long_ago = Cursor {
        at: Instant::from_micros(-220_000_000_000_000_000).unwrap(),
        id: Uuid::nil(),
    };
    for wrong in [
        &long_ago.write(),
        "x",
        "%00",
        "-",
        "ffffffffffffffffffffffff-1",
        "%F0%9F%8E%B7",
        &"9".repeat(500),
    ] {
        for list in ["/events?", "/events?q=session&", "/messages?"] {
            let answer = ada.get(&format!("{list}after={wrong}")).await;
            assert_eq!(answer.status, 200, "{list} {wrong}");
            assert!(answer.page().text().contains("Session number") || list.starts_with("/m"));
        }
    }
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

on_both_engines!(ones_own_events_go_on_page_by_page, async |db| {
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
        (page.count(lines), page.attribute("a[rel=next]", "href"), page.text())
    };
    let (lines, next, text) = shown(home, ".dates time").await;
    assert!(
        lines == 20 && next.is_none() && text.contains("20 dates ahead."),
        "{text}"
    );
    let (lines, next, _) = shown(profile, "li.event").await;
    assert_eq!((lines, next), (20, None));
    post(20).await;
    for (path, lines) in [(home, ".dates time"), (profile, "li.event")] {
        let (count, next, text) = shown(path, lines).await;
        assert_eq!(count, 20, "{text}");
        assert_eq!(text.contains("At least 20 dates ahead."), path == home, "{text}");
        let (count, next, text) = shown(&next.expect("a way on"), lines).await;
        assert!(count == 1 && next.is_none(), "{text}");
        assert!(
            text.contains("Session number 20") && !text.contains("dates ahead"),
            "{text}"
        );
        let (count, ..) = shown(&format!("{path}?after=nonsense"), lines).await;
        assert_eq!(count, 20, "from the start");
    }
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
        home.headings()
            .iter()
            .all(|(_, words)| words != "Waits for your answer"),
        "nobody has written"
    );
    bob.call(
        "messages/send",
        &[("slug", &slug), ("to", "ada"), ("content", "Shall I bring the amp?")],
    )
    .await;
    let home = ada.get("/").await.page();
    assert!(
        home.headings()
            .iter()
            .any(|(_, words)| words == "Waits for your answer")
    );
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
        bobs.headings()
            .iter()
            .all(|(_, words)| words != "Waits for your answer"),
        "their own words are read"
    );
});

on_both_engines!(home_shows_what_is_on_and_what_is_mine, async |db| {
    let site = TestSite::over(db);
    let empty = site.guest().get("/").await.page();
    assert!(empty.text().contains("This is Tutti at tutti.test"), "{}", empty.text());
    assert_eq!(empty.link("Post the first event").as_deref(), Some("/events/new"));
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    assert!(site.guest().get("/").await.page().link("Slow Sunday session").is_some());
    bob.call("events/join", &[("slug", &slug)]).await;
    for (who, part) in [(&ada, "What you host"), (&bob, "Your dates")] {
        let home = who.get("/").await.page();
        let under = home.headings().into_iter().map(|(_, words)| words).collect::<Vec<_>>();
        assert!(under.iter().any(|words| words == part), "{}: {under:?}", who.name);
    }
});

on_both_engines!(a_site_is_new_until_something_was_posted, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let fresh = |page: Html| {
        let new = page.text().contains("This is Tutti at tutti.test");
        assert_eq!(page.link("Post the first event").is_some(), new, "{}", page.text());
        new
    };
    event(&ada, &site, &[("status", "draft")]).await;
    assert!(fresh(ada.get("/").await.page()) && fresh(site.guest().get("/").await.page()));
    event(&ada, &site, &[("visibility", "members")]).await;
    let guests = site.guest().get("/").await.page();
    assert!(
        guests.text().contains("Nothing is on at the moment"),
        "{}",
        guests.text()
    );
    assert_eq!(guests.link("Post an event").as_deref(), Some("/events/new"));
    assert!(!fresh(guests));
});

on_both_engines!(home_shows_what_is_on_in_my_town, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    for (title, town) in [
        ("Here", "São Paulo"),
        ("There", "Lisboa"),
        ("Elsewhere", "São Paulo de Olivença"),
    ] {
        event(&ada, &site, &[("title", title), ("town", town)]).await;
    }
    let home = async |town: &str| {
        assert_eq!(bob.act("profiles/update", &[("town", town)]).await.status, 303);
        bob.get("/").await.page()
    };
    let near = home("sao  PAULO").await;
    assert_eq!(
        near.texts("main li.event h3"),
        ["Here"],
        "the same name, however it is written"
    );
    assert!(
        near.headings().iter().any(|(_, words)| words == "On in sao PAULO"),
        "{:?}",
        near.headings()
    );
    let nowhere = home("Porto").await;
    assert_eq!(nowhere.texts("main li.event h3").len(), 3);
    assert!(
        nowhere.text().contains("Nothing is on in Porto yet."),
        "{}",
        nowhere.text()
    );
    assert_eq!(home("").await.texts("main li.event h3").len(), 3);
});
