//! What people type, made comparable (`fold`) and storable (`clean_*`).

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

/// A text holds control characters, which no keyboard types and no page shows.
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
    if text.chars().any(|c| c.is_control() && !allowed(c)) {
        Err(Unclean)
    } else {
        Ok(text)
    }
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
    }
}
