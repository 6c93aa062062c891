//! A section opens with a rule of ink, its heading, and at the right what belongs to the whole of it.

use leptos::prelude::*;

/// The children, a link or a figure, stand at the right.
#[component]
pub fn RuleHead(
    /// For the section's `aria-labelledby`.
    id: &'static str,
    #[prop(into)] title: String,
    /// A second-level heading in the size of the third: beside the main column.
    #[prop(optional)]
    minor: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let title = if minor {
        view! { <h2 class="h3" id=id>{title}</h2> }.into_any()
    } else {
        view! { <h2 id=id>{title}</h2> }.into_any()
    };
    view! {
        <div class="rulehead">
            {title}
            {children.map(|children| children())}
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_heading_names_its_section() {
        let html = view! { <RuleHead id="soon" title="On soon"><a href="/events">"All"</a></RuleHead> }.to_html();
        assert!(html.contains(r#"<h2 id="soon">On soon</h2>"#), "{html}");
        assert!(html.contains(r#"<a href="/events">All</a>"#), "{html}");
        let html = view! { <RuleHead id="mine" title="Your dates" minor=true /> }.to_html();
        assert!(html.contains(r#"<h2 id="mine" class="h3">Your dates</h2>"#), "{html}");
    }
}
