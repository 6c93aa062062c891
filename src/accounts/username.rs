//! A user name, and the two keys that keep others from looking like it.

use crate::t;

/// The fewest characters of a user name.
pub const USERNAME_MIN: usize = 3;

/// The most characters of a user name.
pub const USERNAME_MAX: usize = 30;

/// Names that would speak for the site, or stand for nobody.
const RESERVED: &[&str] = &[
    "abuse",
    "account",
    "accounts",
    "admin",
    "administrator",
    "all",
    "anonymous",
    "anyone",
    "api",
    "bot",
    "contact",
    "deleted",
    "everybody",
    "everyone",
    "guest",
    "help",
    "helpdesk",
    "hostmaster",
    "info",
    "login",
    "logout",
    "mail",
    "mailer-daemon",
    "me",
    "mod",
    "moderation",
    "moderator",
    "moderators",
    "new",
    "nobody",
    "no-reply",
    "noreply",
    "null",
    "official",
    "owner",
    "postmaster",
    "root",
    "security",
    "settings",
    "signup",
    "staff",
    "support",
    "sysadmin",
    "system",
    "team",
    "tutti",
    "tutti-admin",
    "tutti-support",
    "tutti-team",
    "undefined",
    "webmaster",
    "with",
    "www",
];

/// Who has left is called `former-` and some characters.
const FORMER: &str = "former-";

/// A user name that may be used: shown as typed, found by its key, protected by its skeleton.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Username {
    typed: String,
    key: String,
    skeleton: String,
}

impl Username {
    /// The rules: 3 to 30 ASCII letters, digits, `_` and `-`, and no reserved word. Trims the ends.
    pub fn parse(typed: &str) -> Result<Self, String> {
        let typed = typed.trim();
        if typed.is_empty() {
            return Err(t!("signup-username-missing"));
        }
        let length = typed.chars().take(USERNAME_MAX + 1).count();
        if !(USERNAME_MIN..=USERNAME_MAX).contains(&length) {
            return Err(t!("signup-username-length", min = USERNAME_MIN, max = USERNAME_MAX));
        }
        let (Some(key), skeleton) = (key(typed), skeleton(typed)) else {
            return Err(t!("signup-username-characters"));
        };
        let reserved = RESERVED.iter().any(|word| self::skeleton(word) == skeleton);
        if reserved || skeleton.starts_with(&self::skeleton(FORMER)) {
            return Err(t!("signup-username-reserved"));
        }
        Ok(Self {
            typed: typed.to_owned(),
            key,
            skeleton,
        })
    }

    /// As typed: what people read, and what addresses are made of.
    pub fn as_str(&self) -> &str {
        &self.typed
    }

    /// Lower case: under this a name is found and unique.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// What the name looks like at a glance: unique, too.
    pub fn skeleton(&self) -> &str {
        &self.skeleton
    }
}

/// The key under which a user name is looked up, if its characters can be those of one.
pub fn key(typed: &str) -> Option<String> {
    let plain = typed
        .chars()
        .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-'));
    plain.then(|| typed.to_ascii_lowercase())
}

/// One text for all names that look alike at a glance: 0 and o, 1, l and i, rn and m, - and _.
fn skeleton(typed: &str) -> String {
    let plain = |c: char| match c.to_ascii_lowercase() {
        '0' => 'o',
        '1' | 'i' => 'l',
        '-' => '_',
        c => c,
    };
    typed.chars().map(plain).collect::<String>().replace("rn", "m")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_shown_as_typed_and_found_in_lower_case() {
        let name = Username::parse(" Ines-Duarte_7 ").unwrap();
        assert_eq!((name.as_str(), name.key()), ("Ines-Duarte_7", "ines-duarte_7"));
    }

    #[test]
    fn a_name_has_3_to_30_characters_of_few_kinds() {
        for good in ["abc", "a-b", "007", "Zoe_", &"x".repeat(30)] {
            assert!(Username::parse(good).is_ok(), "{good:?}");
        }
        for bad in [
            "",
            "ab",
            "a b",
            "ines.duarte",
            "in/es",
            "inês",
            "іnes",
            "ｉｎｅｓ",
            "in\u{200b}es",
            "\u{202e}seni",
            "ines@example.org",
            "ines\nduarte",
            "a%2e",
            "🥁🥁🥁",
            &"x".repeat(31),
            &"é".repeat(40_000),
        ] {
            assert!(Username::parse(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn names_that_look_alike_have_one_skeleton() {
        for (one, other) in [
            ("bob", "b0b"),
            ("bob", "BOB"),
            ("will", "w1ll"),
            ("will", "wiLI"),
            ("modern", "modem"),
            ("modern", "M0DERN"),
            ("ana_lu", "ana-lu"),
            ("rnrn", "mm"),
            ("earnie", "eam1e"),
        ] {
            assert_eq!(skeleton(one), skeleton(other), "{one} {other}");
        }
        for (one, other) in [("bob", "bab"), ("anna", "ana"), ("ana_lu", "analu"), ("ruben", "mben")] {
            assert_ne!(skeleton(one), skeleton(other), "{one} {other}");
        }
    }

    #[test]
    fn names_that_would_speak_for_the_site_are_refused() {
        for bad in [
            "admin",
            "Admin",
            "adm1n",
            "ADMlN",
            "tutti",
            "TUTT1",
            "M0derator",
            "no_reply",
            "root",
            "former-ab2cd3ef",
            "Former_x",
            "f0rmer-x",
        ] {
            assert!(Username::parse(bad).is_err(), "{bad:?}");
        }
        for good in ["administrata", "tuttifrutti", "former", "formerly", "mods"] {
            assert!(Username::parse(good).is_ok(), "{good:?}");
        }
    }
}
