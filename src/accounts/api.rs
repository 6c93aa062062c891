//! accounts/signup, accounts/login, accounts/logout; accounts/change_password; accounts/end_session and
//! accounts/end_other_sessions.

use super::model::SignedInAs;
use crate::error::AppError;
use crate::ui::address::Address;
use leptos::prelude::*;

/// Makes an account and signs its owner in.
pub const SIGN_UP: Address = Address::new(
    "/api/accounts/signup",
    "/signup",
    &["username", "email", "password", "next"],
);

/// Signs somebody in by user name or e-mail address.
pub const LOG_IN: Address = Address::new("/api/accounts/login", "/login", &["login", "password", "next"]);

/// Ends this browser's session.
pub const LOG_OUT: Address = Address::new("/api/accounts/logout", "/", &[]);

/// Puts a new password in the place of the current one.
pub const CHANGE_PASSWORD: Address = Address::new(
    "/api/accounts/change_password",
    "/settings/account",
    &["current_password", "new_password"],
);

/// Ends one of one's own sessions, named as `/settings/sessions` names it.
pub const END_SESSION: Address = Address::new("/api/accounts/end_session", "/settings/sessions", &["session"]);

/// Ends all of one's own sessions but this one.
pub const END_OTHER_SESSIONS: Address = Address::new("/api/accounts/end_other_sessions", "/settings/sessions", &[]);

/// The acts of this room.
pub const ACTS: &[&Address] = &[
    &SIGN_UP,
    &LOG_IN,
    &LOG_OUT,
    &CHANGE_PASSWORD,
    &END_SESSION,
    &END_OTHER_SESSIONS,
];

/// Makes an account and signs its owner in. The same form sent twice, by a double click, signs in twice.
#[server(prefix = "/api", endpoint = "accounts/signup")]
pub async fn sign_up(
    #[server(default)] username: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<SignedInAs, AppError> {
    use super::arrival;
    use super::forms::SignUpForm;
    use super::store;
    use crate::app::{Act, Limit, Notice};
    use crate::transact;

    let act = Act::here()?;
    act.limit(Limit::SignUp)?;
    let account = SignUpForm {
        username,
        email,
        password,
    }
    .parse(&act.app.passwords)
    .await?;
    let hash = act.app.passwords.hash(account.password.clone()).await?;
    let id = act.app.ids.next(act.now);
    let made =
        transact!(act.db(), tx => { store::insert(tx, id, &account, &hash, act.now).await.map_err(store::taken) });
    let id = match made {
        Ok(()) => id,
        Err(refusal) => arrival::made_before(&act, &account).await?.ok_or(refusal)?,
    };
    arrival::sign_in(&act, id).await?;
    act.done(&arrival::welcome(&next), Notice::Welcome);
    Ok(SignedInAs {
        username: account.username.as_str().to_owned(),
    })
}

/// Signs somebody in. A wrong name and a wrong password get one answer, in one time.
#[server(prefix = "/api", endpoint = "accounts/login")]
pub async fn log_in(
    #[server(default)] login: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<SignedInAs, AppError> {
    use super::arrival::{self, onward};
    use super::forms::{LogInForm, wrong};
    use crate::app::{Act, Limit, Notice};

    let act = Act::here()?;
    act.limit(Limit::LogIn)?;
    let attempt = LogInForm { login, password }.parse()?;
    let account = arrival::proven(&act, attempt).await?.ok_or_else(wrong)?;
    arrival::sign_in(&act, account.id).await?;
    act.done(onward(&next), Notice::WelcomeBack);
    Ok(SignedInAs {
        username: account.username,
    })
}

/// Ends this browser's session. Without one it is done, too.
#[server(prefix = "/api", endpoint = "accounts/logout")]
pub async fn log_out() -> Result<(), AppError> {
    use crate::app::{Act, Notice};
    use crate::identity::sessions;

    let act = Act::here()?;
    if let Some(user) = sessions::sign_out(&act.app.signed_in, &act.session).await? {
        tracing::info!(user.id = %user, address = %act.address, "signed out");
    }
    act.forget_pages();
    act.done("/", Notice::LoggedOut);
    Ok(())
}

/// Asks the current password. Every other session ends, and this one goes on under a new id (OWASP Session Management).
/// Tries count as those of a log-in.
#[server(prefix = "/api", endpoint = "accounts/change_password")]
pub async fn change_password(
    #[server(default)] current_password: String,
    #[server(default)] new_password: String,
) -> Result<(), AppError> {
    use super::change;
    use super::forms::PasswordForm;
    use crate::app::{Act, Limit, Notice};

    let act = Act::here()?;
    let person = act.member().await?;
    act.limit(Limit::LogIn)?;
    let form = PasswordForm {
        current_password,
        new_password,
    };
    change::password(&act, &person, form).await?;
    act.done("/settings/account", Notice::PasswordChanged);
    Ok(())
}

/// Ends one session. One that is somebody else's is none; the one that asks is logged out.
#[server(prefix = "/api", endpoint = "accounts/end_session")]
pub async fn end_session(#[server(default)] session: String) -> Result<(), AppError> {
    use crate::app::{Act, Notice};
    use crate::identity::sessions;

    let act = Act::here()?;
    let person = act.member().await?;
    if sessions::key(&act.session).is_some_and(|this| this.to_string() == session) {
        return log_out().await;
    }
    if !sessions::end(act.db(), &act.app.signed_in, &person, &session).await? {
        return Err(AppError::NotFound);
    }
    tracing::info!(user.id = %person.id(), address = %act.address, "a session was ended from another");
    act.done("/settings/sessions", Notice::SessionEnded);
    Ok(())
}

/// Ends all sessions of the person but the one that asks. Where there are none it is done, too.
#[server(prefix = "/api", endpoint = "accounts/end_other_sessions")]
pub async fn end_other_sessions() -> Result<(), AppError> {
    use crate::app::{Act, Notice};
    use crate::identity::sessions;

    let act = Act::here()?;
    let person = act.member().await?;
    let ended = sessions::end_others(act.db(), &act.app.signed_in, &person, &act.session).await?;
    tracing::info!(user.id = %person.id(), address = %act.address, sessions = ended, "all other sessions were ended");
    act.done("/settings/sessions", Notice::OtherSessionsEnded);
    Ok(())
}
