//! What leaves the site with a link: the picture, what machines read, where search engines may go.

use crate::event;
use crate::support::on_both_engines;
use crate::support::page::Html;
use crate::support::site::{ORIGIN, TestSite, Visitor};
use axum::http::Method;
use serde_json::Value;

async fn page_of(reader: &Visitor, slug: &str) -> Html {
    reader.get(&format!("/events/{slug}")).await.page()
}

fn data(page: &Html) -> Option<Value> {
    let text = page.data_blocks();
    assert!(text.len() < 2, "one block");
    Some(serde_json::from_str(text.first()?).expect("JSON"))
}

fn indexed(page: &Html) -> bool {
    page.attribute("meta[name=robots]", "content").is_none()
}

fn canonical(page: &Html) -> Option<String> {
    page.attribute("link[rel=canonical]", "href")
}

on_both_engines!(an_event_has_a_picture_for_whoever_may_see_it, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let title = "Forró & <b>bolero</b> 即興 🎺 </svg><script>alert(1)</script>";
    let slug = event(&ada, &site, &[("title", title), ("capacity", "3")]).await;
    let path = format!("/events/{slug}/poster.png");
    let guest = site.guest();
    let answer = guest.get(&path).await;
    assert_eq!((answer.status, answer.header("content-type")), (200, "image/png"));
    assert!(
        answer.text.starts_with('\u{fffd}') && answer.text.contains("PNG"),
        "a PNG"
    );
    assert_eq!(answer.header("cache-control"), "public, max-age=3600");
    assert_eq!(answer.header("cross-origin-resource-policy"), "cross-origin");
    assert_eq!(answer.header("x-robots-tag"), "");
    assert!(answer.cookies().is_empty());
    let tag = answer.header("etag").to_owned();
    let ask = async |tag: &str| guest.raw(Method::GET, &path, &[("if-none-match", tag)], "").await;
    let again = ask(&tag).await;
    assert_eq!(
        (again.status, again.text.as_str(), again.header("etag")),
        (304, "", tag.as_str())
    );
    let head = guest.raw(Method::HEAD, &path, &[], "").await;
    assert_eq!(
        (head.status, head.text.as_str(), head.header("etag")),
        (200, "", tag.as_str())
    );
    let post = guest
        .raw(Method::POST, &path, &[("sec-fetch-site", "same-origin")], "")
        .await;
    assert_eq!(post.status, 405);
    // What it shows has changed: so has the picture.
    assert_eq!(ada.call("events/join", &[("slug", &slug)]).await.status, 200);
    let after = ask(&tag).await;
    assert_eq!(after.status, 200);
    assert_ne!(after.header("etag"), tag);
    assert!(site.cancel(&slug).await);
    assert_eq!(ask(after.header("etag")).await.status, 200);
});

on_both_engines!(a_picture_shows_nothing_that_a_guest_may_not_know, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let drafted = event(&ada, &site, &[("status", "draft")]).await;
    let members = event(&ada, &site, &[("visibility", "members")]).await;
    let unlisted = event(&ada, &site, &[("visibility", "unlisted")]).await;
    for slug in [&drafted, &members, "gone-aaaaaaaa", "new", "%00", "A"] {
        for visitor in [&site.guest(), &ada] {
            let answer = visitor.get(&format!("/events/{slug}/poster.png")).await;
            assert_eq!(answer.status, 404, "{slug}");
        }
    }
    let answer = site.guest().get(&format!("/events/{unlisted}/poster.png")).await;
    assert_eq!((answer.status, answer.header("x-robots-tag")), (200, "noindex"));
});

