//! The address under which people reach this site.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// Scheme, host and port of the site, without a path: what links, the Origin check and the cookies' flags follow.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublicUrl {
    /// As browsers write it in `Origin`: lower case, no default port, no slash at the end.
    origin: String,
    https: bool,
    loopback: bool,
}

impl PublicUrl {
    /// As a browser sends it in `Origin`, for comparison: `https://tutti.example`.
    pub fn origin(&self) -> &str {
        &self.origin
    }

    /// Whether people come over TLS: cookies are `Secure` and `__Host-`, and HSTS is sent, exactly then.
    pub fn is_https(&self) -> bool {
        self.https
    }

    /// Whether only this machine can mean it.
    pub fn is_loopback(&self) -> bool {
        self.loopback
    }

    /// Host and port, as people say it: `tutti.example`.
    pub fn host(&self) -> &str {
        self.origin.split_once("://").map_or(&self.origin, |(_, host)| host)
    }

    /// The absolute address of a path of this site, which starts with a slash.
    pub fn join(&self, path: &str) -> String {
        debug_assert!(path.starts_with('/'), "{path:?} is no path of this site");
        format!("{}{path}", self.origin)
    }
}

impl fmt::Display for PublicUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.origin)
    }
}

impl FromStr for PublicUrl {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let example = "write it like https://tutti.example";
        let url = Url::parse(text).map_err(|error| format!("{error}; {example}"))?;
        let https = match url.scheme() {
            "https" => true,
            "http" => false,
            other => return Err(format!("{other}: is neither http: nor https:; {example}")),
        };
        if !url.username().is_empty() || url.password().is_some() {
            return Err(format!("it must not hold a user name or password; {example}"));
        }
        if url.path() != "/" || url.query().is_some() || url.fragment().is_some() {
            return Err(format!(
                "it must end after the host and port, for Tutti needs a host of its own; {example}"
            ));
        }
        let loopback = match url.host() {
            Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
            Some(Host::Ipv4(address)) => address.is_loopback(),
            Some(Host::Ipv6(address)) => address.is_loopback(),
            None => return Err(format!("it names no host; {example}")),
        };
        Ok(Self {
            origin: url.origin().ascii_serialization(),
            https,
            loopback,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> PublicUrl {
        text.parse().unwrap_or_else(|error| panic!("{text}: {error}"))
    }

    #[test]
    fn the_origin_is_written_as_browsers_write_it() {
        assert_eq!(parse("HTTPS://Tutti.Example:443/").origin(), "https://tutti.example");
        assert_eq!(parse("http://127.0.0.1:3000").origin(), "http://127.0.0.1:3000");
        assert_eq!(parse("http://[::1]:80").origin(), "http://[::1]");
        assert_eq!(parse("https://müsik.example").origin(), "https://xn--msik-0ra.example");
        assert_eq!(
            parse("https://tutti.example/").join("/events"),
            "https://tutti.example/events"
        );
    }

    #[test]
    fn it_knows_tls_and_loopback() {
        assert!(parse("https://tutti.example").is_https());
        assert!(!parse("http://tutti.example").is_https());
        for loopback in [
            "http://localhost:3000",
            "http://127.3.2.1",
            "https://[::1]",
            "http://tutti.localhost",
        ] {
            assert!(parse(loopback).is_loopback(), "{loopback}");
        }
        for public in [
            "http://localhost.example",
            "http://128.0.0.1",
            "http://0.0.0.0",
            "http://notlocalhost",
        ] {
            assert!(!parse(public).is_loopback(), "{public}");
        }
    }

    #[test]
    fn anything_but_an_origin_is_refused_with_a_reason() {
        for wrong in [
            "",
            "tutti.example",
            "ftp://tutti.example",
            "javascript:alert(1)",
            "https://",
            "https://tutti.example/music",
            "https://tutti.example?x",
            "https://tutti.example/#x",
            "https://ann@tutti.example",
            "https://:secret@tutti.example",
            "https://tutti.example:99999",
        ] {
            let error = wrong.parse::<PublicUrl>().expect_err(wrong);
            assert!(error.contains("https://tutti.example"), "{error}");
        }
    }
}
