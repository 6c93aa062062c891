//! The binary itself: a folder to run it in, a server that it is, and a client who talks to that over a socket.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Output, Stdio};
use std::thread::JoinHandle;
use std::time::Duration;

/// A data folder that goes with the test.
pub struct Folder(pub PathBuf);

impl Folder {
    pub fn new() -> Self {
        let folder = std::env::temp_dir().join(format!("tutti-test-{}", uuid::Uuid::new_v4().simple()));
        std::fs::create_dir_all(&folder).unwrap();
        Self(folder)
    }

    /// `tutti`, with this folder and nothing else from the environment. `TUTTI_TEST_BINARY` may name another build of it.
    fn tutti(&self, arguments: &[&str]) -> Command {
        let program = std::env::var_os("TUTTI_TEST_BINARY").unwrap_or_else(|| env!("CARGO_BIN_EXE_tutti").into());
        let mut command = Command::new(program);
        nothing_but(&mut command, arguments).env("TUTTI_DATA_DIR", &self.0);
        command
    }

    /// Runs `tutti` to its end.
    pub fn run(&self, arguments: &[&str]) -> Output {
        self.tutti(arguments).output().unwrap()
    }

    /// Runs `tutti` to its end, with this on its standard input.
    pub fn run_with(&self, input: &str, arguments: &[&str]) -> Output {
        let mut command = self.tutti(arguments);
        command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut process = command.spawn().unwrap();
        let mut stdin = process.stdin.take().unwrap();
        // It may have refused before it read.
        let _ = stdin.write_all(input.as_bytes());
        drop(stdin);
        process.wait_with_output().unwrap()
    }
}

/// These arguments, and nothing from the environment but where `make coverage` has the lines counted that are run.
fn nothing_but<'c>(command: &'c mut Command, arguments: &[&str]) -> &'c mut Command {
    let counted = std::env::var_os("LLVM_PROFILE_FILE").map(|file| ("LLVM_PROFILE_FILE", file));
    command.args(arguments).env_clear().envs(counted).stdin(Stdio::null())
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

/// A server on a port of its own, ended with the test however that ends.
pub struct Server {
    process: Child,
    /// Read all the time: a server that can't write its log stands still.
    log: Option<JoinHandle<String>>,
    pub address: String,
}

impl Server {
    /// Done when it serves.
    pub fn start(folder: &Folder, arguments: &[&str]) -> Self {
        Self::start_until(folder, arguments, "serving")
    }

    /// Done when it logs this message. Before it serves it has no address.
    pub fn start_until(folder: &Folder, arguments: &[&str], message: &str) -> Self {
        let command = folder.tutti(&[&["serve", "--listen", "127.0.0.1:0"], arguments].concat());
        Self::until(command, message)
    }

    /// This program, copied into the empty folder it is started in, and told nothing but to take a port that is free.
    pub fn alone(program: &Path, folder: &Folder) -> Self {
        let copy = folder.0.join("tutti");
        std::fs::copy(program, &copy).unwrap();
        let mut command = Command::new(&copy);
        nothing_but(&mut command, &["serve", "--listen", "127.0.0.1:0"]).current_dir(&folder.0);
        Self::until(command, "serving")
    }

    fn until(mut command: Command, message: &str) -> Self {
        let mut process = command.stderr(Stdio::piped()).spawn().unwrap();
        let mut log = BufReader::new(process.stderr.take().unwrap());
        let address = loop {
            let mut line = String::new();
            assert_ne!(
                log.read_line(&mut line).unwrap(),
                0,
                "it ended before it said \"{message}\""
            );
            let line: serde_json::Value = serde_json::from_str(&line).expect("one JSON object a line");
            if line["message"] == message {
                break line["listen"].as_str().unwrap_or_default().to_owned();
            }
        };
        let log = std::thread::spawn(move || {
            let mut text = String::new();
            log.read_to_string(&mut text).unwrap();
            text
        });
        Self {
            process,
            log: Some(log),
            address,
        }
    }

    pub fn id(&self) -> u32 {
        self.process.id()
    }

    /// Sends a signal: `-TERM`.
    pub fn signal(&self, name: &str) {
        let told = Command::new("kill")
            .args([name, &self.process.id().to_string()])
            .status()
            .unwrap();
        assert!(told.success());
    }

