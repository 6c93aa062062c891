//! What one does with a thread for oneself: one step, whichever of the four.

use super::store;
use crate::app::{Act, Notice};
use crate::error::AppError;
use crate::events::slug::Slug;
use crate::transact;

/// What becomes of one's own part in a thread.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    Mute,
    Unmute,
    Leave,
    Rejoin,
}

/// Takes this step in the thread that whoever is asking has with `to` about the event `slug`, and leads to the thread; whoever
/// leaves it, to their messages.
pub(super) async fn take(step: Step, slug: &str, to: &str) -> Result<(), AppError> {
    let act = Act::here()?;
    let member = act.member().await?;
    let slug = Slug::parse(slug)?;
    let with = transact!(act.db(), tx => {
        match step {
            Step::Mute => store::mute(tx, &member, &slug, to, act.now).await,
            Step::Unmute => store::unmute(tx, &member, &slug, to, act.now).await,
            Step::Leave => store::leave(tx, &member, &slug, to, act.now).await,
            Step::Rejoin => store::rejoin(tx, &member, &slug, to, act.now).await,
        }
    })?;
    act.app.signed_in.evict(member.id());
    match step {
        Step::Mute => act.done(&with.path(), Notice::ThreadMuted),
        Step::Unmute => act.done(&with.path(), Notice::ThreadUnmuted),
        Step::Leave => act.done("/messages", Notice::ThreadLeft),
        Step::Rejoin => act.done(&with.path(), Notice::ThreadRejoined),
    }
    Ok(())
}
