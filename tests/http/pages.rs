//! What every page owes its visitor: statuses, headings, headers, the policy.

use crate::event;
use crate::support::on_both_engines;
use crate::support::site::{Answer, TestSite, Visitor};
use axum::http::Method;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use tutti::server::csp;

/// Every page, with who may open it: a new route without a row here fails `every_page_is_in_the_table`.
async fn pages(site: &TestSite) -> (Visitor, Visitor, Vec<(String, Access)>) {
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, site, &[("capacity", "3")]).await;
    bob.call("messages/send", &[("slug", &slug), ("to", "ada"), ("content", "hello")])
        .await;
    let own = event(&bob, site, &[]).await;
    let table = vec![
        ("/".to_owned(), Access::Everybody),
        ("/about".to_owned(), Access::Everybody),
        ("/events".to_owned(), Access::Everybody),
        ("/events?q=nothing+like+it".to_owned(), Access::Everybody),
        ("/events/new".to_owned(), Access::Members),
        ("/events/hosted".to_owned(), Access::Members),
        (format!("/events/{slug}"), Access::Everybody),
        (format!("/events/{own}/edit"), Access::Members),
        ("/musicians".to_owned(), Access::Everybody),
        ("/musicians?q=nothing+like+it&town=Lyon".to_owned(), Access::Everybody),
        ("/musicians/ada".to_owned(), Access::Everybody),
        ("/messages".to_owned(), Access::Members),
        (format!("/messages/{slug}/ada"), Access::Members),
        (format!("/report?event={slug}"), Access::Members),
        ("/settings/profile".to_owned(), Access::Members),
        ("/settings/account".to_owned(), Access::Members),
        ("/settings/sessions".to_owned(), Access::Members),
        ("/welcome".to_owned(), Access::Members),
        ("/login".to_owned(), Access::Guests),
        ("/signup".to_owned(), Access::Guests),
    ];
    (ada, bob, table)
}

