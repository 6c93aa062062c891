//! The binary itself: how it starts, what it says when it cannot, how it stops.

#![cfg(all(feature = "ssr", unix))]

mod support;

use std::net::TcpListener;
use std::process::Output;
use std::time::{Duration, Instant};

use support::process::{Client, Folder, Server};
use tutti::db::{Db, Options};

/// The one sentence it says when it fails.
fn sentence(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    let said: Vec<&str> = text.lines().filter(|line| !line.starts_with('{')).collect();
    assert_eq!(said.len(), 1, "{text}");
    assert!(said[0].starts_with("tutti: ") && !text.contains("panicked"), "{text}");
    said[0].to_owned()
}

#[test]
fn it_serves_without_configuration_and_stops_when_told() {
    for signal in ["-TERM", "-INT"] {
        let folder = Folder::new();
        let server = Server::start(&folder, &[]);
        for (path, status) in [
            ("/health/live", "200 ok"),
            ("/health/ready", "200 ok"),
            ("/nothing", "404 not found"),
        ] {
            let head = Client::guest(&server).get(path).unwrap().head.to_ascii_lowercase();
            assert!(head.starts_with(&format!("http/1.1 {status}\r\n")), "{path}: {head}");
            for header in [
                "x-request-id: ",
                "content-security-policy: default-src 'none'",
                "x-content-type-options: nosniff",
            ] {
                assert!(head.contains(&format!("\r\n{header}")), "{path}: {head}");
            }
            assert!(!head.contains("\r\nset-cookie:"), "{path}: {head}");
            if path.starts_with("/health") {
                assert!(head.contains("\r\ncache-control: no-store"), "{path}: {head}");
            }
        }
        let since = Instant::now();
        server.signal(signal);
        let (ended, log) = server.ended();
        assert_eq!(ended.code(), Some(0));
        assert!(since.elapsed() < Duration::from_secs(3), "{:?}", since.elapsed());
        let answered = log
            .lines()
            .find(|line| line.contains("/nothing") && line.contains("answered"))
            .unwrap();
        let line: serde_json::Value = serde_json::from_str(answered).unwrap();
        assert_eq!(line["status"], 404);
        assert_eq!(line["spans"][0]["id"].as_str().unwrap().len(), 12);
        assert_eq!(line["spans"][0]["client"], "127.0.0.1");
    }
}

/// Of the program that `TUTTI_TEST_BINARY` names, a release, else of the one that was built for these tests.
#[test]
fn alone_in_an_empty_folder_it_makes_its_database_and_serves() {
    let release = std::env::var_os("TUTTI_TEST_BINARY");
    let program = release.clone().unwrap_or_else(|| env!("CARGO_BIN_EXE_tutti").into());
    let folder = Folder::new();
    let server = Server::alone(program.as_ref(), &folder);
    assert!(folder.0.join("data/tutti.db").is_file());
    let guest = Client::guest(&server);
    let page = guest.get("/").unwrap();
    assert_eq!(page.status, 200, "{}", page.head);
    assert!(page.body.contains("<h1"), "{}", page.body);
    let french = guest.get_in("/", "fr").unwrap();
    assert!(french.body.contains("Événements"), "{}", french.body);
    // A debug build reads the files of its site where it was built.
    if release.is_none() {
        return;
    }
    let (root, _) = page.body.split_once("/pkg/tutti.css").unwrap();
    let root = &root[root.rfind('"').unwrap() + 1..];
    assert!(root.starts_with("/v/") && root != "/v/dev", "{root}");
    for (path, kind, begins) in [
        ("pkg/tutti.css", "text/css", "".as_bytes()),
        ("pkg/tutti.js", "text/javascript", b""),
        ("pkg/tutti.wasm", "application/wasm", b"\0asm"),
        ("fonts/besley-latin-wght-normal.woff2", "font/woff2", b"wOF2"),
        ("fonts/instrument-sans-latin-wdth-normal.woff2", "font/woff2", b"wOF2"),
        ("licenses/besley-OFL.txt", "text/plain", b""),
        ("favicon.svg", "image/svg+xml", b"<svg"),
        ("og.png", "image/png", b"\x89PNG"),
    ] {
        let (head, body) = guest.file(&format!("{root}/{path}")).unwrap();
        let head = head.to_ascii_lowercase();
        assert!(head.starts_with("http/1.1 200 "), "{path}: {head}");
        assert!(head.contains(&format!("\r\ncontent-type: {kind}")), "{path}: {head}");
        assert!(head.contains(", immutable"), "{path}: {head}");
        assert!(
            body.len() > 500 && body.starts_with(begins),
            "{path}: {} bytes",
            body.len()
        );
    }
}

