//! The command line of `tutti`: what it can do, and the configuration for it.

use std::error::Error;
use std::ffi::OsString;
use std::io::{IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ArgGroup, Args, Parser, Subcommand};
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::config::{Backups, Database, Http, Listen, Log, Reached, Site};
use super::demo::{LogIn, Seeded};
use super::users::{self, User};
use super::{backup, check, database, demo, disk, health, logging, run, seed};
use crate::app::Clock;
use crate::db::migrate::{self, Status};

/// Tutti brings musicians together: jams, rehearsals, gigs, and the people to play them with.
#[derive(Parser, Debug)]
#[command(name = "tutti", version, propagate_version = true, max_term_width = 100)]
struct Cli {
    #[command(subcommand)]
    command: Command,
    #[command(flatten)]
    database: Database,
    #[command(flatten)]
    log: Log,
}

#[derive(Subcommand, Debug)]
enum Command {
    /// Serve the site until SIGTERM or Ctrl-C
    Serve(Serve),
    /// Change the tables of the database, or see how they stand
    #[command(subcommand)]
    Migrate(Migrate),
    /// Fill an empty database, and print a log-in
    Seed(Seed),
    /// Write all that must last into one file, beside a server that serves (SQLite)
    Backup {
        /// A file that is not there yet
        file: PathBuf,
    },
    /// Put a backup into the data folder of a server that is stopped (SQLite)
    Restore {
        /// What `tutti backup` wrote
        file: PathBuf,
        /// Also where there is a database: it is kept beside, under another name
        #[arg(long)]
        force: bool,
    },
    /// Look at the configuration and the machine as `serve` would meet them, and say what to mend
    Check(Serve),
    /// Ask the server of this machine whether it can serve
    Health(Listen),
    /// Make accounts, say what they may do, give them passwords, list them
    #[command(subcommand)]
    User(User),
}

/// What to fill the database with.
#[derive(Args, Clone, Debug)]
#[command(group(ArgGroup::new("what").required(true).multiple(true).args(["demo", "events", "users"])))]
struct Seed {
    /// With sixty demo musicians and what they do, for trying things out on this machine
    #[arg(long, conflicts_with_all = ["events", "users", "seed", "start"])]
    demo: bool,
    /// With so many made-up events and what belongs to them, for measuring
    #[arg(long, value_name = "N")]
    events: Option<u32>,
    /// With so many made-up musicians [default: one for ten events, at least one]
    #[arg(long, value_name = "N")]
    users: Option<u32>,
    /// What is made up: the same number makes the same
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,
    /// The day that stands for today: the programme begins a month before it and ends a year after it [default: today]
    #[arg(long, value_name = "YYYY-MM-DD", value_parser = day)]
    start: Option<Date>,
    #[command(flatten)]
    reached: Reached,
}

/// A day as it is typed.
fn day(typed: &str) -> Result<Date, String> {
    let day = Date::strptime("%Y-%m-%d", typed).ok();
    let day = day.filter(|day| (2000..=2100).contains(&day.year()) && day.to_string() == typed);
    day.ok_or_else(|| "a day is written as 2027-03-21, in the years 2000 to 2100".to_owned())
}

/// Everything that serving needs, beside the database and the log.
#[derive(Args, Clone, Debug)]
pub struct Serve {
    /// Fail when the tables are not up to date, instead of bringing them there
    #[arg(long, env = "TUTTI_NO_MIGRATE", value_parser = clap::builder::BoolishValueParser::new())]
    pub no_migrate: bool,
    #[command(flatten)]
    pub site: Site,
    #[command(flatten)]
    pub http: Http,
    #[command(flatten)]
    pub backups: Backups,
}

#[derive(Subcommand, Debug)]
enum Migrate {
    /// Apply what is pending (serving does so by itself)
    Up,
    /// Revert the last migrations, and lose what their tables and columns hold
    Down {
        /// How many
        #[arg(default_value_t = 1, value_parser = clap::value_parser!(u16).range(1..))]
        count: u16,
    },
    /// List every migration and whether it is applied
    Status,
    /// Empty the database: revert everything and apply it again
    Reset {
        /// Do not ask
        #[arg(long)]
        yes: bool,
    },
    /// In a source tree, make the files of a new migration
    Create {
        /// In a few words of a-z, 0-9 and _
        name: String,
    },
}

