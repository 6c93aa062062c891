//! A person's texts and settings in `users`.

use super::known::KNOWN;
use crate::accounts::{self, username};
use crate::db::{Db, Error, Tx};
use crate::edit::Edited;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language::terms;
use crate::profiles::forms::Edit;
use crate::profiles::model::{Content, Edition, Profile, Settings, Texts};
use std::collections::BTreeSet;
use uuid::Uuid;

/// Index: users_username_key_key.
const PROFILE: &str = "
    SELECT u.id, u.username, u.full_name, u.bio, u.town, u.created_at, u.visibility
      FROM users u
     WHERE u.username_key = $1 AND u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)
       AND ";
const FOR_EVERYBODY: &str = "u.visibility = 'everyone'";

/// Who has this name, in any case of letters, if the reader may know.
pub async fn profile(db: &Db, reader: Option<&Member>, username: &str, now: Instant) -> Result<Option<Profile>, Error> {
    let Some(key) = username::key(username) else {
        return Ok(None);
    };
    let profile = db.query(PROFILE).bind(key).bind(now);
    let profile = match reader {
        None => profile.push(FOR_EVERYBODY),
        Some(reader) => profile.bind(reader.id()).push(KNOWN),
    };
    profile.fetch_optional().await
}

/// Index: the primary key.
const EDITION: &str = "
    SELECT full_name, bio, town, visibility, locale, time_zone, version FROM users WHERE id = $1";

/// The person's own profile, to be edited.
pub async fn edition(db: &Db, person: &Member) -> Result<Edition, Error> {
    db.query(EDITION).bind(person.id()).fetch_one().await
}

/// Index: the primary key.
const STORED: &str = "
    SELECT id, username, created_at, full_name, bio, town, visibility, locale, time_zone, version
      FROM users
     WHERE id = $1";

/// Index: the primary key.
const UPDATE: &str = "
    UPDATE users
       SET full_name = $2, bio = $3, town = $4, town_key = $5, visibility = $6, locale = $7, time_zone = $8, version = $9,
           updated_at = $10
     WHERE id = $1";

/// A profile under its lock, with what else it is found by.
#[derive(sqlx::FromRow)]
struct Stored {
    id: Uuid,
    username: String,
    created_at: Instant,
    #[sqlx(flatten)]
    edition: Edition,
}

/// Makes an edit. The same form posted twice is saved once and is no conflict with itself.
pub async fn update(tx: &mut Tx, person: &Member, edit: &Edit, now: Instant) -> Result<Edited, Error> {
    let mut stored: Stored = tx.query(STORED).bind(person.id()).for_update().fetch_one().await?;
    let Edition { content, version } = &stored.edition;
    let (edited, version) = (edit.applied_to(content), *version);
    if edited == *content {
        return Ok(Edited::Saved { version });
    }
    if edit.builds_on.is_some_and(|base| base != version) {
        return Ok(Edited::Stale);
    }
    let version = version + 1;
    stored.edition = Edition {
        content: edited,
        version,
    };
    stored.write(tx, now).await?;
    stored.write_terms(tx).await?;
    Ok(Edited::Saved { version })
}

impl Stored {
    async fn write(&self, tx: &mut Tx, now: Instant) -> Result<(), Error> {
        let Edition { content, version } = &self.edition;
        let Content { texts, settings } = content;
        let Texts { full_name, bio, town } = texts;
        let Settings {
            visibility,
            locale,
            time_zone,
        } = settings;
        let update = tx
            .query(UPDATE)
            .bind(self.id)
            .bind(full_name)
            .bind(bio)
            .bind(town)
            .bind(town.as_deref().map(terms::town_key))
            .bind(<&str>::from(*visibility))
            .bind(locale)
            .bind(time_zone)
            .bind(*version)
            .bind(now);
        update.execute().await.map(drop)
    }

    /// Writes the words of this version that the person is found by.
    async fn write_terms(&self, tx: &mut Tx) -> Result<(), Error> {
        let terms = found_by(&self.username, &self.edition.content.texts);
        accounts::store::write_terms(tx, self.id, self.created_at, self.edition.version, terms).await
    }
}

/// The words that a person is found by.
pub(super) fn found_by(username: &str, texts: &Texts) -> BTreeSet<String> {
    let names = [username, texts.full_name.as_deref().unwrap_or_default()];
    terms::of_names_and_text(&names, texts.bio.as_deref().unwrap_or_default())
}

/// Index: users_terms_version_idx.
const BEHIND: &str = "
    SELECT id, username, created_at, full_name, bio, town, visibility, locale, time_zone, version
      FROM users
     WHERE terms_version <> version AND id > $1
     ORDER BY id
     LIMIT 100";

/// Index: the primary key.
const TOWN_KEY: &str = "UPDATE users SET town_key = $2 WHERE id = $1";

/// Writes the words and the town that people are found by, as far as a version of Tutti that knew nothing of them left them
/// behind: of a hundred people at most, behind this id. Says whose were the last.
pub async fn catch_up(tx: &mut Tx, after: Uuid) -> Result<Option<Uuid>, Error> {
    let behind: Vec<Stored> = tx.query(BEHIND).bind(after).for_update().fetch_all().await?;
    for person in &behind {
        let town = person.edition.content.texts.town.as_deref();
        tx.query(TOWN_KEY)
            .bind(person.id)
            .bind(town.map(terms::town_key))
            .execute()
            .await?;
        person.write_terms(tx).await?;
    }
    Ok(behind.last().map(|person| person.id))
}
