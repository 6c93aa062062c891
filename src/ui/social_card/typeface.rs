//! Letters as paths: the two faces of the house, for pictures that we draw. Letters that a face lacks are left out.
//!
//! The files in `faces/` are made of those in `public/fonts/`: one weight each, without hints, kerning kept.

use harfrust::{Buffer, Font, ShapeOptions, ShaperFont, shape};
use skrifa::outline::{DrawSettings, OutlinePen};
use skrifa::prelude::{LocationRef, Size};
use skrifa::{FontRef, GlyphId, MetadataProvider};
use std::fmt::Write;
use std::sync::LazyLock;

/// Besley 800: titles.
pub(super) static TITLE: LazyLock<Typeface> = LazyLock::new(|| Typeface::new(include_bytes!("faces/besley-800.ttf")));
/// Besley 900, digits alone: the day of the month.
pub(super) static DAY: LazyLock<Typeface> =
    LazyLock::new(|| Typeface::new(include_bytes!("faces/besley-900-digits.ttf")));
/// Instrument Sans 600: everything else.
pub(super) static TEXT: LazyLock<Typeface> =
    LazyLock::new(|| Typeface::new(include_bytes!("faces/instrument-sans-600.ttf")));

/// One weight of one face.
pub(super) struct Typeface {
    outlines: FontRef<'static>,
    shapes: Font,
    units: f32,
}

/// Letters that were set: a path that begins at 0, 0 on the base line, and how far it reaches.
pub(super) struct Setting {
    pub(super) path: String,
    pub(super) width: f32,
}

impl Typeface {
    fn new(file: &'static [u8]) -> Self {
        let shapes = Font::new(file, 0).expect("a face of the house is a font");
        Self {
            outlines: FontRef::new(file).expect("a face of the house is a font"),
            units: f32::from(shapes.units_per_em()),
            shapes,
        }
    }

