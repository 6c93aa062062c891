//! The sign that runs through everything: a filled note is a place taken, an open note a place free.

use super::svg::{Drawing, Svg};
use leptos::prelude::*;

/// What a note stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Sign {
    Free,
    Taken,
}

/// A note head in a line of text. The words after it say the same.
#[component]
pub fn Note(sign: Sign) -> impl IntoView {
    let (class, drawing) = match sign {
        Sign::Free => ("note free", FREE),
        Sign::Taken => ("note taken", TAKEN),
    };
    view! { <Svg drawing=Drawing::constant(drawing) class=class /> }
}

const FREE: &str = r#"<ellipse cx="12" cy="12" rx="7" ry="4.9" transform="rotate(-20 12 12)" stroke-width="2.5"/>"#;
const TAKEN: &str =
    r#"<ellipse cx="12" cy="12" rx="8" ry="5.8" transform="rotate(-20 12 12)" fill="currentColor" stroke="none"/>"#;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_free_place_is_an_open_note_and_a_taken_one_is_filled() {
        let free = view! { <Note sign=Sign::Free /> }.to_html();
        assert!(
            free.contains(r#"class="note free""#) && !free.contains("currentColor"),
            "{free}"
        );
        let taken = view! { <Note sign=Sign::Taken /> }.to_html();
        assert!(
            taken.contains(r#"class="note taken""#) && taken.contains(r#"fill="currentColor""#),
            "{taken}"
        );
    }
}
