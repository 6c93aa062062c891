//! Members who write all the time: messages, events, places, and newcomers who sign up.

use std::io::ErrorKind;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use crate::book::{Book, Refusal, Saved, Write};
use crate::support::process::{Client, Reply, Server};
use crate::support::site::PASSWORD;

/// Some members, the host they write to, and what they have posted.
#[derive(Clone)]
pub struct Crew {
    pub host: Client,
    /// The event that they write about.
    pub slug: String,
    pub members: Vec<(String, Client)>,
    posted: Arc<Mutex<Vec<Posted>>>,
    /// No two writes are alike, however often they are told to write.
    number: Arc<AtomicUsize>,
}

#[derive(Clone)]
struct Posted {
    slug: String,
    by: usize,
}

/// How they write.
#[derive(Clone, Copy)]
pub struct Manner {
    /// Connections of each member.
    pub hands: usize,
    /// Between the beginnings of two writes of one hand; none is as fast as it goes.
    pub pace: Option<Duration>,
    /// Letters behind each message.
    pub padding: usize,
    /// Whether somebody signs up all the time, too.
    pub newcomers: bool,
}

/// A crew at work.
pub struct Writing {
    stop: Arc<AtomicBool>,
    saved: Arc<AtomicUsize>,
    hands: Vec<JoinHandle<Book>>,
}

impl Writing {
    /// Waits until so many writes are saved.
    pub fn wait_for(&self, number: usize) {
        let begun = Instant::now();
        while self.saved.load(Ordering::Relaxed) < number {
            assert!(begun.elapsed() < Duration::from_secs(20), "nothing is written");
            thread::sleep(Duration::from_millis(1));
        }
    }

    /// Has everybody finish what they are at. What became of it all.
    pub fn stop(self) -> Book {
        self.stop.store(true, Ordering::Relaxed);
        let mut book = Book::default();
        for hand in self.hands {
            book.add(hand.join().unwrap());
        }
        book
    }
}

impl Crew {
    /// Ada, who hosts an event, and so many members beside her.
    pub fn sign_up(server: &Server, size: usize) -> Self {
        let host = Client::member(server, "ada");
        let reply = host.post_event("The one they write about", "").unwrap();
        assert_eq!(reply.status, 200, "{}", reply.body);
        let member = |at| {
            let name = format!("member{at}");
            let client = Client::member(server, &name);
            (name, client)
        };
        Self {
            slug: reply.word("slug"),
            host,
            members: (0..size).map(member).collect(),
            posted: Arc::default(),
            number: Arc::default(),
        }
    }

    /// Lets them write, until they are told to stop or nobody answers.
    pub fn write(&self, server: &Server, manner: Manner) -> Writing {
        let (stop, saved) = (Arc::new(AtomicBool::new(false)), Arc::new(AtomicUsize::new(0)));
        let mut hands = Vec::new();
        for by in 0..self.members.len() {
            for _ in 0..manner.hands {
                let (crew, stop, saved) = (self.clone(), stop.clone(), saved.clone());
                let client = self.members[by].1.at(server);
                hands.push(thread::spawn(move || {
                    in_turn(&stop, &saved, manner.pace, |turn| {
                        crew.act(by, &client, turn, manner.padding)
                    })
                }));
            }
        }
        if manner.newcomers {
            let (crew, stop, saved) = (self.clone(), stop.clone(), saved.clone());
            let guest = Client::guest(server);
            hands.push(thread::spawn(move || {
                in_turn(&stop, &saved, manner.pace, |_| crew.newcomer(&guest))
            }));
        }
        Writing { stop, saved, hands }
    }

    /// One write of this member: of ten, one event, three places, six messages.
    fn act(&self, by: usize, client: &Client, turn: usize, padding: usize) -> (Write, std::io::Result<Option<Reply>>) {
        let number = self.number.fetch_add(1, Ordering::Relaxed);
        let username = &self.members[by].0;
        if turn.is_multiple_of(10) {
            let title = format!("Jam {number}");
            let reply = client.post_event(&title, "3");
            if let Ok(reply) = &reply
                && reply.status == 200
            {
                let slug = reply.word("slug");
                self.posted.lock().unwrap().push(Posted { slug, by });
            }
            return (Write::Event { title }, reply.map(Some));
        }
        if turn % 10 < 4
            && let Some(slug) = self.of_others(by, number)
        {
            let reply = client.post("events/join", &[("slug", &slug)]);
            let place = Write::Place {
                slug,
                username: username.clone(),
            };
            // "full" is an answer, and no write
            let reply = reply
                .map(|reply| Some(reply).filter(|reply| reply.status != 200 || reply.word("status") == "accepted"));
            return (place, reply);
        }
        let content = format!("{number} {}", "x".repeat(padding)).trim_end().to_owned();
        let fields = [("slug", self.slug.as_str()), ("to", "ada"), ("content", &content)];
        let reply = client.post("messages/send", &fields);
        (Write::Message { content }, reply.map(Some))
    }

    /// An event that another member has posted, a new one where there is one.
    fn of_others(&self, by: usize, number: usize) -> Option<String> {
        let posted = self.posted.lock().unwrap();
        let latest = posted.len().saturating_sub(12);
        let others: Vec<_> = posted[latest..].iter().filter(|event| event.by != by).collect();
        let event = others.get(number % others.len().max(1))?;
        Some(event.slug.clone())
    }

    fn newcomer(&self, guest: &Client) -> (Write, std::io::Result<Option<Reply>>) {
        let username = format!("newcomer{}", self.number.fetch_add(1, Ordering::Relaxed));
        let email = format!("{username}@example.test");
        let fields = [
            ("username", username.as_str()),
            ("email", &email),
            ("password", PASSWORD),
        ];
        let reply = guest.post("accounts/signup", &fields);
        (Write::Account { username }, reply.map(Some))
    }
}

/// Writes again and again, and keeps the book.
fn in_turn(
    stop: &AtomicBool,
    saved: &AtomicUsize,
    pace: Option<Duration>,
    mut write: impl FnMut(usize) -> (Write, std::io::Result<Option<Reply>>),
) -> Book {
    let mut book = Book::default();
    let begun = Instant::now();
    for turn in 0.. {
        if let Some(pace) = pace {
            let due = begun + pace * u32::try_from(turn).unwrap();
            thread::sleep(due.saturating_duration_since(Instant::now()));
        }
        if stop.load(Ordering::Relaxed) {
            break;
        }
        let sent = Instant::now();
        let (write, reply) = write(turn);
        let at = Instant::now();
        match reply {
            Ok(Some(reply)) if reply.status == 200 => {
                book.saved.push(Saved { write, at });
                saved.fetch_add(1, Ordering::Relaxed);
            }
            Ok(Some(reply)) => book.refused.push(Refusal {
                status: reply.status,
                retry_after: reply.header("retry-after").is_some(),
                sent,
                at,
            }),
            Ok(None) => {}
            // It was never sent.
            Err(error) if error.kind() == ErrorKind::ConnectionRefused => break,
            Err(_) => {
                book.unanswered.push(write);
                break;
            }
        }
    }
    book
}
