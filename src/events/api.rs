//! events/create, events/join, events/leave: what a member does to an event, and where each act lives.

// The functions that `#[server]` makes of them do not carry an attribute of their own.
#![allow(clippy::too_many_arguments, reason = "a form arrives as one argument a field")]

use super::model::{Created, Joined};
use crate::error::AppError;
use crate::ui::address::Address;
use leptos::prelude::*;

/// Posting an event. The fields stand in the order of its form.
pub const CREATE: Address = Address::new(
    "/api/events/create",
    "/events/new",
    &[
        "kind",
        "title",
        "description",
        "starts_at",
        "ends_at",
        "time_zone",
        "venue",
        "town",
        "address",
        "capacity",
        "fee",
        "gear",
        "access",
        "age",
        "visibility",
    ],
);

/// Taking a place.
pub const JOIN: Address = Address::new("/api/events/join", "/", &["slug", "slot"]);

/// Giving it up.
pub const LEAVE: Address = Address::new("/api/events/leave", "/", &["slug"]);

/// The acts of this room.
pub const ACTS: &[&Address] = &[&CREATE, &JOIN, &LEAVE];

/// Posts an event. Without a zone, the person's own is meant.
#[server(prefix = "/api", endpoint = "events/create")]
pub async fn create(
    #[server(default)] kind: String,
    #[server(default)] title: String,
    #[server(default)] description: String,
    #[server(default)] starts_at: String,
    #[server(default)] ends_at: String,
    #[server(default)] time_zone: String,
    #[server(default)] venue: String,
    #[server(default)] town: String,
    #[server(default)] address: String,
    #[server(default)] capacity: String,
    #[server(default)] fee: String,
    #[server(default)] gear: String,
    #[server(default)] access: String,
    #[server(default)] age: String,
    #[server(default)] visibility: String,
    #[server(default)] key: String,
) -> Result<Created, AppError> {
    use super::{forms, slug::Slug, store};
    use crate::app::{Act, Limit, Notice};
    use crate::form_key::sending;
    use crate::t;

    let act = Act::here()?;
    let member = act.member().await?;
    let time_zone = match time_zone.trim() {
        "" => act.app.time_zone(Some(&member)).to_owned(),
        _ => time_zone,
    };
    let form = forms::EventForm {
        kind,
        visibility,
        title,
        description,
        starts_at,
        ends_at,
        time_zone,
        venue,
        town,
        address,
        capacity,
        fee,
        gear,
        access,
        age,
    };
    let event = form.parse(act.now)?;
    act.limit_member(Limit::Event, &member)?;
    let creation = store::Creation {
        id: act.app.ids.next(act.now),
        slot_id: act.app.ids.next(act.now),
        slug: Slug::new(&event.title, &act.app.ids.tail()),
        key: sending(&key),
        now: act.now,
    };
    let outcome = crate::transact!(act.db(), tx => { Ok(store::create(tx, &member, &event, &creation).await?) })?;
    match outcome {
        store::Outcome::Posted { slug } => {
            act.done(&format!("/events/{slug}"), Notice::EventPosted);
            Ok(Created { slug })
        }
        store::Outcome::PostedOtherwise => Err(AppError::Conflict(t!("event-posted-otherwise"))),
    }
}

/// Takes a place in an event: in the slot that was chosen, or in the only one.
#[server(prefix = "/api", endpoint = "events/join")]
pub async fn join(#[server(default)] slug: String, #[server(default)] slot: String) -> Result<Joined, AppError> {
    use super::{forms, slug::Slug, store};
    use crate::app::{Act, Notice};

    let act = Act::here()?;
    let member = act.member().await?;
    let (slug, slot) = (Slug::parse(&slug)?, forms::slot(&slot)?);
    let joined = crate::transact!(act.db(), tx => { store::take_part(tx, &member, &slug, slot, act.now).await })?;
    let notice = match joined {
        Joined::Accepted => Notice::PlaceTaken,
        Joined::Requested => Notice::PlaceRequested,
        Joined::Waitlisted => Notice::Waitlisted,
        Joined::Full => Notice::EventFull,
        Joined::Closed => Notice::EventClosed,
    };
    act.done(&slug.path(), notice);
    Ok(joined)
}

/// Gives up the place one has.
#[server(prefix = "/api", endpoint = "events/leave")]
pub async fn leave(#[server(default)] slug: String) -> Result<(), AppError> {
    use super::{slug::Slug, store};
    use crate::app::{Act, Notice};

    let act = Act::here()?;
    let member = act.member().await?;
    let slug = Slug::parse(&slug)?;
    crate::transact!(act.db(), tx => { store::leave(tx, &member, &slug, act.now).await })?;
    act.done(&slug.path(), Notice::PlaceGivenUp);
    Ok(())
}
