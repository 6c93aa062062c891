//! Pages and acts in time: each beside a bare handler, round after round, so that whatever else the machine does meets all
//! of them alike. The middle of the rounds counts.

use super::bare::{self, Handler};
use super::cases::{Cases, Who, slugs};
use super::client::{Client, form};
use super::counted::Counted;
use super::databases::{Databases, Filled};
use super::figures::{grouped, median, shown, times};
use super::load::{Loaded, Raw, Span, Wrk, get, post};
use super::report::{Goal, Section, Table};
use super::server::{Log, Process, Server, Setup};
use super::{Arguments, Fallible};

/// How many places somebody takes in each round.
const JOINS: usize = 500;
/// How many rounds there are at other sizes and on PostgreSQL.
const ELSEWHERE: usize = 3;
/// The longest that a round of those may take.
const JOINING: u32 = 30;

/// Who answers.
#[derive(Clone, Copy)]
enum On {
    /// A server that makes each page anew.
    Pages,
    /// One that keeps finished pages, over a copy that may be written to.
    Copy,
    /// One that keeps them and logs each answer.
    Logging,
}

/// What a case is compared with.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Base {
    /// The bare handler, at this path.
    Handler(&'static str),
    /// The hash that a log-in must make.
    Argon2id,
    Nothing,
}

const IDENTITY: &str = "/identity";
const BROTLI: &str = "/brotli";

struct Measured {
    name: String,
    who: &'static str,
    on: On,
    base: Base,
    requests: Vec<Raw>,
    /// Each is sent once, a part of them in each round; these answers are what was wanted.
    once: Option<&'static str>,
    counted: Option<Counted>,
    rounds: Vec<Round>,
}

/// One time. CPU in microseconds per request.
struct Round {
    cpu: f64,
    ratio: f64,
    loaded: Loaded,
}

impl Measured {
    fn new(name: &str, who: &'static str, base: Base, requests: Vec<Raw>, counted: Option<Counted>) -> Self {
        Self {
            name: name.to_owned(),
            who,
            on: On::Pages,
            base,
            requests,
            once: None,
            counted,
            rounds: Vec::new(),
        }
    }

    fn on(self, on: On) -> Self {
        Self { on, ..self }
    }

    fn middle(&self, of: impl Fn(&Round) -> f64) -> f64 {
        median(self.rounds.iter().map(of))
    }

    fn row(&self) -> Vec<String> {
        let bytes = |of: fn(&Counted) -> f64| {
            self.counted
                .as_ref()
                .map_or("–".to_owned(), |counted| shown(of(counted)))
        };
        let ratio = self.middle(|round| round.ratio);
        vec![
            self.name.clone(),
            self.who.to_owned(),
            shown(self.middle(|round| round.cpu)),
            if ratio.is_nan() { "–".to_owned() } else { times(ratio) },
            shown(self.middle(|round| round.loaded.per_second)),
            shown(self.middle(|round| round.loaded.p50 / 1000.0)),
            shown(self.middle(|round| round.loaded.p99 / 1000.0)),
            self.counted.as_ref().map_or("–".to_owned(), Counted::statements),
            bytes(|counted| counted.raw),
            bytes(|counted| counted.brotli),
        ]
    }
}

pub async fn measure(arguments: &Arguments, databases: &Databases) -> Fallible<Section> {
    let kept = databases.sqlite(arguments.events)?;
    let (cases, table) = timed(arguments, databases, &kept, arguments.rounds).await?;
    let (goals, mut tables) = (goals(&cases), vec![table]);
    if !arguments.demo {
        for events in arguments.sizes.iter().filter(|events| **events != arguments.events) {
            let kept = databases.sqlite(*events)?;
            tables.push(timed(arguments, databases, &kept, ELSEWHERE).await?.1);
        }
        for events in &arguments.postgres_sizes {
            let Some(kept) = databases.postgres(*events).await? else {
                break;
            };
            tables.push(timed(arguments, databases, &kept, ELSEWHERE).await?.1);
        }
    }
    Ok(Section {
        name: "pages",
        about: vec!["The goals are held to the first table.".to_owned()],
        tables,
        goals,
    })
}

