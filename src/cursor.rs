//! Where a page of a list ended, as it stands in the address of the next one: a position, written so that nobody reads an
//! id out of it or builds on it.

use crate::instant::Instant;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// The place of a row in a list that is ordered by time, and by id where times are equal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub at: Instant,
    pub id: Uuid,
}

/// Cuts a list that was read with one row more than a page shows. Says where the page ends, if there are more.
pub fn cut<T, P>(rows: &mut Vec<T>, page: usize, place: impl Fn(&T) -> P) -> Option<P> {
    let more = rows.len() > page;
    rows.truncate(page);
    rows.last().filter(|_| more).map(place)
}

/// What lies behind a place of a list that is told in stretches of so many rows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Behind {
    Nothing,
    /// One stretch, to the end of the list.
    Last,
    /// One stretch that ends here, and others.
    More(Cursor),
}

impl Behind {
    /// Of the last rows of a stretch and the one behind it, from the end, each with how many there are in all.
    pub fn of(from_the_end: &[(i64, Instant, Uuid)], rows: i64) -> Self {
        match from_the_end {
            [] => Self::Nothing,
            [(count, ..), (_, at, id)] if *count > rows => Self::More(Cursor { at: *at, id: *id }),
            _ => Self::Last,
        }
    }
}

impl Cursor {
    /// As it stands in an address.
    pub fn write(self) -> String {
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&self.at.micros().to_be_bytes());
        bytes[8..].copy_from_slice(self.id.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// What a query asks for by `after=`. Nothing, also where that is no cursor: a list begins at its start then.
    pub fn of_query(query: Option<&str>) -> Option<Self> {
        Self::of_parameter(query, "after")
    }

    /// The same by another name, where a page holds a second list.
    pub fn of_parameter(query: Option<&str>, parameter: &str) -> Option<Self> {
        let mut pairs = url::form_urlencoded::parse(query.unwrap_or_default().as_bytes());
        pairs
            .find(|(name, _)| name == parameter)
            .and_then(|(_, value)| Self::read(&value))
    }

    /// Nothing, when an address was cut or made up.
    pub fn read(text: &str) -> Option<Self> {
        let bytes: [u8; 24] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (micros, id) = bytes.split_at(8);
        // No row is older than 1970, and PostgreSQL refuses what jiff's calendar still holds.
        let micros = i64::from_be_bytes(micros.try_into().ok()?);
        Some(Self {
            at: Instant::from_micros(micros).filter(|_| micros >= 0)?,
            id: Uuid::from_slice(id).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_was() {
        for micros in [0, 1, 1_798_144_200_123_456] {
            let cursor = Cursor {
                at: Instant::from_micros(micros).unwrap(),
                id: Uuid::from_u128(7),
            };
            assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        }
    }

    #[test]
    fn a_page_ends_somewhere_only_if_there_are_more() {
        let place = |micros: &i64| Cursor {
            at: Instant::from_micros(*micros).unwrap(),
            id: Uuid::nil(),
        };
        for (rows, shown, end) in [
            (vec![], vec![], None),
            (vec![1, 2], vec![1, 2], None),
            (vec![1, 2, 3], vec![1, 2], Some(2)),
        ] {
            let mut cut_rows = rows;
            assert_eq!(cut(&mut cut_rows, 2, place), end.as_ref().map(place));
            assert_eq!(cut_rows, shown);
        }
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        let far = URL_SAFE_NO_PAD.encode([0x7f; 24]);
        let long_ago = Instant::from_micros(-200_000_000_000_000_000).unwrap();
        let long_ago = Cursor {
            at: long_ago,
            id: Uuid::nil(),
        }
        .write();
        for text in ["", "x", "AAAA", "%%%", "../..", &"A".repeat(400), &far, &long_ago] {
            assert_eq!(Cursor::read(text), None, "{text}");
        }
    }
}
