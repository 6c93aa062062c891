//! A database for each test: a copy of one that was migrated before.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::io::Write;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;
use std::{env, fs};

use sqlx::{Connection, PgConnection};
use tokio::sync::OnceCell;
use tutti::db::{Db, Durability, Options, Pools, migrate};
use uuid::Uuid;

/// How tests connect: the product's way, without waiting for the disk.
pub fn options() -> Options {
    Options {
        connections: 10,
        durability: Durability::Normal,
        ..Options::default()
    }
}

/// A database that its test has to itself, gone when the test is over, however it ends.
pub struct TestDb {
    db: Db,
    url: String,
    place: Place,
}

enum Place {
    Folder(PathBuf),
    Server(String),
}

impl Deref for TestDb {
    type Target = Db;

    fn deref(&self) -> &Db {
        &self.db
    }
}

impl TestDb {
    /// Migrated, in a file of its own.
    pub async fn sqlite() -> Self {
        static TEMPLATE: OnceCell<PathBuf> = OnceCell::const_new();
        let template = TEMPLATE.get_or_init(sqlite_template).await;
        Self::sqlite_from(Some(template)).await
    }

    /// Without any table.
    pub async fn empty_sqlite() -> Self {
        Self::sqlite_from(None).await
    }

    async fn sqlite_from(template: Option<&PathBuf>) -> Self {
        let folder = scratch().join(Uuid::new_v4().simple().to_string());
        fs::create_dir_all(&folder).expect("a folder for the test's database");
        let file = folder.join("tutti.db");
        if let Some(template) = template {
            fs::copy(template, &file).expect("a copy of the migrated database");
        }
        let url = sqlite_url(&file);
        let db = Db::connect(&url, &options()).await.expect("a SQLite database");
        Self {
            db,
            url,
            place: Place::Folder(folder),
        }
    }

    /// Migrated, on the server of `TUTTI_TEST_POSTGRES`; `None` where there is none to be had.
    pub async fn postgres() -> Option<Self> {
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        postgres_url()?;
        let template = TEMPLATE.get_or_init(postgres_template).await;
        Some(Self::postgres_from(template).await)
    }

    /// Without any table.
    pub async fn empty_postgres() -> Option<Self> {
        postgres_url()?;
        Some(Self::postgres_from("template0").await)
    }

    async fn postgres_from(template: &str) -> Self {
        let name = format!("tutti_test_{}", Uuid::new_v4().simple());
        administer(&format!("CREATE DATABASE {name} TEMPLATE {template}"))
            .await
            .expect("a database for the test");
        let url = database_url(&name);
        let db = Db::connect(&url, &options()).await.expect("the test's database");
        Self {
            db,
            url,
            place: Place::Server(name),
        }
    }

    /// Another handle to the same database, as another instance of the server has.
    pub async fn again(&self, options: &Options) -> Db {
        Db::connect(&self.url, options).await.expect("a second handle")
    }

    /// Statements that the product never says, for this engine.
    pub async fn script(&self, sql: &str) {
        match self.db.pools() {
            Pools::Sqlite { write, .. } => drop(sqlx::raw_sql(sql).execute(write).await.expect("a script")),
            Pools::Postgres(pool) => drop(sqlx::raw_sql(sql).execute(pool).await.expect("a script")),
        }
    }

    /// Takes a database on a server away from whoever is connected to it, or gives it back. A file cannot be taken from who
    /// has it open.
    pub async fn let_in(&self, open: bool) {
        let Place::Server(name) = &self.place else {
            panic!("SQLite has no door")
        };
        let allow = format!("ALTER DATABASE {name} WITH ALLOW_CONNECTIONS {open}");
        administer(&allow).await.expect("a door");
        if !open {
            let end = format!("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}'");
            administer(&end).await.expect("everybody out");
        }
    }

    /// What `DATABASE_URL` would say.
    pub fn url(&self) -> &str {
        &self.url
    }
}

impl Drop for TestDb {
    fn drop(&mut self) {
        match &self.place {
            Place::Folder(folder) => drop(fs::remove_dir_all(folder)),
            Place::Server(name) => {
                let sql = format!("DROP DATABASE IF EXISTS {name} WITH (FORCE)");
                let dropped = std::thread::spawn(move || {
                    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
                    runtime.block_on(administer(&sql)).map_err(std::io::Error::other)
                });
                if let Ok(Err(cause)) = dropped.join() {
                    shout(&format!("the database {name} was left behind: {cause}"));
                }
            }
        }
    }
}

