//! Accounts in the table `users`: made here, and found here by who says they are theirs. And the words in `user_terms` under
//! which others find them, since an account has some from the first: those of its user name.

use super::forms::{LogInName, NewAccount};
use super::username;
use crate::db::{Ask, Db, Error, Stop, Tx};
use crate::error::AppError;
use crate::identity::model::{Member, Role};
use crate::instant::Instant;
use crate::language::terms;
use crate::t;
use std::collections::BTreeSet;
use uuid::Uuid;

/// What a log-in is compared with.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Credentials {
    pub id: Uuid,
    pub username: String,
    pub email: Option<String>,
    /// A PHC string; `None` where the account has no log-in by password.
    pub password_hash: Option<String>,
}

impl Credentials {
    /// What everybody may know of its owner: no part of a password.
    pub fn about(&self) -> [&str; 2] {
        [&self.username, self.email.as_deref().unwrap_or_default()]
    }
}

/// An account as whoever runs the site sees it.
#[derive(Clone, Debug, sqlx::FromRow)]
pub struct Entry {
    pub username: String,
    /// What the next ones are asked for by.
    pub username_key: String,
    pub email: Option<String>,
    pub full_name: Option<String>,
    pub role: Role,
    pub status: String,
    pub suspended_until: Option<Instant>,
    pub created_at: Instant,
}

/// Index: users_username_key_key.
const BY_USERNAME: &str = "
    SELECT u.id, u.username, u.email, u.password_hash
      FROM users u
     WHERE u.username_key = $1 AND u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)";

/// Index: users_email_key_key.
const BY_EMAIL: &str = "
    SELECT u.id, u.username, u.email, u.password_hash
      FROM users u
     WHERE u.email_key = $1 AND u.status = 'active' AND (u.suspended_until IS NULL OR u.suspended_until <= $2)";

/// The account somebody says is theirs. One that is suspended or deleted is none.
pub async fn credentials<'c>(on: impl Ask<'c>, name: &LogInName, now: Instant) -> Result<Option<Credentials>, Error> {
    let asked = match name {
        LogInName::Username(key) => on.query(BY_USERNAME).bind(key.as_str()),
        LogInName::Email(key) => on.query(BY_EMAIL).bind(key.as_str()),
    };
    asked.bind(now).fetch_optional().await
}

