//! A connection that is kept, as a proxy in front keeps it.

use std::io::{BufRead, BufReader, Error, ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

/// Asked again on the same connection, as long as it holds.
pub struct Connection {
    address: String,
    open: Option<BufReader<TcpStream>>,
    asked: u32,
}

/// After so many answers another connection is made: doors are to be opened and closed, too.
const EACH: u32 = 500;

impl Connection {
    pub fn new(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            open: None,
            asked: 0,
        }
    }

    /// The status and the head of the answer; its body is read and forgotten.
    pub fn ask(&mut self, head: &str, cookie: &str, body: &str) -> std::io::Result<(u16, String)> {
        let mut stream = match self.open.take() {
            Some(stream) if self.asked < EACH => stream,
            _ => {
                let stream = TcpStream::connect(&self.address)?;
                stream.set_read_timeout(Some(Duration::from_secs(20)))?;
                stream.set_nodelay(true)?;
                self.asked = 0;
                BufReader::with_capacity(64 * 1024, stream)
            }
        };
        let cookie = if cookie.is_empty() {
            String::new()
        } else {
            format!("Cookie: {cookie}\r\n")
        };
        let request = format!("{head}Host: x\r\nAccept-Encoding: br\r\n{cookie}\r\n{body}");
        stream.get_mut().write_all(request.as_bytes())?;
        let answer = read(&mut stream)?;
        self.asked += 1;
        self.open = Some(stream);
        Ok(answer)
    }
}

fn read(stream: &mut impl BufRead) -> std::io::Result<(u16, String)> {
    let broken = || Error::from(ErrorKind::UnexpectedEof);
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if stream.read_line(&mut head)? == 0 {
            return Err(broken());
        }
    }
    let status = head.get(9..12).and_then(|code| code.parse().ok()).ok_or_else(broken)?;
    let value = |name: &str| {
        let lines = head.lines().filter_map(|line| line.split_once(": "));
        let mut of_name = lines.filter(|(found, _)| found.eq_ignore_ascii_case(name));
        of_name.next().map(|(_, value)| value.to_owned())
    };
    if let Some(length) = value("content-length") {
        skip(stream, length.parse().map_err(|_| broken())?)?;
    } else if value("transfer-encoding").is_some() {
        loop {
            let mut size = String::new();
            stream.read_line(&mut size)?;
            let size = u64::from_str_radix(size.trim(), 16).map_err(|_| broken())?;
            skip(stream, size + 2)?; // the chunk and the end of its line
            if size == 0 {
                break;
            }
        }
    }
    Ok((status, head))
}

fn skip(stream: &mut impl BufRead, length: u64) -> std::io::Result<()> {
    let skipped = std::io::copy(&mut stream.take(length), &mut std::io::sink())?;
    if skipped == length {
        Ok(())
    } else {
        Err(ErrorKind::UnexpectedEof.into())
    }
}
