//! Two questions of whoever watches over the server: does it run, and can it serve?
//!
//! Neither needs a session or makes one.

use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};

use crate::db::Db;

/// How long the database may take: a prober waits little longer.
const PATIENCE: Duration = Duration::from_secs(1);

/// `/health/live` and `/health/ready`.
pub fn routes(db: Db) -> Router {
    Router::new()
        .route("/health/live", get(live))
        .route("/health/ready", get(ready))
        .with_state(db)
}

/// 200 as long as the process answers: it needs no database, for restarting would not bring that back.
async fn live() -> Response {
    answer(StatusCode::OK, "live\n")
}

/// 200 when the database answers in time, else 503: a balancer then asks another server.
async fn ready(State(db): State<Db>) -> Response {
    let fault = match tokio::time::timeout(PATIENCE, db.ping()).await {
        Ok(Ok(())) => return answer(StatusCode::OK, "ready\n"),
        Ok(Err(error)) => error.to_string(),
        Err(_) => format!("no answer within {PATIENCE:?}"),
    };
    tracing::warn!(fault, "the database cannot be reached");
    let mut response = answer(StatusCode::SERVICE_UNAVAILABLE, "the database cannot be reached\n");
    response.headers_mut().insert(header::RETRY_AFTER, 2.into());
    response
}

fn answer(status: StatusCode, text: &'static str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], text).into_response()
}
