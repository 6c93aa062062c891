//! Calls: whoever looks for players.

use super::page_of;
use crate::event;
use crate::post_event;
use crate::support::on_both_engines;
use crate::support::page::Html;
use crate::support::site::{PASSWORD, TestSite, Visitor};
use jiff::SignedDuration;

async fn call(host: &Visitor, site: &TestSite, fields: &[(&str, &str)]) -> String {
    let fields = [
        &[("kind", "wanted"), ("starts_at", ""), ("title", "Drummer wanted")],
        fields,
    ]
    .concat();
    event(host, site, &fields).await
}

async fn titles(reader: &Visitor, path: &str) -> Vec<String> {
    let answer = reader.get(path).await;
    assert_eq!(answer.status, 200, "{path}");
    answer.page().texts("main li.event h3")
}

fn days(days: i64) -> SignedDuration {
    SignedDuration::from_hours(24 * days)
}

on_both_engines!(a_call_stands_newest_first_under_its_kind_and_nowhere_else, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    event(&ada, &site, &[("title", "A jam for drummers")]).await;
    call(&ada, &site, &[("title", "First drummer wanted")]).await;
    site.clock.advance(SignedDuration::from_secs(1));
    call(&ada, &site, &[("title", "Second drummer wanted")]).await;
    site.clock.advance(SignedDuration::from_secs(1));
    call(&ada, &site, &[("title", "Singer wanted"), ("visibility", "members")]).await;
    let guest = site.guest();
    let both = ["Second drummer wanted", "First drummer wanted"];
    assert_eq!(titles(&guest, "/events?kind=wanted").await, both);
    assert_eq!(titles(&guest, "/events?kind=wanted&q=drummer").await, both);
    assert_eq!(titles(&guest, "/events?kind=wanted&q=second+drummer").await, both[..1]);
    assert_eq!(
        titles(&ada, "/events?kind=wanted").await[0],
        "Singer wanted",
        "members find what is for members"
    );
    for dated in ["/", "/events", "/events?kind=jam", "/events?kind=jam&kind=wanted"] {
        assert_eq!(titles(&guest, dated).await, ["A jam for drummers"], "{dated}");
    }
    for nothing in ["/events?q=drummer", "/events?q=wanted", "/events?kind=wanted&q=jam"] {
        assert_eq!(titles(&guest, nothing).await, Vec::<String>::new(), "{nothing}");
    }
    let page = guest.get("/musicians/ada").await.page();
    assert!(page.text().contains("Second drummer wanted"), "{}", page.text());
    assert!(!page.text().contains("Singer wanted"), "for members: {}", page.text());
    let home = ada.get("/").await.page();
    assert!(home.text().contains("Whom you look for"), "{}", home.text());
});

on_both_engines!(calls_go_on_page_by_page, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for number in 0..45 {
        call(&ada, &site, &[("title", &format!("Singer number {number}"))]).await;
        if number % 3 == 0 {
            site.clock.advance(SignedDuration::from_secs(1));
        }
    }
    for start in ["/events?kind=wanted", "/events?kind=wanted&q=singer+number"] {
        let (mut path, mut seen) = (start.to_owned(), Vec::new());
        loop {
            let page = site.guest().get(&path).await.page();
            seen.extend(page.texts("main li.event h3"));
            match page.attribute("a[rel=next]", "href") {
                Some(next) => path = next,
                None => break,
            }
        }
        let all = seen.len();
        assert_eq!(seen[0], "Singer number 44", "{start}");
        seen.sort();
        seen.dedup();
        assert_eq!((all, seen.len()), (45, 45), "{start}");
    }
});

on_both_engines!(a_call_is_answered_by_writing, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = call(&ada, &site, &[("capacity", "2")]).await;
    let page = page_of(&bob, &slug).await;
    assert!(
        !page.button("Take a place") && page.text().contains("2 players wanted"),
        "{}",
        page.text()
    );
    let thread = page.link("Write to the host").expect("a way to answer");
    assert_eq!(bob.get(&thread).await.status, 200);
    let joined = bob.call("events/join", &[("slug", &slug)]).await;
    assert_eq!((joined.status, joined.json()["status"].as_str()), (200, Some("closed")));
    let sent = bob
        .call("messages/send", &[("slug", &slug), ("to", "ada"), ("content", "Me")])
        .await;
    assert_eq!(sent.status, 200, "{}", sent.text);
    let list = ada.get("/messages").await.page();
    assert!(list.text().contains("Drummer wanted"), "{}", list.text());
    assert_eq!(ada.get(&format!("/messages/{slug}/bob")).await.status, 200);
});