    /// The most memory it has taken so far, in KiB.
    #[cfg(target_os = "linux")]
    pub fn peak_memory(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.process.id())).unwrap();
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
        line.trim().trim_end_matches(" kB").parse().unwrap()
    }

    /// Waits for its end: how it ended, and what it logged since it served.
    pub fn ended(mut self) -> (ExitStatus, String) {
        let status = self.process.wait().unwrap();
        let log = self.log.take().expect("taken here alone").join().unwrap();
        (status, log)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// A member's program, with their session.
#[derive(Clone)]
pub struct Client {
    address: String,
    cookie: String,
}

/// What came back.
pub struct Reply {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Reply {
    /// What a header says, by its name in small letters.
    pub fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().skip(1);
        let mut pairs = lines.filter_map(|line| line.split_once(':'));
        pairs
            .find(|(found, _)| found.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.trim())
    }

    /// One word of an act's answer. Fails where there is none.
    pub fn word(&self, name: &str) -> String {
        let answer: serde_json::Value = serde_json::from_str(&self.body).unwrap();
        let word = answer[name].as_str();
        word.unwrap_or_else(|| panic!("no {name} in {}", self.body)).to_owned()
    }
}

impl Client {
    /// Somebody without a session.
    pub fn guest(server: &Server) -> Self {
        Self {
            address: server.address.clone(),
            cookie: String::new(),
        }
    }

    /// Somebody who has just signed up.
    pub fn member(server: &Server, name: &str) -> Self {
        let mut client = Self::guest(server);
        let email = format!("{name}@example.test");
        let fields = [
            ("username", name),
            ("email", &email),
            ("password", super::site::PASSWORD),
        ];
        let reply = client.post("accounts/signup", &fields).unwrap();
        assert_eq!(reply.status, 200, "{name} can't sign up: {}", reply.body);
        client.cookie = session(&reply).expect("a session");
        client
    }

    /// The owner of an account, who logs in.
    pub fn owner(server: &Server, login: &str, password: &str) -> Option<Self> {
        let mut client = Self::guest(server);
        let reply = client
            .post("accounts/login", &[("login", login), ("password", password)])
            .unwrap();
        client.cookie = session(&reply)?;
        Some(client)
    }

    /// The same session, at another server of the same site.
    pub fn at(&self, server: &Server) -> Self {
        Self {
            address: server.address.clone(),
            ..self.clone()
        }
    }

    /// The session, as the header `Cookie` says it; empty without one.
    pub fn cookie(&self) -> &str {
        &self.cookie
    }

    pub fn get(&self, path: &str) -> std::io::Result<Reply> {
        self.send(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    /// A page in this language.
    pub fn get_in(&self, path: &str, language: &str) -> std::io::Result<Reply> {
        self.send(&format!("GET {path} HTTP/1.1\r\nAccept-Language: {language}\r\n"), "")
    }

    /// Calls an act as a program does.
    pub fn post(&self, act: &str, fields: &[(&str, &str)]) -> std::io::Result<Reply> {
        let (head, body) = form(act, fields, "application/json");
        self.send(&head, &body)
    }

    /// Posts an event of next year, with so many places; as many as come where that is empty.
    pub fn post_event(&self, title: &str, capacity: &str) -> std::io::Result<Reply> {
        let fields = [
            ("title", title),
            ("kind", "jam"),
            ("town", "Lisboa"),
            ("starts_at", &next_year(6)),
            ("time_zone", "Europe/Lisbon"),
            ("capacity", capacity),
        ];
        self.post("events/create", &fields)
    }

    /// Sends a form as a browser without a script does.
    pub fn submit(&self, act: &str, fields: &[(&str, &str)]) -> std::io::Result<Reply> {
        let (head, body) = form(act, fields, "text/html");
        self.send(&head, &body)
    }

    /// Calls an act, and is gone before the answer.
    pub fn post_and_hang_up(&self, act: &str, fields: &[(&str, &str)]) -> std::io::Result<()> {
        let (head, body) = form(act, fields, "application/json");
        self.ask(&head, &body).map(drop)
    }

    fn ask(&self, head: &str, body: &str) -> std::io::Result<TcpStream> {
        let mut stream = TcpStream::connect(&self.address)?;
        stream.set_read_timeout(Some(Duration::from_secs(20)))?;
        let cookie = if self.cookie.is_empty() {
            String::new()
        } else {
            format!("Cookie: {}\r\n", self.cookie)
        };
        write!(stream, "{head}Host: x\r\n{cookie}Connection: close\r\n\r\n{body}")?;
        Ok(stream)
    }

    /// A file, and the head that came with it.
    pub fn file(&self, path: &str) -> std::io::Result<(String, Vec<u8>)> {
        self.exchange(&format!("GET {path} HTTP/1.1\r\n"), "")
    }

    fn send(&self, head: &str, body: &str) -> std::io::Result<Reply> {
        let (head, body) = self.exchange(head, body)?;
        let status = head.get(9..12).and_then(|code| code.parse().ok()).ok_or_else(broken)?;
        let body = String::from_utf8(body).map_err(std::io::Error::other)?;
        Ok(Reply { status, head, body })
    }

    /// The head and the body of an answer. One that breaks off is an error, as is none.
    fn exchange(&self, head: &str, body: &str) -> std::io::Result<(String, Vec<u8>)> {
        let mut stream = self.ask(head, body)?;
        let mut answer = Vec::new();
        stream.read_to_end(&mut answer)?;
        let end = answer
            .windows(4)
            .position(|bytes| bytes == b"\r\n\r\n")
            .ok_or_else(broken)?;
        let body = answer.split_off(end + 4);
        answer.truncate(end);
        let head = String::from_utf8(answer).map_err(std::io::Error::other)?;
        let length = head.to_ascii_lowercase();
        let length = length
            .split_once("\r\ncontent-length: ")
            .and_then(|(_, rest)| rest.lines().next()?.parse::<usize>().ok());
        if length.is_some_and(|length| length != body.len()) {
            return Err(broken());
        }
        Ok((head, body))
    }
}

/// An evening in the middle of this month, next year, as a form says it.
pub fn next_year(month: usize) -> String {
    let now = tutti::app::Clock::system().now().timestamp();
    let year = now.to_zoned(jiff::tz::TimeZone::UTC).year() + 1;
    format!("{year}-{month:02}-15T20:00")
}

fn broken() -> std::io::Error {
    std::io::ErrorKind::UnexpectedEof.into()
}

/// The cookie of a session that was begun.
fn session(reply: &Reply) -> Option<String> {
    let set = |line: &str| line.strip_prefix("set-cookie: session=").map(str::to_owned);
    let cookie = reply.head.lines().find_map(set)?;
    Some(format!("session={}", cookie.split(';').next().unwrap_or_default()))
}

/// The head and the body of a call by whoever reads this.
pub fn form(act: &str, fields: &[(&str, &str)], reads: &str) -> (String, String) {
    let body = super::site::urlencoded(fields);
    let head = format!(
        "POST /api/{act} HTTP/1.1\r\nAccept: {reads}\r\nSec-Fetch-Site: same-origin\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n",
        body.len()
    );
    (head, body)
}
