//! The real router over a test's database, and the visitors who use it: nobody (`Visitor`), or somebody signed in.

use super::TestDb;
use super::page::Html;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use jiff::SignedDuration;
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use tower::ServiceExt;
use tutti::app::{App, ClientAddress, Clock, Limits, Shared, Site as AboutSite};
use tutti::instant::Instant;
use tutti::server::{self, Site};

/// Where the site under test believes it is reached.
pub const ORIGIN: &str = "http://tutti.test";
/// Long and odd enough for every rule.
pub const PASSWORD: &str = "seven crooked bassoons at dawn";

/// The whole site over one database.
pub struct TestSite {
    pub db: TestDb,
    pub app: App,
    pub clock: Clock,
    site: Arc<Site>,
    addresses: AtomicU8,
}

impl TestSite {
    /// Without rate limits, with a clock that tests move.
    pub fn over(db: TestDb) -> Self {
        Self::with(db, Limits::new(false), ORIGIN)
    }

    /// With the limits of service.
    pub fn limited(db: TestDb) -> Self {
        Self::with(db, Limits::new(true), ORIGIN)
    }

    /// Reached over TLS.
    pub fn over_tls(db: TestDb) -> Self {
        Self::with(db, Limits::new(false), "https://tutti.test")
    }

    fn with(db: TestDb, limits: Limits, origin: &str) -> Self {
        let clock = Clock::movable();
        let about = AboutSite {
            public_url: origin.parse().expect("an address"),
            source_url: Some("https://source.example/tutti".to_owned()),
            operator: None,
            time_zone: "Europe/Lisbon".to_owned(),
        };
        let app = App::from(Shared::new(
            db.clone(),
            about,
            clock.clone(),
            limits,
            server::assets::root(),
        ));
        let site = Arc::new(server::site(app.clone(), Default::default()));
        Self {
            db,
            app,
            clock,
            site,
            addresses: AtomicU8::new(1),
        }
    }

    /// Somebody without a session, at an address of their own.
    pub fn guest(&self) -> Visitor {
        let last = self.addresses.fetch_add(1, Ordering::Relaxed);
        Visitor {
            router: self.site.router.clone(),
            address: ClientAddress([192, 0, 2, last].into()),
            name: String::new(),
            cookies: Arc::default(),
        }
    }

    /// Somebody who has just signed up under this name, through the form.
    pub async fn member(&self, name: &str) -> Visitor {
        let mut visitor = self.guest();
        let email = format!("{name}@example.test");
        let fields = [("username", name), ("email", &email), ("password", PASSWORD)];
        let answer = visitor.act("accounts/signup", &fields).await;
        assert_eq!(answer.status, 303, "{name} can't sign up: {}", answer.text);
        visitor.name = name.to_owned();
        visitor
    }

    /// Now, as the site's clock has it.
    pub fn now(&self) -> Instant {
        self.clock.now()
    }

    /// Sets the site's clock, which goes on from there. To a day that has been: cookies live by the machine's clock, and one
    /// that ended before it was given would be taken back at once.
    pub fn set_clock(&self, to: &str) {
        let to: jiff::Timestamp = to.parse().expect("a moment");
        self.clock.advance(Instant::from(to).since(self.now()));
    }

    /// A wall time in Lisbon so many hours from now, as a form takes it.
    pub fn hours_ahead(&self, hours: i64) -> String {
        let then = self.now().plus(SignedDuration::from_hours(hours)).timestamp();
        let zone = jiff::tz::TimeZone::get("Europe/Lisbon").expect("Lisbon has a zone");
        then.to_zoned(zone).strftime("%Y-%m-%dT%H:%M").to_string()
    }

    /// Cancels an event over its hosts' heads. Says whether it was there.
    pub async fn cancel(&self, slug: &str) -> bool {
        let now = self.now();
        let cancel = "UPDATE events SET status = 'cancelled', cancelled_at = $2 WHERE slug = $1";
        let done = tutti::transact!(self.db, tx => { Ok(tx.query(cancel).bind(slug).bind(now).execute().await?) });
        done.expect("a database") == 1
    }

    /// Says for somebody who may see their profile.
    pub async fn set_visibility(&self, username: &str, visibility: &str) {
        let set = "UPDATE users SET visibility = $2 WHERE username = $1";
        self.change(set, username, visibility).await;
    }

    /// Says whether somebody's account is active, suspended or gone.
    pub async fn set_status(&self, username: &str, status: &str) {
        let set = "UPDATE users SET status = $2 WHERE username = $1";
        self.change(set, username, status).await;
    }

    async fn change(&self, set: &'static str, username: &str, value: &str) {
        let done = tutti::transact!(self.db, tx => { Ok(tx.query(set).bind(username).bind(value).execute().await?) });
        assert_eq!(done.expect("a database"), 1);
    }

    /// Takes the database away.
    pub async fn close_database(&self) {
        self.app.db.close().await;
    }

    /// Waits for the acts that still run, as shutdown does.
    pub async fn finish(&self) {
        self.site.running.close();
        self.site.running.wait().await;
        self.site.running.reopen();
    }
}

