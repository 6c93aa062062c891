//! What people type, made comparable (`fold`) and storable (`clean_*`).

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// For searching and for keys: NFKD, marks removed, lower case. Both engines compare what this makes, byte by byte;
/// their own case rules know ASCII only, or differ.
///
/// ```
/// assert_eq!(tutti::language::fold("Forró na Praça"), "forro na praca");
/// ```
pub fn fold(text: &str) -> String {
    text.nfkd()
        .filter(|c| !is_combining_mark(*c))
        .flat_map(char::to_lowercase)
        .nfkd()
        .filter(|c| !is_combining_mark(*c))
        .collect()
}

/// A text holds control characters, which no keyboard types and no page shows, or such as turn the order of what stands
/// around them (Unicode Bidirectional Algorithm §2.1, §2.2, §2.4): a name could write over the sentence it stands in. Or
/// noncharacters (Unicode §23.7), which no font has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unclean;

/// One line as it is kept: NFC, ends trimmed. Refuses control characters, line breaks among them.
pub fn clean_line(text: &str) -> Result<String, Unclean> {
    clean(text, |_| false)
}

/// A text of several lines as it is kept: NFC, line breaks as LF, ends trimmed. Refuses control characters other than
/// LF and TAB.
pub fn clean_text(text: &str) -> Result<String, Unclean> {
    clean(text, |c| matches!(c, '\n' | '\t'))
}

fn clean(text: &str, allowed: impl Fn(char) -> bool) -> Result<String, Unclean> {
    let text: String = text.replace("\r\n", "\n").replace('\r', "\n").trim().nfc().collect();
    let turns = |c: char| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let never = |c: char| matches!(c, '\u{FDD0}'..='\u{FDEF}') || u32::from(c) & 0xFFFE == 0xFFFE;
    if text
        .chars()
        .any(|c| turns(c) || never(c) || (c.is_control() && !allowed(c)))
    {
        return Err(Unclean);
    }
    let invisible = CodePointSetData::new::<DefaultIgnorableCodePoint>();
    // U+2800 is Braille's space.
    let blank = text
        .chars()
        .all(|c| c.is_whitespace() || c == '\u{2800}' || invisible.contains(c));
    Ok(if blank { String::new() } else { text })
}

/// One line of what somebody looks for: a control character is a space, and what is too long is cut, not refused.
pub fn search_line(typed: &str, longest: usize) -> String {
    let words = typed.split(|c: char| c.is_whitespace() || c.is_control());
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.join(" ").chars().take(longest).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_ignores_marks_case_and_width() {
        for (typed, key) in [
            ("Ärger", "arger"),
            ("ＪＡＺＺ", "jazz"),
            ("ﬁn", "fin"),
            ("İstanbul", "istanbul"),
            ("Ελλάδα", "ελλαδα"),
        ] {
            assert_eq!(fold(typed), key);
            assert_eq!(fold(key), key, "folding twice changes nothing");
        }
    }

    #[test]
    fn a_text_is_kept_in_one_form() {
        assert_eq!(clean_text("  a\r\nb\te\u{301} \n").as_deref(), Ok("a\nb\té"));
        assert_eq!(clean_text("a\u{0}b"), Err(Unclean));
        assert_eq!(clean_line("a\nb"), Err(Unclean));
        assert_eq!(clean_line(" one line \n").as_deref(), Ok("one line"));
        assert_eq!(clean_line("Ines\u{202E}"), Err(Unclean));
        assert_eq!(clean_line("Ines\u{FFFF}"), Err(Unclean));
    }

    #[test]
    fn what_nobody_sees_is_nothing() {
        for blank in [
            "\u{200B}",
            " \u{200B} \u{2060}",
            "\u{AD}",
            "\u{3164}\u{FEFF}",
            "\u{2800}",
        ] {
            assert_eq!(clean_text(blank).as_deref(), Ok(""), "{blank:?}");
        }
        let seen = "👩\u{200D}🎤 می\u{200C}خواهم";
        assert_eq!(clean_text(seen).as_deref(), Ok(seen), "joiners shape what is seen");
    }
}
