//! Ten times as many log-ins as the server can take, while others ask for the list. Requests come at a fixed rate, whether
//! or not earlier ones are answered, and their time counts from when they were due: whoever has to wait is not left out.

use std::time::{Duration, Instant};

use tokio::task::JoinSet;
use tokio::time::sleep_until;

use super::client::Client;
use super::databases::Databases;
use super::figures::{grouped, median, percentile, shown, sorted};
use super::load::{Span, Wrk, get, post};
use super::report::{Goal, Section, Table};
use super::server::{Log, Server, Setup};
use super::{Arguments, Fallible};

/// How often calm and storm take turns, and how long each lasts.
const ROUNDS: usize = 5;
const LASTS: Duration = Duration::from_secs(10);
/// Until whoever waits in the queue is through.
const PAUSE: Duration = Duration::from_secs(4);
/// Of what the server could answer, the list is asked this much.
const SHARE: f64 = 0.2;
/// How many times more log-ins than it could take.
const STORM: f64 = 10.0;
/// The list's slowest hundredth, to what it is in calm.
const LIMIT: f64 = 3.0;
/// What is quick for an answer that nothing can be done now, in milliseconds.
const QUICK: f64 = 100.0;

/// What came back, and after how many milliseconds.
type Answered = Vec<(u16, f64)>;

pub async fn measure(arguments: &Arguments, databases: &Databases) -> Fallible<Section> {
    let kept = databases.sqlite(arguments.events)?;
    let copy = databases.copy(&kept, "storm").await?;
    let server = Server::start(&Setup {
        program: &arguments.server,
        database_url: &copy.url,
        data: &copy.data,
        page_cache: false,
        log: Log::Nothing,
        callgrind: None,
    })?;
    let wrk = Wrk::new(&databases.scratch)?;
    let body = copy.log_in.body();
    let capacity = |request| {
        wrk.load(&server.address, &[request], Span::Seconds(4))
            .map(|loaded| loaded.per_second)
    };
    capacity(get("/events", None, "identity"))?;
    let (pages, log_ins) = (
        capacity(get("/events", None, "identity"))?,
        capacity(post("accounts/login", &body, None))?,
    );
    let asker = Asker {
        client: Client::guest(&server.address),
        body,
    };
    let (calm_rate, storm_rate) = (pages * SHARE, log_ins * STORM);
    let (mut calm, mut storm, mut stormed) = (Vec::new(), Vec::new(), Answered::new());
    asker.lists(calm_rate).await?;
    for round in 0..ROUNDS {
        eprintln!("bench: storm, round {} of {ROUNDS}", round + 1);
        tokio::time::sleep(PAUSE).await;
        calm.push(asker.lists(calm_rate).await?);
        let (lists, answered) = tokio::join!(asker.lists(calm_rate), asker.log_ins(storm_rate));
        storm.push(lists?);
        stormed.extend(answered?);
    }
    server.stop()?;
    Ok(section(
        &calm,
        &storm,
        &stormed,
        [pages, log_ins, calm_rate, storm_rate],
    ))
}

struct Asker {
    client: Client,
    body: String,
}

impl Asker {
    async fn lists(&self, rate: f64) -> Fallible<Answered> {
        let client = self.client.clone();
        at_rate(rate, move || {
            let client = client.clone();
            async move { Ok(client.get("/events").await?.status) }
        })
        .await
    }

    async fn log_ins(&self, rate: f64) -> Fallible<Answered> {
        let (client, body) = (self.client.clone(), self.body.clone());
        at_rate(rate, move || {
            let (client, body) = (client.clone(), body.clone());
            async move { Ok(client.post("accounts/login", &body).await?.status) }
        })
        .await
    }
}

