//! The pages of this room: the front page, the programme, one event, and posting one.

mod asked;
mod edit;
mod event;
mod facts;
mod fields;
mod home;
mod hosted;
mod listing;
mod mine;
mod new;
mod players;
mod print;
mod sharing;

use crate::app::App;
use axum::Router;
use axum::routing::get;

/// Their addresses.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/", get(home::home))
        .route("/events", get(listing::list))
        .route("/events/new", get(new::new))
        .route("/events/hosted", get(hosted::hosted))
        .route("/events/{slug}", get(event::show))
        .route("/events/{slug}/edit", get(edit::edit))
}
