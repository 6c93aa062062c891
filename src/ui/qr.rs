//! An address as a QR code (ISO/IEC 18004), for phones that are held up to a poster.

use super::svg::{Drawing, Svg};
use leptos::prelude::*;
use qrcodegen::{QrCode as Code, QrCodeEcc};
use std::fmt::Write;

/// The light margin that readers need, in modules.
const QUIET: i32 = 4;

/// The dark modules, as one path, and how many modules wide it is with its margin.
fn modules(text: &str) -> Option<(String, i32)> {
    let code = Code::encode_text(text, QrCodeEcc::Medium).ok()?;
    let mut path = String::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                // A `String` takes everything.
                let _ = write!(path, "M{} {}h{run}v1h-{run}z", x + QUIET, y + QUIET);
            }
            x += run.max(1);
        }
    }
    Some((path, code.size() + 2 * QUIET))
}

/// The code on a page. Decorative: the address stands beside it in words. Nothing, where a text is too long for one.
#[component]
pub fn QrCode(#[prop(into)] text: String) -> impl IntoView {
    modules(&text).map(|(path, size)| {
        let drawing = Drawing::generated(format!(r#"<path d="{path}"/>"#));
        view! { <Svg drawing class="qr" view_box=format!("0 0 {size} {size}") /> }
    })
}

/// The code as a file of its own: dark on light, to be printed in any size.
pub fn file(text: &str) -> Option<String> {
    let (path, size) = modules(text)?;
    Some(format!(
        r##"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" width="{0}" height="{0}" shape-rendering="crispEdges"><rect width="{size}" height="{size}" fill="#fff"/><path d="{path}" fill="#000"/></svg>"##,
        size * 10
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_is_drawn_in_runs_with_its_margin() {
        let (path, size) = modules("https://tutti.example/events/k3j5mq2p").expect("short enough");
        assert_eq!(size, 29 + 8, "version 3 holds 42 bytes at this level");
        // The finder in the corner: a row of seven.
        assert!(path.starts_with("M4 4h7v1h-7z"), "{path}");
        assert!(path.len() < 8_000, "{}", path.len());
        let html = view! { <QrCode text="https://tutti.example" /> }.to_html();
        assert!(
            html.contains(r#"class="qr""#) && html.contains(r#"aria-hidden="true""#),
            "{html}"
        );
    }

    #[test]
    fn a_file_stands_alone() {
        let file = file("https://tutti.example/events/<&\"").expect("short enough");
        assert!(file.starts_with("<svg xmlns=") && file.ends_with("</svg>"), "{file}");
        assert!(!file.contains("tutti.example") && !file.contains("style"), "{file}");
    }

    #[test]
    fn what_is_too_long_has_no_code() {
        assert!(modules(&"x".repeat(3_000)).is_none());
        assert!(file(&"x".repeat(3_000)).is_none());
    }
}
