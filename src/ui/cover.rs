//! The art of an event's poster, drawn from its slug: the same slug, the same poster, for ever.
//!
//! The hash of the slug picks one of six patterns and seeds the numbers of it; the kind of the event picks the paper and
//! the inks, which are classes. Integers only, so that every machine draws the same. `cover_vectors.json` holds what the
//! drawings were when the first posters were printed: a pattern is never changed, only new ones would need a new rule.

use super::svg::{Drawing, Svg};
use leptos::prelude::*;
use moka::sync::Cache;
use std::fmt::Write;
use std::sync::LazyLock;

/// The art alone, filling the box it stands in.
#[component]
pub fn Cover(#[prop(into)] slug: String) -> impl IntoView {
    view! { <Svg drawing=art(&slug) class="art" view_box="0 0 300 300" slice=true /> }
}

/// How many drawings are kept: fifty lists of twenty, at most 2 MB.
const KEPT: u64 = 1_000;

/// Lists show the same posters again and again. A drawing follows from its slug alone, and drawing all of a page takes a tenth
/// of the page's time.
static DRAWN: LazyLock<Cache<String, Drawing>> = LazyLock::new(|| Cache::new(KEPT));

/// The drawing of a slug, 300 by 300, transparent: .5 to 1.7 KB.
pub fn art(slug: &str) -> Drawing {
    DRAWN.get_with_by_ref(slug, || drawn(slug))
}

fn drawn(slug: &str) -> Drawing {
    let hash = hash(slug);
    let mut dice = Dice(hash);
    let markup = match hash % 6 {
        0 => arcs(&mut dice),
        1 => strings(&mut dice),
        2 => heads(&mut dice),
        3 => cymbals(&mut dice),
        4 => keys(&mut dice),
        _ => pulse(&mut dice),
    };
    Drawing::generated(markup)
}

/// FNV-1a over the bytes.
pub(super) fn hash(text: &str) -> u32 {
    text.bytes().fold(0x811c_9dc5, |hash, byte| {
        (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)
    })
}

/// The numbers of one drawing (mulberry32).
struct Dice(u32);

impl Dice {
    /// From 0 up to, and without, `sides`.
    fn roll(&mut self, sides: u32) -> i32 {
        self.0 = self.0.wrapping_add(0x6d2b_79f5);
        let mut t = (self.0 ^ (self.0 >> 15)).wrapping_mul(self.0 | 1);
        t = t.wrapping_add((t ^ (t >> 7)).wrapping_mul(t | 61)) ^ t;
        ((t ^ (t >> 14)) % sides).cast_signed()
    }

    fn pick<T: Copy, const N: usize>(&mut self, from: [T; N]) -> T {
        from[self.below(N)]
    }

    fn below(&mut self, sides: usize) -> usize {
        usize::try_from(self.roll(u32::try_from(sides).unwrap_or(u32::MAX))).unwrap_or(0)
    }

    fn coin(&mut self) -> bool {
        self.roll(2) == 1
    }
}

/// Appends to a drawing. A `String` takes everything, so there is no error to hand on.
macro_rules! draw {
    ($to:expr, $($form:tt)+) => {
        let _ = write!($to, $($form)+);
    };
}