/// All cases over one database, in so many rounds.
async fn timed(
    arguments: &Arguments,
    databases: &Databases,
    kept: &Filled,
    rounds: usize,
) -> Fallible<(Vec<Measured>, Table)> {
    let copy = databases.copy(kept, "copy").await?;
    let logged = databases.copy(kept, "logged").await?;
    let (mut cases, notes) = cases(arguments, kept, &copy, rounds).await?;

    let pages = start(arguments, kept, false, Log::Nothing)?;
    let writes = start(arguments, &copy, true, Log::Nothing)?;
    let logging = start(arguments, &logged, true, Log::Answers)?;
    let guest = Client::guest(&pages.address);
    let answers = (
        guest.get("/events").await?.good()?,
        guest.get_encoded("/events", "br").await?.good()?,
    );
    let handler = Handler::start(&databases.scratch, &[(IDENTITY, &answers.0), (BROTLI, &answers.1)])?;
    let wrk = Wrk::new(&databases.scratch)?;

    let mut bases = Bases {
        wrk: &wrk,
        handler: &handler,
        seconds: arguments.seconds,
        found: Vec::new(),
    };
    bases.handler(IDENTITY)?;
    let server = |on| match on {
        On::Pages => &pages,
        On::Copy => &writes,
        On::Logging => &logging,
    };
    for case in cases.iter().filter(|case| case.once.is_none()) {
        wrk.load(&server(case.on).address, &case.requests, Span::Seconds(1))?;
    }
    bases.found.clear();
    for round in 0..rounds {
        let (size, engine) = (kept.size(), kept.engine());
        eprintln!("bench: pages, {size} on {engine}, round {} of {rounds}", round + 1);
        for case in &mut cases {
            let base = bases.measure(case.base)?;
            let (requests, span) = match case.once {
                None => (&case.requests[..], Span::Seconds(arguments.seconds)),
                Some(word) => (part(&case.requests, round, rounds), Span::Once(JOINING, word)),
            };
            let (cpu, loaded) = loaded(
                &wrk,
                &server(case.on).address,
                server(case.on).process(),
                requests,
                span,
            )?;
            case.rounds.push(Round {
                cpu,
                ratio: cpu / base,
                loaded,
            });
        }
    }
    let bare = bases.rows();
    pages.stop()?;
    writes.stop()?;
    logging.stop()?;
    let about = format!(
        "{} on {}, {rounds} rounds of {} s, medians. {notes}",
        kept.size(),
        kept.engine(),
        arguments.seconds
    );
    let table = table(&cases, bare, about);
    Ok((cases, table))
}

