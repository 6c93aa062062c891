//! The way to the rest of a list. Lists are read by their keys: there is a next page, never a number of one.

use super::button::ButtonLink;
use super::icon::{Glyph, Icon};
use leptos::prelude::*;

/// A link to what comes after, or nothing where the list ends.
#[component]
pub fn Pagination(
    /// Names the landmark.
    #[prop(into)]
    label: String,
    /// Where the next page is, and what it holds ("Later events").
    next: Option<(String, String)>,
) -> impl IntoView {
    next.map(|(href, words)| {
        view! {
            <nav class="pages" aria-label=label>
                <ButtonLink href=href rel="next">{words}<Icon of=Glyph::ArrowRight /></ButtonLink>
            </nav>
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_next_page_is_a_link_in_a_named_landmark() {
        let next = Some(("/events?after=x&q=a".to_owned(), "Later events".to_owned()));
        let html = view! { <Pagination label="Pages" next=next /> }.to_html();
        assert!(html.starts_with(r#"<nav aria-label="Pages" class="pages">"#), "{html}");
        assert!(html.contains(r#"href="/events?after=x&amp;q=a""#), "{html}");
    }

    #[test]
    fn at_the_end_of_the_list_there_is_nothing() {
        assert!(
            !view! { <Pagination label="Pages" next=None /> }
                .to_html()
                .contains("<nav")
        );
    }
}
