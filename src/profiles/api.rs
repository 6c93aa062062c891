//! profiles/update.

use super::model::Updated;
use crate::error::AppError;
use crate::given::Given;
use crate::ui::address::Address;
use leptos::prelude::*;

/// Edits one's own profile.
pub const UPDATE: Address = Address::new(
    "/api/profiles/update",
    "/settings/profile",
    &["full_name", "bio", "town", "next"],
);

/// The acts of this room.
pub const ACTS: &[&Address] = &[&UPDATE];

/// An absent field keeps its value, an empty one clears it. With a `version`, an edit of an older one is refused. `next`:
/// the page one goes on to instead of the settings.
#[server(name = UpdateProfile, prefix = "/api", endpoint = "profiles/update")]
pub async fn update(
    #[server(default)] full_name: Given,
    #[server(default)] bio: Given,
    #[server(default)] town: Given,
    #[server(default)] version: Given,
    #[server(default)] next: String,
) -> Result<Updated, AppError> {
    use super::forms::ProfileForm;
    use super::store::{self, Outcome};
    use crate::accounts::arrival::onward;
    use crate::app::{Act, Notice};
    use crate::t;

    let act = Act::here()?;
    let person = act.member().await?;
    let edit = ProfileForm {
        full_name,
        bio,
        town,
        version,
    }
    .parse()?;
    let outcome = crate::transact!(act.db(), tx => { Ok(store::update(tx, &person, &edit, act.now).await?) })?;
    match outcome {
        Outcome::Saved { version } => {
            act.app.signed_in.evict(person.id());
            let to = if next.is_empty() { UPDATE.home } else { onward(&next) };
            act.done(to, Notice::ProfileSaved);
            Ok(Updated { version })
        }
        Outcome::Stale => Err(AppError::Conflict(t!("profile-stale"))),
    }
}
