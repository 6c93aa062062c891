//! Small facts: a tag says a kind, a badge counts what is news.

use super::icon::{Glyph, Icon};
use super::stock::Stock;
use crate::t;
use leptos::prelude::*;

/// A kind on its stock, or, without one, a state in ink.
#[component]
pub fn Tag(#[prop(optional)] stock: Option<Stock>, #[prop(into)] text: String) -> impl IntoView {
    let class = match stock {
        Some(Stock::Canary) => "tag jam",
        Some(Stock::Mint) => "tag rehearsal",
        Some(Stock::Coral) => "tag gig",
        Some(Stock::Sky) => "tag workshop",
        Some(Stock::Rose) => "tag wanted",
        None => "tag off",
    };
    view! { <span class=class>{text}</span> }
}

/// The filters that a list is narrowed by: each as its words and the address of the list without it. Two and more can be
/// taken away at once, to `all`. Nothing, where none is set.
#[component]
pub fn AppliedFilters(filters: Vec<(String, String)>, all: &'static str) -> impl IntoView {
    let several = filters.len() > 1;
    let clear = several.then(|| view! { <a class="clear" href=all>{t!("chip-remove-all")}</a> });
    (!filters.is_empty()).then(|| {
        let chips = filters.into_iter().map(|(words, without)| {
            view! {
                <a class="chip" href=without>
                    {words} " " <Icon of=Glyph::Close /> <span class="vh">{t!("chip-remove")}</span>
                </a>
            }
        });
        view! { <div class="cluster mb4"><strong class="small">{t!("chip-set")}</strong>{chips.collect_view()}{clear}</div> }
    })
}

/// A count, with the word that says of what for those who can't see where it stands.
#[component]
pub fn Badge(count: u64, #[prop(into)] label: String) -> impl IntoView {
    view! { <span class="badge"><span class="vh">{label + " "}</span>{count}</span> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_lies_on_the_stock_of_its_kind() {
        for stock in Stock::ALL {
            let html = view! { <Tag stock=stock text="Jam" /> }.to_html();
            assert_eq!(html, format!(r#"<span class="tag {}">Jam</span>"#, stock.class()));
        }
        assert_eq!(
            view! { <Tag text="Cancelled" /> }.to_html(),
            r#"<span class="tag off">Cancelled</span>"#
        );
    }

    #[test]
    fn a_badge_says_what_it_counts() {
        let html = view! { <Badge count=3 label="unread:" /> }.to_html();
        assert!(html.contains(r#"<span class="vh">unread: </span>3"#), "{html}");
    }
}
