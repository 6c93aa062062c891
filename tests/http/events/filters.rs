//! The filters of the programme: kinds and days, beside words.

use crate::event;
use crate::support::on_both_engines;
use crate::support::page::Html;
use crate::support::site::{TestSite, Visitor};

async fn list(reader: &Visitor, query: &str) -> Html {
    let answer = reader.get(&format!("/events?{query}")).await;
    assert_eq!(answer.status, 200, "{query}: {}", answer.text);
    answer.page()
}

fn titles(page: &Html) -> Vec<String> {
    page.texts("main li.event h3")
}

on_both_engines!(kinds_and_days_narrow_the_programme, async |db| {
    let site = TestSite::over(db);
    site.set_clock("2026-06-21T12:00:00Z");
    let ada = site.member("ada").await;
    for (title, kind, starts, zone) in [
        ("Slow jam", "jam", "2027-03-01T19:00", "Europe/Lisbon"),
        ("Far jam", "jam", "2027-03-02T00:30", "Pacific/Auckland"),
        ("Brass gig", "gig", "2027-03-02T23:30", "America/Sao_Paulo"),
        ("Choir workshop", "workshop", "2027-03-03T10:00", "Europe/Berlin"),
    ] {
        let fields = [
            ("title", title),
            ("kind", kind),
            ("starts_at", starts),
            ("time_zone", zone),
        ];
        event(&ada, &site, &fields).await;
    }
    let guest = site.guest();
    let all = ["Far jam", "Slow jam", "Brass gig", "Choir workshop"];
    for (query, found) in [
        ("", &all[..]),
        ("kind=jam", &all[..2]),
        ("kind=gig&kind=workshop", &all[2..]),
        ("kind=jam&kind=gig&kind=workshop&kind=rehearsal", &all[..]),
        ("kind=rehearsal", &[]),
        // Days are those on the wall of the place, wherever it is.
        ("from=2027-03-02", &["Far jam", "Brass gig", "Choir workshop"]),
        ("to=2027-03-01", &["Slow jam"]),
        ("from=2027-03-02&to=2027-03-02", &["Far jam", "Brass gig"]),
        ("from=2027-03-03&to=2027-03-03", &["Choir workshop"]),
        ("from=1999-01-01", &all[..]),
        ("to=1999-01-01", &[]),
        ("q=jam", &all[..2]),
        ("q=jam&from=2027-03-02", &["Far jam"]),
        ("q=jam&to=2027-03-01", &["Slow jam"]),
        ("q=brass&kind=jam", &[]),
        (
            "q=brass&kind=gig&kind=jam&from=2027-03-02&to=2027-03-02",
            &["Brass gig"],
        ),
        ("from=9000-12-31&to=9000-12-31", &[]),
    ] {
        for reader in [&guest, &ada] {
            assert_eq!(titles(&list(reader, query).await), found, "{query}");
        }
    }
});

on_both_engines!(each_filter_can_be_taken_away, async |db| {
    let site = TestSite::over(db);
    let guest = site.guest();
    let set = "q=jam&kind=jam&kind=gig&from=2027-03-01&to=2027-03-31";
    let page = list(&guest, set).await;
    for (chip, address) in [
        (
            "jam (remove)",
            "/events?kind=jam&kind=gig&from=2027-03-01&to=2027-03-31",
        ),
        ("Jam (remove)", "/events?q=jam&kind=gig&from=2027-03-01&to=2027-03-31"),
        ("Gig (remove)", "/events?q=jam&kind=jam&from=2027-03-01&to=2027-03-31"),
        (
            "from Mon 1 Mar 2027 (remove)",
            "/events?q=jam&kind=jam&kind=gig&to=2027-03-31",
        ),
        (
            "to Wed 31 Mar 2027 (remove)",
            "/events?q=jam&kind=jam&kind=gig&from=2027-03-01",
        ),
        ("Clear all", "/events"),
    ] {
        assert_eq!(page.link(chip).as_deref(), Some(address), "{chip}: {}", page.text());
    }
    assert_eq!(page.value("From").as_deref(), Some("2027-03-01"));
    assert_eq!(page.value("Words").as_deref(), Some("jam"));
    assert_eq!(page.count("input[name=kind][checked]"), 2);
    assert_eq!(
        page.count("meta[name=robots]"),
        1,
        "a search is no page for search engines"
    );
});

on_both_engines!(a_wrong_value_is_told_and_never_a_fault, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    event(&ada, &site, &[]).await;
    let guest = site.guest();
    for (query, words) in [
        ("kind=opera", "There is no such kind"),
        ("kind=%00%ff", "There is no such kind"),
        ("from=yesterday", "A day is written like"),
        ("to=2027-02-30", "A day is written like"),
        ("from=-009999-01-01", "A day is written like"),
        ("to=9999-12-31", "A day is written like"),
        ("after=x", "We lost your place"),
        ("kind=wanted&kind=jam", "has a list of its own"),
    ] {
        let page = list(&guest, query).await;
        assert!(page.text().contains(words), "{query}: {}", page.text());
        assert_eq!(titles(&page), ["Slow Sunday session"], "{query}");
    }
    let turned = list(&guest, "from=2027-03-02&to=2027-03-01").await;
    assert!(
        turned.text().contains("The last day comes before the first."),
        "{}",
        turned.text()
    );
    assert_eq!(titles(&turned), Vec::<String>::new());
    let undated = list(&guest, "kind=wanted&from=2027-03-02").await;
    assert!(
        undated.text().contains("the days you set don’t count here"),
        "{}",
        undated.text()
    );
});