/// Asks so many times a second, and waits for every answer.
async fn at_rate<F>(rate: f64, ask: impl Fn() -> F) -> Fallible<Answered>
where
    F: Future<Output = Fallible<u16>> + Send + 'static,
{
    let (begun, mut answers, mut answered) = (Instant::now(), JoinSet::new(), Answered::new());
    let mut number = 0.0;
    loop {
        let due = begun + Duration::from_secs_f64(number / rate);
        if due > begun + LASTS {
            break;
        }
        // The timer counts in milliseconds and comes late by up to one: the rest is waited for by looking at the clock.
        sleep_until((due - Duration::from_millis(2)).into()).await;
        while Instant::now() < due {
            tokio::task::yield_now().await;
        }
        let asked = ask();
        answers.spawn(async move {
            let status = asked.await?;
            Fallible::Ok((status, due.elapsed().as_secs_f64() * 1000.0))
        });
        number += 1.0;
    }
    while let Some(answer) = answers.join_next().await {
        answered.push(answer??);
    }
    Ok(answered)
}

fn section(calm: &[Answered], storm: &[Answered], stormed: &Answered, rates: [f64; 4]) -> Section {
    let lists = |rounds: &[Answered], percent: f64| {
        median(
            rounds
                .iter()
                .map(|round| percentile(&sorted(round.iter().map(|(_, time)| *time)), percent)),
        )
    };
    let failed: usize = calm
        .iter()
        .chain(storm)
        .flatten()
        .filter(|(status, _)| *status != 200)
        .count();
    let of = |status: u16| sorted(stormed.iter().filter(|(of, _)| *of == status).map(|(_, time)| *time));
    let (good, busy) = (of(200), of(503));
    let other = stormed.len() - good.len() - busy.len();
    let row = |name: &str, rate: f64, count: usize, p50: f64, p99: f64| {
        vec![
            name.to_owned(),
            shown(rate),
            grouped(count as f64),
            shown(p50),
            shown(p99),
        ]
    };
    let asked = |rounds: &[Answered]| rounds.iter().map(Vec::len).sum();
    let seconds = LASTS.as_secs_f64() * ROUNDS as f64;
    let among = |times: &[f64], name: &str| {
        row(
            name,
            times.len() as f64 / seconds,
            times.len(),
            percentile(times, 50.0),
            percentile(times, 99.0),
        )
    };
    let [pages, log_ins, calm_rate, storm_rate] = rates;
    let (p99_calm, p99_storm) = (lists(calm, 99.0), lists(storm, 99.0));
    let rows = vec![
        row("list, in calm", calm_rate, asked(calm), lists(calm, 50.0), p99_calm),
        row(
            "list, in the storm",
            calm_rate,
            asked(storm),
            lists(storm, 50.0),
            p99_storm,
        ),
        among(&good, "log-in that was let in"),
        among(&busy, "log-in that was answered 503"),
    ];
    let about = format!(
        "{ROUNDS} times calm and storm of {} s each. Alone the server answers {} lists a second, or {} log-ins. The list is asked \
         {} times a second, log-ins come {} times a second.",
        LASTS.as_secs(),
        shown(pages),
        shown(log_ins),
        shown(calm_rate),
        shown(storm_rate)
    );
    let slowest = percentile(&busy, 99.0);
    let goals = vec![
        Goal::at_most_times(
            "the list's p99 in the storm to that in calm",
            LIMIT,
            p99_storm / p99_calm,
        ),
        Goal {
            what: "p99 of the answer 503".to_owned(),
            limit: format!("≤ {QUICK} ms"),
            found: format!("{} ms", shown(slowest)),
            met: slowest <= QUICK,
        },
        Goal {
            what: "answers to the list other than 200".to_owned(),
            limit: "0".to_owned(),
            found: failed.to_string(),
            met: failed == 0,
        },
        Goal {
            what: "answers to log-ins other than 200 and 503".to_owned(),
            limit: "0, and some are let in".to_owned(),
            found: format!("{other}, and {} are let in", grouped(good.len() as f64)),
            met: other == 0 && !good.is_empty(),
        },
    ];
    let heads = vec!["", "a second:", "answers:", "p50 ms:", "p99 ms:"];
    Section {
        name: "storm",
        about: vec![about],
        tables: vec![Table::plain(heads, rows)],
        goals,
    }
}
