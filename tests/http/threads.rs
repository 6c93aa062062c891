//! A thread beyond writing in it: where it opens, what is read, muting it, leaving it, and taking words back.

use crate::event;
use crate::messages::{numbers, write};
use crate::support::on_both_engines;
use crate::support::site::{Answer, TestSite, Visitor};
use jiff::SignedDuration;

/// Ada hosts, Bob has written to her so often.
async fn talk(site: &TestSite, letters: usize) -> (Visitor, Visitor, String) {
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, site, &[]).await;
    for at in 1..=letters {
        let text = format!("message number {at}.");
        let fields = [("slug", slug.as_str()), ("to", "ada"), ("content", &text)];
        assert_eq!(bob.call("messages/send", &fields).await.json()["seq"], at);
    }
    (ada, bob, slug)
}

async fn act(who: &Visitor, act: &str, slug: &str, to: &str) -> Answer {
    let page = format!("/messages/{slug}/{to}");
    who.act(
        &format!("messages/{act}"),
        &[("slug", slug), ("to", to), ("page", &page)],
    )
    .await
}

async fn delete(who: &Visitor, slug: &str, to: &str, seq: &str) -> Answer {
    who.call("messages/delete", &[("slug", slug), ("to", to), ("seq", seq)])
        .await
}

/// What the header of every page counts.
async fn badge(who: &Visitor) -> Vec<String> {
    who.get("/about").await.page().texts("header.masthead .badge")
}

fn said(answer: &Answer) -> String {
    answer.page().text().replace(answer.header("x-request-id"), "")
}

on_both_engines!(a_thread_opens_at_the_first_unread, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, slug) = talk(&site, 120).await;
    let thread = format!("/messages/{slug}/bob");
    let list = ada.get("/messages").await.page();
    assert_eq!(list.link("bob"), Some(format!("{thread}#new")));
    assert_eq!(
        ada.get("/").await.page().link("bob"),
        list.link("bob"),
        "from home, too"
    );

    let page = ada.get(&thread).await.page();
    assert_eq!(numbers(&page), (1..=50).collect::<Vec<_>>());
    assert_eq!(page.texts("#new"), ["120 new"]);
    assert!(!page.has_form("messages/send"), "the form stands below the newest");
    assert_eq!(page.link("Later messages"), Some(format!("{thread}?after=50")));
    assert_eq!(page.link("Earlier messages"), None);
    assert_eq!(badge(&ada).await, ["unread: 70"], "read is what was shown");

    let page = ada.get(&thread).await.page();
    assert_eq!(
        numbers(&page),
        (46..=95).collect::<Vec<_>>(),
        "the next unread, after a reminder"
    );
    assert_eq!(page.texts("#new"), ["70 new"]);
    assert_eq!(page.link("Earlier messages"), Some(format!("{thread}?before=46")));
    assert_eq!(badge(&ada).await, ["unread: 25"]);

    let page = ada.get(&thread).await.page();
    assert_eq!(
        numbers(&page),
        (71..=120).collect::<Vec<_>>(),
        "what is left fits below what came before"
    );
    assert_eq!(page.texts("#new"), ["25 new"]);
    assert!(page.has_form("messages/send"));
    assert_eq!(badge(&ada).await, Vec::<String>::new());
    let page = ada.get(&thread).await.page();
    assert_eq!(page.count("#new"), 0, "nothing is new now");
    let mine = bob.get(&format!("/messages/{slug}/ada")).await.page();
    assert_eq!(numbers(&mine), (71..=120).collect::<Vec<_>>(), "one's own are read");
});

on_both_engines!(what_was_leapt_over_is_not_read, async |db| {
    let site = TestSite::over(db);
    let (ada, _, slug) = talk(&site, 120).await;
    let thread = format!("/messages/{slug}/bob");
    for (query, shown, unread) in [
        ("?newest", 71..=120, "unread: 120"),
        ("?before=100", 50..=99, "unread: 120"),
        ("?after=10", 11..=60, "unread: 120"),
        ("?after=0", 1..=50, "unread: 70"),
        ("?before=40", 1..=39, "unread: 70"),
        ("?after=50", 51..=100, "unread: 20"),
    ] {
        let page = ada.get(&format!("{thread}{query}")).await.page();
        assert_eq!(numbers(&page), shown.collect::<Vec<_>>(), "{query}");
        assert_eq!(badge(&ada).await, [unread], "{query}");
    }
    let written = write(&ada, &slug, "bob", "I have seen enough.").await;
    assert_eq!(written.status, 303);
    assert_eq!(badge(&ada).await, Vec::<String>::new(), "whoever writes has read");
    for wrong in [
        "?before=x",
        "?before=1",
        "?after=121",
        "?after=-1",
        "?after=",
        "?later=1",
    ] {
        let page = ada.get(&format!("{thread}{wrong}")).await.page();
        assert!(page.has_form("messages/send"), "{wrong}: where the reader goes on");
    }
});

