//! `tutti backup` while people write.

use std::path::Path;
use std::thread;
use std::time::{Duration, Instant};

use tutti::db::{Db, Options, copy};

use crate::book::Kept;
use crate::crew::{Crew, Manner};
use crate::figure;
use crate::support::faults;
use crate::support::process::{Folder, Server};

const ARGUMENTS: [&str; 4] = ["--rate-limits", "off", "--backups", "0"];

/// A thread of so many long messages, so that a copy takes its time.
const LONG_AGO: &str = "
    WITH RECURSIVE numbers (seq) AS (SELECT 1 UNION ALL SELECT seq + 1 FROM numbers WHERE seq < 25000)
    INSERT INTO messages (thread_id, seq, id, sender_id, receiver_id, event_id, content, created_at)
    SELECT t.id, t.last_seq + n.seq, randomblob(16), m.sender_id, m.receiver_id, m.event_id,
           hex(randomblob(1500)), t.last_message_at
      FROM numbers n, (SELECT * FROM threads LIMIT 1) t JOIN messages m ON m.thread_id = t.id AND m.seq = 1";
const COUNT: &str = "UPDATE threads SET last_seq = (SELECT max(seq) FROM messages m WHERE m.thread_id = threads.id)";
const COUNT_FOR_MEMBERS: &str =
    "UPDATE thread_members SET last_seq = (SELECT last_seq FROM threads t WHERE t.id = thread_members.thread_id)";

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_fifty_writes_a_second_has_all_that_was_answered_before() {
    let (folder, elsewhere) = (Folder::new(), Folder::new());
    let server = Server::start(&folder, &ARGUMENTS);
    let crew = Crew::sign_up(&server, 8);
    let manner = Manner {
        hands: 1,
        pace: Some(Duration::from_millis(100)),
        padding: 200,
        newcomers: false,
    };
    let writing = crew.write(&server, manner);
    thread::sleep(Duration::from_millis(500));
    let mut book = writing.stop();
    server.signal("-TERM");
    server.ended();
    fill(&folder.0.join("tutti.db")).await;

    let server = Server::start(&folder, &ARGUMENTS);
    let (begun, writing) = (Instant::now(), crew.write(&server, manner));
    thread::sleep(Duration::from_secs(2));
    let file = folder.0.join("backup.tar");
    let from = Instant::now();
    let made = folder.run(&["backup", file.to_str().unwrap()]);
    let to = Instant::now();
    thread::sleep(Duration::from_secs(1));
    book.add(writing.stop());
    let worked = begun.elapsed();
    assert!(made.status.success(), "{}", String::from_utf8_lossy(&made.stderr));
    assert!(
        book.refused.is_empty() && book.unanswered.is_empty(),
        "every write was taken: {:?}, {:?}",
        book.refused,
        book.unanswered
    );
    let within = |from: Instant, to: Instant| {
        let answered = book.saved.iter().filter(|saved| saved.at >= from && saved.at < to);
        answered.count() as f64 / (to - from).as_secs_f64()
    };
    let (in_all, meanwhile) = (within(begun, begun + worked), within(from, to));
    assert!(
        in_all >= 50.0 && meanwhile >= 50.0,
        "{in_all:.0}/s, {meanwhile:.0}/s meanwhile"
    );
    server.signal("-TERM");
    server.ended();

    let restored = elsewhere.run(&["restore", file.to_str().unwrap()]);
    assert!(
        restored.status.success(),
        "{}",
        String::from_utf8_lossy(&restored.stderr)
    );
    let restored = elsewhere.0.join("tutti.db");
    copy::verify(&restored).await.expect("integrity_check");
    let server = Server::start(&elsewhere, &ARGUMENTS);
    let ada = crew.host.at(&server);
    assert_eq!(ada.get("/messages").unwrap().status, 200, "the same session");
    let db = Db::connect_to_read(&url(&restored), &Options::default()).await.unwrap();
    let kept = Kept::read(&db).await;
    faults::assert_none(&db, &[], "in the copy").await;
    let answered = book.saved.len();
    let (before, after): (Vec<_>, Vec<_>) = book.saved.drain(..).partition(|saved| saved.at < from);
    let in_time = before.len();
    book.saved = before;
    book.assert_kept(&kept, "in the copy");
    let later = after.iter().filter(|saved| kept.has(&saved.write)).count();
    figure(format!(
        "backup: {:.0} MiB copied in {:.1} s at {meanwhile:.0} writes/s ({in_all:.0}/s before, meanwhile and after); \
         {answered} writes answered, all {in_time} from before it began are in it, and {later} of the {} later ones",
        std::fs::metadata(&file).unwrap().len() as f64 / f64::from(1 << 20),
        (to - from).as_secs_f64(),
        after.len(),
    ));
}

async fn fill(file: &Path) {
    let db = Db::connect(&url(file), &Options::default()).await.unwrap();
    let filled = tutti::transact!(db, tx => {
        tx.query(LONG_AGO).execute().await?;
        tx.query(COUNT).execute().await?;
        Ok(tx.query(COUNT_FOR_MEMBERS).execute().await?)
    });
    assert!(filled.is_ok(), "{filled:?}");
    db.close().await;
}

/// The address of a database in a test's folder, whose name needs no signs for signs.
pub fn url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}
