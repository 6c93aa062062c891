//! Reports, and what each is about as its reporter reads it.

use super::forms::NewReport;
use super::subject::Subject;
use crate::db::{Db, Error, Tx};
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::{events, messages, profiles};
use serde_json::{Value, json};
use uuid::Uuid;

/// Something that can be reported, as its reader sees it now.
#[derive(Clone, Debug)]
pub struct Seen {
    /// The key of its row. Never shown.
    id: Uuid,
    /// What it is called: a title, or a person.
    pub name: String,
    /// What it says, where that is not for everybody to look up: a message.
    pub words: Option<String>,
    /// Is it the reader's own?
    pub own: bool,
    /// What moderators get to read, whatever becomes of it.
    evidence: Value,
}

/// What a reader would report by this name. `None`: they can read no such thing.
pub async fn seen(db: &Db, reader: &Member, subject: &Subject, now: Instant) -> Result<Option<Seen>, Error> {
    match subject {
        Subject::Event { slug } => match Slug::parse(slug) {
            Ok(slug) => event(db, reader, &slug, now).await,
            Err(_) => Ok(None),
        },
        Subject::Musician { username } => musician(db, reader, username, now).await,
        Subject::Message { slug, username, seq } => match Slug::parse(slug) {
            Ok(slug) => message(db, reader, &slug, username, *seq, now).await,
            Err(_) => Ok(None),
        },
    }
}

async fn event(db: &Db, reader: &Member, slug: &Slug, now: Instant) -> Result<Option<Seen>, Error> {
    let Some(event) = events::store::event(db, Some(reader), slug).await? else {
        return Ok(None);
    };
    let hosts = events::store::hosts(db, None, event.id, now).await?;
    let hosts: Vec<Value> = hosts
        .iter()
        .map(|host| json!({"username": host.username, "full_name": host.full_name}))
        .collect();
    let evidence = json!({
        "slug": event.slug,
        "kind": <&str>::from(event.kind),
        "title": event.title,
        "description": event.description,
        "venue": event.venue,
        "address": event.address,
        "town": event.town,
        "fee": event.fee,
        "gear": event.gear,
        "access": event.access,
        "age": event.age,
        "cancel_reason": event.cancel_reason,
        "hosts": hosts,
    });
    Ok(Some(Seen {
        id: event.id,
        name: event.title,
        words: None,
        own: event.hosting,
        evidence,
    }))
}

async fn musician(db: &Db, reader: &Member, username: &str, now: Instant) -> Result<Option<Seen>, Error> {
    let profile = profiles::store::profile(db, Some(reader), username, now).await?;
    Ok(profile.map(|profile| Seen {
        id: profile.id,
        name: profile.display().to_owned(),
        words: None,
        own: profile.id == reader.id(),
        evidence: json!({
            "username": profile.username,
            "full_name": profile.texts.full_name,
            "bio": profile.texts.bio,
            "town": profile.texts.town,
        }),
    }))
}

/// Of a deleted message nothing is left to report.
async fn message(
    db: &Db,
    reader: &Member,
    slug: &Slug,
    username: &str,
    seq: i64,
    now: Instant,
) -> Result<Option<Seen>, Error> {
    let found = messages::store::message(db, reader, slug, username, seq, now).await?;
    Ok(found.and_then(|(with, message)| {
        let words = message.content?;
        let own = message.sender_id == reader.id();
        let sender = if own { reader.username() } else { &with.other.username };
        Some(Seen {
            id: message.id,
            name: with.other.display().to_owned(),
            own,
            evidence: json!({
                "event": with.about.slug,
                "seq": message.seq,
                "sender": sender,
                "sent_at": message.created_at.iso(),
                "content": words,
            }),
            words: Some(words),
        })
    }))
}

/// Index: reports_reporter_id_subject_id_key, which holds open reports.
const INSERT: &str = "
    INSERT INTO reports (id, reporter_id, subject, subject_id, reason, note, evidence, state, created_at)
    VALUES ($1, $2, $3, $4, $5, $6, $7, 'open', $8)
    ON CONFLICT (reporter_id, subject_id) WHERE state = 'open' DO NOTHING";

/// Keeps a report. `false`: the same person's report of the same thing is still open, and stays as it is.
pub async fn insert(
    tx: &mut Tx,
    reporter: &Member,
    subject: &Subject,
    seen: &Seen,
    report: &NewReport,
    id: Uuid,
    now: Instant,
) -> Result<bool, Error> {
    let rows = tx
        .query(INSERT)
        .bind(id)
        .bind(reporter.id())
        .bind(subject.kind())
        .bind(seen.id)
        .bind(<&str>::from(report.reason))
        .bind(&report.note)
        .bind(seen.evidence.to_string())
        .bind(now)
        .execute()
        .await?;
    Ok(rows > 0)
}
