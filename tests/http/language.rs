//! The language Tutti speaks: as the account says, else as was chosen in this browser, else as the browser asks.

use crate::event;
use crate::support::on_both_engines;
use crate::support::site::{Answer, TestSite, Visitor};
use axum::http::Method;

async fn asks(who: &Visitor, path: &str, language: &str) -> Answer {
    let headers = [("accept", "text/html"), ("accept-language", language)];
    who.raw(Method::GET, path, &headers, "").await
}

fn speaks(answer: &Answer) -> String {
    let lang = answer.page().attribute("html", "lang").expect("a language");
    assert_eq!(answer.header("content-language"), lang);
    let vary = answer.header("vary");
    assert!(vary.contains("cookie") && vary.contains("accept-language"), "{vary}");
    lang
}

on_both_engines!(a_browser_is_spoken_to_as_it_asks, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    for (asked, spoken, heading) in [
        ("fr-CA, en;q=0.5", "fr", "Ce qui se joue"),
        ("pt-BR", "pt", "O que há"),
        ("de, en;q=0.1", "en", "What’s on"),
        ("tlh", "en", "What’s on"),
    ] {
        let answer = asks(&guest, "/events", asked).await;
        assert_eq!(
            (speaks(&answer).as_str(), answer.page().h1().as_str()),
            (spoken, heading),
            "{asked}"
        );
    }
    assert_eq!(speaks(&guest.get("/events").await), "en", "who asks for nothing");
    let lost = asks(&guest, "/nothing/here", "fr").await;
    assert_eq!((lost.status, speaks(&lost).as_str()), (404, "fr"));
    let headers = [
        ("accept", "application/json"),
        ("accept-language", "pt"),
        ("sec-fetch-site", "same-origin"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let refused = guest
        .raw(Method::POST, "/api/accounts/login", &headers, "login=&password=x")
        .await;
    assert_eq!(refused.header("content-language"), "pt");
    assert_eq!(
        refused.problem("login"),
        "Escreve o teu nome de utilizador ou o teu endereço de e-mail."
    );
});

on_both_engines!(a_guest_chooses_a_language_and_keeps_it, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let page = guest.get("/events?q=jazz").await.page();
    assert_eq!(page.texts("footer [aria-current]"), ["English"]);
    assert_eq!(page.texts("footer button"), ["Français", "Português"]);
    assert_eq!(page.attribute("footer button[value=pt]", "lang").as_deref(), Some("pt"));
    assert_eq!(page.hidden("profiles/speak", "page").as_deref(), Some("/events?q=jazz"));
    let answer = guest
        .act("profiles/speak", &[("language", "fr"), ("page", "/events?q=jazz")])
        .await;
    assert_eq!((answer.status, answer.location()), (303, "/events?q=jazz"));
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("language=fr; Path=/; Max-Age=31536000; HttpOnly; SameSite=Lax"),
        "{cookie}"
    );
    for (path, asked) in [("/events", "pt"), ("/login", "en"), ("/", "")] {
        assert_eq!(speaks(&asks(&guest, path, asked).await), "fr", "{path}");
    }
    let page = guest.get("/events").await.page();
    assert_eq!(page.texts("footer [aria-current]"), ["Français"]);
    let failed = guest
        .act("accounts/login", &[("login", ""), ("password", ""), ("page", "/login")])
        .await;
    assert_eq!((failed.status, speaks(&failed).as_str()), (422, "fr"));
    let back = guest.act("profiles/speak", &[("language", "en"), ("page", "/")]).await;
    assert_eq!(back.status, 303);
    assert_eq!(
        speaks(&asks(&guest, "/", "fr").await),
        "en",
        "what was chosen goes before what the browser asks"
    );
    guest.set_cookie("language", "<b>");
    assert_eq!(
        speaks(&asks(&guest, "/", "pt").await),
        "pt",
        "a cookie that names no language is none"
    );
});

on_both_engines!(over_tls_the_choice_is_bound_to_the_host, async |db| {
    let site = TestSite::over_tls(db);
    let guest = site.guest();
    let answer = guest.act("profiles/speak", &[("language", "pt"), ("page", "/")]).await;
    let cookie = answer.header("set-cookie");
    assert!(
        cookie.starts_with("__Host-language=pt; Path=/;") && cookie.ends_with("; Secure"),
        "{cookie}"
    );
    assert_eq!(speaks(&guest.get("/").await), "pt");
});

