//! `tutti serve`, from its configuration to its last answer.

use std::error::Error;
use std::io;
use std::pin::pin;
use std::time::Duration;

use tokio::net::TcpListener;
use tokio::runtime::Runtime;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::backup::daily;
use super::cli::Serve;
use super::config::Database;
use super::serve::{Bounds, Stopped, serve};
use super::{assets, database, listen, open_files};
use crate::app::{Clock, Limits, Reload, Shared};
use crate::db::Db;
use crate::db::migrate::{self, MigrateError};
use crate::identity::sessions;
use crate::profiles::finding;

/// What the end of it all may take: the answers under way (`Bounds::drain_time`), what runs detached, and the goodbye to
/// the database. Together less than the ten seconds after which most supervisors kill.
const DETACHED: Duration = Duration::from_secs(1);
const GOODBYE: Duration = Duration::from_millis(500);
/// How often sessions that are over are removed.
const SWEEP: Duration = Duration::from_secs(60 * 60);

/// The threads that everything runs on.
pub fn runtime() -> Result<Runtime, String> {
    Runtime::new().map_err(|error| format!("cannot start the threads of the server: {error}"))
}

/// Serves until told to stop.
pub fn run(database: &Database, config: &Serve) -> Result<(), Box<dyn Error>> {
    let runtime = runtime()?;
    let outcome = runtime.block_on(run_until_told(database, config));
    // what hangs now hangs for good: nobody waits for it any more
    runtime.shutdown_timeout(GOODBYE);
    outcome
}

async fn run_until_told(database: &Database, config: &Serve) -> Result<(), Box<dyn Error>> {
    let mut stop = pin!(signal()?);
    let listener = listen::listen(config.http.listen.listen).await?;
    let open = tokio::select! {
        open = database::open(database, "serve") => open?,
        () = &mut stop => return Ok(()),
    };
    let ready = tokio::select! {
        ready = prepare(&open.db, config) => Some(ready?),
        // A migration under way is not kept. The lease of whoever ran it ends within a minute.
        () = &mut stop => None,
    };
    if ready.is_some() {
        serve_until_told(&open.db, listener, database, config, stop).await?;
    }
    if tokio::time::timeout(GOODBYE, open.db.close()).await.is_err() {
        tracing::warn!("the database was still at work");
    }
    tracing::info!("stopped");
    Ok(())
}

/// Brings the database to where this version of Tutti wants it.
async fn prepare(db: &Db, config: &Serve) -> Result<(), Box<dyn Error>> {
    migrate(db, config).await?;
    finding::catch_up(db)
        .await
        .map_err(|error| format!("cannot write what people are found by: {error}").into())
}

async fn migrate(db: &Db, config: &Serve) -> Result<(), MigrateError> {
    if config.no_migrate {
        migrate::check(db).await
    } else {
        migrate::up(db).await.map(drop)
    }
}

async fn serve_until_told(
    db: &Db,
    listener: TcpListener,
    database: &Database,
    config: &Serve,
    stop: impl Future<Output = ()>,
) -> io::Result<()> {
    let site = config.site.described();
    if !site.public_url.is_https() && !site.public_url.is_loopback() {
        tracing::warn!(
            public_url = %site.public_url,
            "passwords and cookies travel unprotected: put a TLS proxy in front and set --public-url to its https: address"
        );
    }
    if site.source_url.is_none() && !site.public_url.is_loopback() {
        tracing::warn!(
            "say by --source-url where the source of this version is: its licence (AGPL, section 13) asks for it"
        );
    }
    let limits = Limits::new(config.http.rate_limits.is_on());
    let mut shared = Shared::new(db.clone(), site, Clock::system(), limits, assets::root());
    shared.kept_pages = shared.kept_pages.filter(|_| config.http.page_cache.is_on());
    shared.loader.reload = config.http.live_reload.map(Reload::new);
    let (clock, daily_clock) = (shared.clock.clone(), shared.clock.clone());
    let over = CancellationToken::new();
    let site = super::site(shared.into(), config.http.trusted_proxies.clone());
    let sweeping = sessions::sweep_every(SWEEP, db.clone(), move || clock.now(), over.clone());
    site.running.spawn(sweeping);
    let daily = daily::make_daily(database.clone(), config.backups.clone(), daily_clock, over.clone());
    site.running.spawn(daily);
    let bounds = Bounds {
        connections: open_files::room_for(config.http.max_connections, &database.options()),
        ..Bounds::default()
    };
    tracing::info!(
        listen = %listener.local_addr()?,
        public_url = %config.site.reached.public_url,
        database = database::shown(&database.url()),
        version = env!("CARGO_PKG_VERSION"),
        "serving"
    );
    let stopped = serve(listener, site.router, bounds, stop).await;
    if let Stopped::CutOff { connections } = stopped {
        tracing::warn!(connections, "cut off answers that took too long");
    }
    over.cancel();
    finish(&site.running).await;
    Ok(())
}

/// Waits for what runs apart from any connection: acts whose clients hung up.
async fn finish(running: &TaskTracker) {
    running.close();
    if tokio::time::timeout(DETACHED, running.wait()).await.is_err() {
        tracing::warn!(tasks = running.len(), "cut off what took too long");
    }
}

/// Done when the process is told to stop. Told again, it stops at once.
fn signal() -> Result<impl Future<Output = ()>, String> {
    let mut told = signals().map_err(|error| format!("cannot listen for signals: {error}"))?;
    Ok(async move {
        told.recv().await;
        tracing::info!("stopping, as soon as everything under way is answered");
        tokio::spawn(async move {
            told.recv().await;
            tracing::warn!("stopping at once");
            std::process::exit(1);
        });
    })
}

/// A message for each SIGTERM or SIGINT.
#[cfg(unix)]
fn signals() -> std::io::Result<tokio::sync::mpsc::Receiver<()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let (tell, told) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move {
        loop {
            tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
            if tell.send(()).await.is_err() {
                break;
            }
        }
    });
    Ok(told)
}

/// A message for each Ctrl-C.
#[cfg(not(unix))]
fn signals() -> std::io::Result<tokio::sync::mpsc::Receiver<()>> {
    let (tell, told) = tokio::sync::mpsc::channel(1);
    tokio::spawn(async move { while tokio::signal::ctrl_c().await.is_ok() && tell.send(()).await.is_ok() {} });
    Ok(told)
}
