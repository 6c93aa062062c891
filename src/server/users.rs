//! `tutti user`: accounts from the command line, for whoever runs the site. On SQLite what writes needs the server stopped,
//! since one process writes; on PostgreSQL all of it works beside the server, which knows within two seconds.

use std::error::Error;
use std::io::{self, Read};

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};
use strum::VariantNames;

use super::config::{Database, Reached};
use super::database;
use crate::accounts::forms::{SignUpForm, new_password};
use crate::accounts::passwords::Passwords;
use crate::accounts::store::{self, Credentials, Entry};
use crate::app::{Clock, Ids, summary};
use crate::db::Db;
use crate::db::migrate;
use crate::error::AppError;
use crate::identity::{self, model::Role};
use crate::instant::Instant;
use crate::transact;

/// The most accounts that are listed.
const LISTED: usize = 1_000;
/// How many are read at once.
const A_PAGE: i64 = 500;
/// The longest password line that is read: more than any password that may be.
const LONGEST_LINE: u64 = 4_096;

/// What can be done to accounts.
#[derive(Subcommand, Debug)]
pub enum User {
    /// Make an account, by the rules of sign-up, and print its user name and password
    Create(Create),
    /// Say what somebody may do beyond their own things
    Promote {
        /// The user name
        name: String,
        /// What they are from now on
        #[arg(value_parser = PossibleValuesParser::new(Role::VARIANTS).try_map(|role| role.parse::<Role>()))]
        role: Role,
    },
    /// Give an account a new password, print it, and end all its sessions
    Password {
        /// The user name
        name: String,
        #[command(flatten)]
        password: Given,
    },
    /// List user name, e-mail, role, status and first day of each account, by user name
    List {
        /// Only those in whose user name, e-mail or full name all these words stand
        #[arg(long, value_name = "WORDS", default_value = "")]
        search: String,
    },
}

/// A new account.
#[derive(Args, Debug)]
pub struct Create {
    /// The user name
    name: String,
    /// Their e-mail address
    #[arg(long, value_name = "ADDRESS")]
    email: String,
    /// Somebody who runs this site
    #[arg(long, conflicts_with = "moderator")]
    administrator: bool,
    /// Somebody who sees reports and hides what breaks the rules
    #[arg(long)]
    moderator: bool,
    #[command(flatten)]
    password: Given,
}

/// Where a new password comes from.
#[derive(Args, Debug)]
pub struct Given {
    /// Read the password from standard input, one line, instead of making one up and printing it
    #[arg(long)]
    password_stdin: bool,
    // its words make no password stronger
    #[command(flatten)]
    reached: Reached,
}

/// A password to be, and whether nobody knows it yet.
struct Typed {
    password: String,
    made_up: bool,
}

impl Given {
    /// Read before the database is opened: whoever types slowly keeps nobody waiting.
    fn read(&self) -> Result<Typed, Box<dyn Error>> {
        if !self.password_stdin {
            // Eighty random bits.
            let password = format!("{}-{}", Ids.tail(), Ids.tail());
            return Ok(Typed {
                password,
                made_up: true,
            });
        }
        let mut bytes = Vec::new();
        io::stdin().take(LONGEST_LINE).read_to_end(&mut bytes)?;
        let text = String::from_utf8(bytes).map_err(|_| "the password on standard input is not text in UTF-8")?;
        Ok(Typed {
            password: text.lines().next().unwrap_or_default().to_owned(),
            made_up: false,
        })
    }

    fn passwords(&self) -> Passwords {
        Passwords::new(self.reached.public_url.origin())
    }
}

/// Does what was asked, and says it.
pub async fn run(config: &Database, command: User) -> Result<(), Box<dyn Error>> {
    match command {
        User::Create(create) => make(config, create).await,
        User::Promote { name, role } => promote(config, &name, role).await,
        User::Password { name, password } => renew(config, &name, password).await,
        User::List { search } => list(config, &search).await,
    }
}

async fn make(config: &Database, create: Create) -> Result<(), Box<dyn Error>> {
    let typed = create.password.read()?;
    let role = match (create.administrator, create.moderator) {
        (true, _) => Role::Administrator,
        (_, true) => Role::Moderator,
        _ => Role::Member,
    };
    let open = database::open(config, "user create").await?;
    migrate::up(&open.db).await?;
    let passwords = create.password.passwords();
    let form = SignUpForm {
        username: create.name,
        email: create.email,
        password: typed.password.clone(),
    };
    let account = form.parse(&passwords).await.map_err(|error| said(&error))?;
    let hash = passwords
        .hash(account.password.clone())
        .await
        .map_err(|error| said(&error))?;
    let now = Clock::system().now();
    let id = Ids.next(now);
    let made = transact!(open.db, tx => {
        store::insert(tx, id, &account, &hash, now).await.map_err(store::taken)?;
        store::set_role(tx, id, role, now).await?;
        Ok(())
    });
    made.map_err(|error| said(&error))?;
    open.db.close().await;
    let (name, role) = (account.username.as_str(), <&str>::from(role));
    tracing::info!(user.id = %id, role, "account made on the command line");
    eprintln!("tutti: the role of {name} is {role}");
    tell(name, &typed);
    Ok(())
}

async fn promote(config: &Database, name: &str, role: Role) -> Result<(), Box<dyn Error>> {
    let open = database::open_existing(config, "user promote").await?;
    migrate::check(&open.db).await?;
    let account = named(&open.db, name).await?;
    let now = Clock::system().now();
    let done = transact!(open.db, tx => { Ok(store::set_role(tx, account.id, role, now).await?) });
    done.map_err(|error| said(&error))?;
    open.db.close().await;
    let role = <&str>::from(role);
    tracing::info!(user.id = %account.id, role, "role changed on the command line");
    eprintln!("tutti: the role of {} is {role}", account.username);
    Ok(())
}

