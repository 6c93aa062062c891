//! What leaves the site with a link: the picture, what machines read, where search engines may go.

use crate::event;
use crate::support::on_both_engines;
use crate::support::page::Html;
use crate::support::site::{Answer, ORIGIN, TestSite, Visitor};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use serde_json::Value;
use tower::ServiceExt;
use tutti::server::crawlers;

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

async fn set_visibility(site: &TestSite, who: &str, visibility: &str) {
    let set = "UPDATE users SET visibility = $2 WHERE username = $1";
    let done = tutti::transact!(site.db, tx => { Ok(tx.query(set).bind(who).bind(visibility).execute().await?) });
    assert_eq!(done.expect("a database"), 1);
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
    set_visibility(&site, "bob", "members").await;
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
    set_visibility(&site, "ada", "members").await;
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

on_both_engines!(seven_in_the_evening_is_seven_on_either_side_of_a_change, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let starts_at = "SELECT starts_at FROM events WHERE slug = $1";
    for (zone, day, offset, instant) in [
        ("Europe/Berlin", "2027-03-27", "+01:00", "2027-03-27T18:00:00Z"),
        ("Europe/Berlin", "2027-03-28", "+02:00", "2027-03-28T17:00:00Z"),
        ("Europe/Berlin", "2027-10-30", "+02:00", "2027-10-30T17:00:00Z"),
        ("Europe/Berlin", "2027-10-31", "+01:00", "2027-10-31T18:00:00Z"),
        ("Europe/Lisbon", "2027-03-27", "+00:00", "2027-03-27T19:00:00Z"),
        ("Europe/Lisbon", "2027-03-28", "+01:00", "2027-03-28T18:00:00Z"),
        ("Europe/Lisbon", "2027-10-30", "+01:00", "2027-10-30T18:00:00Z"),
        ("Europe/Lisbon", "2027-10-31", "+00:00", "2027-10-31T19:00:00Z"),
        ("America/New_York", "2027-03-13", "-05:00", "2027-03-14T00:00:00Z"),
        ("America/New_York", "2027-03-14", "-04:00", "2027-03-14T23:00:00Z"),
        ("America/New_York", "2027-11-06", "-04:00", "2027-11-06T23:00:00Z"),
        ("America/New_York", "2027-11-07", "-05:00", "2027-11-08T00:00:00Z"),
        ("America/Sao_Paulo", "2027-02-20", "-03:00", "2027-02-20T22:00:00Z"),
        ("America/Sao_Paulo", "2027-11-07", "-03:00", "2027-11-07T22:00:00Z"),
    ] {
        let starts = format!("{day}T19:00");
        let slug = event(&ada, &site, &[("starts_at", &starts), ("time_zone", zone)]).await;
        let page = page_of(&site.guest(), &slug).await;
        assert!(page.text().contains("19:00 to 22:00"), "{zone} {day}: {}", page.text());
        assert_eq!(
            page.attribute("time", "datetime"),
            Some(format!("{starts}{offset}")),
            "{zone} {day}"
        );
        let told = data(&page).expect("data");
        assert_eq!(told["startDate"], format!("{starts}:00{offset}"), "{zone} {day}");
        assert_eq!(told["endDate"], format!("{day}T22:00:00{offset}"), "{zone} {day}");
        let (kept,): (tutti::instant::Instant,) = site
            .db
            .query(starts_at)
            .bind(slug.as_str())
            .fetch_one()
            .await
            .expect("the event");
        assert_eq!(kept.iso(), instant, "{zone} {day}");
    }
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

on_both_engines!(search_engines_are_told_where_to_go, async |db| {
    let site = TestSite::over(db);
    let answer = site.guest().get("/robots.txt").await;
    assert_eq!(
        (answer.status, answer.header("content-type")),
        (200, "text/plain; charset=utf-8")
    );
    let lines: Vec<_> = answer.text.lines().collect();
    assert_eq!(lines[0], "User-agent: *");
    for closed in ["/api/", "/settings", "/messages", "/login"] {
        assert!(lines.contains(&format!("Disallow: {closed}").as_str()), "{closed}");
    }
    assert_eq!(lines.last(), Some(&format!("Sitemap: {ORIGIN}/sitemap.xml").as_str()));
    assert!(answer.cookies().is_empty());
});

/// What stands between these tags, in order.
fn between(text: &str, tag: &str) -> Vec<String> {
    let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
    let found = text.split(&open).skip(1).filter_map(|rest| rest.split(&close).next());
    found.map(str::to_owned).collect()
}

/// Asks for a list in files of three lines.
async fn short(site: &TestSite, path: &str) -> Answer {
    let request = Request::get(path).body(Body::empty()).expect("a request");
    let response = crawlers::routes(site.app.clone(), 3)
        .oneshot(request)
        .await
        .expect("an answer");
    let (parts, body) = response.into_parts();
    let bytes = to_bytes(body, 1 << 20).await.expect("a body");
    Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        text: String::from_utf8(bytes.to_vec()).expect("text"),
    }
}

on_both_engines!(all_that_everybody_may_see_is_listed_once, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for name in ["bob", "cleo", "dora", "eve"] {
        site.member(name).await;
    }
    set_visibility(&site, "eve", "members").await;
    let mut public = Vec::new();
    for hours in 0..7 {
        let starts = site.hours_ahead(30 + hours);
        public.push(event(&ada, &site, &[("starts_at", &starts)]).await);
    }
    assert!(site.cancel(&public[2]).await);
    event(&ada, &site, &[("status", "draft")]).await;
    event(&ada, &site, &[("visibility", "members")]).await;
    event(&ada, &site, &[("visibility", "unlisted")]).await;
    // Over for a month, and over for longer than anybody asks.
    let old = "UPDATE events SET sort_at = $2 WHERE slug = $1";
    for (slug, days) in [(&public[0], 30), (&public[1], 400)] {
        let at = site.now().plus(jiff::SignedDuration::from_hours(-24 * days));
        let done = tutti::transact!(site.db, tx => { Ok(tx.query(old).bind(slug.as_str()).bind(at).execute().await?) });
        assert_eq!(done.expect("a database"), 1);
    }
    public.remove(1);

    let index = short(&site, "/sitemap.xml").await;
    assert_eq!((index.status, index.header("content-type")), (200, "application/xml"));
    assert!(
        index
            .text
            .starts_with("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<sitemapindex ")
    );
    let files = between(&index.text, "loc");
    let mut listed = Vec::new();
    for file in &files {
        let path = file.strip_prefix(ORIGIN).expect("a file of ours");
        let answer = short(&site, path).await;
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (200, "application/xml"),
            "{path}"
        );
        let found = between(&answer.text, "loc");
        assert!((1..=3).contains(&found.len()), "{path}: {}", answer.text);
        assert_eq!(between(&answer.text, "lastmod").len(), found.len());
        listed.extend(found);
    }
    assert_eq!(files.len(), 4, "six events and four people, by threes: {files:#?}");
    let mut expected: Vec<_> = public.iter().map(|slug| format!("{ORIGIN}/events/{slug}")).collect();
    expected.extend(["ada", "bob", "cleo", "dora"].map(|name| format!("{ORIGIN}/musicians/{name}")));
    assert_eq!(listed, expected, "each once, in its order");

    let whole = site.guest().get("/sitemap.xml").await;
    assert_eq!(between(&whole.text, "loc").len(), 2, "in files of ten thousand");
    assert_eq!(whole.header("cache-control"), "public, max-age=600");
    for wrong in [
        "/sitemaps/events/x.xml",
        "/sitemaps/events/start",
        "/sitemaps/users/start.xml",
        "/sitemaps/%ff/%00",
    ] {
        assert_eq!(site.guest().get(wrong).await.status, 404, "{wrong}");
    }
    let all = site.guest().get("/sitemaps/events/start.xml").await;
    assert_eq!(between(&all.text, "loc").len(), 6);
    let again = site.guest();
    let again = again
        .raw(
            Method::GET,
            "/sitemaps/events/start.xml",
            &[("if-none-match", all.header("etag"))],
            "",
        )
        .await;
    assert_eq!(again.status, 304);
});
