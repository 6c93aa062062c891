//! A disk that is full, and has room again.

use std::fs::File;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use tutti::db::{Db, Options, copy};

use crate::backup::url;
use crate::book::{Book, Kept};
use crate::crew::{Crew, Manner};
use crate::support::faults;
use crate::support::process::{Client, Folder, Server};
use crate::support::site::PASSWORD;
use crate::{figure, is_fault, not_run};

/// A folder on a small disk of its own.
struct SmallDisk(Folder);

impl SmallDisk {
    fn mount(megabytes: u32) -> Result<Self, String> {
        let folder = Folder::new();
        let size = format!("size={megabytes}m,mode=700");
        let mut mount = Command::new("mount");
        mount
            .args(["-t", "tmpfs", "-o", &size, "tutti-endurance"])
            .arg(&folder.0);
        let told = mount.output().map_err(|error| error.to_string())?;
        if told.status.success() {
            Ok(Self(folder))
        } else {
            Err(String::from_utf8_lossy(&told.stderr).trim().to_owned())
        }
    }

    /// Takes all that is free.
    fn fill(&self) -> PathBuf {
        let path = self.0.0.join("ballast");
        let mut file = File::create(&path).unwrap();
        for size in [1 << 20, 1 << 12] {
            let block = vec![b'x'; size];
            while file.write_all(&block).is_ok() {}
        }
        path
    }
}

impl Drop for SmallDisk {
    fn drop(&mut self) {
        let _ = Command::new("umount").arg("--lazy").arg(&self.0.0).status();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_disk_is_said_and_gone_when_there_is_room() {
    let disk = match SmallDisk::mount(24) {
        Ok(disk) => disk,
        Err(why) => return not_run("a full disk", &why),
    };
    let server = Server::start(&disk.0, &["--rate-limits", "off", "--backups", "0"]);
    let crew = Crew::sign_up(&server, 4);
    let manner = Manner {
        hands: 2,
        pace: None,
        padding: 2000,
        newcomers: false,
    };
    let writing = crew.write(&server, manner);
    thread::sleep(Duration::from_secs(1));
    let mut book = writing.stop();
    assert!(book.refused.is_empty() && book.saved.len() > 20, "{:?}", book.refused);

    let ballast = disk.fill();
    // The log has room of its own left, which is used up first.
    let (begun, mut full) = (Instant::now(), Book::default());
    while full.refused.len() < 50 {
        assert!(begun.elapsed() < Duration::from_secs(60), "the disk is never full");
        let writing = crew.write(&server, manner);
        thread::sleep(Duration::from_millis(300));
        full.add(writing.stop());
    }
    let rude: Vec<_> = full
        .refused
        .iter()
        .filter(|no| no.status != 503 || !no.retry_after)
        .collect();
    assert!(
        rude.is_empty() && full.unanswered.is_empty(),
        "{:?}",
        &rude[..rude.len().min(5)]
    );
    let refused = full.refused.len();
    meanwhile(&crew, &server);

    std::fs::remove_file(ballast).unwrap();
    let (room, ada) = (Instant::now(), crew.members[0].1.at(&server));
    let fields = [
        ("slug", crew.slug.as_str()),
        ("to", "ada"),
        ("content", "There is room"),
    ];
    while ada.post("messages/send", &fields).unwrap().status != 200 {
        assert!(room.elapsed() < Duration::from_secs(5), "nothing is written any more");
        thread::sleep(Duration::from_millis(20));
    }
    let recovered = room.elapsed();
    let writing = crew.write(&server, manner);
    thread::sleep(Duration::from_secs(1));
    let after = writing.stop();
    assert!(
        after.refused.is_empty() && after.saved.len() > 20,
        "{:?}",
        after.refused
    );
    book.add(full);
    book.add(after);

    server.signal("-TERM");
    let (status, log) = server.ended();
    assert_eq!(status.code(), Some(0), "it was never started again");
    assert!(log.contains("disk is full"), "the log says why");
    let errors: Vec<_> = log.lines().filter(|line| is_fault(line)).take(3).collect();
    assert!(errors.is_empty(), "no fault of ours: {errors:?}");
    check(&disk.0.0.join("tutti.db"), &book).await;
    figure(format!(
        "disk full: {refused} writes answered 503 with Retry-After, reading went on; {recovered:.2?} after there was room \
         writing went on without a restart; all {} answered writes are there, none half, integrity_check ok",
        book.saved.len()
    ));
}

/// What people and machines meet while nothing can be written.
fn meanwhile(crew: &Crew, server: &Server) {
    let (member, guest) = (crew.members[0].1.at(server), Client::guest(server));
    let (thread, event) = (format!("/messages/{}/ada", crew.slug), format!("/events/{}", crew.slug));
    for path in ["/", "/events", &event, "/messages", &thread] {
        assert_eq!(member.get(path).unwrap().status, 200, "{path}");
    }
    for path in [
        "/",
        "/events",
        &event,
        "/events?q=jam",
        "/login",
        "/health/live",
        "/health/ready",
    ] {
        assert_eq!(guest.get(path).unwrap().status, 200, "{path}, signed out");
    }
    let typed = format!("What took me an hour {}", "to write ".repeat(300));
    let fields = [
        ("slug", crew.slug.as_str()),
        ("to", "ada"),
        ("content", &typed),
        ("page", &thread),
    ];
    let reply = member.submit("messages/send", &fields).unwrap();
    assert_eq!(reply.status, 503, "{}", reply.body);
    assert!(reply.header("retry-after").is_some(), "{}", reply.head);
    for words in [typed.trim_end(), "Nothing is lost"] {
        assert!(reply.body.contains(words), "\"{words}\" is not in {}", reply.body);
    }
    let log_in = [("login", "ada"), ("password", PASSWORD)];
    let reply = guest.post("accounts/login", &log_in).unwrap();
    assert!(matches!(reply.status, 200 | 503), "{}: {}", reply.status, reply.body);
}

async fn check(file: &Path, book: &Book) {
    copy::verify(file).await.expect("integrity_check");
    let db = Db::connect_to_read(&url(file), &Options::default()).await.unwrap();
    book.assert_kept(&Kept::read(&db).await, "after the disk was full");
    faults::assert_none(&db, &[], "after the disk was full").await;
    db.close().await;
}