/// The routes of all pages, as the sources write them; without those that lead on to another.
fn routes() -> BTreeSet<String> {
    let list = |folder: PathBuf| {
        let entries = std::fs::read_dir(folder).into_iter().flatten();
        entries.map(|entry| entry.expect("an entry").path())
    };
    let rooms = list(Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let files = rooms.flat_map(|room| {
        [room.join("pages.rs"), room.join("about.rs")]
            .into_iter()
            .chain(list(room.join("pages")))
    });
    let texts: Vec<_> = files.filter_map(|file| std::fs::read_to_string(file).ok()).collect();
    let lines = texts.iter().flat_map(|text| text.lines());
    let routed = lines.filter_map(|line| line.split_once(".route(\""));
    let pages = routed.filter(|(_, route)| !route.contains("Redirect"));
    pages
        .filter_map(|(_, route)| Some(route.split_once('"')?.0.to_owned()))
        .collect()
}

/// Is this path one of the route's? A parameter is any one segment.
fn belongs(path: &str, route: &str) -> bool {
    let path = path.split('?').next().unwrap_or_default();
    let (path, route): (Vec<_>, Vec<_>) = (path.split('/').collect(), route.split('/').collect());
    let mut pairs = path.iter().zip(&route);
    path.len() == route.len() && pairs.all(|(said, known)| known.starts_with('{') || said == known)
}

on_both_engines!(every_page_is_in_the_table, async |db| {
    let site = TestSite::over(db);
    let (_, _, table) = pages(&site).await;
    let routes = routes();
    for known in ["/", "/about", "/events/{slug}", "/login"] {
        assert!(routes.contains(known), "{known} is a page: {routes:?}");
    }
    for route in &routes {
        // `/events/new` is a page of its own, and no event's.
        let mut rows = table.iter().map(|(path, _)| path);
        let row = rows.find(|path| *path == route || !routes.contains(*path) && belongs(path, route));
        assert!(row.is_some(), "{route} has no row in the table");
    }
});

#[derive(Clone, Copy, Debug, PartialEq)]
enum Access {
    Everybody,
    Members,
    /// Who is signed in is sent on.
    Guests,
}

on_both_engines!(pages_open_to_whom_they_should, async |db| {
    let site = TestSite::over(db);
    let (_, bob, table) = pages(&site).await;
    for (path, access) in table {
        let (out, member) = (site.guest().get(&path).await, bob.get(&path).await);
        let expected = match access {
            Access::Everybody => (200, 200),
            Access::Members => (303, 200),
            Access::Guests => (200, 303),
        };
        assert_eq!((out.status, member.status), expected, "{path}");
        for answer in [out, member].into_iter().filter(|answer| answer.status == 200) {
            sound(&path, &answer);
        }
    }
});

/// What holds of every page.
fn sound(path: &str, answer: &Answer) {
    let page = answer.page();
    assert!(!page.h1().is_empty(), "{path}");
    assert!(!page.headings().is_empty(), "{path}");
    assert!(
        page.title().ends_with(" · Tutti") && page.title().len() > 8,
        "{path}: {}",
        page.title()
    );
    assert!(!page.title().contains("<!"), "{path}: {}", page.title());
    assert!(
        page.attribute("meta[name=description]", "content")
            .is_some_and(|text| !text.is_empty()),
        "{path}"
    );
    assert_eq!(page.attribute("html", "lang").as_deref(), Some("en"), "{path}");
    assert_eq!(page.count("main#main"), 1, "{path}");
    assert_eq!(
        page.attribute("body > a", "href").as_deref(),
        Some("#main"),
        "{path}: skip link first"
    );
    assert!(
        !answer.text.contains(" style="),
        "{path}: the policy ignores inline style"
    );
    assert!(
        answer.text.trim_end().ends_with("</html>"),
        "{path}: nothing after the document"
    );
    let policy = answer.header("content-security-policy");
    let scripts = page.inline_scripts();
    assert_eq!(scripts.len(), 1, "{path}: the loader and no other");
    assert!(
        policy.contains(&csp::hash(&scripts[0])),
        "{path}: a script the policy stops"
    );
    assert!(answer.header("vary").contains("cookie"), "{path}");
    assert!(!answer.header("cache-control").is_empty(), "{path}");
    let ids: Vec<_> = answer
        .text
        .split(" id=\"")
        .skip(1)
        .filter_map(|rest| rest.split('"').next())
        .collect();
    let mut unique = ids.clone();
    unique.sort_unstable();
    unique.dedup();
    assert_eq!(ids.len(), unique.len(), "{path}: an id stands once: {ids:?}");
    assert_eq!(answer.header("x-content-type-options"), "nosniff", "{path}");
    assert!(!answer.header("x-request-id").is_empty(), "{path}");
}

on_both_engines!(errors_are_pages_with_a_way_on, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for who in [&site.guest(), &ada] {
        let answer = who.get("/nothing/here").await;
        assert_eq!(answer.status, 404);
        sound("/nothing/here", &answer);
        assert_eq!(answer.page().h1(), "A long rest here.");
        assert!(answer.page().links().len() >= 2);
        assert_eq!(
            answer.page().attribute("meta[name=robots]", "content").as_deref(),
            Some("noindex")
        );
    }
    let program = site
        .guest()
        .raw(Method::GET, "/api/nothing", &[("accept", "application/json")], "")
        .await;
    assert_eq!(
        (program.status, program.header("content-type")),
        (404, "application/problem+json")
    );
});

on_both_engines!(whoever_is_signed_in_stays_so_on_an_error_page, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for answer in [
        ada.get("/nothing/here").await,
        ada.act(
            "events/join",
            &[("slug", "nothing-here"), ("page", "/events/nothing-here")],
        )
        .await,
        ada.act("events/join", &[("slug", "nothing-here"), ("odd", "field")])
            .await,
    ] {
        let page = answer.page();
        assert!(answer.status >= 400 && answer.status < 500, "{}", answer.status);
        assert!(page.link("Messages").is_some(), "{}", page.text());
        assert_eq!(page.link("Log in"), None, "{}", page.text());
        assert!(page.text().contains(answer.header("x-request-id")), "{}", page.text());
    }
});

