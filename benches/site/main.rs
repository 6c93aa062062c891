//! `make bench`: what a release of Tutti costs, measured from outside. The server runs on one core and whatever asks it on
//! another; each part below prints a table with the goals beside it and puts it into `docs/performance.md`, which says what
//! the columns mean and how to repeat it.

mod bare;
mod cases;
mod client;
mod counted;
mod databases;
mod figures;
mod growth;
mod load;
mod memory;
mod pages;
mod report;
mod server;
mod storm;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, ValueEnum};

use databases::Databases;
use report::Report;

/// The server's: what it is measured against is to lack nothing that it has.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What went wrong ends the measuring: a figure that is half true is none.
type Fallible<T> = Result<T, Box<dyn std::error::Error + Send + Sync>>;

/// Measures a release of Tutti.
#[derive(Parser, Debug)]
#[command(name = "bench", max_term_width = 100)]
struct Arguments {
    /// What to measure [default: everything]
    parts: Vec<Part>,
    /// The release
    #[arg(long, default_value = "target/tutti", value_name = "FILE")]
    server: PathBuf,
    /// Where filled databases are kept between runs
    #[arg(long, env = "TUTTI_BENCH_DIR", value_name = "FOLDER")]
    folder: PathBuf,
    /// How many events there are while time is measured
    #[arg(long, default_value_t = 100_000, value_name = "NUMBER")]
    events: u32,
    /// How many events there are while work is counted, on SQLite
    #[arg(long, value_delimiter = ',', default_values_t = [1000, 100_000, 1_000_000], value_name = "NUMBERS")]
    sizes: Vec<u32>,
    /// The same on PostgreSQL; it needs TUTTI_TEST_POSTGRES
    #[arg(long, value_delimiter = ',', default_values_t = [1000, 100_000], value_name = "NUMBERS")]
    postgres_sizes: Vec<u32>,
    /// How often each case is measured in time; a table shows medians
    #[arg(long, default_value_t = 7, value_name = "NUMBER")]
    rounds: usize,
    /// How long each time
    #[arg(long, default_value_t = 2, value_name = "NUMBER")]
    seconds: u32,
    /// How many requests the memory is measured after
    #[arg(long, default_value_t = 100_000, value_name = "NUMBER")]
    requests: u64,
    /// With the data of `tutti seed --demo`, whatever sizes are asked for: to try this program, not Tutti
    #[arg(long)]
    demo: bool,
    /// Print the tables, and leave docs/performance.md as it is
    #[arg(long)]
    print: bool,
    /// What cargo tells every bench
    #[arg(long, hide = true)]
    bench: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// CPU, time, statements and bytes of pages and acts, beside a bare handler
    Pages,
    /// How much more work a page is with more events
    Growth,
    /// Pages during ten times as many log-ins as the server can take
    Storm,
    /// Memory from the start to the last of many requests
    Memory,
}

/// Everything is asked from one thread: it has one core.
#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    let outcome = match std::env::args().nth(1).as_deref() {
        // What this program is measured against is itself, as a process of its own.
        Some(bare::HANDLER) => bare::serve().await,
        Some(bare::HASHES) => bare::hash(),
        _ => measure(Arguments::parse()).await,
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("bench: {error}");
            ExitCode::FAILURE
        }
    }
}

async fn measure(arguments: Arguments) -> Fallible<()> {
    let databases = Databases::new(&arguments)?;
    let report = Report::new(&arguments).await?;
    let asked = |part| arguments.parts.is_empty() || arguments.parts.contains(&part);
    if asked(Part::Pages) {
        report.add(pages::measure(&arguments, &databases).await?)?;
    }
    if asked(Part::Growth) {
        report.add(growth::measure(&arguments, &databases).await?)?;
    }
    if asked(Part::Storm) {
        report.add(storm::measure(&arguments, &databases).await?)?;
    }
    if asked(Part::Memory) {
        report.add(memory::measure(&arguments, &databases).await?)?;
    }
    Ok(())
}
