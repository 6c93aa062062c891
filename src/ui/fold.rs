//! What is unfolded by a tap where room is scarce, and always in sight where there is room.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// The filters of a list. On a phone one tap unfolds them; a wide screen shows them always. No script.
#[component]
pub fn Filters(#[prop(into)] label: String, children: Children) -> impl IntoView {
    view! {
        <details class="fold fil">
            <summary><Icon of=Glyph::Filter />{label}<Icon of=Glyph::ChevronDown /></summary>
            {children()}
        </details>
    }
}
