//! The whole site over HTTP, on both engines from one body: what a browser without a script and a program meet.

#[path = "../support/mod.rs"]
mod support;

mod accounts;
mod acts;
mod assembled;
mod crawlers;
mod ending;
mod events;
mod front;
mod language;
mod meanwhile;
mod messages;
mod moderation;
mod musicians;
mod pages;
mod passwords;
mod profiles;
mod races;
mod secrets;
mod sending;
mod sessions;
mod sharing;
mod standing;
mod threads;
mod typed;
mod visitors;
mod welcome;

use support::site::{Answer, TestSite, Visitor};

/// A jam in Lisbon tomorrow evening; later pairs replace earlier ones of the same name.
async fn post_event(host: &Visitor, site: &TestSite, fields: &[(&str, &str)]) -> Answer {
    let starts_at = site.hours_ahead(30);
    let mut all = vec![
        ("title", "Slow Sunday session"),
        ("kind", "jam"),
        ("town", "Lisboa"),
        ("starts_at", starts_at.as_str()),
        ("time_zone", "Europe/Lisbon"),
        ("page", "/events/new"),
    ];
    for (name, value) in fields {
        all.retain(|(known, _)| known != name);
        all.push((name, value));
    }
    host.act("events/create", &all).await
}

/// Posts an event and answers with its slug.
async fn event(host: &Visitor, site: &TestSite, fields: &[(&str, &str)]) -> String {
    let answer = post_event(host, site, fields).await;
    let page = answer.location().to_owned();
    page.strip_prefix("/events/")
        .unwrap_or_else(|| panic!("posted to {page}"))
        .to_owned()
}
