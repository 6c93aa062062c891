//! What Tutti is measured against: a handler that answers the same bytes with the same headers from memory, on the same
//! accept loop; and argon2id, which alone makes a log-in slow.

use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::Stdio;
use std::sync::Arc;
use std::time::{Duration, Instant};

use argon2::{Algorithm, Argon2, Block, Params, Version};
use axum::Router;
use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::routing::get;
use tokio::net::TcpListener;
use tutti::server::serve::{self, Bounds};

use super::Fallible;
use super::client::Answer;
use super::server::{self, Process};

/// The first argument of this program as the handler.
pub const HANDLER: &str = "bare-handler";
/// The first argument of this program as the hashes alone.
pub const HASHES: &str = "bare-argon2id";

/// hyper adds these by itself.
const HYPERS_OWN: [HeaderName; 4] = [
    header::CONTENT_LENGTH,
    header::TRANSFER_ENCODING,
    header::CONNECTION,
    header::DATE,
];

/// A bare handler that serves.
pub struct Handler {
    process: Process,
    pub address: String,
}

impl Handler {
    /// It answers each of these paths with what Tutti answered.
    pub fn start(folder: &Path, answers: &[(&str, &Answer)]) -> Fallible<Self> {
        let mut words = vec![this_program()?, HANDLER.to_owned()];
        for (at, (path, answer)) in answers.iter().enumerate() {
            let file = folder.join(format!("answer-{at}"));
            keep(answer, &file)?;
            words.extend([(*path).to_owned(), file.display().to_string()]);
        }
        let mut process = Process(server::pinned(&words).stdout(Stdio::piped()).spawn()?);
        let told = process.0.stdout.take().ok_or("a process without an output")?;
        let mut address = String::new();
        BufReader::new(told).read_line(&mut address)?;
        Ok(Self {
            process,
            address: address.trim().to_owned(),
        })
    }

    pub fn process(&self) -> &Process {
        &self.process
    }
}

fn this_program() -> Fallible<String> {
    Ok(std::env::current_exe()?.display().to_string())
}

/// Headers, an empty line, the body.
fn keep(answer: &Answer, file: &Path) -> Fallible<()> {
    let mut text = Vec::new();
    for (name, value) in answer.headers.iter().filter(|(name, _)| !HYPERS_OWN.contains(name)) {
        text.extend([name.as_str().as_bytes(), b":", value.as_bytes(), b"\n"].concat());
    }
    text.push(b'\n');
    text.extend(&answer.body);
    Ok(std::fs::write(file, text)?)
}

fn kept(file: &str) -> Fallible<(HeaderMap, Bytes)> {
    let text = Bytes::from(std::fs::read(file)?);
    let end = text
        .windows(2)
        .position(|two| two == b"\n\n")
        .ok_or("an answer without an end of its head")?;
    let mut headers = HeaderMap::new();
    for line in text[..end].split(|byte| *byte == b'\n') {
        let colon = line
            .iter()
            .position(|byte| *byte == b':')
            .ok_or("a header without a name")?;
        headers.append(
            HeaderName::from_bytes(&line[..colon])?,
            HeaderValue::from_bytes(&line[colon + 1..])?,
        );
    }
    Ok((headers, text.slice(end + 2..)))
}

/// Is the bare handler: paths and files stand in the arguments. Prints where it listens.
pub async fn serve() -> Fallible<()> {
    let arguments: Vec<String> = std::env::args().skip(2).collect();
    let mut router = Router::new();
    for pair in arguments.chunks_exact(2) {
        let answer = Arc::new(kept(&pair[1])?);
        router = router.route(
            &pair[0],
            get(move || async move { (answer.0.clone(), answer.1.clone()) }),
        );
    }
    let listener = TcpListener::bind("127.0.0.1:0").await?;
    let mut output = std::io::stdout();
    writeln!(output, "{}", listener.local_addr()?)?;
    output.flush()?;
    serve::serve(listener, router, Bounds::default(), std::future::pending()).await;
    Ok(())
}

/// Hashes for so many seconds on the server's core, and gives the seconds of processor time that one took.
pub fn argon2id(seconds: u32) -> Fallible<f64> {
    let words = [this_program()?, HASHES.to_owned(), seconds.to_string()];
    let output = server::pinned(&words).output()?;
    Ok(String::from_utf8_lossy(&output.stdout).trim().parse()?)
}

/// Is argon2id alone, with the parameters and the ways of `accounts/passwords.rs`: 19 MiB, two passes, one lane, in memory
/// that is kept.
pub fn hash() -> Fallible<()> {
    let seconds: u64 = std::env::args().nth(2).unwrap_or_default().parse()?;
    let params = Params::new(19_456, 2, 1, None).map_err(|error| error.to_string())?;
    let mut memory = vec![Block::new(); params.block_count()];
    let argon2 = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut once = || {
        let (password, salt, mut hashed) = (b"seven crooked bassoons at dawn", b"sixteen bytes ok", [0; 32]);
        let done = argon2.hash_password_into_with_memory(password, salt, &mut hashed, &mut memory);
        done.map_err(|error| error.to_string())
    };
    once()?;
    let (begun, before, mut count) = (Instant::now(), server::cpu_of("self")?, 0.0);
    while begun.elapsed() < Duration::from_secs(seconds) {
        once()?;
        count += 1.0;
    }
    println!("{}", (server::cpu_of("self")? - before) / count);
    Ok(())
}
