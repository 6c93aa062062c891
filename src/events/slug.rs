//! The name of an event in addresses: its title in plain letters, and a tail nobody can guess.
//!
//! The tail makes a title in any script work, keeps two events apart, hides an unlisted one, and cannot collide with
//! a page of ours such as `/events/new`. A slug is set when the event is made and never changes.

use crate::error::AppError;
use crate::language::fold;

/// How much of a title a slug keeps.
const LONGEST: usize = 60;

/// How long a slug can be: the title, a dash, the tail.
const LONGEST_SLUG: usize = LONGEST + 9;

/// A slug, whether or not an event has it: plain letters, digits and dashes.
#[derive(Clone, Debug, PartialEq, Eq, serde::Deserialize)]
#[serde(try_from = "String")]
pub struct Slug(String);

impl Slug {
    /// The slug of a new event: the plain letters of its title, if it has any, and `tail`.
    pub fn new(title: &str, tail: &str) -> Self {
        let plain = plain(title);
        Self(if plain.is_empty() {
            tail.to_owned()
        } else {
            format!("{plain}-{tail}")
        })
    }

    /// Reads a slug from an address or a form. What cannot be one names no event; nothing else reaches the database.
    pub fn parse(text: &str) -> Result<Self, AppError> {
        let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        let known = !text.is_empty() && text.len() <= LONGEST_SLUG && text.chars().all(plain);
        if known {
            Ok(Self(text.to_owned()))
        } else {
            Err(AppError::NotFound)
        }
    }

    /// As it stands in an address.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The path of the event's page.
    pub fn path(&self) -> String {
        format!("/events/{}", self.0)
    }

    /// The path of the picture that is shown beside the event's link.
    pub fn picture_path(&self) -> String {
        format!("{}/poster.png", self.path())
    }

    /// The path of the page on which its hosts change it.
    pub fn edit_path(&self) -> String {
        format!("{}/edit", self.path())
    }
}

impl TryFrom<String> for Slug {
    type Error = AppError;

    fn try_from(text: String) -> Result<Self, AppError> {
        Self::parse(&text)
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

/// ASCII letters and digits, with a dash wherever something else stood. Only whole words are kept, where a word fits.
fn plain(title: &str) -> String {
    let mut plain = String::new();
    for letter in fold(title).chars() {
        match spelled(letter) {
            Some(letters) => plain.push_str(letters),
            None if letter.is_ascii_alphanumeric() => plain.push(letter),
            // An apostrophe stands inside a word: "Rock’n’roll".
            None if matches!(letter, '\'' | '’') => {}
            None if plain.ends_with('-') || plain.is_empty() => {}
            None => plain.push('-'),
        }
    }
    if plain.len() > LONGEST {
        // One more, to see whether a word ends right there.
        let cut = plain[..=LONGEST].rfind('-').filter(|&dash| dash > 0).unwrap_or(LONGEST);
        plain.truncate(cut);
    }
    plain.truncate(plain.trim_end_matches('-').len());
    plain
}

/// Letters of Latin alphabets that are no letter with a mark, and so stay as they are when folded.
fn spelled(letter: char) -> Option<&'static str> {
    Some(match letter {
        'ß' => "ss",
        'æ' => "ae",
        'œ' => "oe",
        'ø' => "o",
        'đ' | 'ð' => "d",
        'ł' => "l",
        'ı' => "i",
        'þ' => "th",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(title: &str, tail: &str) -> String {
        Slug::new(title, tail).to_string()
    }

    #[test]
    fn a_title_becomes_plain_letters() {
        assert_eq!(
            slug("Forró na Baixa: traz o pandeiro!", "k3j5mq2p"),
            "forro-na-baixa-traz-o-pandeiro-k3j5mq2p"
        );
        assert_eq!(slug("  Rock’n’roll & Blues  ", "k3j5mq2p"), "rocknroll-blues-k3j5mq2p");
        assert_eq!(
            slug("Sønderjysk Straßenmusik", "k3j5mq2p"),
            "sonderjysk-strassenmusik-k3j5mq2p"
        );
    }

    #[test]
    fn a_title_in_another_script_is_its_tail() {
        assert_eq!(slug("Джем в подвале", "k3j5mq2p"), "k3j5mq2p");
        assert_eq!(slug("即興演奏", "k3j5mq2p"), "k3j5mq2p");
        assert_eq!(slug("Jam 即興 4", "k3j5mq2p"), "jam-4-k3j5mq2p");
    }

    #[test]
    fn a_long_title_ends_with_a_whole_word() {
        let slug = slug(
            "Twenty guitars, nineteen amplifiers, and one very patient neighbour upstairs",
            "k3j5mq2p",
        );
        assert_eq!(slug, "twenty-guitars-nineteen-amplifiers-and-one-very-patient-k3j5mq2p");
    }

    #[test]
    fn a_word_that_ends_at_the_limit_is_kept() {
        let title = format!("{} {}", "a".repeat(LONGEST - 2), "b");
        assert_eq!(plain(&title).len(), LONGEST);
        assert_eq!(plain(&format!("{title} c")), plain(&title));
    }

    #[test]
    fn one_endless_word_is_cut() {
        assert_eq!(plain(&"x".repeat(120)), "x".repeat(LONGEST));
    }

    #[test]
    fn it_never_needs_escaping_in_an_address() {
        for title in ["a/b?c#d%e", "\"<script>\"", "..", "\u{202e}gnp.exe", "new"] {
            let slug = slug(title, "k3j5mq2p");
            assert!(
                slug.chars()
                    .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-'),
                "{slug}"
            );
            assert!(slug.ends_with("k3j5mq2p") && slug != "new", "{slug}");
        }
    }

    #[test]
    fn what_was_made_can_be_read_and_nothing_odd_can() {
        let longest = slug(&"x".repeat(120), "k3j5mq2p");
        for text in [longest.as_str(), "k3j5mq2p", "new"] {
            assert_eq!(Slug::parse(text).as_ref().map(Slug::as_str), Ok(text));
        }
        for text in ["", "a b", "a/b", "É", "A", "a\0", "a%00", &"x".repeat(LONGEST_SLUG + 1)] {
            assert_eq!(Slug::parse(text), Err(AppError::NotFound), "{text:?}");
        }
    }
}
