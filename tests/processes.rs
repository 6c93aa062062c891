//! Whole servers under load: two of them on one database, and one that is told to stop while people write.

#![cfg(all(feature = "ssr", unix))]

mod support;

use std::sync::{Arc, Barrier};
use std::thread;
use std::time::{Duration, Instant};

use support::process::{Client, Folder, Server};
use support::{TestDb, on_both_engines};

/// The slug of an event that this host has just posted.
fn event(host: &Client, capacity: &str) -> String {
    let reply = host.post_event("The last place", capacity).unwrap();
    assert_eq!(reply.status, 200, "{}", reply.body);
    reply.word("slug")
}

#[tokio::test(flavor = "multi_thread")]
async fn two_servers_give_the_last_place_to_one() {
    let Some(db) = TestDb::postgres().await else { return };
    let folders = [Folder::new(), Folder::new()];
    let arguments = ["--database-url", db.url(), "--rate-limits", "off"];
    let servers = [
        Server::start(&folders[0], &arguments),
        Server::start(&folders[1], &arguments),
    ];
    let slug = event(&Client::member(&servers[0], "ada"), "1");
    let musicians: Vec<Client> = (0..50)
        .map(|at| Client::member(&servers[0], &format!("musician{at}")).at(&servers[at % 2]))
        .collect();
    let start = Arc::new(Barrier::new(musicians.len()));
    let tries: Vec<_> = musicians
        .into_iter()
        .map(|musician| {
            let (start, slug) = (start.clone(), slug.clone());
            thread::spawn(move || {
                start.wait();
                let reply = musician.post("events/join", &[("slug", &slug)]).unwrap();
                assert_eq!(reply.status, 200, "{}", reply.body);
                reply.word("status")
            })
        })
        .collect();
    let said: Vec<String> = tries.into_iter().map(|one| one.join().unwrap()).collect();
    let count = |status: &str| said.iter().filter(|said| *said == status).count();
    assert_eq!((count("accepted"), count("full")), (1, 49), "{said:?}");
    const TAKEN: &str = "SELECT count(*) FROM event_participants WHERE status = 'accepted'";
    let (taken,): (i64,) = db.query(TAKEN).fetch_one().await.unwrap();
    assert_eq!(taken, 1);
}

on_both_engines!(a_server_that_is_told_to_stop_loses_no_write, async |db: TestDb| {
    const WRITERS: u64 = 5;
    const EACH_PER_SECOND: u64 = 10;
    let folder = Folder::new();
    let server = Server::start(&folder, &["--database-url", db.url(), "--rate-limits", "off"]);
    let slug = event(&Client::member(&server, "ada"), "");
    let writers: Vec<_> = (0..WRITERS)
        .map(|writer| {
            let (client, slug) = (Client::member(&server, &format!("writer{writer}")), slug.clone());
            thread::spawn(move || write_until_refused(&client, &slug, writer, EACH_PER_SECOND))
        })
        .collect();
    thread::sleep(Duration::from_millis(1500));
    let told = Instant::now();
    server.signal("-TERM");
    let (status, log) = server.ended();
    assert_eq!(status.code(), Some(0), "{log}");
    assert!(told.elapsed() < Duration::from_secs(5), "{:?}", told.elapsed());
    let acknowledged: Vec<String> = writers.into_iter().flat_map(|writer| writer.join().unwrap()).collect();
    assert!(
        acknowledged.len() > 40,
        "{} writes in a second and a half",
        acknowledged.len()
    );
    let kept: Vec<(String,)> = db.query("SELECT content FROM messages").fetch_all().await.unwrap();
    let lost: Vec<_> = acknowledged
        .iter()
        .filter(|text| !kept.iter().any(|(content,)| content == *text))
        .collect();
    assert!(lost.is_empty(), "lost: {lost:?}");
});

/// Writes to the host until nobody answers. What was acknowledged.
fn write_until_refused(client: &Client, slug: &str, writer: u64, per_second: u64) -> Vec<String> {
    let mut acknowledged = Vec::new();
    for number in 0..per_second * 30 {
        let text = format!("{writer}: {number}");
        match client.post("messages/send", &[("slug", slug), ("to", "ada"), ("content", &text)]) {
            Ok(reply) if reply.status == 200 => acknowledged.push(text),
            Ok(reply) => panic!("{}: {}", reply.status, reply.body),
            Err(_) => return acknowledged,
        }
        thread::sleep(Duration::from_millis(1000 / per_second));
    }
    panic!("it never stopped");
}