on_both_engines!(what_tutti_does_not_speak_is_refused, async |db| {
    let site = TestSite::over(db);
    let (guest, ada) = (site.guest(), site.member("ada").await);
    for who in [&guest, &ada] {
        for wrong in ["", "tlh", "e n", "%00"] {
            let answer = who.call("profiles/speak", &[("language", wrong)]).await;
            assert_eq!(answer.status, 422, "{wrong}");
            assert!(!answer.problem("language").is_empty());
            assert!(answer.cookies().is_empty(), "{wrong}");
        }
        assert_eq!(speaks(&who.get("/").await), "en");
    }
    let page = guest
        .act("profiles/speak", &[("language", "tlh"), ("page", "/about")])
        .await;
    assert_eq!(page.status, 422);
    assert!(
        page.page()
            .texts("footer [data-summary]")
            .concat()
            .contains("does not speak this language")
    );
    let opened = guest.get("/api/profiles/speak?language=fr").await;
    assert_eq!(opened.location(), "/", "GET changes nothing");
    assert_eq!(speaks(&guest.get("/").await), "en");
    let elsewhere = [
        ("accept", "text/html"),
        ("sec-fetch-site", "cross-site"),
        ("content-type", "application/x-www-form-urlencoded"),
    ];
    let refused = guest
        .raw(Method::POST, "/api/profiles/speak", &elsewhere, "language=fr")
        .await;
    assert_eq!(refused.status, 403);
    assert_eq!(speaks(&guest.get("/").await), "en");
});

on_both_engines!(an_account_has_a_language_wherever_one_logs_in, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let chosen = ada
        .act("profiles/speak", &[("language", "fr"), ("page", "/messages")])
        .await;
    assert_eq!((chosen.status, chosen.location()), (303, "/messages"));
    assert_eq!(speaks(&asks(&ada, "/messages", "pt").await), "fr", "at once");
    // Another browser, in which something else was chosen.
    let other = site.guest();
    other.act("profiles/speak", &[("language", "pt"), ("page", "/")]).await;
    let log_in = [("login", "ada"), ("password", crate::support::site::PASSWORD)];
    assert_eq!(other.act("accounts/login", &log_in).await.status, 303);
    assert_eq!(
        speaks(&other.get("/").await),
        "fr",
        "the account goes before the cookie"
    );
    let settings = ada.get("/settings/profile").await.page();
    assert_eq!(settings.value("Langue").as_deref(), Some("fr"));
    // A form that was open meanwhile is stale, and says so.
    let stale = [("locale", "pt"), ("version", "1"), ("page", "/settings/profile")];
    let stale = ada.act("profiles/update", &stale).await;
    assert_eq!(stale.status, 409);
    assert!(stale.page().text().contains("Français"), "{}", stale.page().text());
    // The same choice twice is one.
    let version = settings.hidden("profiles/update", "version");
    ada.act("profiles/speak", &[("language", "fr"), ("page", "/")]).await;
    assert_eq!(
        ada.get("/settings/profile")
            .await
            .page()
            .hidden("profiles/update", "version"),
        version
    );
    // Left to the browser again, the browser's own choice goes, too.
    let left = ada
        .act("profiles/update", &[("locale", ""), ("page", "/settings/profile")])
        .await;
    assert_eq!(left.status, 303);
    assert_eq!(speaks(&asks(&ada, "/", "pt").await), "pt");
});

on_both_engines!(a_form_that_says_nothing_of_languages_changes_none, async |db| {
    let site = TestSite::over(db);
    site.member("ada").await;
    let ada = site.guest();
    ada.act("profiles/speak", &[("language", "fr"), ("page", "/login")])
        .await;
    let log_in = [("login", "ada"), ("password", crate::support::site::PASSWORD)];
    ada.act("accounts/login", &log_in).await;
    let saved = [("full_name", "Ada"), ("locale", ""), ("page", "/settings/profile")];
    assert_eq!(ada.act("profiles/update", &saved).await.status, 303);
    assert_eq!(speaks(&ada.get("/").await), "fr", "as they chose in this browser");
});

on_both_engines!(a_date_is_followed_by_no_second_full_stop, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    // In every month whose short name ends in a full stop, and in those where it doesn't.
    for month in 0..12 {
        let starts_at = site.hours_ahead(24 * 30 * month + 30);
        for description in ["", "Com piano"] {
            let jam = event(&ada, &site, &[("starts_at", &starts_at), ("description", description)]).await;
            let fields = [("kind", "wanted"), ("starts_at", ""), ("description", description)];
            for slug in [jam, event(&ada, &site, &fields).await] {
                for language in ["fr", "pt", "en"] {
                    let page = asks(&site.guest(), &format!("/events/{slug}"), language).await.page();
                    let said = page
                        .attribute("meta[name=description]", "content")
                        .expect("a description");
                    assert!(!said.contains(".."), "{language}: {said}");
                    assert!(said.contains(description), "{language}: {said}");
                }
            }
        }
    }
});

on_both_engines!(a_zone_is_named_as_one, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let slug = event(&ada, &site, &[]).await;
    for (language, said) in [
        ("fr", "Fuseau : Lisbon (WE"),
        ("pt", "Fuso: Lisbon (WE"),
        ("en", "Lisbon time (WE"),
    ] {
        let page = asks(&site.guest(), &format!("/events/{slug}"), language).await.page();
        assert!(page.text().contains(said), "{}", page.text());
    }
});