on_both_engines!(a_shared_link_brings_its_picture, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let public = event(&ada, &site, &[("venue", "Demo Room 3")]).await;
    let unlisted = event(&ada, &site, &[("visibility", "unlisted")]).await;
    let members = event(&ada, &site, &[("visibility", "members")]).await;
    let property = |page: &Html, name: &str| page.attribute(&format!("meta[property='{name}']"), "content");
    for slug in [&public, &unlisted] {
        let page = page_of(&site.guest(), slug).await;
        let url = format!("{ORIGIN}/events/{slug}");
        assert_eq!(property(&page, "og:image"), Some(format!("{url}/poster.png")));
        assert_eq!(property(&page, "og:url"), Some(url));
        assert_eq!(property(&page, "og:image:width").as_deref(), Some("1200"));
        assert_eq!(property(&page, "og:image:height").as_deref(), Some("630"));
        let alt = property(&page, "og:image:alt").expect("words for the picture");
        assert!(alt.contains("Slow Sunday session"), "{alt}");
        let card = page.attribute("meta[name='twitter:card']", "content");
        assert_eq!(card.as_deref(), Some("summary_large_image"));
    }
    let other = page_of(&ada, &members).await;
    for page in [
        other,
        site.guest().get("/").await.page(),
        site.guest().get("/nothing").await.page(),
    ] {
        let picture = property(&page, "og:image").expect("the site's own");
        assert!(picture.starts_with(ORIGIN) && picture.ends_with("/og.png"), "{picture}");
        assert!(property(&page, "og:image:alt").is_some());
    }
});

on_both_engines!(search_engines_know_what_everybody_may_know, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    site.set_visibility("bob", "members").await;
    let slug = event(&ada, &site, &[]).await;
    let unlisted = event(&ada, &site, &[("visibility", "unlisted")]).await;
    let gone = event(&ada, &site, &[]).await;
    assert!(site.cancel(&gone).await);
    let known = [
        "/",
        "/events",
        "/about",
        "/musicians/ada",
        &format!("/events/{slug}"),
        &format!("/events/{gone}"),
    ];
    for path in known {
        let page = site.guest().get(path).await.page();
        assert!(indexed(&page), "{path}");
        let expected = if path == "/" {
            format!("{ORIGIN}/")
        } else {
            format!("{ORIGIN}{path}")
        };
        assert_eq!(canonical(&page), Some(expected), "{path}");
    }
    assert_eq!(
        canonical(&site.guest().get("/events?utm_source=x").await.page()),
        Some(format!("{ORIGIN}/events"))
    );
    let after = "A".repeat(32);
    for path in [
        "/login",
        "/signup",
        "/events?q=slow",
        &format!("/events?after={after}"),
        &format!("/musicians/ada?after={after}"),
        &format!("/events/{unlisted}"),
        "/nothing/here",
    ] {
        let page = site.guest().get(path).await.page();
        assert!(!indexed(&page), "{path}");
        assert_eq!(canonical(&page), None, "{path}");
    }
    for path in [
        "/",
        "/messages",
        "/settings/profile",
        "/events/new",
        "/musicians/bob",
        &format!("/events/{slug}/edit"),
    ] {
        assert!(!indexed(&ada.get(path).await.page()), "{path}");
    }
    assert!(!indexed(&bob.get("/musicians/bob").await.page()));
});

