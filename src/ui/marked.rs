//! A sentence with one marked part: "What’s *on*". The marks stand in the catalogue, so that each language marks its own
//! words.

use leptos::prelude::*;

/// What stands before, inside and after the marks: from the first to the last asterisk. A name in a sentence may hold more
/// of them.
fn split(text: &str) -> (&str, Option<&str>, &str) {
    match text.split_once('*') {
        Some((before, rest)) => match rest.rsplit_once('*') {
            Some((marked, after)) => (before, Some(marked), after),
            None => (text, None, ""),
        },
        None => (text, None, ""),
    }
}

/// What stands before the marks, and inside them: for a heading whose end is drawn.
pub fn parts(text: &str) -> (String, String) {
    let (before, marked, _) = split(text);
    (before.to_owned(), marked.unwrap_or_default().to_owned())
}

/// The sentence, with its marked part in italics, or `strong`.
#[component]
pub fn Marked(#[prop(into)] text: String, #[prop(optional)] strong: bool) -> impl IntoView {
    // An empty text would be written as a space.
    let plain = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    let (before, marked, after) = split(&text);
    let marked = marked.map(str::to_owned).map(|marked| match strong {
        true => view! { <strong>{marked}</strong> }.into_any(),
        false => view! { <em>{marked}</em> }.into_any(),
    });
    view! { {plain(before)}{marked}{plain(after)} }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_part_is_marked() {
        assert_eq!(split("What’s *on*"), ("What’s ", Some("on"), ""));
        assert_eq!(split("*Tutti* is it"), ("", Some("Tutti"), " is it"));
        assert_eq!(split("Hello, *A*B.*"), ("Hello, ", Some("A*B."), ""));
    }

    #[test]
    fn a_lone_asterisk_is_a_letter() {
        assert_eq!(split("5 * 3"), ("5 * 3", None, ""));
        assert_eq!(split("plain"), ("plain", None, ""));
    }
}
