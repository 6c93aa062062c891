//! What one presses: a button of a form, or a link that looks like one.

use leptos::prelude::*;

/// How much a button asks to be pressed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Weight {
    #[default]
    Plain,
    /// What the page is for: one to a form.
    Go,
    Solid,
    /// Hardly more than a link.
    Quiet,
}

fn class(weight: Weight, small: bool, wide: bool) -> String {
    let weight = match weight {
        Weight::Plain => "",
        Weight::Go => " go",
        Weight::Solid => " solid",
        Weight::Quiet => " quiet",
    };
    let small = if small { " small" } else { "" };
    let wide = if wide { " wide" } else { "" };
    format!("btn{small}{weight}{wide}")
}

/// Sends the form it stands in.
#[component]
pub fn Button(
    #[prop(optional)] weight: Weight,
    /// Beside other things, not under them.
    #[prop(optional)]
    small: bool,
    /// As wide as what it stands in.
    #[prop(optional)]
    wide: bool,
    /// A field that the form sends when it is this button that was pressed, and its value.
    #[prop(optional)]
    says: Option<(&'static str, &'static str)>,
    /// Where the page begins for whoever came for this.
    #[prop(optional)]
    focused: bool,
    /// The language of its words, where that is not the page's.
    #[prop(optional)]
    lang: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    let (name, value) = says.unzip();
    let class = class(weight, small, wide);
    view! { <button class=class name=name value=value lang=lang autofocus=focused>{children()}</button> }
}

/// Leads somewhere.
#[component]
pub fn ButtonLink(
    #[prop(into)] href: String,
    /// What the other page is to this one (HTML §4.6.7).
    #[prop(optional)]
    rel: Option<&'static str>,
    #[prop(optional)] weight: Weight,
    #[prop(optional)] small: bool,
    #[prop(optional)] wide: bool,
    /// Where the page begins for whoever came for this.
    #[prop(optional)]
    focused: bool,
    children: Children,
) -> impl IntoView {
    view! { <a class=class(weight, small, wide) href=href rel=rel autofocus=focused>{children()}</a> }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_button_says_how_much_it_asks() {
        let html = view! { <Button weight=Weight::Go small=true>"Send"</Button> }.to_html();
        assert_eq!(html, r#"<button class="btn small go">Send</button>"#);
        let html = view! { <ButtonLink href="/events" rel="next" wide=true>"On"</ButtonLink> }.to_html();
        assert_eq!(html, r#"<a href="/events" rel="next" class="btn wide">On</a>"#);
    }
}
