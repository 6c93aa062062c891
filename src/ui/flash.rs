//! The sentence that says what an act did, or what the visitor should know.

use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// How the sentence is meant; an icon says it beside the colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    Ok,
    Warn,
}

/// One sentence with a bar of colour and an icon.
#[component]
pub fn Flash(tone: Tone, children: Children) -> impl IntoView {
    let (class, glyph) = match tone {
        Tone::Ok => ("flash ok", Glyph::Check),
        Tone::Warn => ("flash warn", Glyph::Alert),
    };
    view! {
        <div class=class role="status">
            <Icon of=glyph />
            <div>{children()}</div>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_read_aloud_when_its_turn_comes() {
        let html = |tone| view! { <Flash tone=tone>"Saved."</Flash> }.to_html();
        for (tone, class) in [(Tone::Ok, "flash ok"), (Tone::Warn, "flash warn")] {
            let html = html(tone);
            assert!(html.contains(r#"role="status""#) && html.contains(class), "{html}");
            assert!(html.contains("<div>Saved.</div>"), "{html}");
        }
    }
}
