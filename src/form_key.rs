//! The key that a form carries, so that the same form posted twice is one act.

use sha2::{Digest, Sha256};
use uuid::Uuid;

/// The id of one sending, of the key as it came. Our forms carry a UUID; whatever else a program makes up is as good, by
/// its hash. `None`: there is no key, and each sending is one of its own.
pub fn sending(key: &str) -> Option<Uuid> {
    match key.trim() {
        "" => None,
        key => Some(key.parse().unwrap_or_else(|_| {
            let hash = Sha256::digest(key);
            Uuid::from_bytes(std::array::from_fn(|at| hash[at]))
        })),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_is_the_same_each_time() {
        let id = Uuid::from_u128(42);
        assert_eq!(sending(&id.to_string()), Some(id));
        assert_eq!(sending("my-own-key"), sending(" my-own-key "));
        assert_ne!(sending("my-own-key"), sending("my-other-key"));
        assert_eq!(sending(" "), None);
    }
}
