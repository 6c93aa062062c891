//! What the address of the programme asks for.

use crate::app::encoded;
use crate::cursor::Cursor;
use crate::events::model::Kind;
use crate::events::store::Wish;
use crate::language::{search_line, terms};
use jiff::civil::Date;

/// The longest query that is read, in letters.
pub(super) const LONGEST_QUERY: usize = 200;

/// Read by hand: a parameter that comes twice, or one of another page, is no reason to refuse the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) words: String,
    /// Each once, in the order in which people are offered them.
    pub(super) kinds: Vec<Kind>,
    pub(super) from: Option<Date>,
    pub(super) to: Option<Date>,
    pub(super) after: Option<Cursor>,
    /// What could not be done as it was asked, each once.
    pub(super) wrong: Vec<Wrong>,
}

/// Why the list is not as it was asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Wrong {
    /// A cursor came that is none.
    Cursor,
    /// A kind that there is not.
    Kind,
    /// A day that is none.
    Day,
    /// The last day comes before the first.
    Days,
    /// Calls have no days.
    DaysOfCalls,
    /// Calls are asked for beside dates, and have a list of their own.
    CallsApart,
}

impl Asked {
    pub(super) fn read(query: &str) -> Self {
        let mut asked = Self::default();
        for (name, value) in url::form_urlencoded::parse(query.as_bytes()) {
            match &*name {
                "q" if asked.words.is_empty() => asked.words = search_line(&value, LONGEST_QUERY),
                "kind" if !value.is_empty() => match value.parse() {
                    Ok(kind) if asked.kinds.contains(&kind) => {}
                    Ok(kind) => asked.kinds.push(kind),
                    Err(_) => asked.note(Wrong::Kind),
                },
                "from" if !value.is_empty() => asked.from = asked.day(&value),
                "to" if !value.is_empty() => asked.to = asked.day(&value),
                "after" if !value.is_empty() => {
                    asked.after = Cursor::read(&value);
                    if asked.after.is_none() {
                        asked.note(Wrong::Cursor);
                    }
                }
                _ => {}
            }
        }
        asked.kinds.sort_by_key(|kind| *kind as u8);
        let days = asked.from.is_some() || asked.to.is_some();
        if asked.days_turned() {
            asked.note(Wrong::Days);
        }
        if days && asked.calls() {
            asked.note(Wrong::DaysOfCalls);
        }
        if asked.kinds.contains(&Kind::Wanted) && !asked.calls() {
            asked.note(Wrong::CallsApart);
        }
        asked
    }

    fn note(&mut self, wrong: Wrong) {
        if !self.wrong.contains(&wrong) {
            self.wrong.push(wrong);
        }
    }

    /// `YYYY-MM-DD`, as forms send it, in years that are near.
    fn day(&mut self, typed: &str) -> Option<Date> {
        let day = typed.parse::<Date>().ok();
        let day = day.filter(|day| day.to_string() == typed && (1970..=9000).contains(&day.year()));
        if day.is_none() {
            self.note(Wrong::Day);
        }
        day
    }

