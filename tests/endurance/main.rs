//! What it takes to lose something: the program itself under load, killed, without its database, without a disk, for an hour.
//!
//! Each test prints its figures. They run by name alone, one at a time: `make test-long`, and `make soak` for the hour.

#![cfg(all(feature = "ssr", unix))]

#[path = "../support/mod.rs"]
mod support;

mod backup;
mod book;
mod cluster;
mod connection;
mod crew;
mod disk;
mod kill;
mod outage;
mod soak;

use std::fmt::Display;
use std::time::Duration;

/// What a test has measured, for whoever reads the log: `scripts/test.sh` looks for these lines.
fn figure(words: impl Display) {
    println!("figure: {words}");
}

/// This machine has not what the test needs. Where everything must be run that is a failure.
fn not_run(test: &str, why: &str) {
    let ci = std::env::var("CI").is_ok_and(|ci| ci == "true");
    assert!(!ci, "{test} must run here: {why}");
    figure(format!("NOT RUN: {test}: {why}"));
}

/// Does a line of the log say that we have made a mistake?
fn is_fault(line: &str) -> bool {
    line.contains("\"level\":\"ERROR\"") && line.contains("\"target\":\"tutti::")
}

/// The middle one, and the greatest.
fn middle_and_greatest(mut times: Vec<Duration>) -> (Duration, Duration) {
    times.sort();
    let middle = times.get(times.len() / 2).copied().unwrap_or_default();
    (middle, times.last().copied().unwrap_or_default())
}