on_both_engines!(a_call_closes_after_sixty_days_or_earlier, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let soon = site.hours_ahead(24 * 10);
    let (long, short) = (
        call(&ada, &site, &[("title", "Long call")]).await,
        call(&ada, &site, &[("title", "Short call"), ("ends_at", &soon)]).await,
    );
    let (guest, list) = (site.guest(), "/events?kind=wanted");
    assert_eq!(titles(&guest, list).await, ["Short call", "Long call"]);
    site.clock.advance(days(11));
    assert_eq!(titles(&guest, list).await, ["Long call"]);
    assert_eq!(titles(&guest, "/events?kind=wanted&q=call").await, ["Long call"]);
    let page = page_of(&guest, &short).await;
    assert!(page.text().contains("This search has ended."), "{}", page.text());
    site.clock.advance(days(50));
    assert_eq!(titles(&guest, list).await, Vec::<String>::new());
    assert_eq!(
        guest.get(&format!("/events/{long}")).await.status,
        200,
        "its page stays"
    );
});

on_both_engines!(what_a_call_may_not_be_is_told_at_its_field, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let (starts, late, past) = (site.hours_ahead(30), site.hours_ahead(24 * 61), site.hours_ahead(-1));
    for (fields, label, words) in [
        (vec![("starts_at", starts.as_str())], "Starts", "A search has no start."),
        (vec![("starts_at", ""), ("ends_at", &late)], "Ends", "60 days at most"),
        (vec![("starts_at", ""), ("ends_at", &past)], "Ends", "over already"),
        (vec![("starts_at", ""), ("ends_at", "soon")], "Ends", "Write a date"),
    ] {
        let fields = [vec![("kind", "wanted"), ("title", "Drummer wanted")], fields].concat();
        let answer = post_event(&ada, &site, &fields).await;
        assert_eq!(answer.status, 422, "{fields:?}");
        let page = answer.page();
        assert!(
            page.error(label).unwrap_or_default().contains(words),
            "{fields:?}: {}",
            page.text()
        );
        assert_eq!(page.value("Title").as_deref(), Some("Drummer wanted"));
    }
    let jam = event(&ada, &site, &[]).await;
    bob.call("events/join", &[("slug", &jam)]).await;
    let turned = [
        ("slug", jam.as_str()),
        ("kind", "wanted"),
        ("starts_at", ""),
        ("ends_at", ""),
    ];
    let answer = ada.call("events/update", &turned).await;
    assert_eq!(answer.status, 422);
    assert!(answer.problem("kind").contains("1 place is taken"), "{}", answer.text);
    bob.call("events/leave", &[("slug", &jam)]).await;
    assert_eq!(ada.call("events/update", &turned).await.status, 200);
    assert_eq!(
        titles(&site.guest(), "/events?kind=wanted&q=sunday").await,
        ["Slow Sunday session"]
    );
    assert_eq!(titles(&site.guest(), "/events?q=sunday").await, Vec::<String>::new());
    let back = [
        ("slug", jam.as_str()),
        ("kind", "jam"),
        ("starts_at", &starts),
        ("ends_at", ""),
    ];
    assert_eq!(ada.call("events/update", &back).await.status, 200);
    assert_eq!(titles(&site.guest(), "/events?q=sunday").await, ["Slow Sunday session"]);
});

on_both_engines!(a_call_is_kept_changed_and_called_off_like_any_event, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let draft = call(&ada, &site, &[("status", "draft")]).await;
    let list = "/events?kind=wanted";
    assert_eq!(titles(&site.guest(), list).await, Vec::<String>::new());
    assert_eq!(ada.call("events/publish", &[("slug", &draft)]).await.status, 200);
    assert_eq!(titles(&site.guest(), list).await, ["Drummer wanted"]);
    site.clock.advance(days(12));
    // As the form shows it, with another title.
    let form: Html = ada.get(&format!("/events/{draft}/edit")).await.page();
    let ends = form.value("Ends").expect("the last day");
    let edit = [
        ("slug", draft.as_str()),
        ("title", "Percussion wanted"),
        ("starts_at", ""),
        ("ends_at", &ends),
    ];
    let answer = ada.call("events/update", &edit).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
    assert_eq!(titles(&site.guest(), list).await, ["Percussion wanted"]);
    assert_eq!(
        titles(&site.guest(), "/events?kind=wanted&q=drummer").await,
        Vec::<String>::new()
    );
    let longer = site.hours_ahead(24 * 55);
    let answer = ada
        .call("events/update", &[("slug", &draft), ("ends_at", &longer)])
        .await;
    assert!(
        answer.problem("ends_at").contains("60 days"),
        "counted from when it was made: {}",
        answer.text
    );
    let again = ada.get(&format!("/events/new?like={draft}")).await.page();
    assert_eq!(again.value("Title").as_deref(), Some("Percussion wanted"));
    assert_eq!(again.value("Ends").unwrap_or_default(), "", "its days are new");
    assert_eq!(
        ada.call("events/cancel", &[("slug", &draft), ("reason", "Found")])
            .await
            .status,
        200
    );
    assert_eq!(titles(&site.guest(), list).await, Vec::<String>::new());
    let stale = call(&ada, &site, &[("status", "draft")]).await;
    site.clock.advance(days(61));
    let log_in = [("login", "ada"), ("password", PASSWORD)];
    assert_eq!(
        ada.act("accounts/login", &log_in).await.status,
        303,
        "a session lasts two weeks"
    );
    let answer = ada.call("events/publish", &[("slug", &stale)]).await;
    assert_eq!(answer.status, 200, "its days begin now: {}", answer.text);
});

