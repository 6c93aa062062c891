//! Two people edit one thing in browsers, which send all fields: what one of them did not touch is not what they want.

use crate::event;
use crate::support::on_both_engines;
use crate::support::page::Html;
use crate::support::site::{Answer, TestSite, Visitor};

const EVENT: &str = "events/update";
const PROFILE: &str = "profiles/update";

/// Sends the form of a page with these fields typed, and all others as they stand there.
async fn save(who: &Visitor, act: &str, form: &Html, typed: &[(&str, &str)]) -> Answer {
    let mut fields = form.fields(act);
    for (name, value) in typed {
        let field = fields.iter_mut().find(|(known, _)| known == name);
        field.unwrap_or_else(|| panic!("no field {name}")).1 = (*value).to_owned();
    }
    let fields: Vec<_> = fields
        .iter()
        .map(|(name, value)| (name.as_str(), value.as_str()))
        .collect();
    who.act(act, &fields).await
}

on_both_engines!(a_late_edit_of_an_event_changes_what_its_host_changed, async |db| {
    let site = TestSite::over(db);
    let (ada, bob) = (site.member("ada").await, site.member("bob").await);
    let words = "Reels.\n\nAnd jigs.";
    let slug = event(
        &ada,
        &site,
        &[("description", words), ("capacity", "4"), ("fee", "5 €")],
    )
    .await;
    let edit = format!("/events/{slug}/edit");
    let host = [("slug", slug.as_str()), ("username", "bob")];
    assert_eq!(ada.call("events/add_host", &host).await.status, 200);
    let (adas, bobs) = (ada.get(&edit).await.page(), bob.get(&edit).await.page());
    let polkas = [
        ("description", "Polkas.\r\n\r\nAnd waltzes."),
        ("kind", "gig"),
        ("fee", ""),
    ];
    assert_eq!(save(&ada, EVENT, &adas, &polkas).await.status, 303);

    // A fault of his own comes first, and what he was shown is still what he was shown.
    let wrong = save(&bob, EVENT, &bobs, &[("title", "Bob's session"), ("capacity", "many")]).await;
    assert_eq!(wrong.status, 422);
    let late = save(&bob, EVENT, &wrong.page(), &[("capacity", "6")]).await;
    assert_eq!(late.status, 409);
    let late = late.page();
    for (label, value) in [
        ("Title", "Bob's session"),
        ("How many players", "6"),
        ("What will you play?", "Polkas.\n\nAnd waltzes."),
        ("Fee", ""),
    ] {
        assert_eq!(late.value(label).as_deref(), Some(value), "{label}");
    }
    let kind = late.attribute("input[name=kind][checked]", "value");
    assert_eq!(kind.as_deref(), Some("gig"));
    assert_eq!(
        late.texts("blockquote"),
        ["Slow Sunday session", "4"],
        "of what he typed"
    );

    // She is faster once more, in a field of his and in one that he did not touch.
    let again = ada.get(&edit).await.page();
    let both = [("title", "Ada's session"), ("description", "Mazurkas.")];
    assert_eq!(save(&ada, EVENT, &again, &both).await.status, 303);
    let late = save(&bob, EVENT, &late, &[("gear", "A drum")]).await;
    assert_eq!(late.status, 409);
    let late = late.page();
    assert_eq!(late.value("What will you play?").as_deref(), Some("Mazurkas."));
    assert_eq!(late.value("Title").as_deref(), Some("Bob's session"));
    assert_eq!(late.texts("blockquote"), ["Ada's session", "4", "(empty)"]);
    assert_eq!(save(&bob, EVENT, &late, &[]).await.status, 303);
    let saved = ada.get(&edit).await.page();
    for (label, value) in [
        ("Title", "Bob's session"),
        ("How many players", "6"),
        ("What will you play?", "Mazurkas."),
        ("Gear", "A drum"),
        ("Fee", ""),
    ] {
        assert_eq!(saved.value(label).as_deref(), Some(value), "{label}");
    }
});

on_both_engines!(a_late_edit_of_a_profile_changes_what_its_person_changed, async |db| {
    let site = TestSite::over(db);
    let ada = site.member("ada").await;
    let settings = "/settings/profile";
    let (laptop, phone) = (ada.get(settings).await.page(), ada.get(settings).await.page());
    let there = [("bio", "I play\r\nreels."), ("visibility", "members"), ("locale", "en")];
    assert_eq!(save(&ada, PROFILE, &laptop, &there).await.status, 303);
    let late = save(&ada, PROFILE, &phone, &[("town", "Porto"), ("visibility", "hidden")]).await;
    assert_eq!(late.status, 409);
    let late = late.page();
    assert_eq!(late.texts("blockquote"), ["(empty)", "Members, who have logged in"]);
    assert_eq!(save(&ada, PROFILE, &late, &[]).await.status, 303);
    let saved = ada.get(settings).await.page();
    for (label, value) in [
        ("About you", "I play\nreels."),
        ("Town", "Porto"),
        ("Who may find you", "hidden"),
        ("Language", "en"),
    ] {
        assert_eq!(saved.value(label).as_deref(), Some(value), "{label}");
    }
});
