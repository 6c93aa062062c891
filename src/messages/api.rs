//! What one does with a thread: messages/send and delete; mute, unmute, leave and rejoin.

use super::model::{Deleted, Sent};
use crate::error::AppError;
use crate::ui::address::Address;
use leptos::prelude::*;

/// Writes to somebody about an event.
pub const SEND: Address = Address::new("/api/messages/send", "/messages", &["content", "slug", "to"]);

/// Takes back a message of one's own.
pub const DELETE: Address = Address::new("/api/messages/delete", "/messages", &["slug", "to", "seq"]);

/// Has a thread count nothing to what is unread.
pub const MUTE: Address = Address::new("/api/messages/mute", "/messages", &["slug", "to"]);

/// Has it count again.
pub const UNMUTE: Address = Address::new("/api/messages/unmute", "/messages", &["slug", "to"]);

/// Goes out of a thread.
pub const LEAVE: Address = Address::new("/api/messages/leave", "/messages", &["slug", "to"]);

/// Comes back into it.
pub const REJOIN: Address = Address::new("/api/messages/rejoin", "/messages", &["slug", "to"]);

/// The acts of this room.
pub const ACTS: &[&Address] = &[&SEND, &DELETE, &MUTE, &UNMUTE, &LEAVE, &REJOIN];

/// Sends `content` to the person of the user name `to`, about the event `slug`. The same `key` twice is one message.
#[server(name = SendMessage, prefix = "/api", endpoint = "messages/send")]
pub async fn send(
    #[server(default)] content: String,
    #[server(default)] slug: String,
    #[server(default)] to: String,
    #[server(default)] key: String,
) -> Result<Sent, AppError> {
    use super::forms::MessageForm;
    use super::model::anchor;
    use super::store::{self, Ids, Outcome};
    use crate::app::{Act, Limit, Notice};
    use crate::events::slug::Slug;
    use crate::t;

    let act = Act::here()?;
    let sender = act.member().await?;
    let message = MessageForm { content, key }.parse()?;
    let slug = Slug::parse(&slug)?;
    act.limit_member(Limit::Message, &sender)?;
    let ids = Ids {
        thread: act.app.ids.next(act.now),
        message: act.app.ids.next(act.now),
    };
    let outcome = crate::transact!(act.db(), tx => {
        store::send(tx, &sender, &slug, &to, &message, ids, act.now).await
    })?;
    match outcome {
        Outcome::Sent { seq, to } => {
            act.app.signed_in.evict(sender.id());
            act.app.signed_in.evict(to.other_id);
            act.done(&format!("{}#{}", to.path(), anchor(seq)), Notice::MessageSent);
            Ok(Sent { seq })
        }
        Outcome::NoSuchThread => Err(AppError::NotFound),
        Outcome::NotHere { to } => Err(AppError::Conflict(t!("thread-not-here", name = to.other.display()))),
        Outcome::TheyLeft { to } => Err(AppError::Conflict(t!("thread-they-left", name = to.other.display()))),
    }
}

/// Takes back the message `seq` of the thread with `to` about `slug`: one's own, within an hour.
#[server(name = DeleteMessage, prefix = "/api", endpoint = "messages/delete")]
pub async fn delete(
    #[server(default)] slug: String,
    #[server(default)] to: String,
    #[server(default)] seq: String,
) -> Result<Deleted, AppError> {
    use super::{forms, model::anchor, store};
    use crate::app::{Act, Notice};
    use crate::events::slug::Slug;

    let act = Act::here()?;
    let member = act.member().await?;
    let (slug, seq) = (Slug::parse(&slug)?, forms::seq(&seq)?);
    let with = crate::transact!(act.db(), tx => { store::delete(tx, &member, &slug, &to, seq, act.now).await })?;
    act.done(&format!("{}#{}", with.path(), anchor(seq)), Notice::MessageDeleted);
    Ok(Deleted { seq })
}

/// Mutes the thread with `to` about `slug`: it stays, and counts nothing.
#[server(name = MuteThread, prefix = "/api", endpoint = "messages/mute")]
pub async fn mute(#[server(default)] slug: String, #[server(default)] to: String) -> Result<(), AppError> {
    use super::own::{Step, take};
    take(Step::Mute, &slug, &to).await
}

/// Has it count again.
#[server(name = UnmuteThread, prefix = "/api", endpoint = "messages/unmute")]
pub async fn unmute(#[server(default)] slug: String, #[server(default)] to: String) -> Result<(), AppError> {
    use super::own::{Step, take};
    take(Step::Unmute, &slug, &to).await
}

/// Leaves it: it is in no list of one's own, and the other can't write to it.
#[server(name = LeaveThread, prefix = "/api", endpoint = "messages/leave")]
pub async fn leave(#[server(default)] slug: String, #[server(default)] to: String) -> Result<(), AppError> {
    use super::own::{Step, take};
    take(Step::Leave, &slug, &to).await
}

/// Comes back without a word.
#[server(name = RejoinThread, prefix = "/api", endpoint = "messages/rejoin")]
pub async fn rejoin(#[server(default)] slug: String, #[server(default)] to: String) -> Result<(), AppError> {
    use super::own::{Step, take};
    take(Step::Rejoin, &slug, &to).await
}
