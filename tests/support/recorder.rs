//! Which statements a piece of work ran, in the words that reached the engine: sqlx tells `tracing` of each.

use std::fmt::Debug;
use std::future::Future;
use std::sync::{Arc, Mutex, OnceLock};

use tracing::field::{Field, Visit};
use tracing::{Event, Instrument, Subscriber};
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::{Context, Layer, SubscriberExt};
use tracing_subscriber::registry::LookupSpan;

const SPAN: &str = "recorded statements";

/// Runs it and gives every statement that it sent, in order, without those that set up a new connection of SQLite's (its
/// `PRAGMA`s): when the pool opens one is its own affair. Work that it spawns is heard only when that is instrumented
/// with the current span (`tracing::Instrument::in_current_span`).
pub async fn recorded<T>(work: impl Future<Output = T>) -> Vec<String> {
    static LISTENING: OnceLock<()> = OnceLock::new();
    // SQLite's statements run on a thread of their own, so the subscriber must be everybody's; the span tells which test
    // a statement belongs to.
    LISTENING.get_or_init(|| {
        let heard = filter_fn(|metadata| metadata.target() == "sqlx::query" || metadata.name() == SPAN);
        let subscriber = tracing_subscriber::registry().with(Recorder.with_filter(heard));
        tracing::subscriber::set_global_default(subscriber).expect("tests have no other subscriber");
    });
    let span = tracing::info_span!(SPAN);
    let heard = Heard::default();
    span.with_subscriber(|(id, dispatch)| {
        let registry = dispatch
            .downcast_ref::<tracing_subscriber::Registry>()
            .expect("the registry");
        registry
            .span(id)
            .expect("the span")
            .extensions_mut()
            .insert(heard.clone());
    })
    .expect("somebody listens");
    work.instrument(span).await;
    std::mem::take(&mut *heard.0.lock().expect("nobody panics while writing"))
}

#[derive(Clone, Default)]
struct Heard(Arc<Mutex<Vec<String>>>);

struct Recorder;

impl<S: Subscriber + for<'a> LookupSpan<'a>> Layer<S> for Recorder {
    fn on_event(&self, event: &Event<'_>, context: Context<'_, S>) {
        let mut statement = Statement::default();
        event.record(&mut statement);
        let statement = statement.text();
        if statement.starts_with("PRAGMA ") {
            return;
        }
        let scope = context.event_scope(event).into_iter().flatten();
        for span in scope {
            if let Some(heard) = span.extensions().get::<Heard>() {
                let mut heard = heard.0.lock().expect("nobody panics while writing");
                heard.push(statement.clone());
            }
        }
    }
}

/// sqlx gives the first four words, and the whole where that is more.
#[derive(Default)]
struct Statement {
    summary: String,
    whole: String,
}

impl Statement {
    fn text(&self) -> String {
        let text = if self.whole.trim().is_empty() {
            &self.summary
        } else {
            &self.whole
        };
        text.trim().to_owned()
    }
}

impl Visit for Statement {
    fn record_str(&mut self, field: &Field, value: &str) {
        match field.name() {
            "summary" => self.summary = value.to_owned(),
            "db.statement" => self.whole = value.to_owned(),
            _ => {}
        }
    }

    fn record_debug(&mut self, _: &Field, _: &dyn Debug) {}
}
