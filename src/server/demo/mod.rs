//! `tutti seed --demo`: sixty musicians, a hundred and twenty events in the months to come, one that is on and one that is
//! over, who takes part, and a few threads. Made through the same forms and stores as everything else, in one transaction: there is all of it or nothing.
//!
//! Only where it can do no harm: on a database without accounts, for a site that only this machine can reach. Passwords are
//! random, and one of them is told.

mod log_in;
mod texts;

use log_in::LOGGED_IN;
pub use log_in::LogIn;

use crate::accounts::forms::SignUpForm;
use crate::accounts::passwords::Passwords;
use crate::accounts::{self, forms::NewAccount};
use crate::app::public_url::PublicUrl;
use crate::app::{Clock, Ids};
use crate::db::Db;
use crate::error::AppError;
use crate::events::forms::{EventForm, NewEvent};
use crate::events::slug::Slug;
use crate::events::store::Creation;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::language::in_zone;
use crate::messages::forms::{MessageForm, NewMessage};
use crate::profiles::forms::{Edit, ProfileForm};
use crate::{events, identity, messages, profiles, transact};
use jiff::SignedDuration;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use std::fmt;
use uuid::Uuid;

const MUSICIANS: usize = 60;
const EVENTS: usize = 120;
/// Every so many events that musician is the host, and as often plays at another.
const HOSTED_EVERY: usize = 16;
/// Every so many events people write to each other.
const TALK_EVERY: usize = 8;
/// How far ahead the last event is, about.
const DAYS: i64 = 110;
/// What has begun, and what is over: the days until they start, and those that they last. Whoever logs in plays at both.
const EARLIER: [(i64, Option<i64>); 2] = [(-1, Some(3)), (-8, None)];
/// All accounts of the demonstration begin like this.
const PREFIX: &str = "demo-";
/// The same every time, so that two machines show the same programme.
const SEED: u64 = 0x7A77;

/// Why there is no demonstration.
#[derive(Debug)]
pub enum Refusal {
    /// People of flesh and blood have accounts here.
    OtherAccounts,
    /// The site is reached from elsewhere.
    PublicSite(PublicUrl),
    /// The database, or a rule that the texts break.
    Failed(AppError),
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::OtherAccounts => {
                f.write_str("this database holds accounts that are not the demonstration's: nothing was written")
            }
            Self::PublicSite(url) => {
                write!(
                    f,
                    "demo data is for trying things out on one machine, and {url} is reached from elsewhere"
                )
            }
            Self::Failed(error) => write!(f, "the demo data could not be written: {error}"),
        }
    }
}

impl std::error::Error for Refusal {}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::Failed(error)
    }
}

/// What there is in the end, with a log-in that is right.
#[derive(Clone, Debug)]
pub enum Seeded {
    /// The demonstration was written.
    Now(LogIn),
    /// It was there already, as was the log-in: nothing was written.
    Before(LogIn),
    /// It was there already, and its log-in was lost: it has a new password.
    Reopened(LogIn),
}

/// May there be a demonstration on this site? Asks no database.
pub fn admit(site: &PublicUrl) -> Result<(), Refusal> {
    if site.is_loopback() {
        Ok(())
    } else {
        Err(Refusal::PublicSite(site.clone()))
    }
}

/// Fills an empty database. A demonstration that is there stays as it is, whoever signed up beside it since; `kept` is the
/// log-in that was kept of one, of this database or another.
pub async fn seed(db: &Db, site: &PublicUrl, kept: Option<LogIn>, clock: &Clock) -> Result<Seeded, Refusal> {
    let (others, own) = accounts::store::others_and_own(db, PREFIX)
        .await
        .map_err(AppError::from)?;
    let now = clock.now();
    let passwords = Passwords::new(site.origin());
    if own
        && let Some(kept) = kept
        && kept.is_right(db, &passwords, now).await?
    {
        return Ok(Seeded::Before(kept));
    }
    if others {
        return Err(Refusal::OtherAccounts);
    }
    if own {
        return Ok(Seeded::Reopened(LogIn::renewed(db, &passwords, now).await?));
    }
    let plan = Plan::make(&passwords, now).await?;
    plan.write(db, now).await?;
    Ok(Seeded::Now(plan.log_in))
}

/// All that is going to be written, parsed and hashed beforehand: a transaction holds nothing but SQL.
struct Plan {
    people: Vec<Person>,
    events: Vec<Planned>,
    log_in: LogIn,
}

