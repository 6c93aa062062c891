//! What somebody may not know of stands nowhere: no route of the site, and no page that any leads to, tells it.

use crate::event;
use crate::support::on_both_engines;
use crate::support::site::{TestSite, Visitor};
use std::collections::{BTreeSet, VecDeque};
use std::fs;
use std::path::Path;

/// Every address that the site answers by GET, as its rooms' `routes()` and `server`'s write them.
fn routes() -> BTreeSet<String> {
    let mut routes = BTreeSet::new();
    let mut folders = vec![Path::new(env!("CARGO_MANIFEST_DIR")).join("src")];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let source = fs::read_to_string(&path).unwrap_or_default();
                let source = source.split("#[cfg(test)]").next().unwrap_or_default();
                routes.extend(source.split(".route(").skip(1).filter_map(|call| route(call, source)));
            }
        }
    }
    for known in [
        "/",
        "/events/{slug}",
        "/musicians",
        "/sitemap.xml",
        "/speculation-rules.json",
    ] {
        assert!(routes.contains(known), "{known} is a route: {routes:?}");
    }
    routes
}

/// The address in a call of `route`: written there, on this line or on the next, or a constant of the same file. Nothing,
/// where it is one of an act, which is not asked by GET.
fn route(call: &str, source: &str) -> Option<String> {
    let literal = |text: &str| {
        text.trim_start()
            .strip_prefix('"')?
            .split('"')
            .next()
            .map(str::to_owned)
    };
    literal(call).or_else(|| {
        let name = call.split(',').next().unwrap_or_default().trim();
        let constant = source.split(&format!("const {name}: &str =")).nth(1).and_then(literal);
        assert!(
            constant.is_some() || name == "address.path",
            "what is routed at {name}?"
        );
        constant
    })
}

#[test]
fn a_route_is_found_however_it_is_written() {
    let source = "const ADDRESS: &str = \"/named\";";
    for (call, address) in [
        ("\"/one\", get(one))", Some("/one")),
        ("\n        \"/two\",\n get(two))", Some("/two")),
        ("ADDRESS, get(named))", Some("/named")),
        ("address.path, post(act))", None),
    ] {
        assert_eq!(route(call, source).as_deref(), address, "{call}");
    }
}

/// What is asked for at a route: a public event's and its host's own addresses, and every search that could find what is
/// secret.
fn addresses(route: &str, slug: &str) -> Vec<String> {
    let at = route.replace("{slug}", slug).replace("{username}", "ada");
    let at = at.replace("{list}", "events").replace("{file}", "start.xml");
    let at = at.replace("{hash}", "x").replace("{*path}", "pkg/tutti.css");
    assert!(!at.contains('{'), "say here what stands for the parts of {route}");
    let queries: &[&str] = match route {
        "/events" => &[
            "?q=session",
            "?q=zanzibar",
            "?kind=jam",
            "?kind=wanted",
            "?kind=wanted&q=zanzibar",
            "?from=2020-01-01",
            "?to=2999-01-01",
        ],
        "/musicians" => &["?q=hildegard", "?q=hilde-h", "?town=Lisboa", "?q=trombone"],
        "/events/new" => &["?like="],
        "/report" => &["?musician=hilde-h"],
        _ => &[],
    };
    let queries = queries.iter().map(|query| format!("{at}{query}"));
    std::iter::once(at.clone()).chain(queries).collect()
}

/// Everything that can be reached from these addresses, with what it says.
async fn crawl(reader: &Visitor, origin: &str, from: Vec<String>) -> Vec<(String, String)> {
    let mut known: BTreeSet<String> = from.iter().cloned().collect();
    let mut waiting: VecDeque<String> = from.into();
    let mut said = Vec::new();
    while let Some(path) = waiting.pop_front() {
        assert!(said.len() < 400, "the site has no end");
        let answer = reader.get(&path).await;
        assert!(answer.status < 500, "{path}: {}", answer.status);
        let text = answer.text.replace("&amp;", "&");
        let links = ["href=\"", "src=\"", "<loc>"]
            .iter()
            .flat_map(|mark| text.split(*mark).skip(1));
        let links = links.filter_map(|rest| rest.split(['"', '<', '#']).next());
        for link in links.chain([answer.header("location")]) {
            let path = link.strip_prefix(origin).unwrap_or(link);
            // Where a log-in leads, and files of the build, are elsewhere.
            let leads_on = path.starts_with('/') && !path.starts_with("//") && !path.starts_with("/v/");
            if leads_on && !path.contains("next=") && known.insert(path.to_owned()) {
                waiting.push_back(path.to_owned());
            }
        }
        // What stands above the page is read, too: where it leads, and what it sets.
        let headers = answer.headers.values().filter_map(|value| value.to_str().ok());
        let headers = headers.collect::<Vec<_>>().join("\n");
        said.push((path, format!("{headers}\n\n{text}")));
    }
    said
}

/// How many a list says that it shows, and how many it does show.
async fn count(reader: &Visitor, path: &str) -> (String, usize) {
    let page = reader.get(path).await.page();
    let said = page.texts("main p[role=status]").concat();
    (said, page.count("main li.event, main li.person"))
}

