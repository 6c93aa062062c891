//! Facts: what there is to know about something, each under its name.

use leptos::prelude::*;

/// A list of facts.
#[component]
pub fn Facts(children: Children) -> impl IntoView {
    view! { <dl class="facts">{children()}</dl> }
}

/// One fact: its name, and one value or several.
#[component]
pub fn Fact(#[prop(into)] name: String, values: Vec<AnyView>) -> impl IntoView {
    let values = values
        .into_iter()
        .map(|value| view! { <dd>{value}</dd> })
        .collect_view();
    view! { <div><dt>{name}</dt>{values}</div> }
}
