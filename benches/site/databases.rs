//! Databases that `tutti seed` filled, kept from one run to the next by what they were made of.

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::{env, fs};

use sha2::{Digest, Sha256};
use sqlx::{Connection, PgConnection};
use url::Url;

use super::client::LogIn;
use super::figures::grouped;
use super::report::today;
use super::{Arguments, Fallible};

/// Whatever makes rows, or says what is in them.
const MADE_BY: [&str; 15] = [
    "migrations",
    "src/accounts/email.rs",
    "src/accounts/passwords.rs",
    "src/accounts/username.rs",
    "src/events/forms",
    "src/events/model",
    "src/events/slug.rs",
    "src/events/store/bulk.rs",
    "src/language/terms.rs",
    "src/language/text.rs",
    "src/messages/store/bulk.rs",
    "src/profiles/model.rs",
    "src/profiles/store/bulk.rs",
    "src/server/demo",
    "src/server/seed",
];

const SCRATCH: &str = "scratch";

/// A database with its log-in.
pub struct Filled {
    pub url: String,
    /// The data folder of whoever serves it.
    pub data: PathBuf,
    pub log_in: LogIn,
    /// How many events were asked for; 0 are those of the demonstration.
    pub events: u32,
}

impl Filled {
    /// How large it is, in words.
    pub fn size(&self) -> String {
        match self.events {
            0 => "the demonstration's events".to_owned(),
            events => format!("{} events", grouped(f64::from(events))),
        }
    }

    /// The database of PostgreSQL, by its name; `None` on SQLite.
    fn database(&self) -> Option<&str> {
        let (scheme, rest) = self.url.split_once("://")?;
        rest.rsplit('/').next().filter(|_| scheme != "sqlite")
    }

    /// What it is on.
    pub fn engine(&self) -> &'static str {
        self.database().map_or("SQLite", |_| "PostgreSQL")
    }
}

/// Where they are, and how they are made.
pub struct Databases {
    program: PathBuf,
    folder: PathBuf,
    /// What lasts as long as this program.
    pub scratch: PathBuf,
    demo: bool,
    /// Of the tables, and of the source of `tutti seed`.
    source: Sha256,
    start: String,
}

impl Databases {
    pub fn new(arguments: &Arguments) -> Fallible<Self> {
        // One that was cut off has left its own.
        forget(&arguments.folder, SCRATCH)?;
        let scratch = arguments.folder.join(SCRATCH);
        fs::create_dir_all(&scratch)?;
        let mut source = Sha256::new();
        for path in MADE_BY {
            add(&mut source, Path::new(path))?;
        }
        // Where what is to come begins: a day that stays the same for a while, so that a database does, too.
        let month = today().first_of_month();
        Ok(Self {
            program: arguments.server.clone(),
            folder: arguments.folder.clone(),
            scratch,
            demo: arguments.demo,
            source,
            start: month.to_string(),
        })
    }

    /// What `tutti seed` is told.
    fn arguments(&self, events: u32) -> Vec<String> {
        if self.demo {
            return vec!["seed".to_owned(), "--demo".to_owned()];
        }
        let users = (events / 5).max(100);
        let told = format!("seed --events {events} --users {users} --seed 1 --start {}", self.start);
        told.split(' ').map(str::to_owned).collect()
    }

    /// `1000-0f3a…`: so many events, and a checksum of all they are made of.
    fn name(&self, events: u32) -> String {
        let mut hash = self.source.clone();
        hash.update(self.arguments(events).join(" "));
        let digest: String = hash
            .finalize()
            .iter()
            .take(6)
            .map(|byte| format!("{byte:02x}"))
            .collect();
        format!("{events}-{digest}")
    }

    /// In a file.
    pub fn sqlite(&self, events: u32) -> Fallible<Filled> {
        let events = if self.demo { 0 } else { events };
        let name = self.name(events);
        let folder = self.folder.join(format!("sqlite-{name}"));
        if !folder.exists() {
            forget(&self.folder, &format!("sqlite-{events}-"))?;
            let made = self.scratch.join(name);
            fs::create_dir_all(&made)?;
            let log_in = self.seed(events, &sqlite_url(&made), &made)?;
            fs::write(made.join("login"), log_in)?;
            fs::rename(made, &folder)?;
        }
        self.open(folder, events)
    }

    fn open(&self, folder: PathBuf, events: u32) -> Fallible<Filled> {
        let log_in = LogIn::parse(&fs::read_to_string(folder.join("login"))?)?;
        Ok(Filled {
            url: sqlite_url(&folder),
            data: folder,
            log_in,
            events,
        })
    }

    /// The same again, to be written to.
    pub async fn copy(&self, filled: &Filled, name: &str) -> Fallible<Filled> {
        let folder = self.scratch.join(name);
        fs::create_dir_all(&folder)?;
        if let Some(original) = filled.database() {
            let (server, copy) = (env::var("TUTTI_TEST_POSTGRES")?, format!("{original}_{name}"));
            let mut admin = PgConnection::connect(&server).await?;
            run(&mut admin, &format!("DROP DATABASE IF EXISTS {copy}")).await?;
            run(&mut admin, &format!("CREATE DATABASE {copy} TEMPLATE {original}")).await?;
            admin.close().await?;
            return Ok(Filled {
                url: with_database(&server, &copy)?,
                data: folder,
                log_in: filled.log_in.clone(),
                events: filled.events,
            });
        }
        for file in ["login", "tutti.db"] {
            fs::copy(filled.data.join(file), folder.join(file))?;
        }
        self.open(folder, filled.events)
    }

