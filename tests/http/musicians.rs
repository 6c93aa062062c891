//! Who is here: finding musicians, and who is found by whom.

use crate::event;
use crate::events::page_of;
use crate::support::on_both_engines;
use crate::support::site::{TestSite, Visitor};
use jiff::SignedDuration;
use tutti::cursor::Cursor;
use tutti::instant::Instant;
use tutti::profiles::finding;
use uuid::Uuid;

async fn names(reader: &Visitor, path: &str) -> Vec<String> {
    reader.get(path).await.page().texts("main li.person h2")
}

async fn says(who: &Visitor, fields: &[(&str, &str)]) {
    let answer = who.call("profiles/update", fields).await;
    assert_eq!(answer.status, 200, "{}", answer.text);
}

/// What no act does yet.
async fn write(site: &TestSite, sql: &'static str, value: &str) {
    let done = tutti::transact!(site.db, tx => { Ok(tx.query(sql).bind(value).execute().await?) });
    assert_eq!(done.expect("a database"), 1, "{sql}");
}

on_both_engines!(musicians_are_found_by_words_and_town, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let nobody = guest.get("/musicians").await.page();
    assert!(nobody.text().contains("Nobody is here yet"), "{}", nobody.text());
    let (ada, bob) = (site.member("Ada_Bass").await, site.member("bob").await);
    let bio = "Upright bass.\nReads slowly, listens well. <script>alert(1)</script>";
    says(
        &ada,
        &[("full_name", "Ada São-Pedro"), ("town", "São  Paulo"), ("bio", bio)],
    )
    .await;
    says(&bob, &[("bio", &"word ".repeat(150)), ("town", "Sao Paulo")]).await;
    for (query, found) in [
        ("", vec!["bob", "Ada São-Pedro"]),
        ("q=", vec!["bob", "Ada São-Pedro"]),
        ("q=ADA", vec!["Ada São-Pedro"]),
        ("q=%40Ada_Bass", vec!["Ada São-Pedro"]),
        ("q=sao+pedro", vec!["Ada São-Pedro"]),
        ("q=upright+ada+LISTENS", vec!["Ada São-Pedro"]),
        ("q=upri", vec![]),
        ("q=upright+bob", vec![]),
        ("q=word", vec!["bob"]),
        ("town=s%C3%A3o+paulo", vec!["bob", "Ada São-Pedro"]),
        ("town=SAO%20%20PAULO&q=bass", vec!["Ada São-Pedro"]),
        ("town=Paulo", vec![]),
        ("town=Lyon&q=bass", vec![]),
    ] {
        for reader in [&guest, &bob] {
            assert_eq!(names(reader, &format!("/musicians?{query}")).await, found, "{query}");
        }
    }
    let page = guest.get("/musicians?q=upright&town=S%C3%A3o+Paulo").await;
    assert!(!page.text.contains("<script>alert"));
    let page = page.page();
    assert_eq!(page.h1(), "Who plays");
    for said in ["@Ada_Bass", "São Paulo", "Upright bass. Reads slowly, listens well."] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    assert_eq!(page.link("Ada São-Pedro").as_deref(), Some("/musicians/Ada_Bass"));
    assert_eq!(page.value("Town").as_deref(), Some("São Paulo"));
    assert_eq!(
        page.link("upright (remove)").as_deref(),
        Some("/musicians?town=S%C3%A3o%20Paulo")
    );
    assert_eq!(page.link("São Paulo (remove)").as_deref(), Some("/musicians?q=upright"));
    // What one no longer says, one is not found by.
    says(&ada, &[("bio", ""), ("town", "Lyon")]).await;
    assert_eq!(names(&guest, "/musicians?q=upright").await, [""; 0]);
    assert_eq!(names(&guest, "/musicians?town=lyon").await, ["Ada São-Pedro"]);
});

on_both_engines!(only_the_first_page_is_for_search_engines, async |db| {
    let site = TestSite::over(db);
    site.member("ada").await;
    let robots = async |path: &str| {
        let page = site.guest().get(path).await.page();
        (
            page.attribute("meta[name=robots]", "content"),
            page.attribute("link[rel=canonical]", "href"),
        )
    };
    let (noindex, canonical) = robots("/musicians").await;
    assert_eq!(noindex, None);
    assert!(canonical.is_some_and(|url| url.ends_with("/musicians")));
    for path in ["/musicians?q=ada", "/musicians?town=lyon", "/musicians?after=x"] {
        assert_eq!(robots(path).await, (Some("noindex".to_owned()), None), "{path}");
    }
    let cached = site.guest().get("/musicians").await;
    assert!(
        cached.header("cache-control").starts_with("public"),
        "{}",
        cached.header("cache-control")
    );
});

