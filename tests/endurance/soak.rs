//! An hour at four fifths of what the server can do: no error, no growth.
//!
//! `TUTTI_SOAK_MINUTES` makes it longer or shorter. The first tenth finds out what it can do.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use crate::connection::Connection;
use crate::crew::Crew;
use crate::figure;
use crate::support::TestDb;
use crate::support::process::{Client, Folder, Server, form, next_year};
use crate::support::site::PASSWORD;

/// People at once, each with a connection; every second one is signed in.
const PEOPLE: usize = 8;
const SHARE: f64 = 0.8;
/// What the last quarter may hold of what the one before it held.
const FLAT: f64 = 1.03;

#[tokio::test(flavor = "multi_thread")]
#[ignore = "an hour: make soak"]
async fn an_hour_of_load_on_sqlite() {
    soak("SQLite", None).await;
}

#[tokio::test(flavor = "multi_thread")]
#[ignore = "an hour: make soak"]
async fn an_hour_of_load_on_postgres() {
    if let Some(db) = TestDb::postgres().await {
        soak("PostgreSQL", Some(&db)).await;
    }
}

/// One person: who they are, and at which request.
struct Person {
    at: usize,
    connection: Connection,
    cookie: String,
    turn: usize,
    /// The event they have joined and will leave.
    joined: Option<String>,
}

/// What everybody knows of the site.
struct World {
    events: Vec<String>,
    /// Events with a place for everybody.
    jams: Vec<String>,
    musicians: Vec<String>,
    slug: String,
}

/// What is counted while it runs.
#[derive(Default)]
struct Counts {
    answered: AtomicU64,
    faults: Mutex<Vec<String>>,
    times: Mutex<Vec<Duration>>,
}

impl Person {
    /// One request of the mix: of a thousand, acts and searches as follows, and pages.
    fn ask(&mut self, world: &World) -> Result<(), String> {
        self.turn += 1;
        // A step that shares no factor with a thousand goes through all of them before one comes again.
        let pick = (self.turn * 617 + self.at * 125) % 1000;
        let signed_in = !self.cookie.is_empty();
        let (turn, at) = (self.turn, self.at);
        let any = |list: &[String]| list[(turn * 31 + at) % list.len()].clone();
        match pick {
            0..2 => self.log_in(),
            2..4 if signed_in => self.act("events/create", &event(self.turn)),
            4..44 if signed_in => {
                let text = format!("{} writes for the {}th time", self.at, self.turn);
                let fields = [("slug", world.slug.as_str()), ("to", "ada"), ("content", &text)];
                self.act("messages/send", &fields.map(|(name, value)| (name, value.to_owned())))
            }
            44..74 if signed_in => match self.joined.take() {
                Some(slug) => self.act("events/leave", &[("slug", slug)]),
                None => {
                    let slug = any(&world.jams);
                    self.joined = Some(slug.clone());
                    self.act("events/join", &[("slug", slug)])
                }
            },
            74..150 if signed_in => self.page("/messages"),
            150..230 if signed_in => self.page(&format!("/messages/{}/ada", world.slug)),
            230..300 => self.page(&format!(
                "/events?q={}",
                ["jam", "session", "jazz", "choir"][self.turn % 4]
            )),
            300..360 => self.page("/"),
            360..600 => self.page("/events"),
            600..640 => self.page("/musicians"),
            640..760 => self.page(&format!("/musicians/{}", any(&world.musicians))),
            _ => self.page(&format!("/events/{}", any(&world.events))),
        }
    }

    fn page(&mut self, path: &str) -> Result<(), String> {
        let head = format!("GET {path} HTTP/1.1\r\nAccept: text/html\r\n");
        let (status, _) = self.send(&head, "", path)?;
        if status == 200 {
            Ok(())
        } else {
            Err(format!("{path}: {status}"))
        }
    }

    fn act(&mut self, act: &str, fields: &[(&str, String)]) -> Result<(), String> {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let (head, body) = form(act, &fields, "application/json");
        let (status, _) = self.send(&head, &body, act)?;
        if status == 200 {
            Ok(())
        } else {
            Err(format!("{act}: {status}"))
        }
    }

    /// Whoever was signed in is in a session of its own from here on; whoever was not, stays so.
    fn log_in(&mut self) -> Result<(), String> {
        let name = format!("member{}", self.at / 2);
        let (head, body) = form(
            "accounts/login",
            &[("login", &name), ("password", PASSWORD)],
            "application/json",
        );
        let (status, head) = self.send(&head, &body, "accounts/login")?;
        if status != 200 {
            return Err(format!("accounts/login: {status}"));
        }
        let set = head.lines().find_map(|line| line.strip_prefix("set-cookie: session="));
        let id = set.and_then(|set| set.split(';').next()).ok_or("no session")?;
        if !self.cookie.is_empty() {
            self.cookie = format!("session={id}");
        }
        Ok(())
    }