const INSERT: &str = "
    INSERT INTO users (id, username, username_key, username_skeleton, email, email_key, password_hash, created_at, updated_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";

/// Index: user_terms_user_id_idx.
const DELETE_TERMS: &str = "DELETE FROM user_terms WHERE user_id = $1";
const INSERT_TERMS: &str = "INSERT INTO user_terms (user_id, created_at, term) VALUES ($1, $2, $3)";
const ONE_TERM_MORE: &str = ", ($1, $2, $?)";
const OR_KNOWN: &str = " ON CONFLICT DO NOTHING";
/// How many terms one statement writes. Always as many, so that it is prepared once.
const TERMS_AT_ONCE: usize = 16;

/// Index: the primary key.
const TERMS_VERSION: &str = "UPDATE users SET terms_version = $2 WHERE id = $1";

/// Makes an account. The unique keys of user name, its skeleton and the e-mail address refuse a second one:
/// [`taken`] puts that into words.
pub async fn insert(
    tx: &mut Tx,
    id: Uuid,
    account: &NewAccount,
    password_hash: &str,
    now: Instant,
) -> Result<(), Error> {
    let insert = tx
        .query(INSERT)
        .bind(id)
        .bind(account.username.as_str())
        .bind(account.username.key())
        .bind(account.username.skeleton())
        .bind(account.email.as_str())
        .bind(account.email.key())
        .bind(password_hash)
        .bind(now)
        .bind(now);
    insert.execute().await?;
    let terms = terms::of_names_and_text(&[account.username.as_str()], "");
    write_terms(tx, id, now, FIRST_VERSION, terms).await
}

/// The version of the row of whoever has just come.
const FIRST_VERSION: i64 = 1;

/// Writes all the words under which somebody, here since then, is found, and of which version of their row they are.
pub async fn write_terms(
    tx: &mut Tx,
    id: Uuid,
    since: Instant,
    version: i64,
    terms: BTreeSet<String>,
) -> Result<(), Error> {
    tx.query(DELETE_TERMS).bind(id).execute().await?;
    let terms: Vec<String> = terms.into_iter().collect();
    for terms in terms.chunks(TERMS_AT_ONCE) {
        // The last statement says its first word again until it is full.
        let (first, more) = (&terms[0], terms[1..].iter().chain(std::iter::repeat(&terms[0])));
        let insert = tx.query(INSERT_TERMS).bind(id).bind(since).bind(first);
        let insert = insert.push_each(ONE_TERM_MORE, more.take(TERMS_AT_ONCE - 1));
        insert.push(OR_KNOWN).execute().await?;
    }
    tx.query(TERMS_VERSION).bind(id).bind(version).execute().await.map(drop)
}

/// Says at its field that a name or an address is somebody's, as the unique indexes have it. A name that only looks like
/// another is told in the same words as one that is the same: which index an engine asks first makes no difference.
pub fn taken(error: Error) -> Stop {
    let username = || AppError::field("username", t!("signup-username-taken"));
    error
        .taken("users_username_key_key", username())
        .taken("users_username_skeleton_key", username())
        .taken(
            "users_email_key_key",
            AppError::field("email", t!("signup-email-taken")),
        )
}

/// Index: the primary key.
const OWN: &str = "SELECT u.id, u.username, u.email, u.password_hash FROM users u WHERE u.id = $1";

/// The person's own account.
pub async fn own(db: &Db, person: &Member) -> Result<Credentials, Error> {
    db.query(OWN).bind(person.id()).fetch_one().await
}

/// Index: the primary key.
const REHASH: &str = "UPDATE users SET password_hash = $1 WHERE id = $2 AND password_hash = $3";

/// Puts another hash in the place of the old one, if that is still there: of two who build on the same old one, one
/// does. Says whether it did.
pub async fn rehash(tx: &mut Tx, id: Uuid, old: &str, new: &str) -> Result<bool, Error> {
    let rows = tx.query(REHASH).bind(new).bind(id).bind(old).execute().await?;
    Ok(rows > 0)
}

/// Index: users_username_key_key.
const NAMED: &str = "
    SELECT u.id, u.username, u.email, u.password_hash
      FROM users u
     WHERE u.username_key = $1 AND u.status <> 'deleted'";

/// The account of this name, in any case of letters, suspended ones too: for whoever runs the site.
pub async fn named(db: &Db, username: &str) -> Result<Option<Credentials>, Error> {
    let Some(key) = username::key(username) else {
        return Ok(None);
    };
    db.query(NAMED).bind(key).fetch_optional().await
}

/// Index: the primary key.
const SET_PASSWORD: &str = "UPDATE users SET password_hash = $1, updated_at = $2 WHERE id = $3";

/// Gives an account another password, whatever it had.
pub async fn set_password(tx: &mut Tx, id: Uuid, password_hash: &str, now: Instant) -> Result<(), Error> {
    let set = tx.query(SET_PASSWORD).bind(password_hash).bind(now).bind(id);
    set.execute().await.map(drop)
}

/// Index: the primary key.
const SET_ROLE: &str = "UPDATE users SET role = $1, updated_at = $2 WHERE id = $3";

/// Says what somebody may do from now on beyond their own things.
pub async fn set_role(tx: &mut Tx, id: Uuid, role: Role, now: Instant) -> Result<(), Error> {
    let set = tx.query(SET_ROLE).bind(<&str>::from(role)).bind(now).bind(id);
    set.execute().await.map(drop)
}

/// Index: users_username_key_key.
const ROLL: &str = "
    SELECT u.username, u.username_key, u.email, u.full_name, u.role, u.status, u.suspended_until, u.created_at
      FROM users u
     WHERE u.username_key > $1
     ORDER BY u.username_key
     LIMIT $2";

/// The accounts by user name, from behind a key on: for whoever runs the site.
pub async fn roll(db: &Db, after: &str, limit: i64) -> Result<Vec<Entry>, Error> {
    db.query(ROLL).bind(after).bind(limit).fetch_all().await
}

/// Index: users_username_key_key, one end of it each.
const OTHERS_AND_OWN: &str = "
    SELECT EXISTS (SELECT 1 FROM users WHERE username_key < $1)
        OR EXISTS (SELECT 1 FROM users WHERE username_key >= $2),
           EXISTS (SELECT 1 FROM users WHERE username_key >= $1 AND username_key < $2)";

/// Are there accounts whose names don't begin like this, and are there such whose do?
pub async fn others_and_own(db: &Db, prefix: &str) -> Result<(bool, bool), Error> {
    // In the order of bytes, nothing lies between the prefix followed by anything and this.
    let after = format!("{prefix}\u{10FFFF}");
    db.query(OTHERS_AND_OWN).bind(prefix).bind(after).fetch_one().await
}

/// Index: the primary key. No id is the nil UUID.
const ANY: &str = "SELECT EXISTS (SELECT 1 FROM users WHERE id > $1)";

/// Is there an account?
pub async fn is_there_any(db: &Db) -> Result<bool, Error> {
    let (any,): (bool,) = db.query(ANY).bind(Uuid::nil()).fetch_one().await?;
    Ok(any)
}
