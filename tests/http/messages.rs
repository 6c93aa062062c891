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

on_both_engines!(what_cannot_be_sent_is_not_lost, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    let label = "Your message to ada";
    let long = format!("\n</textarea><script>alert(1)</script>{}", "ö".repeat(4_000));
    let longer = "la ".repeat(40_000);
    for (text, kept) in [
        ("", ""),
        ("\u{200b}", "\u{200b}"),
        ("  \r\n ", "  \r\n "),
        (long.as_str(), long.as_str()),
        (longer.as_str(), longer.as_str()),
        ("bell \u{7}", "bell \u{7}"),
    ] {
        let answer = write(&bob, &slug, "ada", text).await;
        assert_eq!(answer.status, 422, "{text:.20}");
        assert!(!answer.text.contains("<script>alert"));
        let page = answer.page();
        assert!(page.error(label).is_some(), "{:?}", page.summary());
        assert_eq!(
            page.value(label).unwrap().replace("\r\n", "\n"),
            kept.replace("\r\n", "\n")
        );
    }
    assert_eq!(
        write(&bob, &slug, "ada", &"ö".repeat(4_000)).await.status,
        303,
        "characters are counted, not bytes"
    );
    assert_eq!(ada.get(&format!("/messages/{slug}/bob")).await.status, 200);
});

on_both_engines!(the_same_key_twice_is_one_message, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    let page = format!("/messages/{slug}/ada");
    let key = bob
        .get(&page)
        .await
        .page()
        .hidden("messages/send", "key")
        .expect("a key in the form");
    let fields = [
        ("slug", slug.as_str()),
        ("to", "ada"),
        ("content", "once"),
        ("key", &key),
    ];
    let sent = futures(8, || bob.call("messages/send", &fields)).await;
    assert!(
        sent.iter()
            .all(|answer| answer.status == 200 && answer.json()["seq"] == 1),
        "{sent:?}"
    );
    let (kept,): (i64,) = site
        .db
        .query("SELECT count(*) FROM messages")
        .fetch_one()
        .await
        .unwrap();
    assert_eq!(kept, 1);
    assert_eq!(ada.get("/events").await.page().texts("header .badge"), ["unread: 1"]);

    let take_back = [("slug", slug.as_str()), ("to", "ada"), ("seq", "1")];
    assert_eq!(bob.call("messages/delete", &take_back).await.status, 200);
    let late = bob.call("messages/send", &fields).await;
    assert_eq!(
        (late.status, late.json()["seq"].as_i64()),
        (200, Some(1)),
        "also once it is taken back"
    );
    let thread = ada.get(&format!("/messages/{slug}/bob")).await.page();
    assert_eq!(thread.texts(".talk .bubble"), ["Message deleted"]);
});

on_both_engines!(a_key_that_has_sent_sends_nothing_else, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    let add = [("slug", slug.as_str()), ("username", "bob")];
    assert_eq!(ada.call("events/add_host", &add).await.status, 200);
    let send = async |to: &str, content: &str| {
        let page = format!("/messages/{slug}/{to}");
        let key = ("key", "one form");
        let fields = [
            ("slug", slug.as_str()),
            ("to", to),
            ("content", content),
            key,
            ("page", &page),
        ];
        eve.act("messages/send", &fields).await
    };
    assert_eq!(send("ada", "once").await.status, 303);
    for (to, content) in [("ada", "twice"), ("bob", "once"), ("bob", "twice")] {
        let refused = send(to, content).await;
        assert_eq!(refused.status, 409, "{content} to {to}");
        let page = refused.page();
        assert!(
            page.summary()[0].contains("already sent another message"),
            "{:?}",
            page.summary()
        );
        assert_eq!(
            page.value(&format!("Your message to {to}"))
                .as_deref()
                .map(str::trim_start),
            Some(content)
        );
        assert_ne!(
            page.hidden("messages/send", "key").as_deref(),
            Some("one form"),
            "a fresh one"
        );
    }
    let (threads,): (i64,) = site.db.query("SELECT count(*) FROM threads").fetch_one().await.unwrap();
    assert_eq!(threads, 1, "none begins by it");
    assert_eq!(bob.get(&format!("/messages/{slug}/eve")).await.status, 404);
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

on_both_engines!(messages_are_limited_by_person, async |db| {
    let site = TestSite::limited(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    for at in 0..20 {
        assert_eq!(write(&bob, &slug, "ada", &format!("note {at}")).await.status, 303);
    }
    let refused = write(&bob, &slug, "ada", "one more").await;
    assert_eq!(refused.status, 429);
    assert_eq!(
        refused.page().value("Your message to ada").as_deref(),
        Some("one more"),
        "nothing typed is lost"
    );
    assert_eq!(write(&ada, &slug, "bob", "others may").await.status, 303);
});

/// Which of the messages "message number 7." a page shows, in its order.
pub(crate) fn numbers(page: &Html) -> Vec<u32> {
    let lines = page.texts("main .talk li");
    let number = |line: &String| line.split("message number ").nth(1)?.split('.').next()?.parse().ok();
    lines.iter().filter_map(number).collect()
}

async fn futures<F: Future<Output = Answer>>(count: usize, make: impl Fn() -> F) -> Vec<Answer> {
    let mut all: Vec<_> = (0..count).map(|_| Box::pin(make())).collect();
    let mut done = Vec::new();
    std::future::poll_fn(|context| {
        all.retain_mut(|future| match future.as_mut().poll(context) {
            std::task::Poll::Ready(answer) => {
                done.push(answer);
                false
            }
            std::task::Poll::Pending => true,
        });
        if all.is_empty() {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    done
}
