//! People in bulk, each with their account, their profile and the words they are found by: for filling an empty database.
//! The whole row of a person is written at once, the columns of `accounts` among them, which this room stands above.

use super::edit::found_by;
use crate::accounts::email::Email;
use crate::accounts::username::Username;
use crate::db::{Error, Tx};
use crate::instant::Instant;
use crate::language::terms;
use crate::profiles::model::Content;
use uuid::Uuid;

const PERSON: &str = "
    INSERT INTO users (id, username, username_key, username_skeleton, email, email_key, password_hash, full_name, bio, town,
           town_key, visibility, locale, time_zone, version, terms_version, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, 2, 2, $15, $15)";

const TERM: &str = "INSERT INTO user_terms (user_id, created_at, term) VALUES ($1, $2, $3)";

/// Somebody who has signed up and then filled in their profile, which is its second version.
#[derive(Clone, Debug)]
pub struct Newcomer {
    pub id: Uuid,
    pub username: Username,
    pub email: Email,
    /// `None`: nobody logs in with a password.
    pub password_hash: Option<String>,
    pub content: Content,
    pub since: Instant,
}

/// Writes all of these. Says how many rows that were.
pub async fn insert_all(tx: &mut Tx, people: &[Newcomer]) -> Result<u64, Error> {
    let rows: Vec<(&Newcomer, Option<String>)> = people
        .iter()
        .map(|person| (person, person.content.texts.town.as_deref().map(terms::town_key)))
        .collect();
    let written = tx
        .insert_rows(PERSON, &rows, |statement, (person, town_key)| {
            let Content { texts, settings } = &person.content;
            statement
                .bind(person.id)
                .bind(person.username.as_str())
                .bind(person.username.key())
                .bind(person.username.skeleton())
                .bind(person.email.as_str())
                .bind(person.email.key())
                .bind(&person.password_hash)
                .bind(&texts.full_name)
                .bind(&texts.bio)
                .bind(&texts.town)
                .bind(town_key)
                .bind(<&str>::from(settings.visibility))
                .bind(&settings.locale)
                .bind(&settings.time_zone)
                .bind(person.since)
        })
        .await?;
    let terms: Vec<(&Newcomer, String)> = people
        .iter()
        .flat_map(|person| {
            let terms = found_by(person.username.as_str(), &person.content.texts);
            terms.into_iter().map(move |term| (person, term))
        })
        .collect();
    let terms = tx.insert_rows(TERM, &terms, |statement, (person, term)| {
        statement.bind(person.id).bind(person.since).bind(term)
    });
    Ok(written + terms.await?)
}
