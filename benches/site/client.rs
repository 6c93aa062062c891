//! Somebody who asks the server one thing after another, and reads the answers.

use std::sync::{Arc, Mutex, PoisonError};

use axum::body::Bytes;
use axum::http::{HeaderMap, HeaderName, Request, header};
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::{SendRequest, handshake};
use hyper_util::rt::TokioIo;
use scraper::{Html, Selector};
use tokio::net::TcpStream;

use super::Fallible;

type Connection = SendRequest<Full<Bytes>>;

/// Keeps connections alive, and has a session if it logged in. A clone uses the same connections.
#[derive(Clone)]
pub struct Client {
    address: String,
    pub cookie: Option<String>,
    idle: Arc<Mutex<Vec<Connection>>>,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

/// Who logs in.
#[derive(Clone, Debug)]
pub struct LogIn {
    pub username: String,
    pub password: String,
}

impl LogIn {
    /// As `tutti seed` prints it.
    pub fn parse(printed: &str) -> Fallible<Self> {
        let line = printed.trim().lines().last().unwrap_or_default();
        let (username, password) = line.split_once(' ').ok_or("`tutti seed` printed no log-in")?;
        Ok(Self {
            username: username.to_owned(),
            password: password.to_owned(),
        })
    }

    /// The form.
    pub fn body(&self) -> String {
        form(&[("login", &self.username), ("password", &self.password)])
    }
}

impl Client {
    /// Somebody without a session.
    pub fn guest(address: &str) -> Self {
        Self {
            address: address.to_owned(),
            cookie: None,
            idle: Arc::default(),
        }
    }

    /// Somebody who has just logged in.
    pub async fn member(address: &str, log_in: &LogIn) -> Fallible<Self> {
        let mut client = Self::guest(address);
        let answer = client.post("accounts/login", &log_in.body()).await?.good()?;
        let set = answer
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        let session = set
            .filter_map(|line| line.split(';').next())
            .find(|pair| pair.starts_with("session="));
        client.cookie = Some(session.ok_or("a log-in began no session")?.to_owned());
        Ok(client)
    }

    /// Somebody whose session began earlier, at this server or another of the same database.
    pub fn with(address: &str, cookie: Option<String>) -> Self {
        Self {
            cookie,
            ..Self::guest(address)
        }
    }

    /// Opens a page, as it is.
    pub async fn get(&self, path: &str) -> Fallible<Answer> {
        self.get_encoded(path, "identity").await
    }

    /// Opens a page in an encoding.
    pub async fn get_encoded(&self, path: &str, encoding: &str) -> Fallible<Answer> {
        let request = Request::get(path)
            .header(header::ACCEPT, "text/html")
            .header(header::ACCEPT_ENCODING, encoding);
        self.send(request, Bytes::new()).await
    }

    /// Calls an act as a program does.
    pub async fn post(&self, act: &str, body: &str) -> Fallible<Answer> {
        let mut request = Request::post(format!("/api/{act}"));
        for (name, value) in FORM_HEADERS {
            request = request.header(HeaderName::from_static(name), value);
        }
        self.send(request, Bytes::copy_from_slice(body.as_bytes())).await
    }

    async fn send(&self, request: axum::http::request::Builder, body: Bytes) -> Fallible<Answer> {
        let request = match &self.cookie {
            Some(cookie) => request.header(header::COOKIE, cookie),
            None => request,
        };
        let request = request.header(header::HOST, "bench").body(Full::new(body))?;
        // The server ends what is idle for long: then there is another.
        let kept = self.pop();
        if let Some(connection) = kept
            && let Ok(answer) = self.ask(connection, request.clone()).await
        {
            return Ok(answer);
        }
        let stream = TcpStream::connect(&self.address).await?;
        stream.set_nodelay(true)?;
        let (connection, driver) = handshake(TokioIo::new(stream)).await?;
        tokio::spawn(driver);
        self.ask(connection, request).await
    }

    async fn ask(&self, mut connection: Connection, request: Request<Full<Bytes>>) -> Fallible<Answer> {
        connection.ready().await?;
        let (head, body) = connection.send_request(request).await?.into_parts();
        let body = body.collect().await?.to_bytes();
        self.idle
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(connection);
        Ok(Answer {
            status: head.status.as_u16(),
            headers: head.headers,
            body,
        })
    }

    fn pop(&self) -> Option<Connection> {
        let mut idle = self.idle.lock().unwrap_or_else(PoisonError::into_inner);
        std::iter::from_fn(|| idle.pop()).find(|connection| !connection.is_closed())
    }
}

/// What a script of ours sends with a form.
pub const FORM_HEADERS: [(&str, &str); 3] = [
    ("accept", "application/json"),
    ("sec-fetch-site", "same-origin"),
    ("content-type", "application/x-www-form-urlencoded"),
];

impl Answer {
    /// Itself, if it is what was asked for.
    pub fn good(self) -> Fallible<Self> {
        if self.status == 200 {
            return Ok(self);
        }
        let text: String = self.text().chars().take(300).collect();
        Err(format!("answered {}: {text}", self.status).into())
    }

    pub fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }

    /// Where the links of this selector lead, each once.
    pub fn links(&self, selector: &str) -> Fallible<Vec<String>> {
        let selector = Selector::parse(selector).map_err(|error| error.to_string())?;
        let page = Html::parse_document(&self.text());
        let mut links: Vec<String> = Vec::new();
        for href in page.select(&selector).filter_map(|link| link.attr("href")) {
            if !links.iter().any(|link| link == href) {
                links.push(href.to_owned());
            }
        }
        Ok(links)
    }
}

/// Fields as a form's body.
pub fn form(fields: &[(&str, &str)]) -> String {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    body.finish()
}