async fn renew(config: &Database, name: &str, given: Given) -> Result<(), Box<dyn Error>> {
    let typed = given.read()?;
    let open = database::open_existing(config, "user password").await?;
    migrate::check(&open.db).await?;
    let account = named(&open.db, name).await?;
    let passwords = given.passwords();
    let password = new_password(&typed.password, account.about(), &passwords).await;
    let password = password.map_err(|error| said(&error))??;
    let hash = passwords.hash(password).await.map_err(|error| said(&error))?;
    let now = Clock::system().now();
    let ended = transact!(open.db, tx => {
        store::set_password(tx, account.id, &hash, now).await?;
        Ok(identity::store::end_others(tx, account.id, None).await?)
    });
    let sessions = ended.map_err(|error| said(&error))?;
    open.db.close().await;
    tracing::info!(user.id = %account.id, sessions, "password changed on the command line");
    eprintln!(
        "tutti: {} has a new password and is logged out everywhere",
        account.username
    );
    tell(&account.username, &typed);
    Ok(())
}

async fn list(config: &Database, search: &str) -> Result<(), Box<dyn Error>> {
    let db = database::open_to_read(config).await?;
    migrate::check(&db).await?;
    let words: Vec<String> = search.split_whitespace().map(str::to_lowercase).collect();
    let now = Clock::system().now();
    let (mut rows, mut after, mut more) = (Vec::new(), String::new(), false);
    loop {
        let page = store::roll(&db, &after, A_PAGE).await?;
        let Some(last) = page.last() else { break };
        after.clone_from(&last.username_key);
        rows.extend(
            page.iter()
                .filter(|entry| holds(entry, &words))
                .map(|entry| row(entry, now)),
        );
        more = rows.len() > LISTED;
        if more {
            break;
        }
    }
    db.close().await;
    rows.truncate(LISTED);
    aligned(&rows).iter().for_each(|line| println!("{line}"));
    if more {
        eprintln!("tutti: these are the first {LISTED}; --search finds the others");
    }
    Ok(())
}

async fn named(db: &Db, name: &str) -> Result<Credentials, Box<dyn Error>> {
    let account = store::named(db, name).await?;
    Ok(account.ok_or_else(|| format!("there is no account called {}", name.escape_debug()))?)
}

/// A password that was made up is told once, on standard output and nowhere else.
fn tell(name: &str, typed: &Typed) {
    if typed.made_up {
        println!("{name} {}", typed.password);
    }
}

/// An error in words: what is wrong with each field, or what the site would say.
fn said(error: &AppError) -> String {
    match error.fields() {
        [] => summary(error),
        fields => {
            let messages: Vec<&str> = fields.iter().map(|field| field.message.as_str()).collect();
            messages.join(" ")
        }
    }
}

fn holds(entry: &Entry, words: &[String]) -> bool {
    let about = [
        Some(entry.username.as_str()),
        entry.email.as_deref(),
        entry.full_name.as_deref(),
    ];
    let about = about.map(|text| text.unwrap_or_default().to_lowercase());
    words.iter().all(|word| about.iter().any(|text| text.contains(word)))
}

fn row(entry: &Entry, now: Instant) -> [String; 5] {
    let suspended = entry.suspended_until.is_some_and(|until| until > now) && entry.status == "active";
    [
        entry.username.clone(),
        entry.email.clone().unwrap_or_else(|| "-".to_owned()),
        <&str>::from(entry.role).to_owned(),
        if suspended {
            "suspended".to_owned()
        } else {
            entry.status.clone()
        },
        entry.created_at.timestamp().strftime("%Y-%m-%d").to_string(),
    ]
}

/// In columns. Names and addresses hold no spaces, so a program may split the lines at them.
fn aligned(rows: &[[String; 5]]) -> Vec<String> {
    let width = |column: usize| rows.iter().map(|row| row[column].chars().count()).max().unwrap_or(0);
    let widths = [width(0), width(1), width(2), width(3), 0];
    rows.iter()
        .map(|row| {
            let cells = row.iter().zip(widths).map(|(cell, width)| format!("{cell:width$}"));
            cells.collect::<Vec<_>>().join("  ")
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(username: &str, full_name: &str) -> Entry {
        Entry {
            username: username.into(),
            username_key: username.to_lowercase(),
            email: Some(format!("{username}@example.test")),
            full_name: Some(full_name.into()),
            role: Role::Moderator,
            status: "active".into(),
            suspended_until: Instant::from_micros(2),
            created_at: Instant::from_micros(1_800_000_000_000_000).unwrap(),
        }
    }

    #[test]
    fn a_search_finds_all_its_words_anywhere() {
        let ines = entry("Ines-D", "Inês Exemplo");
        for (words, found) in [
            (&["ines"][..], true),
            (&["inês", "example.test"], true),
            (&["inês", "bassoon"], false),
            (&[], true),
        ] {
            let words: Vec<String> = words.iter().map(|word| (*word).to_owned()).collect();
            assert_eq!(holds(&ines, &words), found, "{words:?}");
        }
    }

    #[test]
    fn a_list_is_in_columns() {
        let now = Instant::from_micros(1).unwrap();
        let later = Instant::from_micros(3).unwrap();
        let rows = [row(&entry("bo-", ""), now), row(&entry("ines", ""), later)];
        assert_eq!(
            aligned(&rows),
            [
                "bo-   bo-@example.test   moderator  suspended  2027-01-15",
                "ines  ines@example.test  moderator  active     2027-01-15",
            ]
        );
    }
}
