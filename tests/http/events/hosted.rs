//! What hosts find again: their drafts, all that they hosted, everybody who takes part.

use crate::event;
use crate::support::on_both_engines;
use crate::support::rows;
use crate::support::site::{PASSWORD, TestSite};
use jiff::SignedDuration;
use uuid::Uuid;

on_both_engines!(what_somebody_hosted_is_found_and_posted_again, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    for number in 0..23 {
        event(&ada, &site, &[("title", &format!("Jam number {number}"))]).await;
    }
    let slug = event(
        &ada,
        &site,
        &[("title", "The last jam"), ("starts_at", &site.hours_ahead(40))],
    )
    .await;
    event(
        &ada,
        &site,
        &[("title", "A call"), ("kind", "wanted"), ("starts_at", "")],
    )
    .await;
    event(&ada, &site, &[("title", "A secret"), ("visibility", "unlisted")]).await;
    event(&bob, &site, &[("title", "Not hers")]).await;
    let off = event(&ada, &site, &[("title", "Called off")]).await;
    assert!(site.cancel(&off).await);
    site.clock.advance(SignedDuration::from_hours(24 * 3));
    let home = ada.get("/").await.page();
    assert_eq!(
        home.link("All that you host and hosted").as_deref(),
        Some("/events/hosted")
    );
    let (mut path, mut seen) = ("/events/hosted".to_owned(), Vec::new());
    loop {
        let page = ada.get(&path).await.page();
        let titles = page.texts("main li.event h3");
        let again = page.count("main a[href^='/events/new?like=']");
        assert_eq!(again, titles.len(), "each can be posted again");
        seen.extend(titles);
        match page.attribute("a[rel=next]", "href") {
            Some(next) => path = next,
            None => break,
        }
    }
    assert_eq!(seen[..2], ["A call", "The last jam"], "the latest first");
    let first = ada.get("/events/hosted").await.page();
    let headings: Vec<String> = first.headings().into_iter().map(|(_, words)| words).collect();
    assert!(
        headings.contains(&"To come".to_owned()) && headings.contains(&"Over".to_owned()),
        "{headings:?}"
    );
    let again = first
        .link("Post it again: The last jam")
        .expect("a way to post it again");
    assert_eq!(again, format!("/events/new?like={slug}"));
    let all = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((all, seen.len()), (27, 27));
    assert!(seen.contains(&"A secret".to_owned()) && seen.contains(&"Called off".to_owned()));
    let eve = site.member("eve").await;
    let none = eve.get("/events/hosted").await.page();
    assert!(none.text().contains("You have hosted nothing yet"), "{}", none.text());
});

on_both_engines!(a_draft_is_found_whatever_its_date, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    event(&ada, &site, &[("title", "Half an idea"), ("status", "draft")]).await;
    let call = [
        ("title", "Half a call"),
        ("status", "draft"),
        ("kind", "wanted"),
        ("starts_at", ""),
    ];
    event(&ada, &site, &call).await;
    for passed in [0, 3, 70] {
        site.clock.advance(SignedDuration::from_hours(24 * passed));
        let log_in = [("login", "ada"), ("password", PASSWORD)];
        assert_eq!(ada.act("accounts/login", &log_in).await.status, 303);
        let page = ada.get("/").await.page();
        let mut drafts = page.texts("section[aria-labelledby=drafts] li a");
        drafts.sort();
        assert_eq!(drafts, ["Half a call", "Half an idea"], "after {passed} days");
        let all = ada.get("/events/hosted").await.page();
        assert_eq!(all.count("main li.event"), 2);
    }
});

