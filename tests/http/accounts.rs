//! Signing up, logging in and out, sessions.

use crate::support::on_both_engines;
use crate::support::site::{PASSWORD, TestSite};
use base64::Engine;
use jiff::SignedDuration;
use sha2::Digest;

const SESSION: &str = "session";

on_both_engines!(a_musician_signs_up_and_comes_back, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    assert_eq!(guest.get("/signup").await.status, 200);
    let fields = [
        ("username", "Ada_L"),
        ("email", "Ada@Example.TEST"),
        ("password", PASSWORD),
        ("next", "/about"),
        ("page", "/signup"),
    ];
    let answer = guest.act("accounts/signup", &fields).await;
    assert_eq!(answer.location(), "/welcome?next=%2Fabout");
    let landed = guest.get(answer.location()).await.page();
    assert_eq!(landed.notice().as_deref(), Some("Welcome to Tutti."));
    assert_eq!(landed.link("Skip this").as_deref(), Some("/about"));
    assert_eq!(guest.get("/about").await.page().notice(), None, "a notice is read once");
    let out = guest.act("accounts/logout", &[("page", "/about")]).await;
    assert_eq!(out.location(), "/");
    assert_eq!(
        guest.get("/settings/profile").await.location(),
        "/login?next=%2Fsettings%2Fprofile"
    );
    for name in ["Ada_L", "ada_l", "ada@example.test", "ADA@EXAMPLE.TEST"] {
        let back = site.guest();
        let answer = back
            .act(
                "accounts/login",
                &[("login", name), ("password", PASSWORD), ("page", "/login")],
            )
            .await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{name}");
        assert_eq!(back.get("/settings/profile").await.status, 200);
    }
});

on_both_engines!(log_in_says_the_same_of_every_mistake, async |db| {
    let site = TestSite::over(db);
    site.member("ada").await;
    let mut pages = Vec::new();
    for (name, password) in [
        ("ada", "wrong password"),
        ("nobody", "wrong password"),
        ("nobody@example.test", PASSWORD),
        ("ada", &format!("{PASSWORD} ")),
    ] {
        let answer = site
            .guest()
            .act(
                "accounts/login",
                &[("login", name), ("password", password), ("page", "/login")],
            )
            .await;
        assert_eq!(answer.status, 422);
        pages.push(answer.text.replace(name, "NAME"));
    }
    assert!(pages.iter().all(|page| *page == pages[0]), "the pages differ");
});

on_both_engines!(names_are_taken_by_how_they_look, async |db| {
    let site = TestSite::over(db);
    site.member("Olli-1").await;
    let try_name = async |name: &str, email: &str| {
        let fields = [
            ("username", name),
            ("email", email),
            ("password", PASSWORD),
            ("page", "/signup"),
        ];
        site.guest().act("accounts/signup", &fields).await
    };
    for name in ["Olli-1", "olli-1", "0lli-1", "OIIi_l"] {
        let answer = try_name(name, "other@example.test").await;
        assert_eq!(answer.status, 422, "{name}");
        assert!(answer.page().error("User name").unwrap().contains("taken"), "{name}");
    }
    let answer = try_name("somebody", "OLLI-1@example.test").await;
    assert_eq!(answer.status, 422);
    assert!(answer.page().error("E-mail").is_some());
    assert_eq!(answer.page().value("User name").as_deref(), Some("somebody"));
    for reserved in ["admin", "Moderator", "support", "tutti", "former-abcdefgh"] {
        assert_eq!(try_name(reserved, "x@example.test").await.status, 422, "{reserved}");
    }
});

