//! What stands on the printed poster alone.

use crate::app::Visit;
use crate::events::model::{Event, Shut, Slot};
use crate::t;
use crate::ui::qr::QrCode;
use leptos::prelude::*;

/// How many slips the printed poster has to tear off.
const SLIPS: usize = 8;

/// Who is still needed, and slips to tear off; or why nobody is.
pub(super) fn print(event: &Event, slots: &[Slot], shut: Option<String>, visit: &Visit) -> AnyView {
    let open = event.door().shut(visit.now).is_none_or(|shut| shut == Shut::Call);
    if let Some(shut) = shut.filter(|_| !open) {
        return view! { <p class="calls only-print">{shut}</p> }.into_any();
    }
    let url = format!("{}/events/{}", visit.app.site.public_url, event.slug);
    let short = url
        .split_once("://")
        .map_or(url.as_str(), |(_, short)| short)
        .to_owned();
    let free = slots.iter().map(Slot::free).sum::<Option<i64>>();
    let call = match free {
        _ if event.timing.date().is_none() => Some(t!("event-call-answer", url = short.as_str())),
        Some(0) => None,
        Some(free) => Some(t!("event-call", count = free, url = short.as_str())),
        None => Some(t!("event-call-open", url = short.as_str())),
    };
    let call = call.map(|call| {
        view! { <div class="needed only-print"><p class="calls">{call}</p><QrCode text=url.clone() /></div> }
    });
    let (title, when) = (event.title.clone(), event.timing.in_short(visit.now));
    let slip = move || view! { <li><b>{title.clone()}</b>{when.clone()}<span>{short.clone()}</span></li> };
    let slips = (0..SLIPS).map(|_| slip()).collect_view();
    view! { {call}<ul class="tear" aria-hidden="true">{slips}</ul> }.into_any()
}