on_both_engines!(what_could_not_be_sent_stands_below_the_newest, async |db| {
    let site = TestSite::over(db);
    let (ada, _, slug) = talk(&site, 60).await;
    let long = "ö".repeat(4_001);
    let answer = write(&ada, &slug, "bob", &long).await;
    assert_eq!(answer.status, 422);
    let page = answer.page();
    assert_eq!(
        page.value("Your message to bob").as_deref().map(str::trim_start),
        Some(long.as_str()),
        "also where there is more unread than a page shows"
    );
    assert_eq!(numbers(&page), (11..=60).collect::<Vec<_>>());
});

on_both_engines!(one_sees_how_far_the_other_has_read, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, slug) = talk(&site, 2).await;
    let (of_ada, of_bob) = (format!("/messages/{slug}/bob"), format!("/messages/{slug}/ada"));
    let read = async || bob.get(&of_bob).await.page().texts("#m-1 .by, #m-2 .by, #m-3 .by");
    assert!(read().await.iter().all(|by| !by.contains("Read")));
    ada.get(&of_ada).await;
    let lines = read().await;
    assert!(!lines[0].contains("Read") && lines[1].contains("Read"), "{lines:?}");
    write(&bob, &slug, "ada", "message number 3.").await;
    let lines = read().await;
    assert!(lines[1].contains("Read") && !lines[2].contains("Read"), "{lines:?}");
    let theirs = ada.get(&of_ada).await.page().texts(".by");
    assert!(
        theirs.iter().all(|by| !by.contains("Read")),
        "not under the other's: {theirs:?}"
    );
    assert!(read().await[2].contains("Read"));
    act(&ada, "leave", &slug, "bob").await;
    assert!(
        read().await.iter().all(|by| !by.contains("Read")),
        "whoever has left reads nothing"
    );
});

on_both_engines!(a_muted_thread_counts_nothing, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, slug) = talk(&site, 2).await;
    let eve = site.member("eve").await;
    write(&eve, &slug, "ada", "hello").await;
    assert_eq!(badge(&ada).await, ["unread: 3"]);
    let thread = format!("/messages/{slug}/bob");
    for _ in 0..2 {
        let done = act(&ada, "mute", &slug, "bob").await;
        assert_eq!(done.location(), thread);
    }
    assert_eq!(badge(&ada).await, ["unread: 1"], "at once");
    let list = ada.get("/messages").await.page();
    assert_eq!(list.count(".threadrow"), 2, "it stays");
    assert_eq!(list.count(".threadrow .badge"), 1);
    assert!(list.text().contains("Muted"), "{}", list.text());
    assert_eq!(ada.get("/").await.page().texts("#unread").len(), 1);
    assert!(
        !ada.get("/").await.page().text().contains("message number"),
        "nor at home"
    );
    write(&bob, &slug, "ada", "message number 3.").await;
    assert_eq!(badge(&ada).await, ["unread: 1"]);
    let page = ada.get(&thread).await.page();
    assert!(
        page.text().contains("Muted") && page.button("Unmute"),
        "{}",
        page.text()
    );
    assert_eq!(numbers(&page), [1, 2, 3]);
    assert!(
        !bob.get(&format!("/messages/{slug}/ada"))
            .await
            .page()
            .text()
            .contains("Muted"),
        "the other does not know"
    );
    act(&ada, "unmute", &slug, "bob").await;
    write(&bob, &slug, "ada", "message number 4.").await;
    assert_eq!(badge(&ada).await, ["unread: 2"]);
    assert!(ada.get(&thread).await.page().button("Mute"));
});

