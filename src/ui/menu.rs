//! What is folded away behind a button: `<details>`, which opens without a script, and which the keyboard knows.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A menu of links and of forms with one button.
#[component]
pub fn Menu(
    /// What it is, for those who don't see its picture.
    #[prop(into)]
    label: String,
    /// What one presses.
    picture: AnyView,
    /// It is unfolded from the start: a form in it failed.
    #[prop(optional)]
    open: bool,
    children: Children,
) -> impl IntoView {
    view! {
        <details class="menu" open=open>
            <summary>{picture}<span class="vh">{label}</span><Icon of=Glyph::ChevronDown /></summary>
            <div class="menu__box">{children()}</div>
        </details>
    }
}
