//! The configuration, read once from flags and the environment: one struct per subject, handed to whoever needs it.
//!
//! Every option is a flag `--a-b`, the variable `TUTTI_A_B` (the database's is the customary `DATABASE_URL`) and a line
//! of `--help`. Values are parsed here into types that cannot be wrong, so that a mistake is told at start.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use clap::{Args, ValueEnum};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use tracing_subscriber::EnvFilter;
use url::Url;

use super::client::TrustedProxies;
use crate::app::public_url::PublicUrl;
use crate::db;
use crate::time_zone;

/// Where everything is kept.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Database")]
pub struct Database {
    /// Folder of the database and of everything else that must last
    #[arg(
        long,
        env = "TUTTI_DATA_DIR",
        value_name = "FOLDER",
        default_value = "./data",
        global = true
    )]
    pub data_dir: PathBuf,

    /// sqlite://FILE or postgres://USER:PASSWORD@HOST/NAME [default: tutti.db in the data folder]
    #[arg(
        long = "database-url",
        env = "DATABASE_URL",
        value_name = "URL",
        hide_env_values = true,
        global = true
    )]
    url: Option<String>,

    /// File with the password of PostgreSQL, where it is not to stand in the URL
    #[arg(
        long = "database-password-file",
        env = "TUTTI_DATABASE_PASSWORD_FILE",
        value_name = "FILE",
        value_parser = password_in,
        global = true
    )]
    password: Option<db::Password>,

    /// When SQLite tells that something is saved. "full": once it is on the disk. "normal": earlier and faster, but a power
    /// cut can take back the last moments of what people were told is saved (never the database's integrity)
    #[arg(
        long,
        env = "TUTTI_SYNCHRONOUS",
        value_name = "WHEN",
        default_value = "full",
        global = true
    )]
    synchronous: Synchronous,

    /// Most connections to PostgreSQL, or readers of SQLite, at once [default: 20, or as many as there are cores,
    /// from 4 to 64]
    #[arg(
        long = "database-connections",
        env = "TUTTI_DATABASE_CONNECTIONS",
        value_name = "NUMBER",
        value_parser = clap::value_parser!(u32).range(1..=1000),
        global = true
    )]
    connections: Option<u32>,
}

impl Database {
    /// The database's address: the one given, or SQLite in the data folder.
    pub fn url(&self) -> String {
        match &self.url {
            Some(url) => url.clone(),
            None => sqlite_url(&self.data_dir.join("tutti.db")),
        }
    }

    /// How to connect to it.
    pub fn options(&self) -> db::Options {
        let defaults = db::Options::default();
        db::Options {
            readers: self.connections.unwrap_or(defaults.readers),
            connections: self.connections.unwrap_or(defaults.connections),
            durability: match self.synchronous {
                Synchronous::Full => db::Durability::Full,
                Synchronous::Normal => db::Durability::Normal,
            },
            password: self.password.clone(),
            ..defaults
        }
    }
}

/// What a file holds, without the line's end that an editor puts behind it.
fn password_in(file: &str) -> Result<db::Password, String> {
    let text = std::fs::read_to_string(file).map_err(|error| error.to_string())?;
    match text.trim_end_matches(['\r', '\n']) {
        "" => Err("the file is empty".to_owned()),
        password => Ok(db::Password(password.to_owned())),
    }
}

/// A file's address for sqlx, which decodes it: a folder may be called `50% off?`.
pub fn sqlite_url(file: &Path) -> String {
    const LITERAL: &AsciiSet = &NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'.')
        .remove(b'-')
        .remove(b'_')
        .remove(b'~');
    format!("sqlite://{}", utf8_percent_encode(&file.to_string_lossy(), LITERAL))
}

/// SQLite's `PRAGMA synchronous`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Synchronous {
    Full,
    Normal,
}

/// What the server keeps of itself.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Backups")]
pub struct Backups {
    /// How many daily backups of a SQLite database are kept; 0 makes none
    #[arg(
        long = "backups",
        env = "TUTTI_BACKUPS",
        value_name = "NUMBER",
        default_value_t = 7,
        value_parser = clap::value_parser!(u16).range(0..=1000)
    )]
    pub keep: u16,

    /// Folder of the daily backups [default: backups in the data folder]
    #[arg(long = "backup-dir", env = "TUTTI_BACKUP_DIR", value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl Backups {
    /// Where they are.
    pub fn folder(&self, database: &Database) -> PathBuf {
        self.folder.clone().unwrap_or_else(|| database.data_dir.join("backups"))
    }
}

/// Where people find the site.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Site")]
pub struct Reached {
    /// Address under which people reach the site: for links, cookies, and the check where a form was sent from
    #[arg(
        long,
        env = "TUTTI_PUBLIC_URL",
        value_name = "URL",
        default_value = "http://127.0.0.1:3000"
    )]
    pub public_url: PublicUrl,
}

/// What the site says of itself.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Site")]
pub struct Site {
    #[command(flatten)]
    pub reached: Reached,

