//! Somebody who has to do with an event.

use crate::events::model::{Event, Person};
use crate::t;
use crate::ui::avatar::Avatar;
use leptos::prelude::*;

/// Somebody who takes part; a host can write to them from here.
pub(in crate::events) fn player_card(event: &Event, player: Person, me: Option<&str>) -> AnyView {
    let own = me == Some(player.username.as_str());
    let thread = format!("/messages/{}/{}", event.slug, player.username);
    let under = match (own, event.hosting) {
        (true, _) => Some(view! { <p>{t!("event-you")}</p> }.into_any()),
        (false, true) if player.here => Some(view! { <p><a href=thread>{t!("event-write")}</a></p> }.into_any()),
        (false, _) => None,
    };
    let name = view! { <strong>{player.display().to_owned()}</strong> };
    let linked = linked(&player, name.into_any());
    view! {
        <li>
            <Avatar name=player.display() username=player.username.clone() />
            <div>{linked}{under}</div>
        </li>
    }
    .into_any()
}

/// A host, and the way to their letter box where one of several can be chosen.
pub(in crate::events) fn host_line(event: &Event, host: &Person, several: bool, me: Option<&str>) -> AnyView {
    let name = linked(host, host.display().to_owned().into_any());
    let write = (several && host.here && me != Some(host.username.as_str())).then(|| {
        let thread = format!("/messages/{}/{}", event.slug, host.username);
        let label = t!("event-write-to", name = host.display());
        view! { " " <a class="small" href=thread aria-label=label>{t!("event-write")}</a> }
    });
    view! { {name}{write} }.into_any()
}

/// Somebody's name leads to their profile, where the reader may open it.
pub(in crate::events) fn linked(person: &Person, name: AnyView) -> AnyView {
    if !person.shown {
        return name;
    }
    let profile = format!("/musicians/{}", person.username);
    view! { <a href=profile>{name}</a> }.into_any()
}
