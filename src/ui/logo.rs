//! The name: Besley, the two t's beamed like quavers, an open note for a dot.

use super::svg::{Drawing, Svg};
use leptos::prelude::*;

/// The name as a drawing. The link around it says "Tutti" in words.
#[component]
pub fn Wordmark() -> impl IntoView {
    view! { <Svg drawing=DRAWING class="wordmark" view_box=VIEW_BOX /> }
}

/// The name, in the colour of what it stands in.
pub(super) const DRAWING: Drawing = Drawing::constant(WORDMARK);
/// Where it lies.
pub(super) const VIEW_BOX: &str = "20 -1010 2770 1040";

/// Rounded to whole units of 2770: a thirtieth of a pixel at its size.
const WORDMARK: &str = concat!(
    r#"<path fill="currentColor" d=""#,
    "M186-90v66q0 16 6 20 5 4 20 4h374q17 0 23-4t6-22v-61q0-15-5-21-5-5-22-5h-65q-22 0-27-8-4-7-4-29",
    "v-470q0-11 3-16 4-5 16-5h18q54 0 84 14t42 50 14 100q1 16 5 21 5 5 23 5h46q18 0 23-4t5-21v-250",
    "q0-13-4-19-4-5-16-5H53q-17 0-20 6t-3 23v248q0 14 5 18t19 4h48",
    "q18 0 23-5 6-5 7-21 1-64 14-100 12-35 42-50 30-14 84-14h19q11 0 14 4 4 5 4 16v477q0 19-5 25",
    "t-25 6h-70q-14 0-18 4-5 4-5 19m707-319v258q0 54 19 91 20 38 59 58t99 20",
    "q64 0 103-23 39-22 63-58 7-11 12-9t5 11v40q0 13 3 17t16 4h219q10 0 12-4 3-3 3-14v-59",
    "q0-9-3-12-3-2-12-2h-53q-14 0-18-3t-4-17v-391q0-11-3-14-2-4-13-4h-222q-10 0-13 4-2 4-2 15v59",
    "q0 9 4 11 4 3 13 3h41q11 0 14 4t3 16v171q0 52-16 86-16 35-41 53-25 17-52 17-30 0-44-20t-14-64",
    "v-336q0-13-4-16t-16-3H821q-12 0-15 4t-3 17v53q0 12 4 15 5 3 16 3h52q11 0 14 4 4 4 4 15M1949-94",
    "q5-8 2-12t-12-10l-34-20q-9-5-13-3-3 2-8 10-14 22-28 31-14 10-29 10-18 0-28-13t-10-40v-271",
    "q0-9 4-13 5-3 13-3h101q7 0 11-3 3-2 3-9v-65q0-9-3-12-2-3-10-3h-102q-11 0-14-4-3-3-3-15v-134",
    "q0-16-16-16h-45q-13 0-15 3l-4 14q-12 53-30 83-17 31-40 45-22 15-49 20-26 4-55 4-11 0-14 3t-3 15",
    "v58q0 10 3 13t12 3h63q11 0 13 4t2 15v287q0 70 37 104 36 34 115 34 55 0 90-16t57-42q23-25 39-52",
    "m436 0q5-8 2-12t-13-10l-33-20q-10-5-13-3-4 2-9 10-14 22-28 31-13 10-28 10-19 0-29-13t-10-40v-271",
    "q0-9 5-13 4-3 13-3h100q8 0 11-3 4-2 4-9v-65q0-9-3-12t-11-3h-102q-11 0-14-4-3-3-3-15v-134",
    "q0-16-15-16h-45q-14 0-16 3l-4 14q-11 53-29 83-18 31-40 45-23 15-49 20-26 4-55 4-11 0-14 3t-3 15",
    "v58q0 10 2 13 3 3 13 3h63q10 0 12 4 3 4 3 15v287q0 70 36 104 37 34 115 34 56 0 91-16t57-42 39-52",
    "m44-334h68q10 0 10 13v312q0 8-3 10-2 2-10 2h-63q-9 0-12 2-2 3-2 12v65q0 8 2 10 3 2 11 2h328",
    "q10 0 13-2 4-2 4-12v-66q0-8-3-10l-11-1h-66q-7 0-9-3l-1-10v-406q0-6-3-8-2-2-9-2h-242q-14 0-14 14",
    "v67q0 7 2 9 3 2 10 2",
    r#""/><path fill="currentColor" d="M1611-560v-345l614-80v425h-178v-282l-258 34v248Z"/>"#,
    r#"<ellipse cx="2612" cy="-706" rx="125" ry="80" transform="rotate(-22 2612 -706)" fill="none" stroke-width="62"/>"#,
);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_is_drawn_in_the_colour_of_the_text_and_its_dot_is_an_open_note() {
        let html = view! { <Wordmark /> }.to_html();
        assert!(html.contains(r#"<path fill="currentColor" d="M186-90"#), "{html}");
        assert!(
            html.contains(r#"transform="rotate(-22 2612 -706)" fill="none""#),
            "{html}"
        );
    }
}