on_both_engines!(the_same_form_twice_is_one_account, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let fields = [
        ("username", "ada"),
        ("email", "ada@example.test"),
        ("password", PASSWORD),
        ("page", "/signup"),
    ];
    let (first, second) = tokio::join!(
        guest.act("accounts/signup", &fields),
        guest.act("accounts/signup", &fields)
    );
    assert_eq!(
        (first.status, second.status),
        (303, 303),
        "{} {}",
        first.text,
        second.text
    );
    assert_eq!(guest.get("/settings/profile").await.status, 200);
    let (people,): (i64,) = site.db.query("SELECT count(*) FROM users").fetch_one().await.unwrap();
    assert_eq!(people, 1);
    site.clock.advance(SignedDuration::from_mins(11));
    let late = site.guest().act("accounts/signup", &fields).await;
    assert_eq!(late.status, 422, "log-in is elsewhere: {}", late.text);
});

on_both_engines!(passwords_are_as_long_and_odd_as_they_must_be, async |db| {
    let site = TestSite::over(db);
    let long: String = "tungsten giraffe ".chars().cycle().take(128).collect();
    let cases = [
        ("a7#kQ", false),
        ("x9$Lm2q", false),
        ("password123", false),
        ("musician-tutti", false),
        ("ada-lovelace", false),
        (" seven crooked bassoons ", true),
        ("🎷🎺🥁🎻🎸🪕🪗🎹🪘🎤", true),
        (&long, true),
        (&format!("{long}!"), false),
    ];
    for (at, (password, good)) in cases.into_iter().enumerate() {
        let (name, email) = (format!("ada-lovelace{at}"), format!("ada-lovelace{at}@example.test"));
        let fields = [
            ("username", name.as_str()),
            ("email", &email),
            ("password", password),
            ("page", "/signup"),
        ];
        let guest = site.guest();
        let answer = guest.act("accounts/signup", &fields).await;
        assert_eq!(
            answer.status,
            if good { 303 } else { 422 },
            "{password}: {}",
            answer.text
        );
        if good {
            let wrong = [
                ("login", name.as_str()),
                ("password", password.trim()),
                ("page", "/login"),
            ];
            let exact = [("login", name.as_str()), ("password", password), ("page", "/login")];
            assert_eq!(site.guest().act("accounts/login", &exact).await.status, 303);
            if password.trim() != password {
                assert_eq!(
                    site.guest().act("accounts/login", &wrong).await.status,
                    422,
                    "nothing is trimmed"
                );
            }
        }
    }
});

on_both_engines!(a_password_is_kept_as_argon2id, async |db| {
    let site = TestSite::over(db);
    site.member("ada").await;
    site.member("bob").await;
    let kept: Vec<(String,)> = site
        .db
        .query("SELECT password_hash FROM users")
        .fetch_all()
        .await
        .unwrap();
    assert!(
        kept.iter()
            .all(|(hash,)| hash.starts_with("$argon2id$v=19$m=19456,t=2,p=1$")),
        "{kept:?}"
    );
    assert_ne!(kept[0], kept[1]);
});

on_both_engines!(a_session_is_new_at_log_in_and_gone_at_log_out, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let before = ada.cookie(SESSION).unwrap();
    ada.act("accounts/login", &[("login", "ada"), ("password", PASSWORD)])
        .await;
    let after = ada.cookie(SESSION).unwrap();
    assert_ne!(before, after);
    let with = async |cookie: &str| {
        let guest = site.guest();
        guest.set_cookie(SESSION, cookie);
        guest.get("/settings/profile").await.status
    };
    assert_eq!(
        (with(&before).await, with(&after).await),
        (303, 200),
        "the old id is worth nothing"
    );
    assert_eq!(with("AAAAAAAAAAAAAAAAAAAAAA").await, 303, "a made-up id is not adopted");
    let left = ada.act("accounts/logout", &[]).await;
    assert_eq!(left.header("clear-site-data"), "\"cache\", \"storage\"");
    assert_eq!(ada.cookie(SESSION), None);
    assert_eq!(with(&after).await, 303);
    let (rows,): (i64,) = site
        .db
        .query("SELECT count(*) FROM sessions")
        .fetch_one()
        .await
        .unwrap();
    let (listed,): (i64,) = site
        .db
        .query("SELECT count(*) FROM user_sessions")
        .fetch_one()
        .await
        .unwrap();
    assert_eq!((rows, listed), (0, 0), "the rows are gone");
});

