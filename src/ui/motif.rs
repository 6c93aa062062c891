//! The phrase after "plays." in the hero: twelve notes are taken, the open one is yours.

use super::svg::{Drawing, Svg};
use leptos::prelude::*;

/// The phrase. Stands on the staff that `style/pages/home.css` draws behind the line, seven spaces high.
#[component]
pub fn Motif() -> impl IntoView {
    view! { <Svg drawing=Drawing::constant(PHRASE) class="motif" view_box="0 0 400 70" /> }
}

/// One path, all of it drawn clockwise, so that overlaps stay filled: heads, then stems, beams and bar lines, then the open note.
const PHRASE: &str = concat!(
    r#"<path class="n" d=""#,
    "M3.8 47.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M25.8 42.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M103.8 37.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M125.8 32.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M147.8 37.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M169.8 42.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M201.8 52.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M247.8 42.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M269.8 47.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M299.8 47.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M321.8 52.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M353.8 47.3a6.6 4.7-20 1 1 12.4-4.6a6.6 4.7-20 1 1-12.4 4.6z",
    "M14.9 43V10h1.4V43zM36.9 38V8.75h1.4V38zM14.9 10L38.3 8.75v5L14.9 15zM90 15h1.2v40h-1.2z",
    "M103.7 37h1.4V64h-1.4zM125.7 32h1.4V64.7h-1.4zM147.7 37h1.4V65.3h-1.4zM169.7 42h1.4V66h-1.4z",
    "M103.7 64L171.1 66v5L103.7 69zM212.9 48V17h1.4V48zM234 15h1.2v40h-1.2zM258.9 38V10h1.4V38z",
    "M280.9 43V11.25h1.4V43zM258.9 10L282.3 11.25v5L258.9 15zM310.9 43V15h1.4V43zM332.9 48V16.25h1.4V48z",
    "M310.9 15L334.3 16.25v5L310.9 20zM364.9 43V12h1.4V43z",
    r#""/><ellipse class="o" cx="64" cy="45" rx="6.2" ry="4" stroke-width="3.2" transform="rotate(-20 64 45)"/>"#,
    r#"<path class="o2" d="M69.2 42.5V11h1.7V42.5z"/>"#,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_note_of_the_phrase_is_open() {
        let html = view! { <Motif /> }.to_html();
        assert_eq!(html.matches(r#"class="o""#).count(), 1, "{html}");
        assert_eq!(html.matches("a6.6 4.7-20 1 1 12.4").count(), 12, "{html}");
    }
}
