//! The picture that goes along when an event's link is shared (ogp.me): 1200 by 630, printed like the event's poster.
//!
//! A drawing of paths alone: letters are outlines (`typeface`), the art is the cover's, and colours stand here once more as
//! what `style/tokens.css` makes of them in the light, since a picture knows no sheet. Nobody's text is markup in it.

mod typeface;

use self::typeface::{DAY, Setting, TEXT, TITLE};
use super::cover;
use super::logo;
use super::note::Sign;
use super::stock::Stock;
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};
use std::fmt::Write;

/// The size that every site shows whole (ogp.me, 1.91 to 1).
pub const WIDTH: u32 = 1200;
/// See `WIDTH`.
pub const HEIGHT: u32 = 630;

/// Of the words: from here to the art.
const LEFT: f32 = 52.0;
const ART: f32 = 730.0;
const ROOM: f32 = ART - LEFT - 30.0;

/// What a picture shows. Two that are equal are the same picture.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SocialCard {
    pub stock: Stock,
    /// Draws the art.
    pub slug: String,
    /// Of the month, two digits; nothing, where there is no day.
    pub day: Option<String>,
    /// Two lines beside the day.
    pub when: [String; 2],
    pub title: String,
    /// Stands for a title of letters that our faces don't have.
    pub otherwise: String,
    /// What is free, with its note, or what there is to say instead.
    pub places: (Option<Sign>, String),
    /// Cancelled: printed in grey.
    pub gone: bool,
}

impl SocialCard {
    /// The picture as PNG: work for the processor. Nothing where it can't be drawn, which is a fault of ours.
    pub fn png(&self) -> Option<Vec<u8>> {
        let drawing = Tree::from_str(&self.svg(), &Options::default()).ok()?;
        let mut picture = Pixmap::new(WIDTH, HEIGHT)?;
        resvg::render(&drawing, Transform::identity(), &mut picture.as_mut());
        if self.gone {
            grey(picture.data_mut());
        }
        picture.encode_png().ok()
    }

    fn svg(&self) -> String {
        let Inks { stock, b, c } = inks(self.stock);
        let mut out = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="{WIDTH}" height="{HEIGHT}"><style>.a{{fill:{INK}}}.b{{fill:{b}}}.c{{fill:{c}}}.s{{fill:{stock}}}.la,.lb,.ls{{fill:none;stroke:{INK};stroke-width:3}}.lb{{stroke:{b}}}.ls{{stroke:{stock};stroke-width:1.5}}.th{{stroke-width:1.5}}.stem{{stroke-width:8}}.fat{{stroke-width:14}}.name{{color:{INK}}}.name ellipse{{stroke:{INK}}}</style><rect width="{WIDTH}" height="{HEIGHT}" fill="{stock}"/>"#
        );
        let art = cover::art(&self.slug);
        // A `String` takes everything, here and below.
        let _ = write!(
            out,
            r#"<svg x="{ART}" width="470" height="{HEIGHT}" viewBox="0 0 300 300" preserveAspectRatio="xMidYMid slice">{}</svg>"#,
            art.as_str()
        );
        let mut beside = LEFT + 4.0;
        if let Some(day) = &self.day {
            let day = DAY.set(&DAY.letters(day), 196.0, -11.0);
            put(&mut out, &day, LEFT, 208.0);
            beside = LEFT + day.width + 27.0;
        }
        for (line, y) in self.when.iter().zip([168.0, 208.0]) {
            let line = TEXT.fitting(&TEXT.letters(line), 30.0, ART - 20.0 - beside);
            put(&mut out, &line, beside, y);
        }
        let title = Some(TITLE.letters(&self.title)).filter(|title| title.contains(char::is_alphanumeric));
        let title = title.unwrap_or_else(|| TITLE.letters(&self.otherwise));
        let lines = TITLE.two_lines(&title, 64.0, -1.4, ROOM);
        for (line, y) in lines.iter().zip([318.0, 388.0]) {
            put(&mut out, line, LEFT + 4.0, y);
        }
        let (note, places) = &self.places;
        let head = match note {
            Some(Sign::Free) => r#"rx="15" ry="10" fill="none" stroke-width="6""#,
            Some(Sign::Taken) => r#"rx="18" ry="13" stroke-width="0" class="a""#,
            None => "",
        };
        let words = if note.is_some() {
            let _ = write!(
                out,
                r#"<ellipse cx="72" cy="452" {head} stroke="{INK}" transform="rotate(-20 72 452)"/>"#
            );
            LEFT + 50.0
        } else {
            LEFT + 4.0
        };
        let places = TEXT.fitting(&TEXT.letters(places), 30.0, ART - 20.0 - words);
        put(&mut out, &places, words, 463.0);
        let _ = write!(
            out,
            r#"<svg class="name" x="56" y="524" width="150" height="56" viewBox="{}">{}</svg></svg>"#,
            logo::VIEW_BOX,
            logo::DRAWING.as_str()
        );
        out
    }
}

