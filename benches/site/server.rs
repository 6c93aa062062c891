//! The release as a process: on a core of its own, with what it used of processor and memory.

use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::thread;
use std::time::{Duration, Instant};

use super::Fallible;

/// Where the server runs. `scripts/bench.sh` puts this program on another one.
const CORE: &str = "0";
/// The unit of processor time in /proc, on every Linux.
const TICKS_PER_SECOND: f64 = 100.0;
/// Under callgrind everything takes fifty times as long.
const PATIENCE: Duration = Duration::from_secs(180);

/// What a server tells of, beside that it serves.
#[derive(Clone, Copy)]
pub enum Log {
    Nothing,
    /// A line for each answer, as it does where nobody says otherwise.
    Answers,
    /// And one for each statement, to be counted.
    Statements,
}

/// How a server is to run.
pub struct Setup<'a> {
    pub program: &'a Path,
    pub database_url: &'a str,
    /// A folder that it may write to.
    pub data: &'a Path,
    pub page_cache: bool,
    pub log: Log,
    /// The beginning of the names of callgrind's files, where instructions are counted.
    pub callgrind: Option<PathBuf>,
}

/// A server that serves.
pub struct Server {
    process: Process,
    pub address: String,
    statements: Arc<AtomicU64>,
}

impl Server {
    /// Done when it serves.
    pub fn start(setup: &Setup) -> Fallible<Self> {
        let mut wrapped = Vec::new();
        if let Some(files) = &setup.callgrind {
            wrapped.extend(["valgrind", "--quiet", "--tool=callgrind", "--instr-atstart=no"].map(str::to_owned));
            wrapped.push(format!("--callgrind-out-file={}", files.display()));
        }
        wrapped.push(setup.program.display().to_string());
        let mut command = pinned(&wrapped);
        command.args([
            "serve",
            "--listen=127.0.0.1:0",
            "--rate-limits=off",
            "--backups=0",
            "--log-format=json",
        ]);
        command.arg(format!("--page-cache={}", if setup.page_cache { "on" } else { "off" }));
        command.arg(match setup.log {
            Log::Nothing => "--log=warn,tutti::server::run=info",
            Log::Answers => "--log=info",
            Log::Statements => "--log=info,sqlx::query=debug",
        });
        // Whatever else the environment configures is not what is measured.
        command
            .env_clear()
            .envs(std::env::var_os("PATH").map(|path| ("PATH", path)));
        command
            .env("DATABASE_URL", setup.database_url)
            .env("TUTTI_DATA_DIR", setup.data);
        let mut process = Process(command.stdin(Stdio::null()).stderr(Stdio::piped()).spawn()?);
        let log = process.0.stderr.take().ok_or("a process without a log")?;
        let (address, statements) = (listen_address(log), Arc::new(AtomicU64::new(0)));
        let (address, rest) = address?;
        let counted = statements.clone();
        // Read all the time: a server that can't write its log stands still.
        thread::spawn(move || {
            for line in rest.lines().map_while(Result::ok) {
                if line.contains(r#""target":"sqlx::query""#) && !line.contains(r#""summary":"PRAGMA"#) {
                    counted.fetch_add(1, Ordering::Relaxed);
                }
            }
        });
        Ok(Self {
            process,
            address,
            statements,
        })
    }

    /// How many statements it has told of.
    pub fn statements(&self) -> u64 {
        // The last ones are on their way through the log.
        thread::sleep(Duration::from_millis(100));
        self.statements.load(Ordering::Relaxed)
    }

    /// What it used so far.
    pub fn process(&self) -> &Process {
        &self.process
    }

    /// Tells it to stop, and waits until it has.
    pub fn stop(mut self) -> Fallible<()> {
        let told = Command::new("kill")
            .args(["-TERM", &self.process.id().to_string()])
            .status()?;
        let asked = Instant::now();
        while told.success() && asked.elapsed() < PATIENCE {
            if self.process.0.try_wait()?.is_some() {
                return Ok(());
            }
            thread::sleep(Duration::from_millis(10));
        }
        Err("the server does not stop".into())
    }
}

/// Reads the log until the server says where it listens.
fn listen_address<R: std::io::Read>(log: R) -> Fallible<(String, BufReader<R>)> {
    let mut log = BufReader::new(log);
    let mut told = String::new();
    loop {
        let mut line = String::new();
        if log.read_line(&mut line)? == 0 {
            return Err(format!("the server ended before it served: {told}").into());
        }
        let fields = serde_json::from_str::<serde_json::Value>(&line).unwrap_or_default();
        if fields["message"] == "serving" {
            let address = fields["listen"]
                .as_str()
                .ok_or("the server does not say where it listens")?;
            return Ok((address.to_owned(), log));
        }
        told.push_str(&line);
    }
}

/// A command on the server's core, where there is more than one.
pub fn pinned(words: &[String]) -> Command {
    let pins = cores() > 1;
    let mut command = Command::new(if pins { "taskset" } else { &words[0] });
    if pins {
        command.args(["-c", CORE]).args(words);
    } else {
        command.args(&words[1..]);
    }
    command
}

/// How many the machine has, whichever this process may use.
pub fn cores() -> usize {
    let text = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    text.lines().filter(|line| line.starts_with("processor")).count().max(1)
}

/// A process, ended with its owner.
pub struct Process(pub Child);

impl Process {
    pub fn id(&self) -> u32 {
        self.0.id()
    }

    /// Seconds of processor time, its own and the system's for it.
    pub fn cpu(&self) -> Fallible<f64> {
        cpu_of(&self.id().to_string())
    }

    /// Waits until it does nothing: acts go on when whoever asked for them has gone.
    pub fn settle(&self) -> Fallible<()> {
        const STILL: Duration = Duration::from_millis(200);
        let (asked, mut before) = (Instant::now(), self.cpu()?);
        while asked.elapsed() < PATIENCE {
            thread::sleep(STILL);
            let now = self.cpu()?;
            if now - before < 2.0 / TICKS_PER_SECOND {
                return Ok(());
            }
            before = now;
        }
        Err("the server does not come to rest".into())
    }

    /// Memory that is in use, in KiB: all of it, and what is not a part of some file.
    pub fn memory(&self) -> Fallible<Memory> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id()))?;
        let of = |name: &str| {
            let line = status.lines().find_map(|line| line.strip_prefix(name));
            let number = line.and_then(|line| line.trim().trim_end_matches(" kB").parse().ok());
            number.ok_or_else(|| format!("/proc does not tell {name}"))
        };
        Ok(Memory {
            resident: of("VmRSS:")?,
            own: of("RssAnon:")?,
        })
    }

    /// How often it has read from a file.
    pub fn reads(&self) -> Fallible<u64> {
        let told = std::fs::read_to_string(format!("/proc/{}/io", self.id()))?;
        let reads = told.lines().find_map(|line| line.strip_prefix("syscr: ")?.parse().ok());
        reads.ok_or_else(|| "/proc does not tell how often a process reads".into())
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// In KiB.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    pub resident: u64,
    pub own: u64,
}

/// Seconds of processor time of a process (`self` is this one).
pub fn cpu_of(process: &str) -> Fallible<f64> {
    let told = std::fs::read_to_string(format!("/proc/{process}/stat"))?;
    // The name, in parentheses, may hold anything.
    let (_, fields) = told.rsplit_once(')').ok_or("/proc tells nothing of a process")?;
    let ticks: Vec<f64> = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .map(str::parse)
        .collect::<Result<_, _>>()?;
    Ok(ticks.iter().sum::<f64>() / TICKS_PER_SECOND)
}
