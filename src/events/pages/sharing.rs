//! How an event's page is handed on: what machines read of it, its picture, its link, and the code on the wall.

use crate::app::{Picture, Visit};
use crate::events::json_ld::{Told, music_event};
use crate::events::model::{Event, Person, Slot, Status, Visibility};
use crate::events::slug::Slug;
use crate::t;
use crate::ui::data_block::DataBlock;
use crate::ui::qr::QrCode;
use crate::ui::rulehead::RuleHead;
use crate::ui::share::LinkToShare;
use leptos::prelude::*;

/// May everybody find it? Then search engines may, too.
pub(super) fn listed(event: &Event) -> bool {
    event.visibility == Visibility::Public && event.status != Status::Draft
}

/// The picture of an event that whoever is not signed in may see; the others have none.
pub(super) fn picture(event: &Event, slug: &Slug, when: &str) -> Option<Picture> {
    let shown = event.visibility != Visibility::Members && event.status != Status::Draft;
    shown.then(|| Picture {
        path: slug.picture_path(),
        alt: t!("picture-alt", title = event.title.as_str(), when = when),
    })
}

/// What search engines read. They are never signed in: so it is told to those alone who are not, and says what these may
/// know.
pub(super) fn data(event: &Event, slots: &[Slot], hosts: &[Person], summary: &str, visit: &Visit) -> Option<AnyView> {
    let when = event.timing.date()?;
    if visit.member.is_some() || !listed(event) {
        return None;
    }
    let description = match event.description.as_str() {
        "" => summary,
        written => written,
    };
    let picture = format!("/events/{}/poster.png", event.slug);
    let data = music_event(Told {
        event,
        when,
        slots,
        hosts,
        description,
        origin: visit.app.site.public_url.origin(),
        picture: &picture,
    });
    Some(view! { <DataBlock data /> }.into_any())
}

/// The link, for whoever wants to tell others. A draft has none yet.
pub(super) fn share(event: &Event, visit: &Visit) -> Option<AnyView> {
    if event.status == Status::Draft {
        return None;
    }
    let path = format!("/events/{}", event.slug);
    let url = visit.app.site.public_url.join(&path);
    let (file, name) = (format!("{path}/qr.svg"), format!("{}.svg", event.slug));
    let (who, code) = match event.visibility {
        Visibility::Public => (None, None),
        Visibility::Members => (Some(t!("share-members")), None),
        Visibility::Unlisted => (Some(t!("share-unlisted")), Some(url.clone())),
    };
    let who = who.map(|who| view! { <p class="small">{who}</p> });
    let code = code.map(|url| {
        view! {
            <figure class="code">
                <QrCode text=url />
                <figcaption class="small muted">{t!("share-code")}</figcaption>
            </figure>
        }
    });
    Some(
        view! {
            <section class="stack" aria-labelledby="share">
                <RuleHead id="share" title=t!("share-title") minor=true />
                {who}
                <LinkToShare label=t!("share-link") url />
                {code}
                <p class="small"><a href=file download=name>{t!("share-code-save")}</a></p>
            </section>
        }
        .into_any(),
    )
}
