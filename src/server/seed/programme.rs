//! The programme: the events in the order of their days, who hosts them and who plays.
//!
//! They are posted in that order, too, and all before the day that stands for today, so that rows are appended to most indexes and
//! not strewn over them.

use super::Plan;
use super::draw::{Draw, Of, index, tail};
use super::people::{Person, person};
use super::words::{self, RARE, TOWNS};
use crate::error::AppError;
use crate::events::forms::EventForm;
use crate::events::model::{Kind, Place};
use crate::events::slug::Slug;
use crate::events::store::{Creation, Player, Written};
use crate::instant::Instant;
use crate::language::in_zone;
use jiff::{SignedDuration, ToSpan};
use uuid::Uuid;

/// In days after the one that stands for today: when events begin, and when they were posted.
const BEGIN: (i64, i64) = (-30, 365);
const POSTED: (i64, i64) = (-120, -3);
/// In how many events the rare word stands.
const RARELY: u64 = 20;
/// When they begin, and when those end that say so.
const HOURS: [(&str, &str); 8] = [
    ("19:30", "22:30"),
    ("20:00", "23:00"),
    ("20:30", "23:30"),
    ("18:00", "21:00"),
    ("19:00", "21:30"),
    ("21:00", "23:59"),
    ("15:00", "18:00"),
    ("10:30", "13:00"),
];
/// How many places there are.
const PLACES: [u64; 9] = [2, 3, 4, 4, 5, 6, 8, 12, 24];

/// The event of this number, and whoever may have written to its host.
pub(super) struct Event {
    pub(super) written: Written,
    pub(super) guest: Option<Uuid>,
    /// It is the host's or the guest's who logs in: there is a thread about it.
    pub(super) own: bool,
}

/// What is said of an event before it is drawn.
struct Draft<'p> {
    plan: &'p Plan,
    number: u64,
    draw: Draw,
    posted_at: Instant,
    host: u64,
    /// Whoever logs in plays there.
    played: bool,
    /// Nothing is special about it: it has a date, and everybody may see it.
    plain: bool,
    rare: bool,
}

/// Makes the event of this number.
pub(super) fn event(plan: &Plan, number: u64) -> Result<Event, AppError> {
    let mut draw = Draw::new(plan.seed, Of::Event, number);
    // As many as others do, whoever logs in hosts and plays.
    let hosted = number.is_multiple_of(plan.people);
    let played = plan.people > 1 && number % plan.people == plan.people / 2;
    let host = if hosted { 0 } else { 1 + draw.below(plan.people - 1) };
    let step = (plan.events / RARELY).max(1);
    let rare = number % step == step / 2;
    let draft = Draft {
        plan,
        number,
        draw,
        posted_at: plan.between(POSTED, number, plan.events),
        host,
        played,
        plain: hosted || played || rare,
        rare,
    };
    draft.made()
}

