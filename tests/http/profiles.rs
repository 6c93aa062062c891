//! Profiles: who somebody is to others, and changing it.

use crate::event;
use crate::support::on_both_engines;
use crate::support::site::TestSite;

on_both_engines!(a_member_says_who_they_are, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("Ada").await;
    assert_eq!(ada.get("/settings").await.location(), "/settings/profile");
    assert!(
        site.guest()
            .get("/settings/profile")
            .await
            .location()
            .starts_with("/login")
    );
    let version = ada
        .get("/settings/profile")
        .await
        .page()
        .hidden("profiles/update", "version")
        .expect("a version");
    let bio = "I play the <b>bassoon</b>.\n</textarea><script>alert(1)</script>";
    let fields = [
        ("full_name", "Ada Exemplo"),
        ("bio", bio),
        ("town", "Lisboa"),
        ("version", &version),
        ("page", "/settings/profile"),
    ];
    assert_eq!(ada.act("profiles/update", &fields).await.status, 303);
    event(&ada, &site, &[]).await;
    let answer = site.guest().get("/musicians/Ada").await;
    assert!(!answer.text.contains("<script>alert"));
    let page = answer.page();
    assert_eq!(
        (page.h1(), page.title()),
        ("Ada Exemplo".to_owned(), "Ada Exemplo, Lisboa · Tutti".to_owned())
    );
    for said in ["I play the <b>bassoon</b>.", "Lisboa", "Here since"] {
        assert!(page.text().contains(said), "{said}: {}", page.text());
    }
    assert!(page.link("Slow Sunday session").is_some(), "what they host");
    assert_eq!(
        ada.get("/settings/profile").await.page().value("About you").as_deref(),
        Some(bio)
    );
    let canonical = site.guest().get("/musicians/ada").await;
    assert!(
        matches!(canonical.status, 301 | 308),
        "one address for a person: {}",
        canonical.status
    );
    assert_eq!(canonical.location(), "/musicians/Ada");
    let clear = ada
        .act("profiles/update", &[("town", ""), ("page", "/settings/profile")])
        .await;
    assert_eq!(clear.status, 303);
    let page = site.guest().get("/musicians/Ada").await.page();
    assert!(
        page.title() == "Ada Exemplo · Tutti",
        "an empty field clears its value, an absent one keeps it: {}",
        page.title()
    );
});

on_both_engines!(a_stale_edit_shows_both_and_loses_neither, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let version = ada
        .get("/settings/profile")
        .await
        .page()
        .hidden("profiles/update", "version")
        .unwrap();
    let save = async |bio: &str| {
        ada.act(
            "profiles/update",
            &[
                ("bio", bio),
                ("version", version.as_str()),
                ("page", "/settings/profile"),
            ],
        )
        .await
    };
    assert_eq!(save("from the laptop").await.status, 303);
    let stale = save("from the phone").await;
    assert_eq!(stale.status, 409);
    let page = stale.page();
    assert_eq!(page.value("About you").as_deref(), Some("from the phone"));
    assert!(page.text().contains("from the laptop"), "{}", page.text());
    let fresh = page.hidden("profiles/update", "version").unwrap();
    assert_ne!(fresh, version, "saving again keeps mine");
    let again = ada
        .act(
            "profiles/update",
            &[
                ("bio", "from the phone"),
                ("version", &fresh),
                ("page", "/settings/profile"),
            ],
        )
        .await;
    assert_eq!(again.status, 303);
});

on_both_engines!(who_finds_one_language_and_zone_are_chosen, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let settings = ada.get("/settings/profile").await.page();
    for (label, value) in [("Who may find you", "everyone"), ("Language", ""), ("Time zone", "")] {
        assert_eq!(settings.value(label).as_deref(), Some(value), "{label}");
    }
    assert_eq!(settings.count("datalist option[value='Europe/Lisbon']"), 1);
    assert_eq!(
        settings.attribute("input[name=time_zone]", "list"),
        settings.attribute("datalist", "id")
    );
    let version = settings.hidden("profiles/update", "version").unwrap();
    let fields = [
        ("visibility", "hidden"),
        ("locale", "en"),
        ("time_zone", "america/new_york"),
        ("version", &version),
        ("page", "/settings/profile"),
    ];
    assert_eq!(ada.act("profiles/update", &fields).await.status, 303);
    let settings = ada.get("/settings/profile").await.page();
    for (label, value) in [
        ("Who may find you", "hidden"),
        ("Language", "en"),
        ("Time zone", "America/New_York"),
    ] {
        assert_eq!(settings.value(label).as_deref(), Some(value), "{label}");
    }
    assert_eq!(
        ada.get("/events/new").await.page().value("Time zone").as_deref(),
        Some("America/New_York"),
        "at once"
    );
    let stale = [
        ("visibility", "members"),
        ("time_zone", "Europe/Paris"),
        ("version", &version),
        ("page", "/settings/profile"),
    ];
    let answer = ada.act("profiles/update", &stale).await;
    assert_eq!(answer.status, 409);
    let page = answer.page();
    assert_eq!(page.value("Who may find you").as_deref(), Some("members"));
    assert_eq!(page.value("Time zone").as_deref(), Some("Europe/Paris"));
    assert_eq!(
        page.texts("blockquote"),
        ["Nobody", "America/New_York"],
        "what is saved, in words"
    );
    // Absent keeps, empty clears.
    assert_eq!(ada.call("profiles/update", &[("town", "Lyon")]).await.status, 200);
    let settings = ada.get("/settings/profile").await.page();
    assert_eq!(settings.value("Who may find you").as_deref(), Some("hidden"));
    let clear = [("visibility", ""), ("locale", ""), ("time_zone", "")];
    assert_eq!(ada.call("profiles/update", &clear).await.status, 200);
    let settings = ada.get("/settings/profile").await.page();
    for (label, value) in [("Who may find you", "everyone"), ("Language", ""), ("Time zone", "")] {
        assert_eq!(settings.value(label).as_deref(), Some(value), "{label}");
    }
});

