//! PostgreSQL, stopped and started again while people read and write.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::{self, JoinHandle};
use std::time::{Duration, Instant};

use tutti::db::{Db, Options};

use crate::book::{Kept, Write};
use crate::cluster::Cluster;
use crate::crew::{Crew, Manner};
use crate::support::faults;
use crate::support::process::{Client, Folder, Reply, Server};
use crate::{figure, is_fault, not_run};

/// How long it is away: twice as long as an answer may take that a browser gets to its form.
const AWAY: Duration = Duration::from_secs(15);
/// How long afterwards everything must be well again.
const RECOVERY: Duration = Duration::from_secs(5);

/// What somebody asks again and again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Question {
    PageSignedIn,
    PageSignedOut,
    FormOfABrowser,
    Ready,
    Live,
}

const QUESTIONS: [Question; 5] = [
    Question::PageSignedIn,
    Question::PageSignedOut,
    Question::FormOfABrowser,
    Question::Ready,
    Question::Live,
];

/// One of them, and its answer.
struct Asked {
    question: Question,
    sent: Instant,
    at: Instant,
    status: u16,
    /// 503, and when to come again.
    asks_to_wait: bool,
    says_a_cookie: bool,
    /// What was typed, if it is still there.
    shows: bool,
    wrote: Option<Write>,
}

impl Asked {
    fn is_well(&self) -> bool {
        match self.question {
            Question::FormOfABrowser => self.status == 303 && self.wrote.is_some(),
            _ => self.status == 200,
        }
    }
}

impl Question {
    fn ask(self, crew: &Crew, server: &Server, number: usize) -> (std::io::Result<Reply>, String) {
        let member = crew.members[0].1.at(server);
        let text = format!("typed {number} in a browser");
        let page = format!("/messages/{}/ada", crew.slug);
        let reply = match self {
            Self::PageSignedIn => member.get("/messages"),
            // Another each time, so that none of it is kept.
            Self::PageSignedOut => Client::guest(server).get(&format!("/events?q=jam{number}")),
            Self::FormOfABrowser => member.submit(
                "messages/send",
                &[("slug", &crew.slug), ("to", "ada"), ("content", &text), ("page", &page)],
            ),
            Self::Ready => Client::guest(server).get("/health/ready"),
            Self::Live => Client::guest(server).get("/health/live"),
        };
        (reply, text)
    }
}

/// Everybody who asks: three of each question.
struct Asking {
    stop: Arc<AtomicBool>,
    people: Vec<JoinHandle<Vec<Asked>>>,
}

impl Asking {
    fn begin(crew: &Crew, server: &Arc<Server>) -> Self {
        let stop = Arc::new(AtomicBool::new(false));
        let person = |at: usize| {
            let (crew, server, stop) = (crew.clone(), server.clone(), stop.clone());
            thread::spawn(move || {
                let question = QUESTIONS[at % QUESTIONS.len()];
                let mut asked = Vec::new();
                while !stop.load(Ordering::Relaxed) {
                    asked.push(ask(question, &crew, &server, at * 1_000_000 + asked.len()));
                    thread::sleep(Duration::from_millis(50));
                }
                asked
            })
        };
        let people = (0..3 * QUESTIONS.len()).map(person).collect();
        Self { stop, people }
    }

    fn stop(self) -> Vec<Asked> {
        self.stop.store(true, Ordering::Relaxed);
        let asked = self.people.into_iter().flat_map(|person| person.join().unwrap());
        asked.collect()
    }
}

