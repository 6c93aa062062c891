//! The words under which an event or a musician is found, and the words somebody looks for.
//!
//! Both come from the same function, so that they meet: folded, cut where no letter or digit stands, at most
//! [`LONGEST`] letters each. Scripts that write without spaces give one word a sign: "音乐" finds "音乐会".

use super::fold;
use std::collections::BTreeSet;

/// A longer word is cut, in what is found as in a query.
const LONGEST: usize = 40;
/// How much of a longer text is found by.
const FROM_TEXT: usize = 100;

/// The words that something is found by: those of all its names, and of the beginning of what it says of itself. Each
/// stands once. Their number is bounded, since names are short.
pub fn of_names_and_text(names: &[&str], text: &str) -> BTreeSet<String> {
    let names = names.iter().flat_map(|name| words(name));
    names.chain(words(text).into_iter().take(FROM_TEXT)).collect()
}

/// The words of a query, each once, the longest first: the fewer rows hold a word, the sooner they are told apart by it, and
/// long words are rare.
pub fn of_query(query: &str) -> Vec<String> {
    let mut terms: Vec<String> = Vec::new();
    for word in words(query) {
        if !terms.contains(&word) {
            terms.push(word);
        }
    }
    terms.sort_by_key(|term| std::cmp::Reverse(term.chars().count()));
    terms
}

/// A town's name as towns are compared: folded, however many spaces stand in it.
pub fn town_key(town: &str) -> String {
    fold(town).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The term of a town: its whole name. No word is one, for none holds a colon.
pub fn of_town(town: &str) -> String {
    of_list("town", &town_key(town))
}

/// The term of a list that has its words apart from all others.
pub fn of_list(list: &str, term: &str) -> String {
    format!("{list}:{term}")
}

fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    let mut length = 0;
    for letter in fold(text).chars() {
        if stands_alone(letter) {
            words.push(letter.to_string());
        }
        if letter.is_alphanumeric() && !stands_alone(letter) {
            if length < LONGEST {
                word.push(letter);
                length += 1;
            }
        } else if length > 0 {
            words.push(std::mem::take(&mut word));
            length = 0;
        }
    }
    if length > 0 {
        words.push(word);
    }
    words
}

/// Signs of scripts that put no space between words: Thai, Lao, Burmese, Khmer, kana and Han.
fn stands_alone(letter: char) -> bool {
    letter.is_alphanumeric()
        && matches!(letter,
            '\u{0e00}'..='\u{0eff}'
            | '\u{1000}'..='\u{109f}'
            | '\u{1780}'..='\u{17ff}'
            | '\u{3040}'..='\u{30ff}'
            | '\u{3400}'..='\u{4dbf}'
            | '\u{4e00}'..='\u{9fff}'
            | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(event: &BTreeSet<String>, query: &str) -> bool {
        of_query(query).iter().all(|term| event.contains(term))
    }

    #[test]
    fn case_and_marks_do_not_matter() {
        let event = of_names_and_text(&["Forró na BAIXA", "Café Ação", "São Paulo"], "Traz o pandeiro.");
        for query in ["forro", "FORRÓ baixa", "sao paulo", "cafe", "pandeiro", "paulo, forró!"] {
            assert!(found(&event, query), "{query}");
        }
        assert!(!found(&event, "forro lisboa"), "every word must stand there");
    }

    #[test]
    fn a_word_stands_whole() {
        let event = of_names_and_text(&["Saturday jamboree"], "");
        assert!(!found(&event, "jam"));
        assert!(found(&event, "jamboree"));
    }

    #[test]
    fn any_script_is_found() {
        let event = of_names_and_text(&["Джем в подвале", "音乐会 2027", "ดนตรีสด", "재즈 모임"], "");
        for query in ["джем", "ПОДВАЛЕ", "音乐", "会", "2027", "ดนตรี", "재즈"] {
            assert!(found(&event, query), "{query}");
        }
        assert!(!found(&event, "歌"));
    }

    #[test]
    fn a_query_without_words_asks_for_nothing() {
        assert!(of_query("").is_empty());
        assert!(of_query(" !?… \u{1f3b5} ").is_empty());
    }

    #[test]
    fn a_query_begins_with_its_longest_word_and_says_each_once() {
        assert_eq!(of_query("a blues jam Blues"), ["blues", "jam", "a"]);
        assert_eq!(of_query("1 2 3 4 5 6 7 8 9 10").len(), 10, "every word counts");
    }

    #[test]
    fn only_the_beginning_of_a_description_counts() {
        let description: Vec<String> = (0..150).map(|n| format!("word{n}")).collect();
        let event = of_names_and_text(&["Title"], &description.join(" "));
        assert!(found(&event, "word99"));
        assert!(!found(&event, "word100"));
    }

    #[test]
    fn a_town_is_the_same_however_it_is_typed() {
        assert_eq!(town_key(" SÃO  Paulo "), town_key("sao paulo"));
        assert_ne!(town_key("Lyon"), town_key("Lyon 3"));
    }

    #[test]
    fn a_town_is_one_name_however_it_is_written() {
        assert_eq!(of_town("  SÃO\u{a0} Paulo "), of_town("sao paulo"));
        assert_ne!(of_town("Porto"), of_town("Porto Alegre"));
    }

    #[test]
    fn an_endless_word_is_cut_alike_on_both_sides() {
        let endless = "x".repeat(500);
        let event = of_names_and_text(&[&endless], "");
        assert_eq!(event.first().map(|term| term.chars().count()), Some(LONGEST));
        assert!(found(&event, &endless));
    }
}