on_both_engines!(sessions_that_are_over_go_while_the_server_runs, async |db: TestDb| {
    let folder = Folder::new();
    let arguments = ["--database-url", db.url()];
    let server = Server::start(&folder, &arguments);
    Client::member(&server, "ada");
    Client::member(&server, "bob");
    server.signal("-TERM");
    server.ended();
    const AGE: &str =
        "UPDATE user_sessions SET seen_at = $1 WHERE user_id = (SELECT id FROM users WHERE username = 'ada')";
    let long_ago = tutti::app::Clock::system()
        .now()
        .plus(jiff::SignedDuration::from_hours(-24 * 400));
    let aged = tutti::transact!(db, tx => { Ok(tx.query(AGE).bind(long_ago).execute().await?) });
    assert_eq!(aged, Ok(1));
    let _server = Server::start(&folder, &arguments);
    const LEFT: &str = "SELECT u.username FROM user_sessions s JOIN users u ON u.id = s.user_id";
    let deadline = Instant::now() + Duration::from_secs(10);
    loop {
        let left: Vec<(String,)> = db.query(LEFT).fetch_all().await.unwrap();
        if left == [("bob".to_owned(),)] {
            break;
        }
        assert!(Instant::now() < deadline, "{left:?}");
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
});

on_both_engines!(
    clients_that_hang_up_in_the_middle_of_an_act_cost_no_write,
    async |db: TestDb| {
        let folder = Folder::new();
        let server = Server::start(&folder, &["--database-url", db.url(), "--rate-limits", "off"]);
        let slug = event(&Client::member(&server, "ada"), "");
        let (rude, kind) = (Client::member(&server, "rude"), Client::member(&server, "kind"));
        let mut acknowledged = Vec::new();
        for round in 0..500 {
            rude.post_and_hang_up("events/join", &[("slug", &slug)]).unwrap();
            if round % 10 == 0 {
                let text = format!("acknowledged {round}");
                let letter = [("slug", slug.as_str()), ("to", "ada"), ("content", &text)];
                let reply = kind.post("messages/send", &letter).unwrap();
                assert_eq!(reply.status, 200, "round {round}: {}", reply.body);
                acknowledged.push((text,));
            }
        }
        let join = kind.post("events/join", &[("slug", &slug)]).unwrap();
        assert_eq!(join.status, 200, "the database still takes writes: {}", join.body);
        server.signal("-TERM");
        assert_eq!(server.ended().0.code(), Some(0));
        let mut kept: Vec<(String,)> = db.query("SELECT content FROM messages").fetch_all().await.unwrap();
        kept.sort();
        acknowledged.sort();
        assert_eq!(kept, acknowledged);
        const PLAYERS: &str = "SELECT u.username FROM event_participants p JOIN users u ON u.id = p.user_id
            WHERE p.status = 'accepted' ORDER BY u.username";
        let players: Vec<(String,)> = db.query(PLAYERS).fetch_all().await.unwrap();
        assert_eq!(players, [("kind".to_owned(),), ("rude".to_owned(),)]);
    }
);

/// Each would take 19 MiB, were it let in.
#[cfg(target_os = "linux")]
#[tokio::test(flavor = "multi_thread")]
async fn a_hundred_log_ins_that_hang_up_take_no_more_memory_than_their_turns() {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--rate-limits", "off"]);
    let ada = Client::member(&server, "ada");
    let fields = [("login", "ada"), ("password", support::site::PASSWORD)];
    let before = server.peak_memory();
    for _ in 0..100 {
        ada.post_and_hang_up("accounts/login", &fields).unwrap();
    }
    let deadline = Instant::now() + Duration::from_secs(30);
    loop {
        let reply = Client::guest(&server).post("accounts/login", &fields).unwrap();
        if reply.status == 200 {
            break;
        }
        assert_eq!(reply.status, 503, "{}", reply.body);
        assert!(
            reply.head.to_ascii_lowercase().contains("\r\nretry-after: "),
            "{}",
            reply.head
        );
        assert!(Instant::now() < deadline, "nobody gets in any more");
        thread::sleep(Duration::from_millis(50));
    }
    let turns = thread::available_parallelism().map_or(1, |cores| cores.get().saturating_sub(1).max(1)) as u64;
    let taken = server.peak_memory() - before;
    assert!(taken < turns * 20 * 1024, "{taken} KiB more for {turns} at a time");
}