on_both_engines!(musicians_go_on_page_by_page_and_wrong_values_are_told, async |db| {
    let site = TestSite::over(db);
    for at in 0..64 {
        let who = site.member(&format!("player-{at}")).await;
        if at % 2 == 0 {
            says(&who, &[("town", "Lyon")]).await;
        }
        // Some came in the same instant.
        site.clock.advance(SignedDuration::from_secs(at % 3));
    }
    for (start, count) in [
        ("/musicians", 64),
        ("/musicians?q=player", 64),
        ("/musicians?town=lyon", 32),
        ("/musicians?q=player&town=lyon", 32),
    ] {
        let (mut path, mut seen, mut pages) = (start.to_owned(), Vec::new(), 0);
        loop {
            let page = site.guest().get(&path).await.page();
            let shown = page.texts("main li.person h2");
            assert!(shown.len() <= 30, "{}", shown.len());
            seen.extend(shown);
            pages += 1;
            match page.attribute("a[rel=next]", "href") {
                Some(next) => path = next,
                None => break,
            }
        }
        assert_eq!(
            seen.first().map(String::as_str),
            Some(if count == 64 { "player-63" } else { "player-62" })
        );
        let all = seen.len();
        seen.sort();
        seen.dedup();
        assert_eq!(
            (all, seen.len(), pages),
            (count, count, usize::div_ceil(count, 30)),
            "{start}"
        );
    }
    let long_ago = Cursor {
        at: Instant::from_micros(-220_000_000_000_000_000).unwrap(),
        id: Uuid::nil(),
    };
    for wrong in [&long_ago.write(), "x", "%00", "-", "%F0%9F%8E%B7", &"9".repeat(500)] {
        let answer = site.guest().get(&format!("/musicians?after={wrong}")).await;
        assert_eq!(answer.status, 200, "{wrong}");
        let page = answer.page();
        assert!(
            page.text().contains("We lost your place in the list"),
            "{wrong}: {}",
            page.text()
        );
        assert_eq!(page.count("main li.person"), 30, "{wrong}");
    }
    for (query, told) in [
        ("q=%21%21", "There is no word in “!!”"),
        ("q=nobody-of-this-name", "Nobody found"),
        ("town=%00%FF%F0%9F%8E%B7", "Nobody found"),
        (&format!("town={}", "x".repeat(3000)), "Nobody found"),
        (&format!("after={}", "A".repeat(32)), "Nobody else"),
        ("level=9&within=far&instrument=%00", "player-63"),
    ] {
        let answer = site.guest().get(&format!("/musicians?{query}")).await;
        assert_eq!(answer.status, 200, "{query}");
        assert!(answer.page().text().contains(told), "{query}: {}", answer.page().text());
    }
});

on_both_engines!(who_is_not_here_is_in_no_list, async |db| {
    let site = TestSite::over(db);
    let (eve, bob) = (site.member("eve").await, site.member("bob").await);
    says(&eve, &[("town", "Lyon"), ("bio", "Bassoon.")]).await;
    let lists = [
        "/musicians",
        "/musicians?q=eve",
        "/musicians?q=bassoon+eve",
        "/musicians?town=lyon",
    ];
    let found = async |reader: &Visitor| {
        let mut found = Vec::new();
        for list in lists {
            found.push(names(reader, list).await.contains(&"eve".to_owned()));
        }
        assert!(found.iter().all(|one| *one == found[0]), "{found:?}");
        found[0]
    };
    let guest = site.guest();
    for (visibility, to_guests, to_members) in [
        ("everyone", true, true),
        ("members", false, true),
        ("hidden", false, false),
    ] {
        says(&eve, &[("visibility", visibility)]).await;
        assert_eq!(
            (found(&guest).await, found(&bob).await),
            (to_guests, to_members),
            "{visibility}"
        );
    }
    says(&eve, &[("visibility", "")]).await;
    assert!(found(&guest).await, "empty: everybody");
    site.set_status("eve", "suspended").await;
    assert!(!found(&guest).await && !found(&bob).await);
    site.set_status("eve", "deleted").await;
    assert!(!found(&guest).await && !found(&bob).await);
    site.set_status("eve", "active").await;
    let until = site.now().plus(SignedDuration::from_hours(2));
    let suspend = "UPDATE users SET suspended_until = $1 WHERE username = 'eve'";
    let done = tutti::transact!(site.db, tx => { Ok(tx.query(suspend).bind(until).execute().await?) });
    assert_eq!(done.expect("a database"), 1);
    assert!(!found(&guest).await && !found(&bob).await, "for two hours");
    site.clock.advance(SignedDuration::from_hours(3));
    assert!(found(&guest).await && found(&bob).await, "and not longer");
});

