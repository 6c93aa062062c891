//! `tutti check`: what `serve` would meet with this configuration on this machine, and what to do about it.
//!
//! A *fault* keeps the site from being safe or from running; whoever watches over servers sees it by the exit code. *Advice*
//! is what most sites want otherwise. Nothing is changed, and a server that runs is not disturbed.

use std::error::Error;
use std::io;
use std::path::Path;

use super::backup;
use super::cli::Serve;
use super::config::Database;
use super::database;
use super::disk::{self, Room};
use crate::app::Site;
use crate::db;
use crate::db::migrate::{self, State};

/// What should be free for the database to grow, in bytes.
const LEAST: u64 = 256 * 1024 * 1024;

/// What was found of one thing.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Finding {
    Good(String),
    /// Could be better.
    Advice(String),
    /// Has to be mended.
    Fault(String),
}

use Finding::{Advice, Fault, Good};

/// Prints every finding.
///
/// # Errors
/// Where one of them is a fault.
pub async fn check(database: &Database, config: &Serve) -> Result<(), Box<dyn Error>> {
    let site = config.site.described();
    let mut findings = address(&site, config);
    findings.push(limits(&site, config.http.rate_limits.is_on()));
    findings.extend(licence(&site));
    findings.extend(files(database, config));
    findings.extend(tables(database, config.no_migrate).await);
    let mut faults = 0;
    for finding in &findings {
        let (word, text) = match finding {
            Good(text) => ("good  ", text),
            Advice(text) => ("advice", text),
            Fault(text) => {
                faults += 1;
                ("FAULT ", text)
            }
        };
        println!("{word}  {text}");
    }
    match faults {
        0 => Ok(()),
        1 => Err("one fault is to be mended".into()),
        several => Err(format!("{several} faults are to be mended").into()),
    }
}

/// How people come, and what becomes of their cookies and passwords on the way.
fn address(site: &Site, config: &Serve) -> Vec<Finding> {
    let (url, listen) = (&site.public_url, config.http.listen.listen);
    if url.is_loopback() {
        return vec![if listen.ip().is_loopback() {
            Good(format!("{url} is reached from this machine alone"))
        } else {
            Fault(format!(
                "it listens on {listen} for others, whose forms are refused: say by --public-url under which address they come"
            ))
        }];
    }
    if !url.is_https() {
        return vec![Fault(format!(
            "passwords and cookies travel to {url} unprotected: put a TLS proxy in front, and its https: address into --public-url"
        ))];
    }
    let mut findings = vec![Good(format!("{url}: cookies are Secure and bound to this host"))];
    if config.http.trusted_proxies.is_empty() {
        findings.push(Advice(
            "nobody's X-Forwarded-For is believed: everybody behind the TLS proxy shares one limit. Name the proxy by \
             --trusted-proxy"
                .to_owned(),
        ));
    }
    if !listen.ip().is_loopback() {
        findings.push(Advice(format!(
            "it listens on {listen} without TLS: let no one but the proxy reach this port"
        )));
    }
    findings
}

fn limits(site: &Site, on: bool) -> Finding {
    match (on, site.public_url.is_loopback()) {
        (true, _) => Good("sign-ups, log-ins, messages and events are limited".to_owned()),
        (false, true) => Advice("limits are off: for tests and benchmarks only".to_owned()),
        (false, false) => Fault(
            "limits are off on a public site: passwords can be guessed at any speed. Leave out --rate-limits"
                .to_owned(),
        ),
    }
}

fn licence(site: &Site) -> Option<Finding> {
    (site.source_url.is_none() && !site.public_url.is_loopback()).then(|| {
        Advice(
            "say by --source-url where the source of this version is: its licence (AGPL, section 13) asks for it"
                .to_owned(),
        )
    })
}

/// The data folder: whose it is, and how much room there is.
fn files(database: &Database, config: &Serve) -> Vec<Finding> {
    let folder = &database.data_dir;
    let mut findings = Vec::new();
    if !folder.exists() {
        findings.push(Good(format!(
            "the data folder {} is made at the first start",
            folder.display()
        )));
        return findings;
    }
    let file = db::file_of(&database.url());
    let private = [Some(folder.clone()), file.clone(), Some(folder.join("secret.key"))];
    let open: Vec<_> = private
        .into_iter()
        .flatten()
        .filter(|path| is_open_to_others(path))
        .collect();
    for path in &open {
        findings.push(Fault(format!(
            "other users of this machine may read {}: chmod go-rwx it",
            path.display()
        )));
    }
    if open.is_empty() {
        findings.push(Good(format!("{} is read by its owner alone", folder.display())));
    }
    let Some(file) = file else { return findings };
    findings.push(room(
        folder,
        Room::in_folder(folder, LEAST),
        "soon nothing can be saved",
    ));
    if config.backups.keep == 0 {
        findings.push(Advice("no daily backup is made: --backups is 0".to_owned()));
        return findings;
    }
    let backups = config.backups.folder(database);
    let there = backups.ancestors().find(|folder| folder.exists()).unwrap_or(folder);
    findings.push(room(&backups, backup::room(&file, there), "no backup is made"));
    findings
}

/// Whether there is enough room in this folder, and what becomes of it if not.
fn room(folder: &Path, room: io::Result<Room>, otherwise: &str) -> Finding {
    let shown = folder.display();
    match room {
        Ok(room) if room.is_enough() => Good(format!("{} are free for {shown}", disk::shown(room.free))),
        Ok(room) => Fault(format!(
            "only {} are free for {shown}, and {} are wanted: {otherwise}",
            disk::shown(room.free),
            disk::shown(room.needed)
        )),
        Err(error) => Fault(format!("{shown} cannot be used: {error}")),
    }
}

#[cfg(unix)]
fn is_open_to_others(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    std::fs::metadata(path).is_ok_and(|file| file.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
fn is_open_to_others(_: &Path) -> bool {
    false
}

/// Whether the database answers, and its tables are this version's.
async fn tables(database: &Database, no_migrate: bool) -> Vec<Finding> {
    let url = database.url();
    let shown = database::shown(&url);
    if db::file_of(&url).is_some_and(|file| !file.exists()) {
        return vec![Good(format!("the database {shown} is made at the first start"))];
    }
    let db = match database::open_to_read(database).await {
        Ok(db) => db,
        Err(error) => return vec![Fault(error)],
    };
    let status = migrate::status(&db).await;
    db.close().await;
    let status = match status {
        Ok(status) => status,
        Err(error) => return vec![Fault(error.to_string())],
    };
    let mut findings = vec![Good(format!("the database {shown} answers"))];
    let pending = status.iter().filter(|one| one.state == State::Pending).count();
    if pending > 0 && no_migrate {
        findings.push(Fault(format!(
            "{pending} migrations are not applied, and with --no-migrate `tutti serve` does not start: `tutti migrate up`"
        )));
    } else if pending > 0 {
        findings.push(Advice(format!(
            "{pending} migrations are not applied: the next start of `tutti serve` does it, or `tutti migrate up` before"
        )));
    }
    let odd = status
        .iter()
        .filter(|one| !matches!(one.state, State::Applied | State::Pending));
    findings.extend(odd.map(|one| {
        Fault(format!(
            "migration {one}: this is not the version that the database is for"
        ))
    }));
    findings
}
