//! Messages: who may write to whom, what is kept, what is unread.

use crate::event;
use crate::support::on_both_engines;
use crate::support::page::Html;
use crate::support::site::{Answer, TestSite, Visitor};

pub(crate) async fn write(from: &Visitor, slug: &str, to: &str, content: &str) -> Answer {
    let page = format!("/messages/{slug}/{to}");
    from.act(
        "messages/send",
        &[("slug", slug), ("to", to), ("content", content), ("page", &page)],
    )
    .await
}

on_both_engines!(two_musicians_write_to_each_other, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    let link = bob
        .get(&format!("/events/{slug}"))
        .await
        .page()
        .link("Write to the host")
        .expect("a way to the host");
    assert_eq!(link, format!("/messages/{slug}/ada"));
    assert!(bob.get(&link).await.page().has_form("messages/send"));
    assert_eq!(
        write(&bob, &slug, "ada", "May I bring a cajón?\r\nhttps://example.test")
            .await
            .location(),
        format!("{link}#m-1"),
        "where the message stands"
    );
    let mine = bob.get(&link).await.page();
    assert!(mine.text().contains("May I bring a cajón?"));

    let list = ada.get("/messages").await.page();
    assert!(
        list.text().contains("bob") && list.text().contains("May I bring"),
        "{}",
        list.text()
    );
    assert_eq!(
        ada.get("/events").await.page().texts("header .badge"),
        ["unread: 1"],
        "in the header of every page"
    );
    let thread = format!("/messages/{slug}/bob");
    let page = ada.get(&thread).await.page();
    assert!(page.text().contains("1 new"), "{}", page.text());
    assert_eq!(page.texts("header.masthead .badge"), Vec::<String>::new(), "read now");
    assert_eq!(ada.get("/events").await.page().count("header .badge"), 0);
    write(&ada, &slug, "bob", "Bring two.").await;
    let page = bob.get(&link).await.page();
    let (first, second) = (
        page.text().find("cajón").unwrap(),
        page.text().find("Bring two.").unwrap(),
    );
    assert!(first < second, "oldest first");
    assert_eq!(
        bob.get("/events").await.page().count("header .badge"),
        0,
        "opened is read"
    );
});

on_both_engines!(strangers_have_no_thread, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    for (who, to, status) in [
        (&bob, "ada", 200),
        (&bob, "eve", 404),
        (&bob, "bob", 404),
        (&bob, "nobody", 404),
        (&ada, "bob", 404),
        (&ada, "ada", 404),
    ] {
        let page = who.get(&format!("/messages/{slug}/{to}")).await;
        assert_eq!(page.status, status, "{} → {to}", who.name);
        if status == 404 {
            assert_eq!(
                write(who, &slug, to, "hello").await.status,
                404,
                "the same at the act: {} → {to}",
                who.name
            );
        }
    }
    assert_eq!(bob.get("/messages/gone-aaaaaaaa/ada").await.status, 404);
    bob.call("events/join", &[("slug", &slug)]).await;
    assert_eq!(
        ada.get(&format!("/messages/{slug}/bob")).await.status,
        200,
        "a host to whoever takes part"
    );
    assert_eq!(write(&eve, &slug, "ada", "Is it loud?").await.status, 303);
    assert_eq!(
        ada.get(&format!("/messages/{slug}/eve")).await.status,
        200,
        "and whoever has a thread goes on in it"
    );
    assert_eq!(
        bob.get(&format!("/messages/{slug}/eve")).await.status,
        404,
        "not others"
    );
    let (secret, gone) = (
        bob.get(&format!("/messages/{slug}/eve")).await,
        bob.get("/messages/gone-aaaaaaaa/eve").await,
    );
    let said = |answer: &Answer| answer.page().text().replace(answer.header("x-request-id"), "");
    assert_eq!(said(&secret), said(&gone), "nothing tells them apart");
    let guest = site.guest();
    assert!(
        guest
            .get(&format!("/messages/{slug}/ada"))
            .await
            .location()
            .starts_with("/login?next=")
    );
    assert!(guest.get("/messages").await.location().starts_with("/login?next="));
    assert!(
        write(&guest, &slug, "ada", "hello")
            .await
            .location()
            .starts_with("/login?next=")
    );
});

on_both_engines!(both_begin_at_once_and_have_one_thread, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    bob.call("events/join", &[("slug", &slug)]).await;
    let (from_ada, from_bob) = (
        [("slug", slug.as_str()), ("to", "bob"), ("content", "welcome")],
        [("slug", slug.as_str()), ("to", "ada"), ("content", "thanks")],
    );
    for _ in 0..5 {
        let (one, two) = tokio::join!(
            ada.call("messages/send", &from_ada),
            bob.call("messages/send", &from_bob)
        );
        assert_eq!((one.status, two.status), (200, 200), "{} {}", one.text, two.text);
    }
    let (threads,): (i64,) = site.db.query("SELECT count(*) FROM threads").fetch_one().await.unwrap();
    let seqs: Vec<(i64,)> = site
        .db
        .query("SELECT seq FROM messages ORDER BY seq")
        .fetch_all()
        .await
        .unwrap();
    assert_eq!(threads, 1);
    assert_eq!(
        seqs.into_iter().map(|(seq,)| seq).collect::<Vec<_>>(),
        (1..=10).collect::<Vec<_>>(),
        "dense"
    );
});

on_both_engines!(reading_ahead_is_not_reading, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    write(&bob, &slug, "ada", "hello").await;
    let thread = format!("/messages/{slug}/bob");
    let ahead = [("accept", "text/html"), ("sec-purpose", "prefetch")];
    assert_eq!(ada.raw(axum::http::Method::GET, &thread, &ahead, "").await.status, 200);
    assert_eq!(
        ada.raw(axum::http::Method::HEAD, &thread, &[("accept", "text/html")], "")
            .await
            .status,
        200
    );
    assert_eq!(ada.get("/events").await.page().texts("header .badge"), ["unread: 1"]);
    ada.get(&thread).await;
    assert_eq!(ada.get("/events").await.page().count("header .badge"), 0);
});

on_both_engines!(a_long_thread_has_pages, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    for at in 1..=120 {
        let text = format!("message number {at}.");
        let answer = bob
            .call("messages/send", &[("slug", &slug), ("to", "ada"), ("content", &text)])
            .await;
        assert_eq!(answer.json()["seq"], at);
    }
    for (first, way) in [("?newest", "prev"), ("?after=0", "next")] {
        let (mut path, mut seen) = (format!("/messages/{slug}/bob{first}"), Vec::new());
        loop {
            let page = ada.get(&path).await.page();
            let shown = numbers(&page);
            assert!(shown.is_sorted() && !shown.is_empty(), "{shown:?}");
            seen.extend(shown);
            match page.attribute(&format!("main a[rel={way}]"), "href") {
                Some(on) => path = on,
                None => break,
            }
        }
        seen.sort_unstable();
        assert_eq!(seen, (1..=120).collect::<Vec<_>>(), "each once, by {way}");
    }
});

/// Which of the messages "message number 7." a page shows, in its order.
pub(crate) fn numbers(page: &Html) -> Vec<u32> {
    let lines = page.texts("main .talk li");
    let number = |line: &String| line.split("message number ").nth(1)?.split('.').next()?.parse().ok();
    lines.iter().filter_map(number).collect()
}