on_both_engines!(who_was_here_before_is_found_after_the_next_start, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    says(&ada, &[("full_name", "Zoë Ångström"), ("town", "Évora")]).await;
    let lists = ["/musicians?q=zoe", "/musicians?q=ada", "/musicians?town=evora"];
    // As an older version leaves it: of no words, or of others than by now.
    site.db.script("DELETE FROM user_terms").await;
    write(
        &site,
        "UPDATE users SET town_key = NULL, version = version + 1 WHERE username = $1",
        "ada",
    )
    .await;
    for list in lists {
        assert_eq!(names(&site.guest(), list).await, [""; 0], "{list}");
    }
    finding::catch_up(&site.db).await.expect("a database");
    for list in lists {
        assert_eq!(names(&site.guest(), list).await, ["Zoë Ångström"], "{list}");
    }
    finding::catch_up(&site.db).await.expect("nothing to do");
});

/// Eve hides and plays at Ada's; Bob plays there, too; Carl has a place elsewhere.
struct Scene {
    site: TestSite,
    slug: String,
    host: Visitor,
    eve: Visitor,
    fellow: Visitor,
    stranger: Visitor,
}

impl Scene {
    async fn over(db: crate::support::TestDb) -> Self {
        let site = TestSite::over(db);
        let (host, eve) = (site.member("ada").await, site.member("eve").await);
        let (fellow, stranger) = (site.member("bob").await, site.member("carl").await);
        let slug = event(&host, &site, &[("capacity", "5")]).await;
        for player in [&eve, &fellow] {
            assert_eq!(player.call("events/join", &[("slug", &slug)]).await.status, 200);
        }
        let elsewhere = event(&stranger, &site, &[]).await;
        assert_eq!(stranger.call("events/join", &[("slug", &elsewhere)]).await.status, 200);
        says(
            &eve,
            &[("full_name", "Eve Exemplo"), ("town", "Lyon"), ("visibility", "hidden")],
        )
        .await;
        Self {
            site,
            slug,
            host,
            eve,
            fellow,
            stranger,
        }
    }

    /// Every page on which somebody's name could stand.
    fn pages(&self) -> Vec<String> {
        let event = format!("/events/{}", self.slug);
        let mut pages = vec![event, "/".to_owned(), "/events".to_owned(), "/messages".to_owned()];
        pages.extend(["", "?q=eve", "?q=exemplo", "?town=lyon"].map(|query| format!("/musicians{query}")));
        pages
    }
}

on_both_engines!(who_hides_is_a_name_to_nobody_but_their_own, async |db| {
    let scene = Scene::over(db).await;
    let guest = scene.site.guest();
    for reader in [&guest, &scene.stranger] {
        for path in scene.pages() {
            let answer = reader.get(&path).await;
            assert!([200, 303].contains(&answer.status), "{path}: {}", answer.status);
            for name in ["Eve Exemplo", "@eve", "/musicians/eve", "/eve\""] {
                assert!(!answer.text.contains(name), "{} reads {name} on {path}", reader.name);
            }
        }
        for path in [
            "/musicians/eve",
            "/musicians/EVE",
            &format!("/messages/{}/eve", scene.slug),
        ] {
            let status = reader.get(path).await.status;
            assert!(
                status == 404 || (status == 303 && path.starts_with("/messages")),
                "{path}: {status}"
            );
        }
    }
    let seen = page_of(&scene.stranger, &scene.slug).await;
    assert!(
        seen.text().contains("2 players") && seen.text().contains("and 1 more"),
        "{}",
        seen.text()
    );
    assert!(seen.link("bob").is_some());
    for own in [&scene.host, &scene.fellow, &scene.eve] {
        let seen = page_of(own, &scene.slug).await;
        assert_eq!(
            seen.link("Eve Exemplo").as_deref(),
            Some("/musicians/eve"),
            "{}",
            own.name
        );
        assert!(!seen.text().contains("and 1 more"), "{}", seen.text());
        let profile = own.get("/musicians/eve").await;
        assert_eq!(profile.status, 200, "{}", own.name);
        let robots = profile.page().attribute("meta[name=robots]", "content");
        assert_eq!(robots.as_deref(), Some("noindex"));
        assert_eq!(
            names(own, "/musicians?q=eve").await,
            [""; 0],
            "in no list, not even for {}",
            own.name
        );
    }
    // Whoever leaves is one of theirs no more.
    assert_eq!(
        scene.fellow.call("events/leave", &[("slug", &scene.slug)]).await.status,
        200
    );
    assert_eq!(scene.fellow.get("/musicians/eve").await.status, 404);
    let seen = page_of(&scene.fellow, &scene.slug).await;
    assert!(!seen.text().contains("Eve"), "{}", seen.text());
    assert!(
        seen.text().contains("1 player, whom those who play here know by name."),
        "{}",
        seen.text()
    );
    assert!(!seen.text().contains("Nobody has taken a place"), "{}", seen.text());
});

