//! `tutti backup`, `restore`, `check` and `health`, by the binary itself.

#![cfg(all(feature = "ssr", unix))]

mod support;

use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Output;

use support::process::{Client, Folder, Server};
use support::{TestDb, on_both_engines};
use tutti::db::copy;

/// What it printed, where all went well.
fn told(output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// Why it refused.
fn refusal(output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{said}");
    assert!(!said.contains("panicked"), "{said}");
    said
}

fn path(file: &Path) -> &str {
    file.to_str().expect("text")
}

/// Posts an event and gives its address.
fn post(host: &Client, title: &str) -> String {
    let reply = host.post_event(title, "").unwrap();
    assert_eq!(reply.status, 200, "{}", reply.body);
    format!("/events/{}", reply.word("slug"))
}

#[test]
fn what_was_answered_before_a_backup_is_in_it() {
    let (folder, elsewhere) = (Folder::new(), Folder::new());
    let file = folder.0.join("before.tar");
    std::fs::write(folder.0.join("secret.key"), "of many bytes").unwrap();
    let server = Server::start(&folder, &["--backups", "0"]);
    let ada = Client::member(&server, "ada");
    let before = post(&ada, "Before");
    told(&folder.run(&["backup", path(&file)]));
    let after = post(&ada, "After");
    assert_eq!(std::fs::metadata(&file).unwrap().permissions().mode() & 0o777, 0o600);
    let left: Vec<_> = std::fs::read_dir(&folder.0)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("before"))
        .collect();
    assert_eq!(left, ["before.tar"], "nothing half is left");

    assert_eq!(told(&elsewhere.run(&["restore", path(&file)])), "");
    assert_eq!(std::fs::read(elsewhere.0.join("secret.key")).unwrap(), b"of many bytes");
    let restored = Server::start(&elsewhere, &["--backups", "0"]);
    let ada = ada.at(&restored);
    assert_eq!(ada.get(&before).unwrap().status, 200);
    assert!(ada.get(&before).unwrap().body.contains("Before"));
    assert_eq!(ada.get(&after).unwrap().status, 404);
    assert!(ada.get("/").unwrap().body.contains("ada"), "the same session");
}