/// The cases of this database, statements and bytes counted.
async fn cases(
    arguments: &Arguments,
    kept: &Filled,
    copy: &Filled,
    rounds: usize,
) -> Fallible<(Vec<Measured>, String)> {
    let server = start(arguments, kept, false, Log::Statements)?;
    let guest = Client::guest(&server.address);
    let member = Client::member(&server.address, &kept.log_in).await?;
    let found = Cases::find(&guest, &member, arguments.demo).await?;
    let mut cases = Vec::new();
    for case in &found.pages {
        let client = if case.who == Who::Guest { &guest } else { &member };
        let counted = Counted::page(&server, client, case).await?;
        let requests = |encoding| {
            case.paths
                .iter()
                .map(|path| get(path, client.cookie.as_deref(), encoding))
                .collect()
        };
        let (name, who, base) = (case.name, case.who.words(), Base::Handler(IDENTITY));
        cases.push(Measured::new(name, who, base, requests("identity"), Some(counted)));
        if name == "list" {
            let name = "list, in brotli";
            cases.push(Measured::new(name, who, Base::Handler(BROTLI), requests("br"), None));
        }
        if name == "list" && case.who == Who::Guest {
            for (name, base, encoding, on) in [
                ("list, kept", IDENTITY, "identity", On::Copy),
                ("list, kept, in brotli", BROTLI, "br", On::Copy),
                ("list, kept, in brotli, logged", BROTLI, "br", On::Logging),
            ] {
                cases.push(Measured::new(name, who, Base::Handler(base), requests(encoding), None).on(on));
            }
        }
    }
    server.stop()?;

    let server = start(arguments, copy, false, Log::Statements)?;
    let guest = Client::guest(&server.address);
    let member = Client::member(&server.address, &copy.log_in).await?;
    let forms = Forms::find(&guest, &found, rounds).await?;
    let cookie = member.cookie.as_deref();
    let counted = Counted::act(&server, &guest, "accounts/login", &vec![copy.log_in.body(); 3]).await?;
    let log_in = vec![post("accounts/login", &copy.log_in.body(), None)];
    cases.push(Measured::new("log-in", "out", Base::Argon2id, log_in, Some(counted)).on(On::Copy));
    let (some, rest) = forms.joins.split_at(forms.joins.len().min(5));
    let counted = Counted::act(&server, &member, "events/join", some).await?;
    let joins = rest.iter().map(|body| post("events/join", body, cookie)).collect();
    let joins = Measured::new("join", "in", Base::Nothing, joins, Some(counted)).on(On::Copy);
    cases.push(Measured {
        once: Some(r#""accepted""#),
        ..joins
    });
    let counted = Counted::act(&server, &member, "messages/send", &vec![forms.message.clone(); 5]).await?;
    let send = vec![post("messages/send", &forms.message, cookie)];
    cases.push(Measured::new("send", "in", Base::Nothing, send, Some(counted)).on(On::Copy));
    server.stop()?;
    Ok((cases, found.notes))
}

/// What is posted.
struct Forms {
    joins: Vec<String>,
    message: String,
}

impl Forms {
    async fn find(guest: &Client, cases: &Cases, rounds: usize) -> Fallible<Self> {
        let joins = slugs(guest, JOINS * rounds + 5)
            .await?
            .iter()
            .map(|slug| form(&[("slug", slug)]))
            .collect();
        // /messages/{slug}/{username}
        let thread = cases.threads().first().ok_or("nobody to write to")?;
        let path = thread.split('?').next().unwrap_or(thread);
        let parts: Vec<&str> = path.trim_start_matches("/messages/").split('/').collect();
        let [slug, to] = parts[..] else {
            return Err(format!("{thread} is no thread").into());
        };
        let content = "Half past seven at the side door. I bring the spare stand and two cables.";
        Ok(Self {
            joins,
            message: form(&[("slug", slug), ("to", to), ("content", content)]),
        })
    }
}

fn start(arguments: &Arguments, filled: &Filled, page_cache: bool, log: Log) -> Fallible<Server> {
    Server::start(&Setup {
        program: &arguments.server,
        database_url: &filled.url,
        data: &filled.data,
        page_cache,
        log,
        callgrind: None,
    })
}

/// One time of one case: CPU in microseconds per request, and the rest.
fn loaded(wrk: &Wrk, address: &str, process: &Process, requests: &[Raw], span: Span) -> Fallible<(f64, Loaded)> {
    process.settle()?;
    let before = process.cpu()?;
    let loaded = wrk.load(address, requests, span)?;
    let cpu = (process.cpu()? - before) * 1e6 / loaded.requests;
    Ok((cpu, loaded))
}

/// This round's share of what can be sent only once.
fn part(requests: &[Raw], round: usize, rounds: usize) -> &[Raw] {
    let share = requests.len() / rounds;
    &requests[round * share..(round + 1) * share]
}

/// What the cases are compared with, measured before each of them.
struct Bases<'a> {
    wrk: &'a Wrk,
    handler: &'a Handler,
    seconds: u32,
    found: Vec<(Base, f64, Option<Loaded>)>,
}

