//! The accept loop, over real sockets: what clients may take of it, and how it stops.

#![cfg(feature = "ssr")]

use std::convert::Infallible;
use std::net::SocketAddr;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use axum::Router;
use axum::body::{Body, Bytes, HttpBody};
use axum::extract::ConnectInfo;
use axum::routing::get;
use hyper::body::Frame;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;
use tokio::time::{Sleep, sleep, timeout};
use tutti::server::serve::{Bounds, Stopped, serve};

/// Longer than anything here takes that works.
const PATIENCE: Duration = Duration::from_secs(5);

struct Server {
    address: SocketAddr,
    stop: Arc<Notify>,
    stopped: JoinHandle<Stopped>,
}

impl Server {
    async fn start(bounds: Bounds) -> Self {
        let router = Router::new()
            .route("/", get(|| async { "here" }))
            .route(
                "/peer",
                get(|ConnectInfo(peer): ConnectInfo<SocketAddr>| async move { peer.to_string() }),
            )
            .route("/slow", get(|| async { sleep(Duration::from_millis(500)).await }))
            .route("/never", get(|| async { sleep(Duration::from_secs(3600)).await }))
            .route("/large", get(|| async { "x".repeat(64 << 20) }))
            .route("/dribble", get(|| async { Body::new(Dribble::new()) }))
            .route("/broken", get(broken));
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let (address, stop) = (listener.local_addr().unwrap(), Arc::new(Notify::new()));
        let stopping = stop.clone();
        let stopped = tokio::spawn(serve(
            listener,
            router,
            bounds,
            async move { stopping.notified().await },
        ));
        Self { address, stop, stopped }
    }

    async fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).await.unwrap()
    }

    /// Stops it: how, and how long that took.
    async fn stop(self) -> (Stopped, Duration) {
        let since = Instant::now();
        self.stop.notify_one();
        (timeout(PATIENCE, self.stopped).await.unwrap().unwrap(), since.elapsed())
    }
}

async fn broken() {
    panic!("broken on purpose")
}

/// An answer in four small writes, one after the other.
struct Dribble {
    left: u8,
    pause: Pin<Box<Sleep>>,
}

impl Dribble {
    const PAUSE: Duration = Duration::from_millis(1);

    fn new() -> Self {
        Self {
            left: 4,
            pause: Box::pin(sleep(Self::PAUSE)),
        }
    }
}

impl HttpBody for Dribble {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        if self.left == 0 {
            return Poll::Ready(None);
        }
        ready!(self.pause.as_mut().poll(cx));
        self.left -= 1;
        self.pause = Box::pin(sleep(Self::PAUSE));
        Poll::Ready(Some(Ok(Frame::data(Bytes::from_static(b"x")))))
    }
}

async fn send(stream: &mut TcpStream, text: &str) {
    stream.write_all(text.as_bytes()).await.unwrap();
}

/// Everything until the server closes, however it does.
async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let _ = timeout(PATIENCE, stream.read_to_end(&mut bytes))
        .await
        .expect("the server closes");
    String::from_utf8(bytes).unwrap()
}

async fn get_once(stream: &mut TcpStream, path: &str) -> String {
    send(
        stream,
        &format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"),
    )
    .await;
    rest(stream).await
}

#[tokio::test]
async fn half_open_and_idle_connections_are_closed() {
    let server = Server::start(Bounds {
        head_time: Duration::from_millis(300),
        ..Bounds::default()
    })
    .await;
    let since = Instant::now();
    let mut open = Vec::new();
    for start in [
        "",
        "G",
        "GET / HTTP/1.1\r\n",
        "GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ",
        "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
    ] {
        let mut stream = server.connect().await;
        send(&mut stream, start).await;
        open.push(stream);
    }
    for stream in &mut open {
        rest(stream).await;
    }
    assert!(
        since.elapsed() >= Duration::from_millis(250),
        "not before their time: {:?}",
        since.elapsed()
    );
    // a head that trickles in has no longer
    let mut slow = server.connect().await;
    let mut sent = 0;
    for byte in "GET / HTTP/1.1\r\nHost: a-rather-long-name-that-trickles-in".bytes() {
        if slow.write_all(&[byte]).await.is_err() {
            break;
        }
        sent += 1;
        sleep(Duration::from_millis(50)).await;
    }
    assert!(sent < 20, "closed while it was still sending: {sent}");
    assert!(get_once(&mut server.connect().await, "/").await.ends_with("here"));
}

