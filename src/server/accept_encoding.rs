//! Which compressed variant of a file a client likes best (RFC 9110, section 12.5.3).

use axum::http::{HeaderMap, HeaderValue, header};

/// How a file may be encoded, the smallest last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Encoding {
    Identity,
    Gzip,
    Zstd,
    Brotli,
}

impl Encoding {
    /// Its name (RFC 9110, section 8.4.1).
    pub fn coding(self) -> &'static str {
        match self {
            Self::Identity => "identity",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
            Self::Brotli => "br",
        }
    }

    /// For `Content-Encoding`, which is absent from what is not encoded.
    pub fn name(self) -> Option<HeaderValue> {
        (self != Self::Identity).then(|| HeaderValue::from_static(self.coding()))
    }

    fn matches(self, coding: &str) -> bool {
        let names: &[&str] = match self {
            Self::Identity => &["identity"],
            Self::Gzip => &["gzip", "x-gzip"],
            Self::Zstd => &["zstd"],
            Self::Brotli => &["br"],
        };
        names.iter().any(|name| coding.eq_ignore_ascii_case(name))
    }
}

/// The encoding of those offered that the client prefers, of equals the smallest; the plain file when it likes none.
pub fn preferred(headers: &HeaderMap, offered: &[Encoding]) -> Encoding {
    let accepted: Vec<(&str, u16)> = headers
        .get_all(header::ACCEPT_ENCODING)
        .iter()
        .filter_map(|v| v.to_str().ok())
        .flat_map(codings)
        .collect();
    let weight = |encoding: &Encoding| {
        let named = accepted.iter().find(|(coding, _)| encoding.matches(coding));
        let any = || accepted.iter().find(|(coding, _)| *coding == "*");
        match (named.or_else(any), encoding) {
            (Some((_, weight)), _) => *weight,
            // always acceptable, but least liked, unless excluded
            (None, Encoding::Identity) => 1,
            (None, _) => 0,
        }
    };
    let liked = offered
        .iter()
        .map(|encoding| (weight(encoding), *encoding))
        .filter(|(weight, _)| *weight > 0);
    liked.max().map_or(Encoding::Identity, |(_, encoding)| encoding)
}

/// The codings of one header with their weights in thousandths. What cannot be read is not accepted.
fn codings(list: &str) -> impl Iterator<Item = (&str, u16)> {
    list.split(',').filter_map(|item| {
        let mut parts = item.split(';').map(str::trim);
        let coding = parts.next().filter(|coding| !coding.is_empty())?;
        let mut weight = 1000;
        for parameter in parts {
            let (name, value) = parameter.split_once('=')?;
            if name.trim().eq_ignore_ascii_case("q") {
                weight = thousandths(value.trim())?;
            }
        }
        Some((coding, weight))
    })
}

fn thousandths(value: &str) -> Option<u16> {
    let weight: f32 = value.parse().ok()?;
    (0.0..=1.0).contains(&weight).then(|| (weight * 1000.0).round() as u16)
}

#[cfg(test)]
mod tests {
    use super::*;
    use Encoding::{Brotli, Gzip, Identity};

    fn best(accept: &[&str], offered: &[Encoding]) -> Encoding {
        let mut headers = HeaderMap::new();
        for value in accept {
            headers.append(header::ACCEPT_ENCODING, value.parse().unwrap());
        }
        preferred(&headers, offered)
    }

    #[test]
    fn the_clients_wish_decides_and_then_the_size() {
        for (accept, encoding) in [
            ("gzip, deflate, br, zstd", Brotli),
            ("br, gzip", Brotli),
            ("gzip;q=1.0, br;q=0.5", Gzip),
            ("br;q=0, gzip", Gzip),
            ("br;q=0.000,gzip;q=0", Identity),
            ("BR", Brotli),
            ("x-gzip", Gzip),
            (" br ; q=0.8 , gzip ; Q=0.9 ", Gzip),
            ("identity", Identity),
            ("identity;q=0.5, gzip;q=0.4", Identity),
            ("*", Brotli),
            ("*;q=0", Identity),
            ("gzip, *;q=0", Gzip),
            ("br;q=0, *", Gzip),
            ("brotli, xbr, br2, embr", Identity),
            ("deflate", Identity),
            ("br;q=nonsense", Identity),
            ("br;q=2", Identity),
            ("br;q=-1, gzip;q=NaN", Identity),
            ("", Identity),
            (",;,", Identity),
        ] {
            assert_eq!(best(&[accept], &[Identity, Gzip, Brotli]), encoding, "{accept:?}");
        }
        assert_eq!(best(&[], &[Identity, Gzip, Brotli]), Identity);
        assert_eq!(best(&["gzip", "br;q=0.1"], &[Identity, Gzip, Brotli]), Gzip);
    }

    #[test]
    fn only_what_is_there_is_chosen() {
        assert_eq!(best(&["br, gzip"], &[Identity, Gzip]), Gzip);
        assert_eq!(best(&["br, gzip"], &[Identity]), Identity);
        assert_eq!(best(&["identity;q=0"], &[Identity]), Identity, "better than an error");
    }
}
