//! A change of password, step by step.

use super::arrival;
use super::forms::PasswordForm;
use super::passwords::{Password, Verified};
use super::store;
use crate::app::Act;
use crate::error::AppError;
use crate::identity::model::Member;
use crate::identity::{sessions, store as identity};
use crate::t;
use crate::transact;

/// Changes the password of whoever is asking, if they know the current one. All their other sessions end with it, in one
/// transaction; theirs goes on under a new id.
pub(super) async fn password(act: &Act, person: &Member, form: PasswordForm) -> Result<(), AppError> {
    let account = store::own(act.db(), person).await?;
    let passwords = &act.app.passwords;
    match form
        .parse(account.password_hash.clone(), account.about(), passwords)
        .await
    {
        Ok(new) => change(act, person, account.password_hash.unwrap_or_default(), new).await?,
        Err(refused) => {
            // The same form, sent before, has done it already: then the new password is the one that is kept.
            let new = Password::new(&form.new_password);
            if passwords.verify(new, account.password_hash).await? == Verified::Wrong {
                tracing::info!(user.id = %person.id(), address = %act.address, "change of password refused");
                return Err(refused);
            }
        }
    }
    // The password is changed, whatever becomes of this session: at the worst it keeps its id, or they log in again.
    if let Err(error) = arrival::begin(act, person.id()).await {
        tracing::warn!(%error, user.id = %person.id(), "a session keeps its id after a change of password");
    }
    Ok(())
}

async fn change(act: &Act, person: &Member, old: String, new: Password) -> Result<(), AppError> {
    let hash = act.app.passwords.hash(new.clone()).await?;
    let this = sessions::key(&act.session);
    let ended = transact!(act.db(), tx => {
        if store::rehash(tx, person.id(), &old, &hash).await? {
            Ok(Some(identity::end_others(tx, person.id(), this).await?))
        } else {
            Ok(None)
        }
    })?;
    act.app.signed_in.evict(person.id());
    match ended {
        Some(sessions) => {
            tracing::info!(user.id = %person.id(), address = %act.address, sessions, "password changed");
        }
        None => changed_before(act, person, new).await?,
    }
    Ok(())
}

/// Somebody else changed it in between, or this very form did when it was sent before: then it is done.
async fn changed_before(act: &Act, person: &Member, new: Password) -> Result<(), AppError> {
    let kept = store::own(act.db(), person).await?.password_hash;
    if act.app.passwords.verify(new, kept).await? == Verified::Wrong {
        return Err(AppError::field("current_password", t!("password-current-wrong")));
    }
    Ok(())
}
