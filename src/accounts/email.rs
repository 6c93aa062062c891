//! An e-mail address that could exist, and the key under which it belongs to one person.

use crate::t;

/// No path of SMTP is longer (RFC 5321 §4.5.3.1.3, less its angle brackets).
pub const EMAIL_MAX: usize = 254;

/// An e-mail address as typed, and its key. Whether it exists, only a letter to it can tell.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Email {
    typed: String,
    key: String,
}

impl Email {
    /// The rules: something, `@`, and a domain of two labels or more. Trims the ends.
    pub fn parse(typed: &str) -> Result<Self, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(t!("signup-email-missing"));
        }
        if typed.chars().take(EMAIL_MAX + 1).count() > EMAIL_MAX {
            return Err(t!("signup-email-too-long", max = EMAIL_MAX));
        }
        let key = key(typed).ok_or_else(|| t!("signup-email-implausible"))?;
        Ok(Self {
            typed: typed.to_owned(),
            key,
        })
    }

    /// As typed: what letters are addressed to.
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// Lower case, the domain in IDNA's ASCII: one person's, however it is written.
    pub fn key(&self) -> &str {
        &self.key
    }
}

/// The key of an address, if it is plausible. Case counts before the `@` by the letter of RFC 5321; to people and to
/// every large provider it does not.
pub fn key(typed: &str) -> Option<String> {
    let (local, domain) = typed.rsplit_once('@')?;
    let key = format!("{}@{}", local_part(local)?, domain_part(domain)?);
    (key.len() <= EMAIL_MAX).then_some(key)
}

/// A dot-atom of RFC 5322 §3.2.3, in ASCII: quoted ones are nobody's, and smuggle things into headers.
fn local_part(local: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "!#$%&'*+-/=?^_`{|}~".contains(c);
    let atoms = local.split('.').all(|atom| !atom.is_empty() && atom.chars().all(plain));
    (atoms && local.len() <= 64).then(|| local.to_ascii_lowercase())
}

/// A domain name in any script, in ASCII, of two labels or more. Not an address literal, nothing that ends in digits.
fn domain_part(domain: &str) -> Option<String> {
    let ascii = idna::domain_to_ascii_strict(domain).ok()?;
    let (_, top) = ascii.rsplit_once('.')?;
    (!top.is_empty() && !top.bytes().all(|b| b.is_ascii_digit())).then_some(ascii)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_address_has_one_key() {
        for (typed, expected) in [
            ("ines@example.org", "ines@example.org"),
            ("  Ines.Duarte+tutti@Example.ORG\n", "ines.duarte+tutti@example.org"),
            ("ines@Bücher.example", "ines@xn--bcher-kva.example"),
            ("ines@bu\u{308}cher.example", "ines@xn--bcher-kva.example"),
            ("ines@XN--BCHER-KVA.example", "ines@xn--bcher-kva.example"),
            ("ines@ＥＸＡＭＰＬＥ.org", "ines@example.org"),
            ("ines@example。org", "ines@example.org"),
            ("o'brien@example.co.uk", "o'brien@example.co.uk"),
        ] {
            assert_eq!(Email::parse(typed).unwrap().key(), expected, "{typed:?}");
        }
        assert_eq!(Email::parse(" Ines@Example.org ").unwrap().as_str(), "Ines@Example.org");
    }

    #[test]
    fn what_can_not_be_an_address_is_refused() {
        let long_label = format!("ines@{}.org", "a".repeat(64));
        let long_local = format!("{}@example.org", "a".repeat(65));
        for typed in [
            "",
            "   ",
            "ines",
            "@example.org",
            "ines@",
            "ines@localhost",
            "ines@@example.org",
            "a@b@example.org",
            "in es@example.org",
            ".ines@example.org",
            "ines.@example.org",
            "in..es@example.org",
            "\"ines\"@example.org",
            "<ines@example.org>",
            "ines@example.org, ana@example.org",
            "ines@exa mple.org",
            "ines@example..org",
            "ines@.example.org",
            "ines@example.org.",
            "ines@-example.org",
            "ines@exam_ple.org",
            "ines@[127.0.0.1]",
            "ines@127.0.0.1",
            "ines@example.org\nbcc: ana@example.org",
            "i\u{0}nes@example.org",
            "inês@example.org",
            "ines＠example.org",
            "ines@xn--\u{fc}.org",
            &long_label,
            &long_local,
        ] {
            assert!(Email::parse(typed).is_err(), "{typed:?}");
        }
    }

    #[test]
    fn an_address_has_at_most_254_characters() {
        let fits = format!(
            "{}@{}.{}.{}.org",
            "a".repeat(64),
            "b".repeat(61),
            "c".repeat(61),
            "d".repeat(61)
        );
        assert_eq!((fits.len(), Email::parse(&fits).is_ok()), (254, true));
        assert!(Email::parse(&fits.replace(".org", ".info")).is_err());
        // longer as ASCII than as typed
        let unfolds = format!("{}@{}.org", "a".repeat(64), vec!["ü".repeat(40); 4].join("."));
        assert!(unfolds.chars().count() < 254 && Email::parse(&unfolds).is_err());
    }
}