#[tokio::test]
async fn connections_beyond_the_cap_wait_for_a_place() {
    let server = Server::start(Bounds {
        connections: 2,
        ..Bounds::default()
    })
    .await;
    let (first, second) = (server.connect().await, server.connect().await);
    let mut third = server.connect().await; // the system takes it, the server does not
    send(&mut third, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n").await;
    let mut byte = [0];
    assert!(
        timeout(Duration::from_millis(300), third.peek(&mut byte))
            .await
            .is_err(),
        "no place yet"
    );
    drop(first);
    assert!(rest(&mut third).await.ends_with("here"), "a place came free");
    drop(second);
}

#[tokio::test]
async fn a_server_without_a_free_place_still_stops() {
    let server = Server::start(Bounds {
        connections: 1,
        ..Bounds::default()
    })
    .await;
    let mut only = server.connect().await;
    send(&mut only, "GET / HTTP/1.1\r\nHost: x\r\n\r\n").await;
    only.readable().await.unwrap();
    let (stopped, time) = server.stop().await;
    assert_eq!(stopped, Stopped::Finished);
    assert!(
        time < Duration::from_secs(1),
        "an idle connection holds nothing up: {time:?}"
    );
}

#[tokio::test]
async fn stopping_finishes_what_is_being_answered_and_takes_no_more() {
    let server = Server::start(Bounds::default()).await;
    let address = server.address;
    let mut busy = server.connect().await;
    send(&mut busy, "GET /slow HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(Duration::from_millis(100)).await;
    let answer = tokio::spawn(async move { rest(&mut busy).await });
    let stopping = tokio::spawn(server.stop());
    sleep(Duration::from_millis(100)).await;
    assert!(
        TcpStream::connect(address).await.is_err(),
        "refused, so that a balancer asks another server"
    );
    assert!(answer.await.unwrap().starts_with("HTTP/1.1 200 OK"));
    assert_eq!(stopping.await.unwrap().0, Stopped::Finished);
}

#[tokio::test]
async fn what_takes_too_long_is_cut_off() {
    let server = Server::start(Bounds {
        drain_time: Duration::from_millis(300),
        ..Bounds::default()
    })
    .await;
    let mut stuck = server.connect().await;
    send(&mut stuck, "GET /never HTTP/1.1\r\nHost: x\r\n\r\n").await;
    sleep(Duration::from_millis(100)).await;
    let (stopped, time) = server.stop().await;
    assert_eq!(stopped, Stopped::CutOff { connections: 1 });
    assert!((300..2000).contains(&time.as_millis()), "{time:?}");
}

#[tokio::test]
async fn whoever_reads_no_answer_is_let_go() {
    let bounds = Bounds {
        connections: 1,
        write_time: Duration::from_millis(300),
        ..Bounds::default()
    };
    let server = Server::start(bounds).await;
    let mut deaf = server.connect().await;
    send(&mut deaf, "GET /large HTTP/1.1\r\nHost: x\r\n\r\n").await;
    assert!(
        get_once(&mut server.connect().await, "/").await.ends_with("here"),
        "the only place came free"
    );
    drop(deaf);
}

#[tokio::test]
async fn a_panic_ends_one_connection_only() {
    let server = Server::start(Bounds {
        connections: 1,
        ..Bounds::default()
    })
    .await;
    for _ in 0..3 {
        assert_eq!(get_once(&mut server.connect().await, "/broken").await, "");
        assert!(get_once(&mut server.connect().await, "/").await.ends_with("here"));
    }
}

#[tokio::test]
async fn heads_have_a_size_and_one_meaning() {
    let server = Server::start(Bounds::default()).await;
    let large = "x".repeat(33 * 1024);
    let many = "X-Many: x\r\n".repeat(200);
    for (head, status) in [
        (format!("GET / HTTP/1.1\r\nHost: x\r\nX-Large: {large}\r\n\r\n"), "431"),
        (format!("GET / HTTP/1.1\r\nHost: x\r\n{many}\r\n"), "431"),
        (format!("GET /{} HTTP/1.1\r\nHost: x\r\n\r\n", "x".repeat(70_000)), "4"),
        ("GET / HTTP/1.1\r\nHost : x\r\n\r\n".to_owned(), "400"),
        (
            "GET / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, identity\r\n\r\n".to_owned(),
            "400",
        ),
        (
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n".to_owned(),
            "400",
        ),
    ] {
        let mut stream = server.connect().await;
        let _ = stream.write_all(head.as_bytes()).await; // it may be closed before all is sent
        let mut answer = [0; 64];
        let length = timeout(PATIENCE, stream.read(&mut answer)).await.unwrap().unwrap();
        let answer = String::from_utf8_lossy(&answer[..length]);
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{}… -> {answer}",
            &head[..35]
        );
    }
}

#[tokio::test]
async fn requests_know_their_peer() {
    let server = Server::start(Bounds::default()).await;
    let mut stream = server.connect().await;
    let own = stream.local_addr().unwrap().to_string();
    assert!(get_once(&mut stream, "/peer").await.ends_with(&own));
}

/// Without `TCP_NODELAY` a small write waits until the client has acknowledged the one before, which it delays by 40 ms.
#[tokio::test]
async fn small_writes_do_not_wait_for_an_acknowledgement() {
    let server = Server::start(Bounds::default()).await;
    let mut stream = server.connect().await;
    let since = Instant::now();
    for _ in 0..20 {
        send(&mut stream, "GET /dribble HTTP/1.1\r\nHost: x\r\n\r\n").await;
        let mut answer = Vec::new();
        while !answer.ends_with(b"0\r\n\r\n") {
            let read = timeout(PATIENCE, stream.read_buf(&mut answer)).await.unwrap().unwrap();
            assert!(read > 0, "closed in the middle");
        }
    }
    assert!(
        since.elapsed() < Duration::from_millis(20 * 30),
        "{:?}",
        since.elapsed()
    );
}