on_both_engines!(a_fault_of_ours_is_told_and_passes, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    site.db.script("ALTER TABLE event_terms RENAME TO elsewhere").await;
    let answer = ada.get("/events?q=jazz").await;
    assert_eq!(answer.status, 500);
    let page = answer.page();
    assert!(page.text().contains(answer.header("x-request-id")), "{}", page.text());
    assert!(!page.text().contains("event_terms"), "{}", page.text());
    assert!(page.link("All events").is_some() || !page.links().is_empty());
    site.db.script("ALTER TABLE elsewhere RENAME TO event_terms").await;
    assert_eq!(ada.get("/events?q=jazz").await.status, 200);
});

on_both_engines!(what_is_fetched_ahead_changes_nothing, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let page = guest.get("/").await;
    let rules = page.header("speculation-rules").trim_matches('"').to_owned();
    let answer = guest.get(&rules).await;
    assert_eq!(answer.header("content-type"), "application/speculationrules+json");
    assert!(answer.json()["prefetch"].is_array());
    let ada = site.member("ada").await;
    let ahead = [("sec-purpose", "prefetch"), ("accept", "text/html")];
    let fetched = ada.raw(Method::GET, "/", &ahead, "").await;
    assert_eq!(fetched.page().notice(), None);
    assert_eq!(ada.get("/").await.page().notice().as_deref(), Some("Welcome to Tutti."));
    assert_eq!(ada.get("/").await.page().notice(), None);
});

on_both_engines!(one_address_for_each_page, async |db| {
    let site = TestSite::over(db);
    for (from, to) in [
        ("/events/", "/events"),
        ("/events/?q=jazz", "/events?q=jazz"),
        ("/login///", "/login"),
    ] {
        let answer = site.guest().get(from).await;
        assert!(matches!(answer.status, 301 | 308), "{from}: {}", answer.status);
        assert_eq!(answer.location(), to);
    }
    let evil = site.guest().get("//evil.example/").await;
    assert!(
        evil.status == 404 || !evil.header("location").starts_with("//"),
        "{:?}",
        evil.headers
    );
});

on_both_engines!(the_same_page_is_the_same_bytes, async |db| {
    let site = TestSite::over(db);
    let (_, _, table) = pages(&site).await;
    for (path, _) in table
        .into_iter()
        .filter(|(path, access)| *access == Access::Everybody && path != "/login")
    {
        let (one, two) = (site.guest().get(&path).await, site.guest().get(&path).await);
        assert_eq!(one.text, two.text, "{path}");
        assert!(
            one.headers.contains_key("content-length") || !one.text.is_empty(),
            "{path}"
        );
    }
});

on_both_engines!(heads_are_answered_without_a_body, async |db| {
    let site = TestSite::over(db);
    let (_, _, table) = pages(&site).await;
    for (path, _) in table {
        let (get, head) = (
            site.guest().get(&path).await,
            site.guest()
                .raw(Method::HEAD, &path, &[("accept", "text/html")], "")
                .await,
        );
        assert_eq!((get.status, head.text.as_str()), (head.status, ""), "{path}");
    }
});

on_both_engines!(probes_are_answered, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    assert_eq!(guest.get("/health/live").await.status, 200);
    assert_eq!(guest.get("/health/ready").await.status, 200);
    let writing = site.db.begin().await.expect("a transaction");
    assert_eq!(guest.get("/health/ready").await.status, 200, "busy is not away");
    drop(writing);
    site.close_database().await;
    assert_eq!(guest.get("/health/live").await.status, 200, "it runs");
    let ready = guest.get("/health/ready").await;
    assert_eq!(ready.status, 503);
    assert!(ready.header("retry-after").parse::<u32>().unwrap() >= 1);
    let page = guest.get("/events").await;
    assert_eq!(page.status, 503);
    assert!(page.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert!(!page.page().h1().is_empty());
    assert!(
        !page.text.to_lowercase().contains("sqlx") && !page.text.contains("Pool"),
        "nothing of the cause"
    );
});

on_both_engines!(a_signed_in_page_is_kept_by_nobody, async |db| {
    let site = TestSite::over(db);
    let (ada, _, table) = pages(&site).await;
    for (path, _) in table {
        let answer = ada.get(&path).await;
        assert!(
            answer.header("cache-control").starts_with("private") || answer.status == 303,
            "{path}"
        );
    }
});
