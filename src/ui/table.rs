//! What a table stands in, so that a narrow screen scrolls the table and not the page.

use leptos::prelude::*;

/// A box that scrolls sideways, by the keyboard, too. Its name is the heading with the id `labelled`.
#[component]
pub fn TableBox(labelled: &'static str, children: Children) -> impl IntoView {
    view! {
        <div class="tablebox" tabindex="0" role="region" aria-labelledby=labelled>
            <table>{children()}</table>
        </div>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_box_is_reached_by_the_keyboard_and_has_a_name() {
        let html = view! { <TableBox labelled="ses"><tbody></tbody></TableBox> }.to_html();
        for said in [
            r#"tabindex="0""#,
            r#"role="region""#,
            r#"aria-labelledby="ses""#,
            "<table>",
        ] {
            assert!(html.contains(said), "{said}: {html}");
        }
    }
}