/// The server for tests, `postgres://…`, as someone who may create databases.
pub fn postgres_url() -> Option<String> {
    static TOLD: Once = Once::new();
    let url = env::var("TUTTI_TEST_POSTGRES").ok().filter(|url| !url.is_empty());
    if url.is_none() {
        let ci = env::var("CI").is_ok_and(|ci| ci == "true");
        assert!(
            !ci,
            "TUTTI_TEST_POSTGRES is not set: tests must run on both engines here"
        );
        TOLD.call_once(|| shout("TUTTI_TEST_POSTGRES is not set: NOTHING IS TESTED ON POSTGRESQL"));
    }
    url
}

/// Past the test harness, which keeps the words of tests that pass.
fn shout(words: &str) {
    let _ = writeln!(std::io::stderr(), "\n*** {words} ***\n");
}

pub fn sqlite_url(file: &Path) -> String {
    format!("sqlite://{}", file.display())
}

fn scratch() -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join("databases")
}

/// Names the template by what it is made of: it serves every test process until a migration changes.
fn fingerprint() -> String {
    let migrations = Path::new(env!("CARGO_MANIFEST_DIR")).join("migrations");
    let mut files: Vec<PathBuf> = ["sqlite", "postgres"]
        .iter()
        .flat_map(|engine| fs::read_dir(migrations.join(engine)).expect("migrations"))
        .map(|entry| entry.expect("a migration").path())
        .collect();
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in files {
        file.file_name().hash(&mut hasher);
        fs::read(&file).expect("a migration").hash(&mut hasher);
    }
    format!("{:016x}", hasher.finish())
}

async fn sqlite_template() -> PathBuf {
    let template = scratch().join(format!("template-{}.db", fingerprint()));
    if !template.exists() {
        let making = TestDb::empty_sqlite().await;
        migrate::up(&making).await.expect("migrations");
        making.close().await;
        let Place::Folder(folder) = &making.place else {
            unreachable!("SQLite lies in a folder")
        };
        // Whoever else makes it at this moment makes the same.
        fs::rename(folder.join("tutti.db"), &template).expect("the template");
    }
    template
}

async fn postgres_template() -> String {
    let template = format!("tutti_template_{}", fingerprint());
    let found = sqlx::query("SELECT 1 FROM pg_database WHERE datname = $1").bind(&template);
    let mut admin = admin().await.expect("the PostgreSQL server of TUTTI_TEST_POSTGRES");
    if found
        .fetch_optional(&mut admin)
        .await
        .expect("the list of databases")
        .is_none()
    {
        let making = TestDb::empty_postgres().await.expect("the server answered before");
        migrate::up(&making).await.expect("migrations");
        making.close().await;
        let Place::Server(name) = &making.place else {
            unreachable!("PostgreSQL has a server")
        };
        let rename = format!("ALTER DATABASE {name} RENAME TO {template}");
        for _ in 0..50 {
            let code = match administer(&rename).await {
                Ok(()) => break,
                Err(cause) => cause
                    .as_database_error()
                    .and_then(|error| error.code().map(String::from)),
            };
            match code.as_deref() {
                // Somebody else was first, and made the same.
                Some("42P04") => break,
                // The server has not yet noticed that the connections are closed.
                Some("55006") => tokio::time::sleep(Duration::from_millis(50)).await,
                code => panic!("the template could not be named: {code:?}"),
            }
        }
    }
    template
}

async fn admin() -> Result<PgConnection, sqlx::Error> {
    PgConnection::connect(&postgres_url().expect("asked only where there is a server")).await
}

async fn administer(sql: &str) -> Result<(), sqlx::Error> {
    let mut admin = admin().await?;
    sqlx::raw_sql(sql).execute(&mut admin).await?;
    admin.close().await
}

/// The same server, another database.
fn database_url(name: &str) -> String {
    let url = postgres_url().expect("asked only where there is a server");
    let (address, query) = url.split_once('?').unwrap_or((&url, ""));
    let server = match address.split_once("://") {
        Some((scheme, rest)) => format!("{scheme}://{}", rest.split('/').next().unwrap_or_default()),
        None => panic!("TUTTI_TEST_POSTGRES is no URL"),
    };
    if query.is_empty() {
        format!("{server}/{name}")
    } else {
        format!("{server}/{name}?{query}")
    }
}
