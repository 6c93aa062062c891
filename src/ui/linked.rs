//! What people write: text, with its addresses made links. Markup in it is text too.

use leptos::prelude::*;
use linkify::{LinkFinder, LinkKind};

/// The text of a person. Goes into an element of the class `lines` (or a message's `bubble`), which keeps line breaks.
///
/// A link says nothing for our good name (`nofollow ugc`), and the page it opens learns nothing of its way back.
#[component]
pub fn Linked(#[prop(into)] text: String) -> impl IntoView {
    let mut pieces = Vec::new();
    let mut plain = String::new();
    let finder = finder();
    for part in text.split_inclusive(ENDS) {
        let address_or_words = part.trim_end_matches(ENDS);
        for span in finder.spans(address_or_words) {
            if span.kind().is_some() && leads_where_it_says(span.as_str()) {
                // No words are written as a space.
                if !plain.is_empty() {
                    pieces.push(std::mem::take(&mut plain).into_any());
                }
                let address = span.as_str().to_owned();
                let href = address.clone();
                pieces.push(view! { <a href=href rel="nofollow ugc noopener">{address}</a> }.into_any());
            } else {
                plain.push_str(span.as_str());
            }
        }
        plain.push_str(&part[address_or_words.len()..]);
    }
    if pieces.is_empty() {
        return plain.into_any();
    }
    if !plain.is_empty() {
        pieces.push(plain.into_any());
    }
    pieces.into_any()
}

/// What ends an address, beside the white space and the punctuation of ASCII that the finder knows: quotes, the dash and
/// full stops as people and their keyboards write them.
const ENDS: [char; 17] = [
    '«', '»', '‹', '›', '“', '”', '„', '‘', '’', '…', '—', '。', '、', '，', '！', '？', '）',
];

fn finder() -> LinkFinder {
    let mut finder = LinkFinder::new();
    finder.kinds(&[LinkKind::Url]).url_must_have_scheme(true);
    finder
}

/// Any scheme looks like an address to the finder; only the web's may be followed from a page, and only to the host that
/// people read: no name before an `@`, no letters that look like others (UTS #39 §4).
fn leads_where_it_says(address: &str) -> bool {
    let Ok(url) = url::Url::parse(address) else {
        return false;
    };
    let read = address
        .split("://")
        .nth(1)
        .and_then(|rest| rest.split(['/', '?', '#']).next());
    let host = read.map(|authority| authority.split(':').next().unwrap_or_default());
    matches!(url.scheme(), "http" | "https")
        && url
            .host_str()
            .zip(host)
            .is_some_and(|(meant, read)| meant.eq_ignore_ascii_case(read))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn html(text: &str) -> String {
        view! { <p class="lines"><Linked text=text /></p> }.to_html()
    }

    #[test]
    fn text_stays_text() {
        assert_eq!(
            html("<script>alert(1)</script> & \"so\" on\nand on"),
            "<p class=\"lines\">&lt;script&gt;alert(1)&lt;/script&gt; &amp; \"so\" on\nand on</p>"
        );
    }

    #[test]
    fn an_address_becomes_a_link_that_recommends_nothing() {
        let html = html("See https://tutti.example/a?b=1&c=2, or HTTP://Example.org.");
        assert!(
            html.contains(
                r#"<a href="https://tutti.example/a?b=1&amp;c=2" rel="nofollow ugc noopener">https://tutti.example/a?b=1&amp;c=2</a>"#
            ),
            "{html}"
        );
        assert!(html.contains(r#"<a href="HTTP://Example.org" rel="#), "{html}");
        assert!(html.replace("<!>", "").ends_with("</a>.</p>"), "{html}");
    }

    #[test]
    fn an_address_ends_where_the_sentence_goes_on() {
        let address = "https://tutti.example/a?b=1";
        for (before, after) in [
            ("«", "»."),
            ("« ", " »"),
            ("‹", "›, so"),
            ("“", "”"),
            ("„", "“!"),
            ("‘", "’?"),
            ("", "…"),
            ("", "—and more"),
            ("（", "）"),
            ("見て：", "。次は"),
            ("", "、"),
            ("", "！？"),
            ("“(", ").”"),
            ("", ".”—and"),
        ] {
            let html = html(&format!("{before}{address}{after}")).replace("<!>", "");
            let link =
                r#"<a href="https://tutti.example/a?b=1" rel="nofollow ugc noopener">https://tutti.example/a?b=1</a>"#;
            assert_eq!(html, format!(r#"<p class="lines">{before}{link}{after}</p>"#));
        }
        let both = html("„https://tutti.example/1“—https://tutti.example/2’");
        assert_eq!(both.matches("<a ").count(), 2, "{both}");
    }

    #[test]
    fn nothing_but_the_web_is_linked() {
        for text in [
            "javascript:alert(1)",
            "javascript://tutti.example/%0aalert(1)",
            "data:text/html,x",
            "ftp://tutti.example/x",
            "file:///etc/passwd",
            "someone@tutti.example",
            "mailto:someone@tutti.example",
            "tutti.example",
            "//tutti.example/x",
            "https://tutti.example@evil.example/log-in",
            "https://tutti.example:pass@evil.example/",
            "https://tutt\u{456}.example/",
            "https://0x7f.1/",
        ] {
            assert!(!html(text).contains("<a"), "{text}");
        }
    }

    #[test]
    fn an_address_cannot_leave_its_attribute() {
        for text in [
            r#"https://tutti.example/"onmouseover="alert(1)"#,
            "https://tutti.example/'><img src=x onerror=alert(1)>",
            "https://tutti.example/<b>",
        ] {
            let html = html(text);
            assert!(!html.contains("<img") && !html.contains("<b>"), "{html}");
            let link = html
                .split("<a ")
                .nth(1)
                .and_then(|rest| rest.split('>').next())
                .expect("a link");
            assert_eq!(link.matches('"').count(), 4, "{html}");
        }
    }

    #[test]
    fn all_of_the_text_is_there_in_its_order() {
        let text = "a https://tutti.example/1 b\nhttps://tutti.example/2 c javascript:x d";
        let html = html(text);
        let mut plain = String::new();
        let mut inside = false;
        for c in html.chars() {
            match c {
                '<' => inside = true,
                '>' => inside = false,
                _ if !inside => plain.push(c),
                _ => {}
            }
        }
        assert_eq!(plain, text);
    }
}
