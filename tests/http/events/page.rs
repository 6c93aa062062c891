//! One event's page.

use super::page_of;
use crate::event;
use crate::support::on_both_engines;
use crate::support::site::TestSite;
use jiff::SignedDuration;

/// What no act does yet: an event that only its hosts know of, or only members.
async fn withdraw(site: &TestSite, slug: &str, status: &str, visibility: &str) {
    let withdraw = "UPDATE events SET status = $2, visibility = $3 WHERE slug = $1";
    let done = tutti::transact!(site.db, tx => {
        Ok(tx.query(withdraw).bind(slug).bind(status).bind(visibility).execute().await?)
    });
    assert_eq!(done.expect("a database"), 1, "{slug} is there");
}

/// The next hour that Lisbon's clocks show twice: one minute in its middle.
fn next_hour_that_comes_twice(site: &TestSite) -> String {
    let lisbon = jiff::tz::TimeZone::get("Europe/Lisbon").expect("Lisbon has a zone");
    let in_two_days = site.now().plus(SignedDuration::from_hours(48)).timestamp();
    let back = lisbon
        .following(in_two_days)
        .find(|change| !change.dst().is_dst())
        .expect("summer time ends once a year");
    let half_past = back.timestamp() + SignedDuration::from_mins(30);
    lisbon.to_datetime(half_past).strftime("%Y-%m-%dT%H:%M").to_string()
}

on_both_engines!(nobody_is_led_to_a_profile_they_may_not_open, async |db| {
    let site = TestSite::over(db);
    let (ada, bob, eve) = (
        site.member("ada").await,
        site.member("bob").await,
        site.member("eve").await,
    );
    let slug = event(&ada, &site, &[]).await;
    bob.call("events/join", &[("slug", &slug)]).await;
    let set = async |who: &str, status: &str, visibility: &str| {
        site.set_status(who, status).await;
        site.set_visibility(who, visibility).await;
    };
    let guest = site.guest();
    let profile = |name: &str| Some(format!("/musicians/{name}"));
    assert_eq!(page_of(&guest, &slug).await.link("ada"), profile("ada"));
    assert_eq!(page_of(&eve, &slug).await.link("bob"), profile("bob"));

    set("ada", "active", "members").await;
    let page = page_of(&guest, &slug).await;
    assert!(
        page.link("ada").is_none() && page.text().contains("ada"),
        "{}",
        page.text()
    );
    assert_eq!(page_of(&eve, &slug).await.link("ada"), profile("ada"));
    set("bob", "active", "hidden").await;
    let page = page_of(&eve, &slug).await;
    assert!(
        !page.text().contains("bob") && page.text().contains("1 player"),
        "{}",
        page.text()
    );
    assert_eq!(
        page_of(&bob, &slug).await.link("bob"),
        profile("bob"),
        "who hides sees themselves"
    );
    assert!(page_of(&eve, &slug).await.link("Write to the host").is_some());

    set("ada", "suspended", "everyone").await;
    let page = page_of(&eve, &slug).await;
    assert!(
        page.link("ada").is_none() && page.text().contains("ada"),
        "{}",
        page.text()
    );
    assert!(page.link("Write to the host").is_none(), "nobody would read it");
});

on_both_engines!(a_draft_is_its_hosts_and_an_event_for_members_no_guests, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let slug = event(&ada, &site, &[]).await;
    let path = format!("/events/{slug}");
    let seen = async || {
        let guest = site.guest();
        (
            guest.get(&path).await.status,
            bob.get(&path).await.status,
            ada.get(&path).await.status,
        )
    };
    assert_eq!(seen().await, (200, 200, 200));
    withdraw(&site, &slug, "scheduled", "members").await;
    assert_eq!(seen().await, (404, 200, 200));
    withdraw(&site, &slug, "scheduled", "unlisted").await;
    assert_eq!(seen().await, (200, 200, 200), "whoever has the link");
    for visibility in ["public", "members", "unlisted"] {
        withdraw(&site, &slug, "draft", visibility).await;
        assert_eq!(seen().await, (404, 404, 200), "{visibility}");
        assert_eq!(
            bob.call("events/join", &[("slug", &slug)]).await.status,
            404,
            "{visibility}"
        );
    }
    for visibility in ["members", "unlisted"] {
        withdraw(&site, &slug, "scheduled", visibility).await;
        for list in ["/", "/events", "/events?q=slow", "/musicians/ada"] {
            let page = site.guest().get(list).await.page();
            assert_eq!(page.link("Slow Sunday session"), None, "{visibility} {list}");
        }
    }
});

on_both_engines!(an_event_that_is_not_there_is_404, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    for slug in ["gone-aaaaaaaa", "x", "%00", "%ff", "..", "a%2Fb", &"s".repeat(300)] {
        let answer = ada.get(&format!("/events/{slug}")).await;
        assert_eq!(answer.status, 404, "{slug}");
        assert!(!answer.page().links().is_empty(), "a way on");
    }
    for slug in ["gone-aaaaaaaa", "", "'; DROP TABLE events; --"] {
        for act in ["events/join", "events/leave"] {
            assert_eq!(ada.call(act, &[("slug", slug)]).await.status, 404, "{act} {slug}");
        }
    }
});

on_both_engines!(the_clock_on_the_wall_counts, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let day = site.hours_ahead(24 * 40).split('T').next().unwrap().to_owned();
    let starts = format!("{day}T20:30");
    let slug = event(
        &ada,
        &site,
        &[
            ("starts_at", &starts),
            ("time_zone", "America/Sao_Paulo"),
            ("town", "São Paulo"),
        ],
    )
    .await;
    let answer = site.guest().get(&format!("/events/{slug}")).await;
    assert!(answer.page().text().contains("20:30"), "{}", answer.page().text());
    assert_eq!(
        answer.page().attribute("time", "datetime").as_deref(),
        Some(format!("{starts}-03:00").as_str())
    );
    assert!(answer.page().text().contains("23:30"), "no end given: three hours");
});

on_both_engines!(a_time_that_comes_twice_is_explained, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let twice = next_hour_that_comes_twice(&site);
    let day = twice.split('T').next().unwrap();
    let evening_before = {
        let day: jiff::civil::Date = day.parse().unwrap();
        format!("{}T22:30", day.yesterday().unwrap())
    };
    let (starts, ends) = (
        "The clocks go back that night and show this hour twice. The first one is meant.",
        "The clocks go back that night and show the hour of its end twice.",
    );
    let said = async |starts_at: &str, ends_at: &str| {
        let slug = event(&ada, &site, &[("starts_at", starts_at), ("ends_at", ends_at)]).await;
        page_of(&site.guest(), &slug).await.text()
    };
    let text = said(&twice, "").await;
    assert!(text.contains(starts) && !text.contains(ends), "{text}");
    let text = said(&evening_before, &twice).await;
    assert!(
        text.contains(&format!("{ends} The first one is meant.")) && !text.contains(starts),
        "{text}"
    );
    // Three hours later than 23:30 is 01:30, for the second time.
    let text = said(&evening_before.replace("22:30", "23:30"), "").await;
    assert!(text.contains(&format!("{ends} The second one is meant.")), "{text}");
    let text = said(&evening_before, "").await;
    assert!(text.contains(&format!("{ends} The first one is meant.")), "{text}");
    let text = said(&format!("{day}T20:00"), "").await;
    assert!(!text.contains(starts) && !text.contains(ends), "{text}");
});