on_both_engines!(a_profile_shows_what_others_may_find, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for (visibility, status) in [("public", ""), ("members", ""), ("unlisted", ""), ("public", "draft")] {
        for (kind, starts_at) in [("jam", site.hours_ahead(30)), ("wanted", String::new())] {
            let title = format!("{kind} {visibility} {status}");
            let fields = [
                ("title", title.trim()),
                ("kind", kind),
                ("starts_at", &starts_at),
                ("visibility", visibility),
                ("status", status),
            ];
            event(&ada, &site, &fields).await;
        }
    }
    let mut own = ada.get("/musicians/ada").await.page().texts("main li.event h3");
    own.sort();
    assert_eq!(own, ["jam members", "jam public", "wanted members", "wanted public"]);
    let mut others = site
        .guest()
        .get("/musicians/ada")
        .await
        .page()
        .texts("main li.event h3");
    others.sort();
    assert_eq!(others, ["jam public", "wanted public"]);
    let home = ada.get("/").await.page();
    for (section, count) in [("hosted", 3), ("calls", 3), ("drafts", 2)] {
        let rows = home.count(&format!("section[aria-labelledby={section}] li"));
        assert_eq!(rows, count, "{section}: {}", home.text());
    }
});

on_both_engines!(everybody_who_takes_part_is_on_some_page, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let slug = event(&ada, &site, &[]).await;
    crowd(&site, &slug, 230).await;
    let (mut removable, mut named) = (Vec::new(), Vec::new());
    for (start, button, found) in [
        (format!("/events/{slug}/edit"), "summary", &mut removable),
        (
            format!("/events/{slug}"),
            "section[aria-labelledby=who] li strong",
            &mut named,
        ),
    ] {
        let mut path = start.clone();
        loop {
            let page = ada.get(&path).await.page();
            found.extend(page.texts(button).into_iter().filter(|words| words.contains("guest-")));
            assert!(
                !page.text().contains("and 1"),
                "nobody is without a page: {}",
                page.text()
            );
            match page.attribute("section[aria-labelledby=who] a[rel=next]", "href") {
                Some(next) => path = next,
                None => break,
            }
        }
        let all = found.len();
        found.sort();
        found.dedup();
        assert_eq!((all, found.len()), (230, 230), "{start}");
        assert_ne!(path, start, "there are several pages");
        // The last of them can be removed from where they stand, and a fault shows that page again.
        if button == "summary" {
            let last = [
                ("slug", slug.as_str()),
                ("username", "guest-229"),
                ("answer", "decline"),
            ];
            let long = "x".repeat(501);
            let wrong = [&last[..], &[("note", &long), ("page", &path)]].concat();
            let answer = ada.act("events/decide", &wrong).await;
            assert_eq!(answer.status, 422);
            assert_eq!(answer.page().summary().len(), 2, "{:?}", answer.page().summary());
            assert!(
                answer.page().text().contains("Remove guest-229"),
                "its page is shown again"
            );
        }
    }
    let last = [
        ("slug", slug.as_str()),
        ("username", "guest-229"),
        ("answer", "decline"),
    ];
    assert_eq!(ada.call("events/decide", &last).await.status, 200);
    for wrong in [
        "after=x",
        "after=",
        "after=99999999999999999999",
        "after=-1",
        "after=99999",
    ] {
        assert_eq!(ada.get(&format!("/events/{slug}?{wrong}")).await.status, 200, "{wrong}");
        assert_eq!(
            ada.get(&format!("/events/{slug}/edit?{wrong}")).await.status,
            200,
            "{wrong}"
        );
    }
});

/// Lets so many people who never signed up take part.
async fn crowd(site: &TestSite, slug: &str, size: i64) {
    const TAKE: &str = "
        INSERT INTO event_participants (event_id, user_id, slot_id, status, queue_no, joined_at, updated_at)
        SELECT e.id, $2, s.id, 'accepted', $3, $4, $4
          FROM events e JOIN event_slots s ON s.event_id = e.id
         WHERE e.slug = $1";
    let now = site.now();
    let done = tutti::transact!(site.db, tx => {
        for number in 0..size {
            let id = Uuid::from_u128(1000 + number as u128);
            let name = format!("guest-{number}");
            tx.query(rows::USER).bind(id).bind(&name).bind(format!("{name}@example.org")).bind(now).bind(&name)
                .execute().await?;
            tx.query(TAKE).bind(slug).bind(id).bind(number + 1).bind(now).execute().await?;
        }
        Ok(())
    });
    done.expect("a crowd");
}