    fn send(&mut self, head: &str, body: &str, what: &str) -> Result<(u16, String), String> {
        let cookie = self.cookie.clone();
        let answer = self.connection.ask(head, &cookie, body);
        answer.map_err(|error| format!("{what}: {error}"))
    }
}

fn event(number: usize) -> [(&'static str, String); 5] {
    [
        ("title", format!("Session {number}")),
        ("kind", "jam".to_owned()),
        ("town", "Lisboa".to_owned()),
        ("starts_at", next_year(number % 12 + 1)),
        ("time_zone", "Europe/Lisbon".to_owned()),
    ]
}

/// Runs everybody: so many requests a second in all, or as many as there can be.
fn run(people: &mut [Person], world: &World, counts: &Counts, pace: Option<f64>, stop: &AtomicBool) {
    let each = pace.map(|pace| Duration::from_secs_f64(people.len() as f64 / pace));
    thread::scope(|scope| {
        for person in people {
            scope.spawn(move || {
                let mut due = Instant::now();
                while !stop.load(Ordering::Relaxed) {
                    if let Some(each) = each {
                        // Who is late catches up, but not on what was missed for longer than a second.
                        due = (due + each).max(Instant::now().checked_sub(Duration::from_secs(1)).unwrap_or(due));
                        thread::sleep(due.saturating_duration_since(Instant::now()));
                    }
                    let sent = Instant::now();
                    let fault = person.ask(world).err();
                    counts.times.lock().unwrap().push(sent.elapsed());
                    counts.answered.fetch_add(1, Ordering::Relaxed);
                    counts.faults.lock().unwrap().extend(fault);
                }
            });
        }
    });
}

/// Lets everybody ask for so long, and tells twice a second when that began.
fn load(
    people: &mut [Person],
    world: &World,
    counts: &Counts,
    pace: Option<f64>,
    time: Duration,
    mut tell: impl FnMut(Instant),
) -> Duration {
    let (stop, begun) = (AtomicBool::new(false), Instant::now());
    thread::scope(|scope| {
        scope.spawn(|| run(people, world, counts, pace, &stop));
        while begun.elapsed() < time {
            thread::sleep(Duration::from_millis(500).min(time.saturating_sub(begun.elapsed())));
            tell(begun);
        }
        stop.store(true, Ordering::Relaxed);
    });
    begun.elapsed()
}

/// What the process holds: memory in MiB, open files.
#[derive(Clone, Copy, Debug)]
struct Held {
    memory: f64,
    files: usize,
}

impl Held {
    #[cfg(target_os = "linux")]
    fn by(process: u32) -> Self {
        let status = std::fs::read_to_string(format!("/proc/{process}/status")).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap();
        let kib: f64 = line.trim().trim_end_matches(" kB").parse().unwrap();
        Self {
            memory: kib / 1024.0,
            files: std::fs::read_dir(format!("/proc/{process}/fd")).unwrap().count(),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn by(_process: u32) -> Self {
        panic!("what a process holds is read from /proc")
    }
}

/// The middle one of each, of these.
fn middle(held: &[Held]) -> Held {
    let mut memory: Vec<_> = held.iter().map(|held| held.memory).collect();
    let mut files: Vec<_> = held.iter().map(|held| held.files).collect();
    memory.sort_by(f64::total_cmp);
    files.sort_unstable();
    Held {
        memory: memory[memory.len() / 2],
        files: files[files.len() / 2],
    }
}

async fn soak(engine: &str, db: Option<&TestDb>) {
    let minutes = std::env::var("TUTTI_SOAK_MINUTES").ok();
    let minutes: f64 = minutes.map_or(60.0, |minutes| minutes.parse().expect("a number of minutes"));
    let whole = Duration::from_secs_f64(60.0 * minutes);
    let folder = Folder::new();
    let database: Vec<_> = db.iter().flat_map(|db| ["--database-url", db.url()]).collect();
    let seeded = folder.run(&[&["seed", "--demo"][..], &database].concat());
    assert!(seeded.status.success(), "{}", String::from_utf8_lossy(&seeded.stderr));
    // Not a line for each answer: all that it logs is kept here.
    let alone = ["--rate-limits", "off", "--log", "warn,tutti::server::run=info"];
    let server = Server::start(&folder, &[&alone[..], &database].concat());
    let (mut people, world) = arrive(&server);
    let process = server.id();

    let fast = Counts::default();
    let time = (whole / 10).min(Duration::from_secs(60));
    let took = load(&mut people, &world, &fast, None, time, |_| {});
    let capacity = fast.answered.load(Ordering::Relaxed) as f64 / took.as_secs_f64();
    let goal = SHARE * capacity;
    figure(format!(
        "soak on {engine}: it answers {capacity:.0} requests/s, and is asked {goal:.0} for {minutes} min"
    ));

    let counts = Counts::default();
    let (mut held, mut minute, mut before) = (Vec::new(), 0, 0);
    let took = load(&mut people, &world, &counts, Some(goal), whole, |begun| {
        held.push(Held::by(process));
        if begun.elapsed().as_secs() / 60 > minute {
            minute += 1;
            let answered = counts.answered.load(Ordering::Relaxed);
            let (median, slow) = percentiles(&counts);
            let now = middle(&held[held.len().saturating_sub(60)..]);
            println!(
                "minute {minute}: {:.0}/s, {} errors, p50 {median:.1?}, p99 {slow:.1?}, {:.1} MiB, {} files",
                (answered - before) as f64 / 60.0,
                counts.faults.lock().unwrap().len(),
                now.memory,
                now.files
            );
            before = answered;
        }
    });
    let rate = counts.answered.load(Ordering::Relaxed) as f64 / took.as_secs_f64();
    let faults: Vec<_> = [&fast, &counts]
        .iter()
        .flat_map(|counts| counts.faults.lock().unwrap().clone())
        .collect();
    let quarter = held.len() / 4;
    let (early, late) = (middle(&held[2 * quarter..3 * quarter]), middle(&held[3 * quarter..]));
    let answered = fast.answered.load(Ordering::Relaxed) + counts.answered.load(Ordering::Relaxed);
    figure(format!(
        "soak on {engine}: {answered} answers, {} errors, {rate:.0}/s; memory {:.1} MiB in the third quarter, {:.1} MiB in the \
         last; open files {} and {}",
        faults.len(),
        early.memory,
        late.memory,
        early.files,
        late.files
    ));
    assert!(faults.is_empty(), "{:?}", &faults[..faults.len().min(10)]);
    assert!(late.memory <= FLAT * early.memory, "memory grows: {early:?}, {late:?}");
    assert!(late.files <= early.files + 4, "open files grow: {early:?}, {late:?}");
    server.signal("-TERM");
    let (status, log) = server.ended();
    assert_eq!(status.code(), Some(0));
    let told: Vec<_> = log
        .lines()
        .filter(|line| line.contains("\"ERROR\"") || line.contains("\"WARN\""))
        .take(3)
        .collect();
    assert!(told.is_empty(), "the log has nothing to say: {told:?}");
    assert!(rate > 0.9 * goal, "the load was not held: {rate:.0}/s of {goal:.0}");
}

/// Everybody, before their first request, and where they go.
fn arrive(server: &Server) -> (Vec<Person>, World) {
    let crew = Crew::sign_up(server, PEOPLE / 2);
    // What everybody may see.
    let guest = Client::guest(server);
    let list = guest.get("/events").unwrap().body;
    let people = guest.get("/musicians").unwrap().body;
    let jams = (0..20).map(|number| crew.host.post_event(&format!("Open jam {number}"), "50").unwrap());
    let jams = jams.map(|reply| reply.word("slug")).collect();
    let world = World {
        jams,
        events: linked(&list, "/events/"),
        musicians: linked(&people, "/musicians/"),
        slug: crew.slug,
    };
    assert!(
        world.events.len() > 10 && world.musicians.len() > 10,
        "{:?}",
        world.events
    );
    let person = |at: usize| Person {
        at,
        connection: Connection::new(&server.address),
        cookie: match at % 2 {
            0 => crew.members[at / 2].1.cookie().to_owned(),
            _ => String::new(),
        },
        turn: 0,
        joined: None,
    };
    ((0..PEOPLE).map(person).collect(), world)
}

/// What a page links to under this path.
fn linked(page: &str, path: &str) -> Vec<String> {
    let link = format!("href=\"{path}");
    let links = page.split(&link).skip(1);
    let names = links.filter_map(|rest| rest.split('"').next());
    let reserved = ["new", "hosted"];
    let plain = |name: &&str| {
        !reserved.contains(name)
            && name
                .chars()
                .all(|letter| letter.is_ascii_alphanumeric() || letter == '-')
    };
    let mut names: Vec<_> = names.filter(plain).map(str::to_owned).collect();
    names.sort();
    names.dedup();
    names
}

/// Of the requests since this was last asked.
fn percentiles(counts: &Counts) -> (Duration, Duration) {
    let mut times = std::mem::take(&mut *counts.times.lock().unwrap());
    times.sort_unstable();
    let at = |share: f64| {
        times
            .get((times.len() as f64 * share) as usize)
            .copied()
            .unwrap_or_default()
    };
    (at(0.5), at(0.99))
}
