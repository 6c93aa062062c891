//! Two questions of whoever watches over the server: does it run, and can it serve?
//!
//! Neither needs a session or makes one. `tutti health` asks the second, for machines that have no other program to.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};
use std::time::Duration;

use axum::extract::State;
use axum::http::{StatusCode, header};
use axum::response::{IntoResponse, Response};
use axum::{Router, routing::get};
use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader};
use tokio::net::TcpStream;

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

/// Asks the server that listens there whether it can serve.
///
/// # Errors
/// In one sentence: nobody answers in time, or not with 200.
pub async fn ask(listen: SocketAddr) -> Result<(), String> {
    let address = reached(listen);
    let status = tokio::time::timeout(2 * PATIENCE, status_line(address)).await;
    match status {
        Ok(Ok(line)) if line.starts_with("HTTP/1.1 200 ") => Ok(()),
        Ok(Ok(line)) => Err(format!("{address} answers {}", line.trim())),
        Ok(Err(error)) => Err(format!("{address} does not answer: {error}")),
        Err(_) => Err(format!("{address} does not answer in time")),
    }
}

/// One request and the first line of its answer: no need of a client.
async fn status_line(address: SocketAddr) -> io::Result<String> {
    let mut stream = TcpStream::connect(address).await?;
    let request = format!("GET /health/ready HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await?;
    let mut line = String::new();
    BufReader::new(stream).read_line(&mut line).await?;
    Ok(line)
}

/// Whoever listens on all addresses is reached on this machine's own.
fn reached(listen: SocketAddr) -> SocketAddr {
    let address = match listen.ip() {
        IpAddr::V4(address) if address.is_unspecified() => Ipv4Addr::LOCALHOST.into(),
        IpAddr::V6(address) if address.is_unspecified() => Ipv6Addr::LOCALHOST.into(),
        address => address,
    };
    SocketAddr::new(address, listen.port())
}

fn answer(status: StatusCode, text: &'static str) -> Response {
    (status, [(header::CACHE_CONTROL, "no-store")], text).into_response()
}
