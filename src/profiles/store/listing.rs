//! Who is here: everybody the reader may find, by words and by town, the newest first.

use crate::cursor::{Cursor, cut};
use crate::db::{Db, Error, Statement};
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language::terms;
use crate::profiles::model::Listed;

/// How many people one page shows.
const PAGE: usize = 30;
/// One more than a page shows, to know whether there is a next one.
const PAGE_AND_ONE: i64 = PAGE as i64 + 1;

/// By `users_created_at_idx`, or with a town `users_town_key_idx`, whose condition it repeats word by word. That somebody came
/// before now is true of all; said, it is where the index begins.
const HERE: &str = "
    SELECT u.id, u.username, u.full_name, substr(u.bio, 1, 300) AS bio, u.town, u.created_at
      FROM users u
     WHERE u.status = 'active' AND u.visibility IN ('everyone', 'members') AND u.created_at <= $1
       AND (u.suspended_until IS NULL OR u.suspended_until <= $2)";
const HERE_AFTER: &str = " AND (u.created_at, u.id) < ($?, $?)";
const HERE_FIRST: &str = " ORDER BY u.created_at DESC, u.id DESC LIMIT $?";

/// By `user_terms_term_created_at_user_id_key`: the first word drives, the others are look-ups in the same key. They are
/// counted, since a person has each of their words once. A person's words carry their `created_at`: said of both, PostgreSQL
/// reads neither table whole, from whichever it sets out, and `CROSS JOIN` keeps SQLite to the words.
const FOUND: &str = "
    SELECT u.id, u.username, u.full_name, substr(u.bio, 1, 300) AS bio, u.town, u.created_at
      FROM user_terms t CROSS JOIN users u
     WHERE u.id = t.user_id AND u.status = 'active' AND u.visibility IN ('everyone', 'members') AND u.created_at <= $1
       AND (u.suspended_until IS NULL OR u.suspended_until <= $2)
       AND t.created_at <= $1 AND t.term = $3";
const FOUND_ALSO: &str = "
       AND (SELECT count(*) FROM user_terms w
             WHERE w.created_at = t.created_at AND w.user_id = t.user_id AND w.term IN ($?";
const ONE_WORD_MORE: &str = ", $?";
const FOUND_ALL: &str = ")) = $?";
const FOUND_AFTER: &str = " AND (t.created_at, t.user_id) < ($?, $?)";
const FOUND_FIRST: &str = " ORDER BY t.created_at DESC, t.user_id DESC LIMIT $?";

/// Whoever is not signed in finds fewer.
const FOR_EVERYBODY: &str = " AND u.visibility = 'everyone'";
const OF_TOWN: &str = " AND u.town_key = $?";

/// Whom somebody looks for.
#[derive(Clone, Debug, Default)]
pub struct Wish {
    /// Words that must all stand in their names or their first words.
    pub words: String,
    /// Where they are from, as somebody types it. Empty: anywhere.
    pub town: String,
    /// Where the page before this one ended.
    pub after: Option<Cursor>,
}

/// One page of people.
#[derive(Clone, Debug, Default)]
pub struct Found {
    pub people: Vec<Listed>,
    /// Where it ends, if there are more.
    pub end: Option<Cursor>,
}

impl Listed {
    /// Their place in the list.
    fn cursor(&self) -> Cursor {
        Cursor {
            at: self.created_at,
            id: self.id,
        }
    }
}

/// One page of whoever the reader may find, the newest first. Nobody who hides, is suspended or has left is among them.
pub async fn people(db: &Db, reader: Option<&Member>, wish: &Wish, now: Instant) -> Result<Found, Error> {
    let words = terms::of_query(&wish.words);
    // Of two upper ends SQLite begins at the plain one, and would read every page before this one again.
    let until = wish.after.map_or(now, |after| now.min(after.at));
    let (page, after, first) = match words.split_first() {
        None => (db.query(HERE).bind(until).bind(now), HERE_AFTER, HERE_FIRST),
        Some((first_word, others)) => {
            let mut found = db.query(FOUND).bind(until).bind(now).bind(first_word.clone());
            if let Some((word, more)) = others.split_first() {
                found = found.push(FOUND_ALSO).bind(word.clone());
                found = found.push_each(ONE_WORD_MORE, more.iter().cloned());
                found = found.push(FOUND_ALL).bind(others.len() as i64);
            }
            (found, FOUND_AFTER, FOUND_FIRST)
        }
    };
    let page = of_town(seen_by(page, reader), &wish.town).behind(after, wish.after);
    let mut people: Vec<Listed> = page.push(first).bind(PAGE_AND_ONE).fetch_all().await?;
    let end = cut(&mut people, PAGE, Listed::cursor);
    Ok(Found { people, end })
}

fn seen_by<'c, 'q>(page: Statement<'c, 'q>, reader: Option<&Member>) -> Statement<'c, 'q> {
    match reader {
        None => page.push(FOR_EVERYBODY),
        Some(_) => page,
    }
}

fn of_town<'c, 'q>(page: Statement<'c, 'q>, town: &str) -> Statement<'c, 'q> {
    match terms::town_key(town) {
        anywhere if anywhere.is_empty() => page,
        town => page.push(OF_TOWN).bind(town),
    }
}
