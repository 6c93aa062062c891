//! What a request costs that can be counted and need not be timed: statements and bytes.

use std::time::Duration;

use super::Fallible;
use super::cases::{Case, turn};
use super::client::Client;
use super::figures::shown;
use super::server::Server;

/// Longer than a member is known without asking the database (`identity/cache.rs`).
const FORGOTTEN: Duration = Duration::from_millis(2200);
/// How many requests a mean is of.
const COUNTED: usize = 20;

/// Of one case.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Statements of the first request after a while, and of those that follow at once.
    pub first: f64,
    pub then: f64,
    /// Means, of the body alone.
    pub raw: f64,
    pub brotli: f64,
}

impl Counted {
    /// A page's. The server must tell of its statements.
    pub async fn page(server: &Server, client: &Client, case: &Case) -> Fallible<Self> {
        let (mut raw, mut brotli) = (0, 0);
        // Every path once before: what is found out only once is no cost of a request.
        for path in &case.paths {
            raw += client.get(path).await?.good()?.body.len();
            brotli += client.get_encoded(path, "br").await?.good()?.body.len();
        }
        tokio::time::sleep(FORGOTTEN).await;
        let before = server.statements();
        client.get(turn(&case.paths, 0)?).await?.good()?;
        let between = server.statements();
        for number in 0..COUNTED {
            client.get(turn(&case.paths, number)?).await?.good()?;
        }
        let paths = case.paths.len() as f64;
        Ok(Self {
            first: (between - before) as f64,
            then: (server.statements() - between) as f64 / COUNTED as f64,
            raw: raw as f64 / paths,
            brotli: brotli as f64 / paths,
        })
    }

    /// An act's, once for each of these forms.
    pub async fn act(server: &Server, client: &Client, act: &str, bodies: &[String]) -> Fallible<Self> {
        let (mut counts, mut raw) = (Vec::new(), 0);
        for body in bodies {
            let before = server.statements();
            raw += client.post(act, body).await?.good()?.body.len();
            counts.push((server.statements() - before) as f64);
        }
        let rest = counts.get(1..).unwrap_or_default();
        Ok(Self {
            first: counts.first().copied().unwrap_or(f64::NAN),
            then: rest.iter().sum::<f64>() / rest.len() as f64,
            raw: raw as f64 / counts.len() as f64,
            brotli: f64::NAN,
        })
    }

    /// `4`, or `5, then 4` where the first costs more.
    pub fn statements(&self) -> String {
        if (self.first - self.then).abs() < 0.05 || self.then.is_nan() {
            whole(self.first)
        } else {
            format!("{}, then {}", whole(self.first), whole(self.then))
        }
    }
}

fn whole(number: f64) -> String {
    if number.fract() == 0.0 {
        format!("{number}")
    } else {
        shown(number)
    }
}