struct Person {
    id: Uuid,
    account: NewAccount,
    hash: String,
    profile: Edit,
    since: Instant,
}

struct Planned {
    host: usize,
    event: NewEvent,
    creation: Creation,
    players: Vec<usize>,
    talk: Vec<(bool, NewMessage, messages::store::Ids, Instant)>,
}

impl Plan {
    async fn make(passwords: &Passwords, now: Instant) -> Result<Self, AppError> {
        let mut rng = StdRng::seed_from_u64(SEED);
        let mut people = Vec::new();
        let mut log_in = None;
        for number in 0..MUSICIANS {
            let (person, own) = person(number, now, passwords, &mut rng).await?;
            log_in.get_or_insert(own);
            people.push(person);
        }
        let coming = (0..EVENTS).map(Date::coming);
        let events = coming
            .chain((0..EARLIER.len()).map(Date::earlier))
            .map(|date| planned(&date, now, &mut rng))
            .collect::<Result<_, _>>()?;
        Ok(Self {
            people,
            events,
            log_in: log_in.ok_or(AppError::Internal)?,
        })
    }

    async fn write(&self, db: &Db, now: Instant) -> Result<(), AppError> {
        transact!(db, tx => {
            let mut members: Vec<Member> = Vec::with_capacity(self.people.len());
            for person in &self.people {
                accounts::store::insert(tx, person.id, &person.account, &person.hash, person.since).await?;
                let member = identity::store::person(&mut *tx, person.id).await?.ok_or(AppError::Internal)?;
                profiles::store::update(tx, &member, &person.profile, now).await?;
                members.push(member);
            }
            for planned in &self.events {
                let host = &members[planned.host];
                events::store::create(tx, host, &planned.event, |_| Ok(planned.event.clone()), &planned.creation).await?;
                let slug = &planned.creation.slug;
                for player in &planned.players {
                    let posted = planned.creation.now;
                    events::store::take_part(tx, &members[*player], slug, None, posted).await?;
                }
                let Some(guest) = planned.players.first().map(|player| &members[*player]) else { continue };
                for (by_host, message, ids, at) in &planned.talk {
                    let (from, to) = if *by_host { (host, guest) } else { (guest, host) };
                    messages::store::send(tx, from, slug, to.username(), message, *ids, *at).await?;
                }
            }
            Ok(())
        })
    }
}

async fn person(
    number: usize,
    now: Instant,
    passwords: &Passwords,
    rng: &mut StdRng,
) -> Result<(Person, LogIn), AppError> {
    let log_in = LogIn::new(username(number));
    let form = SignUpForm {
        email: format!("{}@demo.invalid", log_in.username),
        username: log_in.username.clone(),
        password: log_in.password.clone(),
    };
    let account = form.parse(passwords).await?;
    let hash = passwords.hash(account.password.clone()).await?;
    let (town, _) = texts::TOWNS[number % texts::TOWNS.len()];
    let profile = ProfileForm {
        full_name: format!("Demo {} {}", voice(number), number + 1).into(),
        bio: texts::BIOS[number % texts::BIOS.len()].into(),
        town: town.into(),
        ..ProfileForm::default()
    };
    let since = now.plus(-SignedDuration::from_hours(rng.random_range(24..24 * 700)));
    let id = Ids.next(since);
    Ok((
        Person {
            id,
            account,
            hash,
            profile: profile.parse()?,
            since,
        },
        log_in,
    ))
}

fn username(number: usize) -> String {
    format!("{PREFIX}{}-{}", voice(number), number + 1)
}

/// What the musician of this number plays.
fn voice(number: usize) -> &'static str {
    texts::VOICES[number % texts::VOICES.len()]
}

/// What is on a day of the demonstration.
struct Date {
    /// Kind, title, description.
    text: (&'static str, &'static str, &'static str),
    /// Days from now.
    starts_in: i64,
    /// Days; as long as events usually do where that is not said.
    lasts: Option<i64>,
    /// Whoever logs in is the host.
    hosted: bool,
    /// Whoever logs in takes part.
    played: bool,
    /// People write to each other.
    talked: bool,
}

impl Date {
    fn coming(number: usize) -> Self {
        Self {
            text: texts::EVENTS[number % texts::EVENTS.len()],
            starts_in: 1 + i64::try_from(number).unwrap_or(0) * DAYS / EVENTS as i64,
            lasts: None,
            hosted: number.is_multiple_of(HOSTED_EVERY),
            played: number % HOSTED_EVERY == TALK_EVERY,
            talked: number.is_multiple_of(TALK_EVERY),
        }
    }