/// Does what this command line says. Every failure is told in one sentence on standard error.
pub fn main(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let cli = match Cli::try_parse_from(arguments) {
        Ok(cli) => cli,
        Err(error) => {
            // help and version come this way too; where they cannot be written to, nobody reads them
            let _ = error.print();
            return ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2));
        }
    };
    logging::start(&cli.log);
    match dispatch(cli) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("tutti: {error}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(cli: Cli) -> Result<(), Box<dyn Error>> {
    match cli.command {
        Command::Serve(serve) => run::run(&cli.database, &serve),
        Command::Migrate(command) => run::runtime()?.block_on(migrate(&cli.database, command)),
        Command::User(command) => run::runtime()?.block_on(users::run(&cli.database, command)),
        Command::Backup { file } => run::runtime()?.block_on(back_up(&cli.database, &file)),
        Command::Restore { file, force } => run::runtime()?.block_on(restore(&cli.database, &file, force)),
        Command::Check(serve) => run::runtime()?.block_on(check::check(&cli.database, &serve)),
        Command::Health(listen) => Ok(run::runtime()?.block_on(health::ask(listen.listen))?),
        Command::Seed(seed) if seed.demo => run::runtime()?.block_on(seed_demo(&cli.database, &seed)),
        Command::Seed(seed) => run::runtime()?.block_on(seed_many(&cli.database, &seed)),
    }
}

async fn back_up(config: &Database, file: &Path) -> Result<(), Box<dyn Error>> {
    let size = backup::write(config, file).await?;
    println!("{} ({})", file.display(), disk::shown(size));
    Ok(())
}

async fn restore(config: &Database, file: &Path, force: bool) -> Result<(), Box<dyn Error>> {
    if let Some(before) = backup::restore(config, file, force).await? {
        println!("the database that was there is now {}", before.display());
    }
    Ok(())
}

async fn seed_demo(config: &Database, seed: &Seed) -> Result<(), Box<dyn Error>> {
    demo::admit(&seed.reached.public_url)?;
    let open = database::open(config, "seed").await?;
    migrate::up(&open.db).await?;
    let file = config.data_dir.join("demo-login");
    let kept = LogIn::read(&file);
    let (log_in, told) = match demo::seed(&open.db, &seed.reached.public_url, kept, &Clock::system()).await? {
        Seeded::Before(log_in) => (log_in, "is there already: nothing was written"),
        Seeded::Now(log_in) => (log_in, "was written"),
        Seeded::Reopened(log_in) => (
            log_in,
            "is there already, and its log-in was lost: it has a new password",
        ),
    };
    open.db.close().await;
    if LogIn::read(&file).as_ref() != Some(&log_in) {
        let shown = file.display();
        log_in
            .keep(&file)
            .map_err(|error| format!("the log-in {log_in} could not be kept in {shown}: {error}"))?;
    }
    eprintln!("tutti: the demo data {told}");
    println!("{log_in}");
    Ok(())
}

async fn seed_many(config: &Database, asked: &Seed) -> Result<(), Box<dyn Error>> {
    let site = &asked.reached.public_url;
    demo::admit(site)?;
    let today = || TimeZone::UTC.to_datetime(Clock::system().now().timestamp()).date();
    let start = asked.start.unwrap_or_else(today);
    let plan = seed::Plan::new(asked.events.unwrap_or_default(), asked.users, asked.seed, start)?;
    let open = database::open(config, "seed").await?;
    migrate::up(&open.db).await?;
    let filled = seed::seed(&open.db, site, plan).await;
    open.db.close().await;
    let filled = filled?;
    eprintln!("tutti: {}", filled.told);
    println!("{}", filled.log_in);
    Ok(())
}

async fn migrate(config: &Database, command: Migrate) -> Result<(), Box<dyn Error>> {
    let changed = match command {
        Migrate::Create { name } => {
            let files = migrate::create(Path::new("migrations"), &name)
                .map_err(|error| format!("cannot make a migration in ./migrations: {error}"))?;
            files.iter().for_each(|file| println!("{}", file.display()));
            return Ok(());
        }
        Migrate::Status => {
            let db = database::open_to_read(config).await?;
            migrate::status(&db)
                .await?
                .iter()
                .for_each(|status| println!("{status}"));
            return Ok(());
        }
        Migrate::Up => migrate::up(&database::open(config, "migrate up").await?.db).await?,
        Migrate::Down { count } => {
            migrate::down(&database::open(config, "migrate down").await?.db, count.into()).await?
        }
        Migrate::Reset { yes } => {
            let open = database::open(config, "migrate reset").await?;
            if !yes
                && !confirmed(&format!(
                    "This deletes everything in {}.",
                    database::shown(&config.url())
                ))?
            {
                return Err("nothing was changed".into());
            }
            migrate::reset(&open.db).await?
        }
    };
    report(&changed);
    Ok(())
}

fn report(changed: &[Status]) {
    if changed.is_empty() {
        println!("nothing to do");
    }
    for status in changed {
        println!("{:04} {}", status.version, status.name);
    }
}

