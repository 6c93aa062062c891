//! The same pages over more and more events, in work: instructions of the server on SQLite (callgrind counts them), blocks
//! that PostgreSQL read. Time would tell more of caches and of whatever else the machine does.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use super::cases::{Case, Cases, Who, turn};
use super::client::Client;
use super::databases::{Databases, Filled, blocks_read};
use super::figures::{grouped, shown, times};
use super::report::{Goal, Section, Table};
use super::server::{Log, Server, Setup};
use super::{Arguments, Fallible};

/// Before counting begins: caches are filled, statements prepared, plans chosen.
const WARM_UP: usize = 40;
/// Counted under callgrind, and on PostgreSQL.
const COUNTED: usize = 40;
const COUNTED_ON_POSTGRES: usize = 200;
/// How much more work a thousand times as many events may be.
const LIMIT: f64 = 1.25;

/// What each case costs in a database of one size.
struct Size {
    events: u32,
    words: String,
    /// In the order of the cases.
    work: Vec<Work>,
    notes: String,
}

#[derive(Clone, Copy)]
struct Work {
    /// Instructions, or blocks.
    units: f64,
    /// How often SQLite's file was read.
    reads: f64,
    bytes: f64,
}

type Name = (&'static str, Who);

pub async fn measure(arguments: &Arguments, databases: &Databases) -> Fallible<Section> {
    let (mut names, mut sqlite, mut postgres) = (Vec::new(), Vec::new(), Vec::new());
    for events in sizes(&arguments.sizes, arguments) {
        let filled = databases.sqlite(events)?;
        eprintln!("bench: growth, {events} events on SQLite");
        let asked = Asked::find(arguments, &filled).await?;
        names = asked.names();
        sqlite.push(asked.instructions(arguments, &filled, &databases.scratch).await?);
    }
    for events in sizes(&arguments.postgres_sizes, arguments) {
        let Some(filled) = databases.postgres(events).await? else {
            break;
        };
        eprintln!("bench: growth, {events} events on PostgreSQL");
        let asked = Asked::find(arguments, &filled).await?;
        names = asked.names();
        postgres.push(asked.blocks(arguments, &filled).await?);
    }
    let mut about = Vec::new();
    let (mut tables, mut goals) = (Vec::new(), Vec::new());
    for (engine, unit, sizes) in [
        ("SQLite", "1000 instructions", &sqlite),
        ("PostgreSQL", "blocks", &postgres),
    ] {
        if sizes.is_empty() {
            about.push(format!("{engine}: not measured."));
            continue;
        }
        for size in sizes {
            about.push(format!("{engine}, {}, {unit} a request. {}", size.words, size.notes));
        }
        tables.push(table(&names, sizes, engine == "SQLite"));
        goals.extend(grown(engine, &names, sizes));
    }
    Ok(Section {
        name: "growth",
        about,
        tables,
        goals,
    })
}

/// The demonstration has one size only.
fn sizes(asked: &[u32], arguments: &Arguments) -> Vec<u32> {
    if arguments.demo { vec![0] } else { asked.to_vec() }
}

/// The cases of a database, and who asks.
struct Asked {
    cases: Cases,
    cookie: Option<String>,
}

impl Asked {
    async fn find(arguments: &Arguments, filled: &Filled) -> Fallible<Self> {
        let server = start(arguments, filled, None)?;
        let guest = Client::guest(&server.address);
        let member = Client::member(&server.address, &filled.log_in).await?;
        let cases = Cases::find(&guest, &member, arguments.demo).await?;
        server.stop()?;
        Ok(Self {
            cases,
            cookie: member.cookie,
        })
    }

    fn names(&self) -> Vec<Name> {
        self.cases.pages.iter().map(|case| (case.name, case.who)).collect()
    }

    fn client(&self, server: &Server, who: Who) -> Client {
        let cookie = self.cookie.clone().filter(|_| who == Who::Member);
        Client::with(&server.address, cookie)
    }

    async fn instructions(&self, arguments: &Arguments, filled: &Filled, scratch: &Path) -> Fallible<Size> {
        let mut work = Vec::new();
        let server = start(arguments, filled, None)?;
        for case in &self.cases.pages {
            let client = self.client(&server, case.who);
            ask(&client, case, WARM_UP).await?;
            let before = server.process().reads()?;
            let bytes = ask(&client, case, COUNTED).await?;
            let reads = (server.process().reads()? - before) as f64 / COUNTED as f64;
            work.push(Work {
                units: 0.0,
                reads,
                bytes,
            });
        }
        server.stop()?;
        let folder = scratch.join("callgrind");
        fs::create_dir_all(&folder)?;
        let server = start(arguments, filled, Some(folder.join("out")))?;
        let callgrind = Callgrind {
            process: server.process().id(),
            folder,
        };
        for (case, work) in self.cases.pages.iter().zip(&mut work) {
            let client = self.client(&server, case.who);
            ask(&client, case, WARM_UP).await?;
            callgrind.begin()?;
            ask(&client, case, COUNTED).await?;
            work.units = callgrind.end()? / 1000.0 / COUNTED as f64;
        }
        server.stop()?;
        fs::remove_dir_all(&callgrind.folder)?;
        Ok(Size {
            events: filled.events,
            words: filled.size(),
            work,
            notes: self.cases.notes.clone(),
        })
    }

    /// A connection tells what it read when it ends: so each case has a server that asks few times, and one that asks many
    /// times more.
    async fn blocks(&self, arguments: &Arguments, filled: &Filled) -> Fallible<Size> {
        let mut work = Vec::new();
        for case in &self.cases.pages {
            let mut read = [0.0; 2];
            let mut bytes = 0.0;
            for (read, more) in read.iter_mut().zip([0, COUNTED_ON_POSTGRES]) {
                let before = blocks_read(filled).await?;
                let server = start(arguments, filled, None)?;
                bytes = ask(&self.client(&server, case.who), case, WARM_UP + more).await?;
                server.stop()?;
                *read = (blocks_read(filled).await? - before) as f64;
            }
            work.push(Work {
                units: (read[1] - read[0]) / COUNTED_ON_POSTGRES as f64,
                reads: f64::NAN,
                bytes,
            });
        }
        Ok(Size {
            events: filled.events,
            words: filled.size(),
            work,
            notes: self.cases.notes.clone(),
        })
    }
}

fn start(arguments: &Arguments, filled: &Filled, callgrind: Option<PathBuf>) -> Fallible<Server> {
    Server::start(&Setup {
        program: &arguments.server,
        database_url: &filled.url,
        data: &filled.data,
        page_cache: false,
        log: Log::Nothing,
        callgrind,
    })
}

/// Asks so many times, one after the other, and gives the mean of the bytes.
async fn ask(client: &Client, case: &Case, times: usize) -> Fallible<f64> {
    let mut bytes = 0;
    for number in 0..times {
        bytes += client.get(turn(&case.paths, number)?).await?.good()?.body.len();
    }
    Ok(bytes as f64 / times as f64)
}

/// A server under callgrind.
struct Callgrind {
    process: u32,
    folder: PathBuf,
}

impl Callgrind {
    fn begin(&self) -> Fallible<()> {
        self.tell(&["instrumentation", "on"])?;
        self.tell(&["zero"])
    }

    /// How many instructions since it began.
    fn end(&self) -> Fallible<f64> {
        self.tell(&["dump"])?;
        self.tell(&["instrumentation", "off"])?;
        let mut counted = None;
        for entry in fs::read_dir(&self.folder)? {
            let path = entry?.path();
            let text = fs::read_to_string(&path)?;
            let totals = text
                .lines()
                .find_map(|line| line.strip_prefix("totals: ")?.trim().parse().ok());
            counted = counted.max(totals.map(|count: u64| count));
            fs::remove_file(path)?;
        }
        Ok(counted.ok_or("callgrind told no total")? as f64)
    }

    fn tell(&self, words: &[&str]) -> Fallible<()> {
        let mut command = Command::new("vgdb");
        let output = command
            .arg(format!("--pid={}", self.process))
            .arg("--wait=60")
            .args(words)
            .output()?;
        if output.status.success() {
            return Ok(());
        }
        Err(format!("vgdb {}: {}", words.join(" "), String::from_utf8_lossy(&output.stderr)).into())
    }
}

fn table(names: &[Name], sizes: &[Size], reads: bool) -> Table {
    let mut heads = vec!["", "signed"];
    for size in sizes {
        // One table a run: the few heads live as long as the program.
        heads.push(String::leak(format!("{}:", size.words)));
        heads.extend(if reads { &["reads:", "bytes:"][..] } else { &["bytes:"] });
    }
    heads.push("last to first:");
    let rows = names.iter().enumerate().map(|(at, (name, who))| {
        let mut row = vec![(*name).to_owned(), who.words().to_owned()];
        for work in sizes.iter().map(|size| size.work[at]) {
            row.push(shown(work.units));
            if reads {
                row.push(shown(work.reads));
            }
            row.push(shown(work.bytes));
        }
        row.push(times(more(sizes, at)));
        row
    });
    Table::plain(heads, rows.collect())
}

/// The work of the largest to that of the smallest.
fn more(sizes: &[Size], at: usize) -> f64 {
    let ends = sizes
        .iter()
        .min_by_key(|size| size.events)
        .zip(sizes.iter().max_by_key(|size| size.events));
    ends.map_or(f64::NAN, |(least, most)| most.work[at].units / least.work[at].units)
}

fn grown(engine: &str, names: &[Name], sizes: &[Size]) -> Vec<Goal> {
    if sizes.len() < 2 {
        return Vec::new();
    }
    let most = sizes.iter().map(|size| size.events).max().unwrap_or_default();
    let least = sizes.iter().map(|size| size.events).min().unwrap_or_default();
    let goals = names.iter().enumerate().map(|(at, (name, who))| {
        let (most, least) = (grouped(f64::from(most)), grouped(f64::from(least)));
        let what = format!("{engine}: {name}, signed {}, {most} events to {least}", who.words());
        Goal::at_most_times(what, LIMIT, more(sizes, at))
    });
    goals.collect()
}
