use leptos::prelude::*;
#[component]
pub fn RestOnStaff() -> impl IntoView {}
