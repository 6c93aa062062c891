//! The facts of an event: when, where, what it costs, who hosts it.

use crate::events::cards::person::host_line;
use crate::events::cards::whereabouts;
use crate::events::model::{Event, Person, Timing, Until, When};
use crate::events::schedule::{Twice, twice};
use crate::language::{DateStyle, in_zone, wall};
use crate::t;
use crate::ui::facts::{Fact, Facts};
use leptos::prelude::*;

/// When it is, in full, with what one should know of its clocks.
fn when_in_full(when: &When, reader_zone: Option<&str>) -> AnyView {
    let starts_twice = twice(&when.starts_local, when.starts_at, &when.time_zone).map(|_| t!("event-starts-twice"));
    let ends_twice = twice(&when.ends_local, when.ends_at, &when.time_zone).map(|meant| match meant {
        Twice::First => t!("event-ends-twice"),
        Twice::Second => t!("event-ends-twice-second"),
    });
    let elsewhere = reader_zone.and_then(|zone| when.elsewhere(zone));
    let notes = [Some(when.zone()), elsewhere, starts_twice, ends_twice];
    let notes = notes.into_iter().flatten();
    let notes = notes
        .map(|note| view! { <br /> <span class="small muted">{note}</span> })
        .collect_view();
    view! { {when.in_full()}{notes} }.into_any()
}

pub(super) fn facts(event: &Event, hosts: &[Person], reader_zone: Option<&str>, me: Option<&str>) -> AnyView {
    let (when_title, when) = match &event.timing {
        Timing::Dated(when) => (t!("event-when"), when_in_full(when, reader_zone)),
        Timing::Call(Until { time_zone, closes_at }) => {
            let closes = in_zone(*closes_at, time_zone).datetime();
            (t!("event-open-until"), wall(closes, DateStyle::DayWithYear).into_any())
        }
    };
    let lines = [
        (t!("event-fee"), &event.fee),
        (t!("event-gear"), &event.gear),
        (t!("event-access"), &event.access),
        (t!("event-age"), &event.age),
    ];
    let lines = lines
        .into_iter()
        .filter_map(|(name, value)| Some((name, value.clone()?)))
        .map(|(name, value)| view! { <Fact name values=vec![value.into_any()] /> })
        .collect_view();
    let place = whereabouts([&event.venue, &event.address, &event.town]);
    let hosts_title = t!("event-hosts", count = hosts.len());
    let hosts = hosts
        .iter()
        .map(|host| host_line(event, host, hosts.len() > 1, me))
        .collect::<Vec<_>>();
    view! {
        <Facts>
            <Fact name=when_title values=vec![when] />
            <Fact name=t!("event-where") values=vec![place.into_any()] />
            {lines}
            <Fact name=hosts_title values=hosts />
        </Facts>
    }
    .into_any()
}
