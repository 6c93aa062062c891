//! What the server's outermost layers know of a request and rooms may read from its extensions.

use std::fmt;
use std::net::IpAddr;

use super::clock::base32;

/// Names one request: in every line of the log it causes, in the header `x-request-id`, and on its error page.
///
/// Always made here. An id that a client sends is ignored: it could forge or collide with the trail of another request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(String);

impl RequestId {
    /// Twelve characters that are easy to read aloud: 60 random bits.
    pub fn random() -> Self {
        Self(base32(12))
    }

    /// The id as it is shown.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for RequestId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The address a request comes from: the connection's peer, or what a trusted proxy says of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClientAddress(pub IpAddr);

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_short_and_differ() {
        let ids: std::collections::HashSet<String> = (0..1000).map(|_| RequestId::random().to_string()).collect();
        assert_eq!(ids.len(), 1000);
        assert!(
            ids.iter()
                .all(|id| id.len() == 12 && id.bytes().all(|b| b.is_ascii_alphanumeric()))
        );
    }
}
