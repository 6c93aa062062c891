//! What stands beside an event's page and is no page: its picture for shared links, its address as a QR code.

mod poster;
mod qr;

use crate::app::App;
use axum::Router;
use axum::routing::get;

/// Their addresses.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/events/{slug}/poster.png", get(poster::show))
        .route("/events/{slug}/qr.svg", get(qr::show))
}
