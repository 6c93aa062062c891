//! What the fields of an edit held when its person saw them first, so that an edit that comes too late is known by what they
//! changed. A browser posts all fields: those they left alone are not what they want, only what they were shown.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::sync::{Arc, Mutex, PoisonError};

/// A short digest of each field of a form, noted while the form is rendered.
#[derive(Clone, Debug, Default)]
pub(super) struct Seen(Arc<Mutex<Vec<String>>>);

impl Seen {
    /// Notes what a field holds.
    pub(super) fn note(&self, name: &str, value: &str) {
        let mut noted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        noted.push(digest(name, value));
    }

    /// As a hidden field carries it.
    pub(super) fn carried(&self) -> String {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).join(".")
    }
}

/// Did this field hold this, as a form carried it?
pub(super) fn holds(seen: &str, name: &str, value: &str) -> bool {
    let digest = digest(name, value);
    seen.split('.').any(|noted| noted == digest)
}

/// The same for what is saved and for what a browser makes of it (HTML §4.10.22.4: line breaks are CR LF).
fn digest(name: &str, value: &str) -> String {
    let value = value.replace("\r\n", "\n");
    let hash = Sha256::digest(format!("{name}={}", value.trim()));
    URL_SAFE_NO_PAD.encode(&hash[..6])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_holds_what_was_noted_of_it() {
        let seen = Seen::default();
        seen.note("title", "Slow session");
        seen.note("description", "Two\nlines");
        seen.note("fee", "");
        let carried = seen.carried();
        assert!(holds(&carried, "title", "Slow session"));
        assert!(holds(&carried, "description", "Two\r\nlines"));
        assert!(holds(&carried, "fee", ""));
        assert!(!holds(&carried, "title", ""), "another field's");
        assert!(!holds(&carried, "title", "Quick session"));
        assert!(!holds("", "title", ""), "a form that carries none");
    }
}
