//! profiles/update, profiles/speak.

// The functions that `#[server]` makes of them do not carry an attribute of their own.
#![allow(clippy::too_many_arguments, reason = "a form arrives as one argument a field")]

use super::model::Updated;
use crate::error::AppError;
use crate::given::Given;
use crate::ui::address::Address;
use leptos::prelude::*;

/// Edits one's own profile.
pub const UPDATE: Address = Address::new(
    "/api/profiles/update",
    "/settings/profile",
    &["full_name", "bio", "town", "visibility", "locale", "time_zone", "next"],
);

/// Chooses the language that Tutti speaks.
pub const SPEAK: Address = Address::new("/api/profiles/speak", "/", &["language"]);

/// The acts of this room.
pub const ACTS: &[&Address] = &[&UPDATE, &SPEAK];

/// An absent field keeps its value, an empty one clears it. With a `version`, an edit of an older one is refused. `next`:
/// the page one goes on to instead of the settings.
#[server(name = UpdateProfile, prefix = "/api", endpoint = "profiles/update")]
pub async fn update(
    #[server(default)] full_name: Given,
    #[server(default)] bio: Given,
    #[server(default)] town: Given,
    #[server(default)] visibility: Given,
    #[server(default)] locale: Given,
    #[server(default)] time_zone: Given,
    #[server(default)] version: Given,
    #[server(default)] next: String,
) -> Result<Updated, AppError> {
    use super::forms::ProfileForm;
    use super::store;
    use crate::accounts::arrival::onward;
    use crate::app::{Act, Notice};
    use crate::edit::Edited;
    use crate::t;

    let act = Act::here()?;
    let person = act.member().await?;
    let edit = ProfileForm {
        full_name,
        bio,
        town,
        visibility,
        locale,
        time_zone,
        version,
    }
    .parse()?;
    let outcome = crate::transact!(act.db(), tx => { Ok(store::update(tx, &person, &edit, act.now).await?) })?;
    match outcome {
        Edited::Saved { version } => {
            act.app.signed_in.evict(person.id());
            // Who never chose one for the account goes on in the one they chose in this browser.
            if person.locale().is_some() && edit.leaves_language_to_browser() {
                act.forget_language();
            }
            let to = if next.is_empty() { UPDATE.home } else { onward(&next) };
            act.done(to, Notice::ProfileSaved);
            Ok(Updated { version })
        }
        Edited::Stale => Err(AppError::Conflict(t!("profile-stale"))),
    }
}

/// Speaks another language from here on: in this browser, and to whoever is signed in everywhere. One stays on the page where
/// one is.
#[server(prefix = "/api", endpoint = "profiles/speak")]
pub async fn speak(#[server(default)] language: String) -> Result<(), AppError> {
    use super::forms::{Edit, LanguageForm};
    use super::store;
    use crate::app::Act;

    let act = Act::here()?;
    let person = act.visitor().await?;
    let language = LanguageForm { language }.parse()?;
    if let Some(person) = person {
        let edit = Edit::language(language);
        crate::transact!(act.db(), tx => { Ok(store::update(tx, &person, &edit, act.now).await?) })?;
        act.app.signed_in.evict(person.id());
    }
    act.keep_language(language);
    Ok(())
}