on_both_engines!(who_hides_and_hosts_is_named, async |db| {
    let scene = Scene::over(db).await;
    let guest = scene.site.guest();
    let slug = event(&scene.eve, &scene.site, &[("title", "A quiet hour")]).await;
    for reader in [&guest, &scene.stranger] {
        let page = page_of(reader, &slug).await;
        assert!(page.text().contains("Eve Exemplo"), "{}", page.text());
        assert_eq!(page.link("Eve Exemplo"), None, "a name, and no way to a profile");
        assert_eq!(reader.get("/musicians/eve").await.status, 404);
    }
    assert!(
        page_of(&scene.host, &slug).await.link("Eve Exemplo").is_some(),
        "known from elsewhere"
    );
    assert_eq!(scene.stranger.call("events/join", &[("slug", &slug)]).await.status, 200);
    assert!(page_of(&scene.stranger, &slug).await.link("Eve Exemplo").is_some());
    assert_eq!(scene.stranger.get("/musicians/eve").await.status, 200);
});

on_both_engines!(who_writes_with_somebody_knows_them, async |db| {
    let scene = Scene::over(db).await;
    let slug = event(&scene.eve, &scene.site, &[("title", "A quiet hour")]).await;
    assert_eq!(scene.stranger.get("/musicians/eve").await.status, 404);
    let letter = [("slug", slug.as_str()), ("to", "eve"), ("content", "May I listen?")];
    assert_eq!(scene.stranger.call("messages/send", &letter).await.status, 200);
    assert_eq!(scene.stranger.get("/musicians/eve").await.status, 404, "no answer yet");
    let answer = [("slug", slug.as_str()), ("to", "carl"), ("content", "You may.")];
    assert_eq!(scene.eve.call("messages/send", &answer).await.status, 200);
    assert_eq!(scene.stranger.get("/musicians/eve").await.status, 200);
});

on_both_engines!(a_draft_makes_nobody_known, async |db| {
    let scene = Scene::over(db).await;
    let show = |visibility: &'static str| [("visibility", visibility)];
    says(&scene.eve, &show("everyone")).await;
    let theirs = event(&scene.stranger, &scene.site, &[("status", "draft")]).await;
    let add = [("slug", theirs.as_str()), ("username", "eve")];
    assert_eq!(scene.stranger.call("events/add_host", &add).await.status, 200);
    says(&scene.eve, &show("hidden")).await;
    assert_eq!(scene.stranger.get("/musicians/eve").await.status, 404);
    let page = page_of(&scene.stranger, &theirs).await;
    assert!(page.text().contains("Eve Exemplo"), "who hosts is named");
    assert_eq!(page.link("Eve Exemplo"), None);
    assert_eq!(
        scene.stranger.call("events/publish", &[("slug", &theirs)]).await.status,
        200
    );
    assert_eq!(
        scene.stranger.get("/musicians/eve").await.status,
        200,
        "once they host together"
    );
});

on_both_engines!(nobody_is_made_a_host_to_be_known, async |db| {
    let scene = Scene::over(db).await;
    let theirs = event(&scene.stranger, &scene.site, &[]).await;
    let add = [("slug", theirs.as_str()), ("username", "eve")];
    let refused = scene.stranger.call("events/add_host", &add).await;
    assert_eq!(refused.status, 422);
    assert_eq!(refused.problem("username"), "Nobody here has this user name.");
    let add = [("slug", scene.slug.as_str()), ("username", "eve")];
    assert_eq!(
        scene.host.call("events/add_host", &add).await.status,
        200,
        "one who plays there"
    );
});

on_both_engines!(what_is_not_there_may_be_for_members, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    says(&ada, &[("visibility", "members")]).await;
    let guest = site.guest();
    for path in ["/musicians/ada", "/musicians/nobody-at-all?x=1", "/nothing/here"] {
        let answer = guest.get(path).await;
        assert_eq!(answer.status, 404, "{path}");
        let page = answer.page();
        assert!(
            page.links().contains(&"Log in".to_owned()),
            "{path}: {:?}",
            page.links()
        );
        let to = page.attribute("main a[href^='/login']", "href");
        let next = path.replace('/', "%2F").replace('?', "%3F").replace('=', "%3D");
        assert_eq!(to, Some(format!("/login?next={next}")), "{path}");
    }
    assert_eq!(bob.get("/musicians/ada").await.status, 200);
    let lost = bob.get("/nothing/here").await.page();
    assert_eq!(lost.attribute("main a[href^='/login']", "href"), None);
});
