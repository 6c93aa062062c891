//! Pages that are kept for visitors: who shares one, who never does, and that nobody reads an old one.

use crate::event;
use crate::support::databases::options;
use crate::support::site::{Answer, TestSite, Visitor};
use crate::support::{TestDb, on_both_engines};
use axum::http::Method;
use jiff::SignedDuration;

async fn ask(reader: &Visitor, path: &str, headers: &[(&'static str, &str)]) -> Answer {
    reader.raw(Method::GET, path, headers, "").await
}

on_both_engines!(what_was_written_is_read_by_the_next_visitor, async |db| {
    let site = TestSite::over(db);
    let (ada, guest) = (site.member("ada").await, site.guest());
    for path in ["/", "/events", "/musicians/ada"] {
        assert_eq!(guest.get(path).await.page().link("Slow Sunday session"), None, "{path}");
    }
    let slug = event(&ada, &site, &[]).await;
    let page = format!("/events/{slug}");
    for path in ["/", "/events", "/musicians/ada"] {
        assert!(
            guest.get(path).await.page().link("Slow Sunday session").is_some(),
            "{path}"
        );
    }
    assert_eq!(guest.get(&page).await.status, 200);
    ada.call("events/update", &[("slug", &slug), ("title", "Slow Monday session")])
        .await;
    assert!(guest.get(&page).await.page().text().contains("Slow Monday session"));
    ada.call("events/update", &[("slug", &slug), ("visibility", "members")])
        .await;
    assert_eq!(guest.get(&page).await.status, 404);
    assert_eq!(guest.get("/events").await.page().link("Slow Monday session"), None);
    ada.call("profiles/update", &[("visibility", "hidden")]).await;
    assert_eq!(guest.get("/musicians/ada").await.status, 404);
});

on_both_engines!(a_kept_page_is_told_from_what_is_behind_it, async |db: TestDb| {
    let another = db.again(&options()).await;
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let slug = event(&ada, &site, &[]).await;
    let guest = site.guest();
    let before = guest.get("/events").await;
    // Written by another process: this one does not know, and goes on telling what it has kept, for a moment.
    let retitle = "UPDATE events SET title = 'Another title' WHERE slug = $1";
    let done = tutti::transact!(another, tx => { Ok(tx.query(retitle).bind(slug.as_str()).execute().await?) });
    assert_eq!(done.expect("a database"), 1);
    let kept = guest.get("/events?q=&unused=").await;
    assert_eq!((&kept.text, kept.header("etag")), (&before.text, before.header("etag")));
    let readers = [ada.get("/events").await, guest.get("/events?kind=jam").await];
    for told in readers {
        assert!(told.text.contains("Another title"), "{}", told.text);
    }
    // In another language, or for whoever brings a notice, it is another page.
    let french = ask(&guest, "/events", &[("accept-language", "fr")]).await;
    assert!(french.text.contains("Another title") && french.text.contains(r#"<html lang="fr""#));
    let noticed = ask(&guest, "/events", &[("cookie", "notice=logged-out")]).await;
    assert!(noticed.text.contains("Another title") && noticed.text.contains("You are logged out"));
    site.clock.advance(SignedDuration::from_secs(2));
    assert!(
        guest.get("/events").await.text.contains("Another title"),
        "within two seconds"
    );
});

on_both_engines!(nobody_reads_what_another_visitor_typed, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let slugs = [
        event(&ada, &site, &[]).await,
        event(&ada, &site, &[("title", "Another")]).await,
    ];
    let guest = site.guest();
    for (typed, plain) in [
        (format!("/events?{}", "&".repeat(6000)), "/events".to_owned()),
        ("/events?someone@example.org".to_owned(), "/events".to_owned()),
        (format!("/events/{}?x=", slugs[0]), format!("/events/{}", slugs[0])),
    ] {
        let first = guest.get(&typed).await;
        let then = guest.get(&plain).await;
        assert_eq!((first.status, then.status), (200, 200), "{plain}");
        assert_eq!(first.text, then.text, "{plain}");
        assert!(
            !then.text.contains("someone") && !then.text.contains("%26%26"),
            "{plain}"
        );
    }
    // An address is as long as it was typed, however its key is spelt.
    let typed = format!("/events?q={}", "ä".repeat(2_000));
    assert_eq!(guest.get(&typed).await.status, 200, "an address of four thousand bytes");
    let typed = format!("/events?{}", "&".repeat(9_000));
    assert_eq!(guest.get(&typed).await.status, 414);
    // What has one key is one page: an empty field is none, wherever it stands.
    let far = tutti::cursor::Cursor {
        at: site.now(),
        id: uuid::Uuid::max(),
    };
    let far = far.write();
    let last = format!("/events?kind=wanted&after={far}");
    let doubled = format!("/events?after=&kind=wanted&after={far}");
    assert_eq!(guest.get(&doubled).await.text, guest.get(&last).await.text);
});

on_both_engines!(no_page_outlives_the_start_of_what_it_lists, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let slug = event(&ada, &site, &[]).await;
    let starts = "UPDATE events SET starts_at = $2, sort_at = $2 WHERE slug = $1";
    let soon = site.now().plus(SignedDuration::from_secs(1));
    let done = tutti::transact!(site.db, tx => {
        Ok(tx.query(starts).bind(slug.as_str()).bind(soon).execute().await?)
    });
    assert_eq!(done.expect("a database"), 1);
    let (guest, page) = (site.guest(), format!("/events/{slug}"));
    assert!(guest.get("/events").await.page().link("Slow Sunday session").is_some());
    let before = guest.get(&page).await.text;
    site.clock.advance(SignedDuration::from_secs(1));
    assert_eq!(guest.get("/events").await.page().link("Slow Sunday session"), None);
    assert_ne!(guest.get(&page).await.text, before, "it has begun");
});

on_both_engines!(whoever_has_a_page_gets_no_second_copy, async |db| {
    let site = TestSite::over(db);
    let (ada, guest) = (site.member("ada").await, site.guest());
    let slug = event(&ada, &site, &[]).await;
    let page = format!("/events/{slug}");
    // what was done is told once, on the next page
    ada.get("/about").await;
    for reader in [&guest, &ada] {
        for path in ["/", "/events", "/musicians", "/musicians/ada", &page, "/about"] {
            let first = reader.get(path).await;
            let tag = first.header("etag").to_owned();
            assert!(tag.starts_with("W/\""), "{path}: {tag}");
            let again = ask(reader, path, &[("if-none-match", &tag)]).await;
            assert_eq!((again.status, again.text.as_str()), (304, ""), "{path}");
            for name in ["etag", "cache-control", "vary"] {
                assert_eq!(again.header(name), first.header(name), "{path}: {name}");
            }
            let other = ask(reader, path, &[("if-none-match", "W/\"0\"")]).await;
            assert_eq!(other.status, 200, "{path}");
        }
    }
    // A form that can be sent once is another one each time.
    assert!(!ada.get("/events/new").await.headers.contains_key("etag"));
    let policy = guest.get(&page).await;
    assert_eq!(policy.header("cache-control"), "public, no-cache");
    assert_eq!(ada.get(&page).await.header("cache-control"), "private, no-cache");
});

on_both_engines!(each_visitor_gets_it_as_they_read_it, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    event(&ada, &site, &[]).await;
    let guest = site.guest();
    for (accept, encoding) in [
        ("gzip, deflate, br, zstd", Some("br")),
        ("gzip;q=1, br;q=0.1", Some("gzip")),
        ("zstd", Some("zstd")),
        ("identity", None),
        ("x", None),
    ] {
        for _ in 0..2 {
            let answer = ask(&guest, "/events", &[("accept-encoding", accept)]).await;
            assert_eq!(
                answer.header("content-encoding"),
                encoding.unwrap_or_default(),
                "{accept}"
            );
            assert_eq!(
                answer.text.contains("Slow Sunday session"),
                encoding.is_none(),
                "{accept}"
            );
        }
    }
    let head = guest.raw(Method::HEAD, "/events", &[], "").await;
    assert_eq!((head.status, head.text.as_str()), (200, ""));
});