fn put(out: &mut String, line: &Setting, x: f32, y: f32) {
    let _ = write!(
        out,
        r#"<path class="a" transform="translate({x} {y})" d="{}"/>"#,
        line.path
    );
}

/// `--print-ink`.
const INK: &str = "#131b31";

/// A paper and what is printed on it beside ink.
struct Inks {
    stock: &'static str,
    b: &'static str,
    c: &'static str,
}

/// What the tokens of a stock's class are in sRGB, in the light.
fn inks(stock: Stock) -> Inks {
    let (stock, b, c) = match stock {
        Stock::Canary => ("#fbd237", "#e4331c", "#fdf7e1"),
        Stock::Mint => ("#84e1ba", "#2f62ac", "#e2faee"),
        Stock::Coral => ("#fa734b", "#ffdb5a", "#ffecdd"),
        Stock::Sky => ("#8cc9f2", "#ffe05e", "#ecf9ff"),
        Stock::Rose => ("#ffa9c0", "#c51d28", "#fff2f6"),
    };
    Inks { stock, b, c }
}

/// As the sheet's `grayscale(1)` (Filter Effects 1, the luminance of sRGB).
fn grey(rgba: &mut [u8]) {
    for pixel in rgba.chunks_exact_mut(4) {
        let [red, green, blue] = [pixel[0], pixel[1], pixel[2]].map(u32::from);
        let light = (red * 2126 + green * 7152 + blue * 722 + 5000) / 10000;
        pixel[..3].fill(u8::try_from(light).unwrap_or(u8::MAX));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn card() -> SocialCard {
        SocialCard {
            stock: Stock::Mint,
            slug: "example-street-band".to_owned(),
            day: Some("26".to_owned()),
            when: ["Thursday, November 2026".to_owned(), "20:00, Lyon".to_owned()],
            title: "Street band rehearsal: four new charts".to_owned(),
            otherwise: "Rehearsal".to_owned(),
            places: (Some(Sign::Free), "3 places free".to_owned()),
            gone: false,
        }
    }

    fn picture(card: &SocialCard) -> Pixmap {
        let png = card.png().expect("a picture");
        assert!(png.len() < 150_000, "{} bytes", png.len());
        let picture = Pixmap::decode_png(&png).expect("a PNG");
        assert_eq!((picture.width(), picture.height()), (WIDTH, HEIGHT));
        picture
    }

    fn dark(picture: &Pixmap, columns: std::ops::Range<u32>, rows: std::ops::Range<u32>) -> usize {
        let places = rows.flat_map(|y| columns.clone().map(move |x| (x, y)));
        let pixels = places.filter_map(|(x, y)| picture.pixel(x, y));
        pixels.filter(|pixel| pixel.red() < 60 && pixel.green() < 60).count()
    }

    #[test]
    fn a_picture_shows_day_title_places_and_name() {
        let picture = picture(&card());
        for (what, columns, rows) in [
            ("the day", 50..300, 60..210),
            ("when", 330..700, 140..215),
            ("the first line", 50..700, 265..335),
            ("the second line", 50..700, 340..405),
            ("the places", 50..400, 435..475),
            ("the name", 50..210, 520..582),
            ("the art", 730..1200, 0..630),
        ] {
            assert!(dark(&picture, columns, rows) > 200, "{what}");
        }
        let stock = picture.pixel(2, 2).expect("a corner");
        assert_eq!((stock.red(), stock.green(), stock.blue()), (0x84, 0xe1, 0xba));
    }

    #[test]
    fn whatever_people_write_is_drawn_or_left_out() {
        for title in [
            "</svg><script>alert(1)</script>",
            "&amp; \"quotes\" 'n' <b>",
            "🎺🎷🥁",
            "即興演奏",
            "\u{202e}gnp.exe \u{0} \u{feff}",
            "",
            &"𝕁𝕒𝕞 ".repeat(30),
            &"W".repeat(120),
        ] {
            let card = SocialCard {
                title: title.to_owned(),
                when: [title.to_owned(), title.to_owned()],
                places: (None, title.to_owned()),
                ..card()
            };
            let svg = card.svg();
            assert!(!svg.contains("script") && svg.matches("<svg").count() == 3, "{title}");
            let words = dark(&picture(&card), 50..700, 265..405);
            assert!(words > 200, "a title, or the word for it: {title}");
        }
    }

    #[test]
    fn every_stock_is_printed_and_what_is_cancelled_in_grey() {
        for stock in Stock::ALL {
            let corner = |gone| {
                let card = SocialCard { stock, gone, ..card() };
                let pixel = picture(&card).pixel(2, 2).expect("a corner");
                [pixel.red(), pixel.green(), pixel.blue()]
            };
            let [red, green, blue] = corner(false);
            assert!(red != green || green != blue);
            let [red, green, blue] = corner(true);
            assert!(red == green && green == blue);
        }
    }
}
