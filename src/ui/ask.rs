//! The search that reads as a sentence: "I look for …".

use super::icon::{Glyph, Icon};
use crate::t;
use leptos::prelude::*;

/// Looks for words in the programme.
#[component]
pub fn Ask(
    /// The beginning of the sentence.
    #[prop(into)]
    label: String,
    #[prop(into)] button: String,
) -> impl IntoView {
    view! {
        <form class="ask" action="/events" method="get" role="search">
            <span class="pair">
                <label for="ask-q">{label}</label> " "
                <input class="input" id="ask-q" name="q" type="search" placeholder=t!("ask-hint") />
            </span>
            <button class="btn solid">{button}<Icon of=Glyph::ArrowRight /></button>
        </form>
    }
}
