//! What two people are to each other at an event, what they wrote, and who may write to whom.

use crate::events::model::{Kind, Status};
use crate::identity::model::called;
use crate::instant::Instant;
use jiff::SignedDuration;
use jiff::civil::DateTime;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

/// The answer of messages/send.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sent {
    /// The message's number in its thread.
    pub seq: i64,
}

/// The answer of messages/delete.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Deleted {
    /// The message's number, which it keeps.
    pub seq: i64,
}

/// How long one may take back what one has written.
pub const DELETABLE: SignedDuration = SignedDuration::from_hours(1);

/// Where a message stands, within its thread's page.
pub fn anchor(seq: i64) -> String {
    format!("m-{seq}")
}

/// Where the unread begins, within its thread's page.
pub const NEW: &str = "new";

/// The event that a thread is about.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct About {
    pub slug: String,
    /// `None`: it is a draft that the reader does not host (any more). Neither its day nor its place is told then.
    pub title: Option<String>,
    pub kind: Kind,
    pub status: Status,
    /// `YYYY-MM-DDTHH:MM` on a wall where it takes place; none for a call that has no time of its own.
    pub starts_local: Option<String>,
    pub venue: Option<String>,
    pub town: Option<String>,
}

impl About {
    /// The wall time at which it starts.
    pub fn starts(&self) -> Option<DateTime> {
        self.starts_local.as_deref()?.parse().ok()
    }
}

/// The other one of a thread.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Other {
    pub username: String,
    pub full_name: Option<String>,
    /// Can they read what is written to them? Not while they are suspended, nor after they have gone.
    pub here: bool,
}

impl Other {
    /// What they are called: by full name where there is one.
    pub fn display(&self) -> &str {
        called(self.full_name.as_deref(), &self.username)
    }
}

/// What a reader and somebody else are to an event, and so to each other.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Standing {
    pub event_id: Uuid,
    pub other_id: Uuid,
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub about: About,
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub other: Other,
    /// May the reader open their profile?
    pub shown: bool,
    /// Is the reader one of the event's hosts?
    pub i_host: bool,
    pub they_host: bool,
    /// Do they have a place, ask for one, or wait for one?
    pub they_take_part: bool,
}

impl Standing {
    /// May the reader write first? Whoever may not does not learn that the event or the person exists.
    pub fn may_begin(&self) -> bool {
        let to_a_host = self.they_host && (self.i_host || self.about.status != Status::Draft);
        let as_a_host = self.i_host && self.they_take_part;
        self.may_go_on() && (to_a_host || as_a_host)
    }

    /// The address of the thread of these two.
    pub fn path(&self) -> String {
        path(&self.about, &self.other)
    }

    /// May the reader write into the thread they have?
    pub fn may_go_on(&self) -> bool {
        self.other.here
    }
}

/// A thread of two, as one of them has it.
#[derive(Clone, Copy, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Thread {
    pub id: Uuid,
    pub last_seq: i64,
    /// How far the reader has read.
    pub seen_seq: i64,
    /// How far the other has.
    pub their_seen_seq: i64,
    /// Does it count nothing to what the reader has not read?
    pub muted: bool,
    /// Has the reader left it? Writing brings them back.
    pub i_left: bool,
    /// Has the other left it? Nobody can write to them here until they are back.
    pub they_left: bool,
}

/// One message.
#[derive(Clone, Debug, PartialEq, Eq)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Message {
    /// The key of its row. Never shown.
    pub id: Uuid,
    pub seq: i64,
    pub sender_id: Uuid,
    /// `None`: it was deleted.
    pub content: Option<String>,
    pub created_at: Instant,
}

impl Message {
    /// May this person take it back, by the clock? Nobody takes back another's words.
    pub fn deletable(&self, by: Uuid, now: Instant) -> bool {
        self.sender_id == by && self.content.is_some() && !self.is_settled(now)
    }

    /// Has it stood for so long that it stays?
    pub fn is_settled(&self, now: Instant) -> bool {
        now.since(self.created_at) > DELETABLE
    }
}

/// A thread as one line of a person's messages.
#[derive(Clone, Debug)]
#[cfg_attr(feature = "ssr", derive(sqlx::FromRow))]
pub struct Listed {
    pub thread_id: Uuid,
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub about: About,
    #[cfg_attr(feature = "ssr", sqlx(flatten))]
    pub other: Other,
    pub last_seq: i64,
    /// How many messages of the other the reader has not read.
    pub unread: i64,
    pub muted: bool,
    pub last_message_at: Instant,
    /// Is the last message the reader's own?
    pub last_mine: bool,
    /// The last message; `None`: it was deleted.
    pub last_content: Option<String>,
}

