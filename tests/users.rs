//! `tutti user`: accounts from the command line, on both engines, by the binary itself.

#![cfg(all(feature = "ssr", unix))]

mod support;

use std::process::Output;

use support::process::{Client, Folder, Server};
use support::{TestDb, on_both_engines};

const PASSWORD: &str = "seven crooked bassoons at dawn";

/// What it printed, where all went well.
fn told(output: &Output) -> String {
    let said = String::from_utf8(output.stderr.clone()).unwrap();
    assert!(output.status.success(), "{said}");
    String::from_utf8(output.stdout.clone()).unwrap()
}

/// The one sentence by which it refused.
fn refusal(output: &Output) -> String {
    let text = String::from_utf8(output.stderr.clone()).unwrap();
    assert_eq!(output.status.code(), Some(1), "{text}");
    assert!(output.stdout.is_empty() && !text.contains("panicked"), "{text}");
    let said: Vec<&str> = text.lines().filter(|line| !line.starts_with('{')).collect();
    assert_eq!(said.len(), 1, "{text}");
    said[0].strip_prefix("tutti: ").expect("its name").to_owned()
}

/// `tutti user …` on this database.
fn user(folder: &Folder, db: &TestDb, arguments: &[&str]) -> Output {
    folder.run(&[&["user"], arguments, &["--database-url", db.url()]].concat())
}

/// Name and password, as it printed them.
fn log_in(printed: &str) -> (&str, &str) {
    let line = printed.strip_suffix('\n').expect("a line");
    line.split_once(' ').expect("a name and a password")
}

on_both_engines!(an_account_is_made_and_opens, async |db: TestDb| {
    let folder = Folder::new();
    let make = ["create", "Ada", "--email", "Ada@example.test", "--administrator"];
    let printed = told(&user(&folder, &db, &make));
    let (name, password) = log_in(&printed);
    assert_eq!(name, "Ada");
    let arguments = [
        "user",
        "create",
        "bob",
        "--email",
        "bob@example.test",
        "--password-stdin",
        "--database-url",
        db.url(),
    ];
    let made = folder.run_with(&format!("{PASSWORD}\n"), &arguments);
    assert_eq!(told(&made), "", "a password that was given is not printed");
    let roles: Vec<(String, String)> = db
        .query("SELECT username, role FROM users ORDER BY username")
        .fetch_all()
        .await
        .unwrap();
    let expected = [("Ada", "administrator"), ("bob", "member")];
    assert_eq!(roles, expected.map(|(name, role)| (name.to_owned(), role.to_owned())));
    let server = Server::start(&folder, &["--database-url", db.url()]);
    for (login, password) in [("ada@example.test", password), ("bob", PASSWORD)] {
        assert!(Client::owner(&server, login, password).is_some(), "{login}");
    }
    assert!(Client::owner(&server, "bob", &format!("{PASSWORD}\n")).is_none());
});

on_both_engines!(the_rules_are_those_of_sign_up, async |db: TestDb| {
    let folder = Folder::new();
    told(&user(
        &folder,
        &db,
        &["create", "ada", "--email", "ada@example.test", "--moderator"],
    ));
    for (name, email, word) in [
        ("ADA", "other@example.test", "taken"),
        ("other", "ADA@example.test", "this address"),
        ("admin", "other@example.test", "speak for the site"),
        ("a", "nothing", "3 to 30"),
    ] {
        let said = refusal(&user(&folder, &db, &["create", name, "--email", email]));
        assert!(said.contains(word), "{name} {email}: {said}");
    }
    for weak in ["", "short", "password123", "other@example.test", "music.example"] {
        let arguments = [
            "user",
            "create",
            "other",
            "--email",
            "other@example.test",
            "--password-stdin",
            "--public-url",
            "https://music.example",
            "--database-url",
            db.url(),
        ];
        let said = refusal(&folder.run_with(weak, &arguments));
        assert!(said.contains("assword") || said.contains("guess"), "{weak}: {said}");
    }
    let (people,): (i64,) = db.query("SELECT count(*) FROM users").fetch_one().await.unwrap();
    assert_eq!(people, 1);
});