on_both_engines!(a_copied_database_holds_no_cookie, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let cookie = ada.cookie(SESSION).unwrap();
    let id = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(&cookie)
        .unwrap();
    assert_eq!(id.len(), 16, "128 bits");
    let (key, blob): (String, Vec<u8>) = site
        .db
        .query("SELECT id, data FROM sessions")
        .fetch_one()
        .await
        .unwrap();
    assert_ne!(key, cookie);
    let holds = |bytes: &[u8]| {
        // The cookie writes the number's last byte first, the blob its first.
        let reversed: Vec<u8> = bytes.iter().rev().copied().collect();
        blob.windows(16).any(|window| window == bytes || window == reversed)
    };
    assert!(!holds(&id), "the blob holds the id");
    assert!(!blob.windows(cookie.len()).any(|window| window == cookie.as_bytes()));
    let hash = sha2::Sha256::digest(&id);
    assert!(
        holds(&hash[..16]),
        "the check would find an id: the hashed one is there"
    );
    let guest = site.guest();
    guest.set_cookie(SESSION, &key);
    assert_eq!(
        guest.get("/settings/profile").await.status,
        303,
        "a stored key is no cookie"
    );
});

on_both_engines!(readers_without_an_account_leave_no_trace, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    guest.set_cookie(SESSION, "AAAAAAAAAAAAAAAAAAAAAA");
    for path in ["/", "/events", "/login", "/signup", "/about", "/nothing"] {
        let answer = guest.get(path).await;
        let set: Vec<_> = answer.cookies().into_iter().filter(|(_, _, gone)| !gone).collect();
        assert!(set.is_empty(), "{path}: {set:?}");
    }
    let (rows,): (i64,) = site
        .db
        .query("SELECT count(*) FROM sessions")
        .fetch_one()
        .await
        .unwrap();
    assert_eq!(rows, 0);
});

on_both_engines!(a_session_ends_by_idleness_and_by_age, async |db| {
    let site = TestSite::over(db);
    let (idle, busy) = (site.member("idle").await, site.member("busy").await);
    for day in 1..=89 {
        site.clock.advance(SignedDuration::from_hours(24));
        assert_eq!(busy.get("/settings/profile").await.status, 200, "day {day}");
        if day == 13 {
            assert_eq!(idle.get("/settings/profile").await.status, 200, "idle for 13 days");
        }
    }
    assert_eq!(
        idle.get("/settings/profile").await.status,
        303,
        "idle for more than 14 days"
    );
    site.clock.advance(SignedDuration::from_hours(25));
    assert_eq!(busy.get("/settings/profile").await.status, 303, "90 days old");
});

on_both_engines!(tries_are_counted_by_address, async |db| {
    let site = TestSite::limited(db);
    let ada = site.member("ada").await;
    let wrong = [("login", "ada"), ("password", "wrong password"), ("page", "/login")];
    let guest = site.guest();
    for _ in 0..5 {
        assert_eq!(guest.act("accounts/login", &wrong).await.status, 422);
    }
    let refused = guest.act("accounts/login", &wrong).await;
    assert_eq!(refused.status, 429);
    assert!(refused.header("retry-after").parse::<u32>().unwrap() >= 1);
    assert!(refused.page().text().contains("try again"), "{}", refused.page().text());
    assert_eq!(
        refused.page().value("User name or e-mail").as_deref(),
        Some("ada"),
        "what was typed stays"
    );
    let program = guest.call("accounts/login", &wrong).await;
    assert_eq!(program.status, 429);
    assert!(program.json()["retry_after"].as_u64().unwrap() >= 1);
    let right = [("login", "ada"), ("password", PASSWORD), ("page", "/login")];
    assert_eq!(
        site.guest().act("accounts/login", &right).await.status,
        303,
        "from elsewhere the right password works"
    );
    assert_eq!(ada.get("/settings/profile").await.status, 200);
});
