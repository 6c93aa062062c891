//! Tables in Markdown, each with the machine it was measured on, and their place in `docs/performance.md`.

use std::fmt::Write;
use std::process::Command;
use std::{env, fs};

use sqlx::{Connection, PgConnection, SqliteConnection};
use tutti::app::Clock;

use super::figures::times;
use super::{Arguments, Fallible, server};

const DOCUMENT: &str = "docs/performance.md";

/// What a goal came to.
pub struct Goal {
    pub what: String,
    pub limit: String,
    pub found: String,
    pub met: bool,
}

impl Goal {
    /// So many times something else, at the most.
    pub fn at_most_times(what: impl Into<String>, limit: f64, found: f64) -> Self {
        Self {
            what: what.into(),
            limit: format!("≤ {limit} ×"),
            found: times(found),
            met: found <= limit,
        }
    }
}

/// A table: what is said before it, its heads, those of figures with a colon behind, and its rows.
pub struct Table {
    pub about: Vec<String>,
    pub heads: Vec<&'static str>,
    pub rows: Vec<Vec<String>>,
}

impl Table {
    /// One that needs no words of its own.
    pub fn plain(heads: Vec<&'static str>, rows: Vec<Vec<String>>) -> Self {
        let about = Vec::new();
        Self { about, heads, rows }
    }

    fn markdown(&self) -> String {
        let line = |cells: Vec<&str>| format!("| {} |\n", cells.join(" | "));
        let heads = self.heads.iter().map(|head| head.trim_end_matches(':'));
        let rules = self
            .heads
            .iter()
            .map(|head| if head.ends_with(':') { "--:" } else { "---" });
        let mut text = line(heads.collect()) + &format!("|{}|\n", rules.collect::<Vec<_>>().join("|"));
        for row in &self.rows {
            text += &line(row.iter().map(String::as_str).collect());
        }
        text
    }
}

/// What one part found.
pub struct Section {
    /// As the markers in the document name it.
    pub name: &'static str,
    /// What was measured, in a sentence or two.
    pub about: Vec<String>,
    pub tables: Vec<Table>,
    pub goals: Vec<Goal>,
}

/// Prints what was found, and keeps it.
pub struct Report {
    machine: String,
    keeps: bool,
}

impl Report {
    pub async fn new(arguments: &Arguments) -> Fallible<Self> {
        Ok(Self {
            machine: machine().await?,
            keeps: !arguments.print,
        })
    }

    pub fn add(&self, section: Section) -> Fallible<()> {
        let mut text = format!("{}\n\n", self.machine);
        for line in &section.about {
            writeln!(text, "{line}\n")?;
        }
        for table in &section.tables {
            for line in &table.about {
                writeln!(text, "{line}\n")?;
            }
            writeln!(text, "{}", table.markdown())?;
        }
        let rows = section.goals.iter().map(|goal| {
            let met = if goal.met { "met" } else { "**missed**" };
            vec![
                goal.what.clone(),
                goal.limit.clone(),
                goal.found.clone(),
                met.to_owned(),
            ]
        });
        text += &Table::plain(vec!["goal", "limit:", "found:", ""], rows.collect()).markdown();
        println!("\n## {}\n\n{text}", section.name);
        if self.keeps {
            let document = fs::read_to_string(DOCUMENT)?;
            fs::write(DOCUMENT, put(&document, section.name, &text)?)?;
        }
        Ok(())
    }
}

/// The document with this text between the markers of that name.
fn put(document: &str, name: &str, text: &str) -> Fallible<String> {
    let (begin, end) = (format!("<!-- bench: {name} -->\n"), format!("<!-- end: {name} -->"));
    let lost = || format!("{DOCUMENT} lost its markers of {name}");
    let (before, rest) = document.split_once(&begin).ok_or_else(lost)?;
    let (_, after) = rest.split_once(&end).ok_or_else(lost)?;
    Ok(format!("{before}{begin}\n{text}\n{end}{after}"))
}

/// The day, in Greenwich.
pub fn today() -> jiff::civil::Date {
    let now = Clock::system().now().timestamp();
    now.to_zoned(jiff::tz::TimeZone::UTC).date()
}

/// On what, with what, when: in one line.
async fn machine() -> Fallible<String> {
    let cpu = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpu
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown", |it| it.1);
    let memory = fs::read_to_string("/proc/meminfo").unwrap_or_default();
    let memory = memory
        .lines()
        .find_map(|line| line.strip_prefix("MemTotal:")?.trim().strip_suffix(" kB")?.parse().ok());
    let kernel = fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default();
    let mut sqlite = SqliteConnection::connect("sqlite::memory:").await?;
    let sqlite: String = sqlx::query_scalar("SELECT sqlite_version()")
        .fetch_one(&mut sqlite)
        .await?;
    let postgres = match env::var("TUTTI_TEST_POSTGRES") {
        Ok(server) => {
            let mut connection = PgConnection::connect(&server).await?;
            let version: String = sqlx::query_scalar("SHOW server_version")
                .fetch_one(&mut connection)
                .await?;
            format!("PostgreSQL {}", version.split(' ').next().unwrap_or_default())
        }
        Err(_) => "no PostgreSQL".to_owned(),
    };
    let rustc = said("rustc", &["--version"]);
    let rustc = rustc.split(' ').take(2).collect::<Vec<_>>().join(" ");
    let changes = if said("git", &["status", "--porcelain", "--untracked-files=no"]).is_empty() {
        ""
    } else {
        " and changes"
    };
    Ok(format!(
        "{date}, commit {commit}{changes}. {cores} cores of {model}, {memory:.0} GiB, Linux {kernel}; {rustc}, SQLite {sqlite}, \
         {postgres}.",
        date = today(),
        commit = said("git", &["rev-parse", "--short", "HEAD"]),
        cores = server::cores(),
        memory = memory.unwrap_or(0.0) / 1024.0 / 1024.0,
        kernel = kernel.trim(),
    ))
}

/// What a program prints, or nothing where there is none.
fn said(program: &str, arguments: &[&str]) -> String {
    let output = Command::new(program).args(arguments).output();
    output
        .map(|output| String::from_utf8_lossy(&output.stdout).trim().to_owned())
        .unwrap_or_default()
}
