use leptos::prelude::*;
#[derive(Clone, Copy, Debug)]
pub enum Tone { Ok, Warn }
#[component]
pub fn Flash(tone: Tone, children: Children) -> impl IntoView { let _ = tone; view! { <div class="flash" role="status">{children()}</div> } }
