//! Who two people are to each other at an event: whom one may write to first, and whose profile opens by it, and what is
//! left to them when the event is not theirs any more.

use crate::event;
use crate::messages::write;
use crate::support::on_both_engines;
use crate::support::site::{TestSite, Visitor};

/// Does a thread's page lead to the other's profile, and to the form that reports it? One does not stand without the other.
async fn shown(reader: &Visitor, slug: &str, other: &str) -> bool {
    let page = reader.get(&format!("/messages/{slug}/{other}")).await.page();
    let profile = format!("/musicians/{other}");
    let link = page.count(&format!(".threadhead h1 a[href='{profile}']"));
    let report = page.count(&format!("a[href='/report?musician={other}']"));
    let opens = reader.get(&profile).await.status == 200;
    assert_eq!((link == 1, report == 1), (opens, opens), "{profile} of {}", reader.name);
    opens
}

on_both_engines!(a_letter_to_one_host_is_none_to_the_next, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let (eve, kim) = (site.member("eve").await, site.member("kim").await);
    let slug = event(&ada, &site, &[]).await;
    let add = [("slug", slug.as_str()), ("username", "bob")];
    assert_eq!(ada.call("events/add_host", &add).await.status, 200);
    let hide = [("full_name", "Eve Exemplo"), ("visibility", "hidden")];
    assert_eq!(eve.call("profiles/update", &hide).await.status, 200);
    for (who, name) in [(&eve, "eve"), (&kim, "kim")] {
        assert_eq!(write(who, &slug, "ada", "Is it loud?").await.status, 303);
        let thread = format!("/messages/{slug}/{name}");
        assert_eq!(ada.get(&thread).await.status, 200, "{name} wrote to her");
        let page = bob.get(&thread).await;
        assert_eq!(page.status, 404, "{name} wrote to the other host");
        assert!(!page.text.contains("Exemplo"), "{}", page.text);
        assert_eq!(write(&bob, &slug, name, "I have heard of you.").await.status, 404);
    }
    assert_eq!(kim.call("events/join", &[("slug", &slug)]).await.status, 200);
    assert_eq!(
        write(&bob, &slug, "kim", "Welcome.").await.status,
        303,
        "who takes part"
    );
});

on_both_engines!(a_thread_leads_to_a_profile_that_opens, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    assert_eq!(write(&bob, &slug, "ada", "May I listen?").await.status, 303);
    assert!(shown(&bob, &slug, "ada").await && shown(&ada, &slug, "bob").await);
    for who in [&ada, &bob] {
        let hide = who.call("profiles/update", &[("visibility", "hidden")]).await;
        assert_eq!(hide.status, 200);
    }
    assert!(shown(&ada, &slug, "bob").await, "who has written to her");
    assert!(!shown(&bob, &slug, "ada").await, "who has not answered");
    assert_eq!(write(&ada, &slug, "bob", "Yes.").await.status, 303);
    assert!(shown(&bob, &slug, "ada").await);
    site.db
        .script("UPDATE users SET status = 'suspended' WHERE username = 'bob'")
        .await;
    assert!(!shown(&ada, &slug, "bob").await, "who is not here");
});

on_both_engines!(whoever_hosts_a_draft_no_more_keeps_the_thread_alone, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[("status", "draft"), ("venue", "Demo Room 3")]).await;
    let host = [("slug", slug.as_str()), ("username", "bob")];
    assert_eq!(ada.call("events/add_host", &host).await.status, 200);
    assert_eq!(write(&bob, &slug, "ada", "Shall we?").await.status, 303);
    assert_eq!(ada.call("events/remove_host", &host).await.status, 200);
    let rename = [("slug", slug.as_str()), ("title", "A surprise for Bob")];
    assert_eq!(ada.call("events/update", &rename).await.status, 200);
    assert_eq!(write(&ada, &slug, "bob", "I do it alone.").await.status, 303);

    let (thread, event) = (format!("/messages/{slug}/ada"), format!("/events/{slug}"));
    assert_eq!(bob.get(&event).await.status, 404);
    assert_eq!(
        bob.get("/about").await.page().texts("header.masthead .badge"),
        ["unread: 1"]
    );
    for path in ["/", "/messages", &thread] {
        let answer = bob.get(path).await;
        for told in [
            "surprise",
            "Slow Sunday",
            "Demo Room",
            "Lisboa",
            &format!("\"{event}\""),
        ] {
            assert!(!answer.text.contains(told), "{path} tells {told}");
        }
        assert!(answer.page().text().contains("I do it alone."), "{path}");
    }
    assert!(bob.get("/messages").await.page().text().contains("A draft"));
    assert_eq!(bob.get(&thread).await.page().title(), "ada, A draft · Tutti");
    assert_eq!(
        bob.get("/about").await.page().count("header.masthead .badge"),
        0,
        "read"
    );
    let fields = [("slug", slug.as_str()), ("to", "ada")];
    for name in ["mute", "unmute", "leave", "rejoin"] {
        assert_eq!(
            bob.call(&format!("messages/{name}"), &fields).await.status,
            200,
            "{name}"
        );
    }
    assert_eq!(bob.get(&format!("/report?message={slug}/ada/2")).await.status, 200);
    assert_eq!(write(&bob, &slug, "ada", "As you like.").await.status, 303);
    let own = ada.get(&format!("/messages/{slug}/bob")).await.page();
    assert!(own.text().contains("A surprise for Bob"), "{}", own.text());
    assert_eq!(own.count(&format!("a[href='{event}']")), 2, "it is hers");

    // Others learn nothing of it by its thread's address.
    for to in ["ada", "bob"] {
        assert_eq!(eve.get(&format!("/messages/{slug}/{to}")).await.status, 404);
        assert_eq!(write(&eve, &slug, to, "hello").await.status, 404);
    }
});

on_both_engines!(a_name_in_other_letters_leads_on_and_is_kept_by_nobody, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("Ada").await, site.member("bob").await);
    assert_eq!(
        ada.call("profiles/update", &[("visibility", "members")]).await.status,
        200
    );
    let slug = event(&ada, &site, &[]).await;
    for (from, to) in [
        (
            format!("/messages/{slug}/ADA?before=51"),
            format!("/messages/{slug}/Ada?before=51"),
        ),
        (format!("/messages/{slug}/aDa"), format!("/messages/{slug}/Ada")),
        (
            "/musicians/ADA?after=x%C3%A9".to_owned(),
            "/musicians/Ada?after=x%C3%A9".to_owned(),
        ),
        ("/musicians/ada".to_owned(), "/musicians/Ada".to_owned()),
    ] {
        let moved = bob.get(&from).await;
        assert_eq!((moved.status, moved.location()), (308, to.as_str()), "{from}");
        assert_eq!(moved.header("cache-control"), "private, no-cache", "{from}");
        let vary = moved
            .headers
            .get_all("vary")
            .iter()
            .map(|by| by.to_str().expect("text"));
        assert!(vary.flat_map(|by| by.split(", ")).any(|by| by == "cookie"), "{from}");
    }
});
