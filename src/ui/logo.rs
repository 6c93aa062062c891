use leptos::prelude::*;
#[component]
pub fn Wordmark() -> impl IntoView {}
