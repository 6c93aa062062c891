//! The sentence that says what an act did, or what the visitor should know.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How the sentence is meant; an icon says it beside the colour.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tone {
    #[default]
    Info,
    Ok,
    Warn,
    /// Something failed: read aloud at once.
    Bad,
}

/// One sentence with a bar of colour and an icon.
#[component]
pub fn Flash(#[prop(optional)] tone: Tone, children: Children) -> impl IntoView {
    let (class, glyph, role) = match tone {
        Tone::Info => ("flash", Glyph::Info, "status"),
        Tone::Ok => ("flash ok", Glyph::Check, "status"),
        Tone::Warn => ("flash warn", Glyph::Alert, "status"),
        Tone::Bad => ("flash bad", Glyph::Alert, "alert"),
    };
    view! {
        <div class=class role=role>
            <Icon of=glyph />
            <div>{children()}</div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_failure_interrupts() {
        let role = |tone| view! { <Flash tone=tone>"Saved."</Flash> }.to_html();
        for tone in [Tone::Info, Tone::Ok, Tone::Warn] {
            assert!(role(tone).contains(r#"role="status""#), "{tone:?}");
        }
        assert!(role(Tone::Bad).contains(r#"role="alert""#));
        assert!(role(Tone::Ok).contains("<div>Saved.</div>"), "{}", role(Tone::Ok));
    }
}