impl Listed {
    /// How many messages wait to be read. In a muted thread none does.
    pub fn waiting(&self) -> u64 {
        if self.muted {
            0
        } else {
            self.unread.max(0).unsigned_abs()
        }
    }

    /// Where the reader goes on in this thread: at what they have not read, else at the last message.
    pub fn way_in(&self) -> String {
        let place = if self.unread > 0 {
            NEW.to_owned()
        } else {
            anchor(self.last_seq)
        };
        format!("{}#{place}", path(&self.about, &self.other))
    }
}

/// Slugs and user names stand in an address as they are.
fn path(about: &About, other: &Other) -> String {
    format!("/messages/{}/{}", about.slug, other.username)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn standing(status: Status) -> Standing {
        Standing {
            event_id: Uuid::from_u128(1),
            other_id: Uuid::from_u128(2),
            about: About {
                slug: "slow-sunday-k3j5mq2p".into(),
                title: Some("Slow Sunday".into()),
                kind: Kind::Jam,
                status,
                starts_local: Some("2026-11-22T18:00".into()),
                venue: None,
                town: None,
            },
            other: Other {
                username: "marek".into(),
                full_name: None,
                here: true,
            },
            shown: true,
            i_host: false,
            they_host: false,
            they_take_part: false,
        }
    }

    #[test]
    fn any_member_may_write_to_a_host() {
        assert!(
            Standing {
                they_host: true,
                ..standing(Status::Scheduled)
            }
            .may_begin()
        );
        assert!(
            Standing {
                they_host: true,
                ..standing(Status::Cancelled)
            }
            .may_begin()
        );
    }

    #[test]
    fn nobody_learns_of_a_draft_by_writing_to_its_host() {
        assert!(
            !Standing {
                they_host: true,
                ..standing(Status::Draft)
            }
            .may_begin()
        );
        assert!(
            Standing {
                they_host: true,
                i_host: true,
                ..standing(Status::Draft)
            }
            .may_begin(),
            "hosts among each other"
        );
    }

    #[test]
    fn a_host_may_write_to_whoever_takes_part() {
        let host = Standing {
            i_host: true,
            ..standing(Status::Scheduled)
        };
        assert!(!host.may_begin(), "not to a stranger");
        assert!(
            Standing {
                they_take_part: true,
                ..host
            }
            .may_begin()
        );
    }

    #[test]
    fn those_who_take_part_do_not_write_to_each_other() {
        assert!(
            !Standing {
                they_take_part: true,
                ..standing(Status::Scheduled)
            }
            .may_begin()
        );
    }

    #[test]
    fn nobody_writes_to_somebody_who_is_not_there() {
        let mut gone = Standing {
            they_host: true,
            i_host: true,
            ..standing(Status::Scheduled)
        };
        gone.other.here = false;
        assert!(!gone.may_begin());
        assert!(!gone.may_go_on());
    }

    #[test]
    fn people_are_called_by_their_full_name() {
        let mut other = standing(Status::Scheduled).other;
        assert_eq!(other.display(), "marek");
        other.full_name = Some("Marek Demo".into());
        assert_eq!(other.display(), "Marek Demo");
    }

    #[test]
    fn a_thread_has_an_address() {
        assert_eq!(
            standing(Status::Scheduled).path(),
            "/messages/slow-sunday-k3j5mq2p/marek"
        );
    }

    #[test]
    fn ones_own_words_can_be_taken_back_for_an_hour() {
        let (me, other) = (Uuid::from_u128(1), Uuid::from_u128(2));
        let at = |minutes: i64| Instant::from_micros(minutes * 60_000_000).unwrap();
        let message = Message {
            id: Uuid::nil(),
            seq: 1,
            sender_id: me,
            content: Some("hello".into()),
            created_at: at(0),
        };
        assert!(message.deletable(me, at(0)) && message.deletable(me, at(60)));
        assert!(!message.deletable(me, at(61)), "it stays");
        assert!(!message.deletable(other, at(0)), "not another's");
        let gone = Message {
            content: None,
            ..message
        };
        assert!(!gone.deletable(me, at(0)), "it is gone already");
    }

    #[test]
    fn the_answer_is_the_number() {
        assert_eq!(serde_json::to_string(&Sent { seq: 7 }).unwrap(), r#"{"seq":7}"#);
    }
}