    fn days_turned(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if to < from)
    }

    /// Is it calls that are asked for, and nothing else?
    pub(super) fn calls(&self) -> bool {
        self.kinds == [Kind::Wanted]
    }

    /// Was something looked for that holds no word? No event can be found by it.
    pub(super) fn wordless(&self) -> bool {
        !self.words.is_empty() && terms::of_query(&self.words).is_empty()
    }

    /// Is there no need to look?
    pub(super) fn finds_nothing(&self) -> bool {
        self.wordless() || (self.days_turned() && !self.calls())
    }

    /// As the stores are asked.
    pub(super) fn wish(&self) -> Wish {
        let dated = self.kinds.iter().filter(|kind| **kind != Kind::Wanted);
        Wish {
            words: self.words.clone(),
            kinds: dated.copied().collect(),
            from: self.from,
            to: self.to,
            after: self.after,
            ..Wish::default()
        }
    }

    /// The same, of these kinds alone, from the start.
    pub(super) fn of(&self, kinds: Vec<Kind>) -> Self {
        let days = kinds != [Kind::Wanted];
        Self {
            words: self.words.clone(),
            kinds,
            from: self.from.filter(|_| days),
            to: self.to.filter(|_| days),
            ..Self::default()
        }
    }

    /// The address of the first page of it.
    pub(super) fn first(&self) -> String {
        match self.query() {
            query if query.is_empty() => "/events".to_owned(),
            query => format!("/events?{query}"),
        }
    }

    /// The address of the page after the one that ends here.
    pub(super) fn next(&self, last: Cursor) -> String {
        let after = format!("after={}", last.write());
        match self.query() {
            query if query.is_empty() => format!("/events?{after}"),
            query => format!("/events?{query}&{after}"),
        }
    }

    fn query(&self) -> String {
        let words = (!self.words.is_empty()).then(|| format!("q={}", encoded(&self.words)));
        let kinds = self.kinds.iter().map(|kind| format!("kind={}", <&str>::from(kind)));
        let from = self.from.map(|day| format!("from={day}"));
        let to = self.to.map(|day| format!("to={day}"));
        words
            .into_iter()
            .chain(kinds)
            .chain(from)
            .chain(to)
            .collect::<Vec<_>>()
            .join("&")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::instant::Instant;

    #[test]
    fn an_address_is_read_whatever_it_says() {
        assert_eq!(Asked::read(""), Asked::default());
        assert_eq!(Asked::read("q=bossa+nova&kind=jam&kind=gig&utm=1").words, "bossa nova");
        assert_eq!(Asked::read("q=one&q=two").words, "one");
        assert_eq!(Asked::read("q=%00%0D%0Aa%FFb").words, "a\u{fffd}b");
        assert_eq!(
            Asked::read(&format!("q={}", "x".repeat(9000))).words.len(),
            LONGEST_QUERY
        );
    }

    #[test]
    fn a_cursor_that_is_none_is_told() {
        for query in ["after=x", "after=%00", "after=../etc"] {
            let asked = Asked::read(query);
            assert!(asked.wrong == [Wrong::Cursor] && asked.after.is_none(), "{query}");
        }
        assert!(Asked::read("after=").wrong.is_empty());
    }

    #[test]
    fn kinds_and_days_are_read_and_wrong_ones_are_told() {
        let asked = Asked::read("kind=workshop&kind=jam&kind=jam&from=2027-03-01&to=2027-03-31");
        assert_eq!(asked.kinds, [Kind::Jam, Kind::Workshop]);
        assert_eq!(asked.wrong, []);
        assert_eq!(
            asked.first(),
            "/events?kind=jam&kind=workshop&from=2027-03-01&to=2027-03-31"
        );
        assert_eq!(
            Asked::read("kind=&from=&to="),
            Asked::default(),
            "an empty field asks for nothing"
        );
        for (query, wrong) in [
            ("kind=opera", Wrong::Kind),
            ("kind=opera&kind=%00", Wrong::Kind),
            ("from=2027-02-30", Wrong::Day),
            ("to=tomorrow", Wrong::Day),
            ("from=+2027-03-01", Wrong::Day),
            ("from=-000001-01-01", Wrong::Day),
            ("from=20270301", Wrong::Day),
            ("from=2027-03-02&to=2027-03-01", Wrong::Days),
            ("kind=wanted&from=2027-03-02", Wrong::DaysOfCalls),
            ("kind=wanted&kind=jam", Wrong::CallsApart),
        ] {
            assert_eq!(Asked::read(query).wrong, [wrong], "{query}");
        }
    }

    #[test]
    fn the_next_page_asks_for_the_same_words() {
        let cursor = Cursor {
            at: Instant::from_micros(1).unwrap(),
            id: uuid::Uuid::nil(),
        };
        let asked = Asked::read("q=caf%C3%A9+%26+jam");
        let next = asked.next(cursor);
        let again = Asked::read(next.split_once('?').unwrap().1);
        assert_eq!((again.words.as_str(), again.after), ("café & jam", Some(cursor)));
    }
}
