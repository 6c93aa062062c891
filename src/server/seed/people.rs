//! The people: everybody came before the first event was posted.

use super::Plan;
use super::draw::{Draw, Of, index};
use super::words::{self, BIOS, FIRST_NAMES, TOWNS};
use crate::accounts::email::Email;
use crate::accounts::username::Username;
use crate::error::AppError;
use crate::instant::Instant;
use crate::profiles::model::{Content, Settings, Texts, Visibility};
use crate::profiles::store::Newcomer;
use uuid::Uuid;

/// From when to when people came, in days after the one that stands for today.
const CAME: (i64, i64) = (-730, -121);

/// What others must know of somebody.
pub(super) struct Person {
    pub(super) id: Uuid,
    /// The number of their town.
    pub(super) town: u64,
    since: Instant,
    visibility: Visibility,
    draw: Draw,
}

/// The person of this number. They are made anew whenever somebody asks, so that nobody is kept in memory.
pub(super) fn person(plan: &Plan, number: u64) -> Person {
    let mut draw = Draw::new(plan.seed, Of::Person, number);
    let since = plan.between(CAME, number, plan.people);
    Person {
        id: draw.id(since),
        town: draw.low(TOWNS.len() as u64),
        visibility: match draw.below(100) {
            // Whoever logs in hides nothing.
            _ if number == 0 => Visibility::Everyone,
            0..85 => Visibility::Everyone,
            85..95 => Visibility::Members,
            _ => Visibility::Hidden,
        },
        since,
        draw,
    }
}

impl Person {
    /// Does nobody know of them who does not know them? Such a one makes no host of them.
    pub(super) fn hides(&self) -> bool {
        self.visibility == Visibility::Hidden
    }
}

fn first_name(plan: &Plan, number: u64) -> &'static str {
    FIRST_NAMES[index(plan.seed.wrapping_add(number * 7) % FIRST_NAMES.len() as u64)]
}

/// The name that the person of this number logs in with.
pub(super) fn username(plan: &Plan, number: u64) -> String {
    let first = first_name(plan, number);
    // No two numbers look alike at a glance, so no two names do.
    format!("{}-{number}", first.to_ascii_lowercase())
}

/// The whole person of this number, with the hash of their password where they have one.
pub(super) fn newcomer(plan: &Plan, number: u64, password_hash: Option<String>) -> Result<Newcomer, AppError> {
    let Person {
        id,
        town,
        since,
        visibility,
        mut draw,
    } = person(plan, number);
    let username = username(plan, number);
    let (town, time_zone) = TOWNS[index(town)];
    let family = words::name(draw.below(4_000));
    let full_name = draw
        .percent(90)
        .then(|| format!("{} {family}", first_name(plan, number)));
    let pattern = *draw.pick(&BIOS);
    let bio = draw.percent(60).then(|| words::filled(&mut draw, pattern, true));
    let email = format!("{username}@seed.invalid");
    Ok(Newcomer {
        id,
        username: Username::parse(&username).map_err(|_| AppError::Internal)?,
        email: Email::parse(&email).map_err(|_| AppError::Internal)?,
        password_hash,
        content: Content {
            texts: Texts {
                full_name,
                bio,
                town: draw.percent(95).then(|| town.to_owned()),
            },
            settings: Settings {
                visibility,
                locale: draw.percent(20).then(|| (*draw.pick(&["en", "fr", "pt"])).to_owned()),
                time_zone: draw.percent(30).then(|| time_zone.to_owned()),
            },
        },
        since,
    })
}