fn ask(question: Question, crew: &Crew, server: &Server, number: usize) -> Asked {
    let sent = Instant::now();
    let (reply, text) = question.ask(crew, server, number);
    let reply = reply.unwrap_or_else(|error| panic!("{question:?} is not answered: {error}"));
    let done = reply.header("location").is_some_and(|to| to.starts_with("/messages/"));
    Asked {
        question,
        sent,
        at: Instant::now(),
        status: reply.status,
        asks_to_wait: reply.status == 503 && reply.header("retry-after").is_some(),
        says_a_cookie: reply.header("set-cookie").is_some(),
        shows: reply.body.contains(&text),
        wrote: (done && reply.status == 303).then_some(Write::Message { content: text }),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_may_go_and_come_back() {
    let cluster = match Cluster::make() {
        Ok(cluster) => cluster,
        Err(why) => return not_run("PostgreSQL stopped and started under load", &why),
    };
    cluster.start();
    let (folder, url) = (Folder::new(), cluster.url());
    let server = Server::start(&folder, &["--rate-limits", "off", "--database-url", &url]);
    let crew = Crew::sign_up(&server, 4);
    let server = Arc::new(server);
    let manner = Manner {
        hands: 2,
        pace: Some(Duration::from_millis(100)),
        padding: 50,
        newcomers: false,
    };
    let (asking, writing) = (Asking::begin(&crew, &server), crew.write(&server, manner));
    let mut times = Vec::new();
    for mode in ["fast", "immediate"] {
        thread::sleep(RECOVERY + Duration::from_secs(3));
        let told = Instant::now();
        cluster.stop(mode);
        let gone = Instant::now();
        thread::sleep(AWAY);
        let called = Instant::now();
        cluster.start();
        times.push((mode, told, gone, called, Instant::now()));
    }
    thread::sleep(RECOVERY + Duration::from_secs(3));
    let book = writing.stop();
    let asked = asking.stop();

    assert!(
        book.unanswered.is_empty(),
        "everybody is answered: {:?}",
        book.unanswered
    );
    let rude: Vec<_> = book
        .refused
        .iter()
        .filter(|no| no.status != 503 || !no.retry_after)
        .collect();
    assert!(rude.is_empty(), "acts are answered 503 with Retry-After: {rude:?}");
    for asked in asked.iter().filter(|asked| !asked.is_well()) {
        let (question, status) = (asked.question, asked.status);
        assert_ne!(question, Question::Live, "it lives, and nobody may restart it");
        assert!(asked.asks_to_wait, "{question:?}: {status}, or 503 without Retry-After");
        assert!(!asked.says_a_cookie, "{question:?}: an outage touches nobody's cookies");
        assert!(
            question != Question::FormOfABrowser || asked.shows,
            "what was typed is lost"
        );
    }
    for (mode, told, gone, called, back) in times {
        let away = |sent: Instant, at: Instant| sent > gone && at < called;
        for question in QUESTIONS.into_iter().filter(|question| *question != Question::Live) {
            let mut meanwhile = asked.iter().filter(|asked| asked.question == question);
            assert!(
                meanwhile.clone().any(|asked| away(asked.sent, asked.at))
                    && !meanwhile.any(|asked| asked.is_well() && away(asked.sent, asked.at)),
                "{mode}: {question:?} while it is away"
            );
        }
        assert!(
            book.refused.iter().any(|no| away(no.sent, no.at)),
            "{mode}: acts of programs"
        );
        let late = |sent: Instant| sent > back + RECOVERY && sent < back + RECOVERY + Duration::from_secs(2);
        let ill = asked.iter().find(|asked| late(asked.sent) && !asked.is_well());
        assert!(
            ill.is_none(),
            "{mode}: {:?} is not well again",
            ill.map(|asked| asked.question)
        );
        assert!(
            !book.refused.iter().any(|no| late(no.sent)),
            "{mode}: writing is not well again"
        );
        let first = |wanted: Question| {
            let well = asked
                .iter()
                .filter(|asked| asked.question == wanted && asked.is_well() && asked.at > back);
            well.map(|asked| asked.at - back).min().unwrap_or(Duration::MAX)
        };
        let slowest = QUESTIONS.map(first).into_iter().max().unwrap_or_default();
        let refusals = asked
            .iter()
            .filter(|asked| asked.asks_to_wait && asked.at > told && asked.sent < back);
        let longest = refusals
            .clone()
            .map(|asked| asked.at - asked.sent)
            .max()
            .unwrap_or_default();
        figure(format!(
            "PostgreSQL stopped ({mode}) for {:.1} s: {} questions and {} acts answered 503 with Retry-After, after \
             {longest:.1?} at most; every kind of question is answered again {slowest:.1?} after it is back",
            (called - gone).as_secs_f64(),
            refusals.count(),
            book.refused.iter().filter(|no| no.at > told && no.sent < back).count(),
        ));
    }
    let server = Arc::into_inner(server).expect("nobody asks any more");
    assert_eq!(
        crew.host.at(&server).get("/messages").unwrap().status,
        200,
        "the same session"
    );
    server.signal("-TERM");
    let (status, log) = server.ended();
    assert_eq!(status.code(), Some(0), "it was never started again");
    let errors: Vec<_> = log.lines().filter(|line| is_fault(line)).take(3).collect();
    assert!(errors.is_empty(), "no fault of ours: {errors:?}");

    let db = Db::connect(&url, &Options::default()).await.unwrap();
    let kept = Kept::read(&db).await;
    book.assert_kept(&kept, "after both");
    let typed: Vec<_> = asked.iter().filter_map(|asked| asked.wrote.as_ref()).collect();
    let lost = typed.iter().filter(|write| !kept.has(write)).count();
    assert_eq!(lost, 0, "of {} messages from a browser", typed.len());
    faults::assert_none(&db, &[], "after both").await;
    db.close().await;
    figure(format!(
        "PostgreSQL back: all {} answered writes are there, none half, and nobody was signed out",
        book.saved.len() + typed.len()
    ));
}
