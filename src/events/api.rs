//! What a member does to an event, and where each act lives: events/create, join, leave; its hosts: update, publish, cancel.

// The functions that `#[server]` makes of them do not carry an attribute of their own.
#![allow(clippy::too_many_arguments, reason = "a form arrives as one argument a field")]

use super::model::{Created, Joined, Updated};
use crate::error::AppError;
use crate::given::Given;
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
        "status",
    ],
);

/// Changing one. What a form leaves out stays.
pub const UPDATE: Address = Address::new(
    "/api/events/update",
    "/",
    &[
        "slug",
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

/// Posting a draft.
pub const PUBLISH: Address = Address::new("/api/events/publish", "/", &["slug"]);

/// Calling one off.
pub const CANCEL: Address = Address::new("/api/events/cancel", "/", &["slug", "reason"]);

/// Taking a place.
pub const JOIN: Address = Address::new("/api/events/join", "/", &["slug", "slot"]);

/// Giving it up.
pub const LEAVE: Address = Address::new("/api/events/leave", "/", &["slug"]);

/// Making somebody a host, too.
pub const ADD_HOST: Address = Address::new("/api/events/add_host", "/", &["slug", "username"]);

/// Making somebody no host any more.
pub const REMOVE_HOST: Address = Address::new("/api/events/remove_host", "/", &["slug", "username"]);

/// Answering somebody who asks for a place, or has one.
pub const DECIDE: Address = Address::new("/api/events/decide", "/", &["slug", "username", "answer", "note"]);

/// The acts of this room.
pub const ACTS: &[&Address] = &[
    &CREATE,
    &UPDATE,
    &PUBLISH,
    &CANCEL,
    &ADD_HOST,
    &REMOVE_HOST,
    &DECIDE,
    &JOIN,
    &LEAVE,
];

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
    #[server(default)] status: String,
    #[server(default)] key: String,
) -> Result<Created, AppError> {
    use super::{forms, model::Status, slug::Slug, store};
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
        status,
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
    let outcome = crate::transact!(act.db(), tx => {
        Ok(store::create(tx, &member, &event, |then| form.parse(then), &creation).await?)
    })?;
    match outcome {
        store::Outcome::Posted { slug } => {
            let notice = match event.status {
                Status::Draft => Notice::DraftKept,
                Status::Scheduled | Status::Cancelled => Notice::EventPosted,
            };
            act.done(&format!("/events/{slug}"), notice);
            Ok(Created { slug })
        }
        store::Outcome::PostedOtherwise => Err(AppError::Conflict(t!("event-posted-otherwise"))),
    }
}

/// Changes an event. With a `version`, an edit of an older one is refused.
#[server(name = UpdateEvent, prefix = "/api", endpoint = "events/update")]
pub async fn update(
    #[server(default)] slug: String,
    #[server(default)] kind: Given,
    #[server(default)] title: Given,
    #[server(default)] description: Given,
    #[server(default)] starts_at: Given,
    #[server(default)] ends_at: Given,
    #[server(default)] time_zone: Given,
    #[server(default)] venue: Given,
    #[server(default)] town: Given,
    #[server(default)] address: Given,
    #[server(default)] capacity: Given,
    #[server(default)] fee: Given,
    #[server(default)] gear: Given,
    #[server(default)] access: Given,
    #[server(default)] age: Given,
    #[server(default)] visibility: Given,
    #[server(default)] version: Given,
) -> Result<Updated, AppError> {
    use super::{forms, slug::Slug, store};
    use crate::app::{Act, Notice};
    use crate::edit::Edited;
    use crate::t;

    let act = Act::here()?;
    let member = act.member().await?;
    let slug = Slug::parse(&slug)?;
    let form = forms::EditForm {
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
        version,
    };
    let builds_on = form.builds_on()?;
    let edited = crate::transact!(act.db(), tx => {
        let edit = |stored: &store::Edition| form.parse(&stored.event, stored.since(), act.now);
        store::update(tx, &member, &slug, builds_on, edit, act.now).await
    })?;
    match edited {
        Edited::Saved { version } => {
            act.done(&slug.path(), Notice::EventChanged);
            Ok(Updated { version })
        }
        Edited::Stale => Err(AppError::Conflict(t!("event-stale"))),
    }
}

/// Posts a draft.
#[server(name = PublishEvent, prefix = "/api", endpoint = "events/publish")]
pub async fn publish(#[server(default)] slug: String) -> Result<(), AppError> {
    use super::{slug::Slug, store};
    use crate::app::{Act, Limit, Notice};

    let act = Act::here()?;
    let member = act.member().await?;
    let slug = Slug::parse(&slug)?;
    act.limit_member(Limit::Event, &member)?;
    crate::transact!(act.db(), tx => { store::publish(tx, &member, &slug, act.now).await })?;
    act.done(&slug.path(), Notice::EventPosted);
    Ok(())
}

/// Calls an event off, with a word about why.
#[server(name = CancelEvent, prefix = "/api", endpoint = "events/cancel")]
pub async fn cancel(#[server(default)] slug: String, #[server(default)] reason: String) -> Result<(), AppError> {
    use super::{forms, slug::Slug, store};
    use crate::app::{Act, Notice};

    let act = Act::here()?;
    let member = act.member().await?;
    let (slug, reason) = (Slug::parse(&slug)?, forms::reason(&reason)?);
    crate::transact!(act.db(), tx => { store::cancel(tx, &member, &slug, reason.as_deref(), act.now).await })?;
    act.done(&slug.path(), Notice::EventCancelled);
    Ok(())
}

/// Makes somebody a host, too: they may do what its first host may.
#[server(name = AddHost, prefix = "/api", endpoint = "events/add_host")]
pub async fn add_host(#[server(default)] slug: String, #[server(default)] username: String) -> Result<(), AppError> {
    use super::{slug::Slug, store};
    use crate::app::{Act, Notice};

    let act = Act::here()?;
    let member = act.member().await?;
    let slug = Slug::parse(&slug)?;
    crate::transact!(act.db(), tx => { store::add_host(tx, &member, &slug, &username, act.now).await })?;
    act.done(&slug.edit_path(), Notice::HostAdded);
    Ok(())
}

/// Makes somebody no host any more, oneself or another. The last host stays.
#[server(name = RemoveHost, prefix = "/api", endpoint = "events/remove_host")]
pub async fn remove_host(#[server(default)] slug: String, #[server(default)] username: String) -> Result<(), AppError> {
    use super::{slug::Slug, store};
    use crate::app::{Act, Notice};

    let act = Act::here()?;
    let member = act.member().await?;
    let slug = Slug::parse(&slug)?;
    crate::transact!(act.db(), tx => { store::remove_host(tx, &member, &slug, &username).await })?;
    // Whoever has just left its hosts may see no more of it than others do.
    let onward = if username.trim().eq_ignore_ascii_case(member.username()) {
        "/".to_owned()
    } else {
        slug.edit_path()
    };
    act.done(&onward, Notice::HostRemoved);
    Ok(())
}

/// Answers somebody who asks for a place. To decline who has one is to remove them, with a word about why.
#[server(name = DecidePlace, prefix = "/api", endpoint = "events/decide")]
pub async fn decide(
    #[server(default)] slug: String,
    #[server(default)] username: String,
    #[server(default)] answer: String,
    #[server(default)] note: String,
) -> Result<(), AppError> {
    use super::{forms, slug::Slug, store};
    use crate::app::{Act, Notice};

    let act = Act::here()?;
    let member = act.member().await?;
    let slug = Slug::parse(&slug)?;
    let decision = forms::DecisionForm { username, answer, note }.parse()?;
    crate::transact!(act.db(), tx => { store::decide(tx, &member, &slug, &decision, act.now).await })?;
    act.done(&slug.edit_path(), Notice::Decided);
    Ok(())
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