/// Quarter rings on a grid of three by three, turned by chance: the concert-hall poster.
fn arcs(dice: &mut Dice) -> String {
    let mut inks = [String::new(), String::new(), String::new()];
    for y in 0..3 {
        for x in 0..3 {
            let turn = dice.roll(4);
            let ink = &mut inks[dice.pick([0, 0, 1, 1, 2])];
            let rings: &[(i32, i32)] = match dice.roll(4) {
                0 => &[(100, 0)],
                1 => &[(100, 60), (36, 0)],
                _ => &[(100, 80), (60, 40), (20, 0)],
            };
            for &(outer, inner) in rings {
                quarter_ring(ink, x * 100, y * 100, turn, outer, inner);
            }
        }
    }
    let [a, b, c] = inks;
    format!(r#"<path class="a" d="{a}"/><path class="b" d="{b}"/><path class="c" d="{c}"/>"#)
}

/// Around one corner of the 100-unit cell at `left`, `top`; the two bits of `turn` say which.
fn quarter_ring(path: &mut String, left: i32, top: i32, turn: i32, outer: i32, inner: i32) {
    let (right, low) = (turn & 1 != 0, turn & 2 != 0);
    let (cx, sx) = if right { (left + 100, -1) } else { (left, 1) };
    let (cy, sy) = if low { (top + 100, -1) } else { (top, 1) };
    let sweep = i32::from(right == low);
    draw!(
        path,
        "M{} {cy}A{outer} {outer} 0 0 {sweep} {cx} {}V{}",
        cx + sx * outer,
        cy + sy * outer,
        cy + sy * inner
    );
    if inner == 0 {
        draw!(path, "H{cx}Z");
    } else {
        draw!(path, "A{inner} {inner} 0 0 {} {} {cy}Z", 1 - sweep, cx + sx * inner);
    }
}

/// One disc of colour, seven strings, one of them plucked.
fn strings(dice: &mut Dice) -> String {
    let plucked = 1 + dice.roll(5);
    let left = dice.coin();
    let (mut still, mut sounding) = (String::new(), String::new());
    for string in 0..7 {
        let y = 24 + string * 42;
        let swing = match (string - plucked).abs() {
            0 => 20,
            1 => 6,
            _ => {
                draw!(still, "M0 {y}H300");
                continue;
            }
        };
        for wave in -2..=2 {
            draw!(sounding, "M0 {y}Q75 {} 150 {y}T300 {y}", y + wave * swing);
        }
    }
    let cx = if left { 80 } else { 160 } + dice.roll(60);
    let (cy, radius) = (24 + plucked * 42, 62 + dice.roll(40));
    format!(
        r#"<circle class="b" cx="{cx}" cy="{cy}" r="{radius}"/><path class="la" d="{still}"/><path class="la th" d="{sounding}"/>"#
    )
}

/// A staff cropped so near that four notes fill the sheet; the open one is in colour.
fn heads(dice: &mut Dice) -> String {
    let mut out = String::from(r#"<path class="la" d="M0 50H300M0 100H300M0 150H300M0 200H300M0 250H300"/>"#);
    let open = dice.roll(4);
    let mut step = 3 + dice.roll(4);
    for note in 0..4 {
        step = (step + dice.pick([-3, -2, -1, 1, 2, 3])).clamp(1, 9);
        let (cx, cy) = (42 + note * 72, step * 25 + 25);
        // The stem goes up on the right of a low note, down on the left of a high one.
        let up = if step > 4 { 1 } else { -1 };
        let (line, head, rx, ry) = if note == open {
            ("lb", "lb fat", 25, 16)
        } else {
            ("la", "a", 31, 22)
        };
        draw!(
            out,
            r#"<path class="{line} stem" d="M{} {}V{}"/>"#,
            cx + up * 27,
            cy - up * 8,
            cy - up * 140
        );
        draw!(
            out,
            r#"<ellipse class="{head}" cx="{cx}" cy="{cy}" rx="{rx}" ry="{ry}" transform="rotate(-20 {cx} {cy})"/>"#
        );
    }
    out
}

/// Two or three grooved discs, overprinted.
fn cymbals(dice: &mut Dice) -> String {
    let mut out = String::new();
    let count = 2 + dice.below(2);
    let inks = if dice.coin() { ["b", "a", "c"] } else { ["a", "b", "c"] };
    let discs = [(90, 128), (210, 92), (150, 60)];
    for (ink, (middle, size)) in inks.into_iter().zip(discs).take(count) {
        let cx = 40 + dice.roll(220);
        let cy = middle + dice.roll(50) - 25;
        let radius = size + dice.roll(24);
        draw!(out, r#"<circle class="{ink}" cx="{cx}" cy="{cy}" r="{radius}"/>"#);
        let mut groove = radius - 14;
        while groove > 24 {
            draw!(out, r#"<circle class="ls" cx="{cx}" cy="{cy}" r="{groove}"/>"#);
            groove -= 16;
        }
        draw!(out, r#"<circle class="s" cx="{cx}" cy="{cy}" r="9"/>"#);
    }
    out
}

/// A manual seen from above; the chord being held is in colour.
fn keys(dice: &mut Dice) -> String {
    let chord = dice.pick([[0, 2, 4], [1, 3, 5], [0, 3, 5], [1, 4, 6], [2, 4, 6]]);
    let top = if dice.coin() { 110 } else { 0 };
    let sharps = if dice.coin() { [1, 2, 4, 5, 6] } else { [1, 2, 3, 5, 6] };
    let (mut white, mut held, mut gaps, mut black) = (String::new(), String::new(), String::new(), String::new());
    for key in 0..7 {
        let to = if chord.contains(&key) { &mut held } else { &mut white };
        draw!(to, "M{} 0h43v300h-43z", key * 43);
    }
    for gap in 1..7 {
        draw!(gaps, "M{} 0V300", gap * 43);
    }
    for key in sharps {
        draw!(black, "M{} {top}h28v190h-28z", key * 43 - 14);
    }
    format!(
        r#"<path class="c" d="{white}"/><path class="b" d="{held}"/><path class="la" d="{gaps}"/><path class="a" d="{black}"/>"#
    )
}

/// Two bars of a rhythm, eight steps by five voices; loud beats are big.
fn pulse(dice: &mut Dice) -> String {
    const EVERY: [i32; 5] = [2, 4, 3, 1, 2];
    const LOUD: [i32; 5] = [17, 24, 14, 9, 20];
    let offset = [dice.roll(2), dice.roll(4), dice.roll(3), 0, 1];
    let (mut ink, mut colour) = (String::new(), String::new());
    for (voice, (y, to_colour)) in (0..5)
        .map(|voice| (32 + voice * 59, voice == 1 || voice == 4))
        .enumerate()
    {
        for step in 0..8 {
            let beat = (step + offset[voice]) % EVERY[voice] == 0;
            let sounds = if beat { dice.roll(8) > 0 } else { dice.roll(9) == 0 };
            let (x, radius) = (20 + step * 37, if sounds { LOUD[voice] } else { 3 });
            let to = if to_colour { &mut colour } else { &mut ink };
            draw!(
                to,
                "M{} {y}a{radius} {radius} 0 1 0 {d} 0a{radius} {radius} 0 1 0 -{d} 0",
                x - radius,
                d = 2 * radius
            );
        }
    }
    format!(r#"<path class="a" d="{ink}"/><path class="b" d="{colour}"/>"#)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::Deserialize;
    use sha2::{Digest, Sha256};

    /// What the reference drawing gave for a slug, as a whole `<svg>`.
    #[derive(Deserialize)]
    struct Vector {
        slug: String,
        seed: u32,
        pattern: String,
        bytes: usize,
        sha256: String,
    }

    const PATTERNS: [&str; 6] = ["arcs", "strings", "heads", "cymbals", "keys", "pulse"];

    fn vectors() -> Vec<Vector> {
        serde_json::from_str(include_str!("cover_vectors.json")).expect("the vectors are well-formed")
    }

    #[test]
    fn a_slug_is_drawn_as_the_reference_draws_it() {
        for vector in vectors() {
            assert_eq!(hash(&vector.slug), vector.seed, "{}", vector.slug);
            let pattern = usize::try_from(vector.seed % 6).expect("less than six");
            assert_eq!(PATTERNS[pattern], vector.pattern, "{}", vector.slug);
            let svg = format!(
                r#"<svg class="art" viewBox="0 0 300 300" preserveAspectRatio="xMidYMid slice" aria-hidden="true" focusable="false">{}</svg>"#,
                art(&vector.slug).as_str()
            );
            assert_eq!(svg.len(), vector.bytes, "{svg}");
            let digest: String = Sha256::digest(&svg).iter().map(|byte| format!("{byte:02x}")).collect();
            assert_eq!(digest, vector.sha256, "{svg}");
        }
    }

    #[test]
    fn every_pattern_has_a_vector() {
        let vectors = vectors();
        for pattern in PATTERNS {
            assert!(
                vectors.iter().any(|vector| vector.pattern == pattern),
                "no vector draws {pattern}"
            );
        }
    }

    #[test]
    fn a_cover_fits_a_list_whatever_the_slug() {
        for number in 0..2_000 {
            let slug = format!("event-{number}");
            let drawing = art(&slug);
            assert!(drawing.as_str().len() < 2_000, "{slug}: {}", drawing.as_str());
            assert!(!drawing.as_str().contains("style"), "{slug}");
        }
    }
}