/// A browser without a script, or a program: keeps cookies, sends what browsers send. A clone is another window of it.
#[derive(Clone)]
pub struct Visitor {
    router: axum::Router,
    address: ClientAddress,
    pub name: String,
    cookies: Arc<Mutex<BTreeMap<String, String>>>,
}

impl Visitor {
    /// Opens a page.
    pub async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).header(header::ACCEPT, "text/html"), Body::empty())
            .await
    }

    /// Sends a form as a browser without a script does, from a page of ours.
    pub async fn act(&self, act: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(format!("/api/{act}"))
            .header(header::ACCEPT, "text/html")
            .header("sec-fetch-site", "same-origin");
        self.send(
            request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
            Body::from(urlencoded(fields)),
        )
        .await
    }

    /// Sends a form as a script does, and reads JSON.
    pub async fn call(&self, act: &str, fields: &[(&str, &str)]) -> Answer {
        let request = Request::post(format!("/api/{act}"))
            .header(header::ACCEPT, "application/json")
            .header("sec-fetch-site", "same-origin");
        self.send(
            request.header(header::CONTENT_TYPE, "application/x-www-form-urlencoded"),
            Body::from(urlencoded(fields)),
        )
        .await
    }

    /// Sends anything at all.
    pub async fn raw(&self, method: Method, path: &str, headers: &[(&str, &str)], body: impl Into<Body>) -> Answer {
        let request = headers
            .iter()
            .fold(Request::builder().method(method).uri(path), |request, (name, value)| {
                request.header(*name, *value)
            });
        self.send(request, body.into()).await
    }

    /// The value of a cookie this visitor holds.
    pub fn cookie(&self, name: &str) -> Option<String> {
        self.jar().get(name).cloned()
    }

    pub fn set_cookie(&self, name: &str, value: &str) {
        self.jar().insert(name.to_owned(), value.to_owned());
    }

    pub fn forget_cookies(&self) {
        self.jar().clear();
    }

    fn jar(&self) -> MutexGuard<'_, BTreeMap<String, String>> {
        self.cookies.lock().unwrap_or_else(PoisonError::into_inner)
    }

    async fn send(&self, request: axum::http::request::Builder, body: Body) -> Answer {
        let cookies: Vec<_> = self
            .jar()
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        let request = if cookies.is_empty() {
            request
        } else {
            request.header(header::COOKIE, cookies.join("; "))
        };
        let mut request = request.body(body).expect("a request");
        request.extensions_mut().insert(self.address);
        let response = self.router.clone().oneshot(request).await.expect("routers answer");
        let (parts, body) = response.into_parts();
        let bytes = to_bytes(body, 16 * 1024 * 1024).await.expect("a body");
        let answer = Answer {
            status: parts.status.as_u16(),
            text: String::from_utf8_lossy(&bytes).into_owned(),
            headers: parts.headers,
        };
        for (name, value, gone) in answer.cookies() {
            let mut kept = self.jar();
            if gone {
                kept.remove(&name)
            } else {
                kept.insert(name, value)
            };
        }
        answer
    }
}

/// Fields as a form's body.
pub fn urlencoded(fields: &[(&str, &str)]) -> String {
    let pairs = fields
        .iter()
        .map(|(name, value)| format!("{name}={}", tutti::app::encoded(value)));
    pairs.collect::<Vec<_>>().join("&")
}

/// What came back.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub text: String,
}

impl Answer {
    /// A header's value, or nothing.
    pub fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().expect("a header of text"))
    }

    /// Where a redirect leads. Fails if this is none, or leads away from the site.
    pub fn location(&self) -> &str {
        assert!(
            StatusCode::from_u16(self.status).is_ok_and(|status| status.is_redirection()),
            "{} is no redirect: {}",
            self.status,
            self.text
        );
        let to = self.header("location");
        assert!(to.starts_with('/') && !to.starts_with("//"), "leads away: {to}");
        to
    }

    /// The page, as a person hears it.
    pub fn page(&self) -> Html {
        assert!(
            self.header("content-type").starts_with("text/html"),
            "no page: {} {}",
            self.status,
            self.text
        );
        Html::parse(&self.text)
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.text).unwrap_or_else(|_| panic!("no JSON: {} {}", self.status, self.text))
    }

    /// The message of a problem document for a field.
    pub fn problem(&self, field: &str) -> String {
        assert_eq!(self.header("content-type"), "application/problem+json", "{}", self.text);
        self.json()["errors"][field].as_str().unwrap_or_default().to_owned()
    }

    /// Name, value, and whether it is taken back.
    pub fn cookies(&self) -> Vec<(String, String, bool)> {
        let lines = self
            .headers
            .get_all(header::SET_COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok());
        lines
            .filter_map(|line| {
                let (pair, attributes) = line.split_once(';').unwrap_or((line, ""));
                let (name, value) = pair.split_once('=')?;
                Some((name.to_owned(), value.to_owned(), attributes.contains("Max-Age=0")))
            })
            .collect()
    }
}
