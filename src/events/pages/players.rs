//! The pages of those who take part, on an event's page and on its hosts'.

use crate::t;
use crate::ui::pagination::Pagination;
use leptos::prelude::*;

/// The number in the queue behind which a page begins; nothing: at the start.
pub(super) fn after(query: Option<&str>) -> Option<i64> {
    let mut pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
    let (_, after) = pairs.find(|(name, _)| name == "after")?;
    after.parse().ok()
}

/// The way to those who come after.
pub(super) fn more(path: &str, end: Option<i64>) -> AnyView {
    let next = end.map(|end| (format!("{path}?after={end}"), t!("event-players-next")));
    view! { <Pagination label=t!("event-who") next /> }.into_any()
}