on_both_engines!(what_is_unlisted_or_hidden_stands_nowhere, async |db| {
    let site = TestSite::over(db);
    let (ada, hilde) = (site.member("ada").await, site.member("hilde-h").await);
    let public = event(&ada, &site, &[]).await;
    let call = [("kind", "wanted"), ("starts_at", "")];
    // An address that is handed on opens what is unlisted; a draft is its hosts' alone.
    let mut secrets = Vec::new();
    for (fields, status) in [
        (&[("visibility", "unlisted")][..], 200),
        (&[("status", "draft")], 404),
        (&[("visibility", "unlisted"), call[0], call[1]], 200),
        (&[("status", "draft"), call[0], call[1]], 404),
        (&[("visibility", "unlisted"), ("status", "draft")], 404),
    ] {
        let fields = [&[("title", "Zanzibar session")], fields].concat();
        secrets.push((event(&ada, &site, &fields).await, status));
    }
    let off = [("title", "Zanzibar session"), ("visibility", "unlisted")];
    secrets.push((event(&ada, &site, &off).await, 200));
    assert!(site.cancel(&secrets[5].0).await);
    let members = event(
        &ada,
        &site,
        &[("title", "Zanzibar for members"), ("visibility", "members")],
    )
    .await;
    let hidden = [
        ("full_name", "Hildegard Hidden"),
        ("bio", "Trombone, in secret."),
        ("town", "Lisboa"),
        ("visibility", "hidden"),
    ];
    assert_eq!(hilde.call("profiles/update", &hidden).await.status, 200);
    assert_eq!(hilde.call("events/join", &[("slug", &public)]).await.status, 200);
    let (guest, eve) = (site.guest(), site.member("eve").await);
    // What is on in their town is asked for, too.
    let lives = [("town", "Lisboa")];
    assert_eq!(eve.call("profiles/update", &lives).await.status, 200);
    let home = eve.get("/").await.page();
    assert!(home.text().contains("On in Lisboa"), "{}", home.text());
    assert_eq!(home.count("main li.event"), 2, "the public one and that for members");
    let origin = site.app.site.public_url.origin().to_owned();
    for (reader, is_member) in [(&guest, false), (&eve, true)] {
        let from = routes().iter().flat_map(|route| addresses(route, &public)).collect();
        let said = crawl(reader, &origin, from).await;
        assert!(
            said.iter().any(|(_, text)| text.contains(&public)),
            "the crawl sees what is public"
        );
        assert_eq!(said.iter().any(|(_, text)| text.contains(&members)), is_member);
        for (path, text) in &said {
            for (secret, _) in &secrets {
                assert!(!text.contains(secret.as_str()), "{path} tells of {secret}");
            }
            for name in [
                "Zanzibar session",
                "zanzibar-session",
                "Hildegard Hidden",
                "@hilde-h",
                "/musicians/hilde-h",
                "Trombone, in secret",
            ] {
                assert!(!text.contains(name), "{path} tells {name}");
            }
        }
        let (shown, events) = if is_member {
            ("2 events shown", 2)
        } else {
            ("1 event shown", 1)
        };
        for (path, counted) in [
            ("/events", (shown, events)),
            ("/events?kind=jam", (shown, events)),
            ("/events?q=lisboa", (shown, events)),
            ("/events?kind=wanted", ("No events shown", 0)),
            ("/events?kind=wanted&q=zanzibar", ("No events shown", 0)),
            ("/musicians", ("2 musicians shown", 2)),
            ("/musicians?town=Lisboa", ("1 musician shown", 1)),
            ("/musicians?q=trombone", ("No musicians shown", 0)),
            ("/musicians?q=hildegard", ("No musicians shown", 0)),
            ("/musicians/ada", ("", events)),
        ] {
            let (said, lines) = count(reader, path).await;
            assert_eq!((said.as_str(), lines), counted, "{path}, {is_member}");
        }
        let told = |file: &str| {
            let (_, text) = said.iter().find(|(path, _)| path == file).expect("a list");
            text.matches("<loc>").count()
        };
        assert_eq!(told("/sitemaps/events/start.xml"), 1, "what everybody may see");
        assert_eq!(told("/sitemaps/musicians/start.xml"), 2, "ada and eve");
        // They are counted where they play.
        let (_, page) = said
            .iter()
            .find(|(path, _)| *path == format!("/events/{public}"))
            .expect("its page");
        assert!(page.contains("1 player"), "{page}");
        assert_eq!(reader.get("/musicians/hilde-h").await.status, 404);
        for (secret, status) in &secrets {
            let opened = reader.get(&format!("/events/{secret}")).await.status;
            assert_eq!(opened, *status, "{secret}");
        }
    }
    assert_eq!(guest.get(&format!("/events/{members}")).await.status, 404);
    let fellow = site.member("bob").await;
    assert_eq!(fellow.call("events/join", &[("slug", &public)]).await.status, 200);
    let page = fellow.get(&format!("/events/{public}")).await.page();
    assert!(
        page.text().contains("Hildegard Hidden"),
        "who plays there, too, knows: {}",
        page.text()
    );
    assert_eq!(fellow.get("/musicians/hilde-h").await.status, 200);
});
