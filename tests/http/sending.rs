//! Sending a message: what is refused and kept in its form, and that one form sends one message.

use crate::event;
use crate::messages::write;
use crate::support::on_both_engines;
use crate::support::site::{Answer, TestSite};
use jiff::SignedDuration;

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
    let (slug, other) = (event(&ada, &site, &[]).await, event(&eve, &site, &[]).await);
    let page = format!("/messages/{slug}/ada");
    let send = |slug: &str, to: &str, content: &str, key: &str| {
        [("slug", slug), ("to", to), ("content", content), ("key", key)].map(|(name, value)| (name, value.to_owned()))
    };
    let first = send(&slug, "ada", "once", "k1");
    let fields = first.each_ref().map(|(name, value)| (*name, value.as_str()));
    assert_eq!(bob.call("messages/send", &fields).await.status, 200);
    for sent in [send(&slug, "ada", "twice", "k1"), send(&other, "eve", "once", "k1")] {
        let fields = sent.each_ref().map(|(name, value)| (*name, value.as_str()));
        let refused = bob.call("messages/send", &fields).await;
        assert_eq!(refused.status, 409, "{}", refused.text);
        let told = refused.json()["detail"].to_string();
        assert!(told.contains("has already sent another message"), "{told}");
    }
    let (threads,): (i64,) = site.db.query("SELECT count(*) FROM threads").fetch_one().await.unwrap();
    assert_eq!(threads, 1, "none begins by it");
    assert_eq!(eve.get(&format!("/messages/{other}/bob")).await.status, 404);
    let fields = [
        ("slug", slug.as_str()),
        ("to", "ada"),
        ("content", "twice"),
        ("key", "k1"),
        ("page", &page),
    ];
    let refused = bob.act("messages/send", &fields).await;
    assert_eq!(refused.status, 409);
    let form = refused.page();
    assert_eq!(
        form.value("Your message to ada").as_deref().map(str::trim_start),
        Some("twice"),
        "nothing typed is lost"
    );
    let key = form.hidden("messages/send", "key").expect("a key");
    assert_ne!(key, "k1", "sent again, it is another message");
    let again = fields.map(|(name, value)| (name, if name == "key" { key.as_str() } else { value }));
    assert_eq!(bob.act("messages/send", &again).await.status, 303);
    let kept: Vec<(String,)> = site
        .db
        .query("SELECT content FROM messages ORDER BY seq")
        .fetch_all()
        .await
        .unwrap();
    assert_eq!(kept, [("once".to_owned(),), ("twice".to_owned(),)]);
    // The key is bob's: another's is another.
    let theirs = [
        ("slug", slug.as_str()),
        ("to", "ada"),
        ("content", "mine"),
        ("key", "k1"),
    ];
    assert_eq!(eve.call("messages/send", &theirs).await.status, 200);
});

on_both_engines!(who_is_not_here_is_not_written_to, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    assert_eq!(write(&bob, &slug, "ada", "hello").await.status, 303);
    let until = site.now().plus(SignedDuration::from_hours(24));
    let suspend = "UPDATE users SET suspended_until = $1 WHERE username = 'ada'";
    let done = tutti::transact!(site.db, tx => { Ok(tx.query(suspend).bind(until).execute().await?) });
    assert_eq!(done.expect("a database"), 1);
    let fields = [("slug", slug.as_str()), ("to", "ada"), ("content", "Are you there?")];
    let refused = bob.call("messages/send", &fields).await;
    assert_eq!(refused.status, 409, "{}", refused.text);
    assert_eq!(
        refused.json()["detail"],
        "ada is not here at the moment and can’t be written to."
    );
    let told = write(&bob, &slug, "ada", "Are you there?").await;
    assert_eq!(told.status, 409);
    let page = told.page();
    assert!(
        page.summary()[0].contains("ada is not here at the moment"),
        "{:?}",
        page.summary()
    );
    assert_eq!(
        page.value("Your message to ada").as_deref().map(str::trim_start),
        Some("Are you there?"),
        "nothing typed is lost"
    );
    assert_eq!(
        write(&eve, &slug, "ada", "hello").await.status,
        404,
        "nobody begins with them"
    );
    site.clock.advance(SignedDuration::from_hours(24));
    assert_eq!(bob.call("messages/send", &fields).await.json()["seq"], 2);
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