    /// Where the source of the running version is to be had, for the link at the foot of each page (AGPL, section 13)
    #[arg(long, env = "TUTTI_SOURCE_URL", value_name = "URL", value_parser = web_address)]
    source_url: Option<String>,

    /// Who runs this site, in a few words, for whoever comes by: a name, a club, a school
    #[arg(long, env = "TUTTI_OPERATOR", value_name = "NAME")]
    operator: Option<String>,

    /// Time zone offered first for a new event, by its IANA name
    #[arg(long, env = "TUTTI_TIME_ZONE", value_name = "ZONE", default_value = "UTC", value_parser = time_zone)]
    time_zone: String,
}

impl Site {
    /// As the pages need it.
    pub fn described(&self) -> crate::app::Site {
        let source = self
            .source_url
            .as_deref()
            .or(Some(env!("CARGO_PKG_REPOSITORY")).filter(|url| !url.is_empty()));
        crate::app::Site {
            public_url: self.reached.public_url.clone(),
            source_url: source.map(str::to_owned),
            operator: self.operator.clone().filter(|operator| !operator.trim().is_empty()),
            time_zone: self.time_zone.clone(),
        }
    }
}

/// Where the server listens.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Network")]
pub struct Listen {
    /// Address and port to listen on
    #[arg(
        long,
        env = "TUTTI_LISTEN",
        value_name = "ADDRESS:PORT",
        default_value = "127.0.0.1:3000"
    )]
    pub listen: SocketAddr,
}

/// How the server meets the network.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Network")]
pub struct Http {
    #[command(flatten)]
    pub listen: Listen,

    /// Addresses or networks (10.0.0.0/8) of proxies in front, separated by commas. Only what they say in X-Forwarded-For is
    /// believed; without this, everybody behind a proxy counts as one address
    #[arg(
        long = "trusted-proxy",
        env = "TUTTI_TRUSTED_PROXY",
        value_name = "NETWORKS",
        default_value = ""
    )]
    pub trusted_proxies: TrustedProxies,

    /// Most connections open at once; more wait in the system's queue. The limit of open files is raised for them where it
    /// may be; where not, fewer are let in, and the log says so
    #[arg(
        long,
        env = "TUTTI_MAX_CONNECTIONS",
        value_name = "NUMBER",
        default_value_t = 4096,
        value_parser = clap::value_parser!(u32).range(1..=1_000_000)
    )]
    pub max_connections: u32,

    /// Limits on sign-ups, log-ins, messages, events and reports. "off" is for tests and benchmarks only
    #[arg(
        long,
        env = "TUTTI_RATE_LIMITS",
        value_name = "ON|OFF",
        default_value = "on",
        hide_possible_values = true
    )]
    pub rate_limits: Switch,

    /// Whether finished pages of visitors who are not signed in are kept. "off" is for measuring
    #[arg(
        long,
        env = "TUTTI_PAGE_CACHE",
        value_name = "ON|OFF",
        default_value = "on",
        hide_possible_values = true
    )]
    pub page_cache: Switch,

    /// Port of `cargo leptos watch`, whose rebuilds then reload open pages
    #[arg(long, env = "TUTTI_LIVE_RELOAD", value_name = "PORT", hide = true)]
    pub live_reload: Option<u16>,
}

/// Yes or no, written so that it reads well in a file of variables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Switch {
    On,
    Off,
}

impl Switch {
    /// Whether it is on.
    pub fn is_on(self) -> bool {
        self == Self::On
    }
}

/// What is told, and how.
#[derive(Args, Clone, Debug)]
#[command(next_help_heading = "Log")]
pub struct Log {
    /// What to log: a level, or levels by module (info,tutti=debug)
    #[arg(long = "log", env = "TUTTI_LOG", value_name = "FILTER", default_value = "info", value_parser = filter, global = true)]
    pub filter: String,

    /// For people, or one JSON object a line for machines; "auto" is for people exactly on a terminal
    #[arg(
        long = "log-format",
        env = "TUTTI_LOG_FORMAT",
        value_name = "FORMAT",
        default_value = "auto",
        global = true
    )]
    pub format: LogFormat,
}

/// The shape of a line of the log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    Auto,
    Human,
    Json,
}

fn filter(text: &str) -> Result<String, String> {
    match EnvFilter::builder().parse(text) {
        Ok(_) => Ok(text.to_owned()),
        Err(error) => Err(format!("{error}; write it like info or info,tutti=debug")),
    }
}

fn web_address(text: &str) -> Result<String, String> {
    let url = Url::parse(text).map_err(|error| error.to_string())?;
    match url.scheme() {
        "http" | "https" => Ok(url.into()),
        other => Err(format!("{other}: is neither http: nor https:")),
    }
}

/// The zone's name as its database writes it.
fn time_zone(name: &str) -> Result<String, String> {
    let zone = time_zone::named(name).map(|(name, _)| name);
    zone.ok_or_else(|| "there is no such zone; write it like Europe/Lisbon".to_owned())
}
