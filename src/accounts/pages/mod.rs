//! `/signup` and `/login`; `/settings/account` and `/settings/sessions`.

mod account;
mod entry;
mod sessions;

use crate::app::App;
use axum::Router;
use axum::routing::get;

/// The pages of this room.
pub fn routes() -> Router<App> {
    Router::new()
        .route("/signup", get(entry::sign_up))
        .route("/login", get(entry::log_in))
        .route("/settings/account", get(account::show))
        .route("/settings/sessions", get(sessions::show))
}