on_both_engines!(machines_read_what_a_guest_may_know, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob-plays").await);
    let title = "Jam </script><!-- & \u{2028} -->";
    let fields = [
        ("title", title),
        ("description", "Boleros.</script><script>alert(1)</script>"),
        ("venue", "Demo Room 3"),
        ("address", "Rua Exemplo 1"),
        ("capacity", "4"),
    ];
    let slug = event(&ada, &site, &fields).await;
    bob.call("events/join", &[("slug", &slug)]).await;
    let answer = site.guest().get(&format!("/events/{slug}")).await;
    for broken in ["</script><!--", "<script>alert", "</script><script"] {
        assert!(!answer.text.contains(broken), "{broken}: {}", answer.text);
    }
    let page = answer.page();
    assert_eq!(page.inline_scripts().len(), 1, "the loader");
    let told = data(&page).expect("data");
    let url = format!("{ORIGIN}/events/{slug}");
    assert_eq!(told["@type"], "MusicEvent");
    assert!(
        told["name"]
            .as_str()
            .is_some_and(|name| name.starts_with("Jam </script><!-- &")),
        "{told}"
    );
    assert_eq!(told["description"], "Boleros.</script><script>alert(1)</script>");
    assert_eq!(
        (&told["url"], &told["image"][0]),
        (&url.as_str().into(), &format!("{url}/poster.png").into())
    );
    assert_eq!(told["eventStatus"], "https://schema.org/EventScheduled");
    assert_eq!(
        told["eventAttendanceMode"],
        "https://schema.org/OfflineEventAttendanceMode"
    );
    assert_eq!(told["location"]["name"], "Demo Room 3");
    assert_eq!(told["location"]["address"]["streetAddress"], "Rua Exemplo 1");
    assert_eq!(told["location"]["address"]["addressLocality"], "Lisboa");
    assert_eq!(told["organizer"][0]["name"], "ada");
    assert_eq!(told["organizer"][0]["url"], format!("{ORIGIN}/musicians/ada"));
    assert_eq!(told["maximumAttendeeCapacity"], 4);
    assert_eq!(told["remainingAttendeeCapacity"], 3);
    assert!(!answer.text.contains("bob-plays"), "never who takes part");

    let hide = "UPDATE events SET address_for = 'accepted' WHERE slug = $1";
    let done = tutti::transact!(site.db, tx => { Ok(tx.query(hide).bind(slug.as_str()).execute().await?) });
    assert_eq!(done.expect("a database"), 1);
    site.set_visibility("ada", "members").await;
    assert!(site.cancel(&slug).await);
    let told = data(&page_of(&site.guest(), &slug).await).expect("data");
    assert_eq!(told["eventStatus"], "https://schema.org/EventCancelled");
    assert_eq!(told["location"]["address"].get("streetAddress"), None);
    assert_eq!(told["organizer"][0].get("url"), None);
    assert!(
        data(&page_of(&bob, &slug).await).is_none(),
        "told to search engines, who are never signed in"
    );
    let unlisted = event(&ada, &site, &[("visibility", "unlisted")]).await;
    assert!(data(&page_of(&site.guest(), &unlisted).await).is_none());
    let open = event(&ada, &site, &[]).await;
    let told = data(&page_of(&site.guest(), &open).await).expect("data");
    assert_eq!(told.get("maximumAttendeeCapacity"), None);
    assert!(
        told["description"].as_str().is_some_and(|text| text.contains("Lisboa")),
        "{told}"
    );
});

on_both_engines!(a_link_is_there_to_be_copied_and_scanned, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    for (visibility, code) in [("public", 0), ("members", 0), ("unlisted", 1)] {
        let slug = event(&ada, &site, &[("visibility", visibility)]).await;
        let page = page_of(&bob, &slug).await;
        let url = format!("{ORIGIN}/events/{slug}");
        assert_eq!(page.value("Link to this event"), Some(url), "{visibility}");
        let file = page.link("Save the link as a QR code").expect("a file");
        assert_eq!(file, format!("/events/{slug}/qr.svg"));
        assert_eq!(page.count("figure .qr"), code, "{visibility}");
        let answer = bob.get(&file).await;
        assert_eq!((answer.status, answer.header("content-type")), (200, "image/svg+xml"));
        assert_eq!(answer.header("cache-control"), "private, no-cache");
        assert!(answer.text.starts_with("<svg xmlns=") && answer.text.len() > 1_000);
        let guest = site.guest().get(&file).await.status;
        assert_eq!(guest, if visibility == "members" { 404 } else { 200 }, "{visibility}");
    }
    let slug = event(&ada, &site, &[("status", "draft")]).await;
    let page = page_of(&ada, &slug).await;
    assert_eq!(page.value("Link to this event"), None, "a draft is not shared");
    assert_eq!(site.guest().get(&format!("/events/{slug}/qr.svg")).await.status, 404);
    assert_eq!(bob.get("/events/gone-aaaaaaaa/qr.svg").await.status, 404);
});
