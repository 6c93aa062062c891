//! Pages that belong together, as a row of links above each of them.

use leptos::prelude::*;

/// The pages' paths and names; the one that is shown is marked.
#[component]
pub fn Tabs(
    #[prop(into)] label: String,
    tabs: Vec<(&'static str, String)>,
    /// The path of the page it stands on.
    current: &'static str,
) -> impl IntoView {
    let tabs = tabs
        .into_iter()
        .map(|(path, words)| {
            let here = (path == current).then_some("page");
            view! { <a href=path aria-current=here>{words}</a> }
        })
        .collect_view();
    view! { <nav class="tabs" aria-label=label>{tabs}</nav> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_tab_is_the_page_it_stands_on() {
        let tabs = vec![("/a", "First".to_owned()), ("/b", "Second".to_owned())];
        let html = view! { <Tabs label="Both" tabs current="/b" /> }.to_html();
        assert!(html.contains(r#"<nav aria-label="Both" class="tabs">"#), "{html}");
        assert!(html.contains(r#"<a href="/a">First</a>"#), "{html}");
        assert!(
            html.contains(r#"<a href="/b" aria-current="page">Second</a>"#),
            "{html}"
        );
    }
}
