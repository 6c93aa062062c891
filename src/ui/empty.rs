//! Where nothing is yet: what is so, and what to do next. Never a blank.

use super::icon::Glyph;
use super::svg::Svg;
use leptos::prelude::*;

/// A rest on a staff; the children are the way on, a link or two.
#[component]
pub fn EmptyState(
    #[prop(into)] title: String,
    #[prop(into)] text: String,
    /// Under a section's heading the title is one of the third level.
    #[prop(optional)]
    level3: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let title = if level3 {
        view! { <h3 class="h3">{title}</h3> }.into_any()
    } else {
        view! { <h2 class="h3">{title}</h2> }.into_any()
    };
    view! {
        <div class="empty">
            <Svg drawing=Glyph::Rest.drawing() class="i rest" />
            {title}
            <p>{text}</p>
            {children.map(|children| view! { <div class="cluster">{children()}</div> })}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_state_is_a_heading_a_text_and_a_way_on() {
        let html =
            view! { <EmptyState title="Nothing yet" text="Drop a word."><a href="/events">"All"</a></EmptyState> }
                .to_html();
        assert!(html.contains(r#"<h2 class="h3">Nothing yet</h2>"#), "{html}");
        assert!(html.contains(r#"<p>Drop a word.</p>"#), "{html}");
        assert!(html.contains(r#"<a href="/events">All</a>"#), "{html}");
    }

    #[test]
    fn under_a_heading_of_its_section_no_level_is_skipped() {
        let html = view! { <EmptyState title="Nothing yet" text="" level3=true>""</EmptyState> }.to_html();
        assert!(html.contains("<h3") && !html.contains("<h2"), "{html}");
    }
}
