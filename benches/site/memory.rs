//! Memory of the server from its start to the last of many requests.

use super::cases::{Cases, Who};
use super::client::Client;
use super::databases::{Databases, Filled};
use super::figures::{grouped, mebibytes, times};
use super::load::{Raw, Span, Wrk, get};
use super::report::{Goal, Section, Table};
use super::server::{Log, Memory, Server, Setup};
use super::{Arguments, Fallible};

/// KiB of its own that it may have before anybody logged in, and after.
const BEFORE: u64 = 16 * 1024;
const AFTER: u64 = 40 * 1024;
/// Flat is what a tenth of the requests leave, or so many times as much when all were answered.
const FLAT: f64 = 1.05;
/// What browsers take.
const BROWSERS: &str = "gzip, deflate, br, zstd";
/// How long requests come between two looks at their number.
const SLICE: u32 = 2;

pub async fn measure(arguments: &Arguments, databases: &Databases) -> Fallible<Section> {
    let first = measured(arguments, databases, &databases.sqlite(arguments.events)?).await?;
    let (goals, mut tables) = (first.goals(), vec![first.table()]);
    if !arguments.demo {
        for events in arguments.sizes.iter().filter(|events| **events != arguments.events) {
            let found = measured(arguments, databases, &databases.sqlite(*events)?).await?;
            tables.push(found.table());
        }
        for events in &arguments.postgres_sizes {
            let Some(kept) = databases.postgres(*events).await? else {
                break;
            };
            tables.push(measured(arguments, databases, &kept).await?.table());
        }
    }
    let about = format!(
        "No page is kept; the pages of the table of pages in turn, signed out and in, {} at once. The goals are held to the first \
         table.",
        super::load::CONNECTIONS
    );
    Ok(Section {
        name: "memory",
        about: vec![about],
        tables,
        goals,
    })
}

/// What one server had in memory.
struct Found {
    about: String,
    started: Memory,
    /// Before the first log-in, when it had made every page once.
    before: Memory,
    /// After the first log-in.
    after: Memory,
    /// After so many requests.
    later: Vec<(f64, Memory)>,
}

async fn measured(arguments: &Arguments, databases: &Databases, kept: &Filled) -> Fallible<Found> {
    let start = || {
        Server::start(&Setup {
            program: &arguments.server,
            database_url: &kept.url,
            data: &kept.data,
            page_cache: false,
            log: Log::Nothing,
            callgrind: None,
        })
    };
    // Found by another server: what finding costs is nobody's.
    let finder = start()?;
    let member = Client::member(&finder.address, &kept.log_in).await?;
    let cases = Cases::find(&Client::guest(&finder.address), &member, arguments.demo).await?;
    finder.stop()?;

    let server = start()?;
    let process = server.process();
    let started = process.memory()?;
    let guest = Client::guest(&server.address);
    for case in cases.pages.iter().filter(|case| case.who == Who::Guest) {
        for path in &case.paths {
            guest.get(path).await?.good()?;
        }
    }
    let before = process.memory()?;
    let member = Client::member(&server.address, &kept.log_in).await?;
    let after = process.memory()?;

    let requests: Vec<Raw> = mixed(&cases, &member);
    let wrk = Wrk::new(&databases.scratch)?;
    let (mut done, mut later) = (0.0, Vec::new());
    for share in [0.1, 0.5, 1.0] {
        while done < arguments.requests as f64 * share {
            done += wrk.load(&server.address, &requests, Span::Seconds(SLICE))?.requests;
        }
        eprintln!("bench: memory, {} requests", grouped(done));
        later.push((done, process.memory()?));
    }
    server.stop()?;
    Ok(Found {
        about: format!("{} on {}", kept.size(), kept.engine()),
        started,
        before,
        after,
        later,
    })
}

impl Found {
    fn goals(&self) -> Vec<Goal> {
        let ends = self.later.first().zip(self.later.last());
        let flat = ends.map_or(f64::NAN, |((_, first), (_, last))| last.own as f64 / first.own as f64);
        let readings = self.later.iter().map(|(_, memory)| memory).chain([&self.after]);
        let most = |of: fn(&Memory) -> u64| readings.clone().map(of).max().unwrap_or_default();
        vec![
            at_most("its own memory before the first log-in", BEFORE, self.before.own),
            at_most("the most of its own after it", AFTER, most(|memory| memory.own)),
            at_most(
                "in memory before the first log-in, its program's file too",
                BEFORE,
                self.before.resident,
            ),
            at_most(
                "the most in memory after it, its program's file too",
                AFTER,
                most(|memory| memory.resident),
            ),
            Goal {
                what: "its own memory after all requests to that after a tenth of them".to_owned(),
                limit: format!("≤ {FLAT} ×"),
                found: times(flat),
                met: flat <= FLAT,
            },
        ]
    }

    fn table(&self) -> Table {
        let moments = [
            ("started".to_owned(), self.started),
            ("before the first log-in, every page once".to_owned(), self.before),
            ("after the first log-in".to_owned(), self.after),
        ];
        let later = self.later.iter();
        let later = later.map(|(done, memory)| (format!("after {} requests", grouped(*done)), *memory));
        let rows = moments
            .into_iter()
            .chain(later)
            .map(|(name, Memory { resident, own })| vec![name, mebibytes(resident), mebibytes(own)]);
        Table {
            about: vec![self.about.clone()],
            heads: vec!["", "in memory:", "of that its own:"],
            rows: rows.collect(),
        }
    }
}

/// Every path of every page, as both kinds of readers ask for it.
fn mixed(cases: &Cases, member: &Client) -> Vec<Raw> {
    let of = |who| {
        if who == Who::Member {
            member.cookie.as_deref()
        } else {
            None
        }
    };
    let pages = cases
        .pages
        .iter()
        .flat_map(|case| case.paths.iter().map(move |path| (path, of(case.who))));
    let both = pages.flat_map(|(path, cookie)| ["identity", BROWSERS].map(|encoding| get(path, cookie, encoding)));
    both.collect()
}

fn at_most(what: &str, limit: u64, found: u64) -> Goal {
    Goal {
        what: what.to_owned(),
        limit: format!("≤ {}", mebibytes(limit)),
        found: mebibytes(found),
        met: found <= limit,
    }
}
