//! The accept loop: hyper with what `axum::serve` lacks. A request's head must come in time and size, whoever reads no
//! answer is let go, and only so many connections are open at once; what comes beyond waits in the system's queue.
//!
//! HTTP/1.1 alone: newer versions need TLS, which is the proxy's. Nothing in here knows a route.

use std::convert::Infallible;
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::ConnectInfo;
use hyper::server::conn::http1;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{OwnedSemaphorePermit, Semaphore};
use tower::Service;

use super::stalled::WriteTimeout;

/// What a connection may take.
#[derive(Clone, Copy, Debug)]
pub struct Bounds {
    /// Connections open at once.
    pub connections: usize,
    /// For a request's head to come, counted from the last answer: also how long an idle connection is kept.
    pub head_time: Duration,
    /// Bytes of a request's head; more is answered 431.
    pub head_size: usize,
    /// For a client to take any bytes of an answer that waits for it.
    pub write_time: Duration,
    /// For answers under way to be finished once the server stops.
    pub drain_time: Duration,
}

impl Default for Bounds {
    fn default() -> Self {
        Self {
            connections: 4096,
            head_time: Duration::from_secs(10),
            head_size: 32 * 1024,
            write_time: Duration::from_secs(30),
            drain_time: Duration::from_secs(7),
        }
    }
}

/// Whether every answer under way was finished when the server stopped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stopped {
    Finished,
    CutOff { connections: usize },
}

/// Serves until `stop` is done, then finishes what is being answered. Requests carry their peer as
/// [`ConnectInfo<SocketAddr>`].
pub async fn serve(listener: TcpListener, router: Router, bounds: Bounds, stop: impl Future<Output = ()>) -> Stopped {
    let mut http = http1::Builder::new();
    http.timer(TokioTimer::new())
        .header_read_timeout(bounds.head_time)
        .max_header_size(bounds.head_size);
    let places = Arc::new(Semaphore::new(bounds.connections));
    let open = GracefulShutdown::new();
    let mut stop = std::pin::pin!(stop);
    loop {
        let (stream, peer, place) = tokio::select! {
            accepted = accept(&listener, &places) => accepted,
            () = &mut stop => break,
        };
        // otherwise every small answer waits 40 ms for its own acknowledgement
        if let Err(error) = stream.set_nodelay(true) {
            tracing::debug!(%error, "the client left at once");
            continue;
        }
        let io = TokioIo::new(WriteTimeout::new(stream, bounds.write_time));
        let connection = open.watch(http.serve_connection(io, service(router.clone(), peer)));
        tokio::spawn(async move {
            if let Err(error) = connection.await {
                tracing::debug!(%peer, %error, "connection ended");
            }
            drop(place);
        });
    }
    drop(listener); // from here on, new clients are refused and can try another server at once
    drain(open, bounds.drain_time, &places, bounds.connections).await
}

/// `places` that are still taken after the time are connections whose answers are lost.
async fn drain(open: GracefulShutdown, time: Duration, places: &Semaphore, all: usize) -> Stopped {
    match tokio::time::timeout(time, open.shutdown()).await {
        Ok(()) => Stopped::Finished,
        Err(_) => Stopped::CutOff {
            connections: all - places.available_permits(),
        },
    }
}

/// The next connection, as soon as there is a place for it. A failure to accept is no reason to stop.
async fn accept(listener: &TcpListener, places: &Arc<Semaphore>) -> (TcpStream, SocketAddr, OwnedSemaphorePermit) {
    loop {
        let Ok(place) = places.clone().acquire_owned().await else {
            std::future::pending().await
        };
        match listener.accept().await {
            Ok((stream, peer)) => return (stream, peer, place),
            Err(error) if concerns_one_client(&error) => tracing::debug!(%error, "a client left while it was accepted"),
            Err(error) => {
                // out of files or memory: it would fail again at once, and spin
                tracing::error!(%error, "cannot accept a connection");
                tokio::time::sleep(Duration::from_millis(200)).await;
            }
        }
    }
}

fn concerns_one_client(error: &io::Error) -> bool {
    use io::ErrorKind::{ConnectionAborted, ConnectionRefused, ConnectionReset, Interrupted};
    matches!(
        error.kind(),
        ConnectionAborted | ConnectionRefused | ConnectionReset | Interrupted
    )
}

fn service(
    router: Router,
    peer: SocketAddr,
) -> impl hyper::service::Service<
    hyper::Request<hyper::body::Incoming>,
    Response = axum::response::Response,
    Error = Infallible,
    Future: Send,
> {
    hyper::service::service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
        let mut request = request.map(Body::new);
        request.extensions_mut().insert(ConnectInfo(peer));
        router.clone().call(request)
    })
}
