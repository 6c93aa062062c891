//! `/messages` and the threads under it. For members alone, and for no search engine.

mod head;
mod list;
mod said;
mod talk;
mod thread;

use crate::app::{App, Visit};
use axum::Router;
use axum::routing::get;

/// The pages of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/messages", get(list::show))
        .route("/messages/{slug}/{username}", get(thread::show))
}

/// The zone in which the reader is told when something was written.
fn zone(visit: &Visit) -> String {
    visit.app.time_zone(visit.member.as_ref()).to_owned()
}