impl Draft<'_> {
    fn made(mut self) -> Result<Event, AppError> {
        let host = person(self.plan, self.host);
        let kind = self.kind();
        let form = self.form(kind, &host);
        let event = form.parse(self.posted_at)?;
        let creation = Creation {
            id: self.draw.id(self.posted_at),
            slot_id: self.draw.id(self.posted_at),
            slug: Slug::new(&form.title, &tail(self.plan.seed, self.number)),
            key: None,
            now: self.posted_at,
        };
        let mut known = vec![self.host];
        let mut hosts = vec![host.id];
        if self.draw.percent(8) {
            let second = self.somebody(&mut known).filter(|person| !person.hides());
            hosts.extend(second.map(|person| person.id));
        }
        let is_draft = form.status == "draft";
        let cancelled = (!self.plain && !is_draft && self.draw.percent(2))
            .then(|| (self.later(23 * 60), (*self.draw.pick(&words::REASONS)).to_owned()));
        let players = match kind {
            Kind::Wanted => Vec::new(),
            _ if is_draft => Vec::new(),
            _ => {
                let coming = event.timing.sort_at().since(self.plan.start) > SignedDuration::from_hours(72);
                self.players(event.capacity, coming && cancelled.is_none(), &mut known)
            }
        };
        let guest = match players.iter().find(|player| player.place == Place::Accepted) {
            Some(player) => Some(player.id),
            None if is_draft => None,
            // Of a call, or where nobody plays yet, somebody asks.
            None => self.somebody(&mut known).map(|person| person.id),
        };
        Ok(Event {
            guest,
            own: self.host == 0 || self.played,
            written: Written {
                event,
                creation,
                cancelled,
                hosts,
                players,
            },
        })
    }

    fn kind(&mut self) -> Kind {
        match self.draw.below(100) {
            0..34 => Kind::Jam,
            34..60 => Kind::Rehearsal,
            60..78 => Kind::Gig,
            78..90 => Kind::Workshop,
            _ if self.plain => Kind::Jam,
            _ => Kind::Wanted,
        }
    }

    fn form(&mut self, kind: Kind, host: &Person) -> EventForm {
        let draw = &mut self.draw;
        let pattern = *draw.pick(words::titles(kind));
        let common = draw.percent(95);
        let mut title = words::filled(draw, pattern, common);
        if self.rare {
            title = format!("{title}, with {RARE}");
        }
        let sentences = 1 + draw.below(2);
        let description: Vec<String> = (0..sentences)
            .map(|_| {
                let pattern = *draw.pick(&words::SENTENCES);
                words::filled(draw, pattern, true)
            })
            .collect();
        // Most play where they live.
        let town = if draw.percent(85) {
            host.town
        } else {
            draw.low(TOWNS.len() as u64)
        };
        let (venue, address) = words::venue(draw, town);
        let (town, time_zone) = TOWNS[index(town)];
        let mut form = EventForm {
            kind: <&str>::from(kind).to_owned(),
            title,
            description: description.join(" "),
            time_zone: time_zone.to_owned(),
            venue,
            town: town.to_owned(),
            fee: sometimes(draw, 60, &words::FEES),
            gear: sometimes(draw, 25, &words::GEAR),
            access: sometimes(draw, 25, &words::ACCESS),
            age: sometimes(draw, 15, &words::AGES),
            ..EventForm::default()
        };
        if draw.percent(70) {
            form.address = address;
        }
        let (visibility, status) = (draw.below(100), draw.below(100));
        form.visibility = match visibility {
            _ if self.plain => "public",
            0..86 => "public",
            86..95 => "members",
            _ => "unlisted",
        }
        .to_owned();
        if status < 2 && !self.plain {
            form.status = "draft".to_owned();
        }
        if kind != Kind::Wanted {
            self.date(&mut form, time_zone, kind);
        }
        form
    }

    fn date(&mut self, form: &mut EventForm, time_zone: &str, kind: Kind) {
        let begins = self.plan.between(BEGIN, self.number, self.plan.events);
        let day = in_zone(begins, time_zone).date();
        let (from, until) = *self.draw.pick_low(&HOURS);
        form.starts_at = format!("{day}T{from}");
        if self.draw.percent(50) {
            let days = if kind == Kind::Workshop { self.draw.below(3) } else { 0 };
            let last = day.saturating_add(i64::try_from(days).unwrap_or_default().days());
            form.ends_at = format!("{last}T{until}");
        }
        if self.draw.percent(80) {
            form.capacity = self.draw.pick(&PLACES).to_string();
        }
    }

    /// Who takes part, in the order of the queue. Where all places are taken, some wait; and where one of those who had one
    /// has left, it is offered to whoever waited longest.
    fn players(&mut self, capacity: Option<i64>, coming: bool, known: &mut Vec<u64>) -> Vec<Player> {
        let room = capacity.and_then(|capacity| u64::try_from(capacity).ok());
        let full = room.is_some() && self.draw.percent(25);
        let taken = match room {
            Some(room) if full => room,
            Some(room) => self.draw.below(room),
            None => self.draw.below(9),
        };
        let mut places = vec![Place::Accepted; index(taken)];
        if full && self.draw.percent(60) {
            if coming && self.draw.percent(25) {
                places[0] = Place::Left;
                places.push(Place::Offered);
            }
            let waiting = 1 + self.draw.below(4);
            places.extend((0..waiting).map(|_| Place::Waitlisted));
        } else if self.draw.percent(10) {
            places.push(*self.draw.pick(&[Place::Left, Place::Left, Place::Declined]));
        }
        let minutes = 20 * 60 / (places.len() as u64 + 1);
        let mut players = Vec::with_capacity(places.len());
        for (number, place) in (1..).zip(places) {
            let someone = if self.played && number == 1 && !known.contains(&0) && place == Place::Accepted {
                known.push(0);
                Some(person(self.plan, 0))
            } else {
                self.somebody(known)
            };
            let Some(Person { id, .. }) = someone else { break };
            players.push(self.player(id, place, number * minutes));
        }
        settled(players, room)
    }

    fn player(&mut self, id: Uuid, place: Place, minutes: u64) -> Player {
        let joined_at = self.later(minutes);
        let soon = |hours| self.plan.start.plus(SignedDuration::from_hours(hours));
        let (since, offered_until) = match place {
            Place::Offered => (soon(-2), Some(soon(46))),
            Place::Left | Place::Declined => (self.later(21 * 60), None),
            Place::Accepted | Place::Waitlisted | Place::Requested => (joined_at, None),
        };
        let word = (place == Place::Declined).then(|| "We have one already, sorry.".to_owned());
        Player {
            id,
            place,
            joined_at,
            since,
            offered_until,
            word,
        }
    }

    /// Somebody who is not yet known here, if there is anybody left.
    fn somebody(&mut self, known: &mut Vec<u64>) -> Option<Person> {
        if known.len() as u64 >= self.plan.people {
            return None;
        }
        let mut number = self.draw.below(self.plan.people);
        while known.contains(&number) {
            number = (number + 1) % self.plan.people;
        }
        known.push(number);
        Some(person(self.plan, number))
    }

    fn later(&self, minutes: u64) -> Instant {
        let minutes = i64::try_from(minutes).unwrap_or_default();
        self.posted_at.plus(SignedDuration::from_mins(minutes))
    }
}

/// Where there were not people enough to take all places, nobody waits for one, and none was offered.
fn settled(mut players: Vec<Player>, room: Option<u64>) -> Vec<Player> {
    let holding = players.iter().filter(|player| player.place.holds_a_place()).count() as u64;
    if room.is_some_and(|room| holding < room) {
        players.retain(|player| !matches!(player.place, Place::Waitlisted | Place::Offered));
    }
    players
}

fn sometimes(draw: &mut Draw, percent: u64, lines: &[&str]) -> String {
    let line = *draw.pick(lines);
    if draw.percent(percent) {
        line.to_owned()
    } else {
        String::new()
    }
}
