//! Inline drawings. One of the few places where `inner_html` may stand: a [`Drawing`] is made in this room
//! alone, from constants and generators that see nothing but numbers, so no text of a visitor can become markup.

use leptos::oco::Oco;
use leptos::prelude::*;
use std::borrow::Cow;

/// What stands inside an `<svg>`. Colours come from classes: the content policy forbids style attributes, and one
/// drawing serves light, dark, forced colours and print. No ids, since lists repeat drawings. Cheap to clone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Drawing(Oco<'static, str>);

impl Drawing {
    pub(super) const fn constant(markup: &'static str) -> Self {
        Self(Oco::Borrowed(markup))
    }

    pub(super) fn generated(markup: String) -> Self {
        Self(Oco::Counted(markup.into()))
    }

    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A drawing on the page. Always decorative: whatever it says stands beside it in words.
#[component]
pub fn Svg(
    drawing: Drawing,
    class: &'static str,
    #[prop(default = "0 0 24 24".into(), into)] view_box: Cow<'static, str>,
    /// Fill the box and cut what is over, where the drawing's shape is not the box's.
    #[prop(optional)]
    slice: bool,
) -> impl IntoView {
    view! {
        <svg
            class=class
            viewBox=view_box
            preserveAspectRatio=slice.then_some("xMidYMid slice")
            aria-hidden="true"
            focusable="false"
            inner_html=drawing.0
        ></svg>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawing_is_hidden_from_assistive_technology_and_takes_no_focus() {
        let html = view! { <Svg drawing=Drawing::constant(r#"<path d="M0 0"/>"#) class="i" /> }.to_html();
        assert_eq!(
            html,
            r#"<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false" class="i"><path d="M0 0"/></svg>"#
        );
    }

    #[test]
    fn a_drawing_may_fill_its_box() {
        let html = view! { <Svg drawing=Drawing::constant("") class="art" slice=true /> }.to_html();
        assert!(html.contains(r#"preserveAspectRatio="xMidYMid slice""#), "{html}");
    }
}