    /// On the server of `TUTTI_TEST_POSTGRES`; `None` where there is none to be had. It is kept exactly as long as that server.
    pub async fn postgres(&self, events: u32) -> Fallible<Option<Filled>> {
        let Ok(server) = env::var("TUTTI_TEST_POSTGRES") else {
            return Ok(None);
        };
        let events = if self.demo { 0 } else { events };
        let name = format!("tutti_bench_{}", self.name(events).replace('-', "_"));
        let url = with_database(&server, &name)?;
        let data = self.scratch.join(&name);
        fs::create_dir_all(&data)?;
        let mut admin = PgConnection::connect(&server).await?;
        const COMMENT: &str = "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = $1";
        let kept: Option<Option<String>> = sqlx::query_scalar(COMMENT)
            .bind(&name)
            .fetch_optional(&mut admin)
            .await?;
        let log_in = match kept.flatten() {
            Some(log_in) => log_in,
            None => {
                run(&mut admin, &format!("DROP DATABASE IF EXISTS {name}")).await?;
                run(
                    &mut admin,
                    &format!("CREATE DATABASE {name} TEMPLATE template0 ENCODING 'UTF8'"),
                )
                .await?;
                let log_in = self.seed(events, &url, &data)?;
                let mut filled = PgConnection::connect(&url).await?;
                // What otherwise comes by itself, and in the midst of the counting.
                run(&mut filled, "VACUUM (ANALYZE, FREEZE)").await?;
                filled.close().await?;
                let quoted = log_in.trim().replace('\'', "''");
                run(&mut admin, &format!("COMMENT ON DATABASE {name} IS '{quoted}'")).await?;
                log_in
            }
        };
        admin.close().await?;
        let log_in = LogIn::parse(&log_in)?;
        Ok(Some(Filled {
            url,
            data,
            log_in,
            events,
        }))
    }

    /// Fills it, and gives what was printed.
    fn seed(&self, events: u32, url: &str, data: &Path) -> Fallible<String> {
        let arguments = self.arguments(events);
        eprintln!("bench: tutti {}", arguments.join(" "));
        let mut command = Command::new(&self.program);
        command
            .args(&arguments)
            .args(["--log", "warn"])
            .stderr(Stdio::inherit())
            .stdin(Stdio::null());
        let output = command.env("DATABASE_URL", url).env("TUTTI_DATA_DIR", data).output()?;
        if output.status.success() {
            Ok(String::from_utf8(output.stdout)?)
        } else {
            Err(format!("tutti {}: {}", arguments.join(" "), output.status).into())
        }
    }
}

impl Drop for Databases {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.scratch);
    }
}

/// Blocks of a PostgreSQL database that were read since it was made, from its memory or not. Asked once nobody is connected
/// to it: each connection tells what it read when it ends.
pub async fn blocks_read(filled: &Filled) -> Fallible<i64> {
    let server = env::var("TUTTI_TEST_POSTGRES")?;
    let name = filled.database().ok_or("no database of PostgreSQL")?;
    const CONNECTED: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = $1";
    const BLOCKS: &str = "SELECT blks_hit + blks_read FROM pg_stat_database WHERE datname = $1";
    let mut admin = PgConnection::connect(&server).await?;
    for _ in 0..500 {
        let connected: i64 = sqlx::query_scalar(CONNECTED).bind(name).fetch_one(&mut admin).await?;
        if connected == 0 {
            let blocks = sqlx::query_scalar(BLOCKS).bind(name).fetch_one(&mut admin).await?;
            admin.close().await?;
            return Ok(blocks);
        }
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    Err(format!("somebody stays connected to {name}").into())
}

async fn run(connection: &mut PgConnection, statement: &str) -> Fallible<()> {
    sqlx::raw_sql(statement).execute(connection).await?;
    Ok(())
}

fn sqlite_url(folder: &Path) -> String {
    format!("sqlite://{}", folder.join("tutti.db").display())
}

fn with_database(server: &str, name: &str) -> Fallible<String> {
    let mut url = Url::parse(server)?;
    url.set_path(name);
    Ok(url.into())
}

/// Adds a file to a checksum, or those of a folder.
fn add(hash: &mut Sha256, path: &Path) -> Fallible<()> {
    if !path.is_dir() {
        let read = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
        hash.update(read);
        return Ok(());
    }
    let mut paths: Vec<PathBuf> = fs::read_dir(path)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort();
    paths.iter().try_for_each(|path| add(hash, path))
}

/// Removes the folders of this beginning: they hold what nobody would make any more.
fn forget(folder: &Path, beginning: &str) -> Fallible<()> {
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(beginning) {
            fs::remove_dir_all(entry.path())?;
        }
    }
    Ok(())
}
