//! messages/send.

use super::model::Sent;
use crate::error::AppError;
use crate::ui::address::Address;
use leptos::prelude::*;

/// Writes to somebody about an event.
pub const SEND: Address = Address::new("/api/messages/send", "/messages", &["content", "slug", "to"]);

/// The acts of this room.
pub const ACTS: &[&Address] = &[&SEND];

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
        let sent = store::send(tx, &sender, &slug, &to, &message, ids, act.now).await;
        sent.map_err(|e| e.taken(store::ONE_KEY_ONE_MESSAGE, AppError::Conflict(t!("message-sent-otherwise"))))
    })?;
    match outcome {
        Outcome::Sent { seq, to } => {
            act.app.signed_in.evict(sender.id());
            act.app.signed_in.evict(to.other_id);
            act.done(&format!("{}#{}", to.path(), anchor(seq)), Notice::MessageSent);
            Ok(Sent { seq })
        }
        Outcome::NoSuchThread => Err(AppError::NotFound),
        Outcome::NotHere => Err(AppError::Forbidden),
        Outcome::SentOtherwise => Err(AppError::Conflict(t!("message-sent-otherwise"))),
    }
}
