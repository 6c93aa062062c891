//! As much as one core can ask for: wrk, with requests of ours.

use std::path::{Path, PathBuf};
use std::process::Command;

use super::Fallible;
use super::client::FORM_HEADERS;

/// Open at once: enough that the server always has something to do.
pub const CONNECTIONS: u32 = 16;

/// A request as it is sent.
pub type Raw = String;

/// A page, as a browser asks for it that takes this encoding.
pub fn get(path: &str, cookie: Option<&str>, encoding: &str) -> Raw {
    let cookie = cookie.map(|cookie| format!("Cookie: {cookie}\r\n")).unwrap_or_default();
    format!("GET {path} HTTP/1.1\r\nHost: bench\r\nAccept: text/html\r\nAccept-Encoding: {encoding}\r\n{cookie}\r\n")
}

/// A form, as a script of ours sends it.
pub fn post(act: &str, body: &str, cookie: Option<&str>) -> Raw {
    let mut head = format!(
        "POST /api/{act} HTTP/1.1\r\nHost: bench\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (name, value) in FORM_HEADERS.into_iter().chain(cookie.map(|cookie| ("cookie", cookie))) {
        head.extend([name, ": ", value, "\r\n"]);
    }
    format!("{head}\r\n{body}")
}

/// How long it goes on.
#[derive(Clone, Copy)]
pub enum Span<'a> {
    /// Again and again.
    Seconds(u32),
    /// Until each was sent once, for these seconds at most; answers that hold the word are counted.
    Once(u32, &'a str),
}

/// What came of it. Times in microseconds.
#[derive(Clone, Copy, Debug)]
pub struct Loaded {
    pub requests: f64,
    pub per_second: f64,
    pub p50: f64,
    pub p99: f64,
    /// Answers with the word.
    pub found: f64,
}

/// Sends requests with wrk.
pub struct Wrk {
    folder: PathBuf,
    script: PathBuf,
}

impl Wrk {
    /// Keeps its files in this folder.
    pub fn new(folder: &Path) -> Fallible<Self> {
        let script = folder.join("load.lua");
        std::fs::write(&script, include_str!("load.lua"))?;
        Ok(Self {
            folder: folder.to_owned(),
            script,
        })
    }

    /// Asks as fast as it is answered.
    pub fn load(&self, address: &str, requests: &[Raw], span: Span) -> Fallible<Loaded> {
        let file = self.folder.join("requests");
        let text: String = requests.iter().flat_map(|request| [request, "\0"]).collect();
        std::fs::write(&file, text)?;
        let (seconds, word) = match span {
            Span::Seconds(seconds) => (seconds, None),
            Span::Once(seconds, word) => (seconds, Some(word)),
        };
        let connections = CONNECTIONS.to_string();
        let mut command = Command::new("wrk");
        command.args([
            "-t1",
            "-c",
            &connections,
            "-d",
            &format!("{seconds}s"),
            "--timeout",
            "30s",
            "-s",
        ]);
        command
            .arg(&self.script)
            .arg(format!("http://{address}/"))
            .arg("--")
            .arg(&file)
            .args(word);
        let output = command.output().map_err(|error| format!("wrk: {error}"))?;
        let printed = String::from_utf8_lossy(&output.stdout);
        let figures = printed.lines().find_map(|line| line.strip_prefix("measured "));
        let wrong = || format!("wrk: {printed}{}", String::from_utf8_lossy(&output.stderr));
        let figures: Vec<f64> = figures
            .ok_or_else(wrong)?
            .split(' ')
            .map(str::parse)
            .collect::<Result<_, _>>()?;
        let [requests, duration, mean, p50, p99, refused, broken, found] = figures[..] else {
            return Err(wrong().into());
        };
        if broken > 0.0 || requests == 0.0 {
            return Err(format!("{broken} of {requests} requests broke off").into());
        }
        // What is refused costs little, and would make the rest look cheap.
        if refused > 0.0 {
            return Err(format!("{refused} of {requests} requests were refused").into());
        }
        // wrk goes on sleeping after the last answer; so many at once take that long each.
        let per_second = match span {
            Span::Seconds(_) => requests * 1e6 / duration,
            Span::Once(..) => f64::from(CONNECTIONS) * 1e6 / mean,
        };
        Ok(Loaded {
            requests,
            per_second,
            p50,
            p99,
            found,
        })
    }
}