    /// What can be set of a text: its letters that this face has, in words with one space between.
    pub(super) fn letters(&self, text: &str) -> String {
        let letters = self.outlines.charmap();
        let known: String = text
            .chars()
            .filter(|c| c.is_whitespace() || letters.map(*c).is_some())
            .collect();
        known.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// A line of letters in this size, `spacing` wider apart than the face has them.
    pub(super) fn set(&self, text: &str, size: f32, spacing: f32) -> Setting {
        let scale = size / self.units;
        let mut letters = Buffer::new();
        letters.push_str(text);
        letters.guess_segment_properties();
        let mut pen = Pen {
            path: String::new(),
            scale,
            x: 0.0,
        };
        if shape(&ShaperFont::new(&self.shapes), &mut letters, ShapeOptions::new()).is_err() {
            return Setting {
                path: pen.path,
                width: 0.0,
            };
        }
        let outlines = self.outlines.outline_glyphs();
        for (glyph, place) in letters.glyph_infos().iter().zip(letters.glyph_positions()) {
            if let Some(outline) = outlines.get(GlyphId::new(glyph.glyph_id)) {
                let settings = DrawSettings::unhinted(Size::unscaled(), LocationRef::default());
                // What a broken glyph has drawn until it broke off is drawn.
                let _ = outline.draw(settings, &mut pen);
            }
            pen.x += place.x_advance as f32 * scale + spacing;
        }
        Setting {
            path: pen.path,
            width: pen.x,
        }
    }

    /// As much of a text as there is room for, in this size or a little smaller, an ellipsis at its end where it is cut.
    pub(super) fn fitting(&self, text: &str, size: f32, room: f32) -> Setting {
        let smaller = [size, size * 0.93, size * 0.87];
        let mut whole = smaller.into_iter().map(|size| self.set(text, size, 0.0));
        whole
            .find(|line| line.width <= room)
            .unwrap_or_else(|| self.set(&self.cut(text, size, 0.0, room), size, 0.0))
    }

    /// A text in at most two lines: broken between words, within one only where it is longer than a line, and with an
    /// ellipsis where it does not end.
    pub(super) fn two_lines(&self, text: &str, size: f32, spacing: f32, room: f32) -> Vec<Setting> {
        let fits = |line: &str| self.set(line, size, spacing).width <= room;
        let (mut first, mut rest) = (String::new(), text.trim());
        while !rest.is_empty() {
            let word = rest.split_inclusive([' ', '-']).next().unwrap_or(rest);
            if !fits(format!("{first}{word}").trim_end()) {
                break;
            }
            first.push_str(word);
            rest = &rest[word.len()..];
        }
        if first.is_empty() {
            let most = rest.char_indices().map(|(at, letter)| at + letter.len_utf8());
            let end = most.take_while(|end| fits(&rest[..*end])).last().unwrap_or(rest.len());
            (first, rest) = (rest[..end].to_owned(), &rest[end..]);
        }
        let mut lines = vec![self.set(first.trim_end(), size, spacing)];
        if !rest.is_empty() {
            let second = if fits(rest) {
                rest.to_owned()
            } else {
                self.cut(rest, size, spacing, room)
            };
            lines.push(self.set(&second, size, spacing));
        }
        lines
    }

    /// The beginning of a text that is too long, and an ellipsis: after a whole word, where that leaves half of it.
    fn cut(&self, text: &str, size: f32, spacing: f32, room: f32) -> String {
        let begins = |end: usize| format!("{}…", text[..end].trim_end_matches([' ', ',', ':', '-']));
        let mut ends = text.char_indices().map(|(at, _)| at).rev();
        let most = ends.find(|end| self.set(&begins(*end), size, spacing).width <= room);
        let most = most.unwrap_or(0);
        let in_a_word = !text[most..].starts_with(' ');
        let word = text[..most].rfind(' ').filter(|end| in_a_word && end * 2 >= most);
        begins(word.unwrap_or(most))
    }
}

/// Writes outlines, which look up, as a path of SVG, which looks down.
struct Pen {
    path: String,
    scale: f32,
    x: f32,
}

impl Pen {
    fn write(&mut self, command: &str, points: &[(f32, f32)]) {
        self.path.push_str(command);
        for (x, y) in points {
            // A `String` takes everything.
            let _ = write!(self.path, " {:.2} {:.2}", self.x + x * self.scale, -y * self.scale);
        }
    }
}

impl OutlinePen for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        self.write("M", &[(x, y)]);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        self.write("L", &[(x, y)]);
    }

    fn quad_to(&mut self, cx: f32, cy: f32, x: f32, y: f32) {
        self.write("Q", &[(cx, cy), (x, y)]);
    }

    fn curve_to(&mut self, ax: f32, ay: f32, bx: f32, by: f32, x: f32, y: f32) {
        self.write("C", &[(ax, ay), (bx, by), (x, y)]);
    }

    fn close(&mut self) {
        self.path.push('Z');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_a_face_lacks_are_left_out() {
        assert_eq!(TITLE.letters("Jam 即興 at  Łódź 🎺!"), "Jam at Łódź !");
        assert_eq!(TITLE.letters("即興演奏 🎺"), "");
        assert_eq!(TITLE.letters("<script>&amp;</script>"), "<script>&amp;</script>");
        assert_eq!(
            TITLE.letters("Forró “à la” Českých bratří…"),
            "Forró “à la” Českých bratří…"
        );
    }

    #[test]
    fn letters_stand_closer_where_the_face_says_so() {
        let width = |text| TITLE.set(text, 100.0, 0.0).width;
        assert!(width("To") < width("T") + width("o") - 1.0, "kerned");
        assert!((width("mm") - 2.0 * width("m")).abs() < 8.0);
        assert!(TITLE.set("a", 100.0, 0.0).path.starts_with('M'));
        assert_eq!(TITLE.set("", 100.0, 0.0).width, 0.0);
    }

    #[test]
    fn a_title_takes_two_lines_at_most_and_never_more_room() {
        for (title, lines) in [
            ("Jam", 1),
            ("Street band rehearsal", 2),
            (
                "Four days of circle songs by the river, and a fifth for whoever stays",
                2,
            ),
            ("W", 1),
            (&"W".repeat(120), 2),
            (&"wide-awake ".repeat(11), 2),
            ("Donaudampfschifffahrtsgesellschaftskapitän und Orchester", 2),
            ("", 1),
        ] {
            let set = TITLE.two_lines(title, 64.0, -1.4, 640.0);
            assert_eq!(set.len(), lines, "{title}");
            assert!(set.iter().all(|line| line.width <= 640.0), "{title}");
        }
    }

    #[test]
    fn what_is_too_long_ends_with_an_ellipsis() {
        assert_eq!(TEXT.cut("Wednesday, September 2027", 30.0, 0.0, 200.0), "Wednesday…");
        assert!(TEXT.fitting(&"x".repeat(200), 30.0, 300.0).width <= 300.0);
        let room = TITLE.set("rehearsal: four new ch…", 64.0, 0.0).width;
        assert_eq!(
            TITLE.cut("rehearsal: four new charts", 64.0, 0.0, room),
            "rehearsal: four new…"
        );
    }
}