#[test]
fn a_backup_replaces_nothing_unless_it_is_told_to() {
    let folder = Folder::new();
    let file = folder.0.join("backup.tar");
    let arguments = ["restore", path(&file)];
    let server = Server::start(&folder, &["--backups", "0"]);
    let first = post(&Client::member(&server, "ada"), "First");
    told(&folder.run(&["backup", path(&file)]));
    assert!(refusal(&folder.run(&["backup", path(&file)])).contains("is there already"));
    let second = post(&Client::member(&server, "bob"), "Second");
    let said = refusal(&folder.run(&arguments));
    assert!(said.contains("--force"), "{said}");
    let said = refusal(&folder.run(&["restore", "--force", path(&file)]));
    assert!(said.contains("in use"), "the server runs: {said}");
    server.signal("-TERM");
    server.ended();
    let said = told(&folder.run(&["restore", "--force", path(&file)]));
    assert!(said.contains("tutti.db.before-restore-1"), "{said}");
    let server = Server::start(&folder, &["--backups", "0"]);
    let guest = Client::guest(&server);
    assert_eq!(guest.get(&first).unwrap().status, 200);
    assert_eq!(guest.get(&second).unwrap().status, 404);
    drop(server);
    // What was there is whole, too.
    let kept = format!("sqlite://{}", folder.0.join("tutti.db.before-restore-1").display());
    let server = Server::start(&folder, &["--backups", "0", "--database-url", &kept]);
    assert_eq!(Client::guest(&server).get(&second).unwrap().status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_log_that_was_left_alone_is_not_played_back_over_a_restored_database() {
    let folder = Folder::new();
    let file = folder.0.join("backup.tar");
    let server = Server::start(&folder, &["--backups", "0"]);
    let ada = Client::member(&server, "ada");
    let before = post(&ada, "Before");
    told(&folder.run(&["backup", path(&file)]));
    post(&ada, "After");
    drop(server); // by SIGKILL
    let database = folder.0.join("tutti.db");
    std::fs::remove_file(&database).unwrap();
    assert!(folder.0.join("tutti.db-wal").exists());
    std::fs::write(folder.0.join("secret.key"), "another").unwrap();
    told(&folder.run(&["restore", path(&file)]));
    assert!(!folder.0.join("tutti.db-wal").exists());
    assert!(folder.0.join("tutti.db-wal.before-restore-1").exists());
    copy::verify(&database).await.expect("integrity_check");
    let server = Server::start(&folder, &["--backups", "0"]);
    assert_eq!(Client::guest(&server).get(&before).unwrap().status, 200);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_no_backup_of_this_version_is_refused() {
    let (folder, elsewhere) = (Folder::new(), Folder::new());
    told(&folder.run(&["migrate", "up"]));
    let database = folder.0.join("tutti.db");
    let url = format!("sqlite://{}", database.display());
    let db = tutti::db::Db::connect(&url, &support::databases::options())
        .await
        .unwrap();
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time) \
                 VALUES (9999, 'of tomorrow', TRUE, X'00', 0)";
    let written = tutti::transact!(db, tx => { Ok(tx.query(newer).execute().await?) });
    assert_eq!(written.unwrap(), 1);
    db.close().await;
    let file = folder.0.join("newer.tar");
    told(&folder.run(&["backup", path(&file)]));
    let said = refusal(&elsewhere.run(&["restore", path(&file)]));
    assert!(said.contains("9999") && said.contains("version"), "{said}");

    let garbage = folder.0.join("garbage.tar");
    std::fs::write(&garbage, vec![b'x'; 4096]).unwrap();
    assert!(refusal(&elsewhere.run(&["restore", path(&garbage)])).contains("no backup of Tutti"));
    let absent = folder.0.join("absent.tar");
    assert!(refusal(&elsewhere.run(&["restore", path(&absent)])).contains("no backup of Tutti"));
    // A bit of the disk has turned.
    let mut bytes = std::fs::read(&file).unwrap();
    let middle = bytes.len() / 2;
    bytes[middle..middle + 8192].fill(0xA5);
    let broken = folder.0.join("broken.tar");
    std::fs::write(&broken, bytes).unwrap();
    refusal(&elsewhere.run(&["restore", path(&broken)]));
    let left: Vec<_> = std::fs::read_dir(&elsewhere.0)
        .unwrap()
        .map(|entry| entry.unwrap().file_name())
        .collect();
    assert_eq!(left, ["tutti.db.lock"], "nothing was put there");
    let said = refusal(&elsewhere.run(&["backup", path(&absent)]));
    assert!(said.contains("there is no database"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn postgres_is_told_by_which_line_to_back_it_up() {
    let Some(db) = TestDb::postgres().await else { return };
    let folder = Folder::new();
    let said = refusal(&folder.run(&["backup", "all.dump", "--database-url", db.url()]));
    assert!(said.contains("pg_dump --format=custom --file=all.dump"), "{said}");
    let said = refusal(&folder.run(&["restore", "all.dump", "--database-url", db.url()]));
    assert!(said.contains("pg_restore ") && said.contains(" all.dump"), "{said}");
    // The password may stand in a file of its own.
    let mut url = url::Url::parse(db.url()).unwrap();
    let Some(password) = url.password().map(str::to_owned) else {
        return;
    };
    let file = folder.0.join("password");
    std::fs::write(&file, format!("{password}\n")).unwrap();
    url.set_password(Some("wrong")).unwrap();
    let arguments = ["migrate", "status", "--database-url", url.as_str()];
    refusal(&folder.run(&arguments));
    told(&folder.run(&[&arguments[..], &["--database-password-file", path(&file)]].concat()));
}

#[test]
fn a_server_backs_itself_up_once_a_day_and_keeps_so_many() {
    let folder = Folder::new();
    let backups = folder.0.join("backups");
    std::fs::create_dir(&backups).unwrap();
    for old in [
        "tutti-2026-01-01T0000Z.tar",
        "tutti-2026-01-02T0000Z.tar",
        "of-mine.tar",
    ] {
        std::fs::write(backups.join(old), "").unwrap();
    }
    let names = || {
        let mut names: Vec<_> = std::fs::read_dir(&backups)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    };
    for _ in 0..2 {
        let server = Server::start_until(&folder, &["--backups", "2"], "serving");
        let made = (0..100).any(|_| {
            std::thread::sleep(std::time::Duration::from_millis(50));
            names().len() == 3
                && !names()
                    .iter()
                    .any(|name| name.ends_with("database") || name.ends_with("part"))
        });
        assert!(made, "{:?}", names());
        server.signal("-TERM");
        server.ended();
        let names = names();
        assert_eq!(names[0], "of-mine.tar");
        assert_eq!(
            names[1], "tutti-2026-01-02T0000Z.tar",
            "the oldest made room: {names:?}"
        );
    }
    let elsewhere = Folder::new();
    told(&elsewhere.run(&["restore", path(&backups.join(&names()[2]))]));
}

on_both_engines!(what_is_unsafe_is_told_and_how_to_mend_it, async |db: TestDb| {
    let folder = Folder::new();
    let check = |arguments: &[&str]| folder.run(&[&["check", "--database-url", db.url()], arguments].concat());
    let said = told(&check(&["--data-dir", path(&folder.0.join("private"))]));
    assert!(!said.contains("FAULT"), "{said}");
    let public = [
        "--public-url",
        "https://music.example.org",
        "--source-url",
        "https://code.example/tutti",
    ];
    told(&check(
        &[
            &public[..],
            &["--trusted-proxy", "127.0.0.1", "--data-dir", "/nonexistent/for/now"],
        ]
        .concat(),
    ));
    for (arguments, words) in [
        (&["--public-url", "http://music.example.org"][..], "unprotected"),
        (
            &["--public-url", "https://music.example.org", "--rate-limits", "off"],
            "limits are off",
        ),
        (&["--listen", "0.0.0.0:3000"], "--public-url"),
    ] {
        let output = check(arguments);
        refusal(&output);
        let said = String::from_utf8(output.stdout).unwrap();
        let fault = said.lines().find(|line| line.starts_with("FAULT"));
        assert!(fault.is_some_and(|fault| fault.contains(words)), "{said}");
    }
    std::fs::set_permissions(&folder.0, std::fs::Permissions::from_mode(0o755)).unwrap();
    let output = check(&[]);
    refusal(&output);
    let said = String::from_utf8(output.stdout).unwrap();
    assert!(said.contains("chmod go-rwx"), "{said}");
});

#[test]
fn tables_of_another_version_are_told_of() {
    let folder = Folder::new();
    std::fs::set_permissions(&folder.0, std::fs::Permissions::from_mode(0o700)).unwrap();
    assert!(told(&folder.run(&["check"])).contains("is made at the first start"));
    told(&folder.run(&["migrate", "up"]));
    told(&folder.run(&["migrate", "down"]));
    let said = told(&folder.run(&["check"]));
    assert!(said.contains("advice  1 migrations are not applied"), "{said}");
}

#[test]
fn a_machine_can_ask_whether_its_server_serves() {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--backups", "0"]);
    let address = server.address.clone();
    assert_eq!(told(&folder.run(&["health", "--listen", &address])), "");
    let everywhere = format!("0.0.0.0:{}", address.rsplit(':').next().unwrap());
    told(&folder.run(&["health", "--listen", &everywhere]));
    server.signal("-TERM");
    server.ended();
    let said = refusal(&folder.run(&["health", "--listen", &address]));
    assert!(said.contains(&address), "{said}");
}