on_both_engines!(whoever_leaves_is_gone_until_they_come_back, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, slug) = talk(&site, 1).await;
    let (of_ada, of_bob) = (format!("/messages/{slug}/bob"), format!("/messages/{slug}/ada"));
    assert!(ada.get(&of_ada).await.page().button("Leave the conversation"));
    for _ in 0..2 {
        assert_eq!(act(&ada, "leave", &slug, "bob").await.location(), "/messages");
    }
    assert_eq!(ada.get("/messages").await.page().count(".threadrow"), 0);
    assert_eq!(badge(&ada).await, Vec::<String>::new());
    assert_eq!(bob.get("/messages").await.page().count(".threadrow"), 1);
    let theirs = bob.get(&of_bob).await.page();
    assert!(
        theirs.text().contains("ada has left this conversation"),
        "{}",
        theirs.text()
    );
    assert!(!theirs.has_form("messages/send"));
    let refused = write(&bob, &slug, "ada", "Are you there?").await;
    assert_eq!(refused.status, 409);
    let page = refused.page();
    assert!(
        page.summary()[0].contains("ada has left this conversation"),
        "{:?}",
        page.summary()
    );
    assert_eq!(
        page.value("Your message to ada").as_deref().map(str::trim_start),
        Some("Are you there?"),
        "nothing typed is lost"
    );
    assert_eq!(badge(&ada).await, Vec::<String>::new());

    let page = ada.get(&of_ada).await.page();
    assert!(
        page.text().contains("You have left this conversation"),
        "{}",
        page.text()
    );
    assert!(!page.button("Leave the conversation"));
    assert_eq!(write(&ada, &slug, "bob", "I am back.").await.status, 303);
    assert_eq!(ada.get("/messages").await.page().count(".threadrow"), 1);
    assert_eq!(write(&bob, &slug, "ada", "Welcome.").await.status, 303);
    assert_eq!(badge(&ada).await, ["unread: 1"]);
});

on_both_engines!(two_who_have_left_find_back_one_by_one, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, slug) = talk(&site, 1).await;
    act(&ada, "leave", &slug, "bob").await;
    act(&bob, "leave", &slug, "ada").await;
    assert_eq!(
        write(&bob, &slug, "ada", "Hello?").await.status,
        409,
        "no way around it"
    );
    assert_eq!(
        bob.get("/messages").await.page().count(".threadrow"),
        0,
        "nor half of one"
    );
    let thread = format!("/messages/{slug}/ada");
    for _ in 0..2 {
        assert_eq!(act(&bob, "rejoin", &slug, "ada").await.location(), thread);
    }
    assert_eq!(bob.get("/messages").await.page().count(".threadrow"), 1);
    assert_eq!(
        write(&bob, &slug, "ada", "Hello?").await.status,
        409,
        "she is still away"
    );
    assert_eq!(write(&ada, &slug, "bob", "Hello.").await.status, 303);
    assert_eq!(write(&bob, &slug, "ada", "Hello.").await.status, 303);
});

on_both_engines!(ones_own_words_are_taken_back_within_an_hour, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, slug) = talk(&site, 2).await;
    let (of_ada, of_bob) = (format!("/messages/{slug}/bob"), format!("/messages/{slug}/ada"));
    let page = bob.get(&of_bob).await.page();
    assert_eq!(page.count("form[action='/api/messages/delete']"), 2);
    assert_eq!(
        ada.get(&of_ada)
            .await
            .page()
            .count("form[action='/api/messages/delete']"),
        0
    );
    assert_eq!(delete(&ada, &slug, "bob", "2").await.status, 403, "another's words");
    for seq in ["3", "0", "-1", "x", ""] {
        assert_eq!(delete(&bob, &slug, "ada", seq).await.status, 404, "{seq:?}");
    }
    for _ in 0..2 {
        let fields = [("slug", slug.as_str()), ("to", "ada"), ("seq", "2"), ("page", &of_bob)];
        let done = bob.act("messages/delete", &fields).await;
        assert_eq!(done.location(), format!("{of_bob}#m-2"), "once and again");
    }
    for page in [bob.get(&of_bob).await.page(), ada.get(&of_ada).await.page()] {
        assert_eq!(numbers(&page), [1]);
        assert_eq!(page.texts("#m-2 .bubble"), ["Message deleted"]);
    }
    for (who, words) in [(&ada, "Message deleted"), (&bob, "Message deleted")] {
        let list = who.get("/messages").await.page().text();
        assert!(list.contains(words) && !list.contains("number 2"), "{list}");
    }
    let kept: Vec<(i64, String)> = site
        .db
        .query("SELECT seq, content FROM messages ORDER BY seq")
        .fetch_all()
        .await
        .unwrap();
    assert_eq!(
        kept,
        [(1, "message number 1.".to_owned()), (2, String::new())],
        "it is gone"
    );

    site.clock.advance(SignedDuration::from_mins(59));
    assert_eq!(
        bob.get(&of_bob)
            .await
            .page()
            .count("form[action='/api/messages/delete']"),
        1
    );
    site.clock.advance(SignedDuration::from_mins(1));
    assert_eq!(
        bob.get(&of_bob)
            .await
            .page()
            .count("form[action='/api/messages/delete']"),
        0
    );
    let late = delete(&bob, &slug, "ada", "1").await;
    assert_eq!(late.status, 409);
    assert!(late.text.contains("within an hour"), "{}", late.text);
    assert_eq!(delete(&bob, &slug, "ada", "2").await.status, 200, "it is gone already");
    assert_eq!(numbers(&ada.get(&of_ada).await.page()), [1]);
});

