//! Five lines: the places of a slot as notes, and the two ways a staff ends: in silence, or for good.

use super::icon::Glyph;
use super::svg::{Drawing, Svg};
use leptos::prelude::*;

/// More places than this are no longer counted at a glance.
const DRAWN: i64 = 12;
/// So many notes stand for them all.
const FEW: i64 = 8;

/// What a note on the staff stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Head {
    Taken,
    Free,
    You,
}

/// The places of one slot, a note for each; without a limit one more is always free. Not read aloud: the words beside it
/// carry everything.
#[component]
pub fn Staff(
    taken: i64,
    /// No limit: `None`.
    capacity: Option<i64>,
    /// One of the taken places is the reader's.
    #[prop(optional)]
    mine: bool,
) -> impl IntoView {
    let (heads, times) = places(taken, capacity, mine);
    let notes = heads
        .into_iter()
        .enumerate()
        .map(|(place, head)| {
            let drawing = if head == Head::Free { OPEN } else { FILLED };
            view! { <Svg drawing=Drawing::constant(drawing) class=class(head, place) view_box="0 0 28 62" slice=true /> }
        })
        .collect_view();
    let times = times.map(|places| view! { <span class="part__times">{format!("× {places}")}</span> });
    view! { <div class="part__bar" aria-hidden="true">{notes}{times}</div> }
}

/// The notes to draw, and of how many places they are a picture when those are too many to draw.
fn places(taken: i64, capacity: Option<i64>, mine: bool) -> (Vec<Head>, Option<i64>) {
    let taken = taken.max(0);
    // A limit lowered after people came leaves no place free, and nobody out.
    let all = capacity.unwrap_or(taken.saturating_add(1)).max(taken);
    let (filled, drawn) = if all <= DRAWN {
        (taken, all)
    } else {
        // As full as the whole, rounded down so that a free place always shows; and never empty when somebody is there.
        ((taken.saturating_mul(FEW) / all).max(i64::from(taken > 0)), FEW)
    };
    let heads = (1..=drawn)
        .map(|place| match place {
            _ if place > filled => Head::Free,
            _ if place == filled && mine => Head::You,
            _ => Head::Taken,
        })
        .collect();
    (heads, capacity.and(Some(all)).filter(|_| all > DRAWN))
}

/// The pitch follows the place, only for grace.
fn class(head: Head, place: usize) -> &'static str {
    const LINES: usize = 6;
    const TAKEN: [&str; LINES] = melody!("taken");
    const FREE: [&str; LINES] = melody!("free");
    const YOU: [&str; LINES] = melody!("you");
    let classes = match head {
        Head::Taken => TAKEN,
        Head::Free => FREE,
        Head::You => YOU,
    };
    classes[place % LINES]
}

/// The classes of one kind of note at each of the pitches it goes through.
macro_rules! melody {
    ($head:literal) => {
        [
            concat!("head-n ", $head, " d1"),
            concat!("head-n ", $head, " u1"),
            concat!("head-n ", $head, " u2"),
            concat!("head-n ", $head, " u1"),
            concat!("head-n ", $head, " d1"),
            concat!("head-n ", $head, " d2"),
        ]
    };
}
use melody;

const FILLED: &str =
    r#"<ellipse cx="14" cy="44" rx="9.6" ry="7" transform="rotate(-20 14 44)"/><path d="M22.3 41V12"/>"#;
const OPEN: &str = r#"<ellipse cx="14" cy="44" rx="8" ry="5.4" transform="rotate(-20 14 44)"/><path d="M22.3 41V12"/>"#;

/// Where something was looked for and nothing is: stands on the staff of an error page.
#[component]
pub fn RestOnStaff() -> impl IntoView {
    view! { <Svg drawing=Glyph::Rest.drawing() class="i" /> }
}

/// A staff with a final bar line: what stands above is complete.
#[component]
pub fn FinalBar() -> impl IntoView {
    view! { <hr class="staff end" /> }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn drawn(taken: i64, capacity: Option<i64>, mine: bool) -> (String, Option<i64>) {
        let (heads, times) = places(taken, capacity, mine);
        let notes = heads
            .into_iter()
            .map(|head| match head {
                Head::Taken => 'x',
                Head::Free => 'o',
                Head::You => '*',
            })
            .collect();
        (notes, times)
    }

    #[test]
    fn every_place_is_a_note() {
        assert_eq!(drawn(1, Some(3), false), ("xoo".to_owned(), None));
        assert_eq!(drawn(3, Some(3), true), ("xx*".to_owned(), None));
        assert_eq!(drawn(0, Some(12), false), ("oooooooooooo".to_owned(), None));
        assert_eq!(
            drawn(4, Some(3), false),
            ("xxxx".to_owned(), None),
            "a lowered limit puts nobody out"
        );
    }

    #[test]
    fn more_than_twelve_are_eight_notes_and_a_number() {
        assert_eq!(drawn(12, Some(24), false), ("xxxxoooo".to_owned(), Some(24)));
        assert_eq!(drawn(1, Some(100), true), ("*ooooooo".to_owned(), Some(100)));
        assert_eq!(drawn(99, Some(100), false), ("xxxxxxxo".to_owned(), Some(100)));
        assert_eq!(drawn(100, Some(100), false), ("xxxxxxxx".to_owned(), Some(100)));
    }

    #[test]
    fn without_a_limit_one_more_is_always_free() {
        assert_eq!(drawn(0, None, false), ("o".to_owned(), None));
        assert_eq!(drawn(2, None, true), ("x*o".to_owned(), None));
        assert_eq!(drawn(400, None, false), ("xxxxxxxo".to_owned(), None));
    }

    #[test]
    fn the_staff_is_hidden_from_screen_readers_and_its_notes_say_their_state_by_class() {
        let html = view! { <Staff taken=2 capacity=Some(3) mine=true /> }.to_html();
        assert!(
            html.starts_with(r#"<div aria-hidden="true" class="part__bar">"#),
            "{html}"
        );
        for class in ["head-n taken d1", "head-n you u1", "head-n free u2"] {
            assert!(html.contains(&format!(r#"class="{class}""#)), "{class}: {html}");
        }
        let html = view! { <Staff taken=2 capacity=Some(24) /> }.to_html();
        assert!(html.contains(r#"<span class="part__times">× 24</span>"#), "{html}");
    }
}
