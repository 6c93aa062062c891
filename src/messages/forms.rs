//! What was typed into a message's form, and the message it makes.

use crate::error::{AppError, Check};
use crate::form_key::sending;
use crate::language::{Unclean, clean_text};
use crate::t;
use uuid::Uuid;

/// Unicode scalar values, after cleaning.
pub const LONGEST: usize = 4_000;

/// The number of a message, as a form or an address names it. What is none names no message.
pub fn seq(typed: &str) -> Result<i64, AppError> {
    let number = typed.trim().parse().ok().filter(|number| *number >= 1);
    number.ok_or(AppError::NotFound)
}

/// The form of messages/send, as typed.
#[derive(Clone, Debug, Default)]
pub struct MessageForm {
    pub content: String,
    pub key: String,
}

/// A message that can be sent: nothing in it is wrong any more.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewMessage {
    pub content: String,
    /// What makes a form that is posted twice one message.
    pub key: Option<Uuid>,
}

impl MessageForm {
    /// Every rule of a message.
    pub fn parse(&self) -> Result<NewMessage, AppError> {
        let mut check = Check::default();
        let content = check.field("content", content(&self.content));
        let key = sending(&self.key);
        check.finish(|| Some(NewMessage { content: content?, key }))
    }
}

fn content(typed: &str) -> Result<String, String> {
    let text = clean_text(typed).map_err(|Unclean| t!("message-content-unclean"))?;
    let length = text.chars().count();
    if length == 0 {
        Err(t!("message-content-empty"))
    } else if length > LONGEST {
        Err(t!("message-content-too-long", max = LONGEST, over = (length - LONGEST)))
    } else {
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(content: &str) -> Result<NewMessage, AppError> {
        MessageForm {
            content: content.into(),
            key: String::new(),
        }
        .parse()
    }

    fn fault(content: &str) -> String {
        let error = parse(content).expect_err("the form is refused");
        assert_eq!(error.status(), 422);
        let [fault] = error.fields() else {
            panic!("one fault, not {:?}", error.fields())
        };
        assert_eq!(fault.field, "content");
        fault.message.clone()
    }

    #[test]
    fn a_message_says_something() {
        for empty in ["", " ", "\r\n\t\n", "\u{a0}\u{3000}"] {
            assert_eq!(fault(empty), t!("message-content-empty"), "{empty:?}");
        }
    }

    #[test]
    fn its_length_is_counted_as_people_count_after_cleaning() {
        let longest = "ã".repeat(LONGEST);
        assert_eq!(parse(&longest).unwrap().content, longest);
        let decomposed = format!("  {}\r\n", "a\u{303}".repeat(LONGEST));
        assert_eq!(
            parse(&decomposed).unwrap().content,
            longest,
            "two code points typed, one counted"
        );
        assert_eq!(parse(&"🎷".repeat(LONGEST)).unwrap().content.len(), 4 * LONGEST);
        let over = fault(&"a".repeat(LONGEST + 3));
        assert!(over.contains('3'), "it says by how much: {over}");
    }

    #[test]
    fn lines_stay_and_control_characters_do_not() {
        assert_eq!(
            parse("one\r\ntwo\r\n\r\n\tthree ").unwrap().content,
            "one\ntwo\n\n\tthree"
        );
        assert_eq!(fault("bell\u{7}"), t!("message-content-unclean"));
    }

    #[test]
    fn a_number_that_is_none_names_no_message() {
        assert_eq!(seq(" 51 "), Ok(51));
        for wrong in ["", "x", "0", "-1", "1.0", "99999999999999999999"] {
            assert_eq!(seq(wrong), Err(AppError::NotFound), "{wrong}");
        }
    }

    #[test]
    fn a_key_is_any_text_and_the_same_text_is_the_same_key() {
        let key = |typed: &str| {
            let form = MessageForm {
                content: "hello".into(),
                key: typed.into(),
            };
            form.parse().unwrap().key
        };
        assert_eq!(key(""), None);
        assert_eq!(key("  "), None);
        assert!(key("k1").is_some());
        assert_eq!(key("k1"), key(" k1 "));
        assert_ne!(key("k1"), key("k2"));
        assert!(key(&"x".repeat(10_000)).is_some());
    }
}
