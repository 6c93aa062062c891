//! Events are posters: coloured stock, a date, and art drawn from the event's address. A small one stands in lists; the
//! head of an event's page is a big one.

use super::cover::Cover;
use super::stock::Stock;
use leptos::prelude::*;

/// The poster of a list. Decorative: title and date stand beside it in words.
#[component]
pub fn Poster(
    stock: Stock,
    /// Draws the art.
    #[prop(into)]
    slug: String,
    /// Of the month, two digits.
    #[prop(into)]
    day: String,
    #[prop(into)] weekday: String,
    #[prop(into)] month: String,
    /// Cancelled: printed in grey.
    #[prop(optional)]
    gone: bool,
) -> impl IntoView {
    let gone = if gone { " gone" } else { "" };
    view! {
        <div class=format!("poster {}{gone}", stock.class()) aria-hidden="true">
            <p class="when">
                <b>{day}</b>
                <span>{weekday}</span>
                <span>{month}</span>
            </p>
            <Cover slug=slug />
        </div>
    }
}

/// The head of an event's page, with its `<h1>`.
#[component]
pub fn Bill(
    stock: Stock,
    /// Draws the art.
    #[prop(into)]
    slug: String,
    /// What kind of event it is.
    #[prop(into)]
    kind: String,
    /// Beside the kind: cancelled, over.
    #[prop(optional_no_strip, into)]
    note: Option<String>,
    /// Of the month, two digits.
    #[prop(into)]
    day: String,
    /// The rest of the date, a line each: weekday, month and year, hours.
    when: Vec<String>,
    /// The start for machines.
    #[prop(into)]
    datetime: String,
    #[prop(into)] title: String,
    /// For the article's `aria-labelledby`.
    title_id: &'static str,
    /// Where, first line, and the town and what else is known.
    #[prop(optional_no_strip, into)]
    venue: Option<String>,
    #[prop(optional_no_strip, into)] place: Option<String>,
    /// Cancelled: printed in grey.
    #[prop(optional)]
    gone: bool,
) -> impl IntoView {
    let gone = if gone { " gone" } else { "" };
    let when = when.into_iter().enumerate().map(line).collect_view();
    let where_lines = [
        venue
            .filter(|venue| !venue.is_empty())
            .map(|venue| view! { <strong>{venue}</strong> }.into_any()),
        place.map(IntoAny::into_any),
    ];
    let whereabouts = where_lines.into_iter().flatten().enumerate().map(line).collect_view();
    view! {
        <div class=format!("bill stock {}{gone}", stock.class())>
            <div class="bill__text">
                <p class="bill__kind">
                    <span>{kind}</span>
                    {note.map(|note| view! { <span>{note}</span> })}
                </p>
                <p class="bill__when">
                    <b>{day}</b>
                    <time datetime=datetime>{when}</time>
                </p>
                <h1 id=title_id>{title}</h1>
                <p class="bill__where">{whereabouts}</p>
            </div>
            <Cover slug=slug />
        </div>
    }
}

/// What stands on the line of that number.
fn line<V: IntoView>((number, what): (usize, V)) -> impl IntoView {
    ((number > 0).then(|| view! { <br /> }), what)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_poster_is_not_read_aloud() {
        let html =
            view! { <Poster stock=Stock::Coral slug="a" day="05" weekday="Sat" month="Dec" gone=true /> }.to_html();
        assert!(
            html.starts_with(r#"<div aria-hidden="true" class="poster gig gone">"#),
            "{html}"
        );
        assert!(html.contains("<b>05</b><span>Sat</span><span>Dec</span>"), "{html}");
    }

    #[test]
    fn a_bill_heads_the_page_and_says_when_and_where_in_lines() {
        let when = vec![
            "Thursday".to_owned(),
            "November 2026".to_owned(),
            "20:00 to 22:30".to_owned(),
        ];
        let html = view! {
            <Bill
                stock=Stock::Mint
                slug="a"
                kind="Rehearsal"
                note=Some("Cancelled".to_owned())
                day="26"
                when
                datetime="2026-11-26T20:00+01:00"
                title="Four new <charts>"
                title_id="t"
                venue=Some("Example School".to_owned())
                place=Some("Lyon".to_owned())
            />
        }
        .to_html();
        let plain = html.replace("<!>", "");
        assert!(
            plain.contains("Thursday<br>November 2026<br>20:00 to 22:30</time>"),
            "{html}"
        );
        assert!(plain.contains("<strong>Example School</strong><br>Lyon</p>"), "{html}");
        assert!(plain.contains(r#"<h1 id="t">Four new &lt;charts&gt;</h1>"#), "{html}");
        assert!(plain.contains("<span>Rehearsal</span><span>Cancelled</span>"), "{html}");
    }

    #[test]
    fn a_bill_without_a_place_leaves_no_empty_line() {
        let html = view! {
            <Bill stock=Stock::Mint slug="a" kind="Jam" day="26" when=vec![] datetime="" title="Jam" title_id="t" venue=None place=Some("Lyon".to_owned()) />
        }
        .to_html()
        .replace("<!>", "");
        assert!(html.contains(r#"<p class="bill__where">Lyon</p>"#), "{html}");
    }
}
