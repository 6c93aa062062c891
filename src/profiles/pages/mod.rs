//! `/musicians`, `/musicians/{username}`; `/settings/profile` where its person edits it; `/welcome` where they begin it.

mod fields;
mod listing;
mod musician;
mod settings;
mod welcome;

use crate::app::App;
use axum::Router;
use axum::response::Redirect;
use axum::routing::get;

/// The pages of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/musicians", get(listing::list))
        .route("/musicians/{username}", get(musician::show))
        .route("/settings", get(async || Redirect::to("/settings/profile")))
        .route("/settings/profile", get(settings::show))
        .route("/welcome", get(welcome::show))
}