/// Asks on a terminal; elsewhere nobody could answer.
fn confirmed(warning: &str) -> Result<bool, Box<dyn Error>> {
    if !std::io::stdin().is_terminal() {
        return Err(format!("{warning} Run it again with --yes if that is what you want").into());
    }
    print!("{warning} Type yes to go on: ");
    std::io::stdout().flush()?;
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer)?;
    Ok(answer.trim().eq_ignore_ascii_case("yes"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    fn parse(arguments: &[&str]) -> Result<Cli, clap::Error> {
        Cli::try_parse_from(["tutti"].iter().chain(arguments))
    }

    fn serve(arguments: &[&str]) -> (Database, Serve) {
        let cli = parse(&[&["serve"], arguments].concat()).unwrap_or_else(|error| panic!("{error}"));
        match cli.command {
            Command::Serve(serve) => (cli.database, serve),
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn every_option_is_a_flag_a_variable_and_a_line_of_help() {
        Cli::command().debug_assert();
        let mut command = Cli::command();
        command.build();
        let serve = command.find_subcommand("serve").unwrap();
        let mut seen = 0;
        for option in serve
            .get_arguments()
            .filter(|option| !["help", "version"].contains(&option.get_id().as_str()))
        {
            let flag = option.get_long().unwrap();
            let variable = format!("TUTTI_{}", flag.to_uppercase().replace('-', "_"));
            let variable = if flag == "database-url" {
                "DATABASE_URL".to_owned()
            } else {
                variable
            };
            assert_eq!(
                option.get_env().and_then(|name| name.to_str()),
                Some(variable.as_str()),
                "--{flag}"
            );
            assert!(option.get_help().is_some(), "--{flag}");
            seen += 1;
        }
        assert_eq!(seen, 20);
    }

    #[test]
    fn nothing_needs_to_be_configured() {
        let (database, serve) = serve(&[]);
        assert_eq!(database.url(), "sqlite://./data/tutti.db");
        assert_eq!(serve.http.listen.listen.to_string(), "127.0.0.1:3000");
        assert_eq!(serve.site.reached.public_url.origin(), "http://127.0.0.1:3000");
        assert!(serve.http.rate_limits.is_on() && !serve.no_migrate);
        assert_eq!(serve.site.described().time_zone, "UTC");
    }

    #[test]
    fn options_are_read() {
        let (database, serve) = serve(&[
            "--data-dir=/srv/50% off?",
            "--synchronous=normal",
            "--database-connections=3",
            "--trusted-proxy=10.0.0.0/8,::1",
            "--rate-limits=off",
            "--time-zone=europe/lisbon",
            "--source-url=https://code.example/tutti",
            "--public-url=https://tutti.example",
        ]);
        assert_eq!(database.url(), "sqlite:///srv/50%25%20off%3F/tutti.db");
        assert_eq!(database.options().durability, crate::db::Durability::Normal);
        assert_eq!((database.options().readers, database.options().connections), (3, 3));
        assert!(!serve.http.rate_limits.is_on());
        let site = serve.site.described();
        assert_eq!(site.time_zone, "Europe/Lisbon");
        assert_eq!(site.source_url.as_deref(), Some("https://code.example/tutti"));
        assert!(site.public_url.is_https());
    }

    #[test]
    fn mistakes_are_told_at_once_and_by_name() {
        for (wrong, words) in [
            ("--public-url=https://tutti.example/music", "https://tutti.example"),
            ("--trusted-proxy=example.org", "neither an address nor a network"),
            ("--time-zone=Mars/Olympus", "no such zone"),
            ("--listen=3000", "--listen"),
            ("--source-url=javascript:alert(1)", "neither http: nor https:"),
            ("--rate-limits=maybe", "--rate-limits"),
            ("--synchronous=off", "full, normal"),
            ("--max-connections=0", "--max-connections"),
            ("--log=info,tutti=loud", "info,tutti=debug"),
            ("--log-format=xml", "json"),
        ] {
            let error = parse(&["serve", wrong]).unwrap_err().to_string();
            let flag = wrong.split('=').next().unwrap();
            assert!(error.contains(words) && error.contains(flag), "{wrong}: {error}");
        }
        for unused in [
            "--time-zone=UTC",
            "--source-url=https://code.example",
            "--listen=[::1]:1",
        ] {
            assert!(parse(&["seed", "--demo", unused]).is_err(), "{unused}");
        }
        assert!(parse(&[]).is_err() && parse(&["migrate"]).is_err() && parse(&["dance"]).is_err());
        assert!(parse(&["user"]).is_err() && parse(&["user", "promote", "ada", "queen"]).is_err());
    }
}