impl Bases<'_> {
    /// Microseconds of CPU.
    fn measure(&mut self, base: Base) -> Fallible<f64> {
        match base {
            Base::Handler(path) => self.handler(path),
            Base::Argon2id => {
                let cpu = bare::argon2id(self.seconds)? * 1e6;
                self.found.push((base, cpu, None));
                Ok(cpu)
            }
            Base::Nothing => Ok(f64::NAN),
        }
    }

    fn handler(&mut self, path: &'static str) -> Fallible<f64> {
        let (requests, span) = ([get(path, None, "identity")], Span::Seconds(self.seconds.div_ceil(2)));
        let (cpu, loaded) = loaded(self.wrk, &self.handler.address, self.handler.process(), &requests, span)?;
        self.found.push((Base::Handler(path), cpu, Some(loaded)));
        Ok(cpu)
    }

    fn rows(&self) -> Vec<Vec<String>> {
        let bases = [
            ("bare handler", Base::Handler(IDENTITY)),
            ("bare handler, in brotli", Base::Handler(BROTLI)),
            ("bare argon2id", Base::Argon2id),
        ];
        let rows = bases.map(|(name, base)| {
            let found: Vec<_> = self.found.iter().filter(|(of, ..)| *of == base).collect();
            let cpu = median(found.iter().map(|(_, cpu, _)| *cpu));
            let middle = |of: fn(&Loaded) -> f64| {
                let values: Vec<f64> = found
                    .iter()
                    .filter_map(|(_, _, loaded)| loaded.as_ref().map(of))
                    .collect();
                if values.is_empty() {
                    "–".to_owned()
                } else {
                    shown(median(values))
                }
            };
            let none = || "–".to_owned();
            vec![
                name.to_owned(),
                none(),
                shown(cpu),
                times(1.0),
                middle(|loaded| loaded.per_second),
                middle(|loaded| loaded.p50 / 1000.0),
                middle(|loaded| loaded.p99 / 1000.0),
                none(),
                none(),
                none(),
            ]
        });
        rows.into()
    }
}

fn goals(cases: &[Measured]) -> Vec<Goal> {
    let of = |name: &str, who: &str| cases.iter().find(|case| case.name == name && case.who == who);
    let ratio = |name: &str, who: &str| of(name, who).map_or(f64::NAN, |case| case.middle(|round| round.ratio));
    let mut goals = vec![
        Goal::at_most_times("the list, made anew, to the bare handler", 13.0, ratio("list", "out")),
        Goal::at_most_times("the list, kept, to the bare handler", 1.35, ratio("list, kept", "out")),
        Goal::at_most_times(
            "the list in brotli, kept, to the bare handler",
            1.35,
            ratio("list, kept, in brotli", "out"),
        ),
        Goal::at_most_times(
            "the list in brotli, kept, each answer logged, to the bare handler",
            1.35,
            ratio("list, kept, in brotli, logged", "out"),
        ),
        Goal::at_most_times("a log-in to bare argon2id", 1.1, ratio("log-in", "out")),
    ];
    for guest in cases.iter().filter(|case| case.who == "out") {
        if let Some(member) = of(&guest.name, "in") {
            let pairs = member.rounds.iter().zip(&guest.rounds);
            let more = median(pairs.map(|(member, guest)| member.cpu / guest.cpu));
            goals.push(Goal::at_most_times(
                format!("{}: signed in to signed out", guest.name),
                1.15,
                more,
            ));
        }
    }
    goals
}

fn table(cases: &[Measured], bare: Vec<Vec<String>>, about: String) -> Table {
    let mut about = vec![about];
    let sum = |of: fn(&Loaded) -> f64, case: &Measured| case.rounds.iter().map(|round| of(&round.loaded)).sum::<f64>();
    for case in cases.iter().filter(|case| case.once.is_some()) {
        let (all, good) = (sum(|loaded| loaded.requests, case), sum(|loaded| loaded.found, case));
        about.push(format!("Of {} joins {} got their place.", grouped(all), grouped(good)));
    }
    let heads = vec![
        "",
        "signed",
        "CPU µs:",
        "to bare:",
        "requests/s:",
        "p50 ms:",
        "p99 ms:",
        "statements:",
        "bytes:",
        "in brotli:",
    ];
    let rows = bare.into_iter().chain(cases.iter().map(Measured::row)).collect();
    Table { about, heads, rows }
}
