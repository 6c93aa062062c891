//! The same form again is one act; another word after the first is never dropped in silence.

use super::page_of;
use crate::event;
use crate::post_event;
use crate::support::on_both_engines;
use crate::support::site::{TestSite, Visitor};
use jiff::SignedDuration;

on_both_engines!(the_same_form_later_is_the_same_event, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let starts_at = site.hours_ahead(30);
    let ends_at = site.hours_ahead(24 * 60 - 1);
    // A program's key may be anything.
    for (key, kind, starts_at, ends_at, status) in [
        ("a call", "wanted", "", "", ""),
        ("a call with a last day", "wanted", "", ends_at.as_str(), ""),
        ("the draft of one", "wanted", "", "", "draft"),
        ("a date", "jam", starts_at.as_str(), "", ""),
        (
            "0197d3c2-7f10-7000-8000-0000000000ab",
            "gig",
            starts_at.as_str(),
            "",
            "draft",
        ),
    ] {
        let fields = [
            ("key", key),
            ("kind", kind),
            ("starts_at", starts_at),
            ("ends_at", ends_at),
            ("status", status),
        ];
        let first = event(&ada, &site, &fields).await;
        for _ in 0..2 {
            site.clock.advance(SignedDuration::from_mins(3));
            let again = post_event(&ada, &site, &fields).await;
            assert_eq!(again.status, 303, "{key}: {}", again.text);
            assert_eq!(again.location(), format!("/events/{first}"), "{key}");
        }
        let other = [&fields[..], &[("title", "Something else")]].concat();
        assert_eq!(post_event(&ada, &site, &other).await.status, 409, "{key}");
    }
    let (made,): (i64,) = site.db.query("SELECT count(*) FROM events").fetch_one().await.unwrap();
    assert_eq!(made, 5);
});

on_both_engines!(the_first_reason_stays_and_another_is_told, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let cancelled = async |first: &str| {
        let slug = event(&ada, &site, &[]).await;
        let add = [("slug", slug.as_str()), ("username", "bob")];
        assert_eq!(ada.call("events/add_host", &add).await.status, 200);
        assert_eq!(cancel(&ada, &slug, first).await, 303);
        slug
    };
    let slug = cancelled("The roof leaks.").await;
    assert_eq!(cancel(&ada, &slug, "The roof leaks.").await, 303, "twice is once");
    assert_eq!(cancel(&bob, &slug, "").await, 303, "nothing is lost");
    let fields = [("slug", slug.as_str()), ("reason", "Nobody comes.")];
    let answer = bob.act("events/cancel", &fields).await;
    assert_eq!(answer.status, 409);
    let said = answer.page().text();
    assert!(
        said.contains("It is cancelled already, and its page says: The roof leaks."),
        "{said}"
    );
    let page = page_of(&site.guest(), &slug).await.text();
    assert!(
        page.contains("The roof leaks.") && !page.contains("Nobody comes."),
        "{page}"
    );
    let slug = cancelled("").await;
    assert_eq!(
        cancel(&bob, &slug, "Nobody comes.").await,
        303,
        "a word where there was none"
    );
    let page = page_of(&site.guest(), &slug).await.text();
    assert!(page.contains("cancelled: Nobody comes."), "{page}");
    assert_eq!(cancel(&ada, &slug, "The roof leaks.").await, 409);
});

async fn cancel(host: &Visitor, slug: &str, reason: &str) -> u16 {
    host.act("events/cancel", &[("slug", slug), ("reason", reason)])
        .await
        .status
}

on_both_engines!(the_first_word_to_somebody_stays_and_another_is_told, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let remove = async |slug: &str, word: &str| {
        let fields = [
            ("slug", slug),
            ("username", "bob"),
            ("answer", "decline"),
            ("note", word),
        ];
        ada.act("events/decide", &fields).await
    };
    for first in ["Too loud.", ""] {
        let slug = event(&ada, &site, &[]).await;
        bob.call("events/join", &[("slug", &slug)]).await;
        assert_eq!(remove(&slug, first).await.status, 303);
        for same in [first, ""] {
            assert_eq!(remove(&slug, same).await.status, 303, "twice is once");
        }
        let answer = remove(&slug, "Too quiet.").await;
        let page = page_of(&bob, &slug).await.text();
        if first.is_empty() {
            assert_eq!(answer.status, 303);
            assert!(page.contains("declined: Too quiet."), "{page}");
        } else {
            assert_eq!(answer.status, 409);
            let said = answer.page().text();
            assert!(said.contains("with this word to them: Too loud."), "{said}");
            assert!(page.contains("declined: Too loud."), "{page}");
        }
    }
});
