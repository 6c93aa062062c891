//! What a page says to machines: a data block (HTML §4.12.1), which no browser runs and the content policy does not touch.

use leptos::prelude::*;

/// JSON-LD about what the page shows. leptos writes the text of a script as it is; here it is made harmless first.
#[component]
pub fn DataBlock(data: serde_json::Value) -> impl IntoView {
    view! { <script type="application/ld+json" inner_html=escaped(&data)></script> }
}

/// As the content of a script element. Outside of strings JSON has none of these signs, and inside it reads them the same:
/// so nothing ends the element, opens a comment in it, or is a line break to whoever takes JSON for JavaScript.
fn escaped(data: &serde_json::Value) -> String {
    let json = data.to_string();
    let mut out = String::with_capacity(json.len());
    for letter in json.chars() {
        match letter {
            '<' => out.push_str("\\u003c"),
            '>' => out.push_str("\\u003e"),
            '&' => out.push_str("\\u0026"),
            '\u{2028}' => out.push_str("\\u2028"),
            '\u{2029}' => out.push_str("\\u2029"),
            letter => out.push(letter),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn no_text_can_end_the_element() {
        for text in [
            "</script><!--",
            "<!--<script>",
            "-->",
            "]]>",
            "\u{2028}\u{2029}",
            "&lt;/script&gt;",
            "\"\\</SCRIPT >",
        ] {
            let data = json!({ "name": text, text: [text] });
            let html = view! { <DataBlock data=data.clone() /> }.to_html();
            let inside = html
                .strip_prefix(r#"<script type="application/ld+json">"#)
                .and_then(|rest| rest.strip_suffix("</script>"))
                .expect("one element");
            assert!(!inside.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{html}");
            assert_eq!(serde_json::from_str::<serde_json::Value>(inside).ok(), Some(data));
        }
    }
}