    fn earlier(number: usize) -> Self {
        let (starts_in, lasts) = EARLIER[number];
        Self {
            text: texts::EARLIER[number],
            starts_in,
            lasts,
            hosted: false,
            played: true,
            talked: true,
        }
    }
}

fn planned(date: &Date, now: Instant, rng: &mut StdRng) -> Result<Planned, AppError> {
    let (kind, title, description) = date.text;
    let (town, zone) = texts::TOWNS[rng.random_range(0..texts::TOWNS.len())];
    let (venue, address) = texts::VENUES[rng.random_range(0..texts::VENUES.len())];
    let today = in_zone(now, zone).date();
    let day = |days: i64| today.saturating_add(jiff::Span::new().days(days));
    let (hour, minute) = [(10, 30), (15, 0), (18, 0), (19, 30), (20, 0), (21, 0)][rng.random_range(0..6)];
    let places = ["2", "3", "4", "5", "8", "12", "24", ""]
        .choose(rng)
        .copied()
        .unwrap_or_default();
    let at = |days: i64| format!("{}T{hour:02}:{minute:02}", day(days));
    let (starts_at, ends_at) = match kind {
        // Whoever looks for players has no date yet.
        "wanted" => (String::new(), String::new()),
        _ => (
            at(date.starts_in),
            date.lasts.map(|days| at(date.starts_in + days)).unwrap_or_default(),
        ),
    };
    let form = EventForm {
        kind: kind.to_owned(),
        title: title.to_owned(),
        description: description.to_owned(),
        starts_at,
        ends_at,
        time_zone: zone.to_owned(),
        venue: venue.to_owned(),
        address: address.to_owned(),
        town: town.to_owned(),
        capacity: places.to_owned(),
        fee: ["", "free", "5 € for the room"]
            .choose(rng)
            .copied()
            .unwrap_or_default()
            .to_owned(),
        ..EventForm::default()
    };
    // Nobody posts what has begun.
    let ahead = SignedDuration::from_hours(24 * (date.starts_in - 1).min(0));
    let made = now.plus(ahead - SignedDuration::from_hours(rng.random_range(2..24 * 20)));
    let creation = Creation {
        id: Ids.next(made),
        slot_id: Ids.next(made),
        slug: Slug::new(title, &Ids.tail()),
        key: None,
        now: made,
    };
    // Whoever logs in finds something of their own: events they host, others they play at, and letters about both.
    let host = if date.hosted {
        LOGGED_IN
    } else {
        rng.random_range(1..MUSICIANS)
    };
    let mut players = players(host, places.parse().unwrap_or(16), rng);
    if date.played {
        players.retain(|player| *player != LOGGED_IN);
        players.insert(0, LOGGED_IN);
    }
    let talk = if date.talked && !players.is_empty() {
        talk(now, rng)?
    } else {
        Vec::new()
    };
    Ok(Planned {
        host,
        event: form.parse(made)?,
        creation,
        players,
        talk,
    })
}

/// Some take part: rarely nobody, sometimes all there is room for.
fn players(host: usize, room: usize, rng: &mut StdRng) -> Vec<usize> {
    let wanted = rng.random_range(0..=room).min(MUSICIANS / 2);
    let mut players: Vec<usize> = Vec::with_capacity(wanted);
    while players.len() < wanted {
        let one = rng.random_range(0..MUSICIANS);
        if one != host && !players.contains(&one) {
            players.push(one);
        }
    }
    players
}

/// A guest asks, the host answers, and so on; somebody always has the last word unread.
fn talk(now: Instant, rng: &mut StdRng) -> Result<Vec<(bool, NewMessage, messages::store::Ids, Instant)>, AppError> {
    let length = rng.random_range(1..=texts::TALK.len());
    let began = now.plus(-SignedDuration::from_mins(i64::try_from(length).unwrap_or(1) * 47 + 5));
    let lines = texts::TALK.iter().take(length).enumerate().map(|(at, line)| {
        let when = began.plus(SignedDuration::from_mins(i64::try_from(at).unwrap_or(0) * 47));
        let form = MessageForm {
            content: (*line).to_owned(),
            key: String::new(),
        };
        let ids = messages::store::Ids {
            thread: Ids.next(when),
            message: Ids.next(when),
        };
        Ok((at % 2 == 1, form.parse()?, ids, when))
    });
    lines.collect()
}
