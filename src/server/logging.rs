//! The log: for people on a terminal, one JSON object a line otherwise, on standard error.
//!
//! Nothing that came from outside can start a new line, colour the terminal or turn the reading direction: whatever a
//! field holds, its control characters are written as escapes.

use std::fmt::{self, Write as _};
use std::io::{self, IsTerminal};

use tracing::field::Field;
use tracing_subscriber::EnvFilter;
use tracing_subscriber::fmt::MakeWriter;
use tracing_subscriber::fmt::format::{Writer, debug_fn};
use tracing_subscriber::prelude::*;

use super::config::{Log, LogFormat};

/// Starts the log of this process, its panics included. A second call changes nothing.
pub fn start(log: &Log) {
    let human = match log.format {
        LogFormat::Human => true,
        LogFormat::Json => false,
        LogFormat::Auto => io::stderr().is_terminal(),
    };
    let filter = EnvFilter::new(&log.filter);
    let colours = io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty());
    let started = if human {
        tracing::subscriber::set_global_default(lines_for_people(filter, colours, io::stderr))
    } else {
        tracing::subscriber::set_global_default(lines_for_machines(filter, io::stderr))
    };
    if started.is_ok() {
        std::panic::set_hook(Box::new(|panic| {
            let place = panic.location().map(ToString::to_string);
            let message = panic.payload_as_str().unwrap_or("no message");
            tracing::error!(place, message, "panic");
        }));
    }
}

fn lines_for_people<W>(filter: EnvFilter, colours: bool, writer: W) -> impl tracing::Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let fields = debug_fn(write_field).delimited(" ");
    let lines = tracing_subscriber::fmt::layer()
        .with_ansi(colours)
        .fmt_fields(fields)
        .with_writer(writer);
    tracing_subscriber::registry().with(filter).with(lines)
}

fn lines_for_machines<W>(filter: EnvFilter, writer: W) -> impl tracing::Subscriber + Send + Sync
where
    W: for<'w> MakeWriter<'w> + Send + Sync + 'static,
{
    let lines = tracing_subscriber::fmt::layer()
        .json()
        .flatten_event(true)
        .with_current_span(false)
        .with_span_list(true)
        .with_writer(JsonWriter(writer));
    tracing_subscriber::registry().with(filter).with(lines)
}

fn write_field(to: &mut Writer<'_>, field: &Field, value: &dyn fmt::Debug) -> fmt::Result {
    if field.name() != "message" {
        write!(to, "{}=", field.name())?;
    }
    let escape = |c: char, to: &mut Writer<'_>| write!(to, "{}", c.escape_unicode());
    write!(Escaping { to, escape }, "{value:?}")
}

/// Control characters, line and paragraph separators, and what changes the reading direction.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

/// Passes text on with its unsafe characters escaped.
struct Escaping<'w, W, E> {
    to: &'w mut W,
    escape: E,
}

impl<W: fmt::Write, E: Fn(char, &mut W) -> fmt::Result> fmt::Write for Escaping<'_, W, E> {
    fn write_str(&mut self, text: &str) -> fmt::Result {
        let mut rest = text;
        while let Some((at, c)) = rest.char_indices().find(|(_, c)| is_unsafe(*c)) {
            self.to.write_str(&rest[..at])?;
            (self.escape)(c, self.to)?;
            rest = &rest[at + c.len_utf8()..];
        }
        self.to.write_str(rest)
    }
}

/// JSON escapes only what its grammar must (U+0000 to U+001F): this escapes the rest of the unsafe characters, which in
/// JSON can stand in a string only.
struct JsonWriter<W>(W);

impl<'w, W: MakeWriter<'w>> MakeWriter<'w> for JsonWriter<W> {
    type Writer = JsonLine<W::Writer>;

    fn make_writer(&'w self) -> Self::Writer {
        JsonLine(self.0.make_writer())
    }
}

/// Takes whole lines, as the formatter writes them.
struct JsonLine<W>(W);

impl<W: io::Write> io::Write for JsonLine<W> {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        let text = String::from_utf8_lossy(line);
        let object = text.strip_suffix('\n').unwrap_or(&text);
        let mut safe = String::with_capacity(text.len());
        let escape = |c: char, to: &mut String| {
            c.encode_utf16(&mut [0; 2])
                .iter()
                .try_for_each(|unit| write!(to, "\\u{unit:04x}"))
        };
        let _ = Escaping { to: &mut safe, escape }.write_str(object); // a String takes everything
        if object.len() < text.len() {
            safe.push('\n');
        }
        self.0.write_all(safe.as_bytes())?;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::{Arc, Mutex};

    const EVIL: &str = "ann\r\n2026 ERROR forged\u{1b}[31m\u{9b}31m\u{7f}\u{85}\u{2028}\u{202e}é";

    #[derive(Clone, Default)]
    struct Memory(Arc<Mutex<Vec<u8>>>);

    impl io::Write for Memory {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    fn logged<S: tracing::Subscriber + Send + Sync>(
        subscriber: impl FnOnce(Box<dyn Fn() -> Memory + Send + Sync>) -> S,
    ) -> String {
        let memory = Memory::default();
        let writer = memory.clone();
        tracing::subscriber::with_default(subscriber(Box::new(move || writer.clone())), || {
            let _request = tracing::info_span!("request", id = "k3j9", path = EVIL).entered();
            tracing::warn!(name = EVIL, shown = %EVIL, debug = ?EVIL, "refused {EVIL}");
        });
        String::from_utf8(memory.0.lock().unwrap().clone()).unwrap()
    }

    #[test]
    fn what_people_read_cannot_be_forged() {
        let log = logged(|writer| lines_for_people(EnvFilter::new("info"), false, writer));
        assert_eq!(log.lines().count(), 1, "{log:?}");
        assert!(!log.trim_end_matches('\n').chars().any(is_unsafe), "{log:?}");
        assert!(
            log.contains("id=") && log.contains("k3j9") && log.contains('é'),
            "{log:?}"
        );
    }

    #[test]
    fn what_machines_read_is_one_object_with_everything_in_it() {
        let log = logged(|writer| lines_for_machines(EnvFilter::new("info"), writer));
        assert_eq!(log.lines().count(), 1, "{log:?}");
        assert!(!log.trim_end_matches('\n').chars().any(is_unsafe), "{log:?}");
        let line: serde_json::Value = serde_json::from_str(&log).unwrap();
        assert_eq!(line["name"], EVIL);
        assert_eq!(line["shown"], EVIL);
        assert_eq!(line["spans"][0]["id"], "k3j9");
        assert_eq!(line["level"], "WARN");
        assert!(line["timestamp"].as_str().unwrap().ends_with('Z'));
    }
}
