//! Where a request comes from, when a proxy may stand between.
//!
//! A client can write anything into `X-Forwarded-For`, and each proxy appends whom it heard. So the list counts only when
//! the connection comes from a trusted proxy, and is read from its end: the first address there that is no trusted proxy is
//! the client. A list that is not made of addresses is not believed beyond the last one that could be read.

use std::net::{IpAddr, SocketAddr};
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderMap, HeaderName};
use axum::middleware::Next;
use axum::response::Response;

use crate::app::ClientAddress;

const X_FORWARDED_FOR: HeaderName = HeaderName::from_static("x-forwarded-for");

/// The networks whose word about a client's address is believed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TrustedProxies(Arc<[Network]>);

impl TrustedProxies {
    /// Is nobody believed?
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    fn contain(&self, address: IpAddr) -> bool {
        self.0.iter().any(|network| network.contains(address))
    }

    /// The client's address, from the connection's peer and the request's headers.
    fn client(&self, peer: IpAddr, headers: &HeaderMap) -> IpAddr {
        let mut client = peer.to_canonical();
        // several headers are one list (RFC 9110, section 5.3)
        let mut hops = headers
            .get_all(X_FORWARDED_FOR)
            .iter()
            .rev()
            .flat_map(|value| value.as_bytes().rsplit(|b| *b == b','));
        while self.contain(client) {
            match hops.next().and_then(hop) {
                Some(address) => client = address,
                None => break,
            }
        }
        client
    }
}

/// One entry of the list: an address, by some proxies with its port or in brackets.
fn hop(bytes: &[u8]) -> Option<IpAddr> {
    let text = std::str::from_utf8(bytes).ok()?.trim();
    let address = text
        .parse::<IpAddr>()
        .ok()
        .or_else(|| text.parse::<SocketAddr>().ok().map(|a| a.ip()));
    let bracketed = || text.strip_prefix('[')?.strip_suffix(']')?.parse::<IpAddr>().ok();
    Some(address.or_else(bracketed)?.to_canonical())
}

impl FromStr for TrustedProxies {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        text.split(',')
            .map(str::trim)
            .filter(|part| !part.is_empty())
            .map(str::parse)
            .collect::<Result<_, _>>()
            .map(Self)
    }
}

/// An address, or all that share its first bits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Network {
    address: IpAddr,
    prefix: u8,
}

impl Network {
    fn contains(&self, other: IpAddr) -> bool {
        match (self.address, other) {
            (IpAddr::V4(a), IpAddr::V4(b)) => {
                let differing = a.to_bits() ^ b.to_bits();
                differing.leading_zeros() >= u32::from(self.prefix)
            }
            (IpAddr::V6(a), IpAddr::V6(b)) => {
                let differing = a.to_bits() ^ b.to_bits();
                differing.leading_zeros() >= u32::from(self.prefix)
            }
            _ => false,
        }
    }
}

impl FromStr for Network {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let wrong = || format!("{text:?} is neither an address nor a network like 10.0.0.0/8");
        let (address, prefix) = text
            .split_once('/')
            .map_or((text, None), |(address, prefix)| (address, Some(prefix)));
        let address: IpAddr = address.parse().map_err(|_| wrong())?;
        let bits = if address.is_ipv4() { 32 } else { 128 };
        let prefix = match prefix {
            None => bits,
            Some(digits) => digits.parse().ok().filter(|prefix| *prefix <= bits).ok_or_else(wrong)?,
        };
        Ok(Self { address, prefix })
    }
}

/// A layer that notes the [`ClientAddress`] of every request. Its peer comes from the accept loop.
pub async fn note_address(State(trusted): State<TrustedProxies>, mut request: Request, next: Next) -> Response {
    if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>() {
        let client = trusted.client(peer.ip(), request.headers());
        request.extensions_mut().insert(ClientAddress(client));
    }
    next.run(request).await
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn client(trusted: &str, peer: &str, forwarded: &[&str]) -> String {
        let mut headers = HeaderMap::new();
        for value in forwarded {
            headers.append(X_FORWARDED_FOR, HeaderValue::from_str(value).unwrap());
        }
        let trusted: TrustedProxies = trusted.parse().unwrap();
        trusted.client(peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_stranger_is_who_connects_whatever_they_say() {
        for forwarded in [&["198.51.100.1"][..], &["127.0.0.1", "10.0.0.1"], &[""], &[]] {
            assert_eq!(client("", "192.0.2.7", forwarded), "192.0.2.7");
            assert_eq!(client("10.0.0.0/8,::1", "192.0.2.7", forwarded), "192.0.2.7");
        }
    }

    #[test]
    fn behind_trusted_proxies_the_rightmost_stranger_counts() {
        let trusted = "10.0.0.0/8, ::1";
        assert_eq!(client(trusted, "10.1.2.3", &["198.51.100.1"]), "198.51.100.1");
        assert_eq!(
            client(trusted, "10.1.2.3", &["203.0.113.9, 198.51.100.1"]),
            "198.51.100.1",
            "the left is forged"
        );
        assert_eq!(
            client(trusted, "::1", &["198.51.100.1, 10.9.9.9,10.8.8.8"]),
            "198.51.100.1"
        );
        assert_eq!(
            client(trusted, "::1", &["198.51.100.1", "10.9.9.9"]),
            "198.51.100.1",
            "two headers are one list"
        );
        assert_eq!(
            client(trusted, "::ffff:10.1.2.3", &["::ffff:198.51.100.1"]),
            "198.51.100.1"
        );
        assert_eq!(client(trusted, "::1", &["2001:db8::5"]), "2001:db8::5");
        assert_eq!(client(trusted, "::1", &["[2001:db8::5]:4711"]), "2001:db8::5");
        assert_eq!(client(trusted, "::1", &["[2001:db8::5]"]), "2001:db8::5");
        assert_eq!(client(trusted, "::1", &["198.51.100.1:4711"]), "198.51.100.1");
    }

    #[test]
    fn what_cannot_be_read_is_not_believed() {
        assert_eq!(client("::1", "::1", &[]), "::1");
        assert_eq!(client("::1", "::1", &["unknown"]), "::1");
        assert_eq!(client("::1", "::1", &["198.51.100.1, unknown"]), "::1");
        assert_eq!(
            client("::1,10.0.0.0/8", "::1", &["198.51.100.1, , 10.0.0.1"]),
            "10.0.0.1"
        );
        assert_eq!(
            client("10.0.0.0/8", "10.0.0.1", &["10.0.0.2"]),
            "10.0.0.2",
            "only proxies: the farthest"
        );
    }

    #[test]
    fn networks_are_read_strictly() {
        for wrong in [
            "10.0.0.0/33",
            "::1/129",
            "10.0.0",
            "example.org",
            "10.0.0.0/",
            "10.0.0.0/-1",
            "10.0.0.0/8/8",
        ] {
            assert!(wrong.parse::<TrustedProxies>().is_err(), "{wrong}");
        }
        let all: TrustedProxies = "0.0.0.0/0".parse().unwrap();
        assert!(all.contain("203.0.113.1".parse().unwrap()) && !all.contain("::1".parse().unwrap()));
        let odd: TrustedProxies = "192.0.2.128/25, 2001:db8::/33".parse().unwrap();
        assert!(odd.contain("192.0.2.200".parse().unwrap()) && !odd.contain("192.0.2.100".parse().unwrap()));
        assert!(odd.contain("2001:db8:7fff::".parse().unwrap()) && !odd.contain("2001:db8:8000::".parse().unwrap()));
        assert_eq!(" , ".parse::<TrustedProxies>().unwrap(), TrustedProxies::default());
    }
}
