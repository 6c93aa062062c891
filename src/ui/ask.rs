//! The search that reads as a sentence: "I look for …".

use super::button::{Button, Weight};
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
            <Button weight=Weight::Solid>{button}<Icon of=Glyph::ArrowRight /></Button>
        </form>
    }
}