on_both_engines!(what_cannot_be_chosen_is_refused_at_its_field, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for (field, label, wrong) in [
        ("visibility", "Who may find you", "friends"),
        ("locale", "Language", "tlh"),
        ("time_zone", "Time zone", "Atlantis/Center"),
    ] {
        let answer = ada
            .act("profiles/update", &[(field, wrong), ("page", "/settings/profile")])
            .await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.page().error(label).is_some(), "{label}");
        let program = ada.call("profiles/update", &[(field, wrong)]).await;
        assert!(!program.problem(field).is_empty(), "{field}");
    }
    let guest = site.guest().call("profiles/update", &[("visibility", "hidden")]).await;
    assert_eq!(guest.status, 401);
});

on_both_engines!(too_much_is_refused_and_kept, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for (field, label, longest) in [
        ("full_name", "Name", 80),
        ("town", "Town", 80),
        ("bio", "About you", 2_000),
    ] {
        let long = "é".repeat(longest + 1);
        let answer = ada
            .act("profiles/update", &[(field, &long), ("page", "/settings/profile")])
            .await;
        assert_eq!(answer.status, 422, "{field}");
        assert!(answer.page().error(label).is_some(), "{label}");
        assert_eq!(answer.page().value(label).as_deref(), Some(long.as_str()));
        assert_eq!(
            ada.call("profiles/update", &[(field, &"é".repeat(longest))])
                .await
                .status,
            200,
            "{field} of {longest}"
        );
    }
});

on_both_engines!(
    what_cannot_be_shown_or_read_is_refused_and_changes_nothing,
    async |db| {
        let site = TestSite::over(db);
        let ada = site.member("ada").await;
        let kept = [("full_name", "Ada Exemplo"), ("town", "Lisboa"), ("bio", "Bassoon.")];
        assert_eq!(ada.call("profiles/update", &kept).await.status, 200);
        for (field, value, words) in [
            ("full_name", "Ada\u{7} Exemplo", "can’t be shown"),
            ("full_name", "Ada\nExemplo", "can’t be shown"),
            ("town", "\u{202e}aobsiL", "can’t be shown"),
            ("bio", "Bassoon\u{1b}[2J.", "can’t be shown"),
            ("bio", "Bassoon\u{ffff}.", "can’t be shown"),
            ("version", "first", "not made by this site"),
            ("version", "99999999999999999999", "not made by this site"),
        ] {
            let fields = [(field, value), ("locale", "fr"), ("page", "/settings/profile")];
            let answer = ada.call("profiles/update", &fields).await;
            assert_eq!(answer.status, 422, "{field}={value:?}");
            let at = if field == "version" { "" } else { field };
            assert!(answer.problem(at).contains(words), "{field}: {}", answer.text);
            assert_eq!(answer.json()["errors"].as_object().map(|all| all.len()), Some(1));
            let told = ada.act("profiles/update", &fields).await;
            assert_eq!(told.status, 422, "{field}={value:?}");
            let summary = told.page().summary();
            assert!(summary.iter().any(|line| line.contains(words)), "{field}: {summary:?}");
        }
        let settings = ada.get("/settings/profile").await.page();
        for (label, value) in [
            ("Name", "Ada Exemplo"),
            ("Town", "Lisboa"),
            ("About you", "Bassoon."),
            ("Language", ""),
        ] {
            assert_eq!(
                settings.value(label).as_deref().map(str::trim_start),
                Some(value),
                "{label}"
            );
        }
    }
);

on_both_engines!(who_is_not_there_is_404, async |db| {
    let site = TestSite::over(db);
    site.member("ada").await;
    for name in ["nobody", "x", "%00", "%ff", "a%2Fb", &"n".repeat(300)] {
        assert_eq!(
            site.guest().get(&format!("/musicians/{name}")).await.status,
            404,
            "{name}"
        );
    }
});

on_both_engines!(
    who_shows_themselves_to_members_or_to_nobody_is_404_to_others,
    async |db| {
        let site = TestSite::over(db);
        let (ada, bob) = (site.member("ada").await, site.member("bob").await);
        let seen = async |visibility: &str| {
            site.set_visibility("ada", visibility).await;
            let path = "/musicians/ada";
            (
                site.guest().get(path).await.status,
                bob.get(path).await.status,
                ada.get(path).await.status,
            )
        };
        assert_eq!(seen("everyone").await, (200, 200, 200));
        assert_eq!(seen("members").await, (404, 200, 200));
        assert_eq!(seen("hidden").await, (404, 404, 200), "who hides sees themselves");
        // In other letters, too: a redirect would say that the person exists.
        assert_eq!(bob.get("/musicians/ADA").await.status, 404);
    }
);
