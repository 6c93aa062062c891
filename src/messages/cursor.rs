//! Where a page of threads ended, as it stands in the address of the next one: a position, written so that nobody reads
//! an id out of it or builds on it.

use super::model::Listed;
use crate::instant::Instant;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use uuid::Uuid;

/// The place of a thread in the order of a person's messages.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub last_message_at: Instant,
    pub thread_id: Uuid,
}

impl Cursor {
    /// The place of this thread.
    pub fn of(listed: &Listed) -> Self {
        Self {
            last_message_at: listed.last_message_at,
            thread_id: listed.thread_id,
        }
    }

    /// As it stands in an address.
    pub fn write(self) -> String {
        let mut bytes = [0; 24];
        bytes[..8].copy_from_slice(&self.last_message_at.micros().to_be_bytes());
        bytes[8..].copy_from_slice(self.thread_id.as_bytes());
        URL_SAFE_NO_PAD.encode(bytes)
    }

    /// Nothing, when an address was cut or made up.
    pub fn read(text: &str) -> Option<Self> {
        let bytes: [u8; 24] = URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok()?;
        let (micros, id) = bytes.split_at(8);
        Some(Self {
            last_message_at: Instant::from_micros(i64::from_be_bytes(micros.try_into().ok()?))?,
            thread_id: Uuid::from_slice(id).ok()?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_was() {
        for micros in [0, 1, 1_798_144_200_123_456] {
            let cursor = Cursor {
                last_message_at: Instant::from_micros(micros).unwrap(),
                thread_id: Uuid::from_u128(7),
            };
            assert_eq!(Cursor::read(&cursor.write()), Some(cursor));
        }
    }

    #[test]
    fn what_is_no_cursor_is_refused() {
        for text in ["", "x", "AAAA", "%%%", &"A".repeat(400)] {
            assert_eq!(Cursor::read(text), None, "{text}");
        }
    }
}
