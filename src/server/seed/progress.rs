//! How far it is: a bar on a terminal, elsewhere a line every few seconds.

use indicatif::{HumanCount, ProgressBar, ProgressStyle};
use std::io::IsTerminal;
use std::time::{Duration, Instant};

/// How often a line is written where there is no terminal.
const EVERY: Duration = Duration::from_secs(5);

/// What has been written of all that will be.
pub(super) struct Progress {
    bar: ProgressBar,
    began: Instant,
    told: Instant,
    done: u64,
    total: u64,
    rows: u64,
}

impl Progress {
    /// Of so many people and events.
    pub(super) fn new(total: u64) -> Self {
        let bar = if std::io::stderr().is_terminal() {
            // The template is a constant and parses; without it there is the library's own.
            let style = ProgressStyle::with_template("{wide_bar} {percent}% · {msg} · {eta} to go");
            ProgressBar::new(total).with_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()))
        } else {
            ProgressBar::hidden()
        };
        let now = Instant::now();
        Self {
            bar,
            began: now,
            told: now,
            done: 0,
            total,
            rows: 0,
        }
    }

    /// So many more people or events are written, by so many rows.
    pub(super) fn advance(&mut self, done: u64, rows: u64) {
        self.done += done;
        self.rows += rows;
        self.bar.set_message(self.rate());
        self.bar.set_position(self.done);
        if self.bar.is_hidden() && self.told.elapsed() >= EVERY {
            self.told = Instant::now();
            eprintln!(
                "tutti: {} of {} people and events · {}",
                HumanCount(self.done),
                HumanCount(self.total),
                self.rate()
            );
        }
    }

    /// That is all: what there is now, and how long it took.
    pub(super) fn finish(self) -> String {
        self.bar.finish_and_clear();
        format!("{} in {:.1} s", self.rate(), self.began.elapsed().as_secs_f64())
    }

    fn rate(&self) -> String {
        let seconds = self.began.elapsed().as_secs_f64().max(0.001);
        // Both are far below what a float counts exactly.
        let rate = (self.rows as f64 / seconds) as u64;
        format!("{} rows, {} rows/s", HumanCount(self.rows), HumanCount(rate))
    }
}
