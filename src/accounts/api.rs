//! accounts/signup, accounts/login, accounts/logout.

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

/// The acts of this room.
pub const ACTS: &[&Address] = &[&SIGN_UP, &LOG_IN, &LOG_OUT];

/// Makes an account and signs its owner in. The same form sent twice, by a double click, signs in twice.
#[server(prefix = "/api", endpoint = "accounts/signup")]
pub async fn sign_up(
    #[server(default)] username: String,
    #[server(default)] email: String,
    #[server(default)] password: String,
    #[server(default)] next: String,
) -> Result<SignedInAs, AppError> {
    use super::arrival::{self, onward};
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
    act.done(onward(&next), Notice::Welcome);
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
