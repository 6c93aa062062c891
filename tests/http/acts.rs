//! What holds of every act: whoever is not signed in is told so, before anything else is looked at.

use crate::support::on_both_engines;
use crate::support::site::TestSite;
use tutti::app::{acts, encoded};

/// The acts that need nobody to be signed in.
const EVERYBODYS: [&str; 4] = [
    "/api/accounts/signup",
    "/api/accounts/login",
    "/api/accounts/logout",
    "/api/profiles/speak",
];

on_both_engines!(who_is_not_signed_in_is_told_so_by_every_act, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let page = "/about?from=here";
    for act in acts() {
        let name = act.path.strip_prefix("/api/").expect("an act's path");
        let filled: Vec<(&str, &str)> = act.fields.iter().map(|field| (*field, "x")).collect();
        for fields in [&[][..], &filled] {
            let answer = guest.call(name, fields).await;
            if EVERYBODYS.contains(&act.path) {
                assert_ne!(answer.status, 401, "{name}");
                continue;
            }
            assert_eq!(answer.status, 401, "{name}: {}", answer.text);
            assert_eq!(answer.header("content-type"), "application/problem+json", "{name}");
            let told = answer.json();
            assert_eq!((&told["status"], &told["title"]), (&401.into(), &"Log in first".into()));
            assert_eq!(told.get("errors"), None, "{name}: nothing else is told");
            for (on, from) in [(Some(("page", page)), page), (None, act.home)] {
                let fields: Vec<_> = fields.iter().copied().chain(on).collect();
                let answer = guest.act(name, &fields).await;
                let log_in = format!("/login?next={}", encoded(from));
                assert_eq!((answer.status, answer.location()), (303, log_in.as_str()), "{name}");
            }
        }
    }
    for path in EVERYBODYS {
        assert!(acts().any(|act| act.path == path), "{path} is an act");
    }
    const ROWS: &str = "
        SELECT (SELECT count(*) FROM users) + (SELECT count(*) FROM events) + (SELECT count(*) FROM messages)
             + (SELECT count(*) FROM reports)";
    let (written,): (i64,) = site.db.query(ROWS).fetch_one().await.expect("a count");
    assert_eq!(written, 0);
});
