//! What one of the two does with the thread for themselves: mutes it, leaves it, comes back.

use super::send::lock;
use super::standing::{standing, thread};
use crate::db::{Stop, Tx};
use crate::error::AppError;
use crate::events::slug::Slug;
use crate::identity::model::Member;
use crate::instant::Instant;
use crate::messages::model::{Standing, Thread};

/// Index: the primary key.
const MUTE: &str = "UPDATE thread_members SET muted_at = $3 WHERE thread_id = $1 AND user_id = $2";

/// Index: the primary key.
const UNMUTE: &str = "UPDATE thread_members SET muted_at = NULL WHERE thread_id = $1 AND user_id = $2";

/// Index: the primary key.
const LEAVE: &str = "UPDATE thread_members SET state = 'left' WHERE thread_id = $1 AND user_id = $2";

/// Index: the primary key.
const REJOIN: &str = "
    UPDATE thread_members SET state = 'open' WHERE thread_id = $1 AND user_id = $2 AND state = 'left'";

/// The thread that this member has with somebody about an event. Whatever else is asked for is not there.
pub(super) async fn own(
    tx: &mut Tx,
    member: &Member,
    slug: &Slug,
    with: &str,
    now: Instant,
) -> Result<(Standing, Thread), Stop> {
    let with = standing(&mut *tx, member, slug, with, now).await?;
    let with = with.ok_or(AppError::NotFound)?;
    let thread = thread(&mut *tx, member, &with).await?.ok_or(AppError::NotFound)?;
    Ok((with, thread))
}

/// Has a thread count nothing to what its member has not read.
pub async fn mute(tx: &mut Tx, member: &Member, slug: &Slug, with: &str, now: Instant) -> Result<Standing, Stop> {
    let (with, thread) = own(tx, member, slug, with, now).await?;
    tx.query(MUTE)
        .bind(thread.id)
        .bind(member.id())
        .bind(now)
        .execute()
        .await?;
    Ok(with)
}

/// Has it count again.
pub async fn unmute(tx: &mut Tx, member: &Member, slug: &Slug, with: &str, now: Instant) -> Result<Standing, Stop> {
    let (with, thread) = own(tx, member, slug, with, now).await?;
    tx.query(UNMUTE).bind(thread.id).bind(member.id()).execute().await?;
    Ok(with)
}

/// Leaves a thread. Under its lock: whoever writes at the same moment has been read, or is told.
pub async fn leave(tx: &mut Tx, member: &Member, slug: &Slug, with: &str, now: Instant) -> Result<Standing, Stop> {
    let (with, _) = own(tx, member, slug, with, now).await?;
    let locked = lock(tx, member, &with).await?;
    tx.query(LEAVE).bind(locked.id).bind(member.id()).execute().await?;
    Ok(with)
}

/// Comes back without a word. Where both have left, it is the only way for either to be written to again.
pub async fn rejoin(tx: &mut Tx, member: &Member, slug: &Slug, with: &str, now: Instant) -> Result<Standing, Stop> {
    let (with, _) = own(tx, member, slug, with, now).await?;
    let locked = lock(tx, member, &with).await?;
    tx.query(REJOIN).bind(locked.id).bind(member.id()).execute().await?;
    Ok(with)
}