on_both_engines!(the_days_of_a_call_count_from_its_posting, async |db| {
    let site = TestSite::over(db);
    let mut ada = site.member("ada").await;
    let (draft, title) = (
        call(&ada, &site, &[("status", "draft"), ("title", "Cellist wanted")]).await,
        "Cellist wanted",
    );
    let soon = site.hours_ahead(24 * 55);
    let typed = call(&ada, &site, &[("status", "draft"), ("ends_at", &soon)]).await;
    let pass = async |by: i64, ada: &mut Visitor| {
        site.clock.advance(days(by));
        let log_in = [("login", "ada"), ("password", PASSWORD)];
        assert_eq!(ada.act("accounts/login", &log_in).await.status, 303);
    };
    pass(50, &mut ada).await;
    call(&ada, &site, &[("title", "Oboist wanted")]).await;
    site.clock.advance(SignedDuration::from_secs(1));
    // What a draft says of its last day may be as far ahead as if it were posted now.
    let far = site.hours_ahead(24 * 59);
    let longer = [("slug", typed.as_str()), ("ends_at", far.as_str())];
    assert_eq!(ada.call("events/update", &longer).await.status, 200);
    let sooner = [("slug", typed.as_str()), ("ends_at", soon.as_str())];
    assert_eq!(ada.call("events/update", &sooner).await.status, 200);
    for slug in [&draft, &typed] {
        assert_eq!(ada.call("events/publish", &[("slug", slug)]).await.status, 200);
    }
    let (guest, list) = (site.guest(), "/events?kind=wanted");
    let mut found = titles(&guest, list).await;
    assert_eq!(
        found.pop().as_deref(),
        Some("Oboist wanted"),
        "posted last, listed first"
    );
    assert_eq!(found.len(), 2, "{found:?}");
    assert_eq!(titles(&guest, "/events?kind=wanted&q=cellist").await, [title]);
    pass(6, &mut ada).await;
    let found = titles(&guest, list).await;
    assert_eq!(found, [title, "Oboist wanted"], "a last day that was typed stays");
    pass(53, &mut ada).await;
    assert_eq!(titles(&guest, list).await, [title, "Oboist wanted"]);
    assert_eq!(titles(&guest, "/events?kind=wanted&q=cellist").await, [title]);
    let shown = guest.get("/musicians/ada").await.page();
    assert!(shown.text().contains(title), "{}", shown.text());
    pass(2, &mut ada).await;
    assert_eq!(titles(&guest, list).await, Vec::<String>::new());
    let late = call(&ada, &site, &[("status", "draft")]).await;
    pass(61, &mut ada).await;
    assert_eq!(ada.call("events/publish", &[("slug", &late)]).await.status, 200);
    assert_eq!(titles(&guest, list).await, ["Drummer wanted"]);
});

on_both_engines!(the_zone_of_a_call_changes_alone, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let slug = call(&ada, &site, &[]).await;
    let edit = format!("/events/{slug}/edit");
    for zone in ["America/New_York", "Asia/Tokyo", "Europe/Lisbon"] {
        let form = ada.get(&edit).await.page();
        let ends = form.value("Ends").expect("the last day");
        let fields = [
            ("slug", slug.as_str()),
            ("starts_at", ""),
            ("ends_at", &ends),
            ("time_zone", zone),
        ];
        let answer = ada.call("events/update", &fields).await;
        assert_eq!(answer.status, 200, "{zone}: {}", answer.text);
    }
});

on_both_engines!(the_end_of_time_is_too_late_for_a_call, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for zone in ["America/New_York", "Asia/Tokyo", "UTC"] {
        let fields = [
            ("kind", "wanted"),
            ("title", "Drummer wanted"),
            ("starts_at", ""),
            ("ends_at", "9999-12-31T23:59"),
            ("time_zone", zone),
        ];
        let page = post_event(&ada, &site, &fields).await.page();
        let error = page.error("Ends").unwrap_or_default();
        assert!(error.contains("60 days at most"), "{zone}: {error}");
    }
});

on_both_engines!(the_calls_of_a_person_go_on_page_by_page, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for number in 0..45 {
        call(&ada, &site, &[("title", &format!("Singer number {number}"))]).await;
    }
    let (mut path, mut seen) = ("/musicians/ada".to_owned(), Vec::new());
    loop {
        let page = site.guest().get(&path).await.page();
        seen.extend(page.texts("section[aria-labelledby=calls] li.event h3"));
        match page.attribute("section[aria-labelledby=calls] a[rel=next]", "href") {
            Some(next) => path = next,
            None => break,
        }
    }
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (45, 45));
});
