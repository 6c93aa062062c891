//! What search engines are told: where they may go, and all that everybody may see.

use crate::event;
use crate::support::on_both_engines;
use crate::support::site::{Answer, ORIGIN, TestSite};
use axum::body::{Body, to_bytes};
use axum::http::{Method, Request};
use tower::ServiceExt;
use tutti::server::crawlers;

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
    // RFC 9309 §2.2.2: the beginning of an address, unless a `$` ends it.
    let shut = |path: &str| {
        let rules = lines.iter().filter_map(|line| line.strip_prefix("Disallow: "));
        let mut rules = rules.map(|rule| rule.strip_suffix('$').map_or((rule, false), |rule| (rule, true)));
        rules.any(|(rule, whole)| if whole { path == rule } else { path.starts_with(rule) })
    };
    for (path, closed) in [
        ("/events/new", true),
        ("/events/new?like=a-jam-k3j5mq2p", true),
        ("/events/new-orleans-night-dupkujcy", false),
        ("/events/new-orleans-night-dupkujcy/poster.png", false),
        ("/musicians/login", false),
    ] {
        assert_eq!(shut(path), closed, "{path}");
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
    site.set_visibility("eve", "members").await;
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
        let most = if path.contains("/pages/") { 4 } else { 3 };
        assert!((1..=most).contains(&found.len()), "{path}: {}", answer.text);
        assert!(!path.contains("/pages/") || between(&answer.text, "lastmod").is_empty());
        assert!(path.contains("/pages/") || between(&answer.text, "lastmod").len() == found.len());
        listed.extend(found);
    }
    assert_eq!(
        files.len(),
        5,
        "the site, six events and four people, by threes: {files:#?}"
    );
    let mut expected = ["/", "/events", "/musicians", "/about"]
        .map(|path| format!("{ORIGIN}{path}"))
        .to_vec();
    expected.extend(public.iter().map(|slug| format!("{ORIGIN}/events/{slug}")));
    expected.extend(["ada", "bob", "cleo", "dora"].map(|name| format!("{ORIGIN}/musicians/{name}")));
    assert_eq!(listed, expected, "each once, in its order");

    let whole = site.guest().get("/sitemap.xml").await;
    assert_eq!(between(&whole.text, "loc").len(), 3, "in files of ten thousand");
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
    // Whoever hides is told of no longer, whoever asked a moment before.
    site.set_visibility("bob", "hidden").await;
    let after = site.guest().get("/sitemaps/musicians/start.xml").await;
    assert_eq!(after.header("cache-control"), "public, max-age=0");
    assert_eq!(between(&after.text, "loc").len(), 3, "{}", after.text);
    assert!(!after.text.contains("bob"), "{}", after.text);
});

on_both_engines!(an_empty_site_has_no_empty_list, async |db| {
    let site = TestSite::over(db);
    let index = site.guest().get("/sitemap.xml").await;
    assert_eq!(
        between(&index.text, "loc"),
        [format!("{ORIGIN}/sitemaps/pages/start.xml")]
    );
});