on_both_engines!(roles_and_passwords_are_given, async |db: TestDb| {
    let folder = Folder::new();
    let server = Server::start(&folder, &["--database-url", db.url()]);
    let ada = Client::member(&server, "ada");
    let postgres = db.url().starts_with("postgres");
    let server = if postgres {
        server
    } else {
        // One process writes to a SQLite database.
        for arguments in [
            &["create", "bob", "--email", "bob@example.test"][..],
            &["promote", "ada", "moderator"],
            &["password", "ada"],
        ] {
            let said = refusal(&user(&folder, &db, arguments));
            assert!(
                said.contains("in use by \"tutti serve") && said.contains("stop it first"),
                "{said}"
            );
        }
        assert!(
            told(&user(&folder, &db, &["list"])).contains("ada@example.test"),
            "looking is allowed"
        );
        server.signal("-TERM");
        server.ended();
        told(&user(&folder, &db, &["promote", "ADA", "moderator"]));
        Server::start(&folder, &["--database-url", db.url()])
    };
    if postgres {
        told(&user(&folder, &db, &["promote", "ADA", "moderator"]));
    }
    let (role,): (String,) = db.query("SELECT role FROM users").fetch_one().await.unwrap();
    assert_eq!(role, "moderator");
    let ada = ada.at(&server);
    assert_eq!(ada.get("/settings/account").unwrap().status, 200);
    let (server, printed) = if postgres {
        let printed = told(&user(&folder, &db, &["password", "ada"]));
        (server, printed)
    } else {
        server.signal("-TERM");
        server.ended();
        let printed = told(&user(&folder, &db, &["password", "ada"]));
        (Server::start(&folder, &["--database-url", db.url()]), printed)
    };
    // What a server remembers of a session it remembers for two seconds.
    tokio::time::sleep(std::time::Duration::from_millis(2_200)).await;
    let page = ada.at(&server).get("/settings/account").unwrap();
    assert_eq!(page.status, 303, "their sessions are ended: {}", page.head);
    let (_, password) = log_in(&printed);
    assert!(Client::owner(&server, "ada", PASSWORD).is_none());
    assert!(Client::owner(&server, "ada", password).is_some());
    const LEFT: &str = "SELECT (SELECT count(*) FROM sessions), (SELECT count(*) FROM user_sessions)";
    let left: (i64, i64) = db.query(LEFT).fetch_one().await.unwrap();
    assert_eq!(left, (1, 1), "that log-in");
});

on_both_engines!(who_is_not_there_is_said_to_be, async |db: TestDb| {
    let folder = Folder::new();
    for arguments in [
        &["promote", "nobody", "moderator"][..],
        &["password", "nobody"],
        &["password", "?"],
    ] {
        let said = refusal(&user(&folder, &db, arguments));
        assert_eq!(said, format!("there is no account called {}", arguments[1]));
    }
    assert_eq!(told(&user(&folder, &db, &["list"])), "");
});

on_both_engines!(accounts_are_listed_by_name, async |db: TestDb| {
    let folder = Folder::new();
    for (name, role) in [("cleo", "--moderator"), ("Ada", "--administrator")] {
        told(&user(
            &folder,
            &db,
            &["create", name, "--email", &format!("{name}@example.test"), role],
        ));
    }
    let copy = "INSERT INTO users (id, username, username_key, username_skeleton, full_name, created_at, updated_at)
                SELECT $1, $2, $2, $2, 'Bob Exemplo', u.created_at, u.updated_at FROM users u LIMIT 1";
    let many = tutti::transact!(db, tx => {
        for at in 0..1_100_u128 {
            let id = uuid::Uuid::from_u128(at);
            tx.query(copy).bind(id).bind(format!("bob-{at:04}")).execute().await?;
        }
        Ok(())
    });
    many.expect("accounts");
    let listed = user(&folder, &db, &["list"]);
    let said = String::from_utf8_lossy(&listed.stderr);
    assert!(!said.contains("WARN"), "{said}");
    let lines: Vec<String> = told(&listed).lines().map(str::to_owned).collect();
    assert_eq!(lines.len(), 1_000);
    assert!(String::from_utf8_lossy(&listed.stderr).contains("--search"));
    let columns: Vec<&str> = lines[0].split_whitespace().collect();
    assert_eq!(columns[..4], ["Ada", "Ada@example.test", "administrator", "active"]);
    assert!(columns[4].starts_with("20") && columns[4].len() == 10, "{columns:?}");
    assert!(lines[1].starts_with("bob-0000"));
    let found = told(&user(&folder, &db, &["list", "--search", "CLEO example"]));
    let columns: Vec<&str> = found.split_whitespace().collect();
    assert_eq!(columns[..4], ["cleo", "cleo@example.test", "moderator", "active"]);
    let found = told(&user(&folder, &db, &["list", "--search", "exemplo 0099"]));
    assert_eq!(found.lines().count(), 1, "{found}");
    assert!(found.starts_with("bob-0099"), "{found}");
});

#[test]
fn who_looks_for_accounts_makes_no_database() {
    let folder = Folder::new();
    for arguments in [
        &["user", "list"][..],
        &["user", "promote", "ada", "moderator"],
        &["user", "password", "ada"],
    ] {
        let said = refusal(&folder.run(arguments));
        assert!(said.contains("there is no database"), "{said}");
    }
    assert_eq!(std::fs::read_dir(&folder.0).unwrap().count(), 0);
    // The first administrator may come before the first start.
    let printed = folder.run(&[
        "user",
        "create",
        "ada",
        "--email",
        "ada@example.test",
        "--administrator",
    ]);
    let printed = told(&printed);
    let (_, password) = log_in(&printed);
    let server = Server::start(&folder, &[]);
    assert!(Client::owner(&server, "ada", password).is_some());
}
