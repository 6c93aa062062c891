//! The server, killed while many write, again and again.

use std::thread;
use std::time::{Duration, Instant};

use tutti::db::{Db, Options, copy};

use crate::backup::url;
use crate::book::{Book, Kept};
use crate::crew::{Crew, Manner};
use crate::support::TestDb;
use crate::support::faults;
use crate::support::process::{Folder, Server};
use crate::{figure, middle_and_greatest};

const KILLS: u32 = 200;
/// The longest that a start may take, whatever the last end was like.
const START: Duration = Duration::from_secs(10);

/// Nobody but the server has the file open while it is killed and started: what was half written is its own to mend.
#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_kills_lose_nothing_on_sqlite() {
    let folder = Folder::new();
    let file = folder.0.join("tutti.db");
    kill_again_and_again("SQLite", &folder, &url(&file)).await;
    copy::verify(&file).await.expect("integrity_check");
}

#[tokio::test(flavor = "multi_thread")]
async fn two_hundred_kills_lose_nothing_on_postgres() {
    let Some(db) = TestDb::postgres().await else { return };
    kill_again_and_again("PostgreSQL", &Folder::new(), db.url()).await;
}

async fn kill_again_and_again(engine: &str, folder: &Folder, database: &str) {
    let arguments = ["--rate-limits", "off", "--backups", "0", "--database-url", database];
    let manner = Manner {
        hands: 2,
        pace: None,
        padding: 100,
        newcomers: true,
    };
    let begun = Instant::now();
    let mut server = Server::start(folder, &arguments);
    let crew = Crew::sign_up(&server, 4);
    let (mut book, mut starts, mut in_the_middle) = (Book::default(), Vec::new(), 0);
    for kill in 1..=KILLS {
        let writing = crew.write(&server, manner);
        // Sometimes early, sometimes late, never at the same point of an act.
        writing.wait_for(1 + (kill as usize * 7) % 20);
        thread::sleep(Duration::from_millis(u64::from(kill * 37 % 50)));
        drop(server); // by SIGKILL
        let cut_off = writing.stop();
        assert!(cut_off.refused.is_empty(), "kill {kill}: {:?}", cut_off.refused);
        in_the_middle += u32::from(!cut_off.unanswered.is_empty());
        book.add(cut_off);
        let again = Instant::now();
        server = Server::start(folder, &arguments);
        starts.push(again.elapsed());
        assert!(again.elapsed() < START, "kill {kill}: {:?} to start", again.elapsed());
        let db = reader(database).await;
        let when = format!("after kill {kill}");
        book.assert_kept(&Kept::read(&db).await, &when);
        faults::assert_none(&db, &[], &when).await;
        db.close().await;
    }
    assert!(in_the_middle >= KILLS * 9 / 10, "{in_the_middle} kills in mid-write");
    assert!(
        book.saved.len() > 5 * KILLS as usize,
        "only {} writes were answered",
        book.saved.len()
    );
    server.signal("-TERM");
    server.ended();
    let db = reader(database).await;
    let kept = Kept::read(&db).await;
    db.close().await;
    let whole = book.unanswered.iter().filter(|write| kept.has(write)).count();
    let (middle, longest) = middle_and_greatest(starts);
    figure(format!(
        "kill -9 on {engine}: {KILLS} kills, {in_the_middle} of them in mid-write, in {:.0} s; all {} answered writes are \
         there; of {} without an answer {whole} are there, whole, and the rest not at all; a start took {middle:.2?}, \
         {longest:.2?} at most",
        begun.elapsed().as_secs_f64(),
        book.saved.len(),
        book.unanswered.len(),
    ));
}

async fn reader(database: &str) -> Db {
    let options = Options {
        connections: 1,
        ..Options::default()
    };
    Db::connect_to_read(database, &options).await.unwrap()
}