#[test]
fn what_keeps_it_from_starting_is_said_in_one_sentence() {
    let folder = Folder::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = taken.local_addr().unwrap().to_string();
    let said = sentence(&folder.run(&["serve", "--listen", &address]));
    assert!(said.contains("already in use") && said.contains("--listen"), "{said}");
    let file = folder.0.join("file");
    std::fs::write(&file, "").unwrap();
    let said = sentence(&folder.run(&["serve", "--listen=127.0.0.1:0", "--data-dir", file.to_str().unwrap()]));
    assert!(
        said.contains("is not a folder") && said.contains("--data-dir"),
        "{said}"
    );
    let said = sentence(&folder.run(&["serve", "--listen=127.0.0.1:0", "--no-migrate"]));
    assert!(said.contains("tutti migrate up"), "{said}");
    let said = sentence(&folder.run(&["migrate", "status", "--database-url", "mysql://u:s3cret@127.0.0.1/x"]));
    assert!(said.contains("sqlite://") && !said.contains("s3cret"), "{said}");
    let nobody = "postgres://u:s3cret@127.0.0.1:1/x";
    let said = sentence(&folder.run(&["migrate", "up", "--database-url", nobody]));
    assert!(said.contains("127.0.0.1:1") && !said.contains("s3cret"), "{said}");
    let said = sentence(&folder.run(&["migrate", "create", "No Name"]));
    assert!(said.contains("a-z"), "{said}");
}

#[test]
fn who_asks_how_a_database_stands_makes_none() {
    let folder = Folder::new();
    let said = sentence(&folder.run(&["migrate", "status"]));
    assert!(
        said.contains("there is no database") && said.contains("tutti serve"),
        "{said}"
    );
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn it_stops_when_told_while_it_waits_for_a_migration() {
    let folder = Folder::new();
    for arguments in [["migrate", "up"], ["migrate", "down"]] {
        assert!(folder.run(&arguments).status.success());
    }
    let url = format!("sqlite://{}", folder.0.join("tutti.db").display());
    let db = Db::connect(&url, &Options::default()).await.unwrap();
    const HOLD: &str =
        "INSERT INTO _tutti_migration_lease (id, holder, expires_at) VALUES (1, 'another', 9000000000000000)";
    let mut tx = db.begin().await.unwrap();
    tx.query(HOLD).execute().await.unwrap();
    tx.commit().await.unwrap();
    let waits = "another instance is migrating the database: waiting for it";
    let server = Server::start_until(&folder, &[], waits);
    let since = Instant::now();
    server.signal("-TERM");
    let (ended, log) = server.ended();
    assert_eq!(ended.code(), Some(0), "{log}");
    assert!(since.elapsed() < Duration::from_secs(3), "{:?}", since.elapsed());
    assert!(log.contains("stopped"), "{log}");
}

#[test]
fn a_database_has_one_server() {
    let folder = Folder::new();
    let server = Server::start(&folder, &[]);
    let said = sentence(&folder.run(&["serve", "--listen=127.0.0.1:0"]));
    assert!(
        said.contains("tutti serve") && said.contains(&server.id().to_string()),
        "{said}"
    );
    let said = sentence(&folder.run(&["migrate", "down"]));
    assert!(said.contains("in use"), "{said}");
    assert!(
        folder.run(&["migrate", "status"]).status.success(),
        "looking is allowed"
    );
}

#[test]
fn tables_go_up_and_down_and_nothing_is_deleted_unasked() {
    let folder = Folder::new();
    let said = |arguments: &[&str]| {
        let output = folder.run(arguments);
        assert!(
            output.status.success(),
            "{arguments:?}: {}",
            String::from_utf8_lossy(&output.stderr)
        );
        String::from_utf8(output.stdout).unwrap()
    };
    assert!(said(&["migrate", "up"]).starts_with("0001 "));
    assert_eq!(said(&["migrate", "up"]), "nothing to do\n");
    assert!(
        said(&["migrate", "status"])
            .lines()
            .all(|line| line.ends_with(": applied"))
    );
    let refused = sentence(&folder.run(&["migrate", "reset"]));
    assert!(refused.contains("--yes") && refused.contains("tutti.db"), "{refused}");
    said(&["migrate", "reset", "--yes"]);
    said(&["migrate", "down"]);
    assert!(
        said(&["migrate", "status"])
            .lines()
            .any(|line| line.ends_with(": pending"))
    );
}
