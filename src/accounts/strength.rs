//! How hard a password is to guess, as zxcvbn estimates it: slow, so it runs in a turn (`turns`).

/// How many characters of a password are looked at. The library's time grows by the square, and with the letters that a
/// sign may stand for: a hundred such signs take it seconds.
const LOOKED_AT: usize = 32;

/// Hard to guess, and hard still without what is known: zxcvbn takes a few known words in a row for a strong password.
pub(super) fn is_strong(password: &str, about: &[String], site: &str) -> bool {
    let known = known_words(about, site);
    let rest = known
        .iter()
        .fold(password.to_lowercase(), |rest, word| rest.replace(word.as_str(), " "));
    let words: Vec<&str> = known.iter().map(String::as_str).collect();
    let guessed = |text: &str| {
        let start: String = text.chars().take(LOOKED_AT).collect();
        zxcvbn::zxcvbn(&start, &words).score() < zxcvbn::Score::Three
    };
    !guessed(password) && (rest == password.to_lowercase() || !guessed(rest.trim()))
}

/// The words to be found in a person's name and address and in the site's, the longest first.
fn known_words(about: &[String], site: &str) -> Vec<String> {
    let mut words = vec!["tutti".to_owned()];
    for about in about.iter().map(String::as_str).chain([site]) {
        let about = about.chars().take(300).collect::<String>().to_lowercase();
        let halves = about.split('@').flat_map(|half| half.split("://"));
        let parts = about.split(|c: char| !c.is_alphanumeric());
        words.extend(
            [about.as_str()]
                .into_iter()
                .chain(halves)
                .chain(parts)
                .map(|word| word.chars().take(64).collect()),
        );
    }
    words.retain(|word: &String| word.chars().count() >= 3);
    words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
    words.dedup();
    words.truncate(24);
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::{Duration, Instant};

    const SITE: &str = "https://music.example";

    #[test]
    fn a_password_is_not_made_of_what_is_known() {
        let about = ["ines-duarte".to_owned(), "ines.trumpet@brassband.example".to_owned()];
        for weak in [
            "password",
            "qwertyuiop",
            "12345678",
            "aaaaaaaaaaaaaaaa",
            "iloveyou1",
            "trustno1!",
            "Tutti2026",
            "tuttitutti",
            "music.example",
            "ines-duarte",
            "ines.trumpet",
            "Duarte2026",
            "brassband1",
            "ines.trumpet@brassband.example",
            "etraud-seni",
            "ines.trumpet.tutti",
            "Tutti-Ines-2026",
            "Duarte+Brassband",
        ] {
            assert!(!is_strong(weak, &about, SITE), "{weak}");
        }
        for strong in [
            "correct horse battery staple",
            "zK3$vq9!mW",
            "sixteen saxophones in a phone box",
            "ações ao pôr do sol",
            "tutti: ines counts nine crotchets",
        ] {
            assert!(is_strong(strong, &about, SITE), "{strong}");
        }
        assert!(!is_strong("brassband1", &[], SITE));
    }

    #[test]
    fn estimating_takes_little_time_whatever_comes() {
        let about = ["a".repeat(30), format!("{}@{}", "a1.".repeat(20), "b2.".repeat(60))];
        for typed in [
            "a".repeat(128),
            "aA4@".repeat(32),
            "1qaz2wsx".repeat(16),
            "19991999".repeat(16),
            "🥁".repeat(128),
            "password".repeat(16),
            "4@8({[<369&#!1/|0$5+7%2z".repeat(5),
        ] {
            let start = Instant::now();
            is_strong(&typed, &about, SITE);
            assert!(
                start.elapsed() < Duration::from_secs(1),
                "{typed}: {:?}",
                start.elapsed()
            );
        }
    }
}