on_both_engines!(a_thread_is_its_two_members, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, slug) = talk(&site, 1).await;
    let (eve, guest) = (site.member("eve").await, site.guest());
    // Eve could write to Ada, and has not.
    for name in ["mute", "unmute", "leave", "rejoin", "delete"] {
        let path = format!("messages/{name}");
        let fields = |slug: &'static str, to: &'static str| vec![("slug", slug), ("to", to)];
        for to in ["ada", "bob", "nobody", "eve", ""] {
            let mut theirs = vec![("slug", slug.as_str()), ("to", to)];
            let mut none = fields("gone-aaaaaaaa", "ada");
            if name == "delete" {
                theirs.push(("seq", "1"));
                none.push(("seq", "1"));
            }
            let (secret, gone) = (eve.act(&path, &theirs).await, eve.act(&path, &none).await);
            assert_eq!((secret.status, gone.status), (404, 404), "{name} {to}");
            assert_eq!(said(&secret), said(&gone), "nothing tells them apart");
        }
        let out = guest.call(&path, &[("slug", &slug), ("to", "ada")]).await;
        assert_eq!(out.status, 401, "{name}");
        let odd = bob.call(&path, &[("slug", &slug), ("to", "ada"), ("odd", "x")]).await;
        assert_eq!(odd.status, 422, "{name}");
    }
    assert_eq!(numbers(&ada.get(&format!("/messages/{slug}/bob")).await.page()), [1]);
    assert_eq!(ada.get("/messages").await.page().count(".threadrow"), 1);
});

on_both_engines!(one_of_several_hosts_is_chosen, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    let path = format!("/events/{slug}");
    assert_eq!(eve.get(&path).await.page().link("Write to ada"), None, "there is one");
    let added = ada
        .call("events/add_host", &[("slug", &slug), ("username", "bob")])
        .await;
    assert_eq!(added.status, 200);
    for who in [&eve, &site.guest()] {
        let page = who.get(&path).await.page();
        for host in ["ada", "bob"] {
            let link = page.link(&format!("Write to {host}"));
            assert_eq!(link, Some(format!("/messages/{slug}/{host}")));
        }
    }
    let own = bob.get(&path).await.page();
    assert_eq!(own.link("Write to bob"), None, "not to oneself");
    assert!(own.link("Write to ada").is_some());
    for host in ["ada", "bob"] {
        assert_eq!(write(&eve, &slug, host, "Is there a piano?").await.status, 303);
    }
    assert_eq!(badge(&bob).await, ["unread: 1"]);
});

on_both_engines!(a_draft_is_kept_for_whoever_typed_it, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, slug) = talk(&site, 1).await;
    let props = |page: crate::support::page::Html| {
        page.attribute("leptos-island[data-component^='Conversation']", "data-props")
            .expect("the thread's island")
    };
    let of_bob = props(bob.get(&format!("/messages/{slug}/ada")).await.page());
    let of_ada = props(ada.get(&format!("/messages/{slug}/bob")).await.page());
    assert!(of_bob.contains(&format!("draft bob /messages/{slug}/ada")), "{of_bob}");
    assert!(of_ada.contains(&format!("draft ada /messages/{slug}/bob")), "{of_ada}");
});
